"""Write down when the young person is at school, so that nothing is planned into it (O-08)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, number, words
from guanhu.kernel.errors import Refusal
from guanhu.plumbing.database import Database
from guanhu.timetables.repository import TimetableRepository
from guanhu.timetables.rules import read_lessons, refuse_period


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLessonPart:
    """School hours of one weekday."""

    weekday: int = number("Monday is 1, Sunday 7.", at_least=1, at_most=7)
    begins: str = words("From when, as 08:00.", at_most=5)
    ends: str = words("Until when, as 16:30.", at_most=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSchoolHours:
    """Set the school hours of a week; what was set before holds for the days outside."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    valid_from: date = item("First day they hold, such as the first day of term.")
    valid_until: date | None = item("Last day they hold; left out, until further.", default=None)
    lessons: tuple[SchoolLessonPart, ...] = items(
        "The hours, by weekday; none at all for holidays.", at_most=40
    )


@dataclass(frozen=True, slots=True)
class SchoolHoursSet:
    """The file and the week."""

    case_file: UUID
    timetable_id: UUID


async def set_school_hours(
    database: Database, clock: Clock, actor: Actor, command: SetSchoolHours
) -> SchoolHoursSet:
    """Set school hours (O-08).

    Raises `NotPermitted`, `NotVisible`, or the refusals `InvalidInput`, `CaseClosed`.
    """
    actor.require(Permission.CHECK_IN_SCHEDULE)
    async with begin(database, clock, actor, command, SchoolHoursSet) as work:
        if work.first_answer is not None:
            return work.first_answer
        refusal = refuse_period(command.valid_from, command.valid_until)
        if refusal is not None:
            raise refusal
        lessons = read_lessons([(one.weekday, one.begins, one.ends) for one in command.lessons])
        if isinstance(lessons, Refusal):
            raise lessons
        file = await CaseRepository(work).lock(command.case_id)
        timetable_id = await TimetableRepository(work).set_week(
            file.id, command.valid_from, command.valid_until, lessons
        )
        work.record(
            "timetables.school_hours_set", "school_timetable", timetable_id, case_id=file.id
        )
        return work.answer(SchoolHoursSet(file.id, timetable_id))
