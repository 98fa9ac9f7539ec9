"""Throw a draft away, or remove it because it was submitted."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.drafts.facts import DraftForm
from guanhu.drafts.repository import DraftRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardDraft:
    """Remove the caller's own draft of one form about one record."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    form: DraftForm = item("The form.")
    record_id: UUID | None = item("What the form is about, where there is such.", default=None)
    submitted: bool = item(
        "Whether its content was submitted: a later draft of the same form about the same record"
        " then does not expire.",
        default=False,
    )


@dataclass(frozen=True, slots=True)
class DiscardedDraft:
    """Whether there was one."""

    found: bool


async def discard_draft(
    database: Database, clock: Clock, actor: Actor, command: DiscardDraft
) -> DiscardedDraft:
    """Remove one's own draft; having none is no error. Leaves no trail entry."""
    actor.require(Permission.DRAFT_KEEP)
    async with begin(database, clock, actor, command, DiscardedDraft) as work:
        if work.first_answer is not None:
            return work.first_answer
        drafts = DraftRepository(work)
        remove = drafts.submitted if command.submitted else drafts.discard
        found = await remove(command.form, command.record_id)
        work.leave_no_trace()
        return work.answer(DiscardedDraft(found=found))
