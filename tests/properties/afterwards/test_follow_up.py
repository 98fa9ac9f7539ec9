"""Whenever whoever agreed, no follow-up lies outside the consent (F-17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from guanhu.afterwards.facts import Consent, FollowUpSeen
from guanhu.afterwards.rules import refuse_follow_up_day

LI, ORDER, SOME = (UUID(int=n) for n in range(1, 4))
AGREED, TODAY = date(2026, 10, 9), date(2026, 10, 12)
YOUNG = Consent(of_age=False, minor_on=AGREED, representative_on=AGREED, until=None)
RUNNING = FollowUpSeen(SOME, ORDER, YOUNG, LI, None, None)


@given(st.integers(-40, 40), st.one_of(st.none(), st.integers(-40, 40)), st.integers(-40, 40))
def test_f17_no_contact_lies_outside_the_consent(
    minor: int, representative: int | None, contact: int
) -> None:
    def day(offset: int) -> date:
        return TODAY + timedelta(days=offset)

    consent = Consent(
        representative is None,
        day(minor),
        None if representative is None else day(representative),
        None,
    )
    found = refuse_follow_up_day(
        replace(RUNNING, consent=consent), "happenedOn", day(contact), today=TODAY
    )

    agreed = max(minor, minor if representative is None else representative)
    assert (found is None) is (agreed <= contact <= 0)
