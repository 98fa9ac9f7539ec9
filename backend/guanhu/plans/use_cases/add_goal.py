"""Add a goal to a plan that is being written."""

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
from guanhu.needs.repository import NeedsRepository
from guanhu.plans.desk import PlanDesk
from guanhu.plans.errors import AfterPeriodEnd
from guanhu.plans.facts import GoalOwner
from guanhu.plans.rules import refuse_need
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class AddGoal:
    """Add a goal: what, whose, and by when."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    plan_version_id: UUID = item("The draft.")
    expected_version: int = number("The version last seen.", at_least=1, at_most=10**6)
    text: str = words("What is to be reached, in plain words.", at_most=500, multiline=True)
    owner: GoalOwner = item("Who brings it about.")
    target_on: date = item("Day by which it is to be reached.")
    need_id: UUID | None = item(
        "The finding of a completed needs assessment that raises it.", default=None
    )


@dataclass(frozen=True, slots=True)
class AddedGoal:
    """The version and its new goal."""

    plan_version: UUID
    goal_id: UUID


async def add_goal(database: Database, clock: Clock, actor: Actor, command: AddGoal) -> AddedGoal:
    """Add a goal to a draft.

    Raises `NotPermitted`, `NotVisible`, `StaleVersion`, `MoveNotAllowed`, `PlanMoveNotAllowed`,
    `DateBefore` for a target in the past, `AfterPeriodEnd` for one after the period,
    `NeedNotFound` for a finding that is of no completed assessment of the case, or found no need.
    """
    actor.require(Permission.PLAN_WRITE)
    async with begin(database, clock, actor, command, AddedGoal) as work:
        if work.first_answer is not None:
            return work.first_answer
        desk = PlanDesk(work)
        opened = await desk.open(command.plan_version_id, command.expected_version)
        desk.require_editable(opened)
        if command.target_on < work.today:
            raise DateBefore(field="targetOn", earliest=work.today)
        if opened.last_day is not None and command.target_on > opened.last_day:
            raise AfterPeriodEnd(field="targetOn", latest=opened.last_day)
        if command.need_id is not None:
            found = await NeedsRepository(work).completed_needs(opened.file.id, [command.need_id])
            refusal = refuse_need(found.get(command.need_id))
            if refusal is not None:
                raise refusal
        goal_id = await desk.contents.add_goal(
            opened,
            text=command.text.strip(),
            owner=command.owner,
            target_on=command.target_on,
            need_id=command.need_id,
        )
        work.record(
            "plans.goal_added", "plan_goal", goal_id,
            case_id=opened.file.id, number=opened.row.number, owner=command.owner.name,
        )  # fmt: skip
        return work.answer(AddedGoal(plan_version=opened.row.id, goal_id=goal_id))
