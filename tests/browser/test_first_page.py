"""What staff find after signing in: what needs attention, or the page of their office."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.async_api import expect

from support.browsing import CHINESE, Screen, let_sign_in
from support.builders_checkins import a_check_in
from support.builders_plans import a_supervised_case_with_plan
from support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def a_run(
    world: World,
    office: UUID | None,
    name: str,
    *,
    began: int,
    took: int | None,
    done: int,
    errors: list[dict[str, str | None]] | None = None,
) -> None:
    """A run of a job that began so many minutes ago; without an end it was cut off."""
    started = world.clock.now() - timedelta(minutes=began)
    ended = None if took is None else started + timedelta(minutes=took)
    world.sql(
        "INSERT INTO job_runs (id, run_id, office_id, name, started_at, ended_at, done, errors)"
        " VALUES (gen_random_uuid(), gen_random_uuid(), %s, %s, %s, %s, %s, %s::jsonb)",
        [office, name, started, ended, done, json.dumps(errors or [])],
    )


async def test_the_work_list_is_the_first_page_after_signing_in(screen: Screen) -> None:
    world, page = screen.world, screen.page
    case_id, _plan = await a_supervised_case_with_plan(world)
    await a_check_in(world, case_id)
    await let_sign_in(world, "li")
    await screen.at("2026-03-03T09:00")

    await screen.sign_in("li", "/admin/")
    await expect(page.get_by_role("heading", level=1)).to_have_text("需要处理")
    await expect(page.get_by_role("heading", name="待记录的打卡")).to_be_visible()
    assert "报到" not in await screen.words()
    await screen.settled("work")
    await page.get_by_role("link", name="记录打卡：林某").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("记录打卡")


async def test_an_administrator_reads_what_the_jobs_did_in_words(screen: Screen) -> None:
    world, page = screen.world, screen.page
    world.person("li", "officer")
    world.person("admin", "administrator")
    office = world.office()
    failures = [{"record": None, "kind": "TimeoutError"}] * 2
    a_run(world, office, "mark_missed", began=120, took=1, done=12)
    a_run(world, office, "remind", began=60, took=1, done=3, errors=failures)
    a_run(world, None, "sign_trail", began=180, took=None, done=0)
    await screen.enter("admin", "/admin/#/jobs")

    await expect(page.get_by_role("heading", level=1)).to_have_text("自动任务")
    rows = page.get_by_role("table").locator("tbody tr")
    await expect(rows).to_have_count(3)
    await expect(rows.nth(0)).to_contain_text("打卡提醒")
    await expect(rows.nth(0)).to_contain_text("2 项失败")
    await expect(rows.nth(0)).to_contain_text("TimeoutError × 2")
    await expect(rows.nth(1)).to_contain_text("标记漏打卡")
    await expect(rows.nth(1)).to_contain_text("12 项")
    await expect(rows.nth(2)).to_contain_text("中断，没有做完")
    await screen.settled("jobs")
    await page.get_by_label("只看有失败的或者中断的").click()
    await expect(page.get_by_label("只看有失败的或者中断的")).to_be_checked()
    await expect(rows).to_have_count(2)
    await page.get_by_role("button", name="只看：打卡提醒").click()
    await expect(rows).to_have_count(1)
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Jobs")
    await screen.settled("jobs-en")
    words = (await page.get_by_role("main").inner_text()).replace("检察院P330100", "")
    assert CHINESE.findall(words) == []


async def test_only_an_administrator_has_the_page_of_jobs(screen: Screen) -> None:
    world, page = screen.world, screen.page
    world.person("li", "officer")
    await screen.enter("li", "/admin/#/work")
    await expect(page.get_by_role("heading", level=1)).to_have_text("需要处理")
    await screen.quiet()
    await expect(page.get_by_role("menuitem", name="自动任务")).to_have_count(0)
