"""Read sessions, their notes and warnings, and learning entries."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.courses.co_offenders import co_offenders
from guanhu.courses.facts import (
    CoOffenders,
    EntrySeen,
    LearnerSeen,
    PlaceSeen,
    PlaceStatus,
    SessionNoteSeen,
)
from guanhu.courses.repository import CourseRepository, SessionFilter
from guanhu.kernel.clock import Clock, office_date
from guanhu.plumbing.database import Database


async def list_sessions(
    database: Database,
    clock: Clock,
    actor: Actor,
    wanted: SessionFilter,
    *,
    limit: int,
    offset: int,
) -> tuple[list[list[PlaceSeen]], int]:
    """One page of sessions, each by the places the actor may see, and how many there are."""
    actor.require(Permission.EDUCATION_READ)
    async with look(database, clock, actor) as seen:
        return await CourseRepository(seen).page(wanted, limit, offset)


async def read_places(
    database: Database, clock: Clock, actor: Actor, session_ids: Iterable[UUID]
) -> dict[UUID, list[PlaceSeen]]:
    """The places of many sessions; a session of which none is visible is left out."""
    actor.require(Permission.EDUCATION_READ)
    async with look(database, clock, actor) as seen:
        return await CourseRepository(seen).places_of(session_ids)


async def read_places_of_case(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[PlaceSeen]:
    """The places of one young person, the latest session first."""
    actor.require(Permission.EDUCATION_READ)
    async with look(database, clock, actor) as seen:
        return await CourseRepository(seen).places_of_case(case_id)


async def read_session_notes(
    database: Database, clock: Clock, actor: Actor, place_ids: Iterable[UUID]
) -> dict[UUID, list[SessionNoteSeen]]:
    """The notes of many places, as far as an assignment does not hide them (S61)."""
    actor.require(Permission.EDUCATION_READ)
    async with look(database, clock, actor) as seen:
        return await CourseRepository(seen).notes(place_ids)


async def read_session_warnings(
    database: Database, clock: Clock, actor: Actor, session_ids: Iterable[UUID]
) -> dict[UUID, list[CoOffenders]]:
    """Co-offenders in one session (N06); only files the actor sees are named."""
    actor.require(Permission.EDUCATION_READ)
    async with look(database, clock, actor) as seen:
        return await co_offenders(seen, session_ids)


async def read_entries(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[EntrySeen]:
    """What one young person has learned, the latest first."""
    actor.require(Permission.EDUCATION_READ)
    async with look(database, clock, actor) as seen:
        return await CourseRepository(seen).entries_of_case(case_id)


async def read_entries_of_places(
    database: Database, clock: Clock, actor: Actor, place_ids: Iterable[UUID]
) -> dict[UUID, EntrySeen]:
    """What was attended, by place."""
    actor.require(Permission.EDUCATION_READ)
    async with look(database, clock, actor) as seen:
        return await CourseRepository(seen).entries_of_places(place_ids)


async def read_entry(database: Database, clock: Clock, actor: Actor, entry_id: UUID) -> EntrySeen:
    """One entry, or `NotVisible`."""
    actor.require(Permission.EDUCATION_READ)
    async with look(database, clock, actor) as seen:
        return await CourseRepository(seen).get_entry(entry_id)


async def read_learners(
    database: Database, clock: Clock, actor: Actor, case_ids: Iterable[UUID]
) -> dict[UUID, LearnerSeen]:
    """Whose files they are: number and masked name."""
    actor.require(Permission.CASE_LIST)
    async with look(database, clock, actor) as seen:
        return await CourseRepository(seen).people(case_ids)


async def read_family_sessions(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[PlaceSeen]:
    """The sessions to come, for the family: what, when and where; the next one first."""
    actor.require(Permission.FAMILY_READ)
    async with look(database, clock, actor) as seen:
        places = await CourseRepository(seen).places_of_case(case_id)
        return [
            each
            for each in reversed(places)
            if each.status is PlaceStatus.PLANNED and office_date(each.starts_at) >= seen.today
        ]
