"""Plays a scenario through the product's HTTP API, step by step, as the named accounts."""

from __future__ import annotations

import asyncio
import itertools
import uuid
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import psycopg
from graphql import GraphQLSchema

from guanhu.access.actor import Actor
from guanhu.access.roles import Role
from guanhu.jobs.daily import run_daily
from guanhu.kernel.clock import OFFICE_ZONE, FixedClock, office_date
from guanhu.main import create_app
from guanhu.product import Product
from guanhu.replay.asking import posted
from guanhu.replay.learner import learn
from guanhu.replay.matching import (
    NothingThere,
    UnknownVariable,
    at_path,
    filled,
    matches,
    paths_in,
)
from guanhu.replay.scenario import Person, Scenario, Step
from guanhu.replay.selections import (
    UnknownField,
    UnknownOperation,
    mutation_document,
    query_document,
)

REHEARSAL_PASSWORD = "rehearsal-only-9137"  # noqa: S105 - of accounts that live for one rehearsal
SESSION = timedelta(days=3650)
AT_ONCE = 8
"""How many lanes are on their way at once: one asks the database while another one thinks."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one step came to; `problem` is None when it went as expected."""

    step: Step
    answer: Any
    problem: str | None


class Player:
    """Plays scenarios on one product. Accounts and saved values last as long as the player.

    A `bare` player asks each answer only for what the step saves or expects. A rehearsal reads
    the whole answer of a command, and of a query the parts that are expected; one who merely
    fills an office saves most of the work.
    """

    def __init__(
        self,
        product: Product,
        schema: GraphQLSchema,
        clock: FixedClock,
        owner_url: str,
        *,
        bare: bool = False,
    ) -> None:
        self._bare = bare
        self._product = product
        self._schema = schema
        self._clock = clock
        self._owner_url = owner_url
        self._app = create_app(product)
        self._tokens: dict[str, tuple[date, str]] = {}
        self.actors: dict[str, Actor] = {}
        self.saved: dict[str, Any] = {}

    async def close(self) -> None:
        await self._product.database.close()

    async def play(self, scenario: Scenario) -> AsyncIterator[Outcome]:
        """Play every step in order; stops after the first that does not go as expected.

        Stories of a lane of their own are lived through at once, day by day, each in its order.
        """
        if scenario.steps:
            self._clock.set(scenario.steps[0].at)
        self.hire(scenario.people)
        for lanes in at_once(scenario.steps):
            async for outcome in self._lived(lanes):
                yield outcome
                if outcome.problem is not None:
                    return

    async def _lived(self, lanes: Sequence[Sequence[Step]]) -> AsyncIterator[Outcome]:
        """Steps one after the other; of several lanes each by itself, told when all are done."""
        if len(lanes) == 1:
            for step in lanes[0]:
                self._clock.set(step.at)
                yield await self._played(step)
            return
        # Whoever asks without being in a lane stands at the end of it.
        self._clock.set(max(lane[-1].at for lane in lanes))
        room = asyncio.Semaphore(AT_ONCE)
        for lane in await asyncio.gather(*(self._lane(steps, room) for steps in lanes)):
            for outcome in lane:
                yield outcome

    async def _lane(self, steps: Sequence[Step], room: asyncio.Semaphore) -> list[Outcome]:
        outcomes = list[Outcome]()
        async with room:
            for step in steps:
                self._clock.set_here(step.at)
                outcomes.append(await self._played(step))
                if outcomes[-1].problem is not None:
                    break
        return outcomes

    async def _played(self, step: Step) -> Outcome:
        try:
            answer = await self._answer(step)
        except (UnknownOperation, UnknownField, UnknownVariable, UnknownAccount) as unknown:
            return Outcome(step, None, f"unknown {type(unknown).__name__[7:].lower()}: {unknown}")
        if step.expect is not None:
            expected = filled(step.expect, self.saved)
            if not matches(expected, answer):
                return Outcome(step, answer, f"expected {expected}")
        elif _failed(answer):
            return Outcome(step, answer, "expected success")
        try:
            for name, path in step.save.items():
                self.saved[name] = at_path(answer, path)
        except NothingThere as missing:
            return Outcome(step, answer, f"nothing to save at {missing}")
        return Outcome(step, answer, None)

    async def _answer(self, step: Step) -> Any:
        if step.verb == "run":
            report = await run_daily(self._product, self._clock)
            if report.failures:
                return {"code": "JOB_FAILED", "jobs": [name for name, _ in report.failures]}
            return {"jobs": [job.name for job in report.jobs]}
        given = filled(step.given, self.saved)
        if step.verb == "join":
            return await self._join(step.name, given)
        if step.verb == "learn":
            return await learn(self._send, self._owner_url, str(step.actor), step.name, given)
        wanted = [*paths_in(step.expect or {}), *step.save.values()]
        wanted = [path for path in wanted if path not in {"code", "extensions"}]
        if step.verb == "do":
            given.setdefault("idempotencyKey", uuid.uuid4().hex)
            document = step.select or mutation_document(
                self._schema, step.name, _of_union(wanted, step), bare=self._bare
            )
            return await self._post(step, document, {"input": given})
        document = step.select or query_document(
            self._schema, step.name, given, wanted, bare=self._bare, narrow=bool(wanted)
        )
        return await self._post(step, document, given)

    async def _post(self, step: Step, document: str, variables: dict[str, Any]) -> Any:
        return await self._send(str(step.actor), step.name, document, variables)

    async def _send(self, actor: str, name: str, document: str, variables: dict[str, Any]) -> Any:
        answer = await posted(
            self._app,
            "/graphql",
            {"query": document, "variables": variables},
            {"authorization": f"Bearer {self._token(actor)}"},
        )
        if answer.get("errors"):
            first = answer["errors"][0]
            return {**first["extensions"], "message": first["message"]}
        return answer["data"][name]

    async def _join(self, handle: str, given: dict[str, Any]) -> Any:
        """A family member joins by invitation code and is known by `handle` from then on."""
        answer = await posted(
            self._app, "/auth/join", {"login": handle, "password": REHEARSAL_PASSWORD, **given}, {}
        )
        account = answer.get("account")
        if account is not None:
            self._open_session(
                handle, UUID(account["id"]), UUID(account["office"]["id"]), Role(account["role"])
            )
        return answer

    # -- accounts -----------------------------------------------------------------------------

    def hire(self, people: Sequence[Person]) -> None:
        """Make the offices and staff accounts that are not there yet."""
        with psycopg.connect(self._owner_url, autocommit=True) as owner:
            for person in people:
                if person.handle in self.actors:
                    continue
                owner.execute(
                    "INSERT INTO offices (id, code, name_zh, name_en, region_code)"
                    " VALUES (%s, %s, %s, %s, %s) ON CONFLICT (code) DO NOTHING",
                    [uuid.uuid4(), person.office, f"{person.office}检察院",
                     f"Procuratorate {person.office}", person.office[1:]],
                )  # fmt: skip
                found = owner.execute(
                    "SELECT id FROM offices WHERE code = %s", [person.office]
                ).fetchone()
                assert found is not None  # noqa: S101 - inserted above
                account_id = uuid.uuid4()
                owner.execute(
                    "INSERT INTO accounts (id, office_id, role, display_name, created_at)"
                    " VALUES (%s, %s, %s, %s, %s)",
                    [account_id, found[0], person.role.value, person.name, self._clock.now()],
                )
                self._open_session(person.handle, account_id, found[0], person.role)

    def _open_session(self, handle: str, account_id: UUID, office_id: UUID, role: Role) -> None:
        """A session that outlasts the scenario: its steps lie months apart."""
        session_id, now = uuid.uuid4(), self._clock.now()
        with psycopg.connect(self._owner_url, autocommit=True) as owner:
            owner.execute(
                "INSERT INTO sessions"
                " (id, account_id, started_at, last_used_at, expires_at, device)"
                " VALUES (%s, %s, %s, %s, %s, 'rehearsal')",
                [session_id, account_id, now, now, now + SESSION],
            )
        self._tokens.pop(handle, None)
        self.actors[handle] = Actor(account_id, office_id, role, session_id)
        # Steps name colleagues by handle: ${account.zhou}.
        self.saved[f"account.{handle}"] = str(account_id)

    def _token(self, handle: str) -> str:
        actor = self.actors.get(handle)
        if actor is None or actor.role is None or actor.session_id is None:
            raise UnknownAccount(handle)
        # One a day, as of its end: a story jumps to and fro between the hours of the others.
        day = office_date(self._clock.now())
        kept = self._tokens.get(handle)
        if kept is not None and kept[0] == day:
            return kept[1]
        token, _ = self._product.tokens.issue(
            account_id=actor.account_id,
            session_id=actor.session_id,
            office_id=actor.office_id,
            role=actor.role.value,
            now=datetime.combine(day, time.max, OFFICE_ZONE),
        )
        self._tokens[handle] = (day, token)
        return token


def at_once(steps: Iterable[Step]) -> Iterator[list[list[Step]]]:
    """What may be lived through at once: lanes of one day, or a single step that is of none."""
    for (_day, laned), group in itertools.groupby(
        steps, lambda step: (office_date(step.at), step.lane is not None)
    ):
        if not laned:
            yield from ([[step]] for step in group)
            continue
        lanes: dict[str | None, list[Step]] = {}
        for step in group:
            lanes.setdefault(step.lane, []).append(step)
        yield list(lanes.values())


class UnknownAccount(ValueError):
    """A step acts as somebody who is not there."""


def _of_union(wanted: list[str], step: Step) -> list[str]:
    """Paths of a refusal's extras (incident, problems) that no type of the union has are dropped.

    A refusal outside the union — NOT_VISIBLE, NOT_PERMITTED — is matched by its code alone.
    """
    expected = step.expect if isinstance(step.expect, dict) else {}
    return [] if set(expected) == {"code"} else wanted


def _failed(answer: Any) -> bool:
    return isinstance(answer, dict) and (
        "code" in answer or str(answer.get("__typename", "")) == "Refused"
    )
