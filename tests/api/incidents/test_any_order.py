"""In whatever order anything is tried: no revocation but the lawful one, and one ending at most."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from support.builders_checkins import a_case_under_supervision
from support.builders_decisions import an_opinion
from support.builders_incidents import INVESTIGATED, KIND_OF, TO_HEAR, a_finding, a_report
from support.world import World

BEGIN, LAST_DAY = date(2026, 3, 2), date(2026, 9, 2)
CRIMES = {"NEW_CRIME", "MISSED_CRIME"}
REPEATED = 3

Step = tuple[Any, ...]
GROUNDS = st.sampled_from(sorted(KIND_OF))
WHO = st.sampled_from(["chen", "wu"])
WHICH = st.integers(0, 3)
WILD = st.one_of(
    st.tuples(st.just("clock"), st.sampled_from([0, 1, 190])),
    st.tuples(st.just("report"), GROUNDS),
    st.tuples(st.just("find"), WHICH, st.booleans(), st.booleans()),
    st.tuples(st.just("dispute"), WHICH),
    st.tuples(st.just("decide"), WHICH, st.booleans()),
    st.tuples(st.just("hear"), st.sampled_from(TO_HEAR)),
    st.tuples(st.just("propose"), GROUNDS, WHO),
    st.tuples(st.just("return"), WHO),
    st.tuples(st.just("approve"), WHO),
    st.tuples(st.just("hold"), WHICH),
    st.tuples(st.just("lift")),
    st.tuples(st.just("submit"), WHO),
    st.tuples(st.just("final"), WHO),
)


def to_revocation(ground: str, times: int, serious: bool) -> list[Step]:  # noqa: FBT001
    """A fact or several of the ground, everybody heard, proposed, approved."""
    facts: list[Step] = [
        step
        for number in range(times)
        for step in (("report", ground), ("find", number, True, serious))
    ]
    heard: list[Step] = [("hear", party) for party in TO_HEAR]
    return [*facts, *heard, ("propose", ground, "chen"), ("approve", "wu")]


TO_THE_END: list[Step] = [("clock", 190), ("submit", "chen"), ("final", "wu")]


@st.composite
def steps(draw: st.DrawFn) -> list[Step]:
    """An ordinary way in its order, with a step left out or anything at all in between."""
    path = to_revocation(draw(GROUNDS), draw(st.integers(1, 3)), draw(st.booleans()))
    if draw(st.booleans()):
        path = [*path[: draw(st.integers(0, 4))], *TO_THE_END]
    if draw(st.booleans()):
        path.pop(draw(st.integers(0, len(path) - 1)))
    for step in draw(st.lists(WILD, max_size=6)):
        path.insert(draw(st.integers(0, len(path))), step)
    return path


HEARD = [("hear", party) for party in TO_HEAR]
FOUND = ("find", 0, True, False)


@dataclass
class Fact:
    """What is known about one incident, from what was asked and done."""

    id: str
    kind: str
    happened_on: date
    found_on: date
    finding: bool | None = None
    serious: bool = False
    disputed: bool = False
    decided: bool | None = None

    @property
    def counts(self) -> bool:
        return bool(self.finding) and (not self.disputed or self.decided is False)

    @property
    def inside(self) -> bool:
        if self.kind == "MISSED_CRIME":
            return self.found_on <= LAST_DAY
        return self.happened_on <= LAST_DAY


@dataclass
class Model:
    """What ought to be true. It knows of no gate."""

    case_id: str
    today: date = BEGIN
    facts: list[Fact] = field(default_factory=list)
    heard: dict[str, date] = field(default_factory=dict)
    waiting: tuple[str, str, str, list[Fact]] | None = None
    hold: str | None = None
    submitted: tuple[str, str] | None = None
    ended: str | None = None

    def is_ground(self, ground: str, chosen: list[Fact]) -> bool:
        if not all(f.counts and f.inside and f.kind == KIND_OF[ground] for f in chosen):
            return False
        crime = KIND_OF[ground] in CRIMES
        return crime or any(f.serious for f in chosen) or len(chosen) >= REPEATED

    def all_heard(self, chosen: list[Fact]) -> bool:
        known = max(f.found_on for f in chosen)
        return all(self.heard.get(party, date.min) >= known for party in TO_HEAR)

    def may_revoke(self, who: str) -> bool:
        if self.waiting is None or self.ended is not None:
            return False
        _, author, ground, chosen = self.waiting
        return who != author and self.is_ground(ground, chosen) and self.all_heard(chosen)

    def must_revoke(self) -> bool:
        return any(f.kind in CRIMES and f.counts and f.inside for f in self.facts)

    def may_end(self, who: str) -> bool:
        return (
            self.submitted is not None and self.submitted[1] != who and self.ended is None
            and self.hold is None and not self.must_revoke()
        )  # fmt: skip


class Office:
    """Asks for one step, and holds the answer against the model."""

    def __init__(self, world: World, model: Model) -> None:
        self._world = world
        self._model = model

    async def clock(self, days: int) -> None:
        self._model.today += timedelta(days=days)
        self._world.at(self._model.today.isoformat())

    async def report(self, ground: str) -> None:
        kind = KIND_OF[ground]
        command = a_report(self._world, self._model.case_id, kind=kind)
        answer = await self._world.do("li", "reportIncident", **command)
        if "incidentId" in answer:
            happened = date.fromisoformat(command["happenedOn"])
            fact = Fact(answer["incidentId"], kind, happened, self._model.today)
            self._model.facts.append(fact)

    async def find(self, which: int, true: bool, serious: bool) -> None:  # noqa: FBT001
        fact = self._fact(which)
        if fact is None:
            return
        crime = fact.kind in CRIMES
        given: dict[str, Any] = {"finding": "ESTABLISHED" if true else "NOT_ESTABLISHED"}
        if crime:
            given |= INVESTIGATED | {"toProsecute": True}
        elif serious and true:
            given |= {"serious": True, "seriousReason": "后果严重"}
        if "caseFile" in await self._world.do(
            "li", "decideIncident", **a_finding(fact.id, **given)
        ):
            fact.finding, fact.serious = true, bool(given.get("serious"))

    async def dispute(self, which: int) -> None:
        fact = self._fact(which)
        if fact is not None:
            answer = await self._world.do(
                "li", "disputeIncident", incidentId=fact.id, by="MINOR",
                disputedOn=self._model.today.isoformat(), statement="没有",
            )  # fmt: skip
            fact.disputed = fact.disputed or "caseFile" in answer

    async def decide(self, which: int, accepted: bool) -> None:  # noqa: FBT001
        fact = self._fact(which)
        if fact is not None:
            answer = await self._world.do(
                "li", "decideDispute", incidentId=fact.id, accepted=accepted, explanation="查明"
            )
            if "caseFile" in answer:
                fact.decided = accepted

    async def hear(self, party: str) -> None:
        heard = an_opinion(self._world, self._model.case_id, party, stage="BEFORE_REVOCATION")
        if "caseFile" in await self._world.do("li", "hearOpinion", **heard):
            self._model.heard[party] = self._model.today

    async def propose(self, ground: str, who: str) -> None:
        model = self._model
        chosen = [fact for fact in model.facts if fact.kind == KIND_OF[ground]] or model.facts[:1]
        if not chosen:
            return
        answer = await self._world.do(
            who, "proposeRevocation",
            caseId=model.case_id, ground=ground, incidentIds=[fact.id for fact in chosen],
            reasons="撤销",
        )  # fmt: skip
        free = model.waiting is None and model.ended is None
        lawful = free and model.is_ground(ground, chosen) and model.all_heard(chosen)
        assert ("proposalId" in answer) is lawful, answer
        if lawful:
            model.waiting = (answer["proposalId"], who, ground, chosen)

    async def send_back(self, who: str) -> None:
        waiting = self._model.waiting
        if waiting is not None:
            answer = await self._world.do(
                who, "returnRevocation", proposalId=waiting[0], feedback="补充"
            )
            if "caseFile" in answer:
                self._model.waiting = None

    async def approve(self, who: str) -> None:
        model = self._model
        if model.waiting is None:
            return
        lawful = model.may_revoke(who)
        answer = await self._world.do(
            who, "approveRevocation", proposalId=model.waiting[0], text="撤销"
        )
        assert ("decisionId" in answer) is lawful, answer
        if lawful:
            model.ended = "revocation"

    async def hold(self, which: int) -> None:
        fact = self._fact(which)
        if fact is not None:
            answer = await self._world.do("li", "placeHold", incidentId=fact.id, reason="侦查")
            self._model.hold = answer.get("holdId", self._model.hold)

    async def lift(self) -> None:
        if self._model.hold is not None:
            answer = await self._world.do("li", "liftHold", holdId=self._model.hold, reason="查清")
            if "caseFile" in answer:
                self._model.hold = None

    async def submit(self, who: str) -> None:
        drafted = await self._world.do(who, "draftOutcomeReview", caseId=self._model.case_id)
        if "review" not in drafted:
            return
        given = {"reviewId": drafted["review"]["id"], "expectedVersion": 1}
        answer = await self._world.do(
            who, "submitOutcomeReview", proposal="NON_PROSECUTION", reasons="遵守规定", **given
        )
        if "review" in answer:
            self._model.submitted = (given["reviewId"], who)

    async def final(self, who: str) -> None:
        model = self._model
        if model.submitted is None:
            return
        lawful = model.may_end(who)
        answer = await self._world.do(
            who, "approveOutcomeReview", reviewId=model.submitted[0], text="不起诉"
        )
        assert ("decision" in answer) is lawful, answer
        if lawful:
            model.ended = "final_non_prosecution"

    def _fact(self, which: int) -> Fact | None:
        facts = self._model.facts
        return facts[which % len(facts)] if facts else None


@pytest.mark.slow
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example([("report", "NEW_CRIME"), FOUND, *HEARD[1:], ("propose", "NEW_CRIME", "chen")])
@example([*to_revocation("NEW_CRIME", 1, serious=False)[:-1], ("approve", "chen")])
@example([*to_revocation("NEW_CRIME", 1, serious=False)[:-1], ("dispute", 0), ("approve", "wu")])
@example([("report", "NEW_CRIME"), FOUND, *TO_THE_END])
@example([("report", "NEW_CRIME"), *TO_THE_END[:2], FOUND, ("final", "wu")])
@example([("clock", 190), ("submit", "chen"), ("report", "MISSED_CRIME"), FOUND, ("final", "wu")])
@example([("report", "NEW_CRIME"), ("hold", 0), *TO_THE_END, ("lift",), ("final", "wu")])
@example(to_revocation("SUPERVISION_RULES", 2, serious=False))
@example(to_revocation("PUBLIC_SECURITY", 3, serious=False))
@example([*to_revocation("MISSED_CRIME", 1, serious=False), *TO_THE_END])
@given(tried=steps())
async def test_nothing_but_a_lawful_revocation_and_one_ending(
    world: World, tried: list[Step]
) -> None:
    """R-01 to R-06, R-08, R-10, R-12, P-10."""
    world.afresh()
    world.at(BEGIN.isoformat())
    case_id = await a_case_under_supervision(world, hasVictim=False)
    for who in ("chen", "wu"):
        if who not in world.actors:
            world.person(who, "supervisor")
    model = Model(case_id)
    office = Office(world, model)

    for name, *given_to_it in tried:
        await getattr(office, "send_back" if name == "return" else name)(*given_to_it)

    endings = world.sql("SELECT kind FROM decisions WHERE case_id = %s", [case_id])
    assert endings == ([] if model.ended is None else [(model.ended,)])
    ((status, revoked_on, final_on),) = world.sql(
        "SELECT status, revoked_on IS NOT NULL, final_decided_on IS NOT NULL FROM case_files"
        " WHERE id = %s",
        [case_id],
    )
    assert (revoked_on, final_on) == (
        model.ended == "revocation", model.ended == "final_non_prosecution",
    )  # fmt: skip
    assert (status == "revoked") is revoked_on
