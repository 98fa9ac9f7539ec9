"""Early notices with a three-day limit: legal aid, and the rights of suspect and victim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import DateBefore, DateInFuture, NoticeAlreadyRecorded, NoVictim
from guanhu.cases.facts import NoticeKind
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.law.deadlines import DeadlineKind
from guanhu.plumbing.database import Database

COLUMNS = {
    NoticeKind.LEGAL_AID: "legal_aid_notified_on",
    NoticeKind.RIGHTS_SUSPECT: "suspect_informed_on",
    NoticeKind.RIGHTS_VICTIM: "victim_informed_on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNotice:
    """Record that an early notice was given (M-06, M-07)."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    kind: NoticeKind = item("Which notice.")
    done_on: date = item("Day on which it was given.")


@dataclass(frozen=True, slots=True)
class RecordedNotice:
    """The file with the notice on record."""

    case_file: UUID


async def record_notice(
    database: Database, clock: Clock, actor: Actor, command: RecordNotice
) -> RecordedNotice:
    """Record one notice; given late it is recorded all the same, and stays late.

    From the notice to the legal-aid agency its own three days run, unless there is a defender
    by now (M-06).
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, RecordedNotice) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases = CaseRepository(work)
        row = await cases.lock(command.case_id)
        cases.act(row, CaseAction.RECORD_NOTICE)
        if command.done_on > work.today:
            raise DateInFuture(field="doneOn")
        if command.done_on < row.received_on:
            raise DateBefore(field="doneOn", earliest=row.received_on)
        if command.kind is NoticeKind.RIGHTS_VICTIM and not row.has_victim:
            raise NoVictim
        column = COLUMNS[command.kind]
        if getattr(row, column) is not None:
            raise NoticeAlreadyRecorded(on=getattr(row, column))
        setattr(row, column, command.done_on)
        if command.kind is NoticeKind.LEGAL_AID and not row.has_defender:
            cases.start_clock(row, DeadlineKind.LEGAL_AID_ASSIGNMENT, command.done_on, row.id)
        cases.settle(row)
        work.record(
            "cases.notice_recorded", "case_file", row.id, case_id=row.id, kind=command.kind.value
        )
        return work.answer(RecordedNotice(case_file=row.id))
