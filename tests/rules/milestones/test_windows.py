"""When milestone reviews are due, what pauses give, and what never happens to a due day (S74)."""

from __future__ import annotations

from datetime import date

import pytest

from guanhu.law.periods import ProbationPeriod, probation_period
from guanhu.law.rulebook import Rulebook
from guanhu.law.rulebooks import rulebook
from guanhu.milestones.errors import PauseReachesEnd
from guanhu.milestones.facts import Following, MilestoneEvaluator, PauseReason, Window
from guanhu.milestones.rules import pause_days, paused, refuse_following, refuse_missing, window

BOOK = rulebook("r2026_01")
FIRST, LAST = date(2026, 3, 2), date(2026, 9, 2)


def due_days(nodes: int, today: date = FIRST, book: Rulebook = BOOK) -> list[str]:
    windows = [window(each, nodes, (FIRST, LAST), book, today) for each in range(1, nodes + 1)]
    return [each.due_on.isoformat() for each in windows]


def test_s06_two_reviews_halve_the_way_to_the_last_one() -> None:
    assert due_days(2) == ["2026-05-18", "2026-08-03"]
    assert window(1, 2, (FIRST, LAST), BOOK, FIRST).opens_on == date(2026, 5, 5)
    assert due_days(3) == ["2026-04-22", "2026-06-12", "2026-08-03"]


def test_s06_an_office_sets_lead_and_window() -> None:
    book = BOOK.with_setting("assessment_lead", 14)
    assert isinstance(book, Rulebook)
    narrower = book.with_setting("assessment_window", 7)
    assert isinstance(narrower, Rulebook)

    assert due_days(1, book=narrower) == ["2026-08-19"]
    assert window(1, 1, (FIRST, LAST), narrower, FIRST).opens_on == date(2026, 8, 13)


def test_planned_late_a_review_is_due_today_at_the_earliest() -> None:
    assert due_days(2, date(2026, 7, 1)) == ["2026-07-01", "2026-08-03"]


@pytest.mark.parametrize(("reason", "days"), [("ill", 10), ("not_engaged", 5), ("system_down", 5)])
def test_s74_each_reason_gives_its_days_as_configured(reason: str, days: int) -> None:
    assert pause_days(PauseReason(reason), BOOK) == days
    changed = BOOK.with_setting(f"pause_{reason}", 3)
    assert isinstance(changed, Rulebook)
    assert pause_days(PauseReason(reason), changed) == 3


def test_s74_a_pause_moves_the_day_and_runs_as_long() -> None:
    found = paused(Window(date(2026, 5, 5), date(2026, 5, 18)), 10, LAST, date(2026, 5, 18))

    assert found == Window(date(2026, 5, 5), date(2026, 5, 28), 10, date(2026, 5, 27))


def test_s74_no_pause_reaches_beyond_the_period() -> None:
    near = Window(date(2026, 8, 20), date(2026, 8, 30))
    found = paused(near, 10, LAST, date(2026, 8, 25))
    assert found == Window(date(2026, 8, 20), LAST, 3, date(2026, 8, 27))

    assert isinstance(found, Window)
    refused = paused(found, 10, LAST, date(2026, 8, 30))
    assert isinstance(refused, PauseReachesEnd)
    assert refused.facts == {"due_on": LAST}


def test_another_period_keeps_what_pauses_gave() -> None:
    before = Window(date(2026, 5, 5), date(2026, 5, 28), 10, date(2026, 5, 19))
    longer = window(1, 2, (FIRST, date(2026, 11, 2)), BOOK, date(2026, 5, 12), before)
    assert longer == Window(date(2026, 6, 14), date(2026, 6, 27), 10, date(2026, 5, 19))

    # Half of a short period lies behind, but the pause still runs.
    shorter = window(1, 6, (FIRST, LAST), BOOK, date(2026, 5, 12), before)
    assert shorter.due_on == date(2026, 5, 20)


def test_who_is_missing_is_accounted_for() -> None:
    heard = [MilestoneEvaluator.OFFICER, MilestoneEvaluator.GUARDIAN, MilestoneEvaluator.GUARDIAN]

    refusal = refuse_missing(heard, None)
    assert refusal is not None
    assert refusal.facts == {
        "missing": (MilestoneEvaluator.SOCIAL_WORKER, MilestoneEvaluator.SCHOOL)
    }
    assert refuse_missing(heard, "已毕业") is None
    assert refuse_missing(list(MilestoneEvaluator), None) is None


@pytest.mark.parametrize(
    ("months", "following", "code"),
    [
        (6, Following.PROPOSE_SHORTENING, "PERIOD_OUT_OF_RANGE"),
        (7, Following.PROPOSE_SHORTENING, None),
        (12, Following.PROPOSE_EXTENDING, "PERIOD_OUT_OF_RANGE"),
        (11, Following.PROPOSE_EXTENDING, None),
        (6, Following.NOTHING, None),
        (6, Following.VARY_PLAN, None),
        (6, Following.BRING_TO_OUTCOME, None),
    ],
)
def test_p04_no_finding_proposes_what_the_law_has_no_room_for(
    months: int, following: Following, code: str | None
) -> None:
    period = probation_period(FIRST, months, BOOK)
    assert isinstance(period, ProbationPeriod)

    refusal = refuse_following(following, period, BOOK, date(2026, 5, 18))
    assert (refusal and refusal.code) == code
