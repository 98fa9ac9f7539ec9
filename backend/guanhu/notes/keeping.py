"""SQL that writes field notes inside one command; the case files are locked by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.facts import ConcernLevel, NoContactReason, Present, Topic
from guanhu.checkins.rules import later_contact, raised
from guanhu.kernel.clock import office_date
from guanhu.kernel.ids import new_id
from guanhu.notes.facts import NoteKind
from guanhu.notes.tables import (
    FieldNoteAddendumRow,
    FieldNoteRemarkRow,
    FieldNoteRow,
    NoteFollowUpRow,
)


@dataclass(frozen=True, slots=True)
class NewNote:
    """One person's part as it is to be stored; the file is locked."""

    id: UUID
    file: CaseFileRow
    present: Sequence[Present]
    contact_made: bool
    no_contact_reason: NoContactReason | None
    concern_level: ConcernLevel
    sensitive: bool
    note: str | None
    next_step: str | None
    private_addendum: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    """What all parts share."""

    client_id: UUID
    happened_at: datetime
    how: NoteKind
    topics: Sequence[Topic]
    shared: str | None


class NoteKeeping:
    """Writes for case files whose rows the caller has locked."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def record(self, contact: Contact, parts: Sequence[NewNote]) -> None:
        """Store every part in its own file, under its own key; who was reached is not silent."""
        look = self._look
        keys = await look.keys.of_all(part.file.id for part in parts)
        rows, addenda = list[FieldNoteRow](), list[FieldNoteAddendumRow]()
        for part in parts:
            key = keys[part.file.id]
            rows.append(
                FieldNoteRow(
                    id=part.id,
                    office_id=part.file.office_id,
                    case_id=part.file.id,
                    client_id=contact.client_id,
                    author_id=look.actor.account_id,
                    happened_at=contact.happened_at,
                    entered_at=look.now,
                    how=contact.how.value,
                    of_group=len(parts) > 1,
                    present=[each.value for each in part.present],
                    contact_made=part.contact_made,
                    no_contact_reason=part.no_contact_reason and part.no_contact_reason.value,
                    topics=[each.value for each in contact.topics],
                    concern_level=part.concern_level.value,
                    sensitive=part.sensitive,
                    note=key.seal_optional("field_notes.note", part.id, _trimmed(part.note)),
                    shared=key.seal_optional(
                        "field_notes.shared", part.id, _trimmed(contact.shared)
                    ),
                    next_step=key.seal_optional(
                        "field_notes.next_step", part.id, _trimmed(part.next_step)
                    ),
                )
            )
            if part.private_addendum is not None:
                addendum_id = new_id()
                addenda.append(
                    FieldNoteAddendumRow(
                        id=addendum_id,
                        office_id=part.file.office_id,
                        case_id=part.file.id,
                        note_id=part.id,
                        author_id=look.actor.account_id,
                        body=key.seal(
                            "field_note_addenda.body", addendum_id, part.private_addendum
                        ),
                        written_at=look.now,
                    )
                )
        self._session.add_all(rows)
        await self._session.flush()
        self._session.add_all(addenda)
        happened_on = office_date(contact.happened_at)
        for part in parts:
            if part.contact_made:
                known = part.file.last_check_in_on
                part.file.last_check_in_on = later_contact(known, happened_on)
        await self._session.flush()

    async def remark(
        self, row: FieldNoteRow, note: str, concern: ConcernLevel, *, sensitive: bool
    ) -> UUID:
        """Add a remark; concern and sensitivity of the note rise with it and never fall (S11)."""
        look, remark_id = self._look, new_id()
        key = await look.keys.of(row.case_id)
        self._session.add(
            FieldNoteRemarkRow(
                id=remark_id,
                office_id=row.office_id,
                case_id=row.case_id,
                note_id=row.id,
                concern_level=concern.value,
                sensitive=sensitive,
                note=key.seal("field_note_remarks.note", remark_id, note.strip()),
                author_id=look.actor.account_id,
                written_at=look.now,
            )
        )
        row.concern_level = raised(ConcernLevel(row.concern_level), concern).value
        row.sensitive = row.sensitive or sensitive
        await self._session.flush()
        return remark_id

    async def request(self, row: FieldNoteRow, request: str) -> UUID:
        """Store that something is to be followed up."""
        look, follow_up_id = self._look, new_id()
        key = await look.keys.of(row.case_id)
        self._session.add(
            NoteFollowUpRow(
                id=follow_up_id,
                office_id=row.office_id,
                case_id=row.case_id,
                note_id=row.id,
                request=key.seal("note_follow_ups.request", follow_up_id, request.strip()),
                requested_by=look.actor.account_id,
                requested_at=look.now,
            )
        )
        await self._session.flush()
        return follow_up_id

    async def resolve(self, row: NoteFollowUpRow, resolution: str) -> None:
        """Store what came of a follow-up."""
        look = self._look
        key = await look.keys.of(row.case_id)
        row.resolution = key.seal("note_follow_ups.resolution", row.id, resolution.strip())
        row.resolved_by, row.resolved_at = look.actor.account_id, look.now
        await self._session.flush()


def _trimmed(text: str | None) -> str | None:
    return None if text is None else text.strip()
