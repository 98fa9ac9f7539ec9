"""The product on a loopback port, with its built front ends, and a Chromium to look at it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
import uvicorn
from playwright.async_api import Browser, async_playwright

from browser import chromium
from guanhu.settings import Settings
from support.browsing import (
    AXE,
    DIST,
    FLAGS,
    SCREENS,
    TRUSTED_DOCUMENTS,
    Screen,
    Unbuilt,
)
from support.world import World


@pytest.fixture
def settings(settings: Settings) -> Settings:
    for needed in (DIST / "portal" / "index.html", DIST / "admin" / "index.html", AXE):
        if not needed.is_file():
            raise Unbuilt(f"{needed.name} is missing: run `make build`")
    return settings.model_copy(
        update={"static_folder": DIST, "trusted_documents": TRUSTED_DOCUMENTS}
    )


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    found = chromium.find()
    if found is None:
        raise chromium.NoChromium(chromium.NOTHING_FOUND)
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield started
        await started.close()


@pytest.fixture
async def origin(world: World) -> AsyncIterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(world.app, lifespan="off", ws="none", log_config=None, access_log=False)
    )
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event to wait for
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    await serving
    listening.close()


@pytest.fixture(params=sorted(SCREENS))
async def screen(
    request: pytest.FixtureRequest, world: World, origin: str, browser: Browser
) -> AsyncIterator[Screen]:
    """A browser of the size of a desk or of a phone; its clock shows the world's time."""
    width, height = SCREENS[request.param]
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        has_touch=request.param == "phone",
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    await context.add_init_script(path=AXE)
    await context.clock.set_fixed_time(world.clock.now())
    made = Screen(world, await context.new_page(), origin, request.param)
    made.watch()
    yield made
    await context.close()
