"""The frame of every use case: who, when, the session, the keys, the trail, and done-once.

`begin` opens the one transaction of a command; `look` opens a read. Inside `begin`:

- the input is checked and the idempotency key claimed before anything is read; a repetition gives
  the first answer, the same key with other input is refused;
- `record` notes what will stand in the trail; a command that answers without a trace is a bug;
- the trail is appended last, so that an office's chain is locked only for the end of it.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Any, Final, Generic, Protocol, Self, TypeVar, cast
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from guanhu.access.actor import Actor, system_actor
from guanhu.audit.trail import APPEND, Detail, Trace, append, columns
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import check
from guanhu.kernel.errors import IdempotencyKeyReused
from guanhu.plumbing.database import Database, Entry, enter, entering, hold, sent
from guanhu.plumbing.keyring import KeyRing
from guanhu.plumbing.tables import IdempotencyKeyRow
from guanhu.plumbing.vault import Vault

A = TypeVar("A")

# Who enters and what is done once, in one message: the wall is up before the row is written.
ENTER_AND_CLAIM: Final = """
INSERT INTO idempotency_keys (account_id, key, command, input_digest, done_at)
SELECT $2::uuid, $7::text, $8::text, $9::bytea, $6::timestamptz
WHERE guanhu_enter($1, $2, $3, $4, $5, $6) IS NOT NULL
ON CONFLICT DO NOTHING RETURNING key
"""
ANSWER: Final = (
    "UPDATE idempotency_keys SET answer = {}::text::jsonb WHERE account_id = {} AND key = {}"
)
ANSWER_ALONE: Final = ANSWER.format("$1", "$2", "$3")
ANSWER_AND_APPEND: Final = f"WITH answered AS ({ANSWER.format('$10', '$11', '$12')}) {APPEND}"


class Command(Protocol):
    """A command dataclass; every one carries the key under which it is done once."""

    @property
    def idempotency_key(self) -> str: ...


class Look:
    """One open transaction as one actor at one instant. Repositories are built from it."""

    def __init__(self, session: AsyncSession, actor: Actor, now: datetime, vault: Vault) -> None:
        self.session = session
        self.actor = actor
        self.now = now
        self.sees_offered = False
        """Whether this transaction cannot write: only then an offered file is seen (S59)."""
        self.today = office_date(now)
        """The office's calendar date (Asia/Shanghai)."""
        self.vault = vault
        self.keys = KeyRing(session, vault)
        self._traces: list[Trace] = []

    async def rows(self, statement: str, values: Sequence[Any]) -> Sequence[Any]:
        """The rows of a statement given as text, with the driver's placeholders ($1, $2, …)."""
        return await sent(self.session, statement, values)

    def entry(self) -> Entry:
        return entry_of(self.actor, self.now)

    def record(
        self,
        action: str,
        record_kind: str,
        record_id: UUID,
        *,
        case_id: UUID | None = None,
        office_id: UUID | None = None,
        **details: Detail,
    ) -> None:
        """Note one trail entry (``room.verb-past``, e.g. ``checkins.logged``) for the commit.

        It stands in the actor's office; `office_id` says another: that of the case, where somebody
        assists from elsewhere (S-11).
        """
        self._traces.append(
            Trace(
                office_id or self.actor.office_id, self.now,
                self.actor.account_id, self.actor.role_name,
                action, record_kind, record_id, case_id, details,
            )
        )  # fmt: skip

    async def scope_changed(self) -> None:
        """Enter again after a case was opened or a person joined it in this transaction."""
        await enter(self.session, self.entry())

    async def hold(self, record_id: UUID) -> None:
        """Two who add to one record at once: the second waits, and finds what the first added."""
        await hold(self.session, record_id)

    @asynccontextmanager
    async def as_system(self) -> AsyncIterator[Look]:
        """In the same transaction, the system's own actor of the same office.

        For what follows from an act at once although the actor sees none of it. Permission for the
        act was asked before; nothing read here may reach the answer but counts.
        """
        system = system_actor(self.actor.office_id)
        await self.session.flush()
        await enter(self.session, entry_of(system, self.now))
        yield Look(self.session, system, self.now, self.vault)
        await self.session.flush()
        await enter(self.session, self.entry())

    async def write_trail(self) -> None:
        """Append what was noted, in order."""
        await append(self.session, self._traces)
        self._traces.clear()


class Glance(Look):
    """A read-only look over the bare driver; it has no session and answers `rows` only.

    Each call of `rows` is a transaction of its own, entered anew.
    """

    def __init__(self, database: Database, actor: Actor, now: datetime) -> None:
        super().__init__(cast("AsyncSession", None), actor, now, database.vault)
        self.sees_offered = True
        self._database = database

    async def rows(self, statement: str, values: Sequence[Any]) -> Sequence[Any]:
        return await self._database.glance(self.entry(), statement, values)


