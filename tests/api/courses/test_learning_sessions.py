"""Learning sessions in person: planned, attended, missed, caught up, noted, credited."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_checkins import a_case_under_supervision, put_under_supervision
from support.builders_courses import SESSION, a_learning_session, a_place, a_session_plan, came
from support.builders_family import a_guardian, a_young_person
from support.builders_plans import a_member, a_supervised_case_with_plan
from support.world import World

ENTRIES = ("learningEntries",)


async def three(world: World) -> list[str]:
    """Three files of li under supervision since 2 March 2026."""
    first = await a_case_under_supervision(world)
    others = [await a_case(world), await a_case(world)]
    for case_id in others:
        put_under_supervision(world, case_id)
    return [first, *others]


async def record(
    world: World, session: dict[str, Any], *people: dict[str, Any], by: str = "li", **more: Any
) -> dict[str, Any]:
    done = await world.done(
        by, "recordSessionAttendance", SESSION,
        sessionId=session["id"], people=list(people), **more,
    )  # fmt: skip
    shown: dict[str, Any] = done["learningSession"]
    return shown


def statuses(session: dict[str, Any], cases: list[str]) -> list[tuple[str, int | None]]:
    by_case = {each["caseId"]: (each["status"], each["minutes"]) for each in session["places"]}
    return [by_case[case_id] for case_id in cases]


async def test_group_session_is_attended_missed_noted_and_caught_up(world: World) -> None:
    cases = await three(world)

    session = await a_learning_session(world, *cases)

    assert session["subject"]["topic"] is None
    assert session["subject"]["module"]["code"] == "TWO_CARDS"
    assert statuses(session, cases) == [("PLANNED", None)] * 3
    assert [each["maskedName"] for each in session["places"]] == ["林某"] * 3
    assert session["warnings"] == []
    world.at("2026-03-09T16:00")
    places = [a_place(session, case_id) for case_id in cases]
    held = await record(
        world, session, came(places[0], note="发言积极"), came(places[1], 60),
        {"placeId": places[2], "attended": False, "note": "生病"}, note="讨论热烈",
    )  # fmt: skip
    assert statuses(held, cases) == [("ATTENDED", 90), ("ATTENDED", 60), ("MISSED", None)]
    notes = {each["caseId"]: [n["note"] for n in each["notes"]] for each in held["places"]}
    assert [notes[case_id] for case_id in cases] == [
        ["讨论热烈\n发言积极"], ["讨论热烈"], ["生病"],
    ]  # fmt: skip
    world.at("2026-03-10T09:00")
    later = await world.done("li", "addSessionNote", SESSION, placeId=places[1], note="次日补记")
    noted = next(e for e in later["learningSession"]["places"] if e["id"] == places[1])
    assert [each["note"] for each in noted["notes"]] == ["讨论热烈", "次日补记"]
    again = {
        "startsAt": "2026-03-12T14:00:00+08:00",
        "minutes": 90,
        "venue": "院内",
        "leader": "周",
    }
    caught = await world.done("li", "planCatchUpSession", SESSION, sessionId=session["id"], **again)
    (made_good,) = caught["learningSession"]["places"]
    assert (made_good["caseId"], made_good["catchUpOf"]) == (cases[2], places[2])
    assert caught["learningSession"]["subject"]["module"]["code"] == "TWO_CARDS"
    more = await world.do("li", "planCatchUpSession", sessionId=session["id"], **again)
    assert more["code"] == "NOBODY_TO_CATCH_UP"
    page = await world.ask("li", "caseFile", ("sessionPlaces.id", *ENTRIES), id=cases[2])
    assert len(page["sessionPlaces"]) == 2
    assert page["learningEntries"] == []


async def test_it_counts_the_same_way_credited_to_a_condition_or_refused_with_a_reason(
    world: World,
) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    other = await a_case(world)
    put_under_supervision(world, other)
    session = await a_learning_session(world, case_id, other)
    world.at("2026-03-09T16:00")
    one, two = a_place(session, case_id), a_place(session, other)
    foreign = {"conditionId": plan["conditionId"]}

    before = world.counts()
    refused = [
        await world.do(
            "li", "recordSessionAttendance", sessionId=session["id"], people=[came(place, **part)]
        )
        for place, part in (
            (two, foreign),
            (one, foreign | {"creditedMinutes": 91}),
            (one, foreign | {"creditedMinutes": 0}),
            (two, {"creditedMinutes": 10}),
            (two, {"noCreditReason": "长" * 251}),
        )
    ]

    assert [each["code"] for each in refused] == [
        "CONDITION_NOT_IN_PLAN", "CREDIT_TOO_HIGH", "NO_CREDIT_NEEDS_REASON", "NOTHING_TO_CREDIT",
        "INVALID_INPUT",
    ]  # fmt: skip
    assert world.counts() == before
    held = await record(
        world, session, came(one, 90, creditedMinutes=45, **foreign),
        came(two, 60, noCreditReason="与方案无关"),
    )  # fmt: skip
    credit = {each["caseId"]: each["entry"]["credit"] for each in held["places"]}
    assert credit[case_id]["minutes"] == 45
    assert credit[case_id]["conditionId"] == plan["conditionId"]
    assert (credit[other]["minutes"], credit[other]["reason"]) == (0, "与方案无关")


async def test_credit_is_decided_later_once(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    session = await a_learning_session(world, case_id)
    world.at("2026-03-09T16:00")
    await record(world, session, came(a_place(session, case_id)))
    page = await world.ask("li", "caseFile", ("learningEntries.id", *ENTRIES), id=case_id)
    (entry,) = page["learningEntries"]
    credit = {"entryId": entry["id"], "conditionId": plan["conditionId"]}

    nothing = await world.do("li", "creditLearning", entryId=entry["id"])
    done = await world.done("li", "creditLearning", ("learningEntry.credit.minutes",), **credit)
    again = await world.do("li", "creditLearning", **credit, creditedMinutes=10)

    assert nothing["code"] == "NOTHING_TO_CREDIT"
    assert done["learningEntry"]["credit"]["minutes"] == 90
    assert again["code"] == "CREDIT_DECIDED"


async def test_session_completes_an_assignment_of_its_module_and_is_credited_there(
    world: World,
) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    given = {"caseId": case_id, "dueOn": "2026-04-01", "reason": "对应角色"}
    ids = []
    for code in ("TWO_CARDS", "MAKING_AMENDS"):
        done = await world.done(
            "li", "assignModule", ("assignment.id",),
            **given, moduleCode=code, conditionId=plan["conditionId"],
        )  # fmt: skip
        ids.append(done["assignment"]["id"])
    session = await a_learning_session(world, case_id)
    place = a_place(session, case_id)
    world.at("2026-03-09T16:00")

    wrong = await world.do(
        "li", "recordSessionAttendance",
        sessionId=session["id"], people=[came(place, assignmentId=ids[1])],
    )  # fmt: skip
    held = await record(world, session, came(place, 75, assignmentId=ids[0]))

    assert wrong["code"] == "ASSIGNMENT_OF_OTHER_MODULE"
    entry = held["places"][0]["entry"]
    assert (entry["assignmentId"], entry["credit"]) == (ids[0], None)
    page = await world.ask("li", "caseFile", ("assignments", "learningEntries.id"), id=case_id)
    one = next(each for each in page["assignments"] if each["id"] == ids[0])
    assert (one["status"], one["how"], one["minutes"], one["creditedMinutes"]) == (
        "COMPLETED", "IN_PERSON", 75, 75,
    )  # fmt: skip
    twice = await world.do(
        "li", "creditLearning",
        entryId=page["learningEntries"][0]["id"], conditionId=plan["conditionId"],
    )  # fmt: skip
    assert twice["code"] == "CREDIT_DECIDED"


async def test_s29_attendance_of_tomorrows_session_is_refused(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    session = await a_learning_session(world, case_id)
    place = a_place(session, case_id)
    before = world.counts()

    async def say(part: dict[str, Any]) -> str:
        answer = await world.do(
            "li", "recordSessionAttendance", sessionId=session["id"], people=[part]
        )
        return str(answer["code"])

    world.at("2026-03-08T16:00")
    tomorrow = [await say(came(place)), await say({"placeId": place, "attended": False})]
    world.at("2026-03-09T14:30")
    too_long = await say(came(place, 31))

    assert [*tomorrow, too_long] == ["SESSION_NOT_HELD"] * 3
    assert world.counts() == before
    held = await record(world, session, came(place, 30))
    assert statuses(held, [case_id]) == [("ATTENDED", 30)]
    assert await say(came(place, 30)) == "PLACE_CLOSED"


async def test_n06_co_offenders_in_one_session_warn_and_are_named_to_who_may_see_them(
    world: World,
) -> None:
    mine = await a_case_under_supervision(world)
    world.person("chen", "officer")
    theirs = await a_case(world, "chen")
    put_under_supervision(world, theirs)
    for case_id, officer in ((mine, "li"), (theirs, "chen")):
        await a_member(world, case_id, by=officer)
    world.person("wang", "supervisor")
    await world.done("wang", "linkCases", caseIds=[mine, theirs], kind="JOINT")
    numbers = dict(world.sql("SELECT id::text, case_number FROM case_files"))

    session = await a_learning_session(world, mine, theirs, by="zhao")

    (warning,) = session["warnings"]
    assert warning["code"] == "CO_OFFENDERS_IN_SESSION"
    named = {numbers[warning["caseId"]], warning["otherCaseNumber"]}
    assert named == set(numbers.values())
    assert warning["message"].startswith("参加者中有同案人员")
    seen = await world.ask("li", "learningSession", tuple(
        path.removeprefix("learningSession.") for path in SESSION
    ), id=session["id"])  # fmt: skip
    assert [each["caseId"] for each in seen["places"]] == [mine]
    (hidden,) = seen["warnings"]
    assert (hidden["caseId"], hidden["otherCaseNumber"], hidden["files"]) == (mine, None, 1)
    world.person("eve", "officer")
    assert await world.ask("eve", "learningSession", id=session["id"]) is None
    await world.done(
        "zhao", "cancelLearningSession", sessionId=session["id"], reason="分开",
        placeIds=[a_place(session, theirs)],
    )  # fmt: skip
    alone = await world.ask("li", "learningSession", ("warnings.code",), id=session["id"])
    assert alone["warnings"] == []


async def test_files_that_are_linked_only_do_not_warn(world: World) -> None:
    one, two, _ = await three(world)
    await world.done("li", "linkCases", caseIds=[one, two], kind="LINKED")

    assert (await a_learning_session(world, one, two))["warnings"] == []


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        pytest.param({"moduleCode": None}, "INVALID_INPUT", "topic", id="about-nothing"),
        pytest.param({"topic": "手机"}, "INVALID_INPUT", "topic", id="about-two-things"),
        pytest.param({"moduleCode": "NO_SUCH"}, "UNKNOWN_MODULE", None, id="unknown-module"),
        pytest.param({"minutes": 0}, "INVALID_INPUT", "minutes", id="no-time"),
        pytest.param({"venue": " "}, "INVALID_INPUT", "venue", id="nowhere"),
        pytest.param({"caseIds": []}, "INVALID_INPUT", "caseIds", id="nobody"),
        pytest.param(
            {"startsAt": "2026-09-03T09:00:00+08:00"}, "SUPERVISION_NOT_LIVE", None, id="too-late"
        ),
        pytest.param(
            {"startsAt": "2026-03-01T09:00:00+08:00"}, "SUPERVISION_NOT_LIVE", None, id="too-early"
        ),
    ],
)
async def test_refused_plan_leaves_nothing(
    world: World, change: dict[str, Any], code: str, path: str | None
) -> None:
    case_id = await a_case_under_supervision(world)
    before = world.counts()

    answer = await world.do("li", "planLearningSession", **a_session_plan(case_id) | change)

    assert answer["code"] == code
    assert path is None or [each["path"] for each in answer["problems"]] == [path]
    assert world.counts() == before


async def test_somebody_elses_file_and_the_same_twice_are_told_by_field(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    world.person("chen", "officer")
    theirs = await a_case(world, "chen")
    put_under_supervision(world, theirs)

    foreign = await world.do("li", "planLearningSession", **a_session_plan(case_id, theirs))
    twice = await world.do("li", "planLearningSession", **a_session_plan(case_id, case_id))

    assert [(p["path"], p["code"]) for p in foreign["problems"]] == [("caseIds.1", "NOT_THERE")]
    assert [(p["path"], p["code"]) for p in twice["problems"]] == [("caseIds", "REPEATED")]
    assert world.count("session_places") == 0


async def test_family_is_told_the_day_and_that_it_is_off(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    a_guardian(world, case_id)
    a_young_person(world, case_id)

    session = await a_learning_session(world, case_id)
    view = ("sessions.title", "sessions.venue", "sessions.leader", "sessions.startsAt")
    shown = await world.ask("ma", "familyView", view)
    await world.done("li", "cancelLearningSession", sessionId=session["id"], reason="改期")

    (to_come,) = shown["sessions"]
    assert (to_come["venue"], to_come["leader"]) == ("社区活动室", "周老师")
    assert to_come["title"].startswith("两张卡")
    assert to_come["startsAt"].startswith("2026-03-09T06:00")
    assert (await world.ask("ma", "familyView", view))["sessions"] == []
    told = world.sql("SELECT cause, audience FROM outbox_messages WHERE cause LIKE 'courses.%%'")
    assert sorted(told) == [
        ("courses.session_cancelled", "guardians"),
        ("courses.session_cancelled", "young_person"),
        ("courses.session_planned", "guardians"),
        ("courses.session_planned", "young_person"),
    ]
    closed = await world.do("li", "cancelLearningSession", sessionId=session["id"], reason="改期")
    noted = await world.do("li", "addSessionNote", placeId=a_place(session, case_id), note="补记")
    assert (closed["code"], noted["code"]) == ("PLACE_CLOSED", "PLACE_CLOSED")


async def test_sessions_are_listed_by_day_and_by_what_is_to_be_recorded(world: World) -> None:
    cases = await three(world)
    days = ("2026-03-09", "2026-03-10", "2026-03-11")
    sessions = [
        await a_learning_session(world, *cases, startsAt=f"{day}T14:00:00+08:00") for day in days
    ]
    world.at("2026-03-10T18:00")
    await record(world, sessions[0], *(came(a_place(sessions[0], each)) for each in cases))

    async def listed(**wanted: Any) -> list[str]:
        page = await world.ask("li", "learningSessions", ("items.id", "total"), **wanted)
        assert page["total"] >= len(page["items"])
        return [each["id"] for each in page["items"]]

    ids = [each["id"] for each in sessions]
    assert await listed() == ids[::-1]
    assert await listed(filter={"toRecord": True}) == [ids[1]]
    assert await listed(filter={"from": days[1], "to": days[1]}) == [ids[1]]
    assert await listed(page=2, perPage=2) == [ids[0]]
    wrong = await world.ask(
        "li", "learningSessions", ("total",), filter={"from": days[1], "to": days[0]}
    )
    assert wrong["code"] == "INVALID_INPUT"
