"""What the tests of the trail share."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from guanhu.cli import main
from support.world import World

Command = Callable[..., Result]


@pytest.fixture
def guanhu(world: World, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `guanhu …` against the world's database, in a thread with an event loop of its own."""
    settings = world.product.settings
    for name in [name for name in os.environ if name.startswith("GUANHU_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GUANHU_ENVIRONMENT", "test")
    monkeypatch.setenv("GUANHU_DATABASE_URL", settings.database_url.get_secret_value())
    monkeypatch.setenv("GUANHU_KEYS_FOLDER", str(settings.keys_folder))

    async def run(*arguments: str) -> Result:
        return await asyncio.to_thread(CliRunner().invoke, main, list(arguments))

    return run  # type: ignore[return-value]
