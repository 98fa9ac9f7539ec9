"""The review stop-watch (T-07, P-06, P-11)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from guanhu.law.due_clock import final_decision_due
from guanhu.law.errors import ClockOutOfOrder, TooManySupplements
from guanhu.law.holidays import OFFICIAL_HOLIDAYS
from guanhu.law.periods import ProbationPeriod, probation_period
from guanhu.law.rulebooks import rulebook_for
from guanhu.law.stopwatch import (
    RestartReason,
    ReviewClock,
    ReviewLimit,
    fast_track_limit,
    start_clock,
)
from support.law_vectors import vectors

BOOK = rulebook_for(date(2026, 3, 2))
RECEIVED = date(2026, 3, 2)
SUPPLEMENT = RestartReason.SUPPLEMENTARY_INVESTIGATION
JURISDICTION = RestartReason.CHANGE_OF_JURISDICTION


def running(outcome: object) -> ReviewClock:
    assert isinstance(outcome, ReviewClock)
    return outcome


@pytest.mark.parametrize("vector", vectors("review_clock"))
def test_every_clock_vector(vector: dict[str, Any]) -> None:
    limit = ReviewLimit(vector["limit"]["months"], 0)
    clock = ReviewClock.start(vector["received"], limit)
    assert clock.limit_on == date(2026, 4, 2)

    stopped = running(clock.suspend(vector["decided"]))
    period = probation_period(vector["decided"], vector["probation"]["months"], BOOK)
    assert isinstance(period, ProbationPeriod)

    assert stopped.used_days(vector["decided"]) == 18
    assert stopped.left_days(vector["decided"]) == 13
    assert stopped.limit_on is None
    assert running(stopped.resume(period.last_day)).limit_on == date(2026, 10, 3)
    due = final_decision_due(stopped, period, BOOK, OFFICIAL_HOLIDAYS)
    assert due.due_on == vector["final_decision_due"]
    assert due.provisional is False


def test_a_standing_clock_uses_no_day() -> None:
    stopped = running(start_clock(RECEIVED, BOOK).suspend(date(2026, 3, 20)))

    assert stopped.used_days(date(2026, 9, 1)) == 18
    assert stopped.left_days(date(2026, 9, 1)) == 13


def test_fifteen_more_days_for_a_complex_case() -> None:
    clock = running(start_clock(RECEIVED, BOOK).extend(date(2026, 3, 30), 15))

    assert clock.limit_on == date(2026, 4, 17)
    assert clock.granted_days == 46


def test_the_fast_track() -> None:
    clock = ReviewClock.start(RECEIVED, fast_track_limit(BOOK))

    assert clock.limit_on == date(2026, 3, 12)
    extended = running(clock.extend(date(2026, 3, 12), BOOK.fast_track_extension.value))
    assert extended.limit_on == date(2026, 3, 17)


def test_no_extension_once_the_limit_is_over() -> None:
    refused = start_clock(RECEIVED, BOOK).extend(date(2026, 4, 3), 15)

    assert isinstance(refused, ClockOutOfOrder)
    assert refused.facts["last"] == RECEIVED


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(lambda clock: clock.resume(date(2026, 3, 5)), id="resume-while-running"),
        pytest.param(lambda clock: clock.suspend(date(2026, 3, 1)), id="stop-before-the-start"),
        pytest.param(lambda clock: clock.extend(date(2026, 3, 5), 0), id="extend-by-nothing"),
        pytest.param(
            lambda clock: clock.restart(date(2026, 3, 1), JURISDICTION), id="restart-backwards"
        ),
        pytest.param(
            lambda clock: running(clock.suspend(date(2026, 3, 20))).suspend(date(2026, 3, 21)),
            id="stop-twice",
        ),
        pytest.param(
            lambda clock: running(clock.suspend(date(2026, 3, 20))).resume(date(2026, 3, 19)),
            id="resume-before-the-stop",
        ),
        pytest.param(
            lambda clock: running(clock.suspend(date(2026, 3, 20))).extend(date(2026, 3, 21), 15),
            id="extend-while-standing",
        ),
    ],
)
def test_steps_out_of_order_are_refused(step: Any) -> None:
    assert isinstance(step(start_clock(RECEIVED, BOOK)), ClockOutOfOrder)


def test_two_supplements_each_give_a_whole_limit_and_a_third_is_refused() -> None:
    # T-07: twice at most.
    clock = start_clock(RECEIVED, BOOK)
    once = running(clock.restart(date(2026, 4, 10), SUPPLEMENT))
    twice = running(once.restart(date(2026, 5, 20), SUPPLEMENT))

    assert once.limit_on == date(2026, 5, 10)
    assert twice.limit_on == date(2026, 6, 20)
    refused = twice.restart(date(2026, 6, 25), SUPPLEMENT)
    assert isinstance(refused, TooManySupplements)
    assert refused.facts == {"most": 2}


def test_a_change_of_jurisdiction_gives_a_whole_limit_and_is_no_supplement() -> None:
    clock = running(start_clock(RECEIVED, BOOK).restart(date(2026, 3, 20), SUPPLEMENT))
    moved = running(clock.restart(date(2026, 4, 1), JURISDICTION))

    assert moved.limit_on == date(2026, 5, 1)
    assert moved.supplements == 1


def test_an_overrun_limit_leaves_nothing_and_the_day_itself_is_the_last() -> None:
    stopped = running(start_clock(RECEIVED, BOOK).suspend(date(2026, 4, 10)))
    period = probation_period(date(2026, 4, 10), 6, BOOK)
    assert isinstance(period, ProbationPeriod)

    assert stopped.left_days(date(2026, 4, 10)) == -8
    # 10 October 2026 is a make-up working Saturday.
    assert final_decision_due(stopped, period, BOOK, OFFICIAL_HOLIDAYS).due_on == date(2026, 10, 10)


def test_a_running_clock_has_no_final_decision_to_wait_for() -> None:
    period = probation_period(date(2026, 3, 20), 6, BOOK)
    assert isinstance(period, ProbationPeriod)
    with pytest.raises(ValueError, match="does not stand"):
        final_decision_due(start_clock(RECEIVED, BOOK), period, BOOK, OFFICIAL_HOLIDAYS)
