"""Add a later remark to a field note; what was written stays as it was."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.checkins.facts import ConcernLevel
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.notes.keeping import NoteKeeping
from guanhu.notes.repository import FieldNoteRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFieldNoteRemark:
    """Add a remark; concern and sensitivity can rise with it and never fall."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    note_id: UUID = item("The field note.")
    note: str = words("The remark.", at_most=4000, multiline=True)
    concern_level: ConcernLevel = item("How worried the writer is now.")
    sensitive: bool = item("Whether the note is sensitive; no lets it be as it is.", default=False)


@dataclass(frozen=True, slots=True)
class AddedFieldNoteRemark:
    """The note and the remark."""

    field_note: UUID | None
    remark_id: UUID


async def add_field_note_remark(
    database: Database, clock: Clock, actor: Actor, command: AddFieldNoteRemark
) -> AddedFieldNoteRemark:
    """Add a remark to a field note. Raises `NotPermitted` or `NotVisible`."""
    actor.require(Permission.FIELD_NOTE_WRITE)
    async with begin(database, clock, actor, command, AddedFieldNoteRemark) as work:
        if work.first_answer is not None:
            return work.first_answer
        file, row = await FieldNoteRepository(work).lock(command.note_id)
        remark_id = await NoteKeeping(work).remark(
            row, command.note, command.concern_level, sensitive=command.sensitive
        )
        work.record(
            "notes.remarked", "field_note", row.id, case_id=file.id,
            concern=command.concern_level.value, sensitive=row.sensitive,
        )  # fmt: skip
        return work.answer(AddedFieldNoteRemark(field_note=row.id, remark_id=remark_id))
