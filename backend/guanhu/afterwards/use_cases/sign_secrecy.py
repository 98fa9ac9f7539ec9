"""Record that somebody who learned the data signed to keep it secret (F-18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.facts import UndertakingPerson
from guanhu.afterwards.follow_ups import FollowUpRepository
from guanhu.afterwards.rules import refuse_past_day
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database
from guanhu.sealing.repository import SealingRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class SignSecrecy:
    """Record an undertaking of secrecy of whoever learned the data in the proceedings."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    seal_order_id: UUID = item("The line of the sealed register.")
    person_kind: UndertakingPerson = item("In what capacity the person learned the data.")
    person: str = words("Who signed.", at_most=60)
    signed_on: date = item("Day of the signature; it may lie before the sealing.")


@dataclass(frozen=True, slots=True)
class SignedSecrecy:
    """The line of the register with the undertaking."""

    seal_order: UUID


async def sign_secrecy(
    database: Database, clock: Clock, actor: Actor, command: SignSecrecy
) -> SignedSecrecy:
    """Keep it (F-18). Raises `NotPermitted`, `NotVisible`, or the refusal `DateInFuture`."""
    actor.require(Permission.SEAL_FOLLOW)
    async with begin(database, clock, actor, command, SignedSecrecy) as work:
        if work.first_answer is not None:
            return work.first_answer
        order = await SealingRepository(work).get(command.seal_order_id)
        refusal = refuse_past_day("signedOn", command.signed_on, today=work.today)
        if refusal is not None:
            raise refusal
        await FollowUpRepository(work).sign(
            order.id, command.person_kind, command.person, command.signed_on
        )
        work.record(
            "afterwards.secrecy_signed", "seal_order", order.id, by=command.person_kind.value
        )
        return work.answer(SignedSecrecy(order.id))