class Work(Look, Generic[A]):
    """A command under way. `A` is its answer: a frozen dataclass of identifiers and codes."""

    def __init__(
        self, session: AsyncSession, actor: Actor, now: datetime, vault: Vault, answer_type: type[A]
    ) -> None:
        super().__init__(session, actor, now, vault)
        self._answer_type = answer_type
        self.first_answer: A | None = None
        self.given: A | None = None
        self._traceless = False

    def leave_no_trace(self) -> None:
        """Say that this command changes no record of the office (a draft), so nothing is noted."""
        self._traceless = True

    def answer(self, given: A) -> A:
        """Note the answer, so that a repetition of the command gets the same one."""
        self.given = given
        return given

    async def _claim(self, command: Command) -> Self:
        digest = self.vault.fingerprint(canonical(command))
        name, key = type(command).__name__, command.idempotency_key
        claimed = await entering(
            self.session, ENTER_AND_CLAIM, (*self.entry().values(), key, name, digest)
        )
        if claimed:
            return self
        first = await self.session.get_one(IdempotencyKeyRow, (self.actor.account_id, key))
        if first.command != name or first.input_digest != digest:
            raise IdempotencyKeyReused
        self.first_answer = _restore(self._answer_type, first.answer)
        return self

    async def _finish(self, command: Command) -> None:
        if self.given is None:
            message = f"{type(command).__name__} ended without an answer"
            raise AssertionError(message)
        if not self._traces and not self._traceless:
            message = f"{type(command).__name__} ended without a trail entry"
            raise AssertionError(message)
        await self.session.flush()
        answered = (_plain(self.given), self.actor.account_id, command.idempotency_key)
        if self._traces:
            values = (*columns(self._traces), *answered)
            await sent(self.session, ANSWER_AND_APPEND, values)
            self._traces.clear()
        else:
            await sent(self.session, ANSWER_ALONE, answered)


@asynccontextmanager
async def begin(
    database: Database, clock: Clock, actor: Actor, command: Command, answer_type: type[A]
) -> AsyncIterator[Work[A]]:
    """Open the transaction of one command.

    The body starts with ``if work.first_answer is not None: return work.first_answer`` and ends
    with ``return work.answer(…)``. Raises `InvalidInput`, `IdempotencyKeyReused`, `SessionEnded`.
    """
    check(command)
    now = clock.now()
    async with database.doorstep() as session:
        work = Work(session, actor, now, database.vault, answer_type)
        await work._claim(command)  # noqa: SLF001 - begin and Work are one thing
        yield work
        if work.first_answer is None:
            await work._finish(command)  # noqa: SLF001


@asynccontextmanager
async def look(
    database: Database, clock: Clock, actor: Actor, *, snapshot: bool = False
) -> AsyncIterator[Look]:
    """Open a read-only transaction as `actor`; with `snapshot` all of it sees one instant."""
    now = clock.now()
    async with database.read(entry_of(actor, now), snapshot=snapshot) as session:
        seen = Look(session, actor, now, database.vault)
        seen.sees_offered = True
        yield seen


def glance(database: Database, clock: Clock, actor: Actor) -> Look:
    """A read-only look as `actor` for one statement given as text."""
    return Glance(database, actor, clock.now())


@asynccontextmanager
async def look_on_record(database: Database, clock: Clock, actor: Actor) -> AsyncIterator[Look]:
    """A read that is itself a trail entry (Minors-Net-Reg art. 36): identity data, sealed files."""
    now = clock.now()
    async with database.transaction(entry_of(actor, now)) as session:
        seen = Look(session, actor, now, database.vault)
        yield seen
        await seen.write_trail()


def canonical(command: Command) -> bytes:
    """A command's input without its key; equal input gives equal bytes.

    Only a keyed digest of it is stored: a plain one would let somebody who holds a dump try names.
    """
    plain = orjson.loads(orjson.dumps(command, default=str))
    plain.pop("idempotency_key")
    return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)


def entry_of(actor: Actor, now: datetime) -> Entry:
    """Who enters the database when."""
    return Entry(
        actor.session_id, actor.account_id, actor.role_name, actor.office_id, office_date(now), now
    )


def _plain(answer: Any) -> str:
    """An answer as JSON; asyncpg brings identifiers of a type of its own, hence `default`."""
    return orjson.dumps(answer, default=str).decode()


def _restore(answer_type: type[A], stored: dict[str, Any]) -> A:
    """An answer from its stored form: identifiers, dates and codes by the declared types."""
    hints = {f.name: f.type for f in dataclasses.fields(answer_type)}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for name, value in stored.items():
        declared = str(hints[name])
        if declared.startswith("tuple["):
            # One outcome for each of many: a tuple of one kind of part.
            part = typing.get_args(typing.get_type_hints(answer_type)[name])[0]
            values[name] = tuple(
                UUID(each) if part is UUID else _restore(part, each) for each in value
            )
        elif value is not None and "UUID" in declared:
            values[name] = UUID(value)
        elif value is not None and declared.startswith("date"):
            values[name] = date.fromisoformat(value)
        else:
            values[name] = value
    return answer_type(**values)
