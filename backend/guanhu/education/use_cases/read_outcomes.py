"""Read how learning goes: by person, by module, and which questions are hardest."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.education.module_facts import Question
from guanhu.education.office_modules import OfficeModuleRepository
from guanhu.education.outcomes import (
    HardQuestion,
    ModuleResult,
    OutcomeRepository,
    PersonResult,
)
from guanhu.education.versions import offered_modules
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database

MOST_HARDEST = 40


async def read_results_by_person(
    database: Database,
    clock: Clock,
    actor: Actor,
    *,
    module_code: str | None,
    limit: int,
    offset: int,
) -> tuple[list[PersonResult], int]:
    """Pre-test, test and delayed check side by side, one page of the visible files."""
    actor.require(Permission.EDUCATION_READ)
    actor.require(Permission.CASE_LIST)  # masked names
    async with look(database, clock, actor) as seen:
        found, total = await OutcomeRepository(seen).by_person(module_code, limit, offset)
        named = {(each.module_code, each.module_version) for each in found}
        await OfficeModuleRepository(seen).learn(named)
        return found, total


async def read_results_by_module(
    database: Database, clock: Clock, actor: Actor
) -> list[ModuleResult]:
    """The averages of every module over the visible files."""
    actor.require(Permission.EDUCATION_READ)
    async with look(database, clock, actor) as seen:
        return await OutcomeRepository(seen).by_module()


async def read_hardest_questions(
    database: Database, clock: Clock, actor: Actor, module_code: str
) -> list[tuple[HardQuestion, Question | None]]:
    """The questions of a module least often right at the first answer, over the visible files.

    With each the question as it is offered today, None where it no longer is.
    """
    actor.require(Permission.EDUCATION_READ)
    async with look(database, clock, actor) as seen:
        found = await OutcomeRepository(seen).hardest(module_code, MOST_HARDEST)
        offered = await offered_modules(seen)
        module = next((each for each in offered if each.code == module_code), None)
        return [(each, module.question(each.question_id) if module else None) for each in found]
