"""Clocks that events start: stored and restored alike, and counted by the law's own functions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from guanhu.cases.clock import deadlines, next_deadline
from guanhu.cases.facts import CaseStatus, Milestones
from guanhu.law.deadlines import DeadlineKind, DeadlineState
from guanhu.law.holidays import OFFICIAL_HOLIDAYS
from guanhu.law.rulebooks import rulebook_for
from guanhu.law.started import COMPLEX, COMPUTED, StartedClock
from support.received import received

RECORD = UUID(int=7)
BOOK = rulebook_for(date(2026, 3, 2))
DETAILS = {
    DeadlineKind.GUIDANCE_SESSION: "1",
    DeadlineKind.GUARDIAN_DUTY: "1",
    DeadlineKind.LEAVE_RETURN: "1",
    DeadlineKind.EVIDENCE_WINDOW: "1",
    DeadlineKind.MILESTONE_REVIEW: "77+10",
}
"""Kinds whose detail is a number: of months, of days, or of days and those of pauses."""


def clock(what: DeadlineKind, starts: str, detail: str = "") -> StartedClock:
    return StartedClock(what, date.fromisoformat(starts), RECORD, detail=detail)


@pytest.mark.parametrize("what", sorted(COMPUTED))
def test_every_kind_is_stored_restored_and_counted(what: DeadlineKind) -> None:
    detail = DETAILS.get(what, "")
    started = replace(clock(what, "2026-03-02", detail), done_on=date(2026, 3, 3))

    assert StartedClock.restored(started.stored()) == started
    found = started.deadline(BOOK, OFFICIAL_HOLIDAYS)
    assert found is not None
    assert (found.what, found.record_id, found.done_on) == (what, RECORD, date(2026, 3, 3))
    assert found.starts == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("started", "due_on"),
    [
        (clock(DeadlineKind.VICTIM_COMPLAINT, "2026-03-02"), "2026-03-09"),
        (clock(DeadlineKind.COMPLAINT_REVIEW, "2026-03-02"), "2026-06-02"),
        (clock(DeadlineKind.COMPLAINT_REVIEW, "2026-03-02", COMPLEX), "2026-09-02"),
        (clock(DeadlineKind.BAIL_END, "2026-02-28"), "2027-02-28"),
        (clock(DeadlineKind.GUIDANCE_SESSION, "2026-01-31", "1"), "2026-02-28"),
        (clock(DeadlineKind.GUARDIAN_DUTY, "2026-01-31", "14"), "2026-02-14"),
        (clock(DeadlineKind.LEAVE_RETURN, "2026-02-27", "3"), "2026-03-02"),
        (clock(DeadlineKind.MILESTONE_REVIEW, "2026-03-02", "77+0"), "2026-05-18"),
        (clock(DeadlineKind.MILESTONE_REVIEW, "2026-03-02", "77+10"), "2026-05-28"),
    ],
)
def test_the_detail_tells_what_is_counted(started: StartedClock, due_on: str) -> None:
    found = started.deadline(BOOK, OFFICIAL_HOLIDAYS)

    assert found is not None
    assert found.due_on == date.fromisoformat(due_on)


def a_file(*clocks: StartedClock) -> Milestones:
    """Decided, with every early notice given and nothing left to serve."""
    on = date(2026, 3, 2)
    return replace(
        received(on),
        status=CaseStatus.PROSECUTED,
        has_defender=True,
        suspect_informed_on=on,
        victim_informed_on=on,
        clocks=clocks,
    )


def test_a_started_clock_is_among_the_deadlines_until_it_is_met() -> None:
    running = clock(DeadlineKind.RECONSIDERATION_ANSWER, "2026-03-02")
    today = date(2026, 4, 7)

    open_one = next_deadline(a_file(running), today)
    assert open_one is not None
    assert (open_one.due_on, open_one.state_on(today)) == (
        date(2026, 4, 1), DeadlineState.OVERDUE,
    )  # fmt: skip
    met = replace(running, done_on=today)
    assert next_deadline(a_file(met), today) is None
    assert [one.late for one in deadlines(a_file(met), today) if one.record_id] == [True]


def test_the_end_of_somebody_else_s_right_is_never_what_is_next() -> None:
    right = clock(DeadlineKind.VICTIM_COMPLAINT, "2026-03-02")

    assert next_deadline(a_file(right), date(2026, 3, 3)) is None
    found = deadlines(a_file(right), date(2026, 3, 3))
    assert right.what in [one.what for one in found]


def at_opinion(*clocks: StartedClock) -> Milestones:
    """The period of six months is over and the outcome review is handed in."""
    on = date(2026, 3, 2)
    return replace(
        a_file(*clocks),
        status=CaseStatus.OPINION_GIVEN,
        decided_on=on,
        probation_months=6,
        probation_ends_on=date(2026, 9, 1),
    )


def test_a_milestone_review_nobody_can_hold_any_more_is_not_next() -> None:
    """S-06, P-06: once the outcome review is handed in, the final decision is what is due."""
    today = date(2026, 9, 3)
    missed = clock(DeadlineKind.MILESTONE_REVIEW, "2026-03-02", "77+0")
    ended = replace(at_opinion(missed), status=CaseStatus.PERIOD_ENDED)

    found = next_deadline(at_opinion(missed), today)
    assert found is not None
    assert found.what is DeadlineKind.FINAL_DECISION
    assert missed.what not in [one.what for one in deadlines(at_opinion(missed), today)]
    # Before that it can still be held late, and is said.
    assert missed.what in [one.what for one in deadlines(ended, today)]


def test_an_overdue_warning_hides_no_duty_that_comes_near() -> None:
    visit = clock(DeadlineKind.GUIDANCE_VISIT, "2026-01-05")
    file = at_opinion(visit)
    (duty,) = [each for each in deadlines(file, date(2026, 9, 3))
               if each.what is DeadlineKind.FINAL_DECISION]  # fmt: skip

    def next_on(today: date) -> DeadlineKind | None:
        found = next_deadline(file, today)
        return None if found is None else found.what

    far, near = duty.due_on - timedelta(days=8), duty.due_on - timedelta(days=7)
    assert next_on(far) is DeadlineKind.GUIDANCE_VISIT
    assert next_on(near) is DeadlineKind.FINAL_DECISION
    assert next_on(duty.due_on + timedelta(days=40)) is DeadlineKind.FINAL_DECISION


def test_an_overdue_warning_stays_next_while_no_duty_is_there() -> None:
    visit = clock(DeadlineKind.GUIDANCE_VISIT, "2026-01-05")
    bail = clock(DeadlineKind.BAIL_END, "2026-03-02")

    found = next_deadline(a_file(visit, bail), date(2027, 2, 20))
    assert found is not None
    assert found.what is DeadlineKind.GUIDANCE_VISIT
