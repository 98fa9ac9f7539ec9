"""A product on a fresh database, a fixed clock, and people who sign in to it."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx
import psycopg
from graphql import GraphQLSchema

from guanhu.access.actor import Actor
from guanhu.access.roles import Role
from guanhu.kernel.clock import FixedClock
from guanhu.main import create_app
from guanhu.product import Product
from guanhu.replay import selections
from guanhu.replay.asking import posted
from support import rows
from support.cluster import Cluster

# The same few documents are sent over and over.
mutation_document = cache(selections.mutation_document)
query_document = cache(selections.query_document)

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = "P330100"
OTHER_OFFICE = "P330200"
PEOPLE = uuid.UUID("6f1d5f0e-4b55-4a52-9d37-0d5a3c1b7a11")
"""Who is put in first, second, third has the same id in every test: a stage built once fits."""


class Failed(AssertionError):
    """A top-level error where data was expected."""


class World:
    """What a test stands in. Times are Asia/Shanghai unless they carry a zone."""

    def __init__(
        self,
        product: Product,
        schema: GraphQLSchema,
        clock: FixedClock,
        cluster: Cluster,
        database: str,
        admin: psycopg.Connection[tuple[Any, ...]] | None = None,
    ) -> None:
        self.product = product
        self.schema = schema
        self.clock = clock
        self.cluster = cluster
        self.database = database
        self.admin_url = cluster.admin_url(database)
        self.setting: list[tuple[str, ...]] = []
        """Who was put here, and when: what a stage is known by (see `stages`)."""
        self.untouched = True
        """Nothing was done yet but putting people here."""
        self._admin = admin
        self.app = create_app(product)
        self.actors: dict[str, Actor] = {}
        self.offices: dict[str, UUID] = {}

    # -- time ---------------------------------------------------------------------------------

    def at(self, when: str) -> None:
        """Put the clock: ``2026-03-02`` (nine in the morning) or ``2026-03-02T14:30``."""
        text = when if "T" in when else f"{when}T09:00"
        self.clock.set(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI))

    def later(self, **delta: int) -> None:
        self.clock.set(self.clock.now() + timedelta(**delta))

    @property
    def today(self) -> date:
        return self.clock.now().astimezone(SHANGHAI).date()

    # -- people -------------------------------------------------------------------------------

    def office(self, code: str = OFFICE) -> UUID:
        if code not in self.offices:
            office_id = uuid.uuid5(PEOPLE, code)
            self._run(
                "INSERT INTO offices (id, code, name_zh, name_en, region_code)"
                " VALUES (%s, %s, %s, %s, %s)",
                [office_id, code, f"检察院{code}", f"Office {code}", code[1:]],
            )
            self.offices[code] = office_id
        return self.offices[code]

    def person(self, handle: str, role: str, office: str = OFFICE) -> Actor:
        """An account with a live session; sign-in itself has tests of its own."""
        account_id = uuid.uuid5(PEOPLE, f"{office} {handle} {len(self.setting)}")
        session_id = uuid.uuid5(account_id, "session")
        office_id = self.office(office)
        self.setting.append((handle, role, office, self.clock.now().isoformat()))
        self._run(
            "INSERT INTO accounts (id, office_id, role, display_name, created_at)"
            " VALUES (%s, %s, %s, %s, %s)",
            [account_id, office_id, role, handle, self.clock.now()],
        )
        self._run(
            "INSERT INTO sessions (id, account_id, started_at, last_used_at, expires_at)"
            " VALUES (%s, %s, %s, %s, %s)",
            [session_id, account_id, self.clock.now(), self.clock.now(),
             datetime(2099, 1, 1, tzinfo=UTC)],
        )  # fmt: skip
        self.actors[handle] = Actor(account_id, office_id, Role(role), session_id)
        return self.actors[handle]

    def token(self, handle: str) -> str:
        actor = self.actors[handle]
        assert actor.session_id is not None
        assert actor.role is not None
        token, _ = self.product.tokens.issue(
            account_id=actor.account_id,
            session_id=actor.session_id,
            office_id=actor.office_id,
            role=actor.role.value,
            now=self.clock.now(),
        )
        return token

    # -- the door -----------------------------------------------------------------------------

    @cached_property
    def http(self) -> httpx.AsyncClient:
        """For what is not a plain GraphQL request: other paths, cookies, broken bodies."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, raise_app_exceptions=True),
            base_url="http://testserver",
            trust_env=False,
        )

    async def hang_up(self) -> None:
        """Close the client, if one was needed."""
        if "http" in vars(self):
            await self.http.aclose()

    async def post(
        self, handle: str | None, query: str, variables: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """One GraphQL request; the whole answer."""
        self.untouched = False
        headers = {} if handle is None else {"authorization": f"Bearer {self.token(handle)}"}
        asked = {"query": query, "variables": variables or {}}
        answer: dict[str, Any] = await posted(self.app, "/graphql", asked, headers)
        return answer

    async def do(
        self, handle: str | None, mutation: str, want: tuple[str, ...] = (), /, **given: Any
    ) -> dict[str, Any]:
        """Send one mutation; its payload (success or refusal). `given` is the input, camelCase.

        `want` names further paths of the answer (``caseFile.minor.maskedName``). A top-level
        error answers as ``{"code": …}`` too, so that refusals of all kinds read alike.
        """
        given.setdefault("idempotencyKey", uuid.uuid4().hex)
        document = mutation_document(self.schema, mutation, tuple(want))
        answer = await self.post(handle, document, {"input": given})
        return self._payload(answer, mutation)

    async def ask(
        self, handle: str | None, query: str, want: tuple[str, ...] = (), /, **arguments: Any
    ) -> Any:
        """Ask one query; its data, or ``{"code": …}`` for a top-level error.

        Of a case page only the parts that `want` names are asked: all of it takes as long as
        ten commands. Without `want` it is asked whole.
        """
        narrow = query == "caseFile" and bool(want)
        document = query_document(self.schema, query, tuple(arguments), tuple(want), narrow=narrow)
        answer = await self.post(handle, document, arguments)
        return self._payload(answer, query)

    @staticmethod
    def _payload(answer: dict[str, Any], name: str) -> Any:
        if answer.get("errors"):
            extensions = answer["errors"][0]["extensions"]
            if extensions["code"] in {"INTERNAL", "BAD_REQUEST"}:
                raise Failed(answer["errors"])
            return extensions
        return answer["data"][name]

    async def done(
        self, handle: str, mutation: str, want: tuple[str, ...] = (), /, **given: Any
    ) -> dict[str, Any]:
        """Send a mutation that must succeed."""
        payload = await self.do(handle, mutation, want, **given)
        if not str(payload.get("__typename", "")).endswith("Success"):
            raise Failed(payload)
        return payload

    # -- the database, past both walls ----------------------------------------------------------

    def sql(self, statement: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """Run one statement as the superuser."""
        self.untouched = False
        return self._run(statement, parameters)

    def _run(self, statement: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        cursor = self.admin.execute(statement, parameters)  # type: ignore[arg-type]
        return cursor.fetchall() if cursor.description else []

    def count(self, table: str) -> int:
        return int(self.sql(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608

    def counts(self) -> dict[str, int]:
        """Rows of every table: to show that a refusal wrote nothing."""
        sizes = self.sql(
            "SELECT relname, pg_relation_size(oid) FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace ORDER BY 1"
        )
        # A table without pages has no rows; asking each of them takes longest.
        asked = [f"SELECT '{name}', count(*) FROM {name}" for name, size in sizes if size]  # noqa: S608
        return dict(sizes) | dict(self.sql(" UNION ALL ".join(asked)))

    @property
    def admin(self) -> psycopg.Connection[tuple[Any, ...]]:
        """The superuser's connection."""
        if self._admin is None:
            self._admin = psycopg.connect(self.admin_url, autocommit=True)
        return self._admin

    def afresh(self) -> None:
        """Nobody, nothing, as when the test began: for the next example of a property."""
        rows.empty(self.admin)
        self.actors, self.offices, self.setting = {}, {}, []
        self.untouched = True

    async def close(self) -> None:
        """For a world on a database that was not lent."""
        await self.hang_up()
        await self.product.database.close()
        if self._admin is not None:
            self._admin.close()


__all__ = ["OFFICE", "OTHER_OFFICE", "Failed", "World"]
