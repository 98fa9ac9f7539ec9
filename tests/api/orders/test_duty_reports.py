"""What a guardian says of a duty, the help given, and whose list it comes to (S-02)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from guanhu.kernel.strict_yaml import FileRefused
from guanhu.orders.duty_kinds import FILE, duty_kinds, read_kinds
from support.builders_checkins import a_case_under_supervision
from support.builders_family import a_guardian, a_young_person
from support.builders_orders import a_served_order, an_order
from support.builders_plans import a_member
from support.refusals import refused
from support.world import World

DUTIES = (
    "guardianDuties.task", "guardianDuties.guide", "guardianDuties.state",
    "guardianDuties.reports.word", "guardianDuties.reports.note", "guardianDuties.id",
)  # fmt: skip


async def given(world: World, case_id: str, **duty: Any) -> str:
    order = await a_served_order(world, an_order(world, case_id))
    done = await world.done("li", "giveGuardianDuty", orderId=order, **duty)
    return str(done["dutyId"])


async def seen(world: World, who: str = "ma") -> list[dict[str, Any]]:
    found = await world.ask(who, "familyView", DUTIES)
    duties: list[dict[str, Any]] = found["guardianDuties"]
    return duties


async def kinds(world: World, who: str) -> list[str]:
    found = await world.ask(who, "worklist", ("items.kind",))
    return [each["kind"] for each in found["items"] if "DUTY" in each["kind"]]


async def test_s02_a_guardian_reports_asks_and_is_helped_and_staff_confirm(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    a_guardian(world, case_id)
    a_young_person(world, case_id)
    duty = await given(world, case_id, kind="KEEP_CARDS", withinDays=7)
    asked = await world.post(
        "ma", "{ familyView { guardianDuties { task(language: EN) guide(language: EN) } } }"
    )
    (english,) = asked["data"]["familyView"]["guardianDuties"]
    known = duty_kinds()["KEEP_CARDS"]
    assert (english["task"], english["guide"]) == (known.title.en, known.guide.en)
    assert [(each["task"], each["guide"]) for each in await seen(world)] == [
        (known.title.zh, known.guide.zh)
    ]

    world.at("2026-03-05")
    await world.done("ma", "askDutyHelp", dutyId=duty, note="不知道怎样注销")
    world.later(hours=1)
    await world.done(
        "zhao", "recordDutyHelp", dutyId=duty, givenOn="2026-03-05", note="已陪同到开户行"
    )
    assert await kinds(world, "li") == []
    world.at("2026-03-12")
    assert await kinds(world, "li") == ["LATE_DUTY"]
    done = {"dutyId": duty, "doneOn": "2026-03-11"}
    for days, code in (("2026-03-01", "DATE_TOO_EARLY"), ("2026-03-13", "DATE_IN_FUTURE")):
        await refused(world, "ma", "reportDutyDone", code, None, **(done | {"doneOn": days}))
    await world.done("ma", "reportDutyDone", **done, note="两张卡已注销")

    # Said to be done is not confirmed: it waits for staff, and is the officer's to look at.
    assert await kinds(world, "li") == ["DUTY_REPORTED"]
    assert await kinds(world, "zhao") == []
    (shown,) = await seen(world)
    said = [
        ("HELP_WANTED", "不知道怎样注销"), ("HELP_GIVEN", "已陪同到开户行"),
        ("DONE", "两张卡已注销"),
    ]  # fmt: skip
    assert shown["state"] == "MISSED"
    assert [(each["word"], each["note"]) for each in shown["reports"]] == said
    page = await world.ask(
        "zhao", "caseFile",
        ("guardianOrders.duties.reports.word", "guardianOrders.duties.reports.note"), id=case_id,
    )  # fmt: skip
    (order,) = page["guardianOrders"]
    (same,) = order["duties"]
    assert [(each["word"], each["note"]) for each in same["reports"]] == said
    told = world.sql("SELECT cause, audience FROM outbox_messages WHERE cause LIKE 'orders.%%'")
    assert sorted(told) == [
        ("orders.duty_help_asked", "officer"), ("orders.duty_reported", "officer"),
    ]  # fmt: skip

    await world.done(
        "zhao", "confirmGuardianDuty", dutyId=duty, doneOn="2026-03-11", note="看过注销回执"
    )
    assert await kinds(world, "li") == []
    await refused(world, "ma", "reportDutyDone", "DUTY_CLOSED", None, **done)
    await refused(world, "ma", "askDutyHelp", "DUTY_CLOSED", None, dutyId=duty, note="再问")
    await refused(
        world, "zhao", "recordDutyHelp", "DUTY_CLOSED", None,
        dutyId=duty, givenOn="2026-03-12", note="再帮",
    )  # fmt: skip


async def test_s02_a_late_duty_is_never_held_against_the_child(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    a_guardian(world, case_id)
    a_young_person(world, case_id)
    before = await world.ask("xiaohe", "familyView")
    conduct = await world.ask("li", "conductSummary", caseId=case_id)
    duty = await given(world, case_id, task="到校", guide="联系班主任", withinDays=2)
    world.at("2026-03-10")
    await world.done("ma", "askDutyHelp", dutyId=duty, note="请不出假")

    after = await world.ask("xiaohe", "familyView")
    for found in (before, after):
        for moving in ("today", "elapsedDays"):
            found.pop(moving)
    assert after == before
    assert "到校" not in json.dumps(after, ensure_ascii=False)
    assert await world.ask("li", "conductSummary", caseId=case_id) == conduct
    for mutation, more in (
        ("reportDutyDone", {"doneOn": "2026-03-10"}), ("askDutyHelp", {"note": "x"}),
    ):  # fmt: skip
        answer = await world.do("xiaohe", mutation, dutyId=duty, **more)
        assert answer == {"code": "NOT_PERMITTED"}
    assert await kinds(world, "li") == ["LATE_DUTY"]


async def test_nobody_answers_for_another_guardian(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    a_guardian(world, case_id)
    duty = await given(world, case_id, kind="DAILY_CONTACT", withinDays=7)
    added = await world.done(
        "li", "addGuardian", caseId=case_id, validFrom="2026-03-02",
        guardian={"name": "林奶奶", "relation": "GRANDPARENT", "legalRepresentative": False},
    )  # fmt: skip
    assert added
    grandmother = world.person("nai", "guardian")
    world.sql(
        "UPDATE guardians SET account_id = %s WHERE account_id IS NULL", [grandmother.account_id]
    )
    await world.done("ma", "askDutyHelp", dutyId=duty, note="只对我说的话")
    before = world.counts()

    for mutation, more in (
        ("reportDutyDone", {"doneOn": "2026-03-02"}), ("askDutyHelp", {"note": "x"}),
    ):  # fmt: skip
        assert await world.do("nai", mutation, dutyId=duty, **more) == {"code": "NOT_VISIBLE"}
    assert world.counts() == before
    assert await seen(world, "nai") == []


@pytest.mark.parametrize(
    ("duty", "code"),
    [
        ({"kind": "NO_SUCH_DUTY"}, "DUTY_KIND_UNKNOWN"),
        ({"task": "到校"}, "INVALID_INPUT"),
        ({"guide": "联系班主任"}, "INVALID_INPUT"),
        ({}, "INVALID_INPUT"),
    ],
)
async def test_a_duty_is_of_a_known_kind_or_has_task_and_guide(
    world: World, duty: dict[str, str], code: str
) -> None:
    case_id = await a_case_under_supervision(world)
    order = await a_served_order(world, an_order(world, case_id))

    await refused(world, "li", "giveGuardianDuty", code, None, orderId=order, withinDays=7, **duty)


async def test_every_kind_has_its_guide_in_both_languages_step_by_step() -> None:
    for kind in duty_kinds().values():
        for texts in (kind.guide.zh, kind.guide.en):
            assert [line[:2] for line in texts.splitlines()] == ["1.", "2.", "3."], kind.code


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("title: {zh: 一, en: One}", ":1: guide is missing"),
        ("title: {zh: 一}\n  guide: {zh: 一, en: One}", ":2: en is missing"),
        ("titel: {zh: 一, en: One}\n  guide: {zh: 一, en: One}", ":2: unknown key titel"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(broken: str, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        read_kinds(FILE, f"- code: ONE_DUTY\n  {broken}\n")
    assert Path(FILE).suffix == ".yaml"
