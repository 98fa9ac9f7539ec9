"""Change the charges; the screening is run again and says what flipped (law.md §3, TC-T8)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import DateBefore
from guanhu.cases.intake import CaseIntake
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.cases.use_cases.parts import ChargePart, new_charge, refuse_charges
from guanhu.eligibility.repository import ScreeningRepository
from guanhu.eligibility.rescreening import Rescreening, RescreeningRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, number, words
from guanhu.law.rulebooks import rulebook
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCharges:
    """Replace the charges; an earlier screening no longer counts (law.md §3)."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    expected_version: int = number("Version the caller saw.", at_least=1, at_most=2**31 - 1)
    charges: tuple[ChargePart, ...] = items("All charges from now on.", at_least=1, at_most=10)
    reason: str = words("Why they change.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class ChangedCharges:
    """The file with its new charges; result before and after, and the rules whose answer flipped.

    `flipped`: rule ids joined by commas, e.g. `E-01`; empty when none did. The rescreening itself,
    with every reason, stands on the case page.
    """

    case_file: UUID
    result_before: str
    result_after: str
    flipped: str


async def change_charges(
    database: Database, clock: Clock, actor: Actor, command: ChangeCharges
) -> ChangedCharges:
    """Replace the charges of a case that is not decided yet, and screen by what is on record.

    What the officer estimated and found in the latest screening (sentence, evidence, remorse) is
    carried over; without one it counts as not considered. The result suggests: the officer screens
    anew, for the earlier screening no longer counts.

    Raises `NotPermitted`, `NotVisible`, or the refusals `StaleVersion`, `MoveNotAllowed`,
    `UnknownOffence`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, ChangedCharges) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, intake, screenings = (
            CaseRepository(work), CaseIntake(work), ScreeningRepository(work)
        )  # fmt: skip
        row = await cases.lock(command.case_id, command.expected_version)
        cases.act(row, CaseAction.CHANGE_CHARGES)
        refusal = refuse_charges(command.charges, received_on=row.received_on)
        if refusal is not None:
            raise refusal
        before = await screenings.considered_facts(row.id, row.minor_id)
        acts = [act for charge in command.charges for act in charge.acts]
        if before.born is not None and any(act.occurred_on < before.born for act in acts):
            raise DateBefore(field="occurredOn", earliest=before.born)
        await intake.replace_charges(row, [new_charge(part) for part in command.charges])
        await intake.keep_reason(row, command.reason)
        row.charges_changed_at = work.now
        after = await screenings.considered_facts(row.id, row.minor_id)
        found = Rescreening.of(before, after, rulebook(row.rulebook))
        await RescreeningRepository(work).store(row.id, before, after, command.reason)
        flipped = ",".join(flip.criterion.rule for flip in found.flips)
        work.record(
            "cases.charges_changed", "case_file", row.id, case_id=row.id,
            before=",".join(before.charges), after=",".join(after.charges),
            flipped=flipped, result=found.after.result.value,
        )  # fmt: skip
        return work.answer(
            ChangedCharges(row.id, found.before.result.name, found.after.result.name, flipped)
        )
