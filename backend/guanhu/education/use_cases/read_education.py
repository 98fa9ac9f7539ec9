"""Read the module catalogue and the assignments of a case."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.education.facts import AssignmentSeen
from guanhu.education.module_facts import Module
from guanhu.education.repository import EducationRepository
from guanhu.education.versions import offered_modules
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_module_catalogue(database: Database, clock: Clock, actor: Actor) -> list[Module]:
    """The modules that may be assigned today: the shipped ones, then the office's own."""
    actor.require(Permission.CATALOGUE_READ)
    async with look(database, clock, actor) as seen:
        return await offered_modules(seen)


async def read_assignments(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[AssignmentSeen]:
    """The assignments of a case; empty when hidden."""
    actor.require(Permission.EDUCATION_READ)
    async with look(database, clock, actor) as seen:
        return await EducationRepository(seen).assignments_of(case_id)


async def read_assignment(
    database: Database, clock: Clock, actor: Actor, assignment_id: UUID
) -> AssignmentSeen:
    """One assignment, or `NotVisible`."""
    actor.require(Permission.EDUCATION_READ)
    async with look(database, clock, actor) as seen:
        return await EducationRepository(seen).get(assignment_id)


async def read_family_assignments(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[AssignmentSeen]:
    """The assignments as the family sees them: what and by when, no reasons and no notes."""
    actor.require(Permission.FAMILY_READ)
    async with look(database, clock, actor) as seen:
        return await EducationRepository(seen).assignments_of(case_id)
