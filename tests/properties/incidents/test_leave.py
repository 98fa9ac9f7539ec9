"""O-03 and O-11: what covers an absence, what is missing, and where a request stands."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from guanhu.incidents.facts import Period
from guanhu.incidents.leave import (
    OPEN,
    Approver,
    LeaveFacts,
    LeaveKind,
    LeaveState,
    LeaveStep,
    LeaveStepKind,
    covered,
    missing,
    refuse_absence,
    refuse_ask,
    refuse_decision,
    refuse_return,
    state_on,
)

DECIDED = date(2026, 3, 2)
PERIOD = Period(DECIDED, date(2026, 9, 2), None)
S = LeaveStepKind
DAYS = st.integers(0, 30).map(lambda days: DECIDED + timedelta(days=days))
STEPS = st.lists(st.tuples(st.sampled_from(list(S)), DAYS), max_size=5).map(
    lambda made: tuple(LeaveStep(kind, on) for kind, on in made)
)


@st.composite
def leaves(draw: st.DrawFn) -> LeaveFacts:
    kind = draw(st.sampled_from(list(LeaveKind)))
    begins, length = draw(DAYS), draw(st.integers(0, 10))
    until = None if kind is LeaveKind.MOVE else begins + timedelta(days=length)
    return LeaveFacts(
        UUID(int=1), kind, begins, until, UUID(int=2), draw(STEPS), draw(st.booleans())
    )


@given(leaves(), DAYS)
def test_o11_nobody_is_under_way_while_an_approval_is_missing(
    leave: LeaveFacts, today: date
) -> None:
    state = state_on(leave, today)

    if state is LeaveState.UNDER_WAY:
        assert missing(leave) == ()
    if leave.bail and Approver.POLICE not in missing(leave):
        granted = [one for one in leave.steps if one.kind in (S.POLICE_APPROVED, S.POLICE_REFUSED)]
        assert granted[-1].kind is S.POLICE_APPROVED
    if not leave.bail:
        assert Approver.POLICE not in missing(leave)


@given(leaves(), DAYS, DAYS)
def test_o03_an_absence_is_refused_exactly_where_an_approved_leave_covers_it(
    leave: LeaveFacts, from_on: date, until: date
) -> None:
    first, last = min(from_on, until), max(from_on, until)
    refusal = refuse_absence(
        first, last, last, period=PERIOD, leaves=[leave], today=date(2026, 9, 1)
    )

    assert (refusal is not None) is (covered([leave], first, last) is not None)
    if refusal is not None:
        assert missing(leave) == ()
        assert leave.until is not None
        assert leave.from_on <= first <= last <= leave.until


@given(leaves(), DAYS)
def test_o03_nothing_is_approved_after_its_first_day(leave: LeaveFacts, today: date) -> None:
    if refuse_decision(leave, approved=True, today=today) is None:
        assert today <= leave.from_on
        assert state_on(leave, today) is LeaveState.ASKED


@given(leaves(), DAYS, st.one_of(st.none(), DAYS))
def test_a_return_ends_an_approved_leave_once(
    leave: LeaveFacts, today: date, returned: date | None
) -> None:
    if refuse_return(leave, returned, today) is not None:
        return
    assert leave.step(S.APPROVED) is not None
    kind = S.NOT_TAKEN if returned is None else S.RETURNED
    steps = (*leave.steps, LeaveStep(kind, returned or today))
    over = LeaveFacts(
        leave.id, leave.kind, leave.from_on, leave.until, leave.asked_by, steps, leave.bail
    )
    assert state_on(over, today) not in OPEN
    assert refuse_return(over, returned, today) is not None


@given(leaves(), DAYS, st.integers(0, 10), DAYS)
def test_two_open_requests_never_take_the_same_day(
    other: LeaveFacts, from_on: date, length: int, today: date
) -> None:
    until = from_on + timedelta(days=length)
    refusal = refuse_ask(
        LeaveKind.LEAVE, from_on, until, period=PERIOD, others=[other], today=today
    )
    if refusal is None and other.until is not None and state_on(other, today) in OPEN:
        assert until < other.from_on or other.until < from_on
