"""Record a compulsory measure against the suspect."""

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
from guanhu.people.repository import PeopleRepository
from guanhu.plumbing.database import Database
from guanhu.safeguards.facts import MeasureKind, OrderedBy
from guanhu.safeguards.repository import MeasureRepository
from guanhu.safeguards.rules import refuse_measure


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMeasure:
    """Record a compulsory measure; one recorded late is recorded all the same."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    kind: MeasureKind = item("Which measure.")
    began_on: date = item("First day on which it holds.")
    ordered_by: OrderedBy = item("Which organ ordered it.")


@dataclass(frozen=True, slots=True)
class RecordedMeasure:
    """The file and the measure."""

    case_file: UUID
    measure_id: UUID


async def record_measure(
    database: Database, clock: Clock, actor: Actor, command: RecordMeasure
) -> RecordedMeasure:
    """Record a measure and let its clocks run (P-13; D-10 where the decision has been made).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `DateInFuture`,
    `InvalidInput` (before birth), `MeasuresOverlap`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, RecordedMeasure) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, measures = CaseRepository(work), MeasureRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.RECORD_MEASURE)
        minors = await PeopleRepository(work).minors([file.minor_id])
        refusal = refuse_measure(
            command.began_on,
            born=minors[file.minor_id].birth_date,
            today=work.today,
            others=await measures.of_case(file.id),
        )
        if refusal is not None:
            raise refusal
        measure_id = await measures.record(file, command.kind, command.began_on, command.ordered_by)
        cases.settle(file)
        work.record(
            "safeguards.measure_recorded", "compulsory_measure", measure_id, case_id=file.id,
            kind=command.kind.value,
        )  # fmt: skip
        return work.answer(RecordedMeasure(file.id, measure_id))
