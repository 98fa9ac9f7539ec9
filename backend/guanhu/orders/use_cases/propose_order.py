"""Propose an order to a guardian, send it back, or issue it as another person (S-08, S-10)."""

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
from guanhu.kernel.errors import ApproverIsAuthor
from guanhu.kernel.ids import new_id
from guanhu.law.rulebooks import rulebook_for
from guanhu.orders.errors import NotAGuardianNow
from guanhu.orders.facts import OrderKind, OrderState
from guanhu.orders.repository import OrderRepository
from guanhu.orders.rules import refuse_order, refuse_state, rhythm_of
from guanhu.orders.shown import order_facts
from guanhu.orders.tables import GuardianOrderRow
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeGuardianOrder:
    """Propose an order or admonition to a guardian."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    guardian_id: UUID = item("To whom: a guardian of the minor today.")
    kind: OrderKind = item("What is asked of the guardian.")
    deficits: str = words("The facts of lax, absent or wrong guardianship.", at_most=8000,
                          multiline=True)  # fmt: skip
    required: str = words("What the guardian is to do.", at_most=8000, multiline=True)
    checking: str | None = words(
        "How it is checked; not for an admonition alone.", at_most=4000, multiline=True,
        default=None,
    )  # fmt: skip
    consequence: str | None = words(
        "What follows if it is not done; not for an admonition alone.", at_most=4000,
        multiline=True, default=None,
    )  # fmt: skip
    until: date | None = item("Last day of the order; not for an admonition alone.", default=None)
    per_month: int | None = number(
        "Sessions of guidance a month; left out: one (S-07).", at_least=1, at_most=8, default=None
    )
    minutes: int | None = number(
        "Minutes of a session at least; left out: 40 (S-07).", at_least=1, at_most=480, default=None
    )


@dataclass(frozen=True, slots=True)
class ProposedGuardianOrder:
    """The file with the proposed order."""

    case_file: UUID
    order_id: UUID


async def propose_guardian_order(
    database: Database, clock: Clock, actor: Actor, command: ProposeGuardianOrder
) -> ProposedGuardianOrder:
    """Propose an order; its rhythm starts as the template's and may be another (S-07).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NotAGuardianNow` and
    those of `refuse_order`.
    """
    actor.require(Permission.ORDER_WRITE)
    async with begin(database, clock, actor, command, ProposedGuardianOrder) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.PROPOSE_GUARDIAN_ORDER)
        book = rulebook_for(work.today)
        refusal = refuse_order(
            command.kind,
            until=command.until,
            whole=command.checking is not None and command.consequence is not None,
            rhythm_given=command.per_month is not None or command.minutes is not None,
            today=work.today,
            book=book,
        )
        if refusal is not None:
            raise refusal
        if not await orders.is_guardian(file.minor_id, command.guardian_id):
            raise NotAGuardianNow
        rhythm = None
        if command.kind is OrderKind.FAMILY_EDUCATION and command.until is not None:
            rhythm = rhythm_of(command.per_month, command.minutes, command.until, book)
        key, order_id = await orders.key(file.id), new_id()
        await orders.add(
            GuardianOrderRow(
                id=order_id, case_id=file.id, guardian_id=command.guardian_id,
                kind=command.kind.value, state=OrderState.SUBMITTED.value,
                deficits=key.seal("guardian_orders.deficits", order_id, command.deficits),
                required=key.seal("guardian_orders.required", order_id, command.required),
                checking=key.seal_optional("guardian_orders.checking", order_id, command.checking),
                consequence=key.seal_optional(
                    "guardian_orders.consequence", order_id, command.consequence
                ),
                until=command.until,
                per_month=None if rhythm is None else rhythm.per_month,
                minutes=None if rhythm is None else rhythm.minutes,
                author_id=actor.account_id, proposed_at=work.now,
            )
        )  # fmt: skip
        cases.settle(file)
        work.record(
            "orders.proposed", "guardian_order", order_id, case_id=file.id, kind=command.kind.value
        )
        return work.answer(ProposedGuardianOrder(file.id, order_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnGuardianOrder:
    """Send a proposed order back with feedback."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    order_id: UUID = item("The order.")
    feedback: str = words("What is missing or wrong.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class ReturnedGuardianOrder:
    """The file; the exchange is kept."""

    case_file: UUID
    order_id: UUID


async def return_guardian_order(
    database: Database, clock: Clock, actor: Actor, command: ReturnGuardianOrder
) -> ReturnedGuardianOrder:
    """Send back what somebody else proposed.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `OrderStateForbids`,
    `ApproverIsAuthor`.
    """
    actor.require(Permission.ORDER_APPROVE)
    async with begin(database, clock, actor, command, ReturnedGuardianOrder) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file, row = await orders.with_case(GuardianOrderRow, command.order_id)
        cases.act(file, CaseAction.RETURN_GUARDIAN_ORDER)
        _raise_unless_somebody_elses(row, actor)
        key = await orders.key(file.id)
        row.state, row.approver_id = OrderState.RETURNED.value, actor.account_id
        row.feedback = key.seal("guardian_orders.feedback", row.id, command.feedback)
        cases.settle(file)
        work.record("orders.returned", "guardian_order", row.id, case_id=file.id)
        return work.answer(ReturnedGuardianOrder(file.id, row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueGuardianOrder:
    """Issue a proposed order today."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    order_id: UUID = item("The order.")


@dataclass(frozen=True, slots=True)
class IssuedGuardianOrder:
    """The file with the issued order."""

    case_file: UUID
    order_id: UUID


async def issue_guardian_order(
    database: Database, clock: Clock, actor: Actor, command: IssueGuardianOrder
) -> IssuedGuardianOrder:
    """Issue an order, as somebody other than who proposed it.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `OrderStateForbids`,
    `ApproverIsAuthor`.
    """
    actor.require(Permission.ORDER_APPROVE)
    async with begin(database, clock, actor, command, IssuedGuardianOrder) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, orders = CaseRepository(work), OrderRepository(work)
        file, row = await orders.with_case(GuardianOrderRow, command.order_id)
        cases.act(file, CaseAction.ISSUE_GUARDIAN_ORDER)
        _raise_unless_somebody_elses(row, actor)
        row.state, row.approver_id = OrderState.ISSUED.value, actor.account_id
        row.issued_on = work.today
        cases.settle(file)
        work.record("orders.issued", "guardian_order", row.id, case_id=file.id, kind=row.kind)
        return work.answer(IssuedGuardianOrder(file.id, row.id))


def _raise_unless_somebody_elses(row: GuardianOrderRow, actor: Actor) -> None:
    refusal = refuse_state(order_facts(row), {OrderState.SUBMITTED})
    if refusal is not None:
        raise refusal
    if row.author_id == actor.account_id:
        raise ApproverIsAuthor
