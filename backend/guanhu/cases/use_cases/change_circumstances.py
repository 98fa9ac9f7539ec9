"""Change what a case is about: its charges, and status and role in the crime."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.intake import CaseIntake
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.cases.use_cases.parts import (
    ChargePart,
    InvolvementPart,
    new_charge,
    new_involvement,
    refuse_charges,
)
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, number, words
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
    """The file with its new charges."""

    case_file: UUID


async def change_charges(
    database: Database, clock: Clock, actor: Actor, command: ChangeCharges
) -> ChangedCharges:
    """Replace the charges of a case that is not decided yet."""
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, ChangedCharges) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, intake = CaseRepository(work), CaseIntake(work)
        row = await cases.lock(command.case_id, command.expected_version)
        cases.act(row, CaseAction.CHANGE_CHARGES)
        refusal = refuse_charges(command.charges, received_on=row.received_on)
        if refusal is not None:
            raise refusal
        before = await intake.offence_codes(row.id)
        await intake.replace_charges(row, [new_charge(part) for part in command.charges])
        await intake.keep_reason(row, command.reason)
        row.charges_changed_at = work.now
        work.record(
            "cases.charges_changed", "case_file", row.id, case_id=row.id,
            before=",".join(before), after=",".join(part.offence for part in command.charges),
        )  # fmt: skip
        return work.answer(ChangedCharges(case_file=row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInvolvement:
    """Replace status and role in the crime, as the investigation knows it now."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    expected_version: int = number("Version the caller saw.", at_least=1, at_most=2**31 - 1)
    involvement: InvolvementPart = item("Status and role in the crime.")


@dataclass(frozen=True, slots=True)
class RecordedInvolvement:
    """The file with its new involvement."""

    case_file: UUID


async def record_involvement(
    database: Database, clock: Clock, actor: Actor, command: RecordInvolvement
) -> RecordedInvolvement:
    """Replace the involvement of a case."""
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, RecordedInvolvement) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases = CaseRepository(work)
        row = await cases.lock(command.case_id, command.expected_version)
        cases.act(row, CaseAction.RECORD_INVOLVEMENT)
        await CaseIntake(work).replace_involvement(row, new_involvement(command.involvement))
        work.record(
            "cases.involvement_recorded", "case_file", row.id, case_id=row.id,
            chain_role=row.chain_role,
        )  # fmt: skip
        return work.answer(RecordedInvolvement(case_file=row.id))
