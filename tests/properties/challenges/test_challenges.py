"""Whenever a challenge comes: who examines it, and until when (D-14, D-17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guanhu.challenges.facts import ChallengeKind, Complainant
from guanhu.challenges.rules import Challenged, last_day_of, route_of
from guanhu.decisions.facts import DecisionKind
from guanhu.law.due import ComplaintRoute
from guanhu.law.holidays import OFFICIAL_HOLIDAYS
from guanhu.law.rulebooks import rulebook, rulebook_for

MAY_11 = date(2026, 5, 11)
BOOK = rulebook(rulebook_for(MAY_11).id)
K, R = ChallengeKind, ComplaintRoute
CONDITIONAL = DecisionKind.CONDITIONAL_NON_PROSECUTION
RELATIVE = DecisionKind.RELATIVE_NON_PROSECUTION


@given(st.dates(date(2022, 6, 1), date(2026, 6, 1)), st.integers(0, 60))
def test_d14_in_time_goes_to_the_next_level_and_late_stays_here(since: date, later: int) -> None:
    """D-14: and what is late is exactly what this office examines."""
    of = Challenged(CONDITIONAL, since, None, since)
    made_on = since + timedelta(days=later)
    last_day = last_day_of(K.COMPLAINT, of, BOOK, OFFICIAL_HOLIDAYS)
    assert last_day is not None
    assert last_day >= since + timedelta(days=7)
    assert not OFFICIAL_HOLIDAYS.is_rest_day(last_day)
    expected = R.DECIDING_PROCURATORATE if made_on > last_day else R.NEXT_HIGHER_PROCURATORATE
    assert route_of(of, made_on, BOOK, OFFICIAL_HOLIDAYS) is expected


@given(st.dates(date(2022, 6, 1), date(2026, 6, 1)), st.integers(0, 60))
def test_d17_the_minor_s_complaint_is_examined_here_whenever_it_comes(
    since: date, later: int
) -> None:
    """D-17: seven days from the minor's own receipt, whatever the victim's; examined here."""
    of = Challenged(RELATIVE, since, victim_since=since - timedelta(days=30), minor_since=since)
    minor = Complainant.MINOR
    last_day = last_day_of(K.COMPLAINT, of, BOOK, OFFICIAL_HOLIDAYS, by=minor)
    assert last_day is not None
    assert last_day >= since + timedelta(days=7)
    assert not OFFICIAL_HOLIDAYS.is_rest_day(last_day)
    made_on = since + timedelta(days=later)
    assert route_of(of, made_on, BOOK, OFFICIAL_HOLIDAYS, by=minor) is R.DECIDING_PROCURATORATE
    unserved = replace(of, minor_since=None)
    assert last_day_of(K.COMPLAINT, unserved, BOOK, OFFICIAL_HOLIDAYS, by=minor) is None
