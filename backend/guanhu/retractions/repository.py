"""SQL that reads retractions, what rests on a record, and the last day of contact."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, and_, exists, func, select

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.parts import CaseParts
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.checkins.facts import CheckInKind
from guanhu.checkins.tables import CheckInRecordRow, CheckInRow
from guanhu.checkins.visibility import note_shown
from guanhu.incidents.tables import ConsultationRow, IncidentRow, OutcomeRow
from guanhu.kernel.clock import office_date
from guanhu.kernel.errors import NotVisible
from guanhu.notes.tables import FieldNoteRow, RetractedEntryRow, RetractionRow
from guanhu.plumbing.vault import RecordKey
from guanhu.retractions.facts import (
    EntryKind,
    KeptEntry,
    KeptText,
    RetractionSeen,
    RetractionState,
    TextSeen,
)
from guanhu.retractions.rules import OutcomeResting, Resting


class RetractionRepository(CaseParts):
    """Retractions of visible cases."""

    async def open_of(self, record_id: UUID) -> RetractionRow | None:
        """The proposal about an entry that nobody has settled yet."""
        found: RetractionRow | None = await self._session.scalar(
            select(RetractionRow).where(
                RetractionRow.record_id == record_id, RetractionRow.settled_at.is_(None)
            )
        )
        return found

    async def files_of(self, retraction_id: UUID) -> tuple[UUID, UUID | None]:
        """The file of a visible proposal, and the one a note is to go to; else `NotVisible`."""
        row = await self._session.scalar(
            select(RetractionRow).where(self._mine(RetractionRow.id == retraction_id))
        )
        if row is None:
            raise NotVisible
        key = await self.key(row.case_id)
        target = key.open_optional("retractions.target", row.id, row.target)
        return row.case_id, None if target is None else UUID(target)

    async def page(
        self, case_id: UUID, limit: int, offset: int
    ) -> tuple[list[RetractionSeen], int]:
        """One page of those of a case, the latest first, and how many there are."""
        mine = self._mine(RetractionRow.case_id == case_id)
        total = await self._session.scalar(
            select(func.count()).select_from(RetractionRow).where(mine)
        )
        rows = (
            await self._session.scalars(
                select(RetractionRow)
                .where(mine)
                .order_by(RetractionRow.proposed_at.desc(), RetractionRow.id)
                .limit(limit)
                .offset(offset)
            )
        ).all()
        return await self._seen(rows), int(total or 0)

    def _mine(self, which: ColumnElement[bool]) -> ColumnElement[bool]:
        row = RetractionRow
        shown = note_shown(self._look, row.case_id, row.proposed_by, row.proposed_at)
        return and_(which, row.case_id.in_(visible_case_ids(self._look)), shown)

    async def _seen(self, rows: Iterable[RetractionRow]) -> list[RetractionSeen]:
        rows = list(rows)
        kept = await self._kept(row.id for row in rows)
        keys = await self._look.keys.of_all(row.case_id for row in rows)
        return [_seen(row, kept.get(row.id), keys[row.case_id]) for row in rows]

    async def _kept(self, retraction_ids: Iterable[UUID]) -> dict[UUID, RetractedEntryRow]:
        """What was said: only of entries the actor wrote or supervises."""
        actor = self._look.actor
        condition: ColumnElement[bool] = RetractedEntryRow.retraction_id.in_(set(retraction_ids))
        if actor.role is not Role.SUPERVISOR:
            condition = and_(condition, RetractedEntryRow.author_id == actor.account_id)
        found = await self._session.scalars(select(RetractedEntryRow).where(condition))
        return {row.retraction_id: row for row in found}

    async def outcome_of(self, check_in_id: UUID) -> OutcomeRow | None:
        """What came of a check-in, if that was recorded."""
        found: OutcomeRow | None = await self._session.scalar(
            select(OutcomeRow).where(OutcomeRow.check_in_id == check_in_id)
        )
        return found

    async def resting(
        self, file: CaseFileRow, check_in_id: UUID, outcome: OutcomeRow | None
    ) -> Resting:
        """What rests on the record of a check-in; the file is locked."""
        answered = await self._session.scalars(
            select(ConsultationRow.facts).where(ConsultationRow.case_id == file.id)
        )
        return Resting(
            check_in_id=check_in_id,
            outcome=None
            if outcome is None
            else OutcomeResting(
                outcome.id,
                settled=outcome.settled_on is not None,
                reported=await self._reported(IncidentRow.outcome_id == outcome.id),
            ),
            reported=await self._reported(IncidentRow.check_in_id == check_in_id),
            consulted_on=[fact for facts in answered for fact in facts],
            outcome_review_on=file.final_decided_on or file.outcome_drafted_on,
            revoked_on=file.revoked_on,
        )

    async def _reported(self, which: ColumnElement[bool]) -> bool:
        return bool(await self._session.scalar(select(exists().where(which))))


async def last_contact(look: Look, case_id: UUID) -> datetime | None:
    """When a person was last reached, by what stands: check-ins logged and field notes.

    A young person's own report is no contact (S17). For the system's own actor, who sees all.
    """
    checked = (
        select(func.max(CheckInRow.happened_at))
        .join(CheckInRecordRow, CheckInRecordRow.check_in_id == CheckInRow.id)
        .where(
            CheckInRow.case_id == case_id,
            CheckInRow.contact_made.is_(True),
            CheckInRecordRow.how != CheckInKind.SELF_REPORT.value,
        )
        .scalar_subquery()
    )
    noted = (
        select(func.max(FieldNoteRow.happened_at))
        .where(FieldNoteRow.case_id == case_id, FieldNoteRow.contact_made.is_(True))
        .scalar_subquery()
    )
    found: datetime | None = await look.session.scalar(select(func.greatest(checked, noted)))
    return found


async def recount_contact(look: Look, file: CaseFileRow) -> None:
    """Set the maintained day of the last contact anew from what stands; the file is locked."""
    last = await last_contact(look, file.id)
    file.last_check_in_on = None if last is None else office_date(last)


def _seen(row: RetractionRow, kept: RetractedEntryRow | None, key: RecordKey) -> RetractionSeen:
    state = RetractionState(row.state)
    return RetractionSeen(
        id=row.id,
        case_id=row.case_id,
        kind=EntryKind(row.entry_kind),
        record_id=row.record_id,
        state=state,
        to_move=state is RetractionState.MOVED or row.target is not None,
        reason=key.open("retractions.reason", row.id, row.reason),
        entry_author_id=row.entry_author_id,
        entered_at=row.entered_at,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        settled_by=row.settled_by,
        settled_at=row.settled_at,
        decline_reason=key.open_optional("retractions.decline_reason", row.id, row.decline_reason),
        kept=None if kept is None else _entry(kept, key),
    )


def _entry(row: RetractedEntryRow, key: RecordKey) -> KeptEntry:
    said = orjson.loads(key.open("retracted_entries.content", row.id, row.content))
    return KeptEntry(
        happened_at=datetime.fromisoformat(said["happened_at"]),
        marks={name: tuple(codes) for name, codes in said["marks"].items()},
        texts=tuple(
            TextSeen(
                KeptText(each["what"]), each["text"], UUID(each["author_id"]),
                datetime.fromisoformat(each["written_at"]),
            )
            for each in said["texts"]
        ),
    )  # fmt: skip
