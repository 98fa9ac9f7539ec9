"""SQL that reads field notes and what was added to them, and locks the files of a command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, select

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.repository import CaseRepository
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.checkins.facts import ConcernLevel, NoContactReason, Present, Topic
from guanhu.checkins.visibility import note_shown
from guanhu.kernel.clock import OFFICE_ZONE
from guanhu.kernel.errors import NotVisible
from guanhu.notes.facts import FieldNoteSeen, NoteFollowUpSeen, NoteKind, NoteRemarkSeen
from guanhu.notes.tables import (
    FieldNoteAddendumRow,
    FieldNoteRemarkRow,
    FieldNoteRow,
    NoteFollowUpRow,
    RetractionRow,
)
from guanhu.plumbing.vault import RecordKey

TAKEN_BACK = ("retracted", "moved")


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """Which notes; `begins` and `ends` bound the day of contact, inclusive."""

    case_id: UUID | None = None
    begins: date | None = None
    ends: date | None = None
    to_follow_up: bool = False


class FieldNoteRepository:
    """Field notes of the case files the actor may see."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def lock(self, note_id: UUID) -> tuple[CaseFileRow, FieldNoteRow]:
        """A note behind the lock of its case file; or `NotVisible`."""
        case_id = await self._session.scalar(
            select(FieldNoteRow.case_id).where(FieldNoteRow.id == note_id, self._mine())
        )
        if case_id is None:
            raise NotVisible
        file = await CaseRepository(self._look).lock(case_id)
        row = await self._session.scalar(
            select(FieldNoteRow)
            .where(FieldNoteRow.id == note_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        if row is None:  # taken back while this waited
            raise NotVisible
        return file, row

    async def lock_follow_up(
        self, follow_up_id: UUID
    ) -> tuple[CaseFileRow, FieldNoteRow, NoteFollowUpRow]:
        """A follow-up and its note behind the lock of their case file; or `NotVisible`."""
        note_id = await self._session.scalar(
            select(NoteFollowUpRow.note_id).where(
                NoteFollowUpRow.id == follow_up_id,
                NoteFollowUpRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        if note_id is None:
            raise NotVisible
        file, note = await self.lock(note_id)
        # Not locked by itself: the database lets those lock it who may resolve it.
        row = await self._session.get_one(NoteFollowUpRow, follow_up_id, populate_existing=True)
        return file, note, row

    async def sent_before(self, client_id: UUID) -> list[FieldNoteSeen]:
        """What the actor wrote under the id a device gave, in the order of the case ids."""
        return await self._seen_by(
            FieldNoteRow.client_id == client_id,
            FieldNoteRow.author_id == self._look.actor.account_id,
            order=(FieldNoteRow.case_id,),
        )

    async def retracted_before(self, client_id: UUID) -> datetime | None:
        """When a note the actor wrote under the id a device gave was taken back, if one was.

        A group note is not sent again either once the part of one was.
        """
        row = RetractionRow
        found: datetime | None = await self._session.scalar(
            select(func.max(row.settled_at)).where(
                row.client_id == client_id,
                row.entry_author_id == self._look.actor.account_id,
                row.state.in_(TAKEN_BACK),
            )
        )
        return found

    async def find(self, note_id: UUID) -> FieldNoteSeen | None:
        """One note, None when it is hidden, absent or taken back."""
        found = await self._seen_by(FieldNoteRow.id == note_id)
        return found[0] if found else None

    async def of_case(self, case_id: UUID, limit: int) -> list[FieldNoteSeen]:
        """The notes of one case, the latest contact first."""
        return await self._seen_by(FieldNoteRow.case_id == case_id, limit=limit)

    async def page(
        self, wanted: NoteFilter, limit: int, offset: int
    ) -> tuple[list[FieldNoteSeen], int]:
        """One page, the latest contact first, and how many match."""
        conditions = _conditions(wanted)
        total = await self._session.scalar(
            select(func.count()).select_from(FieldNoteRow).where(self._mine(), *conditions)
        )
        found = await self._seen_by(*conditions, limit=limit, offset=offset)
        return found, int(total or 0)

    async def remarks(self, note_ids: Iterable[UUID]) -> dict[UUID, list[NoteRemarkSeen]]:
        """Later remarks of many notes, the first one first."""
        rows = (
            await self._session.scalars(
                select(FieldNoteRemarkRow)
                .where(
                    FieldNoteRemarkRow.note_id.in_(set(note_ids)),
                    FieldNoteRemarkRow.case_id.in_(visible_case_ids(self._look)),
                    note_shown(
                        self._look,
                        FieldNoteRemarkRow.case_id,
                        FieldNoteRemarkRow.author_id,
                        FieldNoteRemarkRow.written_at,
                    ),
                )
                .order_by(FieldNoteRemarkRow.written_at, FieldNoteRemarkRow.id)
            )
        ).all()
        keys = await self._look.keys.of_all(row.case_id for row in rows)
        grouped: dict[UUID, list[NoteRemarkSeen]] = {}
        for row in rows:
            grouped.setdefault(row.note_id, []).append(
                NoteRemarkSeen(
                    id=row.id,
                    author_id=row.author_id,
                    written_at=row.written_at,
                    note=keys[row.case_id].open("field_note_remarks.note", row.id, row.note),
                    concern_level=ConcernLevel(row.concern_level),
                    sensitive=row.sensitive,
                )
            )
        return grouped

    async def follow_ups(self, note_ids: Iterable[UUID]) -> dict[UUID, list[NoteFollowUpSeen]]:
        """Follow-ups of many notes, the latest first."""
        rows = (
            await self._session.scalars(
                select(NoteFollowUpRow)
                .where(
                    NoteFollowUpRow.note_id.in_(set(note_ids)),
                    NoteFollowUpRow.case_id.in_(visible_case_ids(self._look)),
                    note_shown(
                        self._look,
                        NoteFollowUpRow.case_id,
                        NoteFollowUpRow.requested_by,
                        NoteFollowUpRow.requested_at,
                    ),
                )
                .order_by(NoteFollowUpRow.requested_at.desc(), NoteFollowUpRow.id)
            )
        ).all()
        keys = await self._look.keys.of_all(row.case_id for row in rows)
        grouped: dict[UUID, list[NoteFollowUpSeen]] = {}
        for row in rows:
            grouped.setdefault(row.note_id, []).append(follow_up_seen(row, keys[row.case_id]))
        return grouped

    async def addenda(self, note_ids: Iterable[UUID]) -> dict[UUID, str]:
        """Private addenda of many notes: for their author and the supervisor, nobody else."""
        actor = self._look.actor
        condition: ColumnElement[bool] = and_(
            FieldNoteAddendumRow.note_id.in_(set(note_ids)),
            FieldNoteAddendumRow.case_id.in_(visible_case_ids(self._look)),
        )
        if actor.role is not Role.SUPERVISOR:
            condition = and_(condition, FieldNoteAddendumRow.author_id == actor.account_id)
        rows = (await self._session.scalars(select(FieldNoteAddendumRow).where(condition))).all()
        keys = await self._look.keys.of_all(row.case_id for row in rows)
        return {
            row.note_id: keys[row.case_id].open("field_note_addenda.body", row.id, row.body)
            for row in rows
        }

    def _mine(self) -> ColumnElement[bool]:
        row = FieldNoteRow
        shown = note_shown(self._look, row.case_id, row.author_id, row.happened_at)
        return and_(row.case_id.in_(visible_case_ids(self._look)), shown)

    async def _seen_by(
        self,
        *conditions: ColumnElement[bool],
        limit: int | None = None,
        offset: int = 0,
        order: Sequence[Any] = (),
    ) -> list[FieldNoteSeen]:
        by = order or (FieldNoteRow.happened_at.desc(), FieldNoteRow.id)
        rows = (
            await self._session.scalars(
                select(FieldNoteRow)
                .where(self._mine(), *conditions)
                .order_by(*by)
                .limit(limit)
                .offset(offset)
            )
        ).all()
        keys = await self._look.keys.of_all(row.case_id for row in rows)
        return [note_seen(row, keys[row.case_id]) for row in rows]


def note_seen(row: FieldNoteRow, key: RecordKey) -> FieldNoteSeen:
    """A row with its texts in the open."""
    return FieldNoteSeen(
        id=row.id,
        case_id=row.case_id,
        author_id=row.author_id,
        happened_at=row.happened_at,
        entered_at=row.entered_at,
        how=NoteKind(row.how),
        of_group=row.of_group,
        present=tuple(Present(each) for each in row.present),
        contact_made=row.contact_made,
        no_contact_reason=None
        if row.no_contact_reason is None
        else NoContactReason(row.no_contact_reason),
        topics=tuple(Topic(each) for each in row.topics),
        concern_level=ConcernLevel(row.concern_level),
        sensitive=row.sensitive,
        note=key.open_optional("field_notes.note", row.id, row.note),
        shared=key.open_optional("field_notes.shared", row.id, row.shared),
        next_step=key.open_optional("field_notes.next_step", row.id, row.next_step),
    )


def follow_up_seen(row: NoteFollowUpRow, key: RecordKey) -> NoteFollowUpSeen:
    """A row with its texts in the open."""
    return NoteFollowUpSeen(
        id=row.id,
        request=key.open("note_follow_ups.request", row.id, row.request),
        requested_by=row.requested_by,
        requested_at=row.requested_at,
        resolution=key.open_optional("note_follow_ups.resolution", row.id, row.resolution),
        resolved_by=row.resolved_by,
        resolved_at=row.resolved_at,
    )


def _conditions(wanted: NoteFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.case_id is not None:
        conditions.append(FieldNoteRow.case_id == wanted.case_id)
    if wanted.begins is not None:
        conditions.append(FieldNoteRow.happened_at >= _midnight(wanted.begins))
    if wanted.ends is not None:
        conditions.append(FieldNoteRow.happened_at < _midnight(wanted.ends + timedelta(days=1)))
    if wanted.to_follow_up:
        conditions.append(
            exists().where(
                NoteFollowUpRow.note_id == FieldNoteRow.id, NoteFollowUpRow.resolved_at.is_(None)
            )
        )
    return conditions


def _midnight(day: date) -> datetime:
    """When a day of the office begins."""
    return datetime.combine(day, time(), OFFICE_ZONE)
