"""SQL that reads sessions, notes and learning entries, and locks the files of a command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from guanhu.access.roles import FAMILY
from guanhu.audit.work import Look
from guanhu.cases.errors import CaseClosed
from guanhu.cases.facts import CaseStatus
from guanhu.cases.repository import CaseRepository
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible, visible_case_ids
from guanhu.checkins.visibility import note_shown
from guanhu.courses.facts import (
    Credited,
    EntrySeen,
    LearnerSeen,
    PlaceSeen,
    PlaceStatus,
    SessionNoteSeen,
    Subject,
)
from guanhu.courses.tables import LearningEntryRow, SessionNoteRow, SessionPlaceRow
from guanhu.education.facts import SessionMode
from guanhu.education.office_modules import OfficeModuleRepository
from guanhu.kernel.clock import OFFICE_ZONE
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.masking import masked_name
from guanhu.people.tables import MinorRow
from guanhu.plans.facts import ConditionChange, PlanVersionState
from guanhu.plans.tables import PlanConditionRow, PlanVersionRow
from guanhu.plumbing.vault import RecordKey


@dataclass(frozen=True, slots=True)
class SessionFilter:
    """Which sessions; `begins` and `ends` bound the day, inclusive."""

    case_id: UUID | None = None
    begins: date | None = None
    ends: date | None = None
    to_record: bool = False


class CourseRepository:
    """Places and entries of the case files the actor may see."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    # -- locks ----------------------------------------------------------------------------------

    async def lock_places(
        self, session_id: UUID
    ) -> tuple[dict[UUID, CaseFileRow], list[SessionPlaceRow]]:
        """The visible places of a session behind the locks of their files; or `NotVisible`.

        Those in closed files are left out, on which nothing is done; `CaseClosed` if all are.
        """
        case_ids = (
            await self._session.scalars(
                select(SessionPlaceRow.case_id).where(
                    SessionPlaceRow.session_id == session_id, self._mine(SessionPlaceRow)
                )
            )
        ).all()
        if not case_ids:
            raise NotVisible
        files = {
            case_id: file
            for case_id, file in (await CaseRepository(self._look).lock_visible(case_ids)).items()
            if file.status != CaseStatus.CLOSED.value
        }
        if not files:
            raise CaseClosed
        rows = await self._session.scalars(
            select(SessionPlaceRow)
            .where(SessionPlaceRow.session_id == session_id, SessionPlaceRow.case_id.in_(files))
            .order_by(SessionPlaceRow.id)
            .execution_options(populate_existing=True)
        )
        return files, list(rows)

    async def lock_place(self, place_id: UUID) -> SessionPlaceRow:
        """One place behind the lock of its file; or `NotVisible`."""
        session_id = await self._session.scalar(
            select(SessionPlaceRow.session_id).where(
                SessionPlaceRow.id == place_id, self._mine(SessionPlaceRow)
            )
        )
        if session_id is None:
            raise NotVisible
        _, rows = await self.lock_places(session_id)
        for row in rows:
            if row.id == place_id:
                return row
        raise CaseClosed

    async def lock_entry(self, entry_id: UUID) -> tuple[CaseFileRow, LearningEntryRow]:
        """One entry behind the lock of its file; or `NotVisible`."""
        case_id = await self._session.scalar(
            select(LearningEntryRow.case_id).where(
                LearningEntryRow.id == entry_id, self._mine(LearningEntryRow)
            )
        )
        if case_id is None:
            raise NotVisible
        file = await CaseRepository(self._look).lock(case_id)
        row = await self._session.get_one(LearningEntryRow, entry_id, populate_existing=True)
        return file, row

    async def caught_up(self, place_ids: Iterable[UUID]) -> set[UUID]:
        """Which places have been given another session since that was not cancelled."""
        found = await self._session.scalars(
            select(SessionPlaceRow.catch_up_of).where(
                SessionPlaceRow.catch_up_of.in_(set(place_ids)),
                SessionPlaceRow.status != PlaceStatus.CANCELLED.value,
            )
        )
        return {each for each in found if each is not None}

    async def conditions(self, case_ids: Iterable[UUID]) -> dict[UUID, set[UUID]]:
        """The conditions of the plans in force of many visible files, without those taken out."""
        row = PlanConditionRow
        found = await self._session.execute(
            select(row.case_id, row.id)
            .join(PlanVersionRow, PlanVersionRow.id == row.plan_version_id)
            .where(
                row.case_id.in_(set(case_ids)),
                row.change != ConditionChange.REMOVED.value,
                row.dropped.is_(False),
                PlanVersionRow.state == PlanVersionState.IN_FORCE.value,
                self._mine(row),
            )
        )
        held: dict[UUID, set[UUID]] = {}
        for case_id, condition_id in found:
            held.setdefault(case_id, set()).add(condition_id)
        return held

    async def people(self, case_ids: Iterable[UUID]) -> dict[UUID, LearnerSeen]:
        """Whose files they are: number and masked name, of many visible ones."""
        found = (
            await self._session.execute(
                select(CaseFileRow.id, CaseFileRow.case_number, MinorRow.id, MinorRow.name)
                .join(MinorRow, MinorRow.id == CaseFileRow.minor_id)
                .where(CaseFileRow.id.in_(set(case_ids)), visible(self._look))
            )
        ).all()
        keys = await self._look.keys.of_all(minor_id for _, _, minor_id, _ in found)
        return {
            case_id: LearnerSeen(
                case_id, number, masked_name(keys[minor_id].open("minors.name", minor_id, name))
            )
            for case_id, number, minor_id, name in found
        }

    async def full_name(self, case_id: UUID) -> str | None:
        """The name of one young person, for a paper that is theirs; None when hidden."""
        found = (
            await self._session.execute(
                select(MinorRow.id, MinorRow.name)
                .join(CaseFileRow, CaseFileRow.minor_id == MinorRow.id)
                .where(CaseFileRow.id == case_id, visible(self._look))
            )
        ).first()
        if found is None:
            return None
        return (await self._look.keys.of(found.id)).open("minors.name", found.id, found.name)

    # -- sessions -------------------------------------------------------------------------------

    async def places_of(self, session_ids: Iterable[UUID]) -> dict[UUID, list[PlaceSeen]]:
        """The visible places of many sessions, in the order they were given."""
        found = await self._places(SessionPlaceRow.session_id.in_(set(session_ids)))
        grouped: dict[UUID, list[PlaceSeen]] = {}
        for place in found:
            grouped.setdefault(place.session_id, []).append(place)
        return grouped

    async def places_of_case(self, case_id: UUID) -> list[PlaceSeen]:
        """The places of one young person, the latest session first."""
        order = (SessionPlaceRow.starts_at.desc(), SessionPlaceRow.id)
        return await self._places(SessionPlaceRow.case_id == case_id, order=order)

    async def page(
        self, wanted: SessionFilter, limit: int, offset: int
    ) -> tuple[list[list[PlaceSeen]], int]:
        """One page of sessions by their places, the latest first, and how many match."""
        conditions = _conditions(wanted, self._look.now)
        listed = (
            select(SessionPlaceRow.session_id, func.max(SessionPlaceRow.starts_at).label("at"))
            .where(self._mine(SessionPlaceRow), *conditions)
            .group_by(SessionPlaceRow.session_id)
        ).subquery()
        total = await self._session.scalar(select(func.count()).select_from(listed))
        ids = (
            await self._session.scalars(
                select(listed.c.session_id)
                .order_by(listed.c.at.desc(), listed.c.session_id)
                .limit(limit)
                .offset(offset)
            )
        ).all()
        grouped = await self.places_of(ids)
        return [grouped[each] for each in ids], int(total or 0)

    async def notes(self, place_ids: Iterable[UUID]) -> dict[UUID, list[SessionNoteSeen]]:
        """The notes of many places, the first one first."""
        row = SessionNoteRow
        rows = (
            await self._session.scalars(
                select(row)
                .where(
                    row.place_id.in_(set(place_ids)),
                    self._mine(row),
                    note_shown(self._look, row.case_id, row.author_id, row.written_at),
                )
                .order_by(row.written_at, row.id)
            )
        ).all()
        keys = await self._look.keys.of_all(each.case_id for each in rows)
        grouped: dict[UUID, list[SessionNoteSeen]] = {}
        for each in rows:
            note = keys[each.case_id].open("session_notes.note", each.id, each.note)
            grouped.setdefault(each.place_id, []).append(
                SessionNoteSeen(each.id, each.place_id, note, each.author_id, each.written_at)
            )
        return grouped

    async def _places(
        self, condition: ColumnElement[bool], *, order: Sequence[Any] = ()
    ) -> list[PlaceSeen]:
        by = order or (SessionPlaceRow.starts_at, SessionPlaceRow.id)
        rows = (
            await self._session.scalars(
                select(SessionPlaceRow).where(condition, self._mine(SessionPlaceRow)).order_by(*by)
            )
        ).all()
        await self._learn(rows)
        keys = await self._look.keys.of_all(row.case_id for row in rows)
        family = self._look.actor.role in FAMILY
        return [place_seen(row, keys[row.case_id], family=family) for row in rows]

    # -- entries --------------------------------------------------------------------------------

    async def entries_of_case(self, case_id: UUID) -> list[EntrySeen]:
        """What one young person has learned, the latest first."""
        return await self._entries(LearningEntryRow.case_id == case_id)

    async def entries_of_places(self, place_ids: Iterable[UUID]) -> dict[UUID, EntrySeen]:
        """What was attended, by place."""
        found = await self._entries(LearningEntryRow.place_id.in_(set(place_ids)))
        return {each.place_id: each for each in found if each.place_id is not None}

    async def get_entry(self, entry_id: UUID) -> EntrySeen:
        """One entry, or `NotVisible`."""
        found = await self._entries(LearningEntryRow.id == entry_id)
        if not found:
            raise NotVisible
        return found[0]

    async def _entries(self, condition: ColumnElement[bool]) -> list[EntrySeen]:
        row = LearningEntryRow
        rows = (
            await self._session.scalars(
                select(row)
                .where(condition, self._mine(row))
                .order_by(row.learned_on.desc(), row.recorded_at.desc(), row.id)
            )
        ).all()
        await self._learn(rows)
        keys = await self._look.keys.of_all(each.case_id for each in rows)
        return [entry_seen(each, keys[each.case_id]) for each in rows]

    async def _learn(self, rows: Sequence[SessionPlaceRow | LearningEntryRow]) -> None:
        versions = {
            (row.module_code, row.module_version)
            for row in rows
            if row.module_code is not None and row.module_version is not None
        }
        await OfficeModuleRepository(self._look).learn(versions)

    def _mine(self, row: Any) -> ColumnElement[bool]:
        mine: ColumnElement[bool] = row.case_id.in_(visible_case_ids(self._look))
        return mine


