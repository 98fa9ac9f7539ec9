"""The rules of orders to guardians, their duties, and recommendations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from guanhu.kernel.errors import InvalidInput
from guanhu.law.due_orders import guidance_visit
from guanhu.law.rulebooks import rulebook, rulebook_for
from guanhu.orders.facts import (
    DutyFacts,
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
from guanhu.orders.rules import (
    RULE_OF,
    counts,
    due_on,
    next_session,
    refuse_check,
    refuse_end,
    refuse_order,
    refuse_recommendation,
    refuse_session,
    rhythm_of,
    warnings,
)

DAY = date(2026, 3, 2)
BOOK = rulebook_for(DAY)
RHYTHM = Rhythm(1, 40, date(2026, 6, 2))
ORDER = OrderFacts(
    id=UUID(int=1), kind=OrderKind.FAMILY_EDUCATION, state=OrderState.SERVED,
    author_id=UUID(int=2), guardian_id=UUID(int=3), issued_on=DAY, served_on=DAY, ended_on=None,
    until=RHYTHM.until, rhythm=RHYTHM,
)  # fmt: skip
KEPT = SessionFacts(DAY, 40, present=True)


def refused(kind: OrderKind, until: date | None, day: date = DAY, **given: bool) -> object:
    found = refuse_order(
        kind,
        until=until,
        whole=given.get("whole", True),
        rhythm_given=given.get("rhythm_given", False),
        today=day,
        book=rulebook_for(day),
    )
    if isinstance(found, InvalidInput):
        return [(problem.path, problem.code) for problem in found.problems]
    return None if found is None else (found.code, found.rule)


def test_s10_orders_urging_guardianship_begin_with_june_2021() -> None:
    kind = OrderKind.GUARDIANSHIP

    assert refused(kind, date(2021, 8, 31), date(2021, 5, 31)) == (
        "GUARDIANSHIP_ORDER_NOT_KNOWN", "S-10",
    )  # fmt: skip
    assert refused(kind, date(2021, 8, 31), date(2021, 6, 1)) is None
    assert refused(kind, date(2026, 3, 1)) == ("DATE_TOO_EARLY", None)
    assert refused(kind, None, whole=False) == [("until", "REQUIRED"), ("checking", "REQUIRED")]
    assert refused(kind, date(2026, 6, 2), rhythm_given=True) == [("perMonth", "DOES_NOT_FIT_KIND")]


def test_s08_guidance_lasts_a_month_and_an_admonition_has_no_end() -> None:
    assert refused(OrderKind.FAMILY_EDUCATION, date(2026, 4, 1)) == ("DATE_TOO_EARLY", None)
    assert refused(OrderKind.FAMILY_EDUCATION, date(2026, 4, 2)) is None
    assert refused(OrderKind.ADMONITION, None, whole=False) is None
    assert refused(OrderKind.ADMONITION, DAY, whole=False) == [("until", "DOES_NOT_FIT_KIND")]
    assert RULE_OF == {
        OrderKind.GUARDIANSHIP: "S-10",
        OrderKind.FAMILY_EDUCATION: "S-08",
        OrderKind.ADMONITION: "S-08",
    }


def test_s07_the_rhythm_starts_as_the_templates_and_may_be_another() -> None:
    assert rhythm_of(None, None, RHYTHM.until, BOOK) == Rhythm(1, 40, RHYTHM.until)
    assert rhythm_of(2, 60, RHYTHM.until, BOOK) == Rhythm(2, 60, RHYTHM.until)
    assert rhythm_of(2, None, RHYTHM.until, BOOK) == Rhythm(2, 40, RHYTHM.until)
    assert rhythm_of(None, 60, RHYTHM.until, rulebook("r2019_12")) is None


def test_s08_a_session_counts_when_attended_for_its_minutes() -> None:
    assert counts(SessionFacts(DAY, 40, present=True), RHYTHM)
    assert not counts(SessionFacts(DAY, 39, present=True), RHYTHM)
    assert not counts(SessionFacts(DAY, 90, present=False), RHYTHM)


@pytest.mark.parametrize(
    ("per_month", "kept", "months"),
    [(1, 0, 1), (1, 1, 2), (1, 2, 3), (1, 3, None), (2, 1, 1), (2, 2, 2), (2, 5, 3), (2, 6, None)],
)
def test_s07_the_next_session_is_counted(per_month: int, kept: int, months: int | None) -> None:
    rhythm = Rhythm(per_month, 40, RHYTHM.until)
    missed = SessionFacts(DAY, 40, present=False)

    assert next_session(DAY, rhythm, [KEPT] * kept + [missed]) == months


def test_s09_a_long_course_is_warned_about_and_not_barred() -> None:
    longer = replace(ORDER, rhythm=replace(RHYTHM, until=date(2026, 9, 3)))

    assert warnings(longer, BOOK, DAY) == (OrderWarningKind.COURSE_LONGER_THAN_LOCAL,)
    assert warnings(replace(ORDER, rhythm=replace(RHYTHM, until=date(2026, 9, 2))), BOOK, DAY) == ()
    assert warnings(replace(longer, state=OrderState.WITHDRAWN), BOOK, DAY) == ()
    assert refused(OrderKind.FAMILY_EDUCATION, date(2027, 9, 3)) is None
    assert guidance_visit(DAY, rulebook("r2019_12")) is None


def test_s10_a_guardianship_order_is_completed_once_its_effect_was_checked() -> None:
    order = replace(ORDER, kind=OrderKind.GUARDIANSHIP, rhythm=None)
    issued = replace(order, state=OrderState.ISSUED, served_on=None)

    assert refuse_end(order, OrderEnd.COMPLETED, checked=True) is None
    assert refuse_end(order, OrderEnd.WITHDRAWN, checked=False) is None
    found = refuse_end(order, OrderEnd.COMPLETED, checked=False)
    assert found is not None
    assert (found.code, found.rule) == ("EFFECT_NOT_CHECKED", "S-10")
    not_served = refuse_end(issued, OrderEnd.COMPLETED, checked=True)
    assert not_served is not None
    assert not_served.code == "ORDER_STATE_FORBIDS"
    assert refuse_end(ORDER, OrderEnd.COMPLETED, checked=False) is None


def test_a_session_and_a_check_follow_the_service() -> None:
    early, late = DAY - timedelta(days=1), DAY + timedelta(days=1)
    other = replace(ORDER, kind=OrderKind.GUARDIANSHIP)
    done = replace(ORDER, state=OrderState.COMPLETED, ended_on=DAY)

    assert refuse_session(ORDER, DAY, DAY) is None
    codes = [
        getattr(found, "code", None)
        for found in (
            refuse_session(ORDER, early, DAY),
            refuse_session(ORDER, late, DAY),
            refuse_session(other, DAY, DAY),
            refuse_session(done, DAY, DAY),
            refuse_check(done, early, DAY),
            refuse_check(replace(done, kind=OrderKind.GUARDIANSHIP), DAY, DAY),
            refuse_check(done, DAY, DAY),
        )
    ]
    assert codes == [
        "DATE_TOO_EARLY", "DATE_IN_FUTURE", "NOT_A_GUIDANCE_ORDER", "ORDER_STATE_FORBIDS",
        "DATE_TOO_EARLY", "ORDER_STATE_FORBIDS", None,
    ]  # fmt: skip


def test_s02_a_duty_is_late_after_its_counted_last_day() -> None:
    duty = DutyFacts(UUID(int=4), due_on(DAY, 14), None)

    assert duty.due_on == date(2026, 3, 16)
    assert duty.state_on(date(2026, 3, 16)) is DutyState.OPEN
    assert duty.state_on(date(2026, 3, 17)) is DutyState.LATE
    closed = replace(duty, closed=DutyState.CONFIRMED)
    assert closed.state_on(date(2026, 3, 17)) is DutyState.CONFIRMED


def test_s14_each_step_of_a_recommendation_follows_the_one_before() -> None:
    found = RecommendationFacts(
        UUID(int=5), RecommendationState.APPROVED, UUID(int=2), DAY, None, None
    )

    assert refuse_recommendation(found, RecommendationState.APPROVED) is None
    refusal = refuse_recommendation(found, RecommendationState.SENT)
    assert refusal is not None
    assert refusal.facts == {"state": RecommendationState.APPROVED}
