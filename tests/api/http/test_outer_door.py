"""Health, figures, headers, the explorer, and the shape of the log."""

from __future__ import annotations

import logging
import re
import socket
import uuid
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
from pydantic import SecretStr
from starlette.routing import Route

from guanhu.api.http.metrics import Metrics, MetricsPort
from guanhu.main import create_app
from guanhu.product import assemble
from guanhu.settings import Environment
from support.world import World

from .conftest import Door, Log

ROOT = Path(__file__).resolve().parents[3]
NOWHERE = SecretStr("postgresql://guanhu_app@127.0.0.1:1/none")


async def test_a_living_process_says_so_even_without_its_database(door: Door) -> None:
    client = door(database_url=NOWHERE)

    answer = await client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ALIVE"})


async def test_ready_means_reachable_and_migrated(world: World, door: Door) -> None:
    ready = await world.http.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"status": "READY"})

    world.sql("UPDATE alembic_version SET version_num = '0001'")
    behind = await world.http.get("/readyz")
    away = await door(database_url=NOWHERE).get("/readyz")

    assert (behind.status_code, behind.json()) == (503, {"status": "MIGRATIONS_NOT_CURRENT"})
    assert (away.status_code, away.json()) == (503, {"status": "DATABASE_UNREACHABLE"})


async def test_figures_are_not_told_through_the_web_port(world: World) -> None:
    assert (await world.http.get("/metrics")).status_code == 404


async def test_pages_do_not_answer_for_what_is_refused(door: Door, tmp_path: Path) -> None:
    for front_end in ("portal", "admin"):
        (tmp_path / front_end).mkdir()
        (tmp_path / front_end / "index.html").write_text("<!doctype html><title>page</title>")
    client = door(static_folder=tmp_path)

    answers = {
        (method, path): (await client.request(method, path)).status_code
        for method, path in (
            ("GET", "/graphql"), ("PUT", "/graphql"), ("GET", "/metrics"), ("GET", "/any/page"),
        )
    }  # fmt: skip

    assert answers == {
        ("GET", "/graphql"): 405, ("PUT", "/graphql"): 405, ("GET", "/metrics"): 404,
        ("GET", "/any/page"): 200,
    }  # fmt: skip


async def test_figures_are_told_on_a_port_of_their_own(world: World) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    product = assemble(world.product.settings.model_copy(update={"metrics_port": port}))
    app = create_app(product)

    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
        httpx.AsyncClient() as outside,
    ):
        await client.get("/healthz")
        await client.get("/a-name-somebody-typed")
        await client.post("/graphql", json={})
        told = (await outside.get(f"http://127.0.0.1:{port}/metrics")).text

    assert 'guanhu_requests_total{method="GET",route="/healthz",status="200"} 1.0' in told
    assert 'guanhu_requests_total{method="GET",route="file",status="404"} 1.0' in told
    assert 'guanhu_graphql_errors_total{code="UNKNOWN_DOCUMENT"} 1.0' in told
    assert "guanhu_database_connections_in_use 0.0" in told
    assert "a-name-somebody-typed" not in told


def test_the_figures_port_closes_when_stopped() -> None:
    port = MetricsPort(Metrics(), "127.0.0.1", 0)
    assert httpx.get(f"http://127.0.0.1:{port.port}/metrics").status_code == 200

    port.stop()

    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port.port}/metrics")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/graphql"), ("GET", "/graphql"), ("GET", "/healthz"), ("GET", "/readyz"),
        ("POST", "/auth/sign-in"), ("GET", "/nothing-here"),
    ],
)  # fmt: skip
async def test_every_answer_carries_the_headers(world: World, method: str, path: str) -> None:
    answer = await world.http.request(method, path, json={} if method == "POST" else None)

    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; frame-ancestors 'none'"
    )


