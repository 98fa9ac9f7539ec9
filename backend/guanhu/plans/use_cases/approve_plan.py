"""Approve a version: it comes into force in the same instant as the one before steps back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Work, begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.kernel.errors import Refusal
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.contents import Opened
from guanhu.plans.desk import PlanDesk
from guanhu.plans.evidence_repository import EvidenceRepository
from guanhu.plans.facts import ConditionChange
from guanhu.plans.ledger import refuse_total
from guanhu.plans.rules import refuse_consentless, refuse_reviewer
from guanhu.plans.states import PlanAction, plan_move
from guanhu.plumbing.database import Database
from guanhu.protections.assessment_repository import AssessmentRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovePlan:
    """Approve a version that somebody else wrote."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    plan_version_id: UUID = item("The version handed in.")
    expected_version: int | None = number(
        "The version last seen, to approve exactly that.", at_least=1, at_most=10**6, default=None
    )


@dataclass(frozen=True, slots=True)
class ApprovedPlan:
    """The version, now in force."""

    plan_version: UUID
    case_file: UUID


async def approve_plan(
    database: Database, clock: Clock, actor: Actor, command: ApprovePlan
) -> ApprovedPlan:
    """Put a version in force.

    Raises `NotPermitted`, `NotVisible`, `StaleVersion`, `PlanMoveNotAllowed`, `ApproverIsAuthor`
    for anybody who wrote in it, `MoveNotAllowed` before the decision and after the period,
    `ConsentMissing` where it holds an assessment and a consent was withdrawn meanwhile (O-07),
    `LessThanPaid` where it lowers a total below what was paid meanwhile.
    """
    actor.require(Permission.PLAN_APPROVE)
    async with begin(database, clock, actor, command, ApprovedPlan) as work:
        if work.first_answer is not None:
            return work.first_answer
        desk = PlanDesk(work)
        opened = await desk.open(command.plan_version_id, command.expected_version)
        plan_move(opened.state, PlanAction.APPROVE)
        refusal = refuse_reviewer(actor.account_id, opened.row.writers)
        if refusal is not None:
            raise refusal
        CaseRepository(work).act(opened.file, CaseAction.APPROVE_PLAN)
        refusal = refuse_consentless(
            await desk.contents.entries(opened),
            await AssessmentRepository(work).standing(opened.file.id),
        )
        if refusal is not None:
            raise refusal
        refusal = await _less_than_paid(work, desk, opened)
        if refusal is not None:
            raise refusal
        await desk.put_in_force(opened)
        work.record(
            "plans.approved", "plan_version", opened.row.id,
            case_id=opened.file.id, number=opened.row.number,
        )  # fmt: skip
        return work.answer(ApprovedPlan(plan_version=opened.row.id, case_file=opened.file.id))


async def _less_than_paid(work: Work[Any], desk: PlanDesk, opened: Opened) -> Refusal | None:
    """Money may have come in since a total was varied."""
    ledgers = await EvidenceRepository(work).ledgers(opened.file.id)
    came_in = {ledger.lineage_id: ledger.paid_fen for ledger in ledgers}
    refusals = (
        refuse_total(
            conditions().entry(each.code, each.catalogue_version),
            each.slots,
            came_in.get(each.lineage_id, 0),
        )
        for each in await desk.contents.conditions(opened)
        if each.change is not ConditionChange.REMOVED
    )
    return next((refusal for refusal in refusals if refusal is not None), None)
