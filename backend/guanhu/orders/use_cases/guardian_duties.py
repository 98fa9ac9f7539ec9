"""What a guardian undertakes and is given to do, and who confirms it (S-02)."""

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
from guanhu.kernel.commands import item, number, words
from guanhu.kernel.ids import new_id
from guanhu.law.deadlines import DeadlineKind
from guanhu.orders.duty_kinds import duty_kinds
from guanhu.orders.errors import DutyClosed, NotAGuardianNow
from guanhu.orders.facts import OrderState
from guanhu.orders.repository import OrderRepository
from guanhu.orders.rules import refuse_day, refuse_duty_shape, refuse_state
from guanhu.orders.shown import duty_facts, order_facts
from guanhu.orders.tables import GuardianDutyRow, GuardianOrderRow, UndertakingRow
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordUndertaking:
    """Write down what a guardian undertook."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    guardian_id: UUID = item("Who undertook it: a guardian of the minor today.")
    given_on: date = item("Day of the undertaking.")
    text: str = words("What the guardian undertook.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class RecordedUndertaking:
    """The file with the undertaking."""

    case_file: UUID
    undertaking_id: UUID


async def record_undertaking(
    database: Database, clock: Clock, actor: Actor, command: RecordUndertaking
) -> RecordedUndertaking:
    """Keep a guardian's commitment: the procuratorate has to require it (S-02).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NotAGuardianNow`,
    `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.ORDER_WRITE)
    async with begin(database, clock, actor, command, RecordedUndertaking) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.RECORD_UNDERTAKING)
        refusal = refuse_day("givenOn", command.given_on, file.received_on, work.today)
        if refusal is not None:
            raise refusal
        if not await orders.is_guardian(file.minor_id, command.guardian_id):
            raise NotAGuardianNow
        key, undertaking_id = await orders.key(file.id), new_id()
        await orders.add(
            UndertakingRow(
                id=undertaking_id, case_id=file.id, guardian_id=command.guardian_id,
                given_on=command.given_on,
                text=key.seal("undertakings.text", undertaking_id, command.text),
                recorded_by=actor.account_id, recorded_at=work.now,
            )
        )  # fmt: skip
        cases.settle(file)
        work.record("orders.undertaking_recorded", "undertaking", undertaking_id, case_id=file.id)
        return work.answer(RecordedUndertaking(file.id, undertaking_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveGuardianDuty:
    """Give a guardian one thing to do under a served order."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    order_id: UUID = item("The order it belongs to.")
    kind: str | None = words(
        "Code of a kind of duty, whose task and guide are used where none are given.",
        at_most=40,
        default=None,
    )
    task: str | None = words("What is to be done.", at_most=1000, multiline=True, default=None)
    guide: str | None = words(
        "How to do it, step by step.", at_most=4000, multiline=True, default=None
    )
    within_days: int = number("Within how many days from today.", at_least=1, at_most=180)
    help_offered: str | None = words(
        "Who helps, and how to reach them.", at_most=2000, multiline=True, default=None
    )


@dataclass(frozen=True, slots=True)
class GivenGuardianDuty:
    """The file with the duty."""

    case_file: UUID
    duty_id: UUID


async def give_guardian_duty(
    database: Database, clock: Clock, actor: Actor, command: GiveGuardianDuty
) -> GivenGuardianDuty:
    """Give a duty; its last day is counted from today, and lateness is the officer's to see.

    By a kind it has a guide in both languages; what is written for this guardian comes first.
    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `OrderStateForbids`,
    `DutyKindUnknown`, `InvalidInput`.
    """
    actor.require(Permission.ORDER_WRITE)
    async with begin(database, clock, actor, command, GivenGuardianDuty) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file, order = await orders.with_case(GuardianOrderRow, command.order_id)
        cases.act(file, CaseAction.GIVE_GUARDIAN_DUTY)
        refusal = refuse_state(order_facts(order), {OrderState.SERVED})
        if refusal is not None:
            raise refusal
        kind = duty_kinds().get(command.kind or "")
        known = kind is not None and kind.current(work.today)
        refusal = refuse_duty_shape(
            command.kind, known=known, task=command.task, guide=command.guide
        )
        if refusal is not None:
            raise refusal
        task = command.task or (kind.title.zh if kind else "")
        guide = command.guide or (kind.guide.zh if kind else "")
        # Words of one's own are shown as they are, in whichever language they were written.
        own_words = command.task is not None or command.guide is not None
        key, duty_id = await orders.key(file.id), new_id()
        await orders.add(
            GuardianDutyRow(
                id=duty_id, case_id=file.id, order_id=order.id, guardian_id=order.guardian_id,
                kind=None if own_words else command.kind,
                task=key.seal("guardian_duties.task", duty_id, task),
                guide=key.seal("guardian_duties.guide", duty_id, guide),
                help_offered=key.seal_optional(
                    "guardian_duties.help_offered", duty_id, command.help_offered
                ),
                given_on=work.today, within_days=command.within_days, given_by=actor.account_id,
            )
        )  # fmt: skip
        cases.start_clock(
            file, DeadlineKind.GUARDIAN_DUTY, work.today, duty_id, detail=str(command.within_days)
        )
        cases.settle(file)
        work.record("orders.duty_given", "guardian_duty", duty_id, case_id=file.id)
        return work.answer(GivenGuardianDuty(file.id, duty_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmGuardianDuty:
    """Confirm that a guardian did what was asked."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    duty_id: UUID = item("The duty.")
    done_on: date = item("Day on which it was done.")
    note: str = words("What it rests on.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class ConfirmedGuardianDuty:
    """The file with the confirmed duty."""

    case_file: UUID
    duty_id: UUID


async def confirm_guardian_duty(
    database: Database, clock: Clock, actor: Actor, command: ConfirmGuardianDuty
) -> ConfirmedGuardianDuty:
    """Confirm a duty, as the worker or officer who saw it.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `DutyClosed`,
    `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.ORDER_ATTEND)
    async with begin(database, clock, actor, command, ConfirmedGuardianDuty) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file, row = await orders.with_case(GuardianDutyRow, command.duty_id)
        cases.act(file, CaseAction.CONFIRM_GUARDIAN_DUTY)
        closed = duty_facts(row).closed
        if closed is not None:
            raise DutyClosed(state=closed)
        refusal = refuse_day("doneOn", command.done_on, row.given_on, work.today)
        if refusal is not None:
            raise refusal
        key = await orders.key(file.id)
        row.closed_on, row.confirmed, row.confirmed_by = command.done_on, True, actor.account_id
        row.confirmation = key.seal("guardian_duties.confirmation", row.id, command.note)
        cases.finish_clock(file, DeadlineKind.GUARDIAN_DUTY, row.id, command.done_on)
        cases.settle(file)
        work.record("orders.duty_confirmed", "guardian_duty", row.id, case_id=file.id)
        return work.answer(ConfirmedGuardianDuty(file.id, row.id))
