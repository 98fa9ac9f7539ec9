"""Record what the young person or a guardian says themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.law.need_domains import NeedDomain
from guanhu.needs.facts import NeedsState, Teller
from guanhu.needs.repository import NeedsRepository
from guanhu.needs.rules import refuse_not_draft
from guanhu.people.repository import PeopleRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOwnView:
    """Record an own view as it was told; earlier ones stay."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    assessment_id: UUID = item("The draft.")
    domain: NeedDomain = item("Which part of life.")
    teller: Teller = item("Whose view.")
    text: str = words("In their own words.", at_most=2000, multiline=True)
    told_on: date = item("Day on which it was told.")
    guardian_id: UUID | None = item("Which guardian, for a guardian's view.", default=None)


@dataclass(frozen=True, slots=True)
class RecordedOwnView:
    """The assessment and the view."""

    needs_assessment: UUID
    view_id: UUID


async def record_own_view(
    database: Database, clock: Clock, actor: Actor, command: RecordOwnView
) -> RecordedOwnView:
    """Record a view.

    Raises `NotPermitted`, `NotVisible`, `NeedsNotDraft`, `DateInFuture`, `DateBefore` (before the
    file was received), `InvalidInput` for a guardian who is none of this minor.
    """
    actor.require(Permission.NEEDS_WRITE)
    async with begin(database, clock, actor, command, RecordedOwnView) as work:
        if work.first_answer is not None:
            return work.first_answer
        needs = NeedsRepository(work)
        file, row = await needs.open(command.assessment_id)
        refusal = refuse_not_draft(NeedsState(row.state))
        if refusal is not None:
            raise refusal
        if command.told_on > work.today:
            raise DateInFuture(field="toldOn")
        if command.told_on < file.received_on:
            raise DateBefore(field="toldOn", earliest=file.received_on)
        guardians = await PeopleRepository(work).guardians(file.minor_id)
        known = {guardian.guardian_id for guardian in guardians}
        problem = _guardian_problem(command, known)
        if problem is not None:
            raise InvalidInput([Problem("guardianId", problem)])
        view_id = await needs.tell(
            row,
            domain=command.domain,
            teller=command.teller,
            guardian_id=command.guardian_id,
            text=command.text.strip(),
            told_on=command.told_on,
            by=actor.account_id,
        )
        work.record(
            "needs.view_recorded", "needs_assessment", row.id,
            case_id=file.id, number=row.number, domain=command.domain.name,
            teller=command.teller.name,
        )  # fmt: skip
        return work.answer(RecordedOwnView(row.id, view_id))


def _guardian_problem(command: RecordOwnView, known: set[UUID]) -> str | None:
    if command.teller is Teller.MINOR:
        return None if command.guardian_id is None else "NOT_EXPECTED"
    if command.guardian_id is None:
        return "REQUIRED"
    return None if command.guardian_id in known else "UNKNOWN"