def _conditions(wanted: SessionFilter, now: datetime) -> list[ColumnElement[bool]]:
    row = SessionPlaceRow
    found: list[ColumnElement[bool]] = []
    if wanted.case_id is not None:
        found.append(row.case_id == wanted.case_id)
    if wanted.begins is not None:
        found.append(row.starts_at >= _midnight(wanted.begins))
    if wanted.ends is not None:
        found.append(row.starts_at < _midnight(wanted.ends + timedelta(days=1)))
    if wanted.to_record:
        found += [row.status == PlaceStatus.PLANNED.value, row.starts_at <= now]
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OFFICE_ZONE)


def place_seen(row: SessionPlaceRow, key: RecordKey, *, family: bool = False) -> PlaceSeen:
    """A row with its texts in the open; a family reads no reason for a cancellation."""
    topic = key.open_optional("session_places.topic", row.id, row.topic)
    reason = None if family else row.cancel_reason
    return PlaceSeen(
        id=row.id,
        case_id=row.case_id,
        session_id=row.session_id,
        subject=Subject(row.module_code, row.module_version, topic),
        starts_at=row.starts_at,
        planned_minutes=row.planned_minutes,
        venue=key.open("session_places.venue", row.id, row.venue),
        leader=key.open("session_places.leader", row.id, row.leader),
        of_group=row.of_group,
        catch_up_of=row.catch_up_of,
        status=PlaceStatus(row.status),
        minutes=row.minutes,
        planned_by=row.planned_by,
        planned_at=row.planned_at,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
        cancel_reason=key.open_optional("session_places.cancel_reason", row.id, reason),
    )


def entry_seen(row: LearningEntryRow, key: RecordKey) -> EntrySeen:
    """A row with its texts in the open."""
    topic = key.open_optional("learning_entries.topic", row.id, row.topic)
    credited = None
    if row.credited_minutes is not None:
        reason = key.open_optional(
            "learning_entries.no_credit_reason", row.id, row.no_credit_reason
        )
        credited = Credited(row.condition_id, row.credited_minutes, reason)
    return EntrySeen(
        id=row.id,
        case_id=row.case_id,
        how=SessionMode(row.how),
        subject=Subject(row.module_code, row.module_version, topic),
        learned_on=row.learned_on,
        minutes=row.minutes,
        place_id=row.place_id,
        assignment_id=row.assignment_id,
        provider=row.provider,
        credited=credited,
        note=key.open_optional("learning_entries.note", row.id, row.note),
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
        credited_by=row.credited_by,
        credited_on=row.credited_on,
    )
