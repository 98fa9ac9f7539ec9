"""Passes of courses done elsewhere, as a provider sends them."""

from __future__ import annotations

import uuid
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import orjson

from guanhu.courses.providers import signature_of
from guanhu.main import create_app
from support.world import OFFICE, World

PROVIDER = "OPEN_COURSES"
SECRET = b"a-secret-of-more-than-thirty-two-bytes"


def a_pass(**overrides: Any) -> dict[str, Any]:
    """What the hook takes: a course finished on 2 March 2026."""
    given: dict[str, Any] = {
        "id": uuid.uuid4().hex, "learner": {"name": "林小禾"}, "minutes": 120,
        "course": {"id": "c-17", "name": "网络安全公开课"},
        "completedAt": "2026-03-02T08:00:00+08:00",
    }  # fmt: skip
    return given | overrides


def a_statement(**overrides: Any) -> dict[str, Any]:
    """An xAPI statement of the same course."""
    given: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "actor": {
            "name": "林小禾",
            "account": {"homePage": "https://learn.example", "name": "u17"},
        },
        "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
        "object": {
            "id": "https://learn.example/courses/17",
            "definition": {"name": {"en-US": "Open course", "zh-CN": "网络安全公开课"}},
        },
        "result": {"completion": True, "duration": "PT1H30M59.5S"},
        "timestamp": "2026-03-02T08:00:00+08:00",
    }
    return given | overrides


class Sender:
    """A provider with its secret."""

    def __init__(self, world: World, http: httpx.AsyncClient) -> None:
        self._world = world
        self._http = http

    async def hook(
        self,
        given: Any,
        *,
        secret: bytes = SECRET,
        provider: str = PROVIDER,
        aged: int = 0,
        body: bytes | None = None,
    ) -> httpx.Response:
        """Send to the hook, signed `aged` seconds ago; `body` is what is sent instead."""
        stamp = str(int(self._world.clock.now().timestamp()) - aged)
        signed = given if isinstance(given, bytes) else orjson.dumps(given)
        headers = {
            "x-guanhu-provider": provider,
            "x-guanhu-timestamp": stamp,
            "x-guanhu-signature": signature_of(secret, stamp, signed),
        }
        return await self._http.post(
            "/hooks/course-passes", content=body or signed, headers=headers
        )

    async def statements(
        self, given: Any, *, secret: bytes = SECRET, version: str | None = "1.0.3"
    ) -> httpx.Response:
        """Send xAPI statements."""
        basic = b64encode(PROVIDER.encode() + b":" + secret).decode()
        headers = {"authorization": f"Basic {basic}"}
        if version is not None:
            headers["x-experience-api-version"] = version
        content = given if isinstance(given, bytes) else orjson.dumps(given)
        return await self._http.post("/xapi/statements", content=content, headers=headers)


@asynccontextmanager
async def a_provider(world: World, folder: Path) -> AsyncIterator[Sender]:
    """The product with one provider that sends to the world's office."""
    world.office()
    (folder / "open.secret").write_bytes(SECRET + b"\n")
    listed = folder / "providers.yaml"
    listed.write_text(
        f"- code: {PROVIDER}\n  office: {OFFICE}\n  secret_file: open.secret\n", encoding="utf-8"
    )
    settings = world.product.settings.model_copy(update={"course_providers": listed})
    app = create_app(replace(world.product, settings=settings))
    world.untouched = False
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=True),
        base_url="http://testserver",
        trust_env=False,
    ) as http:
        yield Sender(world, http)
