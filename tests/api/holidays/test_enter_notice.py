"""The holiday table of an office: entered by its administrator, behind every date (T-04)."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from support.builders_afterwards import COURT
from support.builders_cases import a_case, an_intake
from support.refusals import refused
from support.sent import sent_by
from support.world import OTHER_OFFICE, World

NEW_YEAR = ["2027-01-01", "2027-01-02", "2027-01-03"]
NATIONAL_DAY = ["2027-10-01", "2027-10-02", "2027-10-03"]
WHOLE: dict[str, Any] = {
    "year": 2027, "expectedVersion": 0, "restDays": NEW_YEAR + NATIONAL_DAY,
    "workingDays": ["2027-10-09"], "complete": True, "source": "国办发明电〔2026〕9号",
}  # fmt: skip
DEADLINES = ("deadlines.kind", "deadlines.dueOn", "deadlines.provisional", "deadlines.explanation")


@pytest.fixture(autouse=True)
async def case_id(world: World) -> str:
    """A file received on 29 December: its notices are due on 1 January, not yet a holiday."""
    world.at("2026-12-29")
    world.person("li", "officer")
    world.person("admin", "administrator")
    return await a_case(world, receivedOn="2026-12-29")


async def _notice(world: World, case_id: str, who: str = "li") -> tuple[str, bool, str]:
    found = await world.ask(who, "caseFile", DEADLINES, id=case_id)
    (one,) = (each for each in found["deadlines"] if each["kind"] == "RIGHTS_NOTICE_SUSPECT")
    return one["dueOn"], one["provisional"], " ".join(one["explanation"])


async def test_a_notice_moves_every_date_it_touches_and_says_so(world: World, case_id: str) -> None:
    # T-04: three days from 29 December end on a day that is no rest day yet.
    due, provisional, told = await _notice(world, case_id)
    assert (due, provisional) == ("2027-01-01", True)
    assert "暂定" in told

    made = await world.done(
        "admin", "enterHolidayNotice",
        ("holidayNotice.year", "holidayNotice.version", "holidayNotice.restDays",
         "holidayNotice.enteredBy.displayName", "version", "moved"),
        **WHOLE,
    )  # fmt: skip

    notice = made["holidayNotice"]
    assert (notice["year"], notice["version"]) == (2027, 1)
    assert notice["restDays"] == NEW_YEAR + NATIONAL_DAY
    assert notice["enteredBy"]["displayName"] == "admin"
    assert (made["version"], made["moved"]) == (1, 1)
    due, provisional, told = await _notice(world, case_id)
    assert (due, provisional) == ("2027-01-04", False)
    assert "暂定" not in told
    assert "2027年1月1日是休息日还是工作日，以本院管理员录入的节假日通知为准。" in told
    # What lists are sorted by moved with it, and no version: an open form of an officer stays good.
    assert world.sql("SELECT next_deadline_on::text, version FROM case_files") == [
        ("2027-01-04", 1)
    ]
    assert world.sql(
        "SELECT action, details FROM trail_entries WHERE record_kind = 'holiday_notice'"
    ) == [("holidays.notice_entered", {"year": 2027, "version": 1, "complete": True, "moved": 1})]

    # A file opened afterwards is counted by it too.
    later = await a_case(world, receivedOn="2026-12-29")
    assert (await _notice(world, later))[:2] == ("2027-01-04", False)


async def test_it_is_the_office_s_own(world: World, case_id: str) -> None:
    world.person("other", "officer", OTHER_OFFICE)
    theirs = await a_case(world, "other", receivedOn="2026-12-29")

    await world.done("admin", "enterHolidayNotice", **WHOLE)

    assert (await _notice(world, theirs, "other"))[:2] == ("2027-01-01", True)
    assert (await _notice(world, case_id))[0] == "2027-01-04"
    assert (await world.ask("other", "holidayNotices", ("total",)))["total"] == 0


async def test_a_later_version_takes_a_day_back(world: World, case_id: str) -> None:
    await world.done("admin", "enterHolidayNotice", **WHOLE)

    await world.done(
        "admin", "enterHolidayNotice",
        **(WHOLE | {"expectedVersion": 1, "restDays": NATIONAL_DAY}),
    )  # fmt: skip

    assert (await _notice(world, case_id))[:2] == ("2027-01-01", False)
    kept = await world.ask(
        "li", "holidayNotices", ("items.version", "items.restDays", "total"), year=2027
    )
    assert [each["version"] for each in kept["items"]] == [2, 1]
    assert kept["items"][1]["restDays"] == NEW_YEAR + NATIONAL_DAY


async def test_a_single_day_leaves_the_year_provisional(world: World, case_id: str) -> None:
    # T-11: until the whole notice is entered.
    await world.done(
        "admin", "enterHolidayNotice",
        **(WHOLE | {"restDays": ["2027-01-01"], "workingDays": [], "complete": False}),
    )  # fmt: skip

    assert (await _notice(world, case_id))[:2] == ("2027-01-04", True)
    year = await world.ask("li", "holidayYear", year=2027)
    assert (year["published"], year["provisional"], year["version"]) == (False, True, 1)
    assert (year["restDays"], year["workingDays"]) == (["2027-01-01"], [])


async def test_a_weekend_can_become_a_working_day(world: World) -> None:
    # Made up for: Saturday 2 January is worked, so three days from 30 December end there.
    world.at("2026-12-30")
    later = await a_case(world, receivedOn="2026-12-30")
    assert (await _notice(world, later))[0] == "2027-01-04"

    await world.done(
        "admin", "enterHolidayNotice",
        **(WHOLE | {"restDays": NATIONAL_DAY, "workingDays": ["2027-01-02"]}),
    )  # fmt: skip

    due, _, told = await _notice(world, later)
    assert due == "2027-01-02"
    assert "2027年1月2日是休息日还是工作日" in told


async def test_the_register_of_queries_counts_by_it(world: World) -> None:
    world.at("2026-12-31")
    world.person("zhou", "supervisor")
    query = COURT | {"receivedOn": "2026-12-30"}
    done = await world.done("li", "registerSealQuery", ("sealQuery.id",), **query)
    query_id = done["sealQuery"]["id"]
    await world.done("admin", "enterHolidayNotice", **WHOLE)

    found = await world.ask("li", "sealQuery", ("deadline.dueOn",), id=query_id)
    listed = await world.ask("zhou", "sealQueries", ("items.deadline.dueOn",))

    # 31 December, 4 and 5 January are the three working days (F-09).
    assert found["deadline"]["dueOn"] == "2027-01-05"
    assert [each["deadline"]["dueOn"] for each in listed["items"]] == ["2027-01-05"]


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"year": 2024}, [("year", "OUT_OF_RANGE")]),
        ({"year": 2029}, [("year", "OUT_OF_RANGE")]),
        ({"restDays": [*NATIONAL_DAY, "2028-01-01"]}, [("restDays.3", "OUT_OF_RANGE")]),
        ({"restDays": ["2026-12-23", *NATIONAL_DAY]}, [("restDays.0", "OUT_OF_RANGE")]),
        ({"restDays": ["2027-10-01", "2027-10-01"]}, [("restDays.1", "REPEATED")]),
        ({"workingDays": ["2027-10-02"]}, [("workingDays.0", "REPEATED")]),
        ({"workingDays": ["2027-10-12"]}, [("workingDays.0", "NOT_A_REST_DAY")]),
        ({"source": "  "}, [("source", "REQUIRED")]),
        ({"source": "x" * 201}, [("source", "TOO_LONG")]),
    ],
)
async def test_a_malformed_notice_changes_nothing(
    world: World, changes: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    if "year" in changes:
        changes = changes | {"restDays": [], "workingDays": []}
    before = world.sql("SELECT holidays, next_deadline_on FROM case_files")

    answer = await refused(
        world, "admin", "enterHolidayNotice", "INVALID_INPUT", None, **(WHOLE | changes)
    )

    assert [(each["path"], each["code"]) for each in answer["problems"]] == problems
    assert world.sql("SELECT holidays, next_deadline_on FROM case_files") == before


async def test_a_whole_notice_names_national_day(world: World) -> None:
    await refused(
        world, "admin", "enterHolidayNotice", "HOLIDAY_NOTICE_INCOMPLETE", "T-04",
        **(WHOLE | {"restDays": NEW_YEAR}),
    )  # fmt: skip


async def test_two_notices_do_not_say_opposite_things(world: World) -> None:
    # 26 December 2026 is a Saturday; the notice of the following year may speak of it, too.
    await world.done(
        "admin", "enterHolidayNotice",
        **(WHOLE | {"restDays": ["2026-12-26", *NATIONAL_DAY]}),
    )  # fmt: skip

    answer = await refused(
        world, "admin", "enterHolidayNotice", "HOLIDAY_NOTICES_CONTRADICT", "T-04",
        year=2026, expectedVersion=0, restDays=[], workingDays=["2026-12-26"], complete=False,
        source="补充通知",
    )  # fmt: skip
    assert {each["name"]: each["value"] for each in answer["facts"]} == {
        "day": "2026-12-26",
        "year": "2027",
    }


async def test_nothing_new_and_old_versions_are_refused(world: World) -> None:
    await world.done("admin", "enterHolidayNotice", **WHOLE)

    await refused(world, "admin", "enterHolidayNotice", "STALE_VERSION", None, **WHOLE)
    await refused(
        world, "admin", "enterHolidayNotice", "NOTHING_CHANGED", None,
        **(WHOLE | {"expectedVersion": 1}),
    )  # fmt: skip


async def test_of_two_administrators_at_once_one_is_told(world: World) -> None:
    world.person("boss", "administrator")

    answers = await asyncio.gather(
        *(world.do(who, "enterHolidayNotice", ("version",), **WHOLE) for who in ("admin", "boss"))
    )

    assert sorted(str(each.get("code") or each["version"]) for each in answers) == [
        "1", "STALE_VERSION",
    ]  # fmt: skip
    assert world.count("holiday_notices") == 1


async def test_an_administrator_still_sees_no_case(world: World, case_id: str) -> None:
    await world.done("admin", "enterHolidayNotice", **WHOLE)

    assert (await world.ask("admin", "caseFile", ("id",), id=case_id))["code"] == "NOT_PERMITTED"
    assert (await world.ask("admin", "caseFiles", ("total",)))["code"] == "NOT_PERMITTED"


async def test_the_list_costs_the_same_however_long(world: World) -> None:
    async def cost() -> list[str]:
        async with sent_by(world.product.database) as seen:
            await world.ask("admin", "holidayNotices", ("items.enteredBy.displayName", "total"))
        return [re.sub(r"\s+", " ", each) for each in seen]

    await world.done("admin", "enterHolidayNotice", **WHOLE)
    one = await cost()
    for version in range(1, 6):
        days = NATIONAL_DAY if version % 2 else NEW_YEAR + NATIONAL_DAY
        await world.done(
            "admin", "enterHolidayNotice",
            **(WHOLE | {"expectedVersion": version, "restDays": days}),
        )  # fmt: skip

    assert len(await cost()) == len(one)


async def test_intake_waits_for_a_notice_under_way(world: World) -> None:
    # Opened while a notice is being entered, a file must not keep the calendar of before.
    await asyncio.gather(
        world.done("admin", "enterHolidayNotice", **WHOLE),
        *(world.done("li", "openCase", **an_intake(receivedOn="2026-12-29")) for _ in range(4)),
    )

    assert world.sql("SELECT count(DISTINCT holidays), count(holidays) FROM case_files") == [(1, 5)]
