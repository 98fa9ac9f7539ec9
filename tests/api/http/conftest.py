"""Doors with other settings than the rest of the tests use, and the log they write."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx
import pytest
import structlog

from guanhu.main import create_app
from guanhu.plumbing import logs
from guanhu.plumbing.logs import IdsOnly
from guanhu.product import assemble
from support.world import World

Door = Callable[..., httpx.AsyncClient]


class Log:
    """What a process wrote."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    def lines(self, event: str) -> list[dict[str, Any]]:
        found = [json.loads(line) for line in self.text.splitlines()]
        return [line for line in found if line["event"] == event]


@pytest.fixture
def log() -> Iterator[Log]:
    """The log of this process, as it is in production."""
    written = Log()
    logs.configure("DEBUG", written.stream)
    yield written
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler.formatter, IdsOnly):
            root.removeHandler(handler)
    root.setLevel("WARNING")
    structlog.reset_defaults()


@pytest.fixture
async def door(world: World) -> AsyncIterator[Door]:
    """Opens the world's database behind a door with other settings."""
    opened: list[tuple[httpx.AsyncClient, Any]] = []

    def open_door(**settings: Any) -> httpx.AsyncClient:
        product = assemble(world.product.settings.model_copy(update=settings), world.clock)
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(create_app(product), raise_app_exceptions=True),
            base_url="http://testserver",
        )
        opened.append((client, product))
        return client

    yield open_door
    for client, product in opened:
        await client.aclose()
        await product.database.close()
