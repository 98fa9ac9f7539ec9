"""Who may read the trail, what it says, and the timeline of a case."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from support.builders_cases import a_case
from support.builders_decisions import a_decided_case
from support.world import OTHER_OFFICE, World

ENTRY = ("items.action", "items.seq", "items.actor.displayName", "items.actor.role", "total")


async def two_days(world: World) -> tuple[str, str]:
    """Two cases of li's, opened on 2 and 3 March; the supervisor looked at the first."""
    first = await a_case(world)
    world.person("chief", "supervisor")
    await world.ask("chief", "caseFile", ("id",), id=first)
    world.at("2026-03-03")
    second = await a_case(world)
    return first, second


async def actions(world: World, **arguments: Any) -> tuple[list[str], int]:
    page = await world.ask("eyes", "trail", ENTRY, **arguments)
    return [f"{item['seq']} {item['action']}" for item in page["items"]], page["total"]


async def test_the_auditor_reads_the_offices_trail_newest_first(world: World) -> None:
    await two_days(world)
    world.person("eyes", "auditor")

    page = await world.ask("eyes", "trail", ENTRY)

    assert [
        (item["seq"], item["action"], item["actor"]["displayName"], item["actor"]["role"])
        for item in page["items"]
    ] == [
        (3, "cases.opened", "li", "OFFICER"),
        (2, "cases.viewed", "chief", "SUPERVISOR"),
        (1, "cases.opened", "li", "OFFICER"),
    ]
    assert page["total"] == 3
    assert (page["items"][1]["title"], page["items"][1]["recordTitle"]) == ("查阅案件", "案件")


async def test_the_trail_is_narrowed_and_paged(world: World) -> None:
    first, _ = await two_days(world)
    eyes = world.person("eyes", "auditor")
    li = world.actors["li"]

    assert await actions(world, filter={"caseId": first}) == (
        ["2 cases.viewed", "1 cases.opened"], 2,
    )  # fmt: skip
    assert await actions(world, filter={"action": "cases.viewed"}) == (["2 cases.viewed"], 1)
    assert await actions(world, filter={"from": "2026-03-03"}) == (["3 cases.opened"], 1)
    assert await actions(world, filter={"to": "2026-03-02"}) == (
        ["2 cases.viewed", "1 cases.opened"], 2,
    )  # fmt: skip
    assert (await actions(world, filter={"accountId": str(li.account_id)}))[1] == 2
    assert (await actions(world, filter={"accountId": str(eyes.account_id)}))[1] == 0
    assert await actions(world, page=2, perPage=2) == (["1 cases.opened"], 3)
    assert await actions(world, page=3, perPage=2) == ([], 3)


async def test_a_day_begins_at_midnight_in_the_office(world: World) -> None:
    world.at("2026-03-03T00:00")
    await a_case(world, receivedOn="2026-03-02")
    world.person("eyes", "auditor")

    assert (await actions(world, filter={"to": "2026-03-02"}))[1] == 0
    assert (await actions(world, filter={"from": "2026-03-03"}))[1] == 1


async def test_another_offices_trail_is_empty_for_an_auditor(world: World) -> None:
    first, _ = await two_days(world)
    world.person("eyes", "auditor", OTHER_OFFICE)

    assert await actions(world) == ([], 0)
    assert await actions(world, filter={"caseId": first}) == ([], 0)


@pytest.mark.parametrize(
    "role", ["officer", "social_worker", "guardian", "young_person", "administrator"]
)
async def test_other_roles_do_not_read_the_trail(world: World, role: str) -> None:
    await two_days(world)
    world.person("who", role)

    assert (await world.ask("who", "trail"))["code"] == "NOT_PERMITTED"


async def test_the_timeline_shows_what_happened_and_leaves_views_out(world: World) -> None:
    first, _ = await two_days(world)
    await world.ask("li", "caseFile", ("identity.fullName",), id=first)
    world.later(minutes=5)
    await world.done("li", "recordNotice", caseId=first, kind="RIGHTS_SUSPECT", doneOn="2026-03-03")

    page = await world.ask(
        "li", "caseFile", ("timeline.kind", "timeline.title", "timeline.actor"), id=first
    )

    assert [(event["kind"], event["title"], event["actor"]) for event in page["timeline"]] == [
        ("cases.notice_recorded", "记录法定告知：犯罪嫌疑人的诉讼权利", "li"),
        ("cases.opened", "受理案件", "li"),
    ]
    assert world.sql("SELECT count(*) FROM trail_entries WHERE action ~ 'viewed$'") == [(2,)]


async def test_alike_events_say_to_whom_or_what_by_kind_and_in_both_languages(
    world: World,
) -> None:
    case_id, _ = await a_decided_case(world)
    decision = await world.ask("li", "caseFile", ("decisions.id",), id=case_id)
    await world.done(
        "li", "recordService", decisionId=decision["decisions"][0]["id"], addressee="VICTIM",
        mode="DIRECT", sentOn=world.today.isoformat(), receivedOn=world.today.isoformat(),
    )  # fmt: skip
    asked = """
        query($id: UUID!) { caseFile(id: $id) { timeline(first: 100) {
          kind zh: title en: title(language: EN) } } }"""

    answer = await world.post("li", asked, {"id": case_id})

    found = {
        (event["kind"], event["zh"], event["en"])
        for event in answer["data"]["caseFile"]["timeline"]
        if event["kind"] in {"decisions.served", "decisions.opinion_heard"}
    }
    assert found == {
        ("decisions.served", "送达：被害人", "Decision served: Victim"),
        ("decisions.opinion_heard", "听取意见：公安机关", "Opinion heard: Police"),
        ("decisions.opinion_heard", "听取意见：被害人", "Opinion heard: Victim"),
        ("decisions.opinion_heard", "听取意见：未成年人", "Opinion heard: Young person"),
        ("decisions.opinion_heard", "听取意见：法定代理人", "Opinion heard: Legal representative"),
        ("decisions.opinion_heard", "听取意见：辩护人", "Opinion heard: Defender"),
    }


async def test_the_timeline_costs_one_statement_and_is_bounded(world: World) -> None:
    case_id = await a_case(world)
    asked = (
        "query($id: UUID!, $first: Int!) { caseFile(id: $id) { timeline(first: $first) { kind } } }"
    )
    for day in range(3, 9):
        world.at(f"2026-03-0{day}")
        await world.done(
            "li", "changeCharges", caseId=case_id, expectedVersion=day - 2, reason="补充证据",
            charges=[{"offence": "266", "acts": [{"occurredOn": "2025-12-01", "amountFen": day}]}],
        )  # fmt: skip
    statements: list[str] = []
    engine = world.product.database.engine.sync_engine

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    answer = await world.post("li", asked, {"id": case_id, "first": 3})
    event.remove(engine, "before_cursor_execute", note)

    assert [found["kind"] for found in answer["data"]["caseFile"]["timeline"]] == [
        "cases.charges_changed"
    ] * 3
    assert sum("FROM trail_entries" in statement for statement in statements) == 1
    for wrong in (0, 201):
        refused = await world.post("li", asked, {"id": case_id, "first": wrong})
        assert refused["errors"][0]["extensions"]["code"] == "INVALID_INPUT"
