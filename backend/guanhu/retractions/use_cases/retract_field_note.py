"""Take a field note back, or move it to the file it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin
from guanhu.cases.errors import DateBefore
from guanhu.cases.repository import CaseRepository, milestones, refuse_closed
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.cases.tables import CaseFileRow
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import NotVisible
from guanhu.notes.repository import FieldNoteRepository
from guanhu.notes.tables import FieldNoteRow
from guanhu.plumbing.database import Database
from guanhu.retractions.asking import refuse_asking, tell_second_person
from guanhu.retractions.errors import MoveToItself, TargetHasItsPart
from guanhu.retractions.facts import EntryFacts, EntryKind
from guanhu.retractions.moving import has_its_part
from guanhu.retractions.rules import needs_second_person
from guanhu.retractions.taking_back import TakingBack


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractFieldNote:
    """Take one field note out of its file."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    note_id: UUID = item("The field note.")
    reason: str = words("Why; it stays in the file.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class RetractedFieldNote:
    """The file, the retraction, and whether it is done; else somebody else confirms it first."""

    case_file: UUID
    retraction_id: UUID
    done: bool


async def retract_field_note(
    database: Database, clock: Clock, actor: Actor, command: RetractFieldNote
) -> RetractedFieldNote:
    """Retract a field note: at once within a day, later when a second person confirms.

    Raises `NotPermitted`, `NotVisible`, or the refusals `NotYourEntry`, `RetractionPending`.
    """
    actor.require(Permission.ENTRY_RETRACT)
    async with begin(database, clock, actor, command, RetractedFieldNote) as work:
        if work.first_answer is not None:
            return work.first_answer
        file, note = await FieldNoteRepository(work).lock(command.note_id)
        entry = EntryFacts(note.author_id, note.entered_at)
        await refuse_asking(work, file, note.id, entry)
        done = not needs_second_person(entry, work.now)
        async with work.as_system() as system:
            taking = TakingBack(system, file, actor.account_id)
            row = await taking.propose(
                EntryKind.FIELD_NOTE, note.id, entry, command.reason, client_id=note.client_id
            )
            if done:
                await taking.retract_note(row, note)
        if not done:
            await tell_second_person(work, file, row.id)
        verb = "retractions.retracted" if done else "retractions.proposed"
        work.record(verb, "field_note", note.id, case_id=file.id)
        return work.answer(RetractedFieldNote(file.id, row.id, done))


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFieldNote:
    """Put one field note into the file it belongs to."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    note_id: UUID = item("The field note.")
    to_case_id: UUID = item("The case file it belongs to.")
    reason: str = words(
        "Why; it stays in the file the note leaves, so it names nobody else.",
        at_most=2000,
        multiline=True,
    )


@dataclass(frozen=True, slots=True)
class MovedFieldNote:
    """The file it leaves, the retraction, the note where it belongs, and whether it is done."""

    case_file: UUID
    retraction_id: UUID
    field_note: UUID | None
    done: bool


async def move_field_note(
    database: Database, clock: Clock, actor: Actor, command: MoveFieldNote
) -> MovedFieldNote:
    """Move a field note with all that hangs on it; who wrote it and when stays.

    Raises `NotPermitted`, `NotVisible` (also of the other file), or the refusals `MoveToItself`,
    `NotYourEntry`, `RetractionPending`, `MoveNotAllowed`, `DateBefore`, `TargetHasItsPart`,
    `CaseAttachmentsFull`.
    """
    actor.require(Permission.ENTRY_RETRACT)
    async with begin(database, clock, actor, command, MovedFieldNote) as work:
        if work.first_answer is not None:
            return work.first_answer
        notes = FieldNoteRepository(work)
        seen = await notes.find(command.note_id)
        if seen is None:
            raise NotVisible
        if seen.case_id == command.to_case_id:
            raise MoveToItself
        # Both files in the order of their ids, as everybody locks several.
        files = await CaseRepository(work).lock_visible([seen.case_id, command.to_case_id])
        target = files.get(command.to_case_id)
        if target is None:
            raise NotVisible
        file, note = await notes.lock(command.note_id)
        entry = EntryFacts(note.author_id, note.entered_at)
        await refuse_asking(work, file, note.id, entry)
        await require_target(work, note, target)
        done = not needs_second_person(entry, work.now)
        moved_id = None
        async with work.as_system() as system:
            taking = TakingBack(system, file, actor.account_id)
            row = await taking.propose(
                EntryKind.FIELD_NOTE, note.id, entry, command.reason,
                client_id=note.client_id, target=target.id,
            )  # fmt: skip
            if done:
                moved_id = await taking.move_note(row, note, target)
        if moved_id is None:
            await tell_second_person(work, file, row.id)
            work.record("retractions.proposed", "field_note", note.id, case_id=file.id)
        else:
            record_move(work, file, note, target, moved_id)
        return work.answer(MovedFieldNote(file.id, row.id, moved_id, done))


async def require_target(look: Look, note: FieldNoteRow, target: CaseFileRow) -> None:
    """Refuse a file the note cannot have been about. Its row is locked."""
    refuse_closed(target)
    move(status_on(milestones(target), look.today), CaseAction.RECORD_FIELD_NOTE)
    if office_date(note.happened_at) < target.received_on:
        raise DateBefore(field="toCaseId", earliest=target.received_on)
    if await has_its_part(look, note, target.id):
        raise TargetHasItsPart


def record_move(
    look: Look, file: CaseFileRow, note: FieldNoteRow, target: CaseFileRow, moved_id: UUID
) -> None:
    """A line in the trail of either file; neither names the other."""
    look.record("retractions.moved", "field_note", note.id, case_id=file.id)
    look.record("retractions.moved_here", "field_note", moved_id, case_id=target.id)
