"""Say who came to a session and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Work, begin
from guanhu.cases.tables import CaseFileRow
from guanhu.courses.crediting import complete, credited_to
from guanhu.courses.facts import PlaceStatus
from guanhu.courses.keeping import CourseKeeping, NewEntry
from guanhu.courses.repository import CourseRepository, place_seen
from guanhu.courses.rules import refuse_attendance
from guanhu.courses.tables import SessionPlaceRow
from guanhu.education.facts import SessionMode
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, items, number, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.plumbing.database import Database

MOST_PEOPLE = 40
LONGEST_MINUTES = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionAttendancePart:
    """Whether one young person came, for how long, and what it is credited to."""

    place_id: UUID = item("Their place in the session.")
    attended: bool = item("Whether they came.")
    minutes: int | None = number(
        "Minutes they were there.", at_least=1, at_most=LONGEST_MINUTES, default=None
    )
    note: str | None = words("About them alone.", at_most=2000, multiline=True, default=None)
    assignment_id: UUID | None = item(
        "Their assignment that it completes; it is credited there.", default=None
    )
    condition_id: UUID | None = item(
        "Condition of the plan in force it is credited to, if any.", default=None
    )
    credited_minutes: int | None = number(
        "Minutes credited; all of them when left out, 0 refuses credit.",
        at_least=0,
        at_most=LONGEST_MINUTES,
        default=None,
    )
    no_credit_reason: str | None = words(
        "Why no credit is given.", at_most=250, multiline=True, default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSessionAttendance:
    """Record who came; some people now and the others later if need be."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    session_id: UUID = item("The session.")
    people: tuple[SessionAttendancePart, ...] = items(
        "One for each young person.", at_least=1, at_most=MOST_PEOPLE
    )
    note: str | None = words(
        "What is true of everybody who came and names nobody.",
        at_most=2000,
        multiline=True,
        default=None,
    )


@dataclass(frozen=True, slots=True)
class RecordedSessionAttendance:
    """The session."""

    learning_session: UUID | None


async def record_session_attendance(
    database: Database, clock: Clock, actor: Actor, command: RecordSessionAttendance
) -> RecordedSessionAttendance:
    """Record attendance in every file it concerns, all or none. It counts as learning in person.

    Raises `NotPermitted`, `NotVisible`, `InvalidInput`, `SessionNotHeld` (of tomorrow, S29; or
    longer than it has lasted), `PlaceClosed`, and what crediting raises.
    """
    actor.require(Permission.EDUCATION_ASSIGN)
    async with begin(database, clock, actor, command, RecordedSessionAttendance) as work:
        if work.first_answer is not None:
            return work.first_answer
        _refuse_form(command.people)
        files, rows = await CourseRepository(work).lock_places(command.session_id)
        places = {row.id: row for row in rows}
        problems = [
            Problem(f"people.{index}.placeId", "NOT_THERE")
            for index, person in enumerate(command.people)
            if person.place_id not in places
        ]
        if problems:
            raise InvalidInput(problems)
        for index, person in enumerate(command.people):
            place = places[person.place_id]
            await _record(work, person, place, files[place.case_id], command.note, index)
        return work.answer(RecordedSessionAttendance(learning_session=command.session_id))


async def _record(
    work: Work[RecordedSessionAttendance],
    person: SessionAttendancePart,
    place: SessionPlaceRow,
    file: CaseFileRow,
    shared: str | None,
    index: int,
) -> None:
    refusal = refuse_attendance(
        PlaceStatus(place.status), place.starts_at, person.minutes, work.now
    )
    if refusal is not None:
        raise refusal
    keeping = CourseKeeping(work)
    await keeping.record(place, person.minutes)
    work.record(
        "courses.attended" if person.attended else "courses.missed",
        "session_place", place.id, case_id=file.id, minutes=person.minutes,
    )  # fmt: skip
    notes = [note.strip() for note in (shared if person.attended else None, person.note) if note]
    if notes:
        await keeping.note(place, "\n".join(notes))
    if person.minutes is None:
        return
    on = office_date(place.starts_at)
    subject = place_seen(place, await work.keys.of(file.id)).subject
    credited = None
    if person.assignment_id is None:
        credited = await credited_to(
            work, file.id, minutes=person.minutes, condition_id=person.condition_id,
            wanted=person.credited_minutes, reason=person.no_credit_reason,
            path=f"people.{index}.",
        )  # fmt: skip
    else:
        await complete(
            work, person.assignment_id, file.id, subject=subject, on=on, minutes=person.minutes,
            how=SessionMode.IN_PERSON, wanted=person.credited_minutes,
            reason=person.no_credit_reason,
        )  # fmt: skip
    await keeping.enter(
        NewEntry(
            file=file,
            how=SessionMode.IN_PERSON,
            subject=subject,
            learned_on=on,
            minutes=person.minutes,
            credited=credited,
            place_id=place.id,
            assignment_id=person.assignment_id,
        )
    )


def _refuse_form(people: Sequence[SessionAttendancePart]) -> None:
    """Minutes go with attendance, credit with minutes, and nobody stands there twice."""
    problems: list[Problem] = []
    seen: set[UUID] = set()
    for index, person in enumerate(people):
        path = f"people.{index}."
        if person.place_id in seen:
            problems.append(Problem(f"{path}placeId", "REPEATED"))
        seen.add(person.place_id)
        if person.attended and person.minutes is None:
            problems.append(Problem(f"{path}minutes", "REQUIRED"))
        if person.assignment_id is not None and person.condition_id is not None:
            problems.append(Problem(f"{path}conditionId", "NOT_EXPECTED"))
        if not person.attended:
            given = {
                "minutes": person.minutes,
                "assignmentId": person.assignment_id,
                "conditionId": person.condition_id,
                "creditedMinutes": person.credited_minutes,
                "noCreditReason": person.no_credit_reason,
            }
            problems += [
                Problem(f"{path}{name}", "NOT_EXPECTED")
                for name, value in given.items()
                if value is not None
            ]
    if problems:
        raise InvalidInput(problems)
