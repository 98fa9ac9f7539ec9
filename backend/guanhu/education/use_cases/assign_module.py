"""Assign a learning module, in its version of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.states import CaseAction
from guanhu.education.errors import ConditionNotInPlan, ModuleAlreadyAssigned, UnknownModule
from guanhu.education.module_catalogue import modules
from guanhu.education.repository import EducationRepository
from guanhu.education.rules import refuse_assignment
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plans.repository import PlanRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignModule:
    """Give a young person a module to work through, by a day within the period."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    module_code: str = words("Code in the module catalogue.", at_most=40)
    due_on: date = item("Day by which it is to be done.")
    reason: str = words("Why this module.", at_most=1000, multiline=True)
    condition_id: UUID | None = item(
        "Condition of the plan in force it is credited to, if any.", default=None
    )


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
    `AfterPeriodEnd`, `UnknownModule`, `ModuleAlreadyAssigned`, `ConditionNotInPlan`.
    """
    actor.require(Permission.EDUCATION_ASSIGN)
    async with begin(database, clock, actor, command, AssignedModule) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, education = CaseRepository(work), EducationRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.ASSIGN_MODULE)
        refusal = refuse_assignment(milestones(file), command.due_on, work.today)
        if refusal is not None:
            raise refusal
        module = modules().find_offered(command.module_code, work.today)
        if module is None:
            raise UnknownModule
        if await education.is_assigned(file.id, module.code):
            raise ModuleAlreadyAssigned(module=module.code)
        if command.condition_id is not None:
            plan = await PlanRepository(work).in_force(file.id)
            held = set() if plan is None else {each.id for each in plan.conditions}
            if command.condition_id not in held:
                raise ConditionNotInPlan
        assignment_id = await education.assign(
            file,
            module,
            condition_id=command.condition_id,
            due_on=command.due_on,
            reason=command.reason.strip(),
        )
        work.record(
            "education.assigned", "assignment", assignment_id,
            case_id=file.id, module=module.code, version=module.version,
        )  # fmt: skip
        return work.answer(AssignedModule(case_file=file.id, assignment=assignment_id))
