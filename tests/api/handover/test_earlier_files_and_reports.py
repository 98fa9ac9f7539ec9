"""S61: what hangs on an earlier note is hidden with it, and so is what a young person reported."""

from __future__ import annotations

from typing import Any

import pytest

from guanhu.files import rules as file_rules
from support.builders_checkins import a_check_in, a_visit
from support.builders_family import a_young_person
from support.builders_files import an_attachment, fetch, upload
from support.builders_notes import a_note, a_part
from support.builders_plans import a_member, a_supervised_case_with_plan
from support.walls import Planted
from support.world import World

FIRST, HANDED = "2026-03-02", "2026-03-09"


async def a_note_of(world: World, case_id: str, day: str, *attachments: str) -> str:
    part = a_part(case_id, attachmentIds=list(attachments))
    note = a_note(part, happenedAt=f"{day}T08:00:00+08:00")
    return str((await world.done("zhao", "recordFieldNote", **note))["fieldNote"]["id"])


async def a_handed_over_case(world: World) -> tuple[str, dict[str, str]]:
    """zhao works from 2 March, qian from 9 March without what was before; what was attached."""
    case_id, plan = await a_supervised_case_with_plan(world)
    a_young_person(world, case_id)
    await a_member(world, case_id, "zhao")
    files = {"early, of a late note": await an_attachment(world, case_id, "zhao")}
    files |= {"early, of nothing": await an_attachment(world, case_id, "zhao")}
    files |= {"early, of a late visit": await an_attachment(world, case_id, "zhao")}
    report = await a_check_in(world, case_id, kind="SELF_REPORT")
    await world.done(
        "xiaohe", "giveSelfReport",
        checkInId=report, mood="LOW", helpWanted=True, helpWith="数学", wantToTalk=True,
        conditions=[{"conditionId": plan["conditionId"], "answer": "PARTLY"}], extraAnswers=[],
    )  # fmt: skip
    world.at(HANDED)
    await a_member(world, case_id, "qian", hideEarlierNotes=True)
    files |= {"late, of an early note": await an_attachment(world, case_id, "zhao")}
    files |= {"late, of nothing": await an_attachment(world, case_id, "zhao")}
    await a_note_of(world, case_id, FIRST, files["late, of an early note"])
    await a_note_of(world, case_id, HANDED, files["early, of a late note"])
    visit = await a_check_in(world, case_id, "zhao")
    given = a_visit(visit, attachmentIds=[files["early, of a late visit"]])
    await world.done("zhao", "logCheckIn", **given | {"happenedAt": f"{HANDED}T08:30:00+08:00"})
    return case_id, files | {"report": report}


async def test_s61_attachments_go_by_the_day_of_what_they_belong_to(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, files = await a_handed_over_case(world)
    files.pop("report")
    world.person("wang2", "supervisor")

    async def shown(who: str) -> set[str]:
        page = await world.ask(who, "caseFile", ("attachments.items.id",), id=case_id)
        listed = {each["id"] for each in page["attachments"]["items"]}
        fetched = {
            each
            for each in files.values()
            if (await fetch(world, who, f"/attachments/{each}")).status_code == 200
        }
        assert listed == fetched
        return {name for name, each in files.items() if each in listed}

    seen = {"early, of a late note", "early, of a late visit", "late, of nothing"}
    assert await shown("qian") == seen
    for who in ("zhao", "li", "wang2"):
        assert await shown(who) == set(files), who
    with Planted(world, case_id, "").entered(world.actors["qian"]) as app:
        rows = app.execute("SELECT id::text FROM attachments").fetchall()
        assert {each for (each,) in rows} == {files[name] for name in seen}

    # What is hidden takes up room all the same.
    ((size,),) = world.sql("SELECT sum(size_bytes) FROM attachments")
    monkeypatch.setattr(file_rules, "LARGEST_CASE_BYTES", int(size))
    before = world.counts()
    full = await upload(world, "qian", case_id, "再来一份".encode())
    assert (full.status_code, full.json()["code"]) == (422, "CASE_ATTACHMENTS_FULL")
    # And what a colleague has uploaded is the colleague's to attach.
    want = ("problems.path", "problems.code")
    given = a_note(a_part(case_id, attachmentIds=[files["late, of nothing"]]))
    given["happenedAt"] = f"{HANDED}T08:00:00+08:00"
    answer: dict[str, Any] = await world.do("qian", "recordFieldNote", want, **given)
    assert [(each["path"], each["code"]) for each in answer["problems"]] == [
        ("parts.0.attachmentIds.0", "NOT_THERE")
    ]
    assert world.counts() == before


async def test_s61_self_reports_of_earlier_days_are_hidden(world: World) -> None:
    case_id, files = await a_handed_over_case(world)
    asked = {"checkInId": files["report"]}

    for who, given in (("qian", None), ("zhao", "数学"), ("li", "数学")):
        said = await world.ask(who, "selfReport", ("helpWith", "conditions.answer"), **asked)
        assert (said and said["helpWith"]) == given, who
    planted = Planted(world, case_id, "")
    for who, number in (("qian", 0), ("zhao", 1), ("xiaohe", 1)):
        with planted.entered(world.actors[who]) as app:
            for table in ("self_reports", "self_report_answers"):
                rows = app.execute(f"SELECT 1 FROM {table}".encode()).fetchall()  # noqa: S608
                assert len(rows) == number, (who, table)
