"""Propose and decide to open a seal, on the closed grounds of the law (F-13; Rules art. 485)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.errors import UnsealingWaits
from guanhu.afterwards.facts import UnsealClaim, UnsealGround, UnsealVerdict
from guanhu.afterwards.repository import AfterwardsRepository, unsealing
from guanhu.afterwards.rules import refuse_unseal_decision, refuse_unsealing
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.law.rulebooks import rulebook_for
from guanhu.plumbing.database import Database
from guanhu.sealing.repository import SealingRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeUnsealing:
    """Propose to open a seal."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    seal_order_id: UUID = item("The line of the sealed register.")
    ground: UnsealGround = item("On what ground; OTHER is never one.")
    judgment: str = words("The judgment or the decision on retrial.", at_most=200)
    judged_on: date = item("Day of that judgment or decision.")
    combined_months: int | None = number(
        "Combined penalty in months, for a crime.", at_least=1, at_most=600, default=None
    )
    as_a_minor: bool | None = item(
        "Whether all its acts were committed as a minor, for a crime.", default=None
    )


@dataclass(frozen=True, slots=True)
class ProposedUnsealing:
    """The line of the register and the proposal."""

    seal_order: UUID
    unsealing_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideUnsealing:
    """Approve or refuse a proposal to unseal."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    unsealing_id: UUID = item("The proposal.")
    verdict: UnsealVerdict = item("What is decided.")
    reason: str = words("Reasons.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class DecidedUnsealing:
    """The line of the register, the proposal decided."""

    seal_order: UUID


async def propose_unsealing(
    database: Database, clock: Clock, actor: Actor, command: ProposeUnsealing
) -> ProposedUnsealing:
    """Keep a proposal that rests on a ground; nothing is opened by it (F-13).

    Raises `NotPermitted`, `NotVisible` (no such line), or the refusals `NotAGround`,
    `PenaltyTooLow`, `NotAsAMinor`, `UnsealingWaits`, `InvalidInput`, `DateInFuture`.
    """
    actor.require(Permission.SEAL_FOLLOW)
    async with begin(database, clock, actor, command, ProposedUnsealing) as work:
        if work.first_answer is not None:
            return work.first_answer
        await work.hold(command.seal_order_id)
        order = await SealingRepository(work).get(command.seal_order_id)
        claim = UnsealClaim(
            command.ground, command.judged_on, command.combined_months, command.as_a_minor
        )
        book = rulebook_for(work.today)
        refusal = refuse_unsealing(claim, book, today=work.today)
        if refusal is not None:
            raise refusal
        afterwards = AfterwardsRepository(work)
        known = (await afterwards.unsealings([order.id])).get(order.id, [])
        if any(each.decided_on is None for each in known):
            raise UnsealingWaits
        unsealing_id = await afterwards.propose_unsealing(
            order.id, claim, command.judgment, book.id
        )
        work.record(
            "afterwards.unsealing_proposed", "seal_order", order.id, ground=command.ground.value
        )
        return work.answer(ProposedUnsealing(order.id, unsealing_id))


async def decide_unsealing(
    database: Database, clock: Clock, actor: Actor, command: DecideUnsealing
) -> DecidedUnsealing:
    """Decide as somebody else than who proposed; approved, the file may be opened (F-13).

    Raises `NotPermitted`, `NotVisible`, or the refusals `UnsealingDecided`, `ApproverIsAuthor`.
    """
    actor.require(Permission.UNSEAL_DECIDE)
    async with begin(database, clock, actor, command, DecidedUnsealing) as work:
        if work.first_answer is not None:
            return work.first_answer
        afterwards = AfterwardsRepository(work)
        row = await afterwards.lock_unsealing(command.unsealing_id)
        refusal = refuse_unseal_decision(unsealing(row), actor.account_id)
        if refusal is not None:
            raise refusal
        await afterwards.decide_unsealing(row, command.verdict, command.reason)
        work.record(
            "afterwards.unsealing_decided", "seal_order", row.seal_order_id,
            verdict=command.verdict.value,
        )  # fmt: skip
        return work.answer(DecidedUnsealing(row.seal_order_id))
