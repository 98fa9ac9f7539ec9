"""Change what a condition of a draft says; the version in force keeps what it says."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, number, words
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.desk import PlanDesk
from guanhu.plans.errors import StatutoryDutyStays
from guanhu.plans.evidence_repository import EvidenceRepository
from guanhu.plans.ledger import paid, refuse_total
from guanhu.plans.rules import refuse_change
from guanhu.plans.use_cases.add_condition import SlotPart, content
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCondition:
    """Replace a condition's blanks and its reason."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    condition_id: UUID = item("The condition in the draft.")
    expected_version: int = number("The plan version last seen.", at_least=1, at_most=10**6)
    slots: tuple[SlotPart, ...] = items("What is written into the blanks.", at_most=10)
    proportionality: str = words(
        "Why this, for this young person, and not less.", at_most=2000, multiline=True
    )


@dataclass(frozen=True, slots=True)
class ChangedCondition:
    """The version and its condition."""

    plan_version: UUID
    condition_id: UUID


async def change_condition(
    database: Database, clock: Clock, actor: Actor, command: ChangeCondition
) -> ChangedCondition:
    """Change a condition of a draft; it keeps the catalogue version it was written with.

    Raises `NotPermitted`, `NotVisible`, `StaleVersion`, `MoveNotAllowed`, `PlanMoveNotAllowed`,
    `InvalidInput` for the blanks, `LessThanPaid` for a total below what was paid, and what
    `refuse_change` says.
    """
    actor.require(Permission.PLAN_WRITE)
    async with begin(database, clock, actor, command, ChangedCondition) as work:
        if work.first_answer is not None:
            return work.first_answer
        desk = PlanDesk(work)
        opened, row = await desk.open_condition(command.condition_id, command.expected_version)
        desk.require_editable(opened)
        entry = conditions().entry(row.code, row.catalogue_version)
        if entry.statutory:
            raise StatutoryDutyStays(condition=entry.code)
        new = await content(work, opened, entry, command)
        came_in = paid(await EvidenceRepository(work).entries(opened.file.id, row.lineage_id))
        refusal = refuse_change(entry, desk.contents.condition(opened, row), new) or refuse_total(
            entry, new.slots, came_in
        )
        if refusal is not None:
            raise refusal
        await desk.contents.change_condition(opened, row, new)
        work.record(
            "plans.condition_changed", "plan_condition", row.id,
            case_id=opened.file.id, number=opened.row.number, condition=entry.code,
        )  # fmt: skip
        return work.answer(ChangedCondition(plan_version=opened.row.id, condition_id=row.id))
