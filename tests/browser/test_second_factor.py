"""Staff join, set up their authenticator, and sign in with its code."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from guanhu.identity.totp import code_at
from guanhu.settings import Settings
from support.browsing import Screen
from support.builders_identity import PASSWORD, actions, an_invited

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"totp_required": True})


WRONG = "动态验证码不正确或已过期，请输入最新的六位数字。"


def another(code: str) -> str:
    """A code that is none of this minute: every digit is another one."""
    return "".join(str((int(digit) + 5) % 10) for digit in code)


async def test_staff_join_set_up_the_authenticator_and_sign_in_with_its_code(
    screen: Screen,
) -> None:
    world, page = screen.world, screen.page
    invited = await an_invited(world, "officer")

    await screen.open("/#/join")
    await page.get_by_label("邀请码").fill(invited["code"])
    await page.get_by_label("为自己起一个账号名").fill("li.ming")
    await page.get_by_label("设置密码").fill(PASSWORD)
    await page.get_by_role("button", name="开通并进入").click()
    await expect(page.get_by_role("heading", name="绑定验证器")).to_be_visible()
    await screen.settled("enrol")
    secret = (await page.locator("code").inner_text()).replace(" ", "")
    now = code_at(secret, world.clock.now())
    await page.get_by_label("动态验证码").fill(another(now))
    await page.get_by_role("button", name="确认").click()
    await expect(page.get_by_role("alert")).to_have_text(WRONG)
    await screen.settled("enrol-wrong")
    joined = "SELECT count(*) FROM sessions WHERE account_id = %s"
    assert world.sql(joined, [invited["id"]]) == [(0,)]
    await page.get_by_label("动态验证码").fill(now)
    await page.get_by_role("button", name="确认").click()
    await expect(page.get_by_role("heading", name="需要处理", exact=True)).to_be_visible()
    await page.context.clear_cookies()
    await page.goto("about:blank")

    await screen.at("2026-03-02T10:00")
    await screen.open("/admin/")
    await page.get_by_label("账号").fill("li.ming")
    await page.get_by_label("密码", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="登录", exact=True).click()
    code = page.get_by_label("动态验证码")
    await expect(code).to_be_focused()
    await screen.settled("totp")
    now = code_at(secret, world.clock.now())
    await code.fill(another(now))
    await page.get_by_role("button", name="确认").click()
    await expect(page.get_by_role("alert")).to_have_text(WRONG)
    await expect(code).to_have_value("")
    await screen.settled("totp-wrong")
    assert world.sql(joined, [invited["id"]]) == [(1,)]
    await code.fill(f"{now[:3]} {now[3:]}")
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("heading", name="需要处理", exact=True)).to_be_visible()
    assert world.sql(joined, [invited["id"]]) == [(2,)]
    assert [
        (row[0], row[5])
        for row in actions(
            world, "identity.joined", "identity.sign_in_failed", "identity.signed_in"
        )
    ] == [
        ("identity.joined", {}),
        ("identity.sign_in_failed", {"factor": "totp"}),
        ("identity.signed_in", {}),
    ]
