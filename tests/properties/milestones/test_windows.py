"""What never happens to the due day of a milestone review (S74)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from guanhu.law.periods import add_months
from guanhu.law.rulebooks import rulebook
from guanhu.milestones.errors import PauseReachesEnd
from guanhu.milestones.facts import (
    MilestoneAct,
    MilestoneMarks,
    MilestoneState,
    PauseReason,
    Supervised,
)
from guanhu.milestones.rules import pause_days, paused, window
from guanhu.milestones.states import refuse, state_on

BOOK = rulebook("r2026_01")
FIRST, LAST = date(2026, 3, 2), date(2026, 9, 2)


@given(
    st.integers(1, 6), st.integers(6, 12), st.integers(0, 200), st.dates(FIRST, date(2029, 1, 1))
)
def test_windows_stand_in_order_inside_the_period(
    nodes: int, months: int, late: int, first: date
) -> None:
    last = add_months(first, months)
    today = min(first + timedelta(days=late), last)
    found = [window(each, nodes, (first, last), BOOK, today) for each in range(1, nodes + 1)]

    days = [each.due_on for each in found]
    assert days == sorted(days)
    for each in found:
        assert today <= each.due_on <= last
        assert first <= each.opens_on <= each.due_on


class Pauses(RuleBasedStateMachine):
    """One review, paused and replanned at will, day by day (S74)."""

    @initialize(months=st.integers(6, 12), nodes=st.integers(1, 6), data=st.data())
    def begin(self, months: int, nodes: int, data: st.DataObject) -> None:
        self.last = add_months(FIRST, months)
        self.nodes = nodes
        self.number = data.draw(st.integers(1, nodes))
        self.today = FIRST
        self.window = window(self.number, nodes, (FIRST, self.last), BOOK, FIRST)
        self.planned = self.window.due_on
        self.days_paused: set[date] = set()
        self.was_overdue = False

    @property
    def marks(self) -> MilestoneMarks:
        found = self.window
        return MilestoneMarks(found.opens_on, found.due_on, found.paused_until)

    @property
    def state(self) -> MilestoneState:
        over = Supervised.LAPSED if self.today > self.last else Supervised.LIVE
        return state_on(self.marks, over, self.today)

    @rule(days=st.sampled_from([1, 2, 3, 4, 5, 9, 10, 30]))
    def days_go_by(self, days: int) -> None:
        self.today += timedelta(days=days)
        self.was_overdue = self.was_overdue or self.state is MilestoneState.OVERDUE

    @rule(to_opening=st.integers(-1, 1))
    def the_window_opens(self, to_opening: int) -> None:
        self.today = max(self.today, self.window.opens_on + timedelta(days=to_opening))

    @rule(reason=st.sampled_from(PauseReason))
    def pause(self, reason: PauseReason) -> None:
        before, state = self.window, self.state
        refusal = refuse(self.marks, state, MilestoneAct.PAUSE)
        assert (refusal is None) == (state is MilestoneState.DUE)
        if refusal is not None:
            return
        found = paused(before, pause_days(reason, BOOK), self.last, self.today)
        if isinstance(found, PauseReachesEnd):
            assert before.due_on == self.last
            return
        assert before.due_on < found.due_on <= before.due_on + timedelta(days=10)
        assert found.paused_until is not None
        length = (found.paused_until - self.today).days + 1
        new = {self.today + timedelta(days=each) for each in range(length)}
        # No two pauses share a day: none stacks on another.
        assert not new & self.days_paused
        self.days_paused |= new
        self.window = found

    @rule(months=st.integers(6, 12))
    def the_period_changes(self, months: int) -> None:
        last = add_months(FIRST, months)
        if self.today > min(self.last, last):
            return
        self.last = last
        if self.state is MilestoneState.OVERDUE:
            return
        self.window = window(self.number, self.nodes, (FIRST, last), BOOK, self.today, self.window)
        assert self.window.due_on >= self.today

    @invariant()
    def the_days_of_pauses_are_days_that_were_paused(self) -> None:
        assert self.window.paused_days == len(self.days_paused)

    @invariant()
    def what_was_overdue_is_overdue(self) -> None:
        if self.was_overdue:
            assert self.state is MilestoneState.OVERDUE

    @invariant()
    def a_paused_review_is_not_due_before_its_pause_is_over(self) -> None:
        if self.state is MilestoneState.PAUSED and self.window.due_on < self.last:
            assert self.window.paused_until is not None
            assert self.window.due_on > self.window.paused_until


TestPauses = Pauses.TestCase
