"""The next dates of a rhythm (O-02): from the plan, never into the past, never two for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from guanhu.checkins.rhythm import Beat, next_windows
from guanhu.checkins.rules import Window

BEGIN, END = date(2026, 3, 2), date(2026, 9, 2)
TWO_WEEKS = Beat(14, 3, 2, BEGIN, BEGIN, END, ())


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def test_o02_the_first_is_one_interval_after_the_plan_came_in_force() -> None:
    assert next_windows(TWO_WEEKS, day("03-08")) == []
    assert next_windows(TWO_WEEKS, day("03-09")) == [
        Window(day("03-16"), day("03-18"), day("03-20"))
    ]


def test_o02_the_next_is_counted_from_the_last_one() -> None:
    seen = replace(TWO_WEEKS, taken=[(day("03-17"), day("03-19"))])

    assert next_windows(seen, day("03-23")) == []
    assert [each.due_from for each in next_windows(seen, day("03-24"))] == [day("03-31")]


def test_what_nobody_put_on_record_is_due_today_and_not_in_the_past() -> None:
    assert [each.due_from for each in next_windows(TWO_WEEKS, day("05-04"))] == [day("05-04")]


def test_a_window_somebody_asked_for_serves_in_its_place() -> None:
    asked = replace(TWO_WEEKS, taken=[(day("03-17"), day("03-19"))])

    assert next_windows(asked, day("03-09")) == []


def test_a_turn_that_was_moved_beyond_the_lead_is_not_asked_for_again() -> None:
    moved = replace(TWO_WEEKS, taken=[(day("04-10"), day("04-12"))], moved_from=day("03-16"))

    assert next_windows(moved, day("03-16")) == []
    assert [each.due_from for each in next_windows(moved, day("03-23"))] == [day("03-30")]
    # Once the window in its place is within the lead, the next is counted from it.
    later = replace(moved, moved_from=None)
    assert [each.due_from for each in next_windows(later, day("04-17"))] == [day("04-24")]


def test_none_reaches_past_the_last_day_of_supervision() -> None:
    late = replace(TWO_WEEKS, taken=[(day("08-17"), day("08-19"))])

    assert [each.due_from for each in next_windows(late, day("08-31"))] == [day("08-31")]
    assert next_windows(replace(late, last_day=day("09-01")), day("08-31")) == []
