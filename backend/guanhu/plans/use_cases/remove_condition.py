"""Take a condition out of a draft; statutory duties stay."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.plans.desk import PlanDesk
from guanhu.plans.rules import needs_note, refuse_removal
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveCondition:
    """Take a condition out; with a note it stays to be seen as removed."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    condition_id: UUID = item("The condition in the draft.")
    expected_version: int = number("The plan version last seen.", at_least=1, at_most=10**6)
    note: str | None = words(
        "Why; needed once somebody has agreed, or when the plan in force holds the condition.",
        at_most=2000,
        multiline=True,
        default=None,
    )


@dataclass(frozen=True, slots=True)
class RemovedCondition:
    """The version the condition was taken out of."""

    plan_version: UUID
    condition_id: UUID


async def remove_condition(
    database: Database, clock: Clock, actor: Actor, command: RemoveCondition
) -> RemovedCondition:
    """Take a condition out of a draft.

    Raises `NotPermitted`, `NotVisible`, `StaleVersion`, `MoveNotAllowed`, `PlanMoveNotAllowed`,
    and what `refuse_removal` says (scenario S20).
    """
    actor.require(Permission.PLAN_WRITE)
    async with begin(database, clock, actor, command, RemovedCondition) as work:
        if work.first_answer is not None:
            return work.first_answer
        desk = PlanDesk(work)
        opened, row = await desk.open_condition(command.condition_id, command.expected_version)
        desk.require_editable(opened)
        condition = desk.contents.condition(opened, row)
        agreed = await desk.somebody_agreed(opened)
        refusal = refuse_removal(condition, agreed=agreed, note=command.note)
        if refusal is not None:
            raise refusal
        lasting = needs_note(condition, agreed=agreed)
        await desk.contents.remove_condition(opened, row, command.note if lasting else None)
        work.record(
            "plans.condition_removed", "plan_condition", row.id,
            case_id=opened.file.id, number=opened.row.number, condition=row.code,
        )  # fmt: skip
        return work.answer(RemovedCondition(plan_version=opened.row.id, condition_id=row.id))
