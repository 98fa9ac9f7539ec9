"""Write down a contact: with one young person, or with several at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Work, begin
from guanhu.cases.repository import CaseRepository, milestones, refuse_closed
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.facts import ConcernLevel, NoContactReason, Present, Topic
from guanhu.drafts.facts import DraftForm
from guanhu.drafts.repository import DraftRepository
from guanhu.files.facts import AttachedTo
from guanhu.files.repository import Attaching, AttachmentRepository
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, items, words
from guanhu.kernel.errors import IdempotencyKeyReused, InvalidInput, Problem
from guanhu.kernel.ids import new_id
from guanhu.notes.errors import FieldNoteRetracted
from guanhu.notes.facts import FieldNoteSeen, NoteKind
from guanhu.notes.keeping import Contact, NewNote, NoteKeeping
from guanhu.notes.repository import FieldNoteRepository
from guanhu.notes.rules import PartGiven, refuse_form, refuse_when
from guanhu.plumbing.database import Database

MOST_PEOPLE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldNoteOfOnePart:
    """What a note says of one young person; it stands in their file and in no other."""

    case_id: UUID = item("The case file.")
    contact_made: bool = item("Whether the young person was reached.")
    concern_level: ConcernLevel = item("How worried the writer is; it can only rise later.")
    present: tuple[Present, ...] = items("Who was there.", at_most=10, default=())
    no_contact_reason: NoContactReason | None = item("Why nobody was reached.", default=None)
    note: str | None = words(
        "What was found; may be left out where the shared part says it all.",
        at_most=8000,
        multiline=True,
        default=None,
    )
    next_step: str | None = words("What comes next.", at_most=1000, multiline=True, default=None)
    sensitive: bool = item("Whether the note is sensitive; once it is, it stays so.", default=False)
    private_addendum: str | None = words(
        "Only the writer and the supervisor read this.", at_most=4000, multiline=True, default=None
    )
    attachment_ids: tuple[UUID, ...] = items(
        "Files uploaded to this case that belong to the note.", at_most=20, default=()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFieldNote:
    """Write down one contact, in the file of everybody who was part of it or in none."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    client_id: UUID = item("Given by the device: the same note sent again is the same note.")
    happened_at: datetime = item("When contact happened; not when it is entered.")
    how: NoteKind = item("How contact was made or tried.")
    topics: tuple[Topic, ...] = items("What was talked about.", at_most=20)
    parts: tuple[FieldNoteOfOnePart, ...] = items(
        "One for each young person.", at_least=1, at_most=MOST_PEOPLE
    )
    shared: str | None = words(
        "Of a group: what is true of everybody and names nobody.",
        at_most=8000,
        multiline=True,
        default=None,
    )


@dataclass(frozen=True, slots=True)
class RecordedFieldNote:
    """The note of the first young person, and those of all in the order they were given."""

    field_note: UUID | None
    note_ids: tuple[UUID, ...]


async def record_field_note(
    database: Database, clock: Clock, actor: Actor, command: RecordFieldNote
) -> RecordedFieldNote:
    """Write down a contact in every file it concerns, all or none.

    Raises `NotPermitted`, `InvalidInput` (also for a person who is not the actor's), or the
    refusals `HappenedInFuture`, `DateBefore`, `MoveNotAllowed`, `FieldNoteRetracted`.
    """
    actor.require(Permission.FIELD_NOTE_WRITE)
    async with begin(database, clock, actor, command, RecordedFieldNote) as work:
        if work.first_answer is not None:
            return work.first_answer
        refusal = refuse_form([_given(part) for part in command.parts], has_shared=_shared(command))
        if len(set(command.topics)) != len(command.topics):
            raise InvalidInput([Problem("topics", "REPEATED")])
        if refusal is not None:
            raise refusal
        notes = FieldNoteRepository(work)
        files = await CaseRepository(work).lock_visible(part.case_id for part in command.parts)
        _require_all(command, files)
        retracted_at = await notes.retracted_before(command.client_id)
        if retracted_at is not None:
            raise FieldNoteRetracted(on=office_date(retracted_at))
        before = await notes.sent_before(command.client_id)
        if before:
            work.leave_no_trace()  # nothing is done a second time
            return work.answer(_sent_again(command, before))
        for file in files.values():
            refuse_closed(file)
        refusal = refuse_when(
            command.happened_at, work.now, [file.received_on for file in files.values()]
        )
        if refusal is not None:
            raise refusal
        for file in files.values():
            move(status_on(milestones(file), work.today), CaseAction.RECORD_FIELD_NOTE)
        return work.answer(await _record(work, command, files))


