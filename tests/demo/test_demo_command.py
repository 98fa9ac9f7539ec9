"""`guanhu demo` as its user meets it: start, use, Ctrl-C, start again."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import httpx
import psutil
import pytest

from guanhu.plumbing.embedded import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[2]
GUANHU = ROOT / ".venv" / "bin" / "guanhu"
CASES = 2  # the whole office takes minutes
FILLING_SECONDS = 120.0
AGAIN_SECONDS = 30.0

pytestmark = pytest.mark.slow


class Demo:
    """One running `guanhu demo`."""

    running: ClassVar[list[Demo]] = []

    def __init__(self, folder: Path, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self._output = folder.with_suffix(".log")
        with self._output.open("wb") as output:
            command = ["demo", "--port", str(port), "--folder", str(folder), "--cases", str(CASES)]
            self.process = subprocess.Popen(
                [str(GUANHU), *command],
                stdout=output,
                stderr=output,
                env={k: v for k, v in os.environ.items() if not k.startswith("GUANHU_")},
            )
        Demo.running.append(self)

    def output(self) -> str:
        return self._output.read_text()

    def wait_until_ready(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        with httpx.Client() as client:  # one for all tries: making one takes long
            while time.monotonic() < deadline and self.process.poll() is None:
                try:
                    assert client.get(f"{self.base}/readyz").status_code == 200
                except httpx.TransportError:
                    time.sleep(0.2)
                else:
                    return
        raise AssertionError(self.output())

    def children(self) -> list[psutil.Process]:
        found: list[psutil.Process] = psutil.Process(self.process.pid).children(recursive=True)
        return found

    def press_ctrl_c(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)

    def sign_in(self, login: str, password: str) -> str:
        answer = httpx.post(
            f"{self.base}/auth/sign-in", json={"login": login, "password": password}
        )
        assert answer.status_code == 200, answer.text
        return str(answer.json()["accessToken"])

    def total_of_cases(self, token: str) -> int:
        answer = httpx.post(
            f"{self.base}/graphql",
            json={"query": "{ caseFiles(page: 1, perPage: 25) { total } }"},
            headers={"Authorization": f"Bearer {token}"},
        )
        return int(answer.json()["data"]["caseFiles"]["total"])


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "demo"
    yield place
    for demo in Demo.running:
        demo.process.kill()
        demo.process.wait()
    Demo.running.clear()
    EmbeddedPostgres(place / "postgres").remove()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def test_it_starts_serves_stops_and_keeps_what_it_had(folder: Path) -> None:
    port = free_port()
    first = Demo(folder, port)
    first.wait_until_ready(FILLING_SECONDS)
    password = re.search(r"password 密码 (\S+)", first.output())
    assert password is not None
    token = first.sign_in("chen", password[1])
    total = first.total_of_cases(token)
    assert 1 <= total <= CASES  # sealed files are in no list
    assert httpx.get(f"{first.base}/").headers["content-type"].startswith("text/html")
    assert httpx.get(f"{first.base}/admin/").headers["content-type"].startswith("text/html")

    started = first.children()
    assert first.press_ctrl_c() == 0
    assert [child for child in started if child.is_running()] == []

    again = Demo(folder, port)
    again.wait_until_ready(AGAIN_SECONDS)
    assert "filling" not in again.output()
    assert again.total_of_cases(again.sign_in("chen", password[1])) == total
    assert again.press_ctrl_c() == 0


def test_a_port_in_use_is_told_before_anything_is_started(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as squatter:
        port = int(squatter.getsockname()[1])
        demo = Demo(folder, port)

        assert demo.process.wait(timeout=60) == 2
    assert f"cannot listen on 127.0.0.1 port {port}: Address already in use" in demo.output()
    assert not folder.exists()
