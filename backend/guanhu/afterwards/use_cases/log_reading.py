"""Enter into the log that a sealed record was read under a permitted query (F-09)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.queries import QueryRepository
from guanhu.afterwards.rules import refuse_reading
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, words
from guanhu.plumbing.database import Database
from guanhu.sealing.facts import SealScope


@dataclass(frozen=True, slots=True, kw_only=True)
class LogQueryReading:
    """Record what was read, by whom, and when."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    query_id: UUID = item("The permitted query.")
    undertaking_id: UUID = item("The undertaking of the one who read.")
    read_on: date = item("Day of the reading.")
    scope: tuple[SealScope, ...] = items("What was read.", at_least=1, at_most=len(SealScope))


@dataclass(frozen=True, slots=True)
class LoggedQueryReading:
    """The query with its log."""

    seal_query: UUID


async def log_query_reading(
    database: Database, clock: Clock, actor: Actor, command: LogQueryReading
) -> LoggedQueryReading:
    """Enter a reading: within what was permitted, by one who had signed (F-09).

    Raises `NotPermitted`, `NotVisible`, or the refusals `QueryNotPermitted`, `UndertakingMissing`,
    `OutsideScope`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.SEAL_QUERY_RECORD)
    async with begin(database, clock, actor, command, LoggedQueryReading) as work:
        if work.first_answer is not None:
            return work.first_answer
        queries = QueryRepository(work)
        query = await queries.lock(command.query_id)
        refusal = refuse_reading(
            query,
            await queries.undertaking(command.query_id, command.undertaking_id),
            read_on=command.read_on,
            scope=command.scope,
            today=work.today,
        )
        if refusal is not None:
            raise refusal
        await queries.log(command.query_id, command.undertaking_id, command.read_on, command.scope)
        work.record(
            "afterwards.sealed_read", "seal_query", command.query_id, parts=len(command.scope)
        )
        return work.answer(LoggedQueryReading(command.query_id))
