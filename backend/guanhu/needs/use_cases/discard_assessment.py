"""Give up a needs assessment that is still being written."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.needs.facts import NeedsState
from guanhu.needs.repository import NeedsRepository
from guanhu.needs.rules import refuse_not_draft
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardNeedsAssessment:
    """Discard a draft; the completed assessment before it stays as it is."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    assessment_id: UUID = item("The draft.")


@dataclass(frozen=True, slots=True)
class DiscardedNeedsAssessment:
    """The case whose draft is gone."""

    assessment_id: UUID
    case_file: UUID


async def discard_needs_assessment(
    database: Database, clock: Clock, actor: Actor, command: DiscardNeedsAssessment
) -> DiscardedNeedsAssessment:
    """Discard a draft; it leaves the page and stays in the trail.

    Raises `NotPermitted`, `NotVisible`, `NeedsNotDraft`.
    """
    actor.require(Permission.NEEDS_WRITE)
    async with begin(database, clock, actor, command, DiscardedNeedsAssessment) as work:
        if work.first_answer is not None:
            return work.first_answer
        needs = NeedsRepository(work)
        file, row = await needs.open(command.assessment_id)
        refusal = refuse_not_draft(NeedsState(row.state))
        if refusal is not None:
            raise refusal
        await needs.discard(row)
        work.record(
            "needs.discarded", "needs_assessment", row.id, case_id=file.id, number=row.number
        )
        return work.answer(DiscardedNeedsAssessment(row.id, file.id))
