"""S34: a group session's outcomes in one command; what one is refused stops no other."""

from __future__ import annotations

import uuid
from typing import Any

from support.builders_cases import an_intake
from support.builders_checkins import a_case_under_supervision, a_check_in, put_under_supervision
from support.refusals import refused
from support.world import World


async def a_group(world: World) -> list[str]:
    """Six files of one officer; the last one is not under supervision."""
    cases = [await a_case_under_supervision(world)]
    for number in range(5):
        intake = an_intake(caseNumber=f"杭检未〔2026〕6{number}号")
        intake["minor"] |= {
            "name": f"孙某{'甲乙丙丁戊'[number]}", "identityNumber": f"33010020090305777{number}"
        }  # fmt: skip
        opened = await world.done("li", "openCase", **intake)
        cases.append(str(opened["caseFile"]["id"]))
        if number < 4:
            put_under_supervision(world, cases[-1])
    return cases


def came(world: World, case_id: str, **overrides: Any) -> dict[str, Any]:
    given = {
        "caseId": case_id, "about": "SESSION", "heldOn": world.today.isoformat(),
        "outcome": "ATTENDED_COMPLIED", "note": "反诈小组活动",
    }  # fmt: skip
    return given | overrides


async def test_s34_four_are_saved_and_two_failures_are_told_by_their_place(world: World) -> None:
    cases = await a_group(world)
    visit = await a_check_in(world, cases[1])
    world.person("wang", "officer")
    key = uuid.uuid4().hex
    items = [
        came(world, cases[0]),
        # A visit that is due and has no record yet: nobody can say that it was attended.
        came(world, cases[1], about="CHECK_IN", checkInId=visit),
        came(world, cases[2], outcome="ACCEPTABLE_ABSENCE", absenceKind="ILLNESS"),
        came(world, cases[3], outcome="EVIDENCE_PENDING"),
        came(world, cases[4], outcome="UNEXPLAINED_ABSENCE", note="未到场"),
        came(world, cases[5]),
    ]

    done = await world.done("li", "recordOutcomes", items=items, idempotencyKey=key)

    assert (done["saved"], done["refused"]) == (4, 2)
    told = [(each["index"], each["caseId"], each["code"]) for each in done["items"]]
    assert told == [
        (0, cases[0], None), (1, cases[1], "OUTCOME_CONTRADICTED"), (2, cases[2], None),
        (3, cases[3], None), (4, cases[4], None), (5, cases[5], "MOVE_NOT_ALLOWED"),
    ]  # fmt: skip
    assert done["items"][1]["checkInId"] == visit
    assert done["items"][1]["outcomeId"] is None
    assert done["items"][1]["message"] not in (None, "OUTCOME_CONTRADICTED")
    assert done["items"][0]["message"] is None
    stored = world.sql("SELECT id, case_id, code FROM outcomes")
    assert {(str(row[0]), str(row[1])) for row in stored} == {
        (each["outcomeId"], each["caseId"]) for each in done["items"] if each["code"] is None
    }
    assert world.sql(
        "SELECT count(*) FROM trail_entries WHERE action LIKE 'incidents.outcome%%'"
    ) == [(4,)]
    # Awaited evidence has its days on the file that it is about, and on no other.
    clocks = world.sql("SELECT id FROM case_files WHERE clocks::text LIKE '%%evidence%%'")
    assert [str(each) for (each,) in clocks] == [cases[3]]
    # The same command again gives the same answer and writes nothing.
    before = world.counts()
    again = await world.done("li", "recordOutcomes", items=items, idempotencyKey=key)
    assert (again["items"], world.counts()) == (done["items"], before)
    # The two that failed, mended, go alone.
    await world.done(
        "li", "logCheckIn", checkInId=visit, happenedAt="2026-03-02T08:30:00+08:00", how="VISIT",
        present=["MINOR"], contactMade=True, topics=[], conditionsEvidenced=[],
        concernLevel="NONE", note="到场",
    )  # fmt: skip
    put_under_supervision(world, cases[5])
    rest = await world.done("li", "recordOutcomes", items=[items[1], items[5]])
    assert (rest["saved"], rest["refused"]) == (2, 0)
    assert await _codes(world, "li", [items[1]]) == ["OUTCOME_ON_RECORD"]


async def test_s34_a_hidden_file_and_a_wrong_field_are_told_and_stop_nobody(world: World) -> None:
    cases = await a_group(world)
    world.person("wang", "officer")
    mine = await world.done("wang", "openCase", **an_intake(caseNumber="杭检未〔2026〕90号"))
    own = str(mine["caseFile"]["id"])
    put_under_supervision(world, own)
    items = [
        came(world, cases[0]),
        came(world, own, outcome="ACCEPTABLE_ABSENCE"),
        came(world, own),
    ]

    items[2]["heldOn"] = "2026-03-01"
    done = await world.done("wang", "recordOutcomes", items=items)

    shown = [(each["code"], each["field"], each["problem"]) for each in done["items"]]
    assert shown == [
        ("NOT_VISIBLE", None, None), ("INVALID_INPUT", "absenceKind", "REQUIRED"),
        ("DATE_TOO_EARLY", None, None),
    ]  # fmt: skip
    assert (done["saved"], world.count("outcomes")) == (0, 0)
    twice = await refused(
        world, "li", "recordOutcomes", "INVALID_INPUT", None,
        items=[came(world, cases[0]), came(world, cases[1]), came(world, cases[0])],
    )  # fmt: skip
    assert [(each["path"], each["code"]) for each in twice["problems"]] == [("items.2", "REPEATED")]
    await refused(
        world, "li", "recordOutcomes", "INVALID_INPUT", None,
        items=[came(world, cases[0], heldOn=f"2026-03-{day:02}") for day in range(1, 32)],
    )  # fmt: skip


async def _codes(world: World, who: str, items: list[dict[str, Any]]) -> list[str | None]:
    done = await world.done(who, "recordOutcomes", items=items)
    return [each["code"] for each in done["items"]]
