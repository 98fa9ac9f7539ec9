"""A real browser at the real product: pages, what they look like, what they let one do."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import ConsoleMessage, Error, Page, Request, expect

from support.builders_identity import PASSWORD
from support.world import World

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "frontend" / "dist"
TRUSTED_DOCUMENTS = ROOT / "graphql" / "trusted-documents.json"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCREENS = {"desktop": (1280, 800), "phone": (390, 844)}
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
CALM_LOOKS = 3
PATIENCE_MS = 30_000
"""How long a page may take: on a busy machine no journey fails for being slow."""
expect.set_options(timeout=PATIENCE_MS)
# A refusal at the door (no session yet, a used code) is an answer with a status of its own, which
# the browser writes to its console whatever the page makes of it.
EXPECTED = ("401 (Unauthorized)", "422 (Unprocessable Entity)")


class Unbuilt(RuntimeError):
    """The front ends have not been built, or axe is not installed."""


@dataclass
class Screen:
    """One page of one size, on the served product."""

    world: World
    page: Page
    origin: str
    name: str
    errors: list[str] = field(default_factory=list)
    on_the_way: set[Request] = field(default_factory=set)

    def watch(self) -> None:
        """Keep what the page says is wrong, and what it has asked for and not got yet."""
        for event, heard in self._listeners.items():
            self.page.on(event, heard)  # type: ignore[call-overload]

    def look_away(self) -> None:
        """Hear no more of what becomes of the page."""
        for event, heard in self._listeners.items():
            self.page.remove_listener(event, heard)

    @property
    def _listeners(self) -> dict[str, Callable[[Any], None]]:
        return {
            "pageerror": self._failed,
            "console": self._said,
            "request": self._asked,
            "requestfinished": self._answered,
            "requestfailed": self._answered,
        }

    def _failed(self, error: Error) -> None:
        self.errors.append(str(error))

    def _asked(self, request: Request) -> None:
        self.on_the_way.add(request)

    def _answered(self, request: Request) -> None:
        self.on_the_way.discard(request)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.endswith(EXPECTED):
            self.errors.append(message.text)

    @property
    def phone(self) -> bool:
        return self.name == "phone"

    async def at(self, when: str) -> None:
        """Put the clock of the world and of the browser (see `World.at`)."""
        self.world.at(when)
        await self.page.context.clock.set_fixed_time(self.world.clock.now())

    async def open(self, address: str) -> None:
        await self.page.goto(f"{self.origin}{address}")

    async def quiet(self) -> None:
        """Wait until everything asked for is there and has been drawn.

        Two looks in a row, for an answer often is the reason for the next question. (The browser's
        own "networkidle" is told once per document and says nothing after a change of tab.)
        """
        calm = 0
        while calm < CALM_LOOKS:
            calm = 0 if self.on_the_way else calm + 1
            await self.page.evaluate("new Promise((done) => setTimeout(done, 50))")

    async def settled(self, shot: str = "") -> None:
        """Nothing is on its way, and what is shown is right in every way a machine can tell.

        No accessibility violation, nothing wider than the screen, no error in the console (which
        is also where a breach of the content security policy is told). `GUANHU_SCREENSHOTS` names
        a folder for pictures.
        """
        await self.quiet()
        await expect(self.page.locator(".RaLoadingIndicator-loader")).to_have_count(0)
        # Ripples and fades have half-transparent colours that nobody reads.
        await self.page.evaluate(
            "Promise.allSettled(document.getAnimations().filter((a) =>"
            " a.effect.getComputedTiming().endTime !== Infinity).map((a) => a.finished))"
        )
        folder = os.environ.get("GUANHU_SCREENSHOTS")
        if folder and shot:
            await self.page.screenshot(
                path=f"{folder}/{shot}-{self.name}.png", full_page=True, animations="disabled"
            )
        found = await self.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        told = [
            f"{violation['impact']} {violation['id']}: {node['html'][:200]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]
        assert told == [], "\n".join(told)
        wide = await self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{wide} px wider than the screen"
        assert self.errors == [], self.errors

    async def words(self) -> str:
        return await self.page.locator("body").inner_text()

    async def sign_in(self, login: str, address: str = "/admin/#/cases") -> None:
        """A member of staff opens a page of the desk and signs in there, with the password."""
        await self.open(address)
        await self.page.get_by_label("账号").fill(login)
        await self.page.get_by_label("密码", exact=True).fill(PASSWORD)
        await self.page.get_by_role("button", name="登录", exact=True).click()
        await expect(self.page.get_by_role("heading", level=1)).not_to_have_text("登录")

    async def enter(self, handle: str, address: str = "/admin/#/cases") -> None:
        """Open a page as somebody who has signed in in this browser; the page itself is not asked.

        For journeys whose subject is not signing in: the cookie is what a reload finds.
        """
        await let_sign_in(self.world, handle)
        answer = await self.page.context.request.post(
            f"{self.origin}/auth/sign-in", data={"login": handle, "password": PASSWORD}
        )
        assert answer.status == 200, await answer.text()
        await self.open(address)


async def let_sign_in(world: World, handle: str) -> None:
    """Give an account of the world its handle as login, and `PASSWORD`."""
    world.sql(
        "UPDATE accounts SET login_index = %s, password_hash = %s WHERE id = %s",
        [
            world.product.vault.blind_index("accounts.login", handle),
            await world.product.database.passwords.hash(PASSWORD),
            world.actors[handle].account_id,
        ],
    )
