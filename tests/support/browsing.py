"""A real browser at the real product: pages, what they look like, what they let one do."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Page, expect

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
# Opened without a session, a page asks for one by its cookie and is told there is none.
NO_SESSION_YET = "401 (Unauthorized)"


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

    @property
    def phone(self) -> bool:
        return self.name == "phone"

    async def open(self, address: str) -> None:
        await self.page.goto(f"{self.origin}{address}")

    async def settled(self, shot: str = "") -> None:
        """Nothing is on its way, and what is shown is right in every way a machine can tell.

        No accessibility violation, nothing wider than the screen, no error in the console (which
        is also where a breach of the content security policy is told). `GUANHU_SCREENSHOTS` names
        a folder for pictures.
        """
        await self.page.wait_for_load_state("networkidle")
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

    async def sign_in(self, login: str) -> None:
        """A member of staff signs in at the desk, with the password."""
        await self.open("/admin/")
        await self.page.get_by_label("账号").fill(login)
        await self.page.get_by_label("密码", exact=True).fill(PASSWORD)
        await self.page.get_by_role("button", name="登录", exact=True).click()
        await expect(self.page.get_by_role("heading", level=1)).not_to_have_text("登录")


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
