"""Missing, malformed, over-long, foreign, stale and repeated input, thrown at every mutation.

Each is answered with a typed refusal or a masked error, writes nothing, and says nothing about
anybody's records. The victim is a file that has been through everything, with a marker in every
text; those who send are people of the same office, of another office, and nobody.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from graphql import GraphQLSchema, get_named_type, get_nullable_type, is_list_type
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from guanhu.api.gql.commands import USE_CASES
from guanhu.api.gql.schema import build_schema
from guanhu.api.gql.words import catalogue
from guanhu.kernel.clock import FixedClock
from guanhu.product import assemble
from guanhu.settings import Settings
from support import hostile
from support.cluster import Cluster
from support.traces import CORE
from support.whole_journey import a_marked_journey
from support.world import OTHER_OFFICE, World

build_schema(open_documents=True)  # fills USE_CASES

EXAMPLES = 12
TYPED = {*catalogue("refusals"), "BAD_REQUEST"}
USED_KEY = "used" * 8

SENDERS = {
    "zhao": ("officer", {}),
    "zhou": ("social_worker", {}),
    "ma": ("guardian", {}),
    "eyes": ("auditor", {}),
    "admin": ("administrator", {}),
    "far": ("officer", {"office": OTHER_OFFICE}),
    "far-chief": ("supervisor", {"office": OTHER_OFFICE}),
    "far-worker": ("social_worker", {"office": OTHER_OFFICE}),
    "far-admin": ("administrator", {"office": OTHER_OFFICE}),
}

NOT_TOUCHED_BY_COMMANDS = ("procrastinate", "alembic", "sign_in_throttles")
"""Tables left out of the comparison; a wrong password is counted on purpose."""

RECORDS = {
    "caseId": "case_files",
    "planVersionId": "plan_versions",
    "conditionId": "plan_conditions",
    "reviewId": "outcome_reviews",
    "minorId": "minors",
}
"""Fields that name a record with a version, and the record's table."""


class Victim:
    """The world after the journey, and what is needed to see whether it was touched."""

    def __init__(self, world: World, runner: asyncio.Runner) -> None:
        self.world = world
        self.runner = runner
        tables = [name for name in world.counts() if not name.startswith(NOT_TOUCHED_BY_COMMANDS)]
        self._admin = psycopg.connect(world.admin_url, autocommit=True)
        self._tables = tables
        own = {
            str(found)
            for who in SENDERS
            for found in (world.actors[who].account_id, world.actors[who].session_id)
        }
        self._accounts = {str(row[0]) for row in self._identifiers("accounts")}
        self.ids = sorted(
            {
                str(row[0])
                for name in tables
                for row in self._identifiers(name)
            }
            - own
        )  # fmt: skip

    def foreign_to(self, who: str | None) -> list[str]:
        """Identifiers of what is none of the sender's business."""
        if who == "admin":  # accounts of the office are
            return sorted(set(self.ids) - self._accounts)
        return self.ids

    def _identifiers(self, table: str) -> list[tuple[Any, ...]]:
        columns = self.world.sql(
            "SELECT 1 FROM information_schema.columns WHERE table_name = %s"
            " AND column_name = 'id' AND data_type = 'uuid'",
            [table],
        )
        return self.world.sql(f"SELECT id FROM {table}") if columns else []  # noqa: S608

    def state(self, mutation: str) -> str:
        """A digest of every row that the mutation must not touch.

        Of a command about many, the answer is kept although each of them was refused.
        """
        left_out = {"idempotency_keys"} if self._each_of(mutation) else set()
        everything = " UNION ALL ".join(
            f"SELECT '{name}' || t::text AS row FROM {name} t"  # noqa: S608
            for name in self._tables
            if name not in left_out
        )
        rows = f"({everything}) all_rows"
        digest = f"SELECT md5(string_agg(row, '|' ORDER BY row)) FROM {rows}"  # noqa: S608
        return str(self._admin.execute(digest.encode()).fetchone())

    def own(self, field: str) -> str:
        """A record of the victim's officer that a field names."""
        rows = self.world.sql(f"SELECT id FROM {RECORDS[field]} ORDER BY id LIMIT 1")  # noqa: S608
        return str(rows[0][0])

    def close(self) -> None:
        self._admin.close()

    def send(self, who: str | None, mutation: str, given_input: Any) -> tuple[str, str]:
        """The code of the answer (SUCCESS when it was done), and all of its text."""
        named = f"{mutation[:1].upper()}{mutation[1:]}"
        each = self._each_of(mutation)
        of_many = f"... on {named}Success {{ {each} {{ code }} }}" if each else ""
        document = (
            f"mutation($input: {named}Input!) {{ {mutation}(input: $input) {{ __typename {of_many}"
            " ... on Refused { code message facts { name value } problems { path code } } } }"
        )
        answer = self.runner.run(self.world.post(who, document, {"input": given_input}))
        text = str(answer)
        if answer.get("errors"):
            return str(answer["errors"][0]["extensions"]["code"]), text
        payload = answer["data"][mutation]
        # A command about many answers for each of them.
        codes = [one["code"] for one in payload.get(each, [])]
        if codes and None not in codes:
            return str(codes[0]), text
        return str(payload.get("code", "SUCCESS")), text

    def _each_of(self, mutation: str) -> str | None:
        """The list of an answer that says for each record named whether it was done."""
        named = f"{mutation[:1].upper()}{mutation[1:]}Success"
        fields = self.world.schema.type_map[named].fields
        for name, field in fields.items():
            told = getattr(get_named_type(field.type), "fields", {})
            if is_list_type(get_nullable_type(field.type)) and "code" in told:
                return name
        return None


