"""Serve an order, write down its sessions, check its effect, end it (S-07 to S-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.cases.tables import CaseFileRow
from guanhu.decisions.facts import ServiceMode
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.kernel.ids import new_id
from guanhu.law.deadlines import DeadlineKind
from guanhu.orders.facts import (
    OrderEffect,
    OrderEnd,
    OrderFacts,
    OrderKind,
    OrderState,
    SessionFacts,
)
from guanhu.orders.repository import OrderRepository
from guanhu.orders.rules import (
    next_session,
    refuse_check,
    refuse_day,
    refuse_end,
    refuse_session,
    refuse_state,
)
from guanhu.orders.shown import order_facts
from guanhu.orders.tables import GuardianOrderRow, OrderCheckRow, OrderSessionRow
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeGuardianOrder:
    """Write down that an issued order was served."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    order_id: UUID = item("The order.")
    served_on: date = item("Day on which the guardian received it.")
    mode: ServiceMode = item("How it reached the guardian (T-09).")


@dataclass(frozen=True, slots=True)
class ServedGuardianOrder:
    """The file with the served order."""

    case_file: UUID
    order_id: UUID


async def serve_guardian_order(
    database: Database, clock: Clock, actor: Actor, command: ServeGuardianOrder
) -> ServedGuardianOrder:
    """Serve an order; with guidance, the clock of its first session starts (S-07).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `OrderStateForbids`,
    `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.ORDER_WRITE)
    async with begin(database, clock, actor, command, ServedGuardianOrder) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file, row = await orders.with_case(GuardianOrderRow, command.order_id)
        cases.act(file, CaseAction.SERVE_GUARDIAN_ORDER)
        refusal = refuse_state(order_facts(row), {OrderState.ISSUED}) or refuse_day(
            "servedOn", command.served_on, row.issued_on, work.today
        )
        if refusal is not None:
            raise refusal
        row.state = OrderState.SERVED.value
        row.served_on, row.served_mode = command.served_on, command.mode.value
        _let_next_run(cases, file, order_facts(row), [])
        cases.settle(file)
        work.record("orders.served", "guardian_order", row.id, case_id=file.id, kind=row.kind)
        return work.answer(ServedGuardianOrder(file.id, row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGuidanceSession:
    """Write down one session of family-education guidance."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    order_id: UUID = item("The order.")
    held_on: date = item("Day of the session.")
    minutes: int = number("How long it lasted.", at_least=0, at_most=480)
    present: bool = item("Whether the guardian was there.")
    note: str | None = words(
        "What it was about, or why nobody came.", at_most=4000, multiline=True, default=None
    )


@dataclass(frozen=True, slots=True)
class RecordedGuidanceSession:
    """The file with the session."""

    case_file: UUID
    session_id: UUID


