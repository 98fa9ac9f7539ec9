"""Recognise what went well, or say that a change of plan or period is an incentive (R-07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin, look
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.decisions.errors import NoPeriod
from guanhu.incidents.errors import IncentiveOnRecord
from guanhu.incidents.incentive_repository import IncentiveRepository
from guanhu.incidents.incentives import (
    IncentiveKind,
    IncentiveSeen,
    refuse_incentive,
    refuse_links,
)
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveIncentive:
    """Recognise what went well, or name a change as an incentive."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    kind: IncentiveKind = item("Recognition, an eased rhythm, or a shorter period.")
    on: date = item("Day of it.")
    reason: str = words("What went well.", at_most=4000, multiline=True)
    plan_version_id: UUID | None = item(
        "The variation of the plan that eases the rhythm.", default=None
    )
    period_change_id: UUID | None = item(
        "The change that shortens the period (P-04).", default=None
    )


@dataclass(frozen=True, slots=True)
class GaveIncentive:
    """The file with the incentive; a change is approved on its own path."""

    case_file: UUID
    incentive_id: UUID


async def give_incentive(
    database: Database, clock: Clock, actor: Actor, command: GiveIncentive
) -> GaveIncentive:
    """Keep an incentive; the approvals its change needs are asked for where the change is made.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `InvalidInput`,
    `DateInFuture`, `DateBefore`, `NoIncentive`, `IncentiveOnRecord`.
    """
    actor.require(Permission.INCIDENT_DECIDE)
    async with begin(database, clock, actor, command, GaveIncentive) as work:
        if work.first_answer is not None:
            return work.first_answer
        refusal = refuse_links(
            command.kind,
            plan_version=command.plan_version_id is not None,
            period_change=command.period_change_id is not None,
        )
        if refusal is not None:
            raise refusal
        repository = IncentiveRepository(work)
        dates = milestones(await CaseRepository(work).lock(command.case_id))
        move(status_on(dates, work.today), CaseAction.GIVE_INCENTIVE)
        if dates.decided_on is None:
            raise NoPeriod
        change = None
        if command.plan_version_id is not None:
            change = await repository.rhythm(command.case_id, command.plan_version_id)
        elif command.period_change_id is not None:
            change = await repository.months(command.case_id, command.period_change_id)
        refusal = refuse_incentive(
            command.kind, command.on, change, decided_on=dates.decided_on, today=work.today
        )
        if refusal is not None:
            raise refusal
        changed = (command.plan_version_id, command.period_change_id)
        if change is not None and await repository.is_told(*changed):
            raise IncentiveOnRecord
        incentive_id = await repository.record(
            command.case_id, command.kind, command.on, command.reason, changed
        )
        work.record(
            "incidents.incentive_given", "incentive", incentive_id, case_id=command.case_id,
            incentive=command.kind.value,
        )  # fmt: skip
        return work.answer(GaveIncentive(command.case_id, incentive_id))


async def read_incentives(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[IncentiveSeen]:
    """The incentives of a visible case, the latest first."""
    actor.require(Permission.INCIDENT_READ)
    async with look(database, clock, actor) as seen:
        return await IncentiveRepository(seen).of_case(case_id)
