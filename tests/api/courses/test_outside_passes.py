"""Passes of courses done elsewhere: sent, waiting, matched by a person, credited or refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from support.builders_cases import a_case, an_intake
from support.builders_checkins import put_under_supervision
from support.builders_passes import a_pass, a_provider, a_statement
from support.builders_plans import a_supervised_case_with_plan
from support.builders_sealing import a_finished_case
from support.telling import run
from support.traces import rows
from support.world import World

PASS = ("items.candidates.why", "items.minutes", "items.courseName", "items.module.code", "total")
ENTRY = (
    "learningEntry.minutes", "learningEntry.credit.minutes", "learningEntry.credit.reason",
    "learningEntry.subject.topic", "learningEntry.provider", "learningEntry.how",
    "learningEntry.assignmentId",
)  # fmt: skip


async def inbox(world: World, who: str = "li") -> list[dict[str, Any]]:
    page = await world.ask(who, "coursePasses", PASS)
    assert page["total"] == len(page["items"])
    return list(page["items"])


def reasons(item: dict[str, Any]) -> dict[str, list[str]]:
    return {each["caseId"]: each["why"] for each in item["candidates"]}


async def named(world: World, name: str, officer: str = "li", **minor: Any) -> str:
    """A file under supervision of somebody called `name`."""
    intake = an_intake()["minor"] | {"name": name} | minor
    case_id = await a_case(world, officer, minor=intake)
    put_under_supervision(world, case_id)
    return case_id


async def test_s44_name_like_two_people_is_credited_to_nobody_until_a_worker_picks(
    world: World, tmp_path: Path
) -> None:
    one, plan = await a_supervised_case_with_plan(world)
    other = await named(world, "林小荷", birthDate="2008-01-01")
    await named(world, "周远航", birthDate="2008-01-02")
    async with a_provider(world, tmp_path) as sender:
        sent = a_pass(learner={"name": "林小禾", "birthDate": "2008-01-01"})
        answer = await sender.hook(sent)
        again = await sender.hook(sent)
        changed = await sender.hook(sent | {"minutes": 121})

    assert (answer.status_code, answer.json()) == (202, {"code": "WAITING"})
    assert (again.status_code, again.json()) == (200, {"code": "KNOWN"})
    assert (changed.status_code, changed.json()["code"]) == (409, "PASS_DIFFERS")
    assert world.count("learning_entries") == 0
    (waiting,) = await inbox(world)
    assert reasons(waiting) == {
        one: ["SAME_NAME"], other: ["SIMILAR_NAME", "SAME_BIRTH_DATE"],
    }  # fmt: skip
    assert (waiting["maskedName"], waiting["minutes"]) == ("林某", 120)
    pick = {"passId": waiting["id"], "caseId": one, "conditionId": plan["conditionId"]}
    undecided = await world.do("li", "creditCoursePass", passId=waiting["id"], caseId=one)
    too_long = await world.do("li", "creditCoursePass", **pick, noCreditReason="长" * 251)
    twice = await world.do("li", "creditCoursePass", **pick, minutes=5)
    assert [undecided["code"], too_long["code"], twice["code"]] == [
        "CREDIT_NOT_DECIDED", "INVALID_INPUT", "INVALID_INPUT",
    ]  # fmt: skip
    done = await world.done("li", "creditCoursePass", ENTRY, **pick, creditedMinutes=90)
    entry = done["learningEntry"]
    assert (entry["minutes"], entry["credit"]["minutes"], entry["how"], entry["provider"]) == (
        120, 90, "OUTSIDE", "OPEN_COURSES",
    )  # fmt: skip
    assert entry["subject"]["topic"] == "网络安全公开课"
    assert await inbox(world) == []
    settled = await world.do("li", "creditCoursePass", **pick)
    assert settled["code"] == "PASS_SETTLED"
    assert world.sql("SELECT state, content FROM course_passes") == [("matched", None)]


async def test_s44_credit_is_refused_with_a_reason(world: World, tmp_path: Path) -> None:
    case_id, _ = await a_supervised_case_with_plan(world)
    async with a_provider(world, tmp_path) as sender:
        await sender.hook(a_pass(minutes=None))
    (waiting,) = await inbox(world)
    given = {"passId": waiting["id"], "caseId": case_id, "noCreditReason": "与条件无关"}

    silent = await world.do("li", "creditCoursePass", **given)
    done = await world.done("li", "creditCoursePass", ENTRY, **given, minutes=40)

    assert silent["code"] == "NO_DURATION"
    assert done["learningEntry"]["credit"]["minutes"] == 0
    assert done["learningEntry"]["credit"]["reason"] == "与条件无关"


async def test_pass_completes_an_assignment_and_names_it_among_the_reasons(
    world: World, tmp_path: Path
) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    done = await world.done(
        "li", "assignModule", ("assignment.id",), caseId=case_id, moduleCode="TWO_CARDS",
        dueOn="2026-04-01", reason="对应角色", conditionId=plan["conditionId"],
    )  # fmt: skip
    assignment = done["assignment"]["id"]
    async with a_provider(world, tmp_path) as sender:
        await sender.hook(a_pass(moduleCode="TWO_CARDS"))
    (waiting,) = await inbox(world)
    assert reasons(waiting) == {case_id: ["SAME_NAME", "MODULE_ASSIGNED"]}
    assert waiting["module"]["code"] == "TWO_CARDS"

    credited = await world.done(
        "li", "creditCoursePass", ENTRY,
        passId=waiting["id"], caseId=case_id, assignmentId=assignment,
    )  # fmt: skip

    assert credited["learningEntry"]["assignmentId"] == assignment
    page = await world.ask("li", "caseFile", ("assignments",), id=case_id)
    (one,) = page["assignments"]
    assert (one["status"], one["how"], one["creditedMinutes"]) == ("COMPLETED", "OUTSIDE", 120)


async def test_nobody_learns_of_a_pass_that_cannot_be_theirs(world: World, tmp_path: Path) -> None:
    await a_supervised_case_with_plan(world)
    world.person("chen", "officer")
    theirs = await named(world, "周远航", "chen")
    async with a_provider(world, tmp_path) as sender:
        await sender.hook(a_pass())
        await sender.hook(a_pass(learner={"name": "王无名"}))
    (waiting,) = await inbox(world)
    world.person("eye", "auditor")

    refused = [
        await world.do(
            "chen", "creditCoursePass", passId=waiting["id"], caseId=theirs, noCreditReason="无关"
        ),
        await world.do("li", "refuseCoursePass", passId=waiting["id"], reason="查无此人"),
        await world.ask("eye", "coursePasses", PASS),
    ]

    assert await inbox(world, "chen") == []
    assert [each["code"] for each in refused] == ["NOT_VISIBLE", "NOT_PERMITTED", "NOT_PERMITTED"]
    everything = await inbox(world, "wang")
    assert sorted(len(each["candidates"]) for each in everything) == [0, 1]
    nobodys = next(each["id"] for each in everything if not each["candidates"])
    await world.done("wang", "refuseCoursePass", passId=nobodys, reason="查无此人")
    assert [each["id"] for each in await inbox(world, "wang")] == [waiting["id"]]


async def test_name_lies_sealed_and_is_forgotten_after_some_days(
    world: World, tmp_path: Path
) -> None:
    await a_supervised_case_with_plan(world)
    async with a_provider(world, tmp_path) as sender:
        await sender.hook(a_pass(course={"id": "x", "name": "鸢尾花课程"}))

    shown = str([row for name, row in rows(world) if name == "course_passes"])
    assert "鸢尾花" not in shown
    assert "林小禾" not in shown
    told = world.sql("SELECT audience FROM outbox_messages WHERE cause = 'courses.outside_waiting'")
    assert told == [("supervisors",)]
    world.later(days=59)
    assert [report.tally.done for report in await run(world, "expire_passes")] == [0]
    assert len(await inbox(world)) == 1
    world.later(days=2)
    assert [report.tally.done for report in await run(world, "expire_passes")] == [1]
    assert world.sql("SELECT state, content FROM course_passes") == [("expired", None)]
    assert await inbox(world) == []


async def test_what_is_not_signed_by_a_provider_now_is_not_taken(
    world: World, tmp_path: Path
) -> None:
    async with a_provider(world, tmp_path) as sender:
        given = a_pass()
        answers = [
            await sender.hook(given, secret=b"another-secret-of-more-than-32-bytes!"),
            await sender.hook(given, provider="NOBODY"),
            await sender.hook(given, aged=301),
            await sender.hook(given, aged=-301),
            await sender.hook(given, body=b'{"id":"other"}'),
            await sender.statements(a_statement(), secret=b"wrong"),
        ]
        plain = await world.http.post("/hooks/course-passes", json=given)
        in_time = await sender.hook(given, aged=299)

    assert [each.status_code for each in answers] == [401] * 6
    assert {each.json()["code"] for each in answers} == {"UNKNOWN_SENDER"}
    assert plain.status_code == 401
    assert in_time.status_code == 202
    assert world.count("course_passes") == 1


@pytest.mark.parametrize(
    ("given", "status", "problem"),
    [
        pytest.param(b"{", 400, None, id="not-json"),
        pytest.param(b"[1]", 422, ("", "MALFORMED"), id="no-object"),
        pytest.param(b'{"id":"' + b"x" * 17_000 + b'"}', 413, None, id="too-large"),
        pytest.param(a_pass(id=" "), 422, ("id", "REQUIRED"), id="no-id"),
        pytest.param(a_pass(learner={}), 422, ("learner.name", "REQUIRED"), id="nobody"),
        pytest.param(
            a_pass(learner={"name": "林\u0000禾"}), 422,
            ("learner.name", "FORBIDDEN_CHARACTER"), id="control-character",
        ),
        pytest.param(
            a_pass(completedAt="2026-03-03T10:00:00+08:00"), 422,
            ("completedAt", "IN_FUTURE"), id="future",
        ),
        pytest.param(
            a_pass(completedAt="2026-03-01T10:00:00"), 422, ("completedAt", "NO_TIME_ZONE"),
            id="no-zone",
        ),
        pytest.param(a_pass(minutes=0), 422, ("minutes", "OUT_OF_RANGE"), id="no-time"),
        pytest.param(a_pass(minutes=True), 422, ("minutes", "MALFORMED"), id="no-number"),
        pytest.param(a_pass(score=9), 422, ("score", "NOT_EXPECTED"), id="unknown-field"),
    ],
)  # fmt: skip
async def test_broken_pass_is_refused_by_field_and_nothing_is_kept(
    world: World, tmp_path: Path, given: Any, status: int, problem: tuple[str, str] | None
) -> None:
    async with a_provider(world, tmp_path) as sender:
        answer = await sender.hook(given)

    assert answer.status_code == status
    if problem is not None:
        found = [(each["path"], each["code"]) for each in answer.json()["problems"]]
        assert problem in found
    assert world.count("course_passes") == 0


async def test_xapi_statements_wait_too_all_or_none(world: World, tmp_path: Path) -> None:
    await a_supervised_case_with_plan(world)
    good, passed = (
        a_statement(),
        a_statement(verb={"id": "http://adlnet.gov/expapi/verbs/passed"}, result=None),
    )
    async with a_provider(world, tmp_path) as sender:
        bad = a_statement(verb={"id": "http://adlnet.gov/expapi/verbs/attempted"})
        refused = await sender.statements([good, bad])
        old = await sender.statements(good, version="0.95")
        none = await sender.statements(good, version=None)
        taken = await sender.statements([good, passed])
        again = await sender.statements(good)
        differs = await sender.statements(good | {"result": {"duration": "PT2H"}})

    assert refused.status_code == 422
    assert refused.json()["problems"] == [{"path": "1.verb.id", "code": "NOT_ACCEPTED"}]
    assert [old.status_code, none.status_code] == [400, 400]
    assert (taken.status_code, taken.json()) == (200, [good["id"], passed["id"]])
    assert taken.headers["x-experience-api-version"] == "1.0.3"
    assert again.status_code == 200
    assert differs.status_code == 409
    # Both came at one instant, so neither is the first.
    waiting = {(each["courseName"], each["minutes"]) for each in await inbox(world)}
    assert waiting == {("网络安全公开课", 90), ("网络安全公开课", None)}


async def test_waiting_pass_with_the_name_of_who_is_sealed_is_forgotten(
    world: World, tmp_path: Path
) -> None:
    case_id = await a_finished_case(world)
    async with a_provider(world, tmp_path) as sender:
        await sender.hook(a_pass(learner={"name": "林 小禾"}))
        await sender.hook(a_pass(learner={"name": "林小荷"}))

    await world.done("li", "sealCase", caseId=case_id)

    left = world.sql("SELECT state, content IS NULL, settled_by FROM course_passes")
    assert sorted(left) == [("expired", True, None), ("waiting", False, None)]
