"""SQL that writes sessions and learning entries inside one command; the files are locked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.courses.facts import Credited, PlaceStatus, Subject
from guanhu.courses.tables import LearningEntryRow, SessionNoteRow, SessionPlaceRow
from guanhu.education.facts import SessionMode
from guanhu.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class NewSession:
    """What everybody in a session shares."""

    id: UUID
    subject: Subject
    starts_at: datetime
    minutes: int
    venue: str
    leader: str
    of_group: bool


@dataclass(frozen=True, slots=True)
class NewPlace:
    """One young person's place in it; `catch_up_of` is the place they missed, if any."""

    id: UUID
    file: CaseFileRow
    catch_up_of: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Learning that happened, as it is to be stored."""

    file: CaseFileRow
    how: SessionMode
    subject: Subject
    learned_on: date
    minutes: int
    credited: Credited | None
    note: str | None = None
    place_id: UUID | None = None
    assignment_id: UUID | None = None
    provider: str | None = None


class CourseKeeping:
    """Writes for case files whose rows the caller has locked."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def plan(self, session: NewSession, places: Sequence[NewPlace]) -> None:
        """Store a session: a place in every file, under its own key."""
        keys = await self._look.keys.of_all(place.file.id for place in places)
        for place in places:
            key = keys[place.file.id]
            self._session.add(
                SessionPlaceRow(
                    id=place.id,
                    office_id=place.file.office_id,
                    case_id=place.file.id,
                    session_id=session.id,
                    module_code=session.subject.module_code,
                    module_version=session.subject.module_version,
                    topic=key.seal_optional(
                        "session_places.topic", place.id, session.subject.topic
                    ),
                    starts_at=session.starts_at,
                    planned_minutes=session.minutes,
                    venue=key.seal("session_places.venue", place.id, session.venue),
                    leader=key.seal("session_places.leader", place.id, session.leader),
                    of_group=session.of_group,
                    catch_up_of=place.catch_up_of,
                    status=PlaceStatus.PLANNED.value,
                    planned_by=self._look.actor.account_id,
                    planned_at=self._look.now,
                )
            )
        await self._session.flush()

    async def cancel(self, rows: Sequence[SessionPlaceRow], reason: str) -> None:
        """Take planned places back; they stay to be seen."""
        keys = await self._look.keys.of_all(row.case_id for row in rows)
        for row in rows:
            row.status = PlaceStatus.CANCELLED.value
            row.cancelled_by, row.cancelled_at = self._look.actor.account_id, self._look.now
            row.cancel_reason = keys[row.case_id].seal(
                "session_places.cancel_reason", row.id, reason
            )
        await self._session.flush()

    async def record(self, row: SessionPlaceRow, minutes: int | None) -> None:
        """Store that somebody attended for so many minutes; None that they missed it."""
        row.status = (PlaceStatus.MISSED if minutes is None else PlaceStatus.ATTENDED).value
        row.minutes = minutes
        row.recorded_by, row.recorded_at = self._look.actor.account_id, self._look.now
        await self._session.flush()

    async def note(self, row: SessionPlaceRow, note: str) -> UUID:
        """Add a note about one young person."""
        note_id = new_id()
        key = await self._look.keys.of(row.case_id)
        self._session.add(
            SessionNoteRow(
                id=note_id,
                office_id=row.office_id,
                case_id=row.case_id,
                place_id=row.id,
                note=key.seal("session_notes.note", note_id, note),
                author_id=self._look.actor.account_id,
                written_at=self._look.now,
            )
        )
        await self._session.flush()
        return note_id

    async def enter(self, new: NewEntry) -> UUID:
        """Store an entry."""
        entry_id, look = new_id(), self._look
        key = await look.keys.of(new.file.id)
        row = LearningEntryRow(
            id=entry_id,
            office_id=new.file.office_id,
            case_id=new.file.id,
            how=new.how.value,
            module_code=new.subject.module_code,
            module_version=new.subject.module_version,
            topic=key.seal_optional("learning_entries.topic", entry_id, new.subject.topic),
            learned_on=new.learned_on,
            minutes=new.minutes,
            place_id=new.place_id,
            assignment_id=new.assignment_id,
            provider=new.provider,
            note=key.seal_optional("learning_entries.note", entry_id, new.note),
            recorded_by=look.actor.account_id,
            recorded_at=look.now,
        )
        self._session.add(row)
        if new.credited is not None:
            await self.credit(row, new.credited)
        await self._session.flush()
        return entry_id

    async def credit(self, row: LearningEntryRow, credited: Credited) -> None:
        """Store what is credited for an entry, or why nothing is."""
        key = await self._look.keys.of(row.case_id)
        row.condition_id, row.credited_minutes = credited.condition_id, credited.minutes
        row.no_credit_reason = key.seal_optional(
            "learning_entries.no_credit_reason", row.id, credited.reason
        )
        row.credited_by, row.credited_on = self._look.actor.account_id, self._look.today
        await self._session.flush()
