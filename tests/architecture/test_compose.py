"""docker-compose.yml against the code: no Docker engine is needed to know that it fits.

Every command, option, port, path and variable in it must exist, and the very commands are run as
local processes against an embedded PostgreSQL.
"""

from __future__ import annotations

import os
import re
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import httpx
import psycopg
import pytest
import yaml
from sqlalchemy.engine import make_url

from guanhu.api.http.pages import ADMIN_POLICY, PORTAL_POLICY
from guanhu.cli import main
from guanhu.plumbing.embedded import EmbeddedPostgres
from guanhu.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = sorted(name for name, service in SERVICES.items() if service["image"] == "guanhu/product")
GUANHU = ROOT / ".venv" / "bin" / "guanhu"
API_PORT = "8000"


def options_of(name: str) -> dict[str, str]:
    """The options a service's command is given, as the command line itself reads them."""
    _program, command, *arguments = SERVICES[name]["command"]
    found = main.get_command(click.Context(main), command)
    assert found is not None, f"there is no `guanhu {command}`"
    context = found.make_context(command, list(arguments), resilient_parsing=False)
    return {key: str(value) for key, value in context.params.items()}


def test_the_services_are_the_ones_described() -> None:
    assert sorted(SERVICES) == ["api", "keys", "migrate", "postgres", "web", "worker"]
    assert OURS == ["api", "keys", "migrate", "worker"]


@pytest.mark.parametrize("name", OURS)
def test_every_command_exists_and_takes_its_options(name: str) -> None:
    assert SERVICES[name]["command"][0] == "guanhu"
    options_of(name)


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_a_setting(name: str) -> None:
    known = {f"GUANHU_{field}".upper() for field in Settings.model_fields}

    assert set(SERVICES[name]["environment"]) <= known


def test_the_lines_about_messages_are_settings_of_the_worker() -> None:
    example = (ROOT / ".env.example").read_text()
    stated = re.findall(r"^# (GUANHU_\w+)=(.*)$", example, re.MULTILINE)
    known = {f"GUANHU_{field}".upper() for field in Settings.model_fields}

    assert {name for name, _value in stated} <= known
    assert {"GUANHU_SMTP_HOST", "GUANHU_SMS_URL"} <= {name for name, _value in stated}
    assert SERVICES["worker"]["env_file"] == [{"path": "./messages.env", "required": False}]
    assert "./secrets/messages:/run/messages:ro" in SERVICES["worker"]["volumes"]
    assert "messages.env" in (ROOT / ".gitignore").read_text().splitlines()
    for name, value in stated:
        assert not name.endswith("_FILE") or value.startswith("/run/messages/")


def test_only_the_web_port_is_published() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert published == {"web": ["${WEB_PORT:-443}:443"]}
    assert all("network_mode" not in service for service in SERVICES.values())


def test_every_secret_comes_from_a_file_that_git_ignores() -> None:
    ignored = (ROOT / ".gitignore").read_text().splitlines()

    assert {tuple(secret) for secret in COMPOSE["secrets"].values()} == {("file",)}
    assert all(secret["file"].startswith("./secrets/") for secret in COMPOSE["secrets"].values())
    assert "secrets/" in ignored
    for name, service in SERVICES.items():
        for variable, value in service.get("environment", {}).items():
            assert not re.search(r"://[^/@]*:[^/@]*@", str(value)), f"{name} {variable}"
            if "PASSWORD" in variable:
                assert variable.endswith("_FILE")
                assert Path(value).parent == Path("/run/secrets")
                assert Path(value).name in service["secrets"]


def test_the_database_is_postgresql_18_with_a_volume_and_a_health_check() -> None:
    postgres = SERVICES["postgres"]

    assert postgres["image"] == "postgres:18"
    assert postgres["volumes"] == ["postgres:/var/lib/postgresql"]
    assert "postgres" in COMPOSE["volumes"]
    assert postgres["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]
    for variable in ("GUANHU_DATABASE_URL", "GUANHU_OWNER_DATABASE_URL"):
        url = make_url(SERVICES["migrate"]["environment"][variable])
        assert (url.host, url.database) == ("postgres", postgres["environment"]["POSTGRES_DB"])
    assert url.username == postgres["environment"]["POSTGRES_USER"]


def test_the_proxy_knows_the_port_and_leaves_the_inside_inside() -> None:
    caddy = (ROOT / "frontend" / "Caddyfile").read_text()

    assert options_of("api") == {"host": "0.0.0.0", "port": API_PORT}  # noqa: S104
    assert f"dynamic a api {API_PORT}" in caddy
    assert "@inside path /healthz /readyz /metrics /metrics/*\n" in caddy
    assert caddy.index("handle @inside") < caddy.index("handle {")
    assert int(SERVICES["api"]["environment"]["GUANHU_TRUSTED_PROXIES"]) == 1


def test_what_the_proxy_imports_stands_above_the_import() -> None:
    # Read from the top: below it, Caddy takes the name for a file and does not start.
    caddy = (ROOT / "frontend" / "Caddyfile").read_text()

    imports = re.finditer(r"^\s+import (\w+)$", caddy, re.MULTILINE)
    imported = [(found[1], found.start()) for found in imports]
    assert len(imported) == 4
    assert [name for name, at in imported if not 0 <= caddy.find(f"({name}) {{") < at] == []


def test_the_proxy_and_the_program_send_pages_under_the_same_policy() -> None:
    caddy = (ROOT / "frontend" / "Caddyfile").read_text()

    stated = re.findall(r'Content-Security-Policy "([^"]+)"', caddy)

    assert stated == [ADMIN_POLICY, PORTAL_POLICY]


def test_the_images_are_built_from_what_is_there() -> None:
    for service in ("api", "web"):
        build = SERVICES[service]["build"]
        text = (ROOT / build["dockerfile"]).read_text()
        assert build["context"] == "."
        for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE):
            *sources, _target = line.split()
            missing = [source for source in sources if not (ROOT / source).exists()]
            assert missing == []
    assert SERVICES["api"]["environment"]["GUANHU_TRUSTED_DOCUMENTS"] == (
        "/app/graphql/trusted-documents.json"
    )


