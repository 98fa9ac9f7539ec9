"""Staff look at self-reports: three queues, each row in exactly one (S14), through the API."""

from __future__ import annotations

from typing import Any

from support.builders_checkins import a_check_in
from support.builders_family import a_young_person
from support.builders_plans import a_member, a_supervised_case_with_plan
from support.refusals import refused
from support.world import World

QUEUES = ("NEEDS_ATTENTION", "AWAITING", "REVIEWED")
ROW = (
    "items.checkIn.id", "items.signs", "items.noteNeeded", "items.maskedName", "items.caseNumber",
    "items.report.mood", "items.review.note", "items.review.sensitive",
    "items.review.by.displayName", "needsAttention", "awaiting", "reviewed",
)  # fmt: skip


async def queues(world: World, who: str = "li", **given: Any) -> dict[str, list[dict[str, Any]]]:
    """The rows of each queue; every count equals the length of its list."""
    found = {}
    for queue in QUEUES:
        page = await world.ask(who, "selfReports", ROW, queue=queue, **given)
        found[queue] = page["items"]
        assert page["total"] == len(page["items"])
        counts = {
            "NEEDS_ATTENTION": "needsAttention",
            "AWAITING": "awaiting",
            "REVIEWED": "reviewed",
        }
        assert page[counts[queue]] == page["total"]
    return found


async def to_look_at(world: World, who: str) -> list[str]:
    """The self-reports in somebody's work list; its count is the length of the list."""
    page = await world.ask(
        who, "worklist", ("items.recordId", "items.operation", "total"), kind="SELF_REPORT"
    )
    assert page["total"] == len(page["items"])
    assert {each["operation"] for each in page["items"]} <= {"reviewSelfReport"}
    return [each["recordId"] for each in page["items"]]


def ids(found: dict[str, list[dict[str, Any]]]) -> dict[str, list[str]]:
    return {queue: [each["checkIn"]["id"] for each in rows] for queue, rows in found.items()}


async def three(world: World) -> tuple[str, list[str]]:
    """A file with three self-reports: all is well, help is wanted, missed."""
    case_id, plan = await a_supervised_case_with_plan(world)
    a_young_person(world, case_id)
    await a_member(world, case_id, "zhao")
    world.person("wang", "officer")
    first = await a_check_in(world, case_id, kind="SELF_REPORT", count=3, everyDays=7)
    visit = await a_check_in(world, case_id)
    own = [each["id"] for each in await world.ask("xiaohe", "ownSelfReports")]
    # What lies ahead is in no queue; what is open waits for the young person.
    assert ids(await queues(world)) == {"NEEDS_ATTENTION": [], "AWAITING": [first], "REVIEWED": []}
    for check_in, code in ((first, "SELF_REPORT_NOT_GIVEN"), (visit, "NOT_A_SELF_REPORT")):
        await refused(world, "li", "reviewSelfReport", code, None, checkInId=check_in, note="x")
    said = {
        "mood": "GOOD", "helpWanted": False, "wantToTalk": False, "extraAnswers": [],
        "conditions": [{"conditionId": plan["conditionId"], "answer": "YES"}],
    }  # fmt: skip
    await world.done("xiaohe", "giveSelfReport", checkInId=first, **said)
    world.at("2026-03-09")
    troubled = said | {
        "mood": "BAD", "helpWanted": True, "helpWith": "家里吵架",
        "conditions": [{"conditionId": plan["conditionId"], "answer": "NOT_YET"}],
    }  # fmt: skip
    await world.done("xiaohe", "giveSelfReport", checkInId=own[1], **troubled)
    world.at("2026-03-23")
    return case_id, own


