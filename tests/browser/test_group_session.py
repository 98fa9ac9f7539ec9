"""A group session: one outcome for six, four saved, two told by name and still chosen (S34)."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from support.browsing import CHINESE, Screen
from support.builders_cases import an_intake
from support.builders_checkins import a_case_under_supervision, put_under_supervision
from support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.slow]


async def a_group(world: World) -> list[str]:
    """The numbers of six files of one officer; the period of the last two began two days later."""
    cases = [await a_case_under_supervision(world)]
    for number in range(5):
        intake = an_intake(caseNumber=f"杭检未〔2026〕6{number}号")
        intake["minor"] |= {
            "name": f"孙某{'甲乙丙丁戊'[number]}", "identityNumber": f"33010020090305777{number}"
        }  # fmt: skip
        opened = await world.done("li", "openCase", **intake)
        cases.append(str(opened["caseFile"]["id"]))
    for case_id in cases[:4]:
        put_under_supervision(world, case_id)
    world.at("2026-03-04")
    for case_id in cases[4:]:
        put_under_supervision(world, case_id)
    found = dict(world.sql("SELECT id::text, case_number FROM case_files"))
    return [found[case_id] for case_id in cases]


async def test_s34_four_are_saved_two_are_named_and_stay_chosen(screen: Screen) -> None:
    world, page = screen.world, screen.page
    numbers = await a_group(world)
    await screen.at("2026-03-05T10:00")
    await screen.enter("li", "/admin/#/outcomes/group")
    await expect(page.get_by_role("heading", level=1)).to_have_text("记录小组活动结果")

    people = page.locator("#caseIds").get_by_role("checkbox")
    await expect(people).to_have_count(6)
    for number in numbers:
        await page.locator("#caseIds").get_by_label(number).check()
    await page.get_by_label("活动日期", exact=True).fill("2026-03-03")
    await page.get_by_label("到场并按要求完成").check()
    await page.get_by_label("什么活动，情况怎样").fill("反诈小组活动，全程参加。")
    await screen.settled("group")
    await page.get_by_role("button", name="检查并提交").click()
    await expect(page.get_by_text("请核对。将为 6 人各记一条结果。")).to_be_visible()
    await screen.settled("group-check")
    await page.get_by_role("button", name="确认提交").click()

    saved = page.get_by_role("status").filter(has_text="已保存 4 人")
    await expect(saved.get_by_role("listitem")).to_have_count(4)
    refused = page.get_by_role("alert").filter(has_text="没有保存 2 人")
    await expect(refused.get_by_role("listitem")).to_have_count(2)
    for number in numbers[4:]:
        await expect(refused).to_contain_text(number)
    for number in numbers:
        box = page.locator("#caseIds").get_by_label(number)
        await expect(box).to_be_checked(checked=number in numbers[4:])
    await expect(page.get_by_label("什么活动，情况怎样")).to_have_value("反诈小组活动，全程参加。")
    await screen.settled("group-refused")
    assert world.count("outcomes") == 4

    # The day was wrong for the two: mended, they go alone.
    await page.get_by_label("活动日期", exact=True).fill("2026-03-04")
    await page.get_by_role("button", name="检查并提交").click()
    await page.get_by_role("button", name="确认提交").click()
    await expect(page.get_by_role("status").filter(has_text="已保存 2 人")).to_be_visible()
    assert world.count("outcomes") == 6

    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", level=1)).not_to_have_text("记录小组活动结果")
    await screen.settled("group-en")
    words = await page.get_by_role("main").inner_text()
    for known in (*numbers, "林某", "孙某", "反诈小组活动，全程参加。"):
        words = words.replace(known, "")
    assert CHINESE.findall(words) == []
