"""The register of queries: who asked, until when it is answered, and what came of it."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.facts import QuerySeen
from guanhu.afterwards.queries import QueryListed, QueryRepository
from guanhu.audit.work import look, look_on_record
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database
from guanhu.sealing.facts import SealOrderSeen
from guanhu.sealing.repository import SealingRepository


async def read_seal_queries(
    database: Database, clock: Clock, actor: Actor, *, undecided: bool, limit: int, offset: int
) -> tuple[list[QueryListed], int]:
    """One page of the register, nobody named; an officer's own, a supervisor's office's."""
    actor.require(Permission.SEAL_QUERY_RECORD)
    async with look(database, clock, actor) as seen:
        return await QueryRepository(seen).page(undecided=undecided, limit=limit, offset=offset)


async def read_seal_query(
    database: Database, clock: Clock, actor: Actor, query_id: UUID
) -> QuerySeen:
    """One query with its texts, or `NotVisible`. The reading stands in the trail (Q-06)."""
    actor.require(Permission.SEAL_QUERY_RECORD)
    async with look_on_record(database, clock, actor) as seen:
        found = await QueryRepository(seen).get(query_id)
        seen.record("afterwards.query_read", "seal_query", query_id)
        return found


async def read_query_matches(
    database: Database, clock: Clock, actor: Actor, query_id: UUID
) -> list[SealOrderSeen]:
    """The lines of the register a query is about: for the one who decides (F-09)."""
    actor.require(Permission.SEAL_QUERY_DECIDE)
    async with look(database, clock, actor) as seen:
        matches = await QueryRepository(seen).matches(query_id)
        return await SealingRepository(seen).many(matches)
