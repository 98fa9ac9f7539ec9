"""A guardian joins with the one-time code and sees the own child's way, nobody else's."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, expect

from support.browsing import Screen
from support.builders_cases import a_case, an_intake
from support.builders_checkins import a_check_in, a_visit
from support.builders_identity import PASSWORD, asked_as
from support.builders_plans import a_member, a_supervised_case_with_plan
from support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OTHER = "阚小舟"
USED = "邀请码无效、已使用或已过期，请联系办案检察官重新取得。"


async def two_families(world: World) -> tuple[str, str, str]:
    """A case under supervision and another of the same office; an invitation to the first."""
    mine, _plan = await a_supervised_case_with_plan(world)
    await a_member(world, mine)
    kept = await a_check_in(world, mine)
    await world.done("li", "logCheckIn", **a_visit(kept))
    await a_check_in(world, mine, kind="PHONE", firstDueOn="2026-03-12")
    await world.done(
        "li", "assignModule", caseId=mine, moduleCode="TWO_CARDS", dueOn="2026-03-14",
        reason="曾出借银行卡",
    )  # fmt: skip
    minor = an_intake()["minor"] | {"name": OTHER}
    other = await a_case(world, minor=minor)
    ((guardian,),) = world.sql(
        "SELECT g.id::text FROM guardians g JOIN case_files c ON c.minor_id = g.minor_id"
        " WHERE c.id = %s",
        [mine],
    )
    made = await world.done("li", "inviteFamily", caseId=mine, guardianId=guardian)
    return mine, other, str(made["invitationCode"])


async def lines(place: Locator) -> list[str]:
    """The items of a list, each on one line."""
    found = await place.get_by_role("listitem").all_inner_texts()
    return [each.replace("\n", " ") for each in found]


async def join(screen: Screen, code: str, login: str) -> None:
    page = screen.page
    await page.get_by_label("邀请码").fill(code)
    await page.get_by_label("为自己起一个账号名").fill(login)
    await page.get_by_label("设置密码").fill(PASSWORD)
    await page.get_by_role("button", name="开通并进入").click()


async def test_a_guardian_joins_signs_in_and_sees_the_way_of_the_own_child(
    screen: Screen,
) -> None:
    world, page = screen.world, screen.page
    _mine, _other, code = await two_families(world)
    await screen.at("2026-03-12T09:00")

    await screen.open("/")
    await page.get_by_role("link", name="有邀请码？第一次使用请点这里").click()
    await expect(page.get_by_role("heading", name="用邀请码开通账号")).to_be_visible()
    await screen.settled("join")
    await join(screen, code, "linmama")
    await expect(page.get_by_role("heading", name="林某走到这里了")).to_be_visible()
    await page.get_by_role("button", name="退出登录").click()

    await page.get_by_label("账号").fill("linmama")
    await page.get_by_label("密码", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="登录", exact=True).click()
    await expect(page.get_by_role("heading", name="林某走到这里了")).to_be_visible()
    await screen.settled("family")

    assert await lines(page.get_by_role("list", name="考验期的进程")) == [
        "✓ 开始 2026年3月2日 已过",
        "今天 2026年3月12日 现在",
        "考验期结束 2026年9月2日 还有 174 天",
        "考察评估开始 2026年9月3日 还有 175 天",
    ]
    assert await lines(page.get_by_role("region", name="这一周要做的")) == [
        "电话联系 3月14日 周六 · 打卡 · 待完成",
        "两张卡：借出去的不只是一张卡 3月14日 周六 · 学习 · 待完成",
    ]
    assert (await lines(page.get_by_role("region", name="已经做到的")))[-1] == (
        "✓ 上门走访 3月2日 周一 · 打卡 · 已完成"
    )
    assert await lines(page.get_by_role("region", name="有事找谁")) == [
        "li 承办检察官 · 检察院P330100 电话还没有登记",
        "zhao 司法社工 · 检察院P330100 电话还没有登记",
    ]
    assert world.sql(
        "SELECT action, office_id FROM trail_entries WHERE role = 'guardian' ORDER BY seq"
    ) == [
        ("identity.joined", world.office()),
        ("identity.signed_out", world.office()),
        ("identity.signed_in", world.office()),
    ]
    stored = await page.evaluate("[localStorage.length, sessionStorage.length]")
    assert stored == [0, 0]


async def test_nothing_of_another_child_of_the_office_is_shown(screen: Screen) -> None:
    world, page = screen.world, screen.page
    mine, other, code = await two_families(world)
    ((number,),) = world.sql("SELECT case_number FROM case_files WHERE id = %s", [other])
    await screen.open("/#/join")
    await join(screen, code, "linmama")
    await expect(page.get_by_role("heading", name="林某走到这里了")).to_be_visible()

    for address in (f"/#/cases/{other}", f"/?case={other}"):
        await page.goto("about:blank")
        await screen.open(address)
        await expect(page.get_by_role("heading", name="林某走到这里了")).to_be_visible()
        assert OTHER[0] not in await screen.words()
    await page.goto("about:blank")
    await screen.open(f"/admin/#/cases/{other}/show")
    await screen.quiet()
    words = await screen.words()
    assert OTHER[0] not in words
    assert number not in words
    await screen.settled("family-at-the-desk")
    renewed = await page.context.request.post(f"{screen.origin}/auth/refresh", data={})
    token = (await renewed.json())["accessToken"]
    for asked in (other, mine):
        answer = await asked_as(world, token, f'{{familyView(caseId:"{asked}"){{caseId}}}}')
        if asked == mine:
            assert answer["data"]["familyView"]["caseId"] == mine
        else:
            assert answer["errors"][0]["extensions"]["code"] == "NOT_VISIBLE"


@pytest.mark.parametrize("screen", ["phone"], indirect=True)
async def test_a_used_code_is_refused_in_words_and_makes_no_account(screen: Screen) -> None:
    world, page = screen.world, screen.page
    _mine, _other, code = await two_families(world)
    await screen.open("/#/join")
    await join(screen, code, "linmama")
    await page.get_by_role("button", name="退出登录").click()
    await expect(page.get_by_role("heading", name="登录")).to_be_visible()
    accounts = world.sql("SELECT id, login_index, password_hash FROM accounts ORDER BY id")

    await screen.open("/#/join")
    await join(screen, code, "jiuma")

    await expect(page.get_by_role("alert")).to_have_text(USED)
    await expect(page.get_by_role("alert")).to_be_focused()
    await expect(page.get_by_label("为自己起一个账号名")).to_have_value("jiuma")
    await screen.settled("join-used")
    after = world.sql("SELECT id, login_index, password_hash FROM accounts ORDER BY id")
    assert after == accounts
