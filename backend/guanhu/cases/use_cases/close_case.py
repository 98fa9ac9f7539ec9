"""Close a file that ends in no non-prosecution; such a one is sealed instead (F-04)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin, look
from guanhu.cases.closing import ClosureRepository, ClosureSeen
from guanhu.cases.closing_reasons import chosen, refuse_closing
from guanhu.cases.errors import ClosingReasonUnknown
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, number, words
from guanhu.people.corrections import CorrectionKeeping
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCase:
    """Close a file for at least one reason of the list; nothing is done on it afterwards."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    expected_version: int = number("Version the caller saw.", at_least=1, at_most=1_000_000)
    reasons: tuple[str, ...] = items("Codes of the reasons.", at_least=1, at_most=5, each=40)
    note: str | None = words("What else is to be said.", at_most=2000, multiline=True, default=None)


@dataclass(frozen=True, slots=True)
class ClosedCase:
    """The file."""

    case_file: UUID


async def close_case(
    database: Database, clock: Clock, actor: Actor, command: CloseCase
) -> ClosedCase:
    """Close a file that was prosecuted or found ineligible.

    Raises `NotPermitted`, `NotVisible`, or the refusals `StaleVersion`, `CaseClosed`,
    `MoveNotAllowed`, `ClosingReasonUnknown`, `StillOwed`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, ClosedCase) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases = CaseRepository(work)
        file = await cases.lock(command.case_id, command.expected_version)
        facts = milestones(file)
        cases.act(file, CaseAction.CLOSE_CASE)
        reasons = chosen(command.reasons, status_on(facts, work.today), work.today)
        if isinstance(reasons, ClosingReasonUnknown):
            raise reasons
        waits = await CorrectionKeeping(work).waits_under(file.id)
        refusal = refuse_closing(facts, work.today, correction_waits=waits)
        if refusal is not None:
            raise refusal
        await ClosureRepository(work).close(file, reasons, command.note)
        cases.settle(file)
        work.record(
            "cases.closed", "case_file", file.id, case_id=file.id,
            reasons=", ".join(each.id for each in reasons),
        )  # fmt: skip
        return work.answer(ClosedCase(file.id))


async def read_closure(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> ClosureSeen | None:
    """How a visible file was closed, or None; `NotPermitted`."""
    actor.require(Permission.CASE_READ)
    async with look(database, clock, actor) as seen:
        return await ClosureRepository(seen).find(case_id)
