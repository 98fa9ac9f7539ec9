"""SQL that writes a retraction and takes the entry out of its file, in one transaction.

For the system's own actor; the file is locked and permission was asked before.
"""

from __future__ import annotations

from uuid import UUID

import orjson
from sqlalchemy import text, update

from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.tables import CheckInRow
from guanhu.files.facts import AttachedTo
from guanhu.files.tables import AttachmentRow
from guanhu.kernel.ids import new_id
from guanhu.notes.tables import FieldNoteRow, RetractedEntryRow, RetractionRow
from guanhu.retractions.entries import whole_note
from guanhu.retractions.facts import EntryFacts, EntryKind, KeptEntry, RetractionState
from guanhu.retractions.moving import move_note
from guanhu.retractions.repository import recount_contact


class TakingBack:
    """Writes for one file whose row the caller has locked; `by` is who asked for it."""

    def __init__(self, system: Look, file: CaseFileRow, by: UUID) -> None:
        self._look = system
        self._session = system.session
        self._file = file
        self._by = by

    async def propose(
        self,
        kind: EntryKind,
        record_id: UUID,
        entry: EntryFacts,
        reason: str,
        *,
        client_id: UUID | None = None,
        target: UUID | None = None,
    ) -> RetractionRow:
        """Store that an entry is to be taken back, and to which file it is to go if it is moved."""
        look, retraction_id = self._look, new_id()
        key = await look.keys.of(self._file.id)
        row = RetractionRow(
            id=retraction_id,
            office_id=self._file.office_id,
            case_id=self._file.id,
            entry_kind=kind.value,
            record_id=record_id,
            client_id=client_id,
            entry_author_id=entry.author_id,
            entered_at=entry.entered_at,
            state=RetractionState.PROPOSED.value,
            reason=key.seal("retractions.reason", retraction_id, reason.strip()),
            target=key.seal_optional(
                "retractions.target", retraction_id, None if target is None else str(target)
            ),
            proposed_by=self._by,
            proposed_at=look.now,
        )
        self._session.add(row)
        await self._session.flush()
        return row

    async def decline(self, row: RetractionRow, reason: str) -> None:
        """The entry stays where it is."""
        key = await self._look.keys.of(row.case_id)
        row.decline_reason = key.seal("retractions.decline_reason", row.id, reason.strip())
        await self._settle(row, RetractionState.DECLINED)

    async def retract_note(self, row: RetractionRow, note: FieldNoteRow) -> None:
        """Take a field note out of the file; what it said is kept."""
        kept = await whole_note(self._look, note)
        await self._settle(row, RetractionState.RETRACTED)
        await self._keep(row, kept)
        await self._remove(row)
        await recount_contact(self._look, self._file)

    async def move_note(self, row: RetractionRow, note: FieldNoteRow, target: CaseFileRow) -> UUID:
        """Put a field note into the file it belongs to; answers its id there."""
        moved_id = await move_note(self._look, note, target)
        await self._settle(row, RetractionState.MOVED)
        await self._remove(row)
        for file in (self._file, target):
            await recount_contact(self._look, file)
        return moved_id

    async def retract_record(
        self, row: RetractionRow, check_in: CheckInRow, kept: KeptEntry
    ) -> None:
        """Take the record of a check-in out of the file: it is as it was before it was logged."""
        await self._settle(row, RetractionState.RETRACTED)
        await self._keep(row, kept)
        await self._remove(row)
        check_in.happened_at = check_in.recorded_at = check_in.recorded_by = None
        check_in.contact_made = None
        check_in.late = False
        await self._session.flush()
        await recount_contact(self._look, self._file)

    async def _settle(self, row: RetractionRow, state: RetractionState) -> None:
        row.state, row.target = state.value, None
        row.settled_by, row.settled_at = self._by, self._look.now
        await self._session.flush()

    async def _keep(self, row: RetractionRow, entry: KeptEntry) -> None:
        key, kept_id = await self._look.keys.of(row.case_id), new_id()
        content = orjson.dumps(
            {"happened_at": entry.happened_at, "marks": entry.marks, "texts": entry.texts},
            default=str,
        ).decode()
        self._session.add(
            RetractedEntryRow(
                id=kept_id,
                office_id=row.office_id,
                case_id=row.case_id,
                retraction_id=row.id,
                author_id=row.entry_author_id,
                content=key.seal("retracted_entries.content", kept_id, content),
            )
        )
        await self._session.execute(
            update(AttachmentRow)
            .where(AttachmentRow.record_id == row.record_id, AttachmentRow.case_id == row.case_id)
            .values(attached_to=AttachedTo.RETRACTED.value, record_id=row.id)
            .execution_options(synchronize_session=False)
        )
        await self._session.flush()

    async def _remove(self, row: RetractionRow) -> None:
        await self._session.execute(text("SELECT guanhu_take_back(:id)"), {"id": row.id})
