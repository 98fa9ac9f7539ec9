"""Plan a learning session: with one young person, with a group, or for those who missed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Work, begin
from guanhu.cases.errors import DateBefore
from guanhu.cases.repository import CaseRepository, milestones, refuse_closed
from guanhu.cases.tables import CaseFileRow
from guanhu.courses.crediting import subject_of
from guanhu.courses.errors import NobodyToCatchUp
from guanhu.courses.facts import PlaceStatus
from guanhu.courses.keeping import CourseKeeping, NewPlace, NewSession
from guanhu.courses.repository import CourseRepository, place_seen
from guanhu.courses.rules import refuse_session
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, items, number, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.kernel.ids import new_id
from guanhu.outbox.facts import FAMILY_AUDIENCES, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database

MOST_PEOPLE = 40
LONGEST_MINUTES = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLearningSession:
    """Plan a session about a module or a topic of one's own, for files one is concerned with."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_ids: tuple[UUID, ...] = items("Who is to come.", at_least=1, at_most=MOST_PEOPLE)
    starts_at: datetime = item("When it begins.")
    minutes: int = number("How long it is to last.", at_least=1, at_most=LONGEST_MINUTES)
    venue: str = words("Where it is held.", at_most=200)
    leader: str = words("Who leads it.", at_most=100)
    module_code: str | None = words("The module it is about.", at_most=40, default=None)
    topic: str | None = words("Or a topic of one's own.", at_most=200, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCatchUpSession:
    """Plan a session for those who missed one; what it is about stays the same."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    session_id: UUID = item("The session that was missed.")
    starts_at: datetime = item("When it begins.")
    minutes: int = number("How long it is to last.", at_least=1, at_most=LONGEST_MINUTES)
    venue: str = words("Where it is held.", at_most=200)
    leader: str = words("Who leads it.", at_most=100)


@dataclass(frozen=True, slots=True)
class PlannedLearningSession:
    """The session, and the places in the order of the files."""

    learning_session: UUID | None
    place_ids: tuple[UUID, ...]


async def plan_learning_session(
    database: Database, clock: Clock, actor: Actor, command: PlanLearningSession
) -> PlannedLearningSession:
    """Plan a session in every file, or in none. Co-offenders in it warn and stop nothing (N06).

    Raises `NotPermitted`, `InvalidInput` (also for a file that is not the actor's),
    `UnknownModule`, `SupervisionNotLive`.
    """
    actor.require(Permission.EDUCATION_ASSIGN)
    async with begin(database, clock, actor, command, PlannedLearningSession) as work:
        if work.first_answer is not None:
            return work.first_answer
        if len(set(command.case_ids)) != len(command.case_ids):
            raise InvalidInput([Problem("caseIds", "REPEATED")])
        session = NewSession(
            id=new_id(),
            subject=await subject_of(work, command.module_code, command.topic),
            starts_at=command.starts_at,
            minutes=command.minutes,
            venue=command.venue.strip(),
            leader=command.leader.strip(),
            of_group=len(command.case_ids) > 1,
        )
        files = await CaseRepository(work).lock_visible(command.case_ids)
        problems = [
            Problem(f"caseIds.{index}", "NOT_THERE")
            for index, case_id in enumerate(command.case_ids)
            if case_id not in files
        ]
        if problems:
            raise InvalidInput(problems)
        for file in files.values():
            refuse_closed(file)
        places = [NewPlace(new_id(), files[case_id]) for case_id in command.case_ids]
        return work.answer(await _plan(work, session, places))


async def plan_catch_up_session(
    database: Database, clock: Clock, actor: Actor, command: PlanCatchUpSession
) -> PlannedLearningSession:
    """Plan a session for everybody who missed one, was given none since, and is still supervised.

    Raises `NotPermitted`, `NotVisible`, `DateBefore`, `NobodyToCatchUp`, `SupervisionNotLive`.
    """
    actor.require(Permission.EDUCATION_ASSIGN)
    async with begin(database, clock, actor, command, PlannedLearningSession) as work:
        if work.first_answer is not None:
            return work.first_answer
        courses = CourseRepository(work)
        files, rows = await courses.lock_places(command.session_id)
        if command.starts_at <= rows[0].starts_at:
            raise DateBefore(field="startsAt", earliest=office_date(rows[0].starts_at))
        missed = [row for row in rows if row.status == PlaceStatus.MISSED.value]
        given = await courses.caught_up(row.id for row in missed)
        waiting = [row for row in missed if row.id not in given]
        if not waiting:
            raise NobodyToCatchUp
        key = await work.keys.of(waiting[0].case_id)
        session = NewSession(
            id=new_id(),
            subject=place_seen(waiting[0], key).subject,
            starts_at=command.starts_at,
            minutes=command.minutes,
            venue=command.venue.strip(),
            leader=command.leader.strip(),
            of_group=len(waiting) > 1,
        )
        places = [NewPlace(new_id(), files[row.case_id], catch_up_of=row.id) for row in waiting]
        return work.answer(await _plan(work, session, places))


async def _plan(
    work: Work[PlannedLearningSession], session: NewSession, places: Sequence[NewPlace]
) -> PlannedLearningSession:
    for place in places:
        _require_supervised(place.file, session.starts_at)
    await CourseKeeping(work).plan(session, places)
    on = office_date(session.starts_at)
    for place in places:
        work.record(
            "courses.session_planned", "session_place", place.id, case_id=place.file.id,
            on=on.isoformat(), group=session.of_group, catch_up=place.catch_up_of is not None,
            module=session.subject.module_code,
        )  # fmt: skip
        if session.starts_at > work.now:
            await tell(
                work, Cause.SESSION_PLANNED, place.id, sorted(FAMILY_AUDIENCES),
                case_id=place.file.id, on=on,
            )  # fmt: skip
    return PlannedLearningSession(
        learning_session=session.id, place_ids=tuple(place.id for place in places)
    )


def _require_supervised(file: CaseFileRow, starts_at: datetime) -> None:
    refusal = refuse_session(milestones(file), starts_at)
    if refusal is not None:
        raise refusal
