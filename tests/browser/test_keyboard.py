"""The main journey without a pointer: sign in, open a case, log a check-in, sign out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Page, expect

from support.browsing import Screen, let_sign_in
from support.builders_checkins import a_check_in
from support.builders_identity import PASSWORD
from support.builders_plans import a_supervised_case_with_plan

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_STEPS = 60
# What has the focus, what it is called, and whether an eye can tell: an outline or a changed edge
# on itself or on the frame drawn around it, inside the window.
LOOK = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return { name: '', shown: false, seen: false };
  const label = at.labels?.[0]?.innerText ?? '';
  const name = at.getAttribute('aria-label') || label || at.innerText || '';
  const frames = [at, at.closest('label'), at.closest('.MuiInputBase-root')].filter(Boolean);
  const shown = frames.some((each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) return true;
    const edge = each.querySelector(':scope > .MuiOutlinedInput-notchedOutline');
    return edge !== null && parseFloat(getComputedStyle(edge).borderTopWidth) >= 2;
  });
  const { top, bottom, left, right } = (at.closest('label') ?? at).getBoundingClientRect();
  const seen = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  return { name: name.trim(), shown, seen, role: at.getAttribute('role') ?? at.tagName };
}"""


# The skip link slides in.
MOVED = "Promise.allSettled(document.getAnimations().map((each) => each.finished))"


@dataclass
class Keys:
    """Hands that only have a keyboard."""

    page: Page

    async def at(self) -> dict[str, Any]:
        found: dict[str, Any] = await self.page.evaluate(LOOK)
        return found

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def go(self, name: str, key: str = "Tab") -> None:
        """Press a key until what is called `name` has the focus, which is seen at every stop."""
        passed = []
        for _ in range(MOST_STEPS):
            await self.press(key)
            await self.page.evaluate(MOVED)
            found = await self.at()
            passed.append(found["name"])
            if found["name"]:
                assert found["shown"], f"the focus on {found} cannot be seen"
                assert found["seen"], f"{found} is outside of the window"
            if found["name"].startswith(name):
                return
        raise AssertionError(f"{name} was not reached: {passed}")

    async def write(self, words: str) -> None:
        await self.page.keyboard.type(words)


async def open_the_form(screen: Screen, keys: Keys) -> None:
    """From the case page to the form of its open check-in."""
    page = screen.page
    await keys.go("概况")
    await keys.go("打卡", "ArrowRight")
    await keys.press("Enter")
    await expect(page.get_by_role("tabpanel", name="打卡")).to_be_visible()
    await keys.go("记录打卡")
    await keys.press("Enter")
    await expect(page.get_by_role("heading", name="记录打卡", level=1)).to_be_visible()
    await screen.quiet()


async def fill_in(keys: Keys) -> None:
    """A telephone call with the guardian, today."""
    await keys.go("日期")
    await keys.go("今天")
    await keys.press("Enter")
    await keys.go("时间")
    await keys.write("14:30")
    await keys.go("上门走访")
    await keys.press("Space")
    await keys.go("电话", "ArrowRight")
    await keys.go("联系上了")
    await keys.press("Space")
    await keys.go("监护人")
    await keys.press("Space")
    await keys.go("没有")
    await keys.press("Space")
    await keys.go("有一些", "ArrowRight")
    await keys.go("经过")
    await keys.write("通话二十分钟。")


@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
async def test_a_check_in_is_logged_with_the_keyboard_alone(screen: Screen) -> None:
    world, page = screen.world, screen.page
    case_id, _plan = await a_supervised_case_with_plan(world)
    check_in_id = await a_check_in(world, case_id)
    await let_sign_in(world, "li")
    await screen.at("2026-03-03T15:10")
    keys = Keys(page)

    await screen.open("/admin/#/cases")
    await expect(page.get_by_label("账号")).to_be_visible()
    await keys.go("账号")
    await keys.write("li")
    await keys.go("密码")
    await keys.write(PASSWORD)
    await keys.press("Enter")
    await expect(page.get_by_role("heading", name="我的案件")).to_be_visible()
    await screen.quiet()

    await keys.go("跳到正文")
    await keys.press("Enter")
    await keys.go("打开林某的案件")
    await keys.press("Enter")
    await expect(page.get_by_role("heading", name="林某", level=1)).to_be_visible()
    await screen.quiet()
    await open_the_form(screen, keys)
    await fill_in(keys)
    await keys.go("时间", "Shift+Tab")
    await expect(page.get_by_label("时间", exact=True)).to_have_value("14:30")
    await keys.go("检查并提交")
    await keys.press("Enter")
    heading = page.get_by_role("heading", name="检查填写内容")
    await expect(heading).to_be_focused()
    await keys.go("确认提交")
    await keys.press("Enter")
    await expect(page.get_by_text("打卡已记录")).to_be_visible()
    await screen.quiet()

    await keys.go("li")
    await keys.press("Enter")
    await expect(page.get_by_role("menu")).to_be_visible()
    await keys.go("退出登录", "ArrowDown")
    await keys.press("Enter")
    await expect(page.get_by_role("heading", name="登录")).to_be_visible()
    await screen.settled("keyboard-out")

    asked = await world.ask(
        "li",
        "caseFile",
        ("checkIns.how", "checkIns.happenedAt", "checkIns.present", "checkIns.concernLevel",
         "checkIns.note"),
        id=case_id,
    )  # fmt: skip
    (found,) = asked["checkIns"]
    assert found == found | {
        "id": check_in_id,
        "status": "RECORDED",
        "how": "PHONE",
        "happenedAt": "2026-03-03T06:30:00+00:00",
        "present": ["GUARDIAN"],
        "concernLevel": "SOME",
        "note": "通话二十分钟。",
    }
    signed_out = world.sql(
        "SELECT account_id FROM trail_entries WHERE action = 'identity.signed_out'"
    )
    assert signed_out == [(world.actors["li"].account_id,)]
