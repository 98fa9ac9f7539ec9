"""Planning warns of school hours and other dates, and refuses nothing (O-08, issue item 5)."""

from __future__ import annotations

from typing import Any

from support.builders_checkins import a_case_under_supervision, a_check_in
from support.builders_courses import a_learning_session, a_place
from support.builders_leave import asked_leave
from support.builders_plans import a_member
from support.refusals import refused
from support.world import World

WARNINGS = (
    "warnings.code", "warnings.on", "warnings.until", "warnings.checkIns", "warnings.onlyThen",
    "warnings.recordId", "warnings.lesson.weekday", "warnings.lesson.begins",
    "warnings.lesson.ends", "warnings.message", "warnings.basis.rule",
)  # fmt: skip
WEEK = [
    {"weekday": day, "begins": "08:00", "ends": "16:30"} for day in (1, 2, 3)
]  # fmt: skip


def told(answer: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (each["code"], each["on"], each["checkIns"], each["onlyThen"], each["recordId"])
        for each in answer["warnings"]
    ]


async def planned(world: World, case_id: str, **given: Any) -> dict[str, Any]:
    series = {"caseId": case_id, "kind": "VISIT", "firstDueOn": "2026-03-09", "everyDays": 7,
              "count": 2} | given  # fmt: skip
    return await world.done("li", "scheduleCheckIns", WARNINGS, **series)


async def test_o08_a_check_in_planned_into_school_hours_is_planned_with_a_warning(
    world: World,
) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id, "zhao")
    before = await planned(world, case_id, kind="OFFICE", firstDueOn="2026-03-02", count=1)
    assert before["warnings"] == []
    await world.done("zhao", "setSchoolHours", caseId=case_id, validFrom="2026-03-02", lessons=WEEK)

    done = await planned(world, case_id)

    assert told(done) == [
        ("SCHOOL_HOURS", "2026-03-09", 2, True, None),
        ("SCHOOL_HOURS", "2026-03-10", 2, True, None),
        ("SCHOOL_HOURS", "2026-03-11", 2, True, None),
    ]
    (first, *_) = done["warnings"]
    assert first["lesson"] == first["lesson"] | {"weekday": 1, "begins": "08:00", "ends": "16:30"}
    assert first["basis"]["rule"] == "O-08"
    assert first["message"] != "SCHOOL_HOURS"
    assert world.count("check_ins") == 3
    # Moved to the end of the week it disturbs no lesson; back to Wednesday it has Thursday left.
    moved = await world.done(
        "li", "rescheduleCheckIn", WARNINGS, checkInId=done["checkIn"]["id"],
        newDueOn="2026-03-12", askedBy="SCHOOL", reason="有课", sensitive=False,
    )  # fmt: skip
    assert moved["warnings"] == []
    again = await world.done(
        "li", "rescheduleCheckIn", WARNINGS, checkInId=moved["checkIn"]["id"],
        newDueOn="2026-03-11", askedBy="MINOR", reason="改期", sensitive=False,
    )  # fmt: skip
    assert told(again) == [("SCHOOL_HOURS", "2026-03-11", 1, False, None)]
    world.later(minutes=5)
    # A week of holidays that was set later holds in its days, and nothing of before is changed.
    await world.done(
        "li", "setSchoolHours", caseId=case_id, validFrom="2026-03-30", validUntil="2026-04-05",
        lessons=[],
    )  # fmt: skip
    holidays = await planned(world, case_id, kind="PHONE", firstDueOn="2026-03-30", count=1)
    assert holidays["warnings"] == []
    page = await world.ask(
        "zhao", "caseFile", ("schoolTimetables.validFrom", "schoolTimetables.lessons.weekday",
        "schoolTimetables.setBy.displayName"), id=case_id,
    )  # fmt: skip
    assert [(each["validFrom"], len(each["lessons"])) for each in page["schoolTimetables"]] == [
        ("2026-03-30", 0), ("2026-03-02", 3),
    ]  # fmt: skip
    stored = world.sql("SELECT lessons FROM school_timetables")
    assert all(b"08:00" not in bytes(lessons) for (lessons,) in stored)


async def test_another_date_of_the_young_person_warns_with_which_one_it_is(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    office = await a_check_in(world, case_id, kind="OFFICE", firstDueOn="2026-03-10")
    report = await a_check_in(world, case_id, kind="SELF_REPORT", firstDueOn="2026-03-09")
    session = await a_learning_session(world, case_id, moduleCode=None, topic="反诈小组")
    leave = await asked_leave(world, case_id, fromOn="2026-03-11", until="2026-03-20")
    world.sql(
        "INSERT INTO assessments (id, office_id, case_id, scheduled_for, assessor, recorded_by,"
        " recorded_at) SELECT gen_random_uuid(), office_id, id, '2026-03-17', 'x', officer_id,"
        " now() FROM case_files"
    )

    done = await planned(world, case_id)

    found = [(each[0], each[1], each[2]) for each in told(done)]
    assert found == [
        ("SESSION", "2026-03-09", 1), ("CHECK_IN", "2026-03-10", 1),
        ("LEAVE", "2026-03-11", 2), ("ASSESSMENT", "2026-03-17", 1),
    ]  # fmt: skip
    assert [each["recordId"] for each in done["warnings"]][:3] == [
        a_place(session, case_id),
        office,
        leave,
    ]
    assert report not in {each["recordId"] for each in done["warnings"]}
    # The second window lies wholly in the leave: there is no day left.
    assert [each["onlyThen"] for each in done["warnings"]] == [False, False, True, False]


async def test_school_hours_are_refused_by_field_and_to_others(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    world.person("wang", "officer")
    world.person("chen", "supervisor")
    given = {"caseId": case_id, "validFrom": "2026-03-02", "lessons": WEEK}

    await refused(world, "wang", "setSchoolHours", "NOT_VISIBLE", None, **given)
    await refused(world, "chen", "setSchoolHours", "NOT_PERMITTED", None, **given)
    for change, path, code in (
        ({"validUntil": "2026-03-01"}, "validUntil", "BEFORE_FROM"),
        ({"lessons": [WEEK[0] | {"begins": "8 Uhr"}]}, "lessons.0.begins", "NO_TIME"),
        ({"lessons": [WEEK[0] | {"weekday": 8}]}, "lessons.0.weekday", "OUT_OF_RANGE"),
    ):
        answer = await refused(
            world, "li", "setSchoolHours", "INVALID_INPUT", None, **(given | change)
        )
        assert [(each["path"], each["code"]) for each in answer["problems"]] == [(path, code)]