async def test_s14_a_self_report_lies_in_exactly_one_queue(world: World) -> None:
    case_id, own = await three(world)

    found = await queues(world, "zhao")

    # Whoever asks for help comes first, then what has waited longest; a missed one is there, too.
    assert ids(found) == {
        "NEEDS_ATTENTION": [own[1], own[0], own[2]], "AWAITING": [], "REVIEWED": []
    }  # fmt: skip
    help_first, fine, missed = found["NEEDS_ATTENTION"]
    assert help_first["signs"] == ["HELP_WANTED", "LOW_MOOD", "CONDITION_NOT_YET"]
    assert (help_first["noteNeeded"], help_first["report"]["mood"]) == (True, "BAD")
    assert (fine["signs"], fine["noteNeeded"], missed["report"]) == ([], False, None)
    assert fine["maskedName"].endswith("某")
    assert ids(await queues(world, "wang")) == {queue: [] for queue in QUEUES}
    assert (await world.ask("xiaohe", "selfReports", queue="AWAITING"))["code"] == "NOT_PERMITTED"
    page = await world.ask(
        "li", "selfReports", ROW, queue="NEEDS_ATTENTION", caseId=case_id, page=2, perPage=2
    )
    assert (page["total"], [each["checkIn"]["id"] for each in page["items"]]) == (3, [own[2]])
    other = await world.ask("li", "selfReports", queue="NEEDS_ATTENTION", caseId=own[0])
    assert (other["total"], other["items"]) == (0, [])


async def test_s14_a_call_for_help_is_reviewed_with_what_was_done_about_it(world: World) -> None:
    case_id, own = await three(world)

    for who in ("zhao", "li"):
        waiting = await to_look_at(world, who)
        assert sorted(waiting) == sorted([own[0], own[1]])
    problems = await refused(
        world, "zhao", "reviewSelfReport", "INVALID_INPUT", None, checkInId=own[1]
    )
    assert [(each["path"], each["code"]) for each in problems["problems"]] == [("note", "REQUIRED")]
    await refused(world, "wang", "reviewSelfReport", "NOT_VISIBLE", None, checkInId=own[0])
    await refused(world, "xiaohe", "reviewSelfReport", "NOT_PERMITTED", None, checkInId=own[0])
    await world.done(
        "zhao", "reviewSelfReport", checkInId=own[1], note="已电话联系，安排家访", sensitive=True
    )
    done = await world.done("li", "reviewSelfReport", ("checkIn.status",), checkInId=own[0])
    assert done["checkIn"]["status"] == "REVIEWED"
    await refused(world, "li", "reviewSelfReport", "SELF_REPORT_REVIEWED", None, checkInId=own[0])
    await world.done(
        "li", "reviewMissedCheckIn", checkInId=own[2], reason="FORGOT", note="手机坏了"
    )

    assert await to_look_at(world, "zhao") == []
    found = await queues(world)
    assert sorted(ids(found)["REVIEWED"]) == sorted([own[0], own[1], own[2]])
    assert (found["NEEDS_ATTENTION"], found["AWAITING"]) == ([], [])
    (review,) = [each["review"] for each in found["REVIEWED"] if each["checkIn"]["id"] == own[1]]
    assert (review["note"], review["sensitive"]) == ("已电话联系，安排家访", True)
    assert review["by"]["displayName"] == "zhao"
    (quiet,) = [each for each in found["REVIEWED"] if each["checkIn"]["id"] == own[0]]
    assert (quiet["review"]["note"], quiet["noteNeeded"]) == (None, False)
    # S11: sensitive stays so; S17: a reviewed report is no contact, and no miss either.
    (seen,) = world.sql("SELECT sensitive FROM check_ins WHERE id = %s", [own[1]])
    assert seen == (True,)
    page = await world.ask("li", "caseFiles", ("items.lastCheckInOn",))
    assert page["items"][0]["lastCheckInOn"] is None
    await refused(
        world, "li", "recordOutcome", "INVALID_INPUT", None,
        caseId=case_id, about="CHECK_IN", checkInId=own[0], heldOn="2026-03-02",
        outcome="UNEXPLAINED_ABSENCE", note="x",
    )  # fmt: skip
    stored = world.sql("SELECT reason FROM check_in_changes WHERE kind = 'report_reviewed'")
    assert all("家访".encode() not in bytes(reason) for (reason,) in stored)
    trail = world.sql(
        "SELECT details FROM trail_entries WHERE action = 'checkins.self_report_reviewed'"
        " ORDER BY details::text"
    )
    assert trail == [({"signs": ""},), ({"signs": "help_wanted,low_mood,condition_not_yet"},)]
