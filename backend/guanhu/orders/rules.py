"""The rules of orders to guardians, their duties, and recommendations. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Final

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.law.periods import add_months
from guanhu.law.rulebook import Rulebook
from guanhu.orders.errors import (
    DutyClosed,
    DutyKindUnknown,
    EffectNotChecked,
    GuardianshipOrderNotKnown,
    NotAGuidanceOrder,
    OrderStateForbids,
    RecommendationStateForbids,
)
from guanhu.orders.facts import (
    DutyState,
    OrderEnd,
    OrderFacts,
    OrderKind,
    OrderState,
    OrderWarningKind,
    RecommendationFacts,
    RecommendationState,
    Rhythm,
    SessionFacts,
)

RULE_OF: Final = {
    OrderKind.GUARDIANSHIP: "S-10",
    OrderKind.FAMILY_EDUCATION: "S-08",
    OrderKind.ADMONITION: "S-08",
}
"""Which rule an order rests on (S-08, S-10)."""

ENDED: Final = frozenset({OrderState.COMPLETED, OrderState.WITHDRAWN})
IN_FORCE: Final = frozenset({OrderState.ISSUED, OrderState.SERVED})


def refuse_order(
    kind: OrderKind,
    *,
    until: date | None,
    whole: bool,
    rhythm_given: bool,
    today: date,
    book: Rulebook,
) -> Refusal | None:
    """Say why an order of this shape cannot be proposed, or None.

    `book` is the one in force on the day: an order urging guardianship exists since 2021-06-01
    (S-10). It has a time, a check and a consequence (`whole`); guidance lasts at least a month, so
    that a session of its rhythm is owed (S-07, S-08).
    """
    if kind is OrderKind.GUARDIANSHIP and book.guardianship_order is None:
        return GuardianshipOrderNotKnown()
    problems = []
    if kind is OrderKind.ADMONITION:
        problems += [Problem("until", "DOES_NOT_FIT_KIND")] if until is not None else []
    elif until is None:
        problems.append(Problem("until", "REQUIRED"))
    if kind is not OrderKind.ADMONITION and not whole:
        problems.append(Problem("checking", "REQUIRED"))
    if rhythm_given and kind is not OrderKind.FAMILY_EDUCATION:
        problems.append(Problem("perMonth", "DOES_NOT_FIT_KIND"))
    if problems:
        return InvalidInput(problems)
    earliest = add_months(today, 1) if kind is OrderKind.FAMILY_EDUCATION else today
    if until is not None and until < earliest:
        return DateBefore(field="until", earliest=earliest)
    return None


def rhythm_of(
    per_month: int | None, minutes: int | None, until: date, book: Rulebook
) -> Rhythm | None:
    """The rhythm asked for; what is left out is the template's (S-07), None where it has none."""
    sessions, each = book.guidance_sessions, book.guidance_minutes
    chosen = per_month if per_month is not None or sessions is None else sessions.value
    lasting = minutes if minutes is not None or each is None else each.value
    return None if chosen is None or lasting is None else Rhythm(chosen, lasting, until)


def counts(session: SessionFacts, rhythm: Rhythm) -> bool:
    """Whether a session counts: the guardian was there, for the minutes of the order (S-08)."""
    return session.present and session.minutes >= rhythm.minutes


def months_owed(served_on: date, until: date) -> int:
    """Whole months from the service to the last day; a month that is cut short owes nothing."""
    months = 0
    while add_months(served_on, months + 1) <= until:
        months += 1
    return months


def next_session(served_on: date, rhythm: Rhythm, sessions: Iterable[SessionFacts]) -> int | None:
    """How many months after the service the next session is due, or None when none is owed.

    Counted, never typed (S-07): the first `per_month` sessions are due by the end of the first
    month, the next ones by the end of the second. One held late makes up for the missing one.
    """
    kept = sum(counts(session, rhythm) for session in sessions)
    if kept >= months_owed(served_on, rhythm.until) * rhythm.per_month:
        return None
    return kept // rhythm.per_month + 1


def warnings(order: OrderFacts, book: Rulebook, today: date) -> tuple[OrderWarningKind, ...]:
    """What is said beside an order and bars nothing: a course longer than the local rule (S-09)."""
    most = book.guidance_course_most
    if order.rhythm is None or most is None or order.state in ENDED:
        return ()
    begins = order.served_on or order.issued_on or today
    longer = order.rhythm.until > add_months(begins, most.value)
    return (OrderWarningKind.COURSE_LONGER_THAN_LOCAL,) if longer else ()


def refuse_state(order: OrderFacts, allowed: Collection[OrderState]) -> Refusal | None:
    """Say that the order does not stand where this can be done, or None."""
    return None if order.state in allowed else OrderStateForbids(state=order.state)


def refuse_session(order: OrderFacts, held_on: date, today: date) -> Refusal | None:
    """Say why no session can be recorded, or None: guidance that was served, on a past day."""
    if order.kind is not OrderKind.FAMILY_EDUCATION:
        return NotAGuidanceOrder()
    return refuse_state(order, {OrderState.SERVED}) or refuse_day(
        "heldOn", held_on, order.served_on, today
    )


def refuse_check(order: OrderFacts, checked_on: date, today: date) -> Refusal | None:
    """Say why no effect can be checked, or None; a completed course is visited once more (S-09)."""
    visited = order.kind is OrderKind.FAMILY_EDUCATION and order.state is OrderState.COMPLETED
    refusal = None if visited else refuse_state(order, {OrderState.SERVED})
    after = order.ended_on if visited else order.served_on
    return refusal or refuse_day("checkedOn", checked_on, after, today)


def refuse_end(order: OrderFacts, how: OrderEnd, *, checked: bool) -> Refusal | None:
    """Say why an order cannot end so, or None.

    What was served can be completed, a guardianship order once its effect was checked (S-10).
    """
    if how is OrderEnd.WITHDRAWN:
        return refuse_state(order, IN_FORCE)
    refusal = refuse_state(order, {OrderState.SERVED})
    if refusal is None and order.kind is OrderKind.GUARDIANSHIP and not checked:
        return EffectNotChecked()
    return refusal


def refuse_day(field: str, day: date, after: date | None, today: date) -> Refusal | None:
    """Say that a past day lies in the future, or before the one it must follow, or None."""
    if day > today:
        return DateInFuture(field=field)
    if after is not None and day < after:
        return DateBefore(field=field, earliest=after)
    return None


def refuse_duty_word(
    closed: DutyState | None, field: str, day: date, given_on: date, today: date
) -> Refusal | None:
    """Say why nothing is said of a duty so, or None: it is open, and the day is in its time."""
    if closed is not None:
        return DutyClosed(state=closed)
    return refuse_day(field, day, given_on, today)


def refuse_duty_shape(
    kind: str | None, *, known: bool, task: str | None, guide: str | None
) -> Refusal | None:
    """Say what is missing of a duty, or None: a kind that may be given, or task and guide."""
    if kind is not None:
        return None if known else DutyKindUnknown(kind=kind)
    given = (("task", task), ("guide", guide))
    missing = [Problem(name, "REQUIRED") for name, text in given if text is None]
    return InvalidInput(missing) if missing else None


def due_on(given_on: date, days: int) -> date:
    """The last day of a duty given for so many days (S-02)."""
    return given_on + timedelta(days=days)


def refuse_recommendation(
    found: RecommendationFacts, allowed: RecommendationState
) -> Refusal | None:
    """Say that the recommendation does not stand where this can be done, or None (S-14)."""
    return None if found.state is allowed else RecommendationStateForbids(state=found.state)
