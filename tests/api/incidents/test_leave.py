"""Leaving the city or county and moving home: asked, approved first, and come back from (O-03)."""

from __future__ import annotations

from typing import Any

import pytest

from guanhu.access.actor import system_actor
from guanhu.incidents.use_cases.tell_overdue_leaves import tell_overdue_leaves
from support.builders_afterwards import as_app
from support.builders_checkins import a_case_under_supervision, a_check_in
from support.builders_family import a_guardian, a_young_person, block_guardian
from support.builders_incidents import a_report
from support.builders_leave import a_leave, an_approved_leave, asked_leave, leaves_of
from support.builders_plans import a_member
from support.refusals import refused
from support.world import World

APPROVE = (
    "INSERT INTO leave_steps (id, office_id, case_id, leave_id, kind, happened_on, recorded_by,"
    " recorded_at) SELECT gen_random_uuid(), office_id, case_id, leave_id, 'approved',"
    " happened_on, '{account}', recorded_at FROM leave_steps RETURNING id"
)


async def family(world: World, who: str) -> list[dict[str, Any]]:
    view = await world.ask(who, "familyView", ("leaveRequests.missing",))
    found: list[dict[str, Any]] = view["leaveRequests"]
    return found


async def open_deadlines(world: World, case_id: str) -> dict[str, Any]:
    want = ("deadlines.kind", "deadlines.dueOn", "deadlines.state",
            "deadlines.basis.rule")  # fmt: skip
    page = await world.ask("li", "caseFile", want, id=case_id)
    return {one["kind"]: one for one in page["deadlines"]}


async def test_o03_a_guardian_asks_an_officer_approves_and_the_return_is_kept(
    world: World,
) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    a_guardian(world, case_id)
    a_young_person(world, case_id)
    world.at("2026-04-01")

    leave_id = (await world.done("ma", "askOwnLeave", **a_leave(case_id)))["leaveId"]

    (own,), (childs,) = await family(world, "ma"), await family(world, "xiaohe")
    assert (own["state"], own["own"], own["mayWithdraw"]) == ("ASKED", True, True)
    assert (own["place"], own["reason"], own["missing"]) == (
        "邻省某县", "探望外祖母", ["PROCURATORATE"],
    )  # fmt: skip
    # The child sees the days; the guardian's own words stay the guardian's.
    assert (childs["fromOn"], childs["until"], childs["mayWithdraw"]) == (
        "2026-04-08", "2026-04-15", False,
    )  # fmt: skip
    assert (childs["place"], childs["reason"]) == (None, None)
    (seen,) = await leaves_of(world, case_id, "zhao")
    assert (seen["asker"], seen["place"], seen["company"]) == ("GUARDIAN", "邻省某县", "父亲同行")
    await refused(
        world, "zhao", "decideLeave", "NOT_PERMITTED", None, leaveId=leave_id, approved=True
    )

    await world.done("li", "decideLeave", leaveId=leave_id, approved=True, reason="同意外出")

    (seen,) = await leaves_of(world, case_id)
    assert (seen["state"], seen["missing"], [one["rule"] for one in seen["basis"]]) == (
        "APPROVED", [], ["O-03"],
    )  # fmt: skip
    filled = {one["name"]: one["value"] for one in seen["paperBlanks"]}
    assert filled == {
        "leave_kind": "leave", "destination": "邻省某县", "from_day": "2026-04-08",
        "until": "2026-04-15", "reason": "探望外祖母", "company": "父亲同行",
        "leave_decision": "approve", "decision_reason": "同意外出",
    }  # fmt: skip
    blanks = [{"name": n, "value": v} for n, v in filled.items()]
    blanks.append({"name": "guardian_opinion", "value": "同意"})
    await world.done("li", "issueDocument", caseId=case_id, kind="LEAVE_APPROVAL", blanks=blanks)
    (own,) = await family(world, "ma")
    assert (own["state"], own["decisionReason"], own["mayWithdraw"]) == (
        "APPROVED", "同意外出", False,
    )  # fmt: skip
    await refused(world, "ma", "withdrawOwnLeave", "LEAVE_DECIDED", None, leaveId=leave_id)
    awaited = (await open_deadlines(world, case_id))["LEAVE_RETURN"]
    assert (awaited["dueOn"], awaited["basis"]["rule"]) == ("2026-04-15", "O-03")
    await refused(
        world, "zhao", "recordReturn", "DATE_IN_FUTURE", None,
        leaveId=leave_id, returnedOn="2026-04-10",
    )  # fmt: skip

    world.at("2026-04-15")
    (seen,) = await leaves_of(world, case_id)
    assert seen["state"] == "UNDER_WAY"
    world.at("2026-04-16")
    # Computed: no job ran. The officer is told by the deadline.
    assert (await leaves_of(world, case_id))[0]["state"] == "OVERDUE"
    assert (await open_deadlines(world, case_id))["LEAVE_RETURN"]["state"] == "OVERDUE"
    await twice_told(world)
    await world.done("zhao", "recordReturn", leaveId=leave_id, returnedOn="2026-04-16", note="电话")
    assert told(world) == [
        ("incidents.leave_asked", "officer", {"from_on": "2026-04-08"}),
        ("incidents.leave_decided", "guardians", {"from_on": "2026-04-08"}),
        ("incidents.leave_decided", "lead_worker", {"from_on": "2026-04-08"}),
        ("incidents.leave_decided", "young_person", {"from_on": "2026-04-08"}),
        ("incidents.leave_overdue", "officer", {"due": "2026-04-15"}),
    ]

    (seen,) = await leaves_of(world, case_id)
    assert seen["state"] == "RETURNED_LATE"
    assert [(one["kind"], one["on"]) for one in seen["steps"]] == [
        ("APPROVED", "2026-04-01"), ("RETURNED", "2026-04-16"),
    ]  # fmt: skip
    assert (await open_deadlines(world, case_id))["LEAVE_RETURN"]["state"] == "DONE"
    assert (await family(world, "ma"))[0]["state"] == "RETURNED_LATE"
    await refused(
        world, "li", "recordReturn", "LEAVE_OVER", None, leaveId=leave_id, returnedOn="2026-04-16"
    )


