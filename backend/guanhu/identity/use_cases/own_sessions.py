"""One's own sessions: list them, end one, end the others."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin, look
from guanhu.identity.facts import SessionSeen
from guanhu.identity.repository import AccountRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import NotVisible
from guanhu.plumbing.database import Database


async def list_sessions(database: Database, clock: Clock, actor: Actor) -> list[SessionSeen]:
    """The actor's own live sessions."""
    actor.require(Permission.SESSION_OWN)
    async with look(database, clock, actor) as seen:
        return await AccountRepository(seen).sessions()


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSession:
    """End one of one's own sessions."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    session_id: UUID = item("The session.")


@dataclass(frozen=True, slots=True)
class EndedSession:
    """The session that was ended."""

    session_id: UUID


async def end_session(
    database: Database, clock: Clock, actor: Actor, command: EndSession
) -> EndedSession:
    """End a session; `NotVisible` when it is not the actor's own or has ended already."""
    actor.require(Permission.SESSION_OWN)
    async with begin(database, clock, actor, command, EndedSession) as work:
        if work.first_answer is not None:
            return work.first_answer
        ended = await AccountRepository(work).end_sessions(
            actor.account_id, "ended_by_owner", only=command.session_id
        )
        if ended == 0:
            raise NotVisible
        work.record("identity.session_ended", "session", command.session_id)
        return work.answer(EndedSession(session_id=command.session_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOtherSessions:
    """End all of one's own sessions but this one."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)


@dataclass(frozen=True, slots=True)
class EndedOtherSessions:
    """How many sessions were ended."""

    sessions_ended: int


async def end_other_sessions(
    database: Database, clock: Clock, actor: Actor, command: EndOtherSessions
) -> EndedOtherSessions:
    """End every other session of the actor; none is fine."""
    actor.require(Permission.SESSION_OWN)
    async with begin(database, clock, actor, command, EndedOtherSessions) as work:
        if work.first_answer is not None:
            return work.first_answer
        ended = await AccountRepository(work).end_sessions(
            actor.account_id, "ended_by_owner", keep=actor.session_id
        )
        work.record("identity.other_sessions_ended", "account", actor.account_id, count=ended)
        return work.answer(EndedOtherSessions(sessions_ended=ended))
