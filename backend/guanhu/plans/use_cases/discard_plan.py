"""Discard a version that is still being written; the plan in force is not touched."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plans.desk import PlanDesk
from guanhu.plans.states import PlanAction
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardPlan:
    """Give up a draft, or a version that came back."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    plan_version_id: UUID = item("The version.")


@dataclass(frozen=True, slots=True)
class DiscardedPlan:
    """The case whose draft is gone."""

    plan_version_id: UUID
    case_file: UUID


async def discard_plan(
    database: Database, clock: Clock, actor: Actor, command: DiscardPlan
) -> DiscardedPlan:
    """Discard a version; it leaves the page and stays in the trail (scenario S25).

    Raises `NotPermitted`, `NotVisible`, `PlanMoveNotAllowed`. Allowed whatever the case's status:
    a draft left over when the period ends can still be cleared away.
    """
    actor.require(Permission.PLAN_WRITE)
    async with begin(database, clock, actor, command, DiscardedPlan) as work:
        if work.first_answer is not None:
            return work.first_answer
        desk = PlanDesk(work)
        opened = await desk.open(command.plan_version_id)
        desk.go(opened, PlanAction.DISCARD, "DISCARDED")
        work.record(
            "plans.discarded", "plan_version", opened.row.id,
            case_id=opened.file.id, number=opened.row.number,
        )  # fmt: skip
        return work.answer(DiscardedPlan(plan_version_id=opened.row.id, case_file=opened.file.id))