def told(world: World) -> list[tuple[Any, ...]]:
    return world.sql(
        "SELECT cause, audience, facts FROM outbox_messages WHERE starts_with(cause, 'incidents.')"
        " ORDER BY cause, audience"
    )


async def twice_told(world: World) -> None:
    """Run the job twice: the second time there is nothing to tell."""
    actor = system_actor(world.office())
    for expected in (1, 0):
        tally = await tell_overdue_leaves(world.product.database, world.clock, actor)
        assert (tally.done, tally.failures) == (expected, ())


@pytest.mark.parametrize(
    ("given", "code", "rule", "where"),
    [
        ({"until": None}, "INVALID_INPUT", None, "until"),
        ({"kind": "MOVE"}, "INVALID_INPUT", None, "until"),
        ({"fromOn": "2026-03-31"}, "DATE_TOO_EARLY", None, "fromOn"),
        ({"until": "2026-04-07"}, "DATE_TOO_EARLY", None, "until"),
        ({"fromOn": "2026-09-03", "until": "2026-09-05"}, "LEAVE_NOT_NEEDED", "O-03", "fromOn"),
        ({"fromOn": "2026-04-20", "until": "2026-04-29"}, "LEAVE_OVERLAPS", None, "fromOn"),
        ({"place": " "}, "INVALID_INPUT", None, "place"),
    ],
)
async def test_what_cannot_be_asked_is_refused_with_its_field(
    world: World, given: dict[str, Any], code: str, rule: str | None, where: str
) -> None:
    case_id = await a_case_under_supervision(world)
    a_guardian(world, case_id)
    world.at("2026-04-01")
    await asked_leave(world, case_id, fromOn="2026-04-20", until="2026-04-20")

    answer = await refused(world, "ma", "askOwnLeave", code, rule, **a_leave(case_id, **given))

    told = {fact["name"]: fact["value"] for fact in answer["facts"]}
    assert where == (answer["problems"][0]["path"] if answer["problems"] else told["field"])


