"""The door of /graphql: what it lets in, how much of it, and what it says when something breaks."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from guanhu.api.gql import cases
from guanhu.api.gql.limits import MAX_ALIASES, MAX_DEPTH, MAX_TOKENS
from guanhu.api.http.graphql import GraphQLDoor, load_documents
from guanhu.settings import Environment
from support.builders_cases import a_case, an_intake
from support.world import World

from .conftest import Door, Log

PHONE = "13912345678"
LIST = "query List($page: Int) { caseFiles(page: $page) { total } }"
OTHER = "query Other { caseFiles { items { id } } }"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


async def send(
    client: httpx.AsyncClient, world: World, who: str | None = "li", **body: Any
) -> httpx.Response:
    headers = {} if who is None else {"authorization": f"Bearer {world.token(who)}"}
    return await client.post("/graphql", json=body, headers=headers)


def codes(answer: httpx.Response) -> list[str]:
    return [error["extensions"]["code"] for error in answer.json()["errors"]]


def nested(levels: int) -> str:
    return "{" + "".join(f" a{level} {{" for level in range(levels - 1)) + " a" + " }" * levels


def aliased(aliases: int) -> str:
    names = " ".join(f"a{number}: caseFiles {{ total }}" for number in range(aliases))
    return f"{{ {names} }}"


# -- limits -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "code"),
    [
        pytest.param(nested(MAX_DEPTH + 1), "DOCUMENT_TOO_LARGE", id="one-level-too-deep"),
        pytest.param(nested(150), "DOCUMENT_TOO_LARGE", id="hundreds-of-levels"),
        pytest.param(nested(900), "BAD_REQUEST", id="too-deep-to-be-parsed"),
        pytest.param(nested(MAX_DEPTH), "BAD_REQUEST", id="deep-enough-but-unknown-fields"),
        pytest.param(aliased(MAX_ALIASES + 1), "DOCUMENT_TOO_LARGE", id="one-alias-too-many"),
        pytest.param(
            "{ caseFiles { total } " + "#" * 10 + "\n" + "a " * MAX_TOKENS + "}",
            "BAD_REQUEST",
            id="too-many-tokens",
        ),
        pytest.param("{ caseFiles {", "BAD_REQUEST", id="half-a-document"),
        pytest.param("", "BAD_REQUEST", id="nothing"),
        pytest.param("{ __typename } subscription { a }", "BAD_REQUEST", id="subscription"),
    ],
)
async def test_a_document_that_is_too_large_or_malformed_is_not_run(
    world: World, document: str, code: str
) -> None:
    world.person("li", "officer")

    answer = await send(world.http, world, query=document)

    assert codes(answer)[0] == code
    assert answer.json()["data"] is None


async def test_as_many_aliases_as_allowed_are_answered(world: World) -> None:
    world.person("li", "officer")

    answer = await send(world.http, world, query=aliased(MAX_ALIASES))

    assert answer.json()["data"]["a14"] == {"total": 0}


@pytest.mark.parametrize("inner", ["...f{n} ...f{n}", "a: caseFiles {{ ...f{n} }} ...f{n}"])
async def test_fragments_in_fragments_are_measured_without_spreading_them(
    world: World, inner: str
) -> None:
    world.person("li", "officer")
    fragments = [
        f"fragment f{number} on Query {{ {inner.format(n=number + 1)} }}" for number in range(200)
    ]
    bomb = "{ ...f0 } " + " ".join(fragments) + " fragment f200 on Query { caseFiles { total } }"
    started = time.perf_counter()

    answer = await send(world.http, world, query=bomb)

    assert codes(answer)[0] == "DOCUMENT_TOO_LARGE"
    assert time.perf_counter() - started < 5


async def test_circular_fragments_are_refused(world: World) -> None:
    world.person("li", "officer")

    answer = await send(
        world.http,
        world,
        query="{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }",
    )

    assert codes(answer) == ["BAD_REQUEST"]


@pytest.mark.parametrize("page", [{"perPage": 101}, {"perPage": 0}, {"page": 0}])
async def test_a_page_outside_the_limits_is_refused(world: World, page: dict[str, int]) -> None:
    world.person("li", "officer")

    answer = await world.ask("li", "caseFiles", **page)

    assert answer["code"] == "INVALID_INPUT"
    assert answer["problems"] == [{"path": next(iter(page)), "code": "OUT_OF_RANGE"}]


async def test_a_body_over_the_limit_is_not_read_to_its_end(door: Door, world: World) -> None:
    world.person("li", "officer")
    client = door(body_limit_bytes=1_000)
    sent = []

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(1_000):
            sent.append(1)
            yield b"x" * 500

    declared = await send(client, world, query="#" * 1_000)
    streamed = await client.post(
        "/graphql", content=endless(), headers={"content-type": "application/json"}
    )

    for answer in (declared, streamed):
        assert answer.status_code == 413
        assert codes(answer) == ["DOCUMENT_TOO_LARGE"]
    assert (await send(client, world, query=LIST)).json()["data"] == {"caseFiles": {"total": 0}}


# -- what is no request ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        pytest.param(b"[]", "application/json", id="a-batch"),
        pytest.param(b'"text"', "application/json", id="no-object"),
        pytest.param(b"{broken", "application/json", id="no-json"),
        pytest.param(b"\xff\xfe", "application/json", id="no-text"),
        pytest.param(b"[" * 5_000, "application/json", id="deep-json"),
        pytest.param(
            b'{"query": "{ __typename }", "variables": []}', "application/json", id="variables"
        ),
        pytest.param(
            b'{"query": "{ __typename }", "operationName": 7}', "application/json", id="name"
        ),
        pytest.param(b'{"query": "{ __typename }"}', "text/plain", id="not-said-to-be-json"),
        pytest.param(
            b'{"query": "{ __typename }", "operationName": "Missing"}', "application/json",
            id="missing-operation",
        ),
    ],
)  # fmt: skip
async def test_what_is_no_request_is_refused(world: World, body: bytes, content_type: str) -> None:
    answer = await world.http.post("/graphql", content=body, headers={"content-type": content_type})

    assert codes(answer) == ["BAD_REQUEST"]
    assert answer.json()["data"] is None


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
async def test_queries_over_get_are_not_answered(door: Door, accept: str) -> None:
    for environment in (Environment.TEST, Environment.PRODUCTION):
        client = door(environment=environment)

        answer = await client.get(
            "/graphql", params={"query": "{ __typename }"}, headers={"accept": accept}
        )

        assert answer.status_code == 405
        assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize("token", ["Bearer nonsense", "Basic bGk6bGk=", "Bearer", ""])
async def test_a_token_that_fails_is_refused_before_anything_runs(world: World, token: str) -> None:
    answer = await world.http.post(
        "/graphql", json={"query": LIST}, headers={"authorization": token}
    )

    assert answer.status_code == 401
    assert codes(answer) == ["UNAUTHENTICATED"]


# -- trusted documents ----------------------------------------------------------------------------


@pytest.fixture
def trusted(tmp_path: Path) -> Path:
    file = tmp_path / "documents.json"
    documents = (LIST, "{ __schema { queryType { name } } }")
    file.write_text(json.dumps({f"sha256:{digest(text)}": text for text in documents}))
    return file


@pytest.mark.parametrize("prefix", ["", "sha256:"])
async def test_a_trusted_document_runs_by_its_hash(
    door: Door, world: World, trusted: Path, prefix: str
) -> None:
    await a_case(world)
    client = door(open_documents=False, trusted_documents=trusted)

    answer = await send(client, world, documentId=prefix + digest(LIST), variables={"page": 1})

    assert answer.json() == {"data": {"caseFiles": {"total": 1}}}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"query": LIST}, id="the-same-text"),
        pytest.param({"query": OTHER}, id="another-text"),
        pytest.param({"documentId": digest(OTHER)}, id="another-hash"),
        pytest.param({"documentId": digest(OTHER), "query": OTHER}, id="hash-and-text"),
        pytest.param({"documentId": 7}, id="no-hash"),
        pytest.param({}, id="nothing"),
    ],
)
async def test_nothing_else_runs_where_documents_are_not_open(
    door: Door, world: World, trusted: Path, body: dict[str, Any]
) -> None:
    await a_case(world)
    client = door(open_documents=False, trusted_documents=trusted)

    answer = await send(client, world, **body)

    assert answer.status_code == 400
    assert codes(answer) == ["UNKNOWN_DOCUMENT"]


async def test_the_schema_is_not_told_where_documents_are_not_open(
    door: Door, world: World, trusted: Path
) -> None:
    world.person("li", "officer")
    asked = "{ __schema { queryType { name } } }"

    closed = await send(
        door(open_documents=False, trusted_documents=trusted), world, documentId=digest(asked)
    )
    opened = await send(world.http, world, query=asked)

    assert set(codes(closed)) == {"BAD_REQUEST"}
    assert opened.json()["data"] == {"__schema": {"queryType": {"name": "Query"}}}


def test_a_document_with_the_wrong_hash_stops_the_start(tmp_path: Path) -> None:
    file = tmp_path / "documents.json"
    file.write_text(json.dumps({f"sha256:{digest(LIST)}": OTHER}))

    with pytest.raises(ValueError, match="does not have this hash"):
        load_documents(file)


# -- the mask -------------------------------------------------------------------------------------


def failing(error: Exception) -> Any:
    async def fail(*_arguments: Any, **_options: Any) -> Any:
        raise error

    return fail


def assert_masked(answer: httpx.Response, log: Log) -> None:
    assert PHONE not in answer.text
    assert PHONE not in log.text
    [error] = answer.json()["errors"]
    [line] = log.lines("incident")
    assert error["message"] == error["extensions"]["code"] == "INTERNAL"
    assert error["extensions"]["incident"] == line["incident"]
    assert line["frames"][-1].split(" ")[-1] == "fail"


async def test_an_exception_in_a_resolver_shows_its_number_only(
    world: World, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.person("li", "officer")
    monkeypatch.setattr(cases, "list_cases", failing(ValueError(f"电话 {PHONE}")))

    answer = await send(world.http, world, query=LIST)

    assert_masked(answer, log)
    assert log.lines("incident")[0]["exception"] == ["builtins.ValueError"]


async def test_an_exception_around_the_resolvers_shows_its_number_only(
    world: World, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.person("li", "officer")
    monkeypatch.setattr(GraphQLDoor, "_asked", failing(RuntimeError(PHONE)))

    answer = await send(world.http, world, query=LIST)

    assert answer.status_code == 500
    assert_masked(answer, log)
    assert [line["status"] for line in log.lines("request")] == [500]


async def test_an_exception_with_a_cause_shows_types_only(
    world: World, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.person("li", "officer")
    wrapped = LookupError(PHONE)
    wrapped.__cause__ = KeyError(PHONE)
    monkeypatch.setattr(cases, "list_cases", failing(wrapped))

    await send(world.http, world, query=LIST)

    assert log.lines("incident")[0]["exception"] == ["builtins.LookupError", "builtins.KeyError"]
    assert PHONE not in log.text


async def test_an_error_of_the_database_shows_neither_statement_nor_values(
    world: World, log: Log
) -> None:
    world.person("li", "officer")
    world.sql("ALTER TABLE minors ADD CONSTRAINT refused CHECK (false)")
    intake = an_intake()
    intake["minor"]["phone"] = PHONE

    answer = await send(
        world.http,
        world,
        query="mutation($i: OpenCaseInput!) { openCase(input: $i) { __typename } }",
        variables={"i": intake | {"idempotencyKey": "k" * 8}},
    )

    assert codes(answer) == ["INTERNAL"]
    for text in (answer.text, log.text):
        assert PHONE not in text
        assert "林小禾" not in text
        assert "INSERT" not in text


async def test_a_malformed_variable_is_not_quoted(
    door: Door, world: World, trusted: Path, log: Log
) -> None:
    world.person("li", "officer")
    client = door(open_documents=False, trusted_documents=trusted)

    answer = await send(client, world, documentId=digest(LIST), variables={"page": PHONE})

    assert codes(answer) == ["BAD_REQUEST"]
    assert PHONE not in answer.text
    assert PHONE not in log.text


async def test_nothing_of_an_ordinary_request_stands_in_the_log(world: World, log: Log) -> None:
    world.person("li", "officer")

    await world.done("li", "openCase", **an_intake())
    await world.ask("li", "caseFiles", filter={"search": "林小禾"})

    requests = log.lines("request")
    assert [(line["route"], line["status"]) for line in requests] == [("/graphql", 200)] * 2
    assert len({line["request"] for line in requests}) == 2
    for planted in ("林小禾", "13900000000", "出借银行卡", "Bearer"):
        assert planted not in log.text
