"""Take the undertaking of secrecy of whoever reads under a permitted query (F-09)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.queries import QueryRepository
from guanhu.afterwards.rules import refuse_query_undertaking
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class SignQueryUndertaking:
    """Record that a reader signed to keep it secret."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    query_id: UUID = item("The permitted query.")
    person: str = words("Who signed.", at_most=60)
    signed_on: date = item("Day of the signature.")


@dataclass(frozen=True, slots=True)
class SignedQueryUndertaking:
    """The query and the undertaking."""

    seal_query: UUID
    undertaking_id: UUID


async def sign_query_undertaking(
    database: Database, clock: Clock, actor: Actor, command: SignQueryUndertaking
) -> SignedQueryUndertaking:
    """Keep an undertaking; nothing is read before (F-09).

    Raises `NotPermitted`, `NotVisible`, or the refusals `QueryNotPermitted`, `DateInFuture`,
    `DateBefore`.
    """
    actor.require(Permission.SEAL_QUERY_RECORD)
    async with begin(database, clock, actor, command, SignedQueryUndertaking) as work:
        if work.first_answer is not None:
            return work.first_answer
        queries = QueryRepository(work)
        query = await queries.lock(command.query_id)
        refusal = refuse_query_undertaking(query, command.signed_on, work.today)
        if refusal is not None:
            raise refusal
        undertaking_id = await queries.sign(command.query_id, command.person, command.signed_on)
        work.record("afterwards.undertaking_signed", "seal_query", command.query_id)
        return work.answer(SignedQueryUndertaking(command.query_id, undertaking_id))
