"""Voluntary follow-up after the end: begun on consent, noted, ended at any time (F-17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.facts import AfterSealing, Consent, FollowUpEnd
from guanhu.afterwards.follow_ups import FollowUpRepository
from guanhu.afterwards.rules import refuse_follow_up, refuse_follow_up_day
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database
from guanhu.sealing.repository import SealingRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginFollowUp:
    """Begin a follow-up, with the consents it rests on."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    seal_order_id: UUID = item("The line of the sealed register.")
    of_age: bool = item("Whether the person is of age.")
    minor_consented_on: date = item("Day on which the person agreed.")
    representative_consented_on: date | None = item(
        "Day on which the legal representative agreed; needed for a minor.", default=None
    )
    until: date | None = item("Until when it was agreed; the law sets no length.", default=None)


@dataclass(frozen=True, slots=True)
class BegunFollowUp:
    """The line of the register and the follow-up."""

    seal_order: UUID
    follow_up_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFollowUp:
    """Record one contact of a follow-up."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    follow_up_id: UUID = item("The follow-up.")
    happened_on: date = item("Day of the contact.")
    situation: str = words("How the person is.", at_most=2000, multiline=True)
    need: str | None = words("What is needed.", at_most=1000, multiline=True, default=None)


@dataclass(frozen=True, slots=True)
class NotedFollowUp:
    """The line of the register with the contact."""

    seal_order: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EndFollowUp:
    """End a follow-up; a withdrawn consent ends it at once."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    follow_up_id: UUID = item("The follow-up.")
    ended_on: date = item("Day on which it ended.")
    because: FollowUpEnd = item("Why.")


@dataclass(frozen=True, slots=True)
class EndedFollowUp:
    """The line of the register, its follow-up ended."""

    seal_order: UUID


async def begin_follow_up(
    database: Database, clock: Clock, actor: Actor, command: BeginFollowUp
) -> BegunFollowUp:
    """Begin it: help is offered and never ordered any more (F-17).

    Raises `NotPermitted`, `NotVisible` (no such line), or the refusals `FollowUpConsentMissing`,
    `FollowUpRunning`, `DateInFuture`, `DateBefore` (consent before the end was not free).
    """
    actor.require(Permission.SEAL_FOLLOW)
    async with begin(database, clock, actor, command, BegunFollowUp) as work:
        if work.first_answer is not None:
            return work.first_answer
        await work.hold(command.seal_order_id)
        order = await SealingRepository(work).get(command.seal_order_id)
        follow_ups = FollowUpRepository(work)
        known = (await follow_ups.of_orders([order.id])).get(order.id, [])
        consent = Consent(
            command.of_age,
            command.minor_consented_on,
            command.representative_consented_on,
            command.until,
        )
        refusal = refuse_follow_up(
            AfterSealing(follow_ups=tuple(known)),
            consent,
            effective_on=order.effective_on or order.sealed_on,
            today=work.today,
        )
        if refusal is not None:
            raise refusal
        follow_up_id = await follow_ups.begin(order.id, consent)
        work.record("afterwards.follow_up_begun", "seal_order", order.id, of_age=command.of_age)
        return work.answer(BegunFollowUp(order.id, follow_up_id))


async def note_follow_up(
    database: Database, clock: Clock, actor: Actor, command: NoteFollowUp
) -> NotedFollowUp:
    """Record a contact that the consent covers (F-17).

    Raises `NotPermitted`, `NotVisible`, or the refusals `FollowUpOver`, `DateInFuture`,
    `DateBefore`.
    """
    actor.require(Permission.SEAL_FOLLOW)
    async with begin(database, clock, actor, command, NotedFollowUp) as work:
        if work.first_answer is not None:
            return work.first_answer
        follow_ups = FollowUpRepository(work)
        row, seen = await follow_ups.lock(command.follow_up_id)
        refusal = refuse_follow_up_day(seen, "happenedOn", command.happened_on, today=work.today)
        if refusal is not None:
            raise refusal
        await follow_ups.note(row.id, command.happened_on, command.situation, command.need)
        work.record("afterwards.follow_up_noted", "seal_order", row.seal_order_id)
        return work.answer(NotedFollowUp(row.seal_order_id))


async def end_follow_up(
    database: Database, clock: Clock, actor: Actor, command: EndFollowUp
) -> EndedFollowUp:
    """End it; whoever agreed may withdraw at any time and nothing follows from that (F-17).

    Raises `NotPermitted`, `NotVisible`, or the refusals `FollowUpOver`, `DateInFuture`,
    `DateBefore`.
    """
    actor.require(Permission.SEAL_FOLLOW)
    async with begin(database, clock, actor, command, EndedFollowUp) as work:
        if work.first_answer is not None:
            return work.first_answer
        row, seen = await FollowUpRepository(work).lock(command.follow_up_id)
        refusal = refuse_follow_up_day(seen, "endedOn", command.ended_on, today=work.today)
        if refusal is not None:
            raise refusal
        row.ended_on, row.ended_because = command.ended_on, command.because.value
        work.record(
            "afterwards.follow_up_ended", "seal_order", row.seal_order_id,
            because=command.because.value,
        )  # fmt: skip
        return work.answer(EndedFollowUp(row.seal_order_id))