@pytest.mark.parametrize("environment", [Environment.DEMO, Environment.DEVELOPMENT])
async def test_the_explorer_needs_nothing_from_elsewhere(
    door: Door, environment: Environment
) -> None:
    client = door(environment=environment)

    pages = [await client.get("/graphql", headers={"accept": "text/html"}) for _ in range(2)]

    assert pages[0].status_code == 200
    assert pages[0].headers["content-type"] == "text/html; charset=utf-8"
    assert re.findall(r"https?:|//[a-z]", pages[0].text) == []
    policies = [page.headers["content-security-policy"] for page in pages]
    nonces = [re.findall(r"script-src 'nonce-([^']+)'", policy) for policy in policies]
    assert nonces[0] != nonces[1]
    assert f'<script nonce="{nonces[0][0]}">' in pages[0].text
    assert "frame-ancestors 'none'" in policies[0]
    assert "unsafe" not in policies[0]


async def test_graphiql_takes_its_place_where_it_is_built(door: Door, tmp_path: Path) -> None:
    for name in ("portal", "admin", "graphiql"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(f"<!doctype html><title>{name}</title>")
    (tmp_path / "graphiql" / "page.js").write_text("1")

    shown = {
        environment: [
            (await door(environment=environment, static_folder=tmp_path).get(path)).text
            for path in ("/graphql", "/graphiql/page.js")
        ]
        for environment in (Environment.DEMO, Environment.PRODUCTION)
    }

    assert shown[Environment.DEMO] == ["<!doctype html><title>graphiql</title>", "1"]
    assert "graphiql" not in shown[Environment.PRODUCTION][0]
    assert "1" not in shown[Environment.PRODUCTION][1]


# -- the log --------------------------------------------------------------------------------------


def test_unknown_keys_and_free_text_are_dropped(log: Log) -> None:
    case_id = uuid.uuid4()

    structlog.get_logger("guanhu.test").info(
        "check-in.logged",
        case=case_id,
        count=3,
        name="林小禾",
        code="林小禾",
        kind="13912345678",
        status=200,
    )

    [line] = log.lines("check-in.logged")
    line.pop("at")
    assert line == {
        "level": "info", "logger": "guanhu.test", "event": "check-in.logged", "dropped": 1,
        "case": str(case_id), "code": "dropped", "count": 3, "kind": "dropped", "status": 200,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("logger", "message", "arguments", "event"),
    [
        pytest.param("sqlalchemy.engine", "INSERT 林小禾", (), "dropped", id="a-library"),
        pytest.param("guanhu.test", "林小禾 signed in", (), "dropped", id="our-own-by-mistake"),
        pytest.param(
            "uvicorn.error", "Uvicorn running on %s", ("13912345678",), "Uvicorn running on %s",
            id="a-sentence-without-its-values",
        ),
    ],
)  # fmt: skip
def test_messages_of_libraries_stay_out(
    log: Log, logger: str, message: str, arguments: tuple[Any, ...], event: str
) -> None:
    logging.getLogger(logger).warning(message, *arguments)

    assert [line["logger"] for line in log.lines(event)] == [logger]
    assert "林小禾" not in log.text
    assert "13912345678" not in log.text


def test_an_exception_is_logged_by_type_and_place(log: Log) -> None:
    try:
        int("13912345678x")
    except ValueError:
        logging.getLogger("anything").exception("失败 13912345678x")

    [line] = log.lines("dropped")
    assert line["exception"] == ["builtins.ValueError"]
    assert line["frames"][-1].endswith("test_an_exception_is_logged_by_type_and_place")
    assert "13912345678x" not in log.text


async def test_every_route_is_passed_on_by_the_proxy_or_kept_inside(world: World) -> None:
    """A route Caddy does not know is answered with the portal's page."""
    caddy = (ROOT / "frontend" / "Caddyfile").read_text()
    matchers = dict(re.findall(r"^\s*@(api|files|inside) path (.+)$", caddy, re.MULTILINE))
    own = [
        re.sub(r"\{[^}]+\}", "x", route.path)
        for route in world.app.router.routes
        if isinstance(route, Route) and not route.path.startswith("/admin")
    ]

    def taken(path: str, *names: str) -> bool:
        return any(fnmatch(path, each) for name in names for each in matchers[name].split())

    assert len(own) > 15
    assert [path for path in own if not taken(path, "api", "files", "inside")] == []
    assert [path for path in own if taken(path, "inside") and taken(path, "api", "files")] == []
    # What is large is not cut off at the limit of everything else.
    assert taken("/attachments", "files")
    assert taken("/module-archives/x/questions", "files")
