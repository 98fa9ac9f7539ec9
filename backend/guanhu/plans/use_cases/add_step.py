"""Add a step to a goal of a plan that is being written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import DateBefore
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.plans.desk import PlanDesk
from guanhu.plans.errors import GoalRemoved, StepAfterGoal
from guanhu.plans.facts import GoalOwner, GoalStatus
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStep:
    """Add a step towards a goal: what, whose, and by when."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    goal_id: UUID = item("The goal, in the draft.")
    expected_version: int = number("The version last seen.", at_least=1, at_most=10**6)
    text: str = words("What is to be done, in plain words.", at_most=500, multiline=True)
    owner: GoalOwner = item("Who does it.")
    target_on: date = item("Day by which it is to be done.")


@dataclass(frozen=True, slots=True)
class AddedStep:
    """The version and its new step."""

    plan_version: UUID
    step_id: UUID


async def add_step(database: Database, clock: Clock, actor: Actor, command: AddStep) -> AddedStep:
    """Add a step to a goal of a draft.

    Raises `NotPermitted`, `NotVisible`, `StaleVersion`, `MoveNotAllowed`, `PlanMoveNotAllowed`,
    `GoalRemoved`, `DateBefore` for a day in the past, `StepAfterGoal` for one after the goal's.
    """
    actor.require(Permission.PLAN_WRITE)
    async with begin(database, clock, actor, command, AddedStep) as work:
        if work.first_answer is not None:
            return work.first_answer
        desk = PlanDesk(work)
        _, row, goal = await desk.open_goal(command.goal_id)
        opened = await desk.open(row.plan_version_id, command.expected_version)
        desk.require_editable(opened)
        if goal.status is GoalStatus.REMOVED:
            raise GoalRemoved
        if command.target_on < work.today:
            raise DateBefore(field="targetOn", earliest=work.today)
        if command.target_on > goal.target_on:
            raise StepAfterGoal(field="targetOn", latest=goal.target_on)
        step_id = await desk.contents.add_step(
            opened, row, text=command.text.strip(), owner=command.owner, target_on=command.target_on
        )
        work.record(
            "plans.step_added", "plan_step", step_id,
            case_id=opened.file.id, number=opened.row.number, owner=command.owner.name,
        )  # fmt: skip
        return work.answer(AddedStep(plan_version=opened.row.id, step_id=step_id))