async def test_a_family_asks_for_the_own_child_only_and_takes_back_its_own(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    other = await a_case_under_supervision(world)
    a_guardian(world, case_id)
    a_young_person(world, case_id)
    await refused(world, "ma", "askOwnLeave", "NOT_VISIBLE", None, **a_leave(other))
    await refused(world, "li", "askOwnLeave", "NOT_PERMITTED", None, **a_leave(case_id))
    leave_id = (await world.done("xiaohe", "askOwnLeave", **a_leave(case_id)))["leaveId"]
    await refused(world, "ma", "withdrawOwnLeave", "NOT_VISIBLE", None, leaveId=leave_id)

    await world.done("xiaohe", "withdrawOwnLeave", leaveId=leave_id)

    assert (await leaves_of(world, case_id))[0]["state"] == "WITHDRAWN"
    await refused(
        world, "li", "decideLeave", "LEAVE_DECIDED", None, leaveId=leave_id, approved=True
    )
    # Nothing stands in the way of the same days any more.
    again = (await world.done("ma", "askOwnLeave", **a_leave(case_id)))["leaveId"]
    block_guardian(world, case_id)
    await refused(world, "ma", "withdrawOwnLeave", "NOT_VISIBLE", None, leaveId=again)
    await refused(world, "li", "decideLeave", "INVALID_INPUT", None, leaveId=again, approved=False)
    await world.done("li", "decideLeave", leaveId=again, approved=False, reason="与考试冲突")
    refused_one = next(one for one in await family(world, "xiaohe") if one["id"] == again)
    assert (refused_one["state"], refused_one["decisionReason"]) == ("REFUSED", "与考试冲突")
    assert refused_one["place"] is None


async def test_the_database_itself_keeps_a_family_to_its_own_part(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    a_guardian(world, case_id)
    await an_approved_leave(world, case_id)
    await world.done(
        "li", "recordAbsence",
        caseId=case_id, fromOn="2026-03-02", knownOn="2026-03-02", note="邻居反映",
    )  # fmt: skip
    counted = [
        int(as_app(world, "ma", f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608
        for table in ("leave_requests", "leave_steps", "absences")
    ]
    assert counted == [1, 1, 0]
    await a_member(world, case_id)
    for who, account in (("ma", "ma"), ("zhao", "zhao"), ("li", "ma")):
        with pytest.raises(Exception, match="row-level security"):
            as_app(world, who, APPROVE.format(account=world.actors[account].account_id))
    for who in ("ma", "li"):
        changed = "UPDATE leave_requests SET until = until + 1 RETURNING id"
        assert as_app(world, who, changed) == []


async def test_o11_while_bail_lasts_both_approvals_are_needed_and_the_missing_one_is_named(
    world: World,
) -> None:
    case_id = await a_case_under_supervision(world)
    a_guardian(world, case_id)
    world.at("2026-03-20")
    bail = await world.done(
        "li", "recordMeasure",
        caseId=case_id, kind="BAIL", beganOn="2026-03-10", orderedBy="POLICE",
    )  # fmt: skip
    leave_id = await asked_leave(world, case_id)
    (seen,) = await leaves_of(world, case_id)
    assert (seen["onBail"], seen["missing"]) == (True, ["PROCURATORATE", "POLICE"])
    await world.done("li", "decideLeave", leaveId=leave_id, approved=True)
    (seen,) = await leaves_of(world, case_id)
    assert (seen["state"], seen["missing"]) == ("APPROVED", ["POLICE"])
    assert [one["rule"] for one in seen["basis"]] == ["O-03", "O-11"]
    assert (await family(world, "ma"))[0]["missing"] == ["POLICE"]
    given = {"leaveId": leave_id, "decidedOn": "2026-03-20"}
    await refused(
        world, "li", "recordPolicePermission", "DATE_TOO_EARLY", None,
        granted=True, **(given | {"decidedOn": "2026-03-19"}),
    )  # fmt: skip

    # Refused by the police: nobody leaves, and no return is awaited.
    await world.done("li", "recordPolicePermission", granted=False, note="县公安局", **given)
    assert (await leaves_of(world, case_id))[0]["state"] == "POLICE_REFUSED"
    assert "LEAVE_RETURN" not in await open_deadlines(world, case_id)
    world.later(minutes=1)
    await world.done("li", "recordPolicePermission", granted=True, **given)
    (seen,) = await leaves_of(world, case_id)
    assert (seen["state"], seen["missing"]) == ("APPROVED", [])
    assert (await open_deadlines(world, case_id))["LEAVE_RETURN"]["dueOn"] == "2026-04-15"
    # The note about the police is not the family's.
    assert "县公安局" not in str(await family(world, "ma"))

    # Bail that ends before the trip asks for nothing any more.
    world.at("2026-04-01")
    await world.done(
        "li", "endMeasure",
        measureId=bail["measureId"], endedOn="2026-04-01", ending="LIFTED", reason="解除",
    )  # fmt: skip
    later = await asked_leave(world, case_id, fromOn="2026-05-02", until="2026-05-03")
    seen = (await leaves_of(world, case_id))[1]
    assert (seen["id"], seen["onBail"], seen["missing"]) == (later, False, ["PROCURATORATE"])
    await refused(
        world, "li", "recordPolicePermission", "NO_BAIL_THEN", "O-11",
        leaveId=later, granted=True, decidedOn="2026-04-01",
    )  # fmt: skip


async def test_o03_an_approval_comes_first_or_not_at_all(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    world.at("2026-04-01")
    leave_id = await asked_leave(world, case_id)
    move_id = await asked_leave(world, case_id, kind="MOVE", until=None, fromOn="2026-05-01")
    world.at("2026-04-08")
    assert (await leaves_of(world, case_id))[0]["state"] == "ASKED"
    world.at("2026-04-09")
    assert (await leaves_of(world, case_id))[0]["state"] == "LAPSED"
    await refused(
        world, "li", "decideLeave", "NOT_PRIOR_APPROVAL", "O-03", leaveId=leave_id, approved=True
    )
    await world.done("li", "decideLeave", leaveId=leave_id, approved=False, reason="已逾期")

    await world.done("li", "decideLeave", leaveId=move_id, approved=True)

    assert "LEAVE_RETURN" not in await open_deadlines(world, case_id)
    await refused(
        world, "li", "recordReturn", "NOTHING_TO_RETURN_FROM", None,
        leaveId=move_id, returnedOn="2026-04-09",
    )  # fmt: skip
    await world.done("li", "recordReturn", leaveId=move_id, note="未搬迁")
    assert [one["state"] for one in await leaves_of(world, case_id)] == ["REFUSED", "NOT_TAKEN"]


async def test_a_check_in_in_the_way_warns(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    met = await a_check_in(world, case_id, firstDueOn="2026-04-06", windowDays=3)
    await a_check_in(world, case_id, firstDueOn="2026-04-16", kind="OFFICE")
    await a_check_in(world, case_id, firstDueOn="2026-04-10", kind="PHONE")

    await asked_leave(world, case_id)

    (seen,) = await leaves_of(world, case_id)
    assert [(one["checkInId"], one["dueFrom"]) for one in seen["conflicts"]] == [
        (met, "2026-04-06")
    ]


async def test_o03_an_absence_without_approval_becomes_a_breach_by_a_persons_hand(
    world: World,
) -> None:
    """O-03, S-01."""
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    world.at("2026-04-01")
    leave_id = await an_approved_leave(world, case_id)
    world.at("2026-04-20")
    given = {"caseId": case_id, "fromOn": "2026-04-16", "until": "2026-04-18",
             "knownOn": "2026-04-18", "leaveId": leave_id, "note": "三天后才返回"}  # fmt: skip
    await refused(
        world, "zhao", "recordAbsence", "ABSENCE_WAS_APPROVED", "O-03",
        **(given | {"fromOn": "2026-04-10", "until": "2026-04-15"}),
    )  # fmt: skip
    await refused(
        world, "zhao", "recordAbsence", "DATE_IN_FUTURE", None,
        **(given | {"until": "2026-04-21"}),
    )  # fmt: skip

    absence = (await world.done("zhao", "recordAbsence", **given))["absenceId"]

    # The same days again, or some of them, are the same absence and would be a second breach.
    for days in ({}, {"fromOn": "2026-04-18", "until": "2026-04-19"}, {"until": "2026-04-16"}):
        known = await refused(
            world, "zhao", "recordAbsence", "ABSENCE_ON_RECORD", "O-03",
            **(given | {"knownOn": "2026-04-20"} | days),
        )  # fmt: skip
        assert [one["value"] for one in known["facts"]] == ["2026-04-16", "2026-04-18"]
    page = await world.ask("li", "caseFile", ("absences.incidentId", "incidents.id"), id=case_id)
    assert [one["incidentId"] for one in page["absences"]] == [None]
    # Nothing happens by itself: no incident before somebody reports one.
    assert page["incidents"] == []
    report = a_report(world, case_id, absenceId=absence, happenedOn="2026-04-16",
                      happenedUntil="2026-04-18")  # fmt: skip
    for wrong, path in (({"happenedUntil": None}, "happenedUntil"), ({"duty": "OBEYING"}, "duty"),
                        ({"source": "FAMILY"}, "source")):  # fmt: skip
        answer = await refused(
            world, "li", "reportIncident", "INVALID_INPUT", None, **(report | wrong)
        )
        assert [one["path"] for one in answer["problems"]] == [path]

    done = await world.done("li", "reportIncident", **report)

    page = await world.ask("li", "caseFile", ("absences.incidentId",), id=case_id)
    assert [one["incidentId"] for one in page["absences"]] == [done["incidentId"]]
    await refused(world, "li", "reportIncident", "ALREADY_REPORTED", None, **report)
    other = await a_case_under_supervision(world)
    elsewhere = a_report(world, other, absenceId=absence, happenedOn="2026-04-20")
    assert (await world.do("li", "reportIncident", **elsewhere))["code"] == "NOT_VISIBLE"


async def test_o11_without_the_polices_approval_an_approved_leave_covers_no_absence(
    world: World,
) -> None:
    case_id = await a_case_under_supervision(world)
    world.at("2026-03-20")
    await world.done(
        "li", "recordMeasure",
        caseId=case_id, kind="BAIL", beganOn="2026-03-10", orderedBy="POLICE",
    )  # fmt: skip
    leave_id = await an_approved_leave(world, case_id)
    world.at("2026-04-10")

    await world.done(
        "li", "recordAbsence",
        caseId=case_id, fromOn="2026-04-08", until="2026-04-10", knownOn="2026-04-10",
        leaveId=leave_id, note="未经公安机关批准离开",
    )  # fmt: skip


async def test_the_page_says_what_may_be_done_about_leaving(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    names = ("ASK_LEAVE", "DECIDE_LEAVE", "RECORD_POLICE_PERMISSION", "RECORD_RETURN")

    async def barred() -> list[str | None]:
        page = await world.ask("li", "caseFile", ("allowedActions.code",), id=case_id)
        found = {each["action"]: each["code"] for each in page["allowedActions"]}
        return [found[name] for name in names]

    assert await barred() == [None, "NO_LEAVE_ASKED", "NO_BAIL_THEN", "NO_LEAVE_UNDER_WAY"]
    leave_id = await asked_leave(world, case_id)
    assert await barred() == [None, None, "NO_BAIL_THEN", "NO_LEAVE_UNDER_WAY"]
    await world.done("li", "decideLeave", leaveId=leave_id, approved=True)
    assert await barred() == [None, "NO_LEAVE_ASKED", "NO_BAIL_THEN", None]
