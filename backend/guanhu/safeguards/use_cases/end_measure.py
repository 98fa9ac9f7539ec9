"""End a compulsory measure: lifted, changed to another, or lapsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database
from guanhu.safeguards.facts import MeasureEnding, MeasureFacts, MeasureKind
from guanhu.safeguards.repository import MeasureRepository
from guanhu.safeguards.rules import refuse_ending
from guanhu.safeguards.tables import MeasureRow


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMeasure:
    """End a measure; another one may begin on the same day."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    measure_id: UUID = item("The measure.")
    ended_on: date = item("Day from which it no longer holds.")
    ending: MeasureEnding = item("How it ended.")
    reason: str = words("Why.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class EndedMeasure:
    """The file, its measure ended."""

    case_file: UUID


async def end_measure(
    database: Database, clock: Clock, actor: Actor, command: EndMeasure
) -> EndedMeasure:
    """End a measure; ended late it stays late in the deadlines (P-13, D-10).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `MeasureEnded`,
    `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, EndedMeasure) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, measures = CaseRepository(work), MeasureRepository(work)
        file, row = await measures.with_case(MeasureRow, command.measure_id)
        cases.act(file, CaseAction.END_MEASURE)
        facts = MeasureFacts(row.id, MeasureKind(row.kind), row.began_on, row.ended_on)
        refusal = refuse_ending(facts, command.ended_on, today=work.today)
        if refusal is not None:
            raise refusal
        await measures.end(file, row, command.ended_on, command.ending, command.reason)
        cases.settle(file)
        work.record(
            "safeguards.measure_ended", "compulsory_measure", row.id, case_id=file.id,
            kind=row.kind, ending=command.ending.value,
        )  # fmt: skip
        return work.answer(EndedMeasure(file.id))
