"""Credit learning to one condition of the plan, or refuse credit with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.courses.crediting import credited_to
from guanhu.courses.keeping import CourseKeeping
from guanhu.courses.repository import CourseRepository, entry_seen
from guanhu.courses.rules import refuse_credit
from guanhu.education.errors import NothingToCredit
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLearning:
    """Decide once what learning counts for."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    entry_id: UUID = item("The learning entry.")
    condition_id: UUID | None = item(
        "Condition of the plan in force it is credited to.", default=None
    )
    credited_minutes: int | None = number(
        "Minutes credited; all of them when left out, 0 refuses credit.",
        at_least=0,
        at_most=12_000,
        default=None,
    )
    no_credit_reason: str | None = words(
        "Why no credit is given.", at_most=250, multiline=True, default=None
    )


@dataclass(frozen=True, slots=True)
class CreditedLearning:
    """The entry."""

    learning_entry: UUID


async def credit_learning(
    database: Database, clock: Clock, actor: Actor, command: CreditLearning
) -> CreditedLearning:
    """Credit an entry; what was granted is never taken away.

    Raises `NotPermitted`, `NotVisible`, `CreditDecided`, `ConditionNotInPlan`, `NothingToCredit`,
    `CreditTooHigh`, `NoCreditNeedsReason`.
    """
    actor.require(Permission.EDUCATION_ASSIGN)
    async with begin(database, clock, actor, command, CreditedLearning) as work:
        if work.first_answer is not None:
            return work.first_answer
        file, row = await CourseRepository(work).lock_entry(command.entry_id)
        seen = entry_seen(row, await work.keys.of(file.id))
        refusal = refuse_credit(seen.credited, completes=seen.assignment_id is not None)
        if refusal is not None:
            raise refusal
        credited = await credited_to(
            work, file.id, minutes=row.minutes, condition_id=command.condition_id,
            wanted=command.credited_minutes, reason=command.no_credit_reason,
        )  # fmt: skip
        if credited is None:
            raise NothingToCredit
        await CourseKeeping(work).credit(row, credited)
        work.record(
            "courses.credited", "learning_entry", row.id, case_id=file.id,
            credited=credited.minutes, minutes=row.minutes,
        )  # fmt: skip
        return work.answer(CreditedLearning(learning_entry=row.id))
