"""Look at a piece of evidence that somebody else entered."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.evidence_facts import (
    Verdict,
)
from guanhu.plans.evidence_repository import EvidenceRepository
from guanhu.plans.rules import refuse_look
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessEvidence:
    """Say with a reason what a piece of evidence shows; earlier looks are kept."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    evidence_id: UUID = item("The evidence.")
    verdict: Verdict = item("Whether it supports that the condition is kept.")
    reason: str = words("Why.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class AssessedEvidence:
    """The file and the evidence."""

    case_file: UUID
    evidence_id: UUID


async def assess_evidence(
    database: Database, clock: Clock, actor: Actor, command: AssessEvidence
) -> AssessedEvidence:
    """Look at evidence, as the role that signs the condition off (S-01).

    Raises `NotPermitted`, `NotVisible`, `MoveNotAllowed`, `OwnEvidence`, `NotYoursToSignOff`.
    """
    actor.require(Permission.EVIDENCE_ENTER)
    async with begin(database, clock, actor, command, AssessedEvidence) as work:
        if work.first_answer is not None:
            return work.first_answer
        found = EvidenceRepository(work)
        file, evidence, code, version = await found.open_evidence(command.evidence_id)
        CaseRepository(work).act(file, CaseAction.RECORD_EVIDENCE)
        refusal = refuse_look(
            conditions().entry(code, version),
            evidence,
            actor.account_id,
            prosecution=actor.role in {Role.OFFICER, Role.SUPERVISOR},
        )
        if refusal is not None:
            raise refusal
        await found.look(evidence, command.verdict, command.reason.strip())
        work.record(
            "plans.evidence_assessed", "condition_evidence", evidence.id,
            case_id=file.id, condition=code, verdict=command.verdict.name,
        )  # fmt: skip
        return work.answer(AssessedEvidence(file.id, evidence.id))
