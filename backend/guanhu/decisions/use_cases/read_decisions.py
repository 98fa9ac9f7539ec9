"""What was heard, proposed and decided in one case."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.decisions.facts import CaseDecisions, DecisionSeen, FinalMeasureSeen
from guanhu.decisions.repository import DecisionRepository
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_case_decisions(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> CaseDecisions:
    """Opinions, proposals and changes of the period: for the prosecution only."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        decisions = DecisionRepository(seen)
        return CaseDecisions(
            await decisions.opinions(case_id),
            await decisions.proposals(case_id),
            await decisions.period_changes(case_id),
        )


async def read_decisions(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> tuple[DecisionSeen, ...]:
    """Decisions of a visible case with services and announcement."""
    actor.require(Permission.CASE_READ)
    async with look(database, clock, actor) as seen:
        return await DecisionRepository(seen).decisions(case_id)


async def read_final_measures(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> tuple[FinalMeasureSeen, ...]:
    """What came with the final decision (F-02): for the prosecution only."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        return await DecisionRepository(seen).final_measures(case_id)
