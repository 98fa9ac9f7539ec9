"""Who must be heard before a revocation, whoever spoke when (R-08)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from guanhu.decisions.facts import OpinionParty
from guanhu.incidents import errors
from guanhu.incidents.facts import HeardFacts, IncidentFacts, IncidentFinding, IncidentKind
from guanhu.incidents.rules import TO_HEAR, refuse_unheard

DAY = date(2026, 5, 4)
CRIME = IncidentFacts(
    id=UUID(int=1),
    kind=IncidentKind.NEW_CRIME,
    happened_on=DAY,
    found_on=DAY,
    finding=IncidentFinding.ESTABLISHED,
    serious=False,
    to_prosecute=False,
    disputed_on=None,
    dispute_accepted=None,
)


@given(
    st.lists(st.tuples(st.sampled_from(list(OpinionParty)), st.integers(-3, 3)), max_size=8),
    st.integers(1, 3),
)
def test_r08_everybody_is_heard_once_the_facts_are_known(
    spoken: list[tuple[OpinionParty, int]], parties: int
) -> None:
    heard = [HeardFacts(party, DAY + timedelta(days=days)) for party, days in spoken]

    refusal = refuse_unheard(heard, [CRIME], parties)

    missing = [p.name for p in TO_HEAR[:parties] if not any(s == p and d >= 0 for s, d in spoken)]
    if missing:
        assert isinstance(refusal, errors.RevocationHearingMissing)
        assert refusal.facts == {"missing": ",".join(missing)}
    else:
        assert refusal is None