async def record_guidance_session(
    database: Database, clock: Clock, actor: Actor, command: RecordGuidanceSession
) -> RecordedGuidanceSession:
    """Write down a session; when it counts, the next one is due a step later (S-07, S-08).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NotAGuidanceOrder`,
    `OrderStateForbids`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.ORDER_ATTEND)
    async with begin(database, clock, actor, command, RecordedGuidanceSession) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file, row = await orders.with_case(GuardianOrderRow, command.order_id)
        cases.act(file, CaseAction.RECORD_GUIDANCE_SESSION)
        refusal = refuse_session(order_facts(row), command.held_on, work.today)
        if refusal is not None:
            raise refusal
        key, session_id = await orders.key(file.id), new_id()
        await orders.add(
            OrderSessionRow(
                id=session_id, case_id=file.id, order_id=row.id, held_on=command.held_on,
                minutes=command.minutes, present=command.present,
                note=key.seal_optional("order_sessions.note", session_id, command.note),
                recorded_by=actor.account_id, recorded_at=work.now,
            )
        )  # fmt: skip
        _let_next_run(cases, file, order_facts(row), await orders.sessions(file.id, row.id))
        cases.settle(file)
        work.record(
            "orders.session_recorded", "order_session", session_id, case_id=file.id,
            present=command.present,
        )  # fmt: skip
        return work.answer(RecordedGuidanceSession(file.id, session_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOrderEffect:
    """Write down what a check of an order's effect found."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    order_id: UUID = item("The order.")
    checked_on: date = item("Day of the check, or of the visit after the course.")
    effect: OrderEffect = item("What was found.")
    note: str = words("What it rests on.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class CheckedOrderEffect:
    """The file with the check."""

    case_file: UUID
    check_id: UUID


async def check_order_effect(
    database: Database, clock: Clock, actor: Actor, command: CheckOrderEffect
) -> CheckedOrderEffect:
    """Check the effect (S-10); after a completed course it is the visit of S-09.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `OrderStateForbids`,
    `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.ORDER_WRITE)
    async with begin(database, clock, actor, command, CheckedOrderEffect) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file, row = await orders.with_case(GuardianOrderRow, command.order_id)
        cases.act(file, CaseAction.CHECK_ORDER_EFFECT)
        refusal = refuse_check(order_facts(row), command.checked_on, work.today)
        if refusal is not None:
            raise refusal
        key, check_id = await orders.key(file.id), new_id()
        await orders.add(
            OrderCheckRow(
                id=check_id, case_id=file.id, order_id=row.id, checked_on=command.checked_on,
                effect=command.effect.value,
                note=key.seal("order_checks.note", check_id, command.note),
                checked_by=actor.account_id, checked_at=work.now,
            )
        )  # fmt: skip
        cases.finish_clock(file, DeadlineKind.GUIDANCE_VISIT, row.id, command.checked_on)
        cases.settle(file)
        work.record(
            "orders.effect_checked", "order_check", check_id, case_id=file.id,
            effect=command.effect.value,
        )  # fmt: skip
        return work.answer(CheckedOrderEffect(file.id, check_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class EndGuardianOrder:
    """End an order today: completed, or withdrawn."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    order_id: UUID = item("The order.")
    how: OrderEnd = item("Whether it was completed or is withdrawn.")
    reason: str = words("Why.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class EndedGuardianOrder:
    """The file with the ended order."""

    case_file: UUID
    order_id: UUID


async def end_guardian_order(
    database: Database, clock: Clock, actor: Actor, command: EndGuardianOrder
) -> EndedGuardianOrder:
    """End an order: its open duties lapse; after a course a visit is due as a warning (S-09).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `OrderStateForbids`,
    `EffectNotChecked`.
    """
    actor.require(Permission.ORDER_WRITE)
    async with begin(database, clock, actor, command, EndedGuardianOrder) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file, row = await orders.with_case(GuardianOrderRow, command.order_id)
        cases.act(file, CaseAction.END_GUARDIAN_ORDER)
        checked = row.id in await orders.checked(file.id)
        refusal = refuse_end(order_facts(row), command.how, checked=checked)
        if refusal is not None:
            raise refusal
        key = await orders.key(file.id)
        row.state, row.ended_on = OrderState(command.how.value).value, work.today
        row.end_reason = key.seal("guardian_orders.end_reason", row.id, command.reason)
        cases.drop_clock(file, DeadlineKind.GUIDANCE_SESSION, row.id)
        for duty in await orders.open_duties(file.id, row.id):
            duty.closed_on, duty.confirmed = work.today, False
            cases.drop_clock(file, DeadlineKind.GUARDIAN_DUTY, duty.id)
        if row.kind == OrderKind.FAMILY_EDUCATION.value and command.how is OrderEnd.COMPLETED:
            cases.start_clock(file, DeadlineKind.GUIDANCE_VISIT, work.today, row.id)
        cases.settle(file)
        work.record(
            "orders.ended", "guardian_order", row.id, case_id=file.id, how=command.how.value
        )
        return work.answer(EndedGuardianOrder(file.id, row.id))


def _let_next_run(
    cases: CaseRepository, file: CaseFileRow, order: OrderFacts, sessions: list[SessionFacts]
) -> None:
    """One clock for the session that is due next; none when no more is owed."""
    if order.rhythm is None or order.served_on is None:
        return
    cases.drop_clock(file, DeadlineKind.GUIDANCE_SESSION, order.id)
    months = next_session(order.served_on, order.rhythm, sessions)
    if months is not None:
        cases.start_clock(
            file, DeadlineKind.GUIDANCE_SESSION, order.served_on, order.id, detail=str(months)
        )