@pytest.fixture(scope="module")
def victim(cluster: Cluster, keys_folder: Any, schema: GraphQLSchema) -> Iterator[Victim]:
    name = cluster.clone()
    made = Settings(
        environment="test", database_url=cluster.app_url(name), keys_folder=keys_folder,
        totp_required=False, open_documents=True, secure_cookies=False, argon2_memory_kib=64,
        argon2_passes=1,
    )  # fmt: skip
    with asyncio.Runner() as runner:
        clock = FixedClock(datetime(2026, 3, 2, 1, tzinfo=UTC))
        world = World(assemble(made, clock), schema, clock, cluster, name)
        runner.run(a_marked_journey(world))
        for who, (role, office) in SENDERS.items():
            world.person(who, role, **office)
        runner.run(
            world.done("far", "saveDraft", form="OTHER", content="{}", idempotencyKey=USED_KEY)
        )
        made_victim = Victim(world, runner)
        yield made_victim
        made_victim.close()
        runner.run(world.close())
    cluster.drop(name)


def spoiled(
    draw: hostile.Draw, mutation: str, shown: Any, victim: Victim
) -> tuple[str, str | None, Any]:
    """What is wrong, who sends it, and the input."""
    who = draw(st.sampled_from([*sorted(SENDERS), None]))
    well_formed = hostile.plausible(shown, draw, victim.foreign_to(who))
    well_formed["idempotencyKey"] = uuid.uuid4().hex
    fields = get_named_type(shown).fields
    if "expectedVersion" in fields and draw(st.integers(0, 4)) == 0:
        own = {field: victim.own(field) for field in RECORDS if field in fields}
        return "stale", "li", well_formed | own | {"expectedVersion": 99}
    wrong = draw(st.sampled_from(["missing", "malformed", "too much", "range", "foreign", "key"]))
    if wrong == "missing":
        return wrong, who, hostile.missing(well_formed, shown, draw)
    if wrong == "malformed":
        return wrong, who, hostile.malformed(well_formed, shown, draw)
    if wrong == "too much":
        return wrong, who, hostile.too_much(well_formed, shown, draw)
    if wrong == "range" and (out := hostile.out_of_range(well_formed, shown, draw)) is not None:
        return wrong, who, out
    # An empty list names none; told so, a command may well do what is asked.
    named = hostile.names_records(shown) and any(each in str(well_formed) for each in victim.ids)
    if wrong == "foreign" and named:
        return wrong, who, well_formed
    return "key", "far", well_formed | {"idempotencyKey": USED_KEY, **_other(mutation)}


def _other(mutation: str) -> dict[str, str]:
    # The key was used by this very command: only other input makes it a wrong one.
    return {"content": '{"other": 1}', "form": "OTHER"} if mutation == "saveDraft" else {}


@pytest.mark.slow
@pytest.mark.parametrize("mutation", sorted(USE_CASES))
def test_hostile_input_is_refused_and_touches_nothing(
    victim: Victim, schema: GraphQLSchema, mutation: str
) -> None:
    assert schema.mutation_type is not None
    shown = schema.mutation_type.fields[mutation].args["input"].type
    before = victim.state(mutation)
    thrown: list[tuple[str, str | None, Any, str]] = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def throw(data: st.DataObject) -> None:
        wrong, who, given_input = spoiled(data.draw, mutation, shown, victim)

        code, text = victim.send(who, mutation, given_input)

        thrown.append((wrong, who, given_input, code))
        if wrong in {"missing", "malformed"}:
            assert code == "BAD_REQUEST", (wrong, who, given_input, text)
        assert code in TYPED, (wrong, who, given_input, text)
        assert CORE not in text

    throw()
    assert thrown
    assert victim.state(mutation) == before, thrown


@pytest.mark.slow
def test_every_mutation_was_thrown_at(schema: GraphQLSchema) -> None:
    assert schema.mutation_type is not None
    assert set(USE_CASES) == set(schema.mutation_type.fields)
    assert len(USE_CASES) > 50
