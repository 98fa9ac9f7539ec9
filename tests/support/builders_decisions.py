"""Cases at later stages: screened, heard, proposed, decided, announced."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from guanhu.audit.work import Look
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.decisions.issuing import issue_final_decision
from guanhu.plumbing.database import Entry
from support.builders_cases import a_case
from support.stages import staged
from support.world import World

CRITERIA = ("E_01", "E_02", "E_03", "E_04", "E_05", "E_06", "E_07")
PARTIES = ("POLICE", "VICTIM", "MINOR", "LEGAL_REPRESENTATIVE", "DEFENDER")
ADDRESSEES = PARTIES


def a_screening(case_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``recordScreening`` that finds a case eligible."""
    given: dict[str, Any] = {
        "caseId": case_id,
        "expectedMonths": 8,
        "expectedReason": "初犯，认罪认罚，已退赃",
        "evidence": "SUFFICIENT",
        "remorse": ["PLEADED_GUILTY", "RESTITUTION"],
        "answers": [{"criterion": c, "finding": "MET", "reason": "经审查符合"} for c in CRITERIA],
    }
    return given | overrides


def a_triage(case_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``recordTriage`` that sends a case on to a conditional decision."""
    given: dict[str, Any] = {
        "caseId": case_id,
        "gravity": "NOT_MINOR",
        "assisting": True,
        "leniency": ["PLEADS_GUILTY"],
        "strictness": [],
        "outcome": "CONDITIONAL",
        "reason": "数额较大，情节不属轻微，需要考察帮教",
    }
    return given | overrides


async def screened_and_triaged(world: World, case_id: str, officer: str = "li") -> None:
    """Found eligible, and direct non-prosecution considered first (E-13)."""
    await world.done(officer, "recordScreening", **a_screening(case_id))
    await world.done(officer, "recordTriage", **a_triage(case_id))


def an_opinion(world: World, case_id: str, party: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``hearOpinion``: no objection, heard today."""
    police = party == "POLICE"
    given: dict[str, Any] = {
        "caseId": case_id,
        "stage": "BEFORE_DECISION",
        "party": party,
        "heardOn": world.today.isoformat(),
        "how": "WRITTEN" if police else "IN_PERSON",
        "stance": "NO_OBJECTION",
        "statement": "没有异议",
    }
    if police:
        given["approvedBy"] = "某县公安局负责人"
    return given | overrides


@staged
async def a_heard_case(world: World, officer: str = "li", **overrides: Any) -> str:
    """Screened as eligible, and everybody heard."""
    case_id = await a_case(world, officer, **overrides)
    await screened_and_triaged(world, case_id, officer)
    for party in PARTIES:
        await world.done(officer, "hearOpinion", **an_opinion(world, case_id, party))
    return case_id


@staged
async def a_proposed_case(world: World, officer: str = "li", months: int = 6) -> tuple[str, str]:
    """Proposed; answers the ids of case and proposal."""
    case_id = await a_heard_case(world, officer)
    proposed = await world.done(
        officer, "proposeDecision", caseId=case_id, periodMonths=months, reasons="适合帮教"
    )
    return case_id, str(proposed["proposalId"])


@staged
async def a_decided_case(
    world: World, officer: str = "li", months: int = 6, supervisor: str = "chen"
) -> tuple[str, str]:
    """Decided by another person; answers the ids of case and decision."""
    if supervisor not in world.actors:
        world.person(supervisor, "supervisor")
    case_id, proposal_id = await a_proposed_case(world, officer, months)
    approved = await world.done(
        supervisor, "approveProposal", proposalId=proposal_id, text="附条件不起诉决定"
    )
    return case_id, str(approved["decisionId"])


def an_announcement(world: World, decision_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``recordAnnouncement``: face to face, everything explained, today."""
    given: dict[str, Any] = {
        "decisionId": decision_id,
        "announcedOn": world.today.isoformat(),
        "minorPresent": True,
        "legalRepresentativePresent": True,
        "explained": ["PERIOD", "RULES", "CONSEQUENCE"],
    }
    return given | overrides


@staged
async def a_case_on_probation(world: World, officer: str = "li", months: int = 6) -> str:
    """Decided, served on everybody and announced today."""
    case_id, decision_id = await a_decided_case(world, officer, months)
    for addressee in ADDRESSEES:
        await world.done(
            officer, "recordService", decisionId=decision_id, addressee=addressee, mode="DIRECT",
            sentOn=world.today.isoformat(), receivedOn=world.today.isoformat(),
        )  # fmt: skip
    await world.done(officer, "recordAnnouncement", **an_announcement(world, decision_id))
    return case_id


def give_opinion(world: World, case_id: str) -> None:
    """Let the inspection opinion have been given; the outcome review has tests of its own."""
    world.sql("UPDATE case_files SET status = 'opinion_given' WHERE id = %s", [case_id])


async def a_final_decision(
    world: World, case_id: str, officer: str = "li", supervisor: str = "chen"
) -> str:
    """Final non-prosecution on the world's day, as the outcome review issues it; its id."""
    actor = world.actors[supervisor]
    entry = Entry(
        actor.session_id, actor.account_id, actor.role_name, actor.office_id, world.today,
        world.clock.now(),
    )  # fmt: skip
    async with world.product.database.transaction(entry) as session:
        look = Look(session, actor, world.clock.now(), world.product.database.vault)
        cases = CaseRepository(look)
        row = await cases.lock(UUID(case_id))
        decision_id = await issue_final_decision(
            look, row, author_id=world.actors[officer].account_id, text="不起诉决定"
        )
        cases.act(row, CaseAction.APPROVE_OUTCOME_REVIEW)
        cases.settle(row)
    return str(decision_id)
