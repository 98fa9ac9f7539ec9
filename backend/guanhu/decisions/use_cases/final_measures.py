"""What may come with non-prosecution: admonition, apology, release of seizures and so on (F-02)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.decisions.facts import FinalMeasureKind
from guanhu.decisions.repository import DecisionRepository
from guanhu.decisions.rules import refuse_measure_day
from guanhu.decisions.tables import FinalMeasureRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.ids import new_id
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFinalMeasure:
    """Record a measure that came with the final decision."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    kind: FinalMeasureKind = item("Which measure (F-02).")
    done_on: date = item("Day on which it was taken.")
    note: str | None = words("What was done, to whom it went.", at_most=2000, default=None)


@dataclass(frozen=True, slots=True)
class RecordedFinalMeasure:
    """The file with the measure on record."""

    case_file: UUID
    measure_id: UUID


async def record_final_measure(
    database: Database, clock: Clock, actor: Actor, command: RecordFinalMeasure
) -> RecordedFinalMeasure:
    """Record one measure; none is a condition of the decision, and each may come more than once.

    Raises `NotPermitted`, `NotVisible`, `MoveNotAllowed`, `DateBefore`, `DateInFuture`.
    Source: F-02 (Rules 373 to 375).
    """
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, RecordedFinalMeasure) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, decisions = CaseRepository(work), DecisionRepository(work)
        row = await cases.lock(command.case_id)
        cases.act(row, CaseAction.RECORD_FINAL_MEASURE)
        refusal = refuse_measure_day(row.final_decided_on, command.done_on, work.today)
        if refusal is not None:
            raise refusal
        key, measure_id = await decisions.key(row.id), new_id()
        await decisions.add(
            FinalMeasureRow(
                id=measure_id, case_id=row.id, kind=command.kind.value, done_on=command.done_on,
                note=key.seal_optional("final_measures.note", measure_id, command.note),
                recorded_by=actor.account_id, recorded_at=work.now,
            )
        )  # fmt: skip
        work.record(
            "decisions.measure_recorded", "final_measure", measure_id, case_id=row.id,
            kind=command.kind.value,
        )  # fmt: skip
        return work.answer(RecordedFinalMeasure(row.id, measure_id))
