"""Assign a learning module, in its version of today, to one young person or to several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Work, begin
from guanhu.cases.circumstances import CircumstancesRepository
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.states import CaseAction
from guanhu.cases.tables import CaseFileRow
from guanhu.education.attempt_facts import Learner
from guanhu.education.errors import ConditionNotInPlan, NotRecommended
from guanhu.education.module_facts import Module
from guanhu.education.recommending import suggest_modules
from guanhu.education.repository import EducationRepository
from guanhu.education.rules import refuse_assignment, refuse_given
from guanhu.education.versions import offered_module
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, words
from guanhu.kernel.errors import InvalidInput, NotVisible, Problem
from guanhu.needs.repository import NeedsRepository
from guanhu.plans.recommending import Profile
from guanhu.plans.repository import PlanRepository
from guanhu.plumbing.database import Database

MOST_AT_ONCE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignModule:
    """Give a young person, or the guardians, a module to work through by a day of the period."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    module_code: str = words("Code in the module catalogue.", at_most=40)
    due_on: date = item("Day by which it is to be done.")
    reason: str = words("Why this module.", at_most=1000, multiline=True)
    condition_id: UUID | None = item(
        "Condition of the plan in force it is credited to, if any.", default=None
    )
    learner: Learner = item("Who works through it.", default=Learner.YOUNG_PERSON)
    results_shown: bool = item(
        "Whether right or wrong, and why, is told at each answer.", default=True
    )
    recommended: bool = item(
        "Whether it is given because the recommendation names it; it has to.", default=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignModuleToGroup:
    """Give several young people the same module by the same day."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_ids: tuple[UUID, ...] = items("The case files.", at_least=1, at_most=MOST_AT_ONCE)
    module_code: str = words("Code in the module catalogue.", at_most=40)
    due_on: date = item("Day by which it is to be done.")
    reason: str = words("Why this module.", at_most=1000, multiline=True)
    learner: Learner = item("Who works through it.", default=Learner.YOUNG_PERSON)
    results_shown: bool = item(
        "Whether right or wrong, and why, is told at each answer.", default=True
    )


@dataclass(frozen=True, slots=True)
class AssignedToGroup:
    """The assignments, in the order of the case files."""

    assignments: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class AssignedModule:
    """The case and the assignment."""

    case_file: UUID
    assignment: UUID


async def assign_module(
    database: Database, clock: Clock, actor: Actor, command: AssignModule
) -> AssignedModule:
    """Assign a module.

    Raises `NotPermitted`, `NotVisible`, `MoveNotAllowed`, `SupervisionNotLive`, `DateBefore`,
    `AfterPeriodEnd`, `UnknownModule`, `NotForThisLearner`, `ModuleAlreadyAssigned`,
    `PrerequisiteNotAssigned`, `PrerequisiteDueLater`, `ConditionNotInPlan`, `NotRecommended`.
    """
    actor.require(Permission.EDUCATION_ASSIGN)
    async with begin(database, clock, actor, command, AssignedModule) as work:
        if work.first_answer is not None:
            return work.first_answer
        file, module = await _refuse(work, command.case_id, command)
        if command.condition_id is not None:
            await require_condition(work, file.id, command.condition_id)
        if command.recommended and not await _is_recommended(work, file.id, module):
            raise NotRecommended
        assignment_id = await _assign(
            work, file, module, command,
            condition_id=command.condition_id, recommended=command.recommended,
        )  # fmt: skip
        return work.answer(AssignedModule(case_file=file.id, assignment=assignment_id))


async def assign_module_to_group(
    database: Database, clock: Clock, actor: Actor, command: AssignModuleToGroup
) -> AssignedToGroup:
    """Assign a module to several at once: to all of them, or to none.

    Raises what `assign_module` raises, and `InvalidInput` for a file named twice.
    """
    actor.require(Permission.EDUCATION_ASSIGN)
    if len(set(command.case_ids)) != len(command.case_ids):
        raise InvalidInput([Problem("caseIds", "REPEATED")])
    async with begin(database, clock, actor, command, AssignedToGroup) as work:
        if work.first_answer is not None:
            return work.first_answer
        made: dict[UUID, UUID] = {}
        # Files are locked in one order, so that two groups cannot wait for each other.
        for case_id in sorted(command.case_ids):
            file, module = await _refuse(work, case_id, command)
            made[case_id] = await _assign(work, file, module, command)
        return work.answer(AssignedToGroup(tuple(made[each] for each in command.case_ids)))


async def require_condition(work: Work[Any], case_id: UUID, condition_id: UUID) -> None:
    """Raise `ConditionNotInPlan` unless the plan in force has the condition."""
    plan = await PlanRepository(work).in_force(case_id)
    if plan is None or condition_id not in {each.id for each in plan.conditions}:
        raise ConditionNotInPlan


async def _refuse(
    work: Work[Any], case_id: UUID, command: AssignModule | AssignModuleToGroup
) -> tuple[CaseFileRow, Module]:
    """The locked file and the module's version of today, when it may be given."""
    cases = CaseRepository(work)
    file = await cases.lock(case_id)
    cases.act(file, CaseAction.ASSIGN_MODULE)
    refusal = refuse_assignment(milestones(file), command.due_on, work.today)
    if refusal is not None:
        raise refusal
    module = await offered_module(work, command.module_code)
    standing = await EducationRepository(work).standing(file.id, command.learner)
    refusal = refuse_given(module, command.learner, command.due_on, standing)
    if refusal is not None:
        raise refusal
    return file, module


async def _assign(
    work: Work[Any],
    file: CaseFileRow,
    module: Module,
    command: AssignModule | AssignModuleToGroup,
    *,
    condition_id: UUID | None = None,
    recommended: bool = False,
) -> UUID:
    assignment_id = await EducationRepository(work).assign(
        file,
        module,
        condition_id=condition_id,
        due_on=command.due_on,
        reason=command.reason.strip(),
        learner=command.learner,
        results_shown=command.results_shown,
        recommended=recommended,
    )
    work.record(
        "education.assigned", "assignment", assignment_id,
        case_id=file.id, module=module.code, version=module.version,
    )  # fmt: skip
    return assignment_id


async def _is_recommended(work: Work[Any], case_id: UUID, module: Module) -> bool:
    """Whether role, tier, means or needs of the file suggest the module today."""
    involvement = await CircumstancesRepository(work).involvement(case_id)
    if involvement is None:
        raise NotVisible
    profile = Profile(
        chain_role=involvement.chain_role,
        tier=involvement.tier,
        means=involvement.means,
        needs=await NeedsRepository(work).bands(case_id),
    )
    return bool(suggest_modules(profile, [module], ()))
