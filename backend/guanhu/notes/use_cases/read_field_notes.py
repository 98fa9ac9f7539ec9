"""Reading field notes: one, those of a case, a page, and what was added to them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.kernel.clock import Clock
from guanhu.notes.facts import FieldNoteSeen, NoteFollowUpSeen, NoteRemarkSeen
from guanhu.notes.repository import FieldNoteRepository, NoteFilter
from guanhu.plumbing.database import Database


async def read_field_note(
    database: Database, clock: Clock, actor: Actor, note_id: UUID
) -> FieldNoteSeen | None:
    """One note; None when it is hidden, absent or taken back."""
    actor.require(Permission.FIELD_NOTE_READ)
    async with look(database, clock, actor) as seen:
        return await FieldNoteRepository(seen).find(note_id)


async def read_field_notes_of_case(
    database: Database, clock: Clock, actor: Actor, case_id: UUID, limit: int
) -> list[FieldNoteSeen]:
    """The notes of one case, the latest contact first."""
    actor.require(Permission.FIELD_NOTE_READ)
    async with look(database, clock, actor) as seen:
        return await FieldNoteRepository(seen).of_case(case_id, limit)


async def list_field_notes(
    database: Database, clock: Clock, actor: Actor, wanted: NoteFilter, *, limit: int, offset: int
) -> tuple[list[FieldNoteSeen], int]:
    """One page of the notes the actor may see, and how many match in all."""
    actor.require(Permission.FIELD_NOTE_READ)
    async with look(database, clock, actor) as seen:
        return await FieldNoteRepository(seen).page(wanted, limit, offset)


async def read_note_remarks(
    database: Database, clock: Clock, actor: Actor, note_ids: Iterable[UUID]
) -> dict[UUID, list[NoteRemarkSeen]]:
    """Later remarks of many notes."""
    actor.require(Permission.FIELD_NOTE_READ)
    async with look(database, clock, actor) as seen:
        return await FieldNoteRepository(seen).remarks(note_ids)


async def read_note_follow_ups(
    database: Database, clock: Clock, actor: Actor, note_ids: Iterable[UUID]
) -> dict[UUID, list[NoteFollowUpSeen]]:
    """Follow-ups of many notes."""
    actor.require(Permission.FIELD_NOTE_READ)
    async with look(database, clock, actor) as seen:
        return await FieldNoteRepository(seen).follow_ups(note_ids)


async def read_note_addenda(
    database: Database, clock: Clock, actor: Actor, note_ids: Iterable[UUID]
) -> dict[UUID, str]:
    """Private addenda of many notes: only those the actor wrote or supervises."""
    actor.require(Permission.FIELD_NOTE_READ)
    async with look(database, clock, actor) as seen:
        return await FieldNoteRepository(seen).addenda(note_ids)