async def _record(
    work: Work[RecordedFieldNote], command: RecordFieldNote, files: dict[UUID, CaseFileRow]
) -> RecordedFieldNote:
    made = [_new(part, files[part.case_id]) for part in command.parts]
    contact = Contact(
        command.client_id, command.happened_at, command.how, command.topics, command.shared
    )
    await NoteKeeping(work).record(contact, made)
    await AttachmentRepository(work).attach_all(
        [
            Attaching(
                part.case_id,
                part.attachment_ids,
                AttachedTo.FIELD_NOTE,
                new.id,
                f"parts.{index}.attachmentIds",
            )
            for index, (part, new) in enumerate(zip(command.parts, made, strict=True))
        ]
    )
    # The draft lies under the file it was begun in, the first one.
    await DraftRepository(work).submitted(DraftForm.FIELD_NOTE, command.parts[0].case_id)
    for new in made:
        work.record(
            "notes.recorded", "field_note", new.id, case_id=new.file.id,
            how=command.how.value, contact=new.contact_made, group=len(made) > 1,
            concern=new.concern_level.value,
        )  # fmt: skip
    return RecordedFieldNote(field_note=made[0].id, note_ids=tuple(new.id for new in made))


def _given(part: FieldNoteOfOnePart) -> PartGiven:
    return PartGiven(
        case_id=part.case_id,
        contact_made=part.contact_made,
        no_contact_reason=part.no_contact_reason,
        has_note=part.note is not None,
        lists=(("present", part.present), ("attachmentIds", part.attachment_ids)),
    )


def _shared(command: RecordFieldNote) -> bool:
    return command.shared is not None


def _require_all(command: RecordFieldNote, files: dict[UUID, CaseFileRow]) -> None:
    """Hidden and absent look the same, and are told by field."""
    problems = [
        Problem(f"parts.{index}.caseId", "NOT_THERE")
        for index, part in enumerate(command.parts)
        if part.case_id not in files
    ]
    if problems:
        raise InvalidInput(problems)


def _sent_again(command: RecordFieldNote, before: list[FieldNoteSeen]) -> RecordedFieldNote:
    """The notes a device sent before under another key; refused when they say something else."""
    known = {seen.case_id: seen for seen in before}
    if {part.case_id for part in command.parts} != known.keys():
        raise IdempotencyKeyReused
    for part in command.parts:
        seen = known[part.case_id]
        said = (seen.happened_at, seen.how, seen.contact_made, seen.note, seen.shared)
        says = (
            command.happened_at, command.how, part.contact_made,
            _trimmed(part.note), _trimmed(command.shared),
        )  # fmt: skip
        if said != says:
            raise IdempotencyKeyReused
    ids = tuple(known[part.case_id].id for part in command.parts)
    return RecordedFieldNote(field_note=ids[0], note_ids=ids)


def _new(part: FieldNoteOfOnePart, file: CaseFileRow) -> NewNote:
    return NewNote(
        id=new_id(),
        file=file,
        present=part.present,
        contact_made=part.contact_made,
        no_contact_reason=part.no_contact_reason,
        concern_level=part.concern_level,
        sensitive=part.sensitive,
        note=part.note,
        next_step=part.next_step,
        private_addendum=part.private_addendum,
    )


def _trimmed(text: str | None) -> str | None:
    return None if text is None else text.strip()
