"""The compulsory measures of a case, and what may be done about them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import Refusal
from guanhu.plumbing.database import Database
from guanhu.safeguards.facts import MeasureSeen
from guanhu.safeguards.repository import MeasureRepository
from guanhu.safeguards.rules import refuse_now


async def read_measures(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[MeasureSeen]:
    """Every measure of a case, the first one first; `NotPermitted`."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        return await MeasureRepository(seen).seen(case_id)


async def read_measure_gates(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> Mapping[CaseAction, Refusal]:
    """Why a measure can be neither recorded nor ended now; absent where nothing stands."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        record, end = refuse_now(await MeasureRepository(seen).of_case(case_id))
        gates = {CaseAction.RECORD_MEASURE: record, CaseAction.END_MEASURE: end}
        return {action: refusal for action, refusal in gates.items() if refusal is not None}
