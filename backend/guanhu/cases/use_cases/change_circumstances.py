"""Change status and role in the crime."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.intake import CaseIntake
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.cases.use_cases.parts import InvolvementPart, new_involvement
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.plumbing.database import Database


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
