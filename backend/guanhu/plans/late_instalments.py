"""SQL that finds the late parts of what files under supervision owe.

What a condition asks for is sealed under the key of its case, so it is opened file by file; the
rows of a batch are read in three statements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, tuple_

from guanhu.audit.work import Look
from guanhu.cases.supervision import supervision_live
from guanhu.cases.tables import CaseFileRow
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.evidence_facts import InstalmentState
from guanhu.plans.facts import ConditionChange, PlanVersionState
from guanhu.plans.ledger import asks_for_money, instalments
from guanhu.plans.shown import condition_seen
from guanhu.plans.tables import PlanConditionRow, PlanVersionRow, RestitutionEntryRow


@dataclass(frozen=True, slots=True)
class LateInstalment:
    """One part that is not paid in full after its day; `lineage_id` is its ledger."""

    case_id: UUID
    lineage_id: UUID
    due_on: date


async def files_that_owe(look: Look) -> Sequence[UUID]:
    """The office's files under supervision whose plan in force asks for money."""
    found = await look.session.scalars(
        select(CaseFileRow.id)
        .distinct()
        .join(PlanVersionRow, PlanVersionRow.case_id == CaseFileRow.id)
        .join(PlanConditionRow, PlanConditionRow.plan_version_id == PlanVersionRow.id)
        .where(CaseFileRow.office_id == look.actor.office_id, *_owing(look))
        .order_by(CaseFileRow.id)
    )
    return found.all()


async def late_instalments(look: Look, case_ids: Sequence[UUID]) -> list[LateInstalment]:
    """What is late today in these files, as far as they are still supervised."""
    rows = (
        await look.session.scalars(
            select(PlanConditionRow)
            .join(PlanVersionRow, PlanVersionRow.id == PlanConditionRow.plan_version_id)
            .join(CaseFileRow, CaseFileRow.id == PlanConditionRow.case_id)
            .where(CaseFileRow.id.in_(case_ids), *_owing(look))
            .order_by(PlanConditionRow.case_id, PlanConditionRow.position)
        )
    ).all()
    paid = await _paid(look, [row.lineage_id for row in rows])
    keys = await look.keys.of_all(row.case_id for row in rows)
    return [
        LateInstalment(row.case_id, row.lineage_id, part.due_on)
        for row in rows
        for part in instalments(
            condition_seen(row, keys[row.case_id]).slots, paid.get(row.lineage_id, 0), look.today
        )
        if part.state is InstalmentState.LATE
    ]


async def _paid(look: Look, lineage_ids: Sequence[UUID]) -> dict[UUID, int]:
    found = await look.session.execute(
        select(RestitutionEntryRow.lineage_id, func.sum(RestitutionEntryRow.amount_fen))
        .where(RestitutionEntryRow.lineage_id.in_(lineage_ids))
        .group_by(RestitutionEntryRow.lineage_id)
    )
    return {lineage_id: int(amount) for lineage_id, amount in found}


def _owing(look: Look) -> tuple[ColumnElement[bool], ...]:
    entries = conditions().entries()
    asking = [(each.code, each.version) for each in entries if asks_for_money(each)]
    return (
        supervision_live(look.today),
        PlanVersionRow.state == PlanVersionState.IN_FORCE.value,
        PlanConditionRow.dropped.is_(False),
        PlanConditionRow.change != ConditionChange.REMOVED.value,
        tuple_(PlanConditionRow.code, PlanConditionRow.catalogue_version).in_(asking),
    )
