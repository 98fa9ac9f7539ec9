"""Draft a plan: version 1 with the statutory duties, or a variation as a full copy."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.plans.desk import PlanDesk
from guanhu.plans.errors import VariationNeedsReason
from guanhu.plans.facts import CheckInKind, Rhythm
from guanhu.plans.rules import refuse_rhythm
from guanhu.plumbing.database import Database

WINDOW_DAYS = 3
GRACE_DAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPlan:
    """Start a version of the plan; while one is in force this is a variation and takes a reason."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    check_in_kind: CheckInKind = item("How contact is held; never by self-report alone.")
    check_in_every_days: int = number(
        "Days from one check-in to the next (no statutory frequency, O-02).",
        at_least=1,
        at_most=92,
    )
    check_in_window_days: int = number(
        "Days a check-in stays due, the first one counted; never past the next one.",
        at_least=1,
        at_most=31,
        default=WINDOW_DAYS,
    )
    check_in_grace_days: int = number(
        "Days after it in which a late one is still accepted.",
        at_least=0,
        at_most=31,
        default=GRACE_DAYS,
    )
    self_report_every_days: int | None = number(
        "Days from one self-report to the next, in addition to contact; without it there are none.",
        at_least=1,
        at_most=92,
        default=None,
    )
    reason: str | None = words(
        "Why the plan in force is to change.", at_most=2000, multiline=True, default=None
    )


@dataclass(frozen=True, slots=True)
class DraftedPlan:
    """The new version."""

    plan_version: UUID
    case_file: UUID


async def draft_plan(
    database: Database, clock: Clock, actor: Actor, command: DraftPlan
) -> DraftedPlan:
    """Start a version of the plan.

    Raises `NotPermitted`, `NotVisible`, `MoveNotAllowed`, `SelfReportAlone`, `PlanVersionOpen`,
    `VariationNeedsReason`. The plan in force stays in force until the new version is approved.
    """
    actor.require(Permission.PLAN_WRITE)
    async with begin(database, clock, actor, command, DraftedPlan) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, desk = CaseRepository(work), PlanDesk(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.DRAFT_PLAN)
        refusal = refuse_rhythm(command.check_in_kind)
        if refusal is not None:
            raise refusal
        await desk.require_none_open(file)
        if await desk.in_force(file) is not None and command.reason is None:
            raise VariationNeedsReason
        row = await desk.draft(
            file,
            rhythm=Rhythm(
                kind=command.check_in_kind,
                every_days=command.check_in_every_days,
                window_days=command.check_in_window_days,
                grace_days=command.check_in_grace_days,
                self_report_every_days=command.self_report_every_days,
            ),
            reason=command.reason,
        )
        work.record("plans.drafted", "plan_version", row.id, case_id=file.id, number=row.number)
        return work.answer(DraftedPlan(plan_version=row.id, case_file=file.id))
