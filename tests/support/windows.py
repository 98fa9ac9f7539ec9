"""Browser windows lent to one test after another.

To open one and read the whole front end into it takes longer than most journeys do. So the window
of a size is kept, with what it has read of the front end; what a journey left behind is thrown
away: cookies, everything stored, other pages, what answers in the product's place.
"""

from __future__ import annotations

from playwright.async_api import Browser, BrowserContext, Page

from support.browsing import AXE, PATIENCE_MS, SCREENS


class Windows:
    """One window per size, empty when it is lent."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._kept: dict[str, Page] = {}

    async def lend(self, size: str) -> Page:
        """The window of that size. It is with one test alone until it is taken back."""
        return self._kept.pop(size, None) or await self.open(size)

    async def take_back(self, size: str, page: Page, origin: str) -> None:
        context = page.context
        if page.is_closed():
            await context.close()
            return
        for other in context.pages:
            if other is not page:
                await other.close()
        await page.unroute_all(behavior="ignoreErrors")
        await context.set_offline(False)
        await _forget(context, page, origin)
        self._kept[size] = page

    async def open(self, size: str) -> Page:
        """A window that has read nothing; it belongs to whoever asked for it."""
        width, height = SCREENS[size]
        context = await self._browser.new_context(
            viewport={"width": width, "height": height},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            has_touch=size == "phone",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        await context.add_init_script(path=AXE)
        return await context.new_page()


async def _forget(context: BrowserContext, page: Page, origin: str) -> None:
    """Nothing of the origin is left but the files of the front end."""
    await page.goto("about:blank")
    devtools = await context.new_cdp_session(page)
    await devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    await devtools.detach()
