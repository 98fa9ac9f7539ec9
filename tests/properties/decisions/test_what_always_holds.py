"""Properties: whatever lawful things happen in whatever order, these hold."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guanhu.decisions.facts import (
    FinalFacts,
    HearingStage,
    ObjectionKind,
    OpinionFacts,
    OpinionParty,
)
from guanhu.decisions.rules import refuse_final_decision
from guanhu.law.due import service_due
from guanhu.law.holidays import OFFICIAL_HOLIDAYS
from guanhu.law.periods import ProbationPeriod, change_period, probation_period
from guanhu.law.rulebooks import rulebook_for

LEAST_DAYS, MOST_DAYS = 181, 366
"""Six and twelve calendar months are at least and at most so many days."""

decision_days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
lengths = st.integers(-2, 20)
changes = st.lists(st.tuples(st.integers(0, 400), lengths), max_size=8)
VICTIM_AGAIN = OpinionFacts(
    HearingStage.BEFORE_FINAL_DECISION,
    OpinionParty.VICTIM,
    ObjectionKind.NONE,
    withdrawn=False,
    answered=False,
)


def after_changes(
    decided_on: date, months: int, wanted: list[tuple[int, int]]
) -> ProbationPeriod | None:
    """The period after every change that the rules let through, asked for in order of days."""
    book = rulebook_for(decided_on)
    period = probation_period(decided_on, months, book)
    if not isinstance(period, ProbationPeriod):
        return None
    for day, total in sorted(wanted):
        changed = change_period(period, total, book, decided_on + timedelta(days=day))
        if isinstance(changed, ProbationPeriod):
            period = changed
    return period


@given(decided_on=decision_days, months=lengths, wanted=changes)
def test_the_period_stays_within_six_to_twelve_months(
    decided_on: date, months: int, wanted: list[tuple[int, int]]
) -> None:
    # P-01; T-10: six and twelve are included.
    period = after_changes(decided_on, months, wanted)

    assert (period is not None) == (6 <= months <= 12)
    if period is not None:
        assert 6 <= period.months <= 12
        assert LEAST_DAYS <= (period.ends_same_day - decided_on).days <= MOST_DAYS
        assert period.start == decided_on


@given(decided_on=decision_days, months=st.integers(6, 12), wanted=changes, day=st.integers(0, 500))
def test_no_final_decision_precedes_either_reading_of_the_end(
    decided_on: date, months: int, wanted: list[tuple[int, int]], day: int
) -> None:
    period = after_changes(decided_on, months, wanted)
    assert period is not None
    today = decided_on + timedelta(days=day)

    refusal = refuse_final_decision(
        FinalFacts(
            ends_on=period.ends_same_day, has_victim=True, opinions=(VICTIM_AGAIN,), today=today
        )
    )

    over = today > period.ends_same_day and today > period.ends_day_before
    assert (refusal is None) == over
    if refusal is not None:
        assert (refusal.code, refusal.rule) == ("PERIOD_NOT_OVER", "P-12")


@given(decided_on=decision_days)
def test_every_service_is_due_on_a_working_day_after_three_days(decided_on: date) -> None:
    due = service_due(decided_on, "minor", rulebook_for(decided_on), OFFICIAL_HOLIDAYS)

    assert not OFFICIAL_HOLIDAYS.is_rest_day(due.due_on)
    assert due.due_on >= decided_on + timedelta(days=3)
    between = (due.due_on - decided_on).days
    assert all(
        OFFICIAL_HOLIDAYS.is_rest_day(decided_on + timedelta(days=n)) for n in range(3, between)
    )
