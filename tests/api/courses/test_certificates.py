"""Certificates of learning: what is on them, and that nothing tells of a case."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import httpx
import pytest
from pypdf import PdfReader

from guanhu.courses.certificates import CALLED
from guanhu.education.module_catalogue import modules
from support.builders_family import a_guardian, a_young_person
from support.builders_plans import a_supervised_case_with_plan
from support.world import World


def text_of(answer: httpx.Response) -> str:
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    return "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


async def get(world: World, who: str | None, path: str) -> httpx.Response:
    headers = {} if who is None else {"authorization": f"Bearer {world.token(who)}"}
    return await world.http.get(path, headers=headers)


async def given(world: World, case_id: str, code: str, *, done: bool = True) -> str:
    assigned = await world.done(
        "li", "assignModule", ("assignment.id",),
        caseId=case_id, moduleCode=code, dueOn="2026-04-01", reason="对应角色",
    )  # fmt: skip
    assignment = str(assigned["assignment"]["id"])
    if done:
        await world.done(
            "li", "completeAssignment", assignmentId=assignment, completedOn="2026-03-02",
            minutes=45, how="ONLINE",
        )  # fmt: skip
    return assignment


def squeezed(text: str) -> str:
    return "".join(text.split())


async def test_certificate_of_a_module_and_of_the_plan_names_no_case(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    a_young_person(world, case_id, "he")
    one = await given(world, case_id, "TWO_CARDS")
    await given(world, case_id, "THE_LAW")

    chinese = text_of(await get(world, "he", f"/certificates/modules/{one}.pdf"))
    english = text_of(await get(world, "li", f"/certificates/modules/{one}.pdf?language=en"))
    both = text_of(await get(world, "li", f"/certificates/plans/{case_id}.pdf"))

    for said in ("林小禾", "两张卡", "45分钟", "2026年3月2日"):
        assert said in squeezed(chinese)
    for said in ("林小禾", "Two cards", "45 minutes", "2 March 2026"):
        assert said in english
    assert "90分钟" in squeezed(both)
    assert "网络与法律" in squeezed(both)
    number = str(world.sql("SELECT case_number FROM case_files")[0][0])
    for text in (chinese, english, both):
        for told in (number, "检察", "Office", "附条件", "考察", "案", "刑", "P330100"):
            assert told not in squeezed(text)
    made = world.sql("SELECT count(*) FROM trail_entries WHERE action = 'courses.certificate_made'")
    assert made == [(3,)]


async def test_there_is_none_of_what_is_open_and_none_for_outsiders(world: World) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    a_guardian(world, case_id)
    done = await given(world, case_id, "TWO_CARDS")
    open_one = await given(world, case_id, "THE_LAW", done=False)
    world.person("chen", "officer")
    world.person("admin", "administrator")

    async def code(who: str | None, path: str) -> tuple[int, Any]:
        answer = await get(world, who, path)
        return answer.status_code, answer.json()["code"]

    module, plan = f"/certificates/modules/{open_one}.pdf", f"/certificates/plans/{case_id}.pdf"
    assert await code("li", module) == (422, "NOT_COMPLETED")
    assert await code("ma", plan) == (422, "NOT_COMPLETED")
    ready = f"/certificates/modules/{done}.pdf"
    assert await code("chen", ready) == (404, "NOT_VISIBLE")
    assert await code("chen", plan) == (404, "NOT_VISIBLE")
    assert await code("admin", ready) == (403, "NOT_PERMITTED")
    assert await code(None, ready) == (401, "UNAUTHENTICATED")
    assert await code("li", "/certificates/modules/x.pdf") == (404, "NOT_VISIBLE")
    assert (await get(world, "ma", ready)).status_code == 200


@pytest.mark.parametrize("language", ["zh", "en"])
def test_shipped_titles_that_would_tell_are_replaced(language: str) -> None:

    telling = (
        "记录",
        "封存",
        "后果",
        "弥补",
        "record",
        "sealing",
        "amends",
        "follows",
        "crime",
        "罪",
    )
    for module in {m.code: m for m in modules()._all}.values():
        shown = CALLED.get(module.code, module.title).text(language)
        assert [word for word in telling if word in shown.lower()] == []