# --- the very commands, as local processes -----------------------------------------------------


class Installation:
    """What the containers would see, made of local folders, ports and an embedded server."""

    def __init__(self, folder: Path, server: EmbeddedPostgres) -> None:
        self._folder = folder
        admin = make_url(server.admin_url(over_loopback=True))
        self.owner_password = secrets.token_urlsafe(12)
        self.api_port, self.metrics_port = free_ports(2)
        self._places = {
            "/run/secrets": str(folder / "secrets"),
            "/app/": f"{ROOT}/",
            "@postgres:5432": f"@127.0.0.1:{admin.port}",
        }
        (folder / "secrets").mkdir()
        (folder / "secrets" / "app_password").write_text(secrets.token_urlsafe(12) + "\n")
        (folder / "secrets" / "owner_password").write_text(self.owner_password + "\n")
        with psycopg.connect(server.admin_url(), autocommit=True) as connection:
            connection.execute(
                f"CREATE ROLE guanhu_owner SUPERUSER LOGIN PASSWORD '{self.owner_password}'"
            )
            connection.execute("CREATE DATABASE guanhu OWNER guanhu_owner")

    def command(self, name: str) -> list[str]:
        there = {"0.0.0.0": "127.0.0.1", API_PORT: str(self.api_port)}  # noqa: S104
        there["/keys"] = str(self._folder / "keys")
        return [str(GUANHU), *(there.get(word, word) for word in SERVICES[name]["command"][1:])]

    def environment(self, name: str) -> dict[str, str]:
        given = {key: str(value) for key, value in SERVICES[name]["environment"].items()}
        for old, new in self._places.items():
            given = {key: value.replace(old, new) for key, value in given.items()}
        given["GUANHU_KEYS_FOLDER"] = str(self._folder / "keys")
        given["GUANHU_PUBLIC_URL"] = "https://guanhu.example"
        if "GUANHU_METRICS_PORT" in given:
            given |= {
                "GUANHU_METRICS_PORT": str(self.metrics_port),
                "GUANHU_METRICS_HOST": "127.0.0.1",
            }
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GUANHU_")}
        return kept | given

    def run(self, name: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(name),
            env=self.environment(name),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def start(self, name: str) -> subprocess.Popen[bytes]:
        with (self._folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                self.command(name), env=self.environment(name), stdout=log, stderr=log
            )

    def log(self, name: str) -> str:
        return (self._folder / f"{name}.log").read_text()


def free_ports(count: int) -> list[int]:
    doors = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(door.getsockname()[1]) for door in doors]
    for door in doors:
        door.close()
    return ports


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("installation")
    server = EmbeddedPostgres(folder / "postgres", durable=False)
    with server:
        yield Installation(folder, server)
    server.remove()


def wait_for_answer(url: str, process: subprocess.Popen[bytes], log: Callable[[], str]) -> int:
    deadline = time.monotonic() + 60
    with httpx.Client() as client:  # one for all tries: making one takes as long as a command
        while time.monotonic() < deadline and process.poll() is None:
            try:
                return client.get(url).status_code
            except httpx.TransportError:
                time.sleep(0.1)
    raise AssertionError(f"{url} never answered; exit code {process.poll()}: {log()}")


def stop(process: subprocess.Popen[bytes]) -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(timeout=30)


@pytest.mark.slow
def test_the_commands_of_the_file_bring_an_installation_up(installation: Installation) -> None:
    """In the file's order; one test, since each step stands on the one before."""
    keys = installation.run("keys")
    assert (keys.returncode, keys.stderr) == (0, "")

    early = installation.start("api")
    base = f"http://127.0.0.1:{installation.api_port}"
    assert wait_for_answer(f"{base}/healthz", early, lambda: installation.log("api")) == 200
    assert httpx.get(f"{base}/readyz").status_code == 503  # alive, but nothing is migrated yet
    stop(early)

    migrate = installation.run("migrate")
    assert (migrate.returncode, migrate.stderr) == (0, "")
    assert installation.run("migrate").returncode == 0  # as at every later start

    api, worker = installation.start("api"), installation.start("worker")
    check = " ".join(SERVICES["api"]["healthcheck"]["test"])
    path = re.search(rf"http://127\.0\.0\.1:{API_PORT}(/\w+)", check)
    assert path is not None
    assert wait_for_answer(base + path[1], api, lambda: installation.log("api")) == 200
    assert httpx.get(f"{base}/healthz").status_code == 200
    # production: no free queries, no figures through the web port
    assert httpx.post(f"{base}/graphql", json={"query": "{__typename}"}).json()["errors"][0][
        "extensions"
    ] == {"code": "UNKNOWN_DOCUMENT"}
    assert httpx.get(f"{base}/metrics").status_code == 404
    figures = httpx.get(f"http://127.0.0.1:{installation.metrics_port}/metrics").text
    assert 'guanhu_requests_total{method="GET",route="/healthz",status="200"} 1.0' in figures
    assert worker.poll() is None, installation.log("worker")

    assert stop(worker) == 0
    assert stop(api) in {0, -signal.SIGTERM}
    assert "error" not in {
        yaml.safe_load(line)["level"]
        for name in ("api", "worker")
        for line in installation.log(name).splitlines()
    }
