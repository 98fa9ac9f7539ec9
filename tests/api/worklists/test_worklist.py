"""S14, S76, S82: what needs attention; a count is the length of its list, and goes by acting."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from support.builders_afterwards import COURT
from support.builders_cases import a_case
from support.builders_checkins import a_case_under_supervision, a_check_in
from support.builders_decisions import a_proposed_case
from support.builders_incidents import an_incident
from support.builders_leave import asked_leave
from support.builders_notes import a_note, a_part, a_written_note
from support.builders_orders import a_proposed_order, a_served_order, an_order
from support.builders_plans import (
    a_draft,
    a_member,
    a_supervised_case_with_plan,
    submitted,
    with_condition,
)
from support.sent import sent_by
from support.world import World

WANT = (
    "items.kind", "items.title", "items.caseId", "items.recordId", "items.dueOn", "items.overdue",
    "items.action", "items.operation", "items.maskedName", "items.basis.rule", "items.since",
    "counts.kind", "counts.count", "counts.title", "total",
)  # fmt: skip

Item = dict[str, Any]


async def listed(world: World, who: str, **given: Any) -> dict[str, Any]:
    found: dict[str, Any] = await world.ask(who, "worklist", WANT, **given)
    assert "code" not in found, found
    return found


async def counts(world: World, who: str, **given: Any) -> dict[str, int]:
    """The counts; each is held against the list it stands for, page by page."""
    found = await listed(world, who, perPage=100, **given)
    counted = {each["kind"]: each["count"] for each in found["counts"]}
    assert sum(counted.values()) == found["total"] == len(found["items"])
    for kind, number in counted.items():
        rows: list[Item] = []
        for page in range(1, number + 2):
            part = await listed(world, who, kind=kind, perPage=1, page=page, **given)
            assert part["total"] == number
            rows += part["items"]
        assert [each["kind"] for each in rows] == [kind] * number
        assert [each for each in found["items"] if each["kind"] == kind] == rows
    return counted


def only(found: dict[str, Any], kind: str) -> Item:
    (item,) = [each for each in found["items"] if each["kind"] == kind]
    return dict(item)


async def a_full_desk(world: World) -> dict[str, str]:
    """One thing of every kind for li, wang the supervisor and zhao the worker; the files by name.

    The clock then stands a week later, before anything else came.
    """
    files: dict[str, str] = {}
    files["proposed"], _ = await a_proposed_case(world)
    files["plan"], _ = await a_supervised_case_with_plan(world)
    draft = await with_condition(
        world, await a_draft(world, files["plan"], reason="增加内容"),
        code="NO_CARD_TRADE", slots=[], proportionality="与其行为相当",
    )  # fmt: skip
    await submitted(world, draft)
    files["contact"] = await a_case_under_supervision(world)
    await a_member(world, files["contact"], "zhao")
    await a_check_in(world, files["contact"])
    await a_check_in(world, files["contact"], firstDueOn="2026-03-08", kind="PHONE")
    await an_incident(world, files["contact"])
    await asked_leave(world, files["contact"], fromOn="2026-03-12", until="2026-03-13")
    files["order"] = await a_case_under_supervision(world)
    order = await a_served_order(world, an_order(world, files["order"]))
    await world.done(
        "li", "giveGuardianDuty",
        orderId=order, task="每日与子女通话", guide="约定一个固定时间", withinDays=3,
    )  # fmt: skip
    await a_proposed_order(world, an_order(world, files["plan"]))
    files["theirs"] = await a_case(world, "sun")
    await world.done(
        "sun", "offerTransfers", caseIds=[files["theirs"]], reason="岗位调整",
        toAccountId=str(world.actors["li"].account_id),
    )  # fmt: skip
    await world.done("li", "registerSealQuery", **(COURT | {"receivedOn": "2026-03-02"}))
    world.at("2026-03-09")
    return files


async def test_s14_every_count_is_the_length_of_its_list(world: World) -> None:
    files = await a_full_desk(world)

    # Six files of li's have a notice or a service due; that of sun's is only offered.
    mine = await counts(world, "li")
    deadlines = mine.pop("DEADLINE")
    assert mine == {
        "BREACH": 1, "MISSED_CHECK_IN": 1, "LEAVE": 1, "HAND_OVER": 1, "CHECK_IN_DUE": 1,
        "LATE_DUTY": 1,
    }  # fmt: skip
    office = await counts(world, "wang")
    assert office.pop("DEADLINE") >= deadlines > 0
    assert office == {"APPROVAL": 3, "SEAL_QUERY": 1}
    assert await counts(world, "zhao") == {"CHECK_IN_DUE": 1}
    assert await counts(world, "sun") == {"DEADLINE": 1}

    found = await listed(world, "li", perPage=100)
    order = [each["kind"] for each in found["items"]]
    assert order == sorted(order, key=list(dict.fromkeys(order)).index)
    assert order[0] == "DEADLINE"
    missed, breach, late, offer = (
        only(found, kind) for kind in ("MISSED_CHECK_IN", "BREACH", "LATE_DUTY", "HAND_OVER")
    )
    assert (missed["action"], missed["operation"], missed["caseId"]) == (
        "REVIEW_MISSED_CHECK_IN", "reviewMissedCheckIn", files["contact"],
    )  # fmt: skip
    assert (breach["action"], breach["since"], breach["maskedName"]) == (
        "DECIDE_INCIDENT", "2026-03-02", "林某",
    )  # fmt: skip
    assert (late["action"], late["dueOn"], late["overdue"], late["basis"]["rule"]) == (
        "CONFIRM_GUARDIAN_DUTY", "2026-03-05", True, "S-02",
    )  # fmt: skip
    assert (offer["operation"], offer["caseId"]) == ("acceptTransfers", files["theirs"])
    query = only(await listed(world, "wang", kind="SEAL_QUERY"), "SEAL_QUERY")
    assert (query["caseId"], query["operation"], query["dueOn"], query["overdue"]) == (
        None, "decideSealQuery", "2026-03-05", True,
    )  # fmt: skip
    assert {each["action"] for each in (await listed(world, "wang", kind="APPROVAL"))["items"]} == {
        "APPROVE_PROPOSAL", "APPROVE_PLAN", "ISSUE_GUARDIAN_ORDER",
    }  # fmt: skip
    # Nothing of a guardian's duty stands in the list of who works with the child.
    assert "LATE_DUTY" not in json.dumps(await listed(world, "zhao"))


async def test_s82_a_count_falls_by_acting_also_when_somebody_else_does(world: World) -> None:
    await a_full_desk(world)
    found = await listed(world, "li", kind="HAND_OVER")
    await world.done(
        "li", "returnTransfers", transferIds=[only(found, "HAND_OVER")["recordId"]], reason="回避"
    )
    due = only(await listed(world, "zhao"), "CHECK_IN_DUE")
    before = await counts(world, "li")

    await world.done(
        "zhao", "logCheckIn", checkInId=due["recordId"], happenedAt="2026-03-09T08:30:00+08:00",
        how="PHONE", present=["MINOR"], contactMade=True, topics=["SCHOOL"], conditionsEvidenced=[],
        concernLevel="NONE", note="通话正常。",
    )  # fmt: skip

    after = await counts(world, "li")
    assert "HAND_OVER" not in before
    assert before.pop("CHECK_IN_DUE") == 1
    assert after == before
    assert await counts(world, "zhao") == {}


async def test_s76_what_is_closed_is_in_nobodys_list(world: World) -> None:
    files = await a_full_desk(world)
    before = await counts(world, "li")
    gone = [each for each in (await listed(world, "li", perPage=100))["items"]
            if each["caseId"] == files["contact"]]  # fmt: skip
    assert {each["kind"] for each in gone} >= {"BREACH", "MISSED_CHECK_IN", "LEAVE", "CHECK_IN_DUE"}

    world.sql("UPDATE case_files SET status = 'closed' WHERE id = %s", [files["contact"]])

    after = await counts(world, "li")
    assert sum(before.values()) - sum(after.values()) == len(gone)
    assert not {"BREACH", "MISSED_CHECK_IN", "LEAVE", "CHECK_IN_DUE"} & set(after)
    assert await counts(world, "zhao") == {}


async def test_s71_the_list_of_a_closed_account_is_the_supervisors(world: World) -> None:
    files = await a_full_desk(world)
    world.person("admin", "administrator")
    left = await counts(world, "li")
    account = {who: str(world.actors[who].account_id) for who in ("li", "zhao", "wang")}
    for who in ("li", "zhao"):
        await world.done("admin", "deactivateAccount", accountId=account[who], reason="离职")

    assert (await world.ask("li", "worklist", WANT))["code"] == "SESSION_ENDED"
    assert await counts(world, "wang", ofAccount=account["li"]) == left
    assert await counts(world, "wang", ofAccount=account["zhao"]) == {"CHECK_IN_DUE": 1}
    behind = (await listed(world, "wang", kind="LEFT_BEHIND"))["items"]
    assert sorted((each["operation"], each["caseId"]) for each in behind) == sorted(
        [("offerTransfers", case_id) for name, case_id in files.items() if name != "theirs"]
        + [("appointTeamMember", files["contact"])]
    )
    # Nobody else reads a colleague's list, and only officers and workers have one.
    asked = await world.ask("sun", "worklist", WANT, ofAccount=account["li"])
    assert asked["code"] == "NOT_PERMITTED"
    asked = await world.ask("wang", "worklist", WANT, ofAccount=str(world.office()))
    assert asked["code"] == "NOT_VISIBLE"


async def test_a_page_is_one_statement_however_much_there_is(world: World) -> None:
    await a_full_desk(world)
    for who in ("li", "wang", "zhao"):
        async with sent_by(world.product.database) as sent:
            await listed(world, who, kind="CHECK_IN_DUE")
        assert [text.split()[0] for text in sent] == ["SELECT"], who


async def test_silent_files_and_awaited_evidence_stand_in_the_list(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id, "zhao")
    await world.done(
        "li", "recordOutcome", caseId=case_id, about="SESSION", heldOn="2026-03-02",
        outcome="EVIDENCE_PENDING", note="说有病历，尚未提交",
    )  # fmt: skip
    quiet = timedelta(days=world.product.settings.silent_days)
    world.clock.set(world.clock.now() + quiet - timedelta(days=1))
    assert "SILENT" not in await counts(world, "li")
    world.later(days=1)

    mine = await counts(world, "li")
    assert (mine["SILENT"], mine["EVIDENCE"]) == (1, 1)
    assert await counts(world, "zhao") == {"SILENT": 1}
    silent = only(await listed(world, "zhao"), "SILENT")
    assert (silent["since"], silent["operation"]) == ("2026-03-02", "scheduleCheckIns")
    pending = only(await listed(world, "li"), "EVIDENCE")
    assert (pending["operation"], pending["caseId"]) == ("settleOutcome", case_id)
    # Who was not met is still silent; who was met is not, from the day of the contact on.
    await a_written_note(world, case_id, "zhao", contactMade=False, noContactReason="NOT_HOME")
    assert (await counts(world, "zhao"))["SILENT"] == 1
    met = (world.clock.now() - timedelta(days=5)).isoformat()
    await world.done("zhao", "recordFieldNote", **a_note(a_part(case_id), happenedAt=met))
    assert await counts(world, "zhao") == {}
    page = await world.ask("li", "caseFiles")
    assert page["items"][0]["lastCheckInOn"] == "2026-03-27"
    world.later(days=quiet.days - 5)
    assert only(await listed(world, "zhao"), "SILENT")["since"] == "2026-03-27"


async def test_an_empty_list_says_so_and_the_family_has_none(world: World) -> None:
    world.person("li", "officer")
    world.person("mother", "guardian")
    world.person("eyes", "auditor")

    found = await listed(world, "li", page=3)

    assert (found["items"], found["total"], found["counts"]) == ([], 0, [])
    for who in ("mother", "eyes"):
        assert (await world.ask(who, "worklist", WANT))["code"] == "NOT_PERMITTED"
