"""What a guardian says of a duty, and what help the guardian was given (S-02)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.orders.facts import DutyWord
from guanhu.orders.repository import OrderRepository
from guanhu.orders.rules import refuse_duty_word
from guanhu.orders.shown import duty_facts
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDutyDone:
    """A guardian says that a duty of theirs is done."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    duty_id: UUID = item("The own duty.")
    done_on: date = item("Day on which it was done.")
    note: str | None = words("How it went.", at_most=2000, multiline=True, default=None)


@dataclass(frozen=True, slots=True)
class ReportedDutyDone:
    """What was said."""

    report_id: UUID


async def report_duty_done(
    database: Database, clock: Clock, actor: Actor, command: ReportDutyDone
) -> ReportedDutyDone:
    """Say that an own duty is done; it stays open until staff have confirmed it.

    Raises `NotPermitted`, `NotVisible` (also a duty of another guardian), or the refusals
    `MoveNotAllowed`, `DutyClosed`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.FAMILY_DUTY)
    async with begin(database, clock, actor, command, ReportedDutyDone) as work:
        if work.first_answer is not None:
            return work.first_answer
        orders = OrderRepository(work)
        row = await orders.hold_own_duty(command.duty_id, CaseAction.CONFIRM_GUARDIAN_DUTY)
        refusal = refuse_duty_word(
            duty_facts(row).closed, "doneOn", command.done_on, row.given_on, work.today
        )
        if refusal is not None:
            raise refusal
        report_id = await orders.say(row, DutyWord.DONE, command.done_on, command.note)
        await tell(work, Cause.DUTY_REPORTED, report_id, Audience.OFFICER, case_id=row.case_id)
        work.record("orders.duty_reported", "guardian_duty", row.id, case_id=row.case_id)
        return work.answer(ReportedDutyDone(report_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDutyHelp:
    """A guardian asks for help with a duty of theirs."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    duty_id: UUID = item("The own duty.")
    note: str = words("What stands in the way.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class AskedDutyHelp:
    """What was said."""

    report_id: UUID


async def ask_duty_help(
    database: Database, clock: Clock, actor: Actor, command: AskDutyHelp
) -> AskedDutyHelp:
    """Ask for help with an own duty; the officer is told.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `DutyClosed`.
    """
    actor.require(Permission.FAMILY_DUTY)
    async with begin(database, clock, actor, command, AskedDutyHelp) as work:
        if work.first_answer is not None:
            return work.first_answer
        orders = OrderRepository(work)
        row = await orders.hold_own_duty(command.duty_id, CaseAction.CONFIRM_GUARDIAN_DUTY)
        refusal = refuse_duty_word(
            duty_facts(row).closed, "on", work.today, row.given_on, work.today
        )
        if refusal is not None:
            raise refusal
        report_id = await orders.say(row, DutyWord.HELP_WANTED, work.today, command.note)
        await tell(work, Cause.DUTY_HELP_ASKED, report_id, Audience.OFFICER, case_id=row.case_id)
        work.record("orders.duty_help_asked", "guardian_duty", row.id, case_id=row.case_id)
        return work.answer(AskedDutyHelp(report_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDutyHelp:
    """Write down what help a guardian was given with a duty."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    duty_id: UUID = item("The duty.")
    given_on: date = item("Day on which it was given or offered.")
    note: str = words("What help, and what came of it.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class RecordedDutyHelp:
    """The file with the duty."""

    case_file: UUID
    report_id: UUID


async def record_duty_help(
    database: Database, clock: Clock, actor: Actor, command: RecordDutyHelp
) -> RecordedDutyHelp:
    """Write down help offered or given, before anything harder follows a late duty.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `DutyClosed`,
    `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.ORDER_ATTEND)
    async with begin(database, clock, actor, command, RecordedDutyHelp) as work:
        if work.first_answer is not None:
            return work.first_answer
        orders = OrderRepository(work)
        row = await orders.lock_duty(command.duty_id, CaseAction.CONFIRM_GUARDIAN_DUTY)
        refusal = refuse_duty_word(
            duty_facts(row).closed, "givenOn", command.given_on, row.given_on, work.today
        )
        if refusal is not None:
            raise refusal
        report_id = await orders.say(row, DutyWord.HELP_GIVEN, command.given_on, command.note)
        work.record("orders.duty_help_given", "guardian_duty", row.id, case_id=row.case_id)
        return work.answer(RecordedDutyHelp(row.case_id, report_id))
