"""Decide a query about a sealed record (F-05, F-09; Rules art. 484, 486)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.facts import QueryVerdict
from guanhu.afterwards.queries import QueryRepository
from guanhu.afterwards.rules import Verdict, query_deadline, refuse_query_decision
from guanhu.audit.work import begin
from guanhu.identity.holidays import office_holidays
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, words
from guanhu.plumbing.database import Database
from guanhu.sealing.facts import SealScope


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideSealQuery:
    """Permit or refuse a query, or answer that nothing is sealed."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    query_id: UUID = item("The query.")
    verdict: QueryVerdict = item("The answer.")
    seal_order_id: UUID | None = item(
        "The line of the register that is opened; only with a permission.", default=None
    )
    scope: tuple[SealScope, ...] = items(
        "What may be read; only with a permission.", at_most=len(SealScope), default=()
    )
    reason: str = words("Reasons of the answer.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class DecidedSealQuery:
    """The query with its answer."""

    seal_query: UUID


async def decide_seal_query(
    database: Database, clock: Clock, actor: Actor, command: DecideSealQuery
) -> DecidedSealQuery:
    """Answer a query as a supervisor who did not register it; late answers stay late (F-05, F-09).

    Raises `NotPermitted`, `NotVisible`, or the refusals `QueryDecided`, `ApproverIsAuthor`,
    `NotAJudicialOrgan`, `NotForACase`, `NothingMatches`, `SomethingIsSealed`, `OutsideScope`,
    `InvalidInput`.
    """
    actor.require(Permission.SEAL_QUERY_DECIDE)
    async with begin(database, clock, actor, command, DecidedSealQuery) as work:
        if work.first_answer is not None:
            return work.first_answer
        queries = QueryRepository(work)
        query = await queries.lock(command.query_id)
        wanted = Verdict(
            command.verdict, command.seal_order_id, frozenset(command.scope), actor.account_id
        )
        matches = await queries.matches(command.query_id)
        refusal = refuse_query_decision(query, wanted, matches)
        if refusal is not None:
            raise refusal
        due = query_deadline(query.received_on, work.today, await office_holidays(work))
        await queries.decide(command.query_id, wanted, command.reason)
        work.record(
            "afterwards.query_decided", "seal_query", command.query_id,
            verdict=command.verdict.value,
            late=due.late,
        )  # fmt: skip
        return work.answer(DecidedSealQuery(command.query_id))
