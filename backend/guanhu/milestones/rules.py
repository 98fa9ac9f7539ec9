"""When milestone reviews are due, what a pause gives, and what ends a review. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from guanhu.access.roles import Role
from guanhu.cases.facts import Milestones
from guanhu.cases.rules import status_on, supervision_is_live
from guanhu.cases.states import BEFORE_THE_END
from guanhu.kernel.errors import Refusal
from guanhu.law.periods import ProbationPeriod, change_period
from guanhu.law.rulebook import Rulebook
from guanhu.milestones.errors import PartOfAnother, PartsMissing, PauseReachesEnd
from guanhu.milestones.facts import (
    Following,
    MilestoneEvaluator,
    PauseReason,
    Supervised,
    Window,
)

ONE_DAY = timedelta(days=1)


def supervised_on(facts: Milestones, today: date) -> Supervised:
    """Whether supervision is live on a day, by the one predicate there is for it."""
    if supervision_is_live(facts, today):
        return Supervised.LIVE
    before_the_end = status_on(facts, today) in BEFORE_THE_END
    return Supervised.LAPSED if before_the_end else Supervised.STOPPED


def window(
    number: int,
    nodes: int,
    period: tuple[date, date],
    book: Rulebook,
    today: date,
    before: Window | None = None,
) -> Window:
    """The window of review `number` of `nodes`, planned or planned anew on `today`.

    The reviews divide the period evenly; the last one is due `assessment_lead` days before its
    last day, when the outcome begins to be drafted. No review is put before today, before the end
    of a pause that runs, or after the last day; days that pauses gave `before` are kept. Source:
    local practice (S-06).
    """
    first_day, last_day = period
    reach = max((last_day - first_day).days - book.assessment_lead.value, 0)
    planned = first_day + timedelta(days=reach * number // nodes)
    paused_days = 0 if before is None else before.paused_days
    paused_until = None if before is None else before.paused_until
    not_before = today if paused_until is None else max(today, paused_until + ONE_DAY)
    due_on = min(max(planned + timedelta(days=paused_days), not_before), last_day)
    opens_on = max(due_on - timedelta(days=book.assessment_window.value) + ONE_DAY, first_day)
    return Window(opens_on, due_on, paused_days, paused_until)


def pause_days(reason: PauseReason, book: Rulebook) -> int:
    """How many days a reason gives: +10 or +5 as configured (S74)."""
    match reason:
        case PauseReason.ILL:
            return book.pause_ill.value
        case PauseReason.NOT_ENGAGED:
            return book.pause_not_engaged.value
        case PauseReason.SYSTEM_DOWN:
            return book.pause_system_down.value


def paused(open_window: Window, days: int, last_day: date, today: date) -> Window | PauseReachesEnd:
    """The window after a pause that begins today; it never reaches beyond the last day.

    The pause runs as long as it moves the due day, so pauses in a row never give more days than
    went by.
    """
    due_on = min(open_window.due_on + timedelta(days=days), last_day)
    gained = (due_on - open_window.due_on).days
    if gained <= 0:
        return PauseReachesEnd(due_on=open_window.due_on)
    until = today + timedelta(days=gained) - ONE_DAY
    return Window(open_window.opens_on, due_on, open_window.paused_days + gained, until)


def refuse_part(by: MilestoneEvaluator, role: Role | None) -> Refusal | None:
    """A social worker speaks for social work; an officer writes down whatever was heard."""
    if role is Role.SOCIAL_WORKER and by is not MilestoneEvaluator.SOCIAL_WORKER:
        return PartOfAnother(by=by)
    return None


def refuse_missing(
    given: Iterable[MilestoneEvaluator], missing_because: str | None
) -> Refusal | None:
    """Whoever gave no evaluation is accounted for before a review is completed, or None."""
    there = set(given)
    missing = tuple(each for each in MilestoneEvaluator if each not in there)
    if missing and missing_because is None:
        return PartsMissing(missing=missing)
    return None


def refuse_following(
    following: Following, period: ProbationPeriod | None, book: Rulebook, today: date
) -> Refusal | None:
    """No finding proposes a length that the law leaves no room for (P-01, P-04), or None."""
    by = {Following.PROPOSE_SHORTENING: -1, Following.PROPOSE_EXTENDING: 1}.get(following)
    if by is None or period is None:
        return None
    changed = change_period(period, period.months + by, book, today)
    return None if isinstance(changed, ProbationPeriod) else changed
