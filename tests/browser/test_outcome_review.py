"""The opinion at the end is read by somebody who did not write it: approved, or sent back."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from support.browsing import Screen
from support.builders_reviews import a_case_at_its_end, a_submitted_review, hear_victim_again

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TEXT = "考验期满，没有应当撤销的情形，决定不起诉。"
OWN_WORK = "提出人不能审批自己提出的事项，须由他人审批。"
FEEDBACK = "请补充学校的评价。"


async def test_the_author_is_told_why_not_and_another_person_approves(screen: Screen) -> None:
    world, page = screen.world, screen.page
    case_id = await a_case_at_its_end(world)
    await a_submitted_review(world, case_id)
    await hear_victim_again(world, case_id)
    await screen.at("2026-09-03T10:00")

    # A supervisor may write an opinion too, and then somebody else has to approve it.
    wrote = world.actors["wang"].account_id
    world.sql("UPDATE outcome_reviews SET author_id = %s", [wrote])
    world.person("zhou", "supervisor")

    await screen.enter("wang", f"/admin/#/cases/{case_id}/show?tab=reviews")
    panel = page.get_by_role("tabpanel")
    await expect(panel.get_by_text("考验期内遵守各项规定")).to_be_visible()
    await expect(panel.get_by_role("button", name="审批考察意见")).to_be_disabled()
    await expect(panel.get_by_text(OWN_WORK)).to_be_visible()
    await screen.settled("review-author")
    await page.goto(f"{screen.origin}/admin/#/cases/{case_id}/outcome-review")
    await expect(page.get_by_role("heading", name="审批考察意见", level=1)).to_be_visible()
    await expect(page.get_by_text(f"现在不能操作：{OWN_WORK}")).to_be_visible()
    await expect(page.get_by_role("radio")).to_have_count(0)
    await screen.settled("review-refused")

    await page.context.clear_cookies()
    await page.goto("about:blank")
    await screen.enter("zhou", f"/admin/#/cases/{case_id}/show?tab=reviews")
    await panel.get_by_role("link", name="审批考察意见").click()
    await expect(page.get_by_role("heading", name="审批考察意见", level=1)).to_be_visible()
    await screen.settled("review-open")
    await page.get_by_label("批准").check()
    await page.get_by_label("决定书正文").fill(TEXT)
    await page.get_by_role("button", name="检查并提交").click()
    await expect(page.get_by_text("即将作出最后决定：不起诉。请核对。")).to_be_visible()
    await screen.settled("review-check")
    assert world.sql("SELECT state FROM outcome_reviews") == [("submitted",)]
    await page.get_by_role("button", name="确认").click()

    await expect(page.get_by_text("考察意见已批准，最后决定已作出")).to_be_visible()
    await screen.settled("review-approved")
    zhou = world.actors["zhou"].account_id
    assert world.sql("SELECT state, approver_id FROM outcome_reviews") == [("approved", zhou)]
    assert world.sql("SELECT status FROM case_files") == [("final_decision",)]
    assert world.sql(
        "SELECT action, account_id FROM trail_entries WHERE action IN"
        " ('reviews.approved', 'decisions.final_issued') ORDER BY seq"
    ) == [("reviews.approved", zhou), ("decisions.final_issued", zhou)]
    asked = await world.ask(
        "li", "caseFile", ("decisions.kind", "decisions.decidedOn", "decisions.text"), id=case_id
    )
    assert [(each["kind"], each["decidedOn"], each["text"]) for each in asked["decisions"]] == [
        ("FINAL_NON_PROSECUTION", "2026-09-03", TEXT)
    ]


async def test_it_is_sent_back_although_it_could_not_be_approved_yet(screen: Screen) -> None:
    world, page = screen.world, screen.page
    case_id = await a_case_at_its_end(world)
    review = await a_submitted_review(world, case_id)
    await screen.at("2026-09-03T10:00")

    await screen.enter("wang", f"/admin/#/cases/{case_id}/outcome-review")
    await expect(page.get_by_text(re.compile("批准 · 现在不能操作：.*被害人"))).to_be_visible()
    await expect(page.get_by_label("批准")).to_have_count(0)
    await page.get_by_label("退回", exact=True).check()
    await page.get_by_role("textbox", name="退回意见").fill(FEEDBACK)
    await page.get_by_role("button", name="检查并提交").click()
    await expect(page.get_by_text("即将退回给 li。请核对。")).to_be_visible()
    await page.get_by_role("button", name="确认").click()

    await expect(page.get_by_text("考察意见已退回")).to_be_visible()
    await expect(page.get_by_role("tabpanel")).to_contain_text(FEEDBACK)
    await screen.settled("review-returned")
    assert world.sql("SELECT id::text, state, approver_id FROM outcome_reviews") == [
        (review["id"], "returned", None)
    ]
    wang = world.actors["wang"].account_id
    assert world.sql("SELECT review_id::text, written_by FROM outcome_feedback") == [
        (review["id"], wang)
    ]
    assert world.sql(
        "SELECT record_id::text, account_id FROM trail_entries WHERE action = 'reviews.returned'"
    ) == [(review["id"], wang)]
    assert world.count("decisions") == 0
