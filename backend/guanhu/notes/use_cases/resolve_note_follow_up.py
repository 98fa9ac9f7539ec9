"""Say what came of a follow-up."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, words
from guanhu.notes.errors import FollowUpResolved
from guanhu.notes.keeping import NoteKeeping
from guanhu.notes.repository import FieldNoteRepository
from guanhu.notes.rules import refuse_resolver
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveNoteFollowUp:
    """Resolve one follow-up; whoever asked for it may, the writer of the note, and the officer."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    follow_up_id: UUID = item("The follow-up.")
    resolution: str = words("What came of it.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class ResolvedNoteFollowUp:
    """The note."""

    field_note: UUID | None


async def resolve_note_follow_up(
    database: Database, clock: Clock, actor: Actor, command: ResolveNoteFollowUp
) -> ResolvedNoteFollowUp:
    """Resolve an open follow-up: whoever asked, the writer of the note, or the officer (S53).

    Raises `NotPermitted`, `NotVisible`, or the refusals `FollowUpNotYours`, `FollowUpResolved`.
    """
    actor.require(Permission.NOTE_FOLLOW_UP_RESOLVE)
    async with begin(database, clock, actor, command, ResolvedNoteFollowUp) as work:
        if work.first_answer is not None:
            return work.first_answer
        file, note, row = await FieldNoteRepository(work).lock_follow_up(command.follow_up_id)
        refusal = refuse_resolver(
            actor.account_id,
            asked_by=row.requested_by,
            writer_id=note.author_id,
            officer_id=file.officer_id,
        )
        if refusal is not None:
            raise refusal
        if row.resolved_at is not None:
            raise FollowUpResolved(on=office_date(row.resolved_at))
        await NoteKeeping(work).resolve(row, command.resolution)
        work.record("notes.follow_up_resolved", "field_note", row.note_id, case_id=file.id)
        return work.answer(ResolvedNoteFollowUp(field_note=row.note_id))
