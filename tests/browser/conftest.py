"""The product on a loopback port, with its built front ends, and a Chromium to look at it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator

import pytest
import uvicorn
from playwright.async_api import Browser, async_playwright

from browser import chromium
from guanhu.settings import Settings
from support.browsing import AXE, DIST, FLAGS, SCREENS, TRUSTED_DOCUMENTS, Screen, Unbuilt
from support.windows import Windows
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


@pytest.fixture(scope="session")
def door() -> Iterator[socket.socket]:
    """Where each test serves its product, one after another: to a browser they are one site."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


@pytest.fixture
async def origin(world: World, door: socket.socket) -> AsyncIterator[str]:
    server = uvicorn.Server(
        uvicorn.Config(world.app, lifespan="off", ws="none", log_config=None, access_log=False)
    )
    serving = asyncio.create_task(server.serve(sockets=[door.dup()]))
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event to wait for
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{door.getsockname()[1]}"
    server.should_exit = True
    await serving


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    return Windows(browser)


@pytest.fixture(params=sorted(SCREENS))
async def screen(
    request: pytest.FixtureRequest, world: World, origin: str, windows: Windows
) -> AsyncIterator[Screen]:
    """A browser of the size of a desk or of a phone; its clock shows the world's time."""
    page = await windows.lend(request.param)
    await page.context.clock.set_fixed_time(world.clock.now())
    made = Screen(world, page, origin, request.param)
    made.watch()
    yield made
    made.look_away()
    await windows.take_back(request.param, page, origin)
