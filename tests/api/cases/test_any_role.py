"""Anybody tries anything in any order: only moves of the table happen, and what is offered holds.

Before each attempt the case page says to whoever tries what may be done; the answer of the command
is held against it and against the table of moves, which knows of no room.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from guanhu.cases.facts import CaseStatus
from guanhu.cases.states import MOVES, CaseAction, possible_actions
from support.builders_cases import a_case
from support.builders_decisions import (
    ADDRESSEES,
    PARTIES,
    a_screening,
    a_triage,
    an_opinion,
)
from support.builders_incidents import INVESTIGATED, a_finding, a_report
from support.world import World

BEGIN: Final = date(2026, 3, 2)
ROLES: Final = {
    "li": "officer", "chen": "supervisor", "wang": "supervisor", "zhao": "social_worker",
    "wei": "officer",
}  # fmt: skip
INSIDE: Final = ("li", "chen", "wang")
A = CaseAction
Page = dict[str, Any]
Input = dict[str, Any] | None
PAGE: Final = (
    "status", "version", "opinions.id", "proposals.id", "periodChanges.id", "decisions.id",
    "incidents.id", "holds.id", "revocations.id", "measures.id", "quashings.id",
    "probation.months", "probation.endsOn",
)  # fmt: skip


def _last(page: Page, field: str) -> str | None:
    return page[field][-1]["id"] if page[field] else None


def _of(field: str, name: str, **given: Any) -> Callable[[World, Page, int], Input]:
    """An input that names the latest record of one kind; None where there is none."""

    def made(_world: World, page: Page, _number: int) -> Input:
        found = _last(page, field)
        return None if found is None else {name: found} | given

    return made


def _opinion(world: World, page: Page, number: int) -> Input:
    stages = ("BEFORE_DECISION", "BEFORE_FINAL_DECISION", "BEFORE_REVOCATION")
    objection = ("NONE", "DISPOSITION", "CONDITIONS")[number % 3] if number > 6 else "NONE"
    return an_opinion(
        world, page["id"], PARTIES[number % 5], stage=stages[0 if number < 8 else number % 3],
        objection=objection, stance="NO_OBJECTION" if objection == "NONE" else "OBJECTS",
    )  # fmt: skip


def _triage(_world: World, page: Page, number: int) -> Input:
    direct = number > 5
    return a_triage(
        page["id"], gravity="MINOR" if direct else "NOT_MINOR",
        outcome="RELATIVE_NON_PROSECUTION" if direct else "CONDITIONAL",
    )  # fmt: skip


def _service(world: World, page: Page, number: int) -> Input:
    decision, today = _last(page, "decisions"), world.today.isoformat()
    return decision and {
        "decisionId": decision, "addressee": ADDRESSEES[number % 5], "mode": "DIRECT",
        "sentOn": today, "receivedOn": today,
    }  # fmt: skip


def _announcement(world: World, page: Page, _number: int) -> Input:
    decision = _last(page, "decisions")
    return decision and {
        "decisionId": decision, "announcedOn": world.today.isoformat(), "minorPresent": True,
        "legalRepresentativePresent": True, "explained": ["PERIOD", "RULES", "CONSEQUENCE"],
    }  # fmt: skip


def _finding(_world: World, page: Page, _number: int) -> Input:
    incident = _last(page, "incidents")
    return incident and a_finding(incident, **INVESTIGATED)


def _revocation(_world: World, page: Page, _number: int) -> Input:
    return {
        "caseId": page["id"], "ground": "NEW_CRIME", "reasons": "又犯新罪",
        "incidentIds": [one["id"] for one in page["incidents"]],
    }  # fmt: skip


def _measure(world: World, page: Page, number: int) -> Input:
    return {
        "caseId": page["id"], "kind": ("BAIL", "DETENTION")[number % 2],
        "beganOn": world.today.isoformat(), "orderedBy": "POLICE",
    }  # fmt: skip


def _review_event(world: World, page: Page, number: int) -> Input:
    kinds = ("EXTENDED", "SENT_BACK", "CAME_BACK", "JURISDICTION_CHANGED")
    return {
        "caseId": page["id"], "kind": kinds[number % 4], "happenedOn": world.today.isoformat(),
        "reason": "依法办理",
    }  # fmt: skip


TRIES: Final[dict[A, tuple[str, Callable[[World, Page, int], Input]]]] = {
    A.RECORD_SCREENING: ("recordScreening", lambda _w, page, _n: a_screening(page["id"])),
    A.RECORD_TRIAGE: ("recordTriage", _triage),
    A.PROPOSE_DIRECT: (
        "proposeDirectDecision", lambda _w, page, _n: {"caseId": page["id"], "reasons": "情节轻微"},
    ),
    A.APPROVE_DIRECT: (
        "approveDirectDecision", _of("proposals", "proposalId", text="不起诉决定书"),
    ),
    A.HEAR_OPINION: ("hearOpinion", _opinion),
    A.PROPOSE_DECISION: (
        "proposeDecision",
        lambda _w, page, n: {"caseId": page["id"], "periodMonths": 4 + n, "reasons": "适合帮教"},
    ),
    A.RETURN_PROPOSAL: ("returnProposal", _of("proposals", "proposalId", feedback="补充")),
    A.APPROVE_PROPOSAL: ("approveProposal", _of("proposals", "proposalId", text="决定书")),
    A.DECIDE_TO_PROSECUTE: (
        "decideToProsecute", lambda _w, page, _n: {"caseId": page["id"], "reason": "依法起诉"},
    ),
    A.RECORD_REVIEW_EVENT: ("recordReviewEvent", _review_event),
    A.RECORD_SERVICE: ("recordService", _service),
    A.RECORD_ANNOUNCEMENT: ("recordAnnouncement", _announcement),
    A.PROPOSE_PERIOD_CHANGE: (
        "proposePeriodChange",
        lambda _w, page, n: {"caseId": page["id"], "totalMonths": 4 + n, "reason": "需要调整"},
    ),
    A.APPROVE_PERIOD_CHANGE: ("approvePeriodChange", _of("periodChanges", "periodChangeId")),
    A.REPORT_INCIDENT: (
        "reportIncident", lambda world, page, _n: a_report(world, page["id"], kind="NEW_CRIME"),
    ),
    A.DECIDE_INCIDENT: ("decideIncident", _finding),
    A.PLACE_HOLD: ("placeHold", _of("incidents", "incidentId", reason="正在侦查")),
    A.LIFT_HOLD: ("liftHold", _of("holds", "holdId", reason="已经查清")),
    A.PROPOSE_REVOCATION: ("proposeRevocation", _revocation),
    A.APPROVE_REVOCATION: ("approveRevocation", _of("revocations", "proposalId", text="撤销")),
    A.PROPOSE_QUASHING: (
        "proposeQuashing", lambda _w, page, _n: {"caseId": page["id"], "reasons": "数额有误"},
    ),
    A.APPROVE_QUASHING: ("approveQuashing", _of("quashings", "proposalId", text="撤销")),
    A.RECORD_MEASURE: ("recordMeasure", _measure),
    A.SEAL: ("sealCase", lambda _w, page, _n: {"caseId": page["id"]}),
}  # fmt: skip

Step = tuple[str, CaseAction, int, int]
WILD: Final = st.tuples(
    st.sampled_from(sorted(ROLES)),
    st.sampled_from(sorted(TRIES)),
    st.integers(0, 11),
    st.sampled_from([0, 0, 1, 40]),
)
READY: Final[list[Step]] = [
    ("li", A.RECORD_SCREENING, 0, 0),
    ("li", A.RECORD_TRIAGE, 0, 0),
    *(("li", A.HEAR_OPINION, number, 0) for number in range(5)),
]
DECIDED: Final[list[Step]] = [
    *READY,
    ("li", A.PROPOSE_DECISION, 2, 1),
    ("chen", A.APPROVE_PROPOSAL, 0, 0),
    ("li", A.RECORD_ANNOUNCEMENT, 0, 0),
]


@st.composite
def steps(draw: st.DrawFn) -> list[Step]:
    """A part of the ordinary way, with anything at all by anybody in between."""
    path = DECIDED[: draw(st.integers(0, len(DECIDED)))]
    for step in draw(st.lists(WILD, min_size=2, max_size=9)):
        path.insert(draw(st.integers(0, len(path))), step)
    return path


class Case:
    """One case that everybody tries things on."""

    def __init__(self, world: World, case_id: str) -> None:
        self._world = world
        self._case_id = case_id
        self._seen: Page | None = None

    async def page(self) -> Page:
        """The records, as the officer sees them."""
        page: Page = await self._world.ask("li", "caseFile", ("id", *PAGE), id=self._case_id)
        return page

    async def offered(self, who: str) -> dict[str, dict[str, Any]] | None:
        """What the page says to somebody; None where the case is not theirs."""
        asked = ("allowedActions.action", "allowedActions.code", "allowedActions.allowed")
        page = await self._world.ask(who, "caseFile", asked, id=self._case_id)
        if "code" in page:
            assert page["code"] == "NOT_VISIBLE"
            return None
        return {one["action"]: one for one in page["allowedActions"]}

    async def attempt(self, who: str, action: CaseAction, number: int) -> None:
        """One attempt, held against what was offered and against the table."""
        # As the last attempt left it: the clock alone changes no record.
        before = self._seen or await self.page()
        name, build = TRIES[action]
        command = build(self._world, before, number)
        if command is None:
            return
        offered = await self.offered(who)
        counts = self._world.counts()

        answer = await self._world.do(who, name, **command)

        after = self._seen = await self.page()
        if not str(answer.get("__typename", "")).endswith("Success"):
            assert answer["code"]
            assert self._world.counts() == counts, (who, action, answer)
            assert (after["status"], after["version"]) == (before["status"], before["version"])
            return
        assert offered is not None, (who, action)
        assert who in INSIDE
        assert offered[action.name]["allowed"], (who, action, offered[action.name])
        status = CaseStatus[before["status"]]
        assert action in possible_actions(status) or action is A.HEAR_OPINION
        move = MOVES.get((status, action))
        assert after["status"] == (status if move is None else move.to).name


@pytest.mark.slow
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example([*DECIDED, ("li", A.REPORT_INCIDENT, 0, 0), ("li", A.DECIDE_INCIDENT, 0, 0)])
@example([*DECIDED, ("li", A.PROPOSE_QUASHING, 0, 0), ("chen", A.APPROVE_QUASHING, 0, 0)])
@example([*READY, ("li", A.RECORD_REVIEW_EVENT, 1, 0), ("li", A.PROPOSE_DECISION, 2, 0)])
@example([*READY, ("li", A.HEAR_OPINION, 7, 0), ("chen", A.DECIDE_TO_PROSECUTE, 0, 0)])
@example(
    [
        *READY[:1],
        ("li", A.RECORD_TRIAGE, 8, 0),
        ("li", A.PROPOSE_DIRECT, 0, 0),
        ("chen", A.APPROVE_PROPOSAL, 0, 0),
        ("chen", A.APPROVE_DIRECT, 0, 0),
    ]
)
@given(tried=steps())
async def test_whoever_tries_whatever_only_moves_of_the_table_happen(
    world: World, tried: list[Step]
) -> None:
    """P-01, P-12, D-04, D-05, D-18, R-08: the period stays lawful, and nothing is half done."""
    world.afresh()
    world.at(BEGIN.isoformat())
    for handle, role in ROLES.items():
        world.person(handle, role)
    case_id = await a_case(world)
    case, today = Case(world, case_id), BEGIN

    for who, action, number, days in tried:
        today += timedelta(days=days)
        world.at(today.isoformat())
        await case.attempt(who, action, number)

    ((months, decided, ends, final),) = world.sql(
        "SELECT probation_months, decided_on, probation_ends_on, final_decided_on FROM case_files"
        " WHERE id = %s",
        [case_id],
    )
    assert (months is None) is (decided is None) is (ends is None)
    assert months is None or 6 <= months <= 12
    assert final is None or ends is None or final > ends
    kinds = [
        kind for (kind,) in world.sql("SELECT kind FROM decisions WHERE case_id = %s", [case_id])
    ]
    assert len(kinds) == len(set(kinds))
    assert ("conditional_non_prosecution" in kinds) is (decided is not None)
