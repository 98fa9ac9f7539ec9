"""A young person says how things are: one question a page, checked, sent once (S13)."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, Page, Route, expect

from support.browsing import Screen
from support.builders_checkins import a_check_in
from support.builders_family import a_young_person
from support.builders_plans import a_member, a_supervised_case_with_plan
from support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HELP = "数学跟不上。\n想有人讲一讲。"


async def asked(world: World) -> str:
    """A self-report that is due; the young person is `xiaohe`."""
    case_id, _plan = await a_supervised_case_with_plan(world)
    await a_member(world, case_id)
    a_young_person(world, case_id)
    await world.done(
        "li", "setSelfReportQuestions", caseId=case_id, questions=["作业按时交了吗？", "睡得好吗？"]
    )
    return await a_check_in(world, case_id, kind="SELF_REPORT")


async def go_on(page: Page) -> None:
    await page.get_by_role("button", name="下一页").click()


async def heading(page: Page, words: str) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(words)


def answer(page: Page, question: str) -> Locator:
    """The answer on the check page, beside its question."""
    return page.locator(".answers > div").filter(has_text=question).locator(".said")


async def mood_and_help(screen: Screen) -> None:
    """The first two pages, with a way back, and words that had no pause before a reload."""
    world, page = screen.world, screen.page
    await heading(page, "这段时间过得怎么样？")
    assert world.count("drafts") == 0
    await go_on(page)
    await expect(page.get_by_role("alert")).to_be_focused()
    await screen.settled("report-mood-missing")
    await page.get_by_label("不太好").check()
    await screen.settled("report-mood")
    await go_on(page)
    await heading(page, "现在需要帮助吗？")
    await page.go_back()
    await expect(page.get_by_label("不太好")).to_be_checked()
    await page.go_forward()
    await page.get_by_label("需要", exact=True).check()
    await page.get_by_label("想要哪方面的帮助？").fill(HELP)
    await screen.settled("report-help")
    # These words have had no pause after them.
    await page.reload()
    await heading(page, "现在需要帮助吗？")
    await expect(page.get_by_label("想要哪方面的帮助？")).to_have_value(HELP)
    await expect(page.get_by_text("上次填的内容还在，接着填就行。")).to_be_visible()


async def the_rest(screen: Screen) -> None:
    """The other pages, one of them first left with a condition without an answer."""
    page = screen.page
    await go_on(page)
    await heading(page, "约定的事，做得怎么样？")
    groups = page.get_by_role("radiogroup")
    for index in range(await groups.count() - 1):
        await groups.nth(index).get_by_label("做到了", exact=True).check()
    await go_on(page)
    await expect(page.get_by_role("alert")).to_contain_text("这一项还没有选")
    await screen.settled("report-conditions-missing")
    await groups.last.get_by_label("做到一部分").check()
    await go_on(page)
    await heading(page, "最近有没有让自己满意的事？")
    await go_on(page)
    await heading(page, "想让人给你打个电话，聊一聊吗？")
    await page.get_by_label("想", exact=True).check()
    await go_on(page)
    await heading(page, "作业按时交了吗？")
    await screen.settled("report-extra")
    await go_on(page)
    await heading(page, "睡得好吗？")
    await page.get_by_role("textbox", name="睡得好吗？").fill("还行。")
    await go_on(page)


async def test_s13_answers_change_on_the_check_page_and_nothing_is_lost(screen: Screen) -> None:
    world, page = screen.world, screen.page
    check_in = await asked(world)
    await screen.enter("xiaohe", "/")
    await expect(page.get_by_role("heading", name="说说我的近况")).to_be_visible()
    await screen.settled("report-home")
    await page.get_by_role("link", name="开始填写").click()

    await mood_and_help(screen)
    await the_rest(screen)

    await heading(page, "看一遍，再交上去")
    await expect(answer(page, "过得怎么样")).to_have_text("不太好")
    await expect(answer(page, "作业按时交了吗？")).to_have_text("没有填")
    await screen.settled("report-check")
    await page.get_by_role("link", name="修改：过得怎么样").click()
    await expect(page.get_by_label("不太好")).to_be_checked()
    await page.get_by_label("不错").check()
    await page.get_by_role("button", name="改好了，回去检查").click()
    await heading(page, "看一遍，再交上去")
    await expect(answer(page, "过得怎么样")).to_have_text("不错")
    await expect(answer(page, "需不需要帮助")).to_contain_text("数学跟不上。")

    await page.get_by_role("button", name="交上去").click()
    await heading(page, re.compile("已经交上去了"))
    await screen.settled("report-sent")
    (said,) = (await world.ask("li", "checkIns", filter={"status": ["RECORDED"]}))["items"]
    assert said["id"] == check_in
    seen = await world.ask(
        "li", "selfReport", ("conditions.answer", "questions.answer"), checkInId=check_in
    )
    assert (seen["mood"], seen["helpWanted"], seen["helpWith"], seen["wantToTalk"]) == (
        "GOOD", True, HELP, True,
    )  # fmt: skip
    assert min(each["answer"] for each in seen["conditions"]) == "PARTLY"
    assert [each["answer"] for each in seen["questions"]] == [None, "还行。"]
    await page.reload()
    await heading(page, re.compile("已经交上去了"))
    assert await page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    await page.get_by_role("link", name="回到首页").click()
    await expect(page.get_by_text("这一周要做的")).to_be_visible()
    await expect(page.get_by_role("link", name="开始填写")).to_have_count(0)


@pytest.mark.parametrize("screen", ["phone"], indirect=True)
async def test_s13_a_lost_answer_is_asked_for_again_and_recorded_once(screen: Screen) -> None:
    world, page = screen.world, screen.page
    check_in = await asked(world)
    await screen.enter("xiaohe", f"/?lang=en#/report/{check_in}")
    await heading(page, "How have things been?")
    await page.get_by_label("Good", exact=True).check()
    await screen.settled("report-mood-en")
    for word in ("Not now", None, None, "Not now", None, None):
        await page.get_by_role("button", name="Next").click()
        await screen.quiet()
        groups = page.get_by_role("radiogroup")
        for index in range(await groups.count()):
            choice = groups.nth(index).get_by_label(word or "Not yet", exact=True)
            await choice.check()
    await page.get_by_role("button", name="Next").click()
    await heading(page, "Check, then send")
    await screen.settled("report-check-en")
    keys: list[str] = []

    async def lose_the_answer(route: Route) -> None:
        sent = route.request.post_data_json
        if "wantToTalk" not in sent["variables"].get("input", {}):
            await route.continue_()
            return
        keys.append(sent["variables"]["input"]["idempotencyKey"])
        if len(keys) > 1:
            await route.continue_()
            return
        await route.fetch()
        await route.abort()

    await page.route("**/graphql", lose_the_answer)
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("alert").first).to_contain_text("This was not sent yet.")
    # The browser says in its console that a connection broke: that is what is tried here.
    screen.errors.clear()
    await screen.settled("report-not-sent-en")
    await page.get_by_role("button", name="Send").click()
    await heading(page, re.compile("Sent"))
    await screen.settled("report-sent-en")

    assert len(keys) == 2
    assert keys[0] == keys[1]
    assert world.count("self_reports") == 1
    assert world.sql(
        "SELECT action FROM trail_entries WHERE action = 'checkins.self_report_given'"
    ) == [("checkins.self_report_given",)]
