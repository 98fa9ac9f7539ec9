"""Orders to guardians: proposed by one, issued by another, served, attended, checked, ended."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_checkins import a_case_under_supervision
from support.builders_family import a_guardian, a_young_person, block_guardian
from support.builders_orders import (
    a_proposed_order,
    a_served_order,
    a_session,
    an_order,
    guidance,
    the_guardian,
)
from support.builders_plans import a_member
from support.refusals import refused
from support.world import World

ORDER = (
    "guardianOrders.author.id", "guardianOrders.basis.rule", "guardianOrders.checks.effect",
    "guardianOrders.duties.state", "guardianOrders.sessions.counts",
    "guardianOrders.warnings.kind", "guardianOrders.warnings.basis.rule",
    "guardianOrders.warnings.basis.unconfirmed",
)  # fmt: skip


async def orders_of(world: World, case_id: str, who: str = "li") -> list[dict[str, Any]]:
    page = await world.ask(who, "caseFile", ORDER, id=case_id)
    found: list[dict[str, Any]] = page["guardianOrders"]
    return found


async def due(world: World, case_id: str, kind: str) -> list[tuple[Any, ...]]:
    page = await world.ask("li", "caseFile", ("deadlines.basis.rule",), id=case_id)
    return [
        (each["dueOn"], each["state"], each["basis"]["rule"])
        for each in page["deadlines"]
        if each["kind"] == kind
    ]


async def test_s10_one_proposes_and_another_issues_serves_checks_and_completes(
    world: World,
) -> None:
    case_id = await a_case_under_supervision(world)
    world.person("chen", "supervisor")
    await a_member(world, case_id)
    given = an_order(world, case_id)
    order_id = await a_proposed_order(world, given)

    (seen,) = await orders_of(world, case_id)
    assert {name: seen[name] for name in given if name != "caseId"} == {
        name: value for name, value in given.items() if name != "caseId"
    }
    assert (seen["state"], seen["basis"]["rule"], seen["author"]["id"]) == (
        "SUBMITTED", "S-10", str(world.actors["li"].account_id),
    )  # fmt: skip
    # A prosecutor's draft is not the worker's.
    assert await orders_of(world, case_id, "zhao") == []
    denied = await world.do("li", "issueGuardianOrder", orderId=order_id)
    assert denied["code"] == "NOT_PERMITTED"

    await world.done("chen", "issueGuardianOrder", orderId=order_id)
    serve = {"orderId": order_id, "mode": "LEFT"}
    await refused(
        world, "li", "serveGuardianOrder", "DATE_TOO_EARLY", None, servedOn="2026-03-01", **serve
    )
    await refused(
        world, "li", "serveGuardianOrder", "DATE_IN_FUTURE", None, servedOn="2026-03-03", **serve
    )
    await world.done("li", "serveGuardianOrder", servedOn="2026-03-02", **serve)
    end = {"orderId": order_id, "how": "COMPLETED", "reason": "已按要求履行"}
    await refused(world, "li", "endGuardianOrder", "EFFECT_NOT_CHECKED", "S-10", **end)
    world.at("2026-04-02")
    await world.done(
        "li", "checkOrderEffect",
        orderId=order_id, checkedOn="2026-04-01", effect="IMPROVED", note="父亲已返乡同住",
    )  # fmt: skip
    await world.done("li", "endGuardianOrder", **end)

    (seen,) = await orders_of(world, case_id, "zhao")
    assert (seen["state"], seen["servedOn"], seen["servedMode"], seen["endedOn"]) == (
        "COMPLETED", "2026-03-02", "LEFT", "2026-04-02",
    )  # fmt: skip
    assert ([each["effect"] for each in seen["checks"]], seen["endReason"]) == (["IMPROVED"], None)
    await refused(world, "li", "endGuardianOrder", "ORDER_STATE_FORBIDS", None, **end)
    page = await world.ask("li", "caseFile", ("timeline.kind",), id=case_id)
    assert [each["kind"] for each in page["timeline"] if each["kind"].startswith("orders.")] == [
        "orders.ended", "orders.effect_checked", "orders.served", "orders.issued",
        "orders.proposed",
    ]  # fmt: skip


async def test_nobody_approves_their_own_order_and_the_exchange_is_kept(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    for who in ("chen", "wu"):
        world.person(who, "supervisor")
    proposed = await world.done("chen", "proposeGuardianOrder", **an_order(world, case_id))
    order_id = proposed["orderId"]

    await refused(world, "chen", "issueGuardianOrder", "APPROVER_IS_AUTHOR", None, orderId=order_id)
    await refused(
        world, "chen", "returnGuardianOrder", "APPROVER_IS_AUTHOR", None,
        orderId=order_id, feedback="再写",
    )  # fmt: skip
    await world.done("wu", "returnGuardianOrder", orderId=order_id, feedback="请写明检查方式")
    await refused(world, "wu", "issueGuardianOrder", "ORDER_STATE_FORBIDS", None, orderId=order_id)

    (seen,) = await orders_of(world, case_id)
    assert (seen["state"], seen["feedback"]) == ("RETURNED", "请写明检查方式")


async def test_s02_an_order_goes_to_a_guardian_of_the_minor(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    other = await a_case(world)
    stranger = the_guardian(world, other)

    await refused(
        world, "li", "proposeGuardianOrder", "NOT_A_GUARDIAN_NOW", "S-02",
        **an_order(world, case_id, guardianId=stranger),
    )  # fmt: skip
    world.sql(
        "UPDATE guardianships SET valid_during = '[2020-01-01,2026-03-02)' WHERE guardian_id = %s",
        [the_guardian(world, case_id)],
    )
    await refused(
        world, "li", "proposeGuardianOrder", "NOT_A_GUARDIAN_NOW", "S-02",
        **an_order(world, case_id),
    )  # fmt: skip


async def test_s07_s08_the_next_session_is_counted_from_what_was_attended(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    order_id = await a_served_order(world, guidance(world, case_id))
    (seen,) = await orders_of(world, case_id)
    assert (seen["perMonth"], seen["minutes"], seen["basis"]["rule"]) == (1, 40, "S-08")
    assert seen["nextSessionOn"] == "2026-04-02"
    assert await due(world, case_id, "GUIDANCE_SESSION") == [("2026-04-02", "OPEN", "S-07")]

    world.at("2026-04-05")
    assert await due(world, case_id, "GUIDANCE_SESSION") == [("2026-04-02", "OVERDUE", "S-07")]
    # Too short, and nobody there: written down, and counting for nothing.
    await world.done("zhao", "recordGuidanceSession", **a_session(world, order_id, minutes=39))
    await world.done("zhao", "recordGuidanceSession", **a_session(world, order_id, present=False))
    (seen,) = await orders_of(world, case_id, "zhao")
    assert seen["nextSessionOn"] == "2026-04-02"
    await world.done("zhao", "recordGuidanceSession", **a_session(world, order_id, note="沟通方式"))

    (seen,) = await orders_of(world, case_id)
    assert [each["counts"] for each in seen["sessions"]] == [False, False, True]
    assert seen["nextSessionOn"] == "2026-05-02"
    assert await due(world, case_id, "GUIDANCE_SESSION") == [("2026-05-02", "OPEN", "S-07")]
    for _ in range(2):
        await world.done("li", "recordGuidanceSession", **a_session(world, order_id))
    assert await due(world, case_id, "GUIDANCE_SESSION") == []


async def test_s09_after_the_course_a_visit_is_due_as_a_warning(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    order_id = await a_served_order(world, guidance(world, case_id, until="2026-09-03"))
    (seen,) = await orders_of(world, case_id)
    (warned,) = seen["warnings"]
    assert (warned["kind"], warned["basis"]["rule"], warned["basis"]["verification"]) == (
        "COURSE_LONGER_THAN_LOCAL", "S-09", "V3",
    )  # fmt: skip

    await world.done("li", "endGuardianOrder", orderId=order_id, how="COMPLETED", reason="课程完成")

    assert await due(world, case_id, "GUIDANCE_SESSION") == []
    assert await due(world, case_id, "GUIDANCE_VISIT") == [("2026-09-02", "OPEN", "S-09")]
    world.at("2026-05-01")
    await world.done(
        "li", "checkOrderEffect",
        orderId=order_id, checkedOn="2026-05-01", effect="PARTLY", note="回访",
    )  # fmt: skip
    assert await due(world, case_id, "GUIDANCE_VISIT") == [("2026-09-02", "DONE", "S-09")]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "FAMILY_EDUCATION", "until": "2026-04-01"}, "DATE_TOO_EARLY"),
        ({"until": "2026-03-01"}, "DATE_TOO_EARLY"),
        ({"until": None}, "INVALID_INPUT"),
        ({"checking": None}, "INVALID_INPUT"),
        ({"perMonth": 2}, "INVALID_INPUT"),
        ({"kind": "ADMONITION"}, "INVALID_INPUT"),
        ({"deficits": "  "}, "INVALID_INPUT"),
        ({"kind": "FAMILY_EDUCATION", "minutes": 0}, "INVALID_INPUT"),
    ],
)
async def test_an_order_that_cannot_be_is_refused(
    world: World, given: dict[str, Any], code: str
) -> None:
    case_id = await a_case_under_supervision(world)

    await refused(
        world, "li", "proposeGuardianOrder", code, None, **an_order(world, case_id, **given)
    )


async def test_s02_a_duty_is_seen_by_its_guardian_and_late_for_the_officer_only(
    world: World,
) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    a_guardian(world, case_id)
    a_young_person(world, case_id)
    order_id = await a_served_order(world, guidance(world, case_id))
    given = await world.done(
        "li", "giveGuardianDuty",
        orderId=order_id, task="陪同注销多余银行卡", guide="带身份证到开户行", withinDays=14,
        helpOffered="社工可陪同",
    )  # fmt: skip
    world.at("2026-03-17")

    mother = await world.ask("ma", "familyView", ("guardianDuties",))
    child = await world.ask("xiaohe", "familyView", ("guardianDuties",))
    listed = await world.ask("xiaohe", "familyView")

    assert [
        (each["task"], each["guide"], each["helpOffered"], each["dueOn"], each["state"])
        for each in mother["guardianDuties"]
    ] == [
        ("陪同注销多余银行卡", "带身份证到开户行", "社工可陪同", "2026-03-16", "MISSED"),
        ("参加一次家庭教育指导，不少于40分钟", None, None, "2026-04-02", "OPEN"),
    ]  # fmt: skip
    assert child["guardianDuties"] == []
    assert "银行卡" not in str(listed)
    assert await due(world, case_id, "GUARDIAN_DUTY") == [("2026-03-16", "OVERDUE", "S-02")]
    done = {"dutyId": given["dutyId"], "doneOn": "2026-03-17", "note": "已陪同办理"}
    await refused(
        world, "zhao", "confirmGuardianDuty", "DATE_TOO_EARLY", None,
        **(done | {"doneOn": "2026-03-01"}),
    )  # fmt: skip
    await world.done("zhao", "confirmGuardianDuty", **done)

    assert await due(world, case_id, "GUARDIAN_DUTY") == [("2026-03-16", "DONE", "S-02")]
    mother = await world.ask("ma", "familyView", ("guardianDuties",))
    assert [each["state"] for each in mother["guardianDuties"]] == ["DONE", "OPEN"]
    await refused(world, "zhao", "confirmGuardianDuty", "DUTY_CLOSED", None, **done)

    block_guardian(world, case_id)
    assert (await world.ask("ma", "familyView"))["code"] == "NOT_VISIBLE"


async def test_a_guardian_sees_what_is_addressed_to_this_guardian_and_no_draft(
    world: World,
) -> None:
    case_id = await a_case_under_supervision(world)
    a_guardian(world, case_id)
    # A grandmother with an account of her own; the order is for the first guardian.
    added = await world.done(
        "li", "addGuardian", ("caseFile.guardians.id",),
        caseId=case_id, validFrom="2026-03-02",
        guardian={"name": "林奶奶", "relation": "GRANDPARENT", "legalRepresentative": False},
    )  # fmt: skip
    del added
    granny = world.person("granny", "guardian")
    world.sql(
        "UPDATE guardians SET account_id = %s WHERE id = (SELECT guardian_id FROM guardianships"
        " WHERE relation = 'grandparent')",
        [granny.account_id],
    )
    first = world.sql("SELECT g.id::text FROM guardians g WHERE g.account_id = %s",
                      [world.actors["ma"].account_id])[0][0]  # fmt: skip
    world.person("chen", "supervisor")
    order_id = await a_proposed_order(world, guidance(world, case_id, guardianId=first))

    async def duties(who: str) -> list[str]:
        seen = await world.ask(who, "familyView", ("guardianDuties",))
        return [each["dueOn"] for each in seen["guardianDuties"]]

    assert await duties("ma") == []
    await world.done("chen", "issueGuardianOrder", orderId=order_id)
    await world.done(
        "li", "serveGuardianOrder", orderId=order_id, servedOn="2026-03-02", mode="DIRECT"
    )
    assert (await duties("ma"), await duties("granny")) == (["2026-04-02"], [])


async def test_when_an_order_is_withdrawn_its_open_duties_lapse(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    order_id = await a_served_order(world, an_order(world, case_id))
    duty = await world.done(
        "li", "giveGuardianDuty", orderId=order_id, task="到校", guide="联系班主任", withinDays=7
    )

    await world.done(
        "li", "endGuardianOrder", orderId=order_id, how="WITHDRAWN", reason="监护人变更"
    )

    (seen,) = await orders_of(world, case_id)
    assert (seen["state"], [each["state"] for each in seen["duties"]]) == ("WITHDRAWN", ["LAPSED"])
    assert await due(world, case_id, "GUARDIAN_DUTY") == []
    await refused(
        world, "li", "confirmGuardianDuty", "DUTY_CLOSED", None,
        dutyId=duty["dutyId"], doneOn="2026-03-02", note="完成",
    )  # fmt: skip
    await refused(
        world, "li", "giveGuardianDuty", "ORDER_STATE_FORBIDS", None,
        orderId=order_id, task="到校", guide="联系班主任", withinDays=7,
    )  # fmt: skip


async def test_s02_an_undertaking_is_kept(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    given = {
        "caseId": case_id, "guardianId": the_guardian(world, case_id), "givenOn": "2026-03-02",
        "text": "配合监督考察，加强管教。",
    }  # fmt: skip
    await refused(
        world, "li", "recordUndertaking", "DATE_IN_FUTURE", None,
        **(given | {"givenOn": "2026-03-03"}),
    )  # fmt: skip

    await world.done("li", "recordUndertaking", **given)

    page = await world.ask("li", "caseFile", ("undertakings",), id=case_id)
    ((kept),) = page["undertakings"]
    assert (kept["givenOn"], kept["text"]) == ("2026-03-02", "配合监督考察，加强管教。")


async def test_what_may_be_done_says_why_not(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    page = await world.ask("li", "caseFile", ("allowedActions.code",), id=case_id)
    found = {each["action"]: each["code"] for each in page["allowedActions"]}

    assert {name: found[name] for name in (
        "PROPOSE_GUARDIAN_ORDER", "ISSUE_GUARDIAN_ORDER", "SERVE_GUARDIAN_ORDER",
        "CONFIRM_GUARDIAN_DUTY", "SEND_RECOMMENDATION", "RECORD_UNDERTAKING",
    )} == {
        "PROPOSE_GUARDIAN_ORDER": None, "ISSUE_GUARDIAN_ORDER": "NOT_PERMITTED",
        "SERVE_GUARDIAN_ORDER": "NO_ORDER_THERE", "CONFIRM_GUARDIAN_DUTY": "NO_OPEN_DUTY",
        "SEND_RECOMMENDATION": "NO_RECOMMENDATION_THERE", "RECORD_UNDERTAKING": None,
    }  # fmt: skip
