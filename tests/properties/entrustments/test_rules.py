"""The part of the other place, whatever its days (S-11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from guanhu.access.roles import Role
from guanhu.entrustments.facts import Access, EntrustmentFacts, EntrustmentState
from guanhu.entrustments.rules import OPEN, access_on, end_on, refuse_again, state_on
from guanhu.kernel.errors import Refusal

DAY = date(2026, 4, 1)
OWN, THERE = UUID(int=1), UUID(int=2)
ASKED = EntrustmentFacts(
    id=UUID(int=9), to_office=THERE, asked_on=DAY, answered_on=None, accepted=None,
    starts_on=None, until=None, ended_on=None,
)  # fmt: skip
DAYS = st.dates(date(2026, 3, 1), date(2026, 9, 30))


@st.composite
def entrustments(draw: st.DrawFn) -> EntrustmentFacts:
    """Any entrustment the tables can hold."""
    accepted = draw(st.sampled_from([None, False, True]))
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return replace(
        ASKED,
        answered_on=None if accepted is None else DAY,
        accepted=accepted,
        starts_on=first if accepted else None,
        until=last if accepted else None,
        ended_on=draw(st.none() | DAYS),
    )


def refused(refusal: Refusal | None) -> tuple[str, str | None] | None:
    return None if refusal is None else (refusal.code, refusal.rule)


@given(
    found=entrustments(), today=DAYS, assisted=st.booleans(), named=st.booleans(),
    role=st.sampled_from(Role),
)  # fmt: skip
def test_s11_the_part_opens_on_the_first_day_and_closes_at_the_end(
    *, found: EntrustmentFacts, today: date, assisted: bool, named: bool, role: Role
) -> None:
    access = access_on(found, today, assisted=assisted, named=named, role=role)

    term = found.accepted and found.starts_on and found.until
    inside = bool(
        term and found.starts_on and found.until and found.starts_on <= today <= found.until
    )
    mine = role is Role.SUPERVISOR or (named and role in {Role.OFFICER, Role.SOCIAL_WORKER})
    assert (access is Access.PART) == (inside and assisted and not found.ended_on and mine)
    if access is Access.REQUEST:
        assert role is Role.SUPERVISOR
        assert found.accepted is not False
        assert found.ended_on is None
    if found.ended_on is not None or not assisted:
        assert access is Access.NOTHING


@given(found=entrustments(), today=DAYS, assisted=st.booleans())
def test_s11_it_has_an_end_exactly_when_it_has_ended(
    *, found: EntrustmentFacts, today: date, assisted: bool
) -> None:
    state = state_on(found, today, assisted=assisted)

    assert (end_on(found, today, assisted=assisted) is not None) == (
        state is EntrustmentState.ENDED
    )
    assert (state is EntrustmentState.DECLINED) == (found.accepted is False)
    assert (refused(refuse_again([found], today, assisted=assisted)) is not None) == (state in OPEN)


@given(entrustments(), DAYS, st.integers(0, 200))
def test_s11_what_has_ended_or_was_declined_stays_so(
    found: EntrustmentFacts, today: date, days: int
) -> None:
    over = {EntrustmentState.ENDED, EntrustmentState.DECLINED}
    if state_on(found, today, assisted=True) in over:
        assert state_on(found, today + timedelta(days=days), assisted=True) in over
