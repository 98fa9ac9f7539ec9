"""A seal opens on the grounds of the law, decided by two, and at the machine only (F-13)."""

from __future__ import annotations

import asyncio
from typing import Any

import psycopg
import pytest

from support.builders_afterwards import a_sealed_line, as_app, seen_rows
from support.refusals import refused
from support.world import OTHER_OFFICE, World


@pytest.fixture
async def order_id(world: World) -> str:
    return await a_sealed_line(world)


def a_claim(order_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "sealOrderId": order_id, "ground": "MISSED_CRIME", "judgedOn": "2026-10-09",
        "judgment": "（2026）云01刑初88号判决", "combinedMonths": 61, "asAMinor": True,
    } | changes  # fmt: skip


async def proposed(world: World, order_id: str, who: str = "li") -> str:
    done = await world.done(who, "proposeUnsealing", **a_claim(order_id))
    return str(done["unsealingId"])


@pytest.mark.parametrize(
    ("changes", "code", "rule"),
    [
        ({"ground": "OTHER"}, "NOT_A_GROUND", "F-13"),
        ({"combinedMonths": 60}, "PENALTY_TOO_LOW", "F-13"),
        ({"asAMinor": False}, "NOT_AS_A_MINOR", "F-13"),
        ({"ground": "RETRIAL"}, "INVALID_INPUT", None),
        ({"combinedMonths": None}, "INVALID_INPUT", None),
        ({"combinedMonths": 0}, "INVALID_INPUT", None),
        ({"judgedOn": "2026-10-13"}, "DATE_IN_FUTURE", None),
        ({"judgment": " "}, "INVALID_INPUT", None),
    ],
)
async def test_f13_the_grounds_are_closed(
    world: World, order_id: str, changes: dict[str, Any], code: str, rule: str | None
) -> None:
    await refused(world, "li", "proposeUnsealing", code, rule, **a_claim(order_id, **changes))


async def test_f13_two_decide_and_the_line_says_so(world: World, order_id: str) -> None:
    unsealing = await proposed(world, order_id)
    await refused(world, "zhou", "proposeUnsealing", "UNSEALING_WAITS", None, **a_claim(order_id))
    given = {"unsealingId": unsealing, "verdict": "APPROVED", "reason": "符合法定情形"}

    done = await world.done(
        "zhou", "decideUnsealing",
        ("sealOrder.afterwards.status", "sealOrder.afterwards.unsealings.judgment",
         "sealOrder.afterwards.unsealings.reason", "sealOrder.afterwards.unsealings.verdict",
         "sealOrder.afterwards.unsealings.decidedBy.displayName"),
        **given,
    )  # fmt: skip

    after = done["sealOrder"]["afterwards"]
    assert after["status"] == "UNSEALED"
    [seen] = after["unsealings"]
    assert (seen["judgment"], seen["reason"], seen["verdict"]) == (
        "（2026）云01刑初88号判决", "符合法定情形", "APPROVED",
    )  # fmt: skip
    assert seen["decidedBy"]["displayName"] == "zhou"
    await refused(world, "zhou", "decideUnsealing", "UNSEALING_DECIDED", None, **given)
    assert world.sql(
        "SELECT action, case_id FROM trail_entries WHERE action LIKE 'afterwards.%%' ORDER BY seq"
    ) == [("afterwards.unsealing_proposed", None), ("afterwards.unsealing_decided", None)]
    assert world.count("case_files") == 0


async def test_f13_who_proposed_does_not_decide(world: World, order_id: str) -> None:
    unsealing = await proposed(world, order_id, "zhou")
    given = {"unsealingId": unsealing, "verdict": "REFUSED", "reason": "证据不足"}

    await refused(world, "zhou", "decideUnsealing", "APPROVER_IS_AUTHOR", None, **given)
    change = (
        "UPDATE unsealings SET verdict = 'approved', decided_on = proposed_on,"
        " decided_by = guanhu_account() RETURNING id"
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_app(world, "zhou", change)
    assert as_app(world, "li", change) == []
    world.person("qian", "supervisor")
    done = await world.done("qian", "decideUnsealing", ("sealOrder.afterwards.status",), **given)
    assert done["sealOrder"]["afterwards"]["status"] == "SEALED"


@pytest.mark.parametrize(
    ("who", "role", "where", "code"),
    [
        ("wang", "officer", {}, "NOT_VISIBLE"),
        ("far", "supervisor", {"office": OTHER_OFFICE}, "NOT_VISIBLE"),
        ("worker", "social_worker", {}, "NOT_PERMITTED"),
        ("eyes", "auditor", {}, "NOT_PERMITTED"),
        ("admin", "administrator", {}, "NOT_PERMITTED"),
    ],
)
async def test_others_neither_propose_nor_decide(
    world: World, order_id: str, who: str, role: str, where: dict[str, str], code: str
) -> None:
    unsealing = await proposed(world, order_id)
    if who != "wang":
        world.person(who, role, **where)
    before = world.counts()

    tried = await world.do(who, "proposeUnsealing", **a_claim(order_id))
    decided = await world.do(
        who, "decideUnsealing", unsealingId=unsealing, verdict="APPROVED", reason="同意"
    )

    assert tried["code"] == code
    assert decided["code"] == ("NOT_VISIBLE" if who == "far" else "NOT_PERMITTED")
    assert world.counts() == before
    assert seen_rows(world, who, "unsealings") == 0


async def test_of_two_proposals_at_once_one_waits_for_the_other(
    world: World, order_id: str
) -> None:
    answers = await asyncio.gather(
        *(world.do("li", "proposeUnsealing", **a_claim(order_id)) for _ in range(2))
    )

    assert sorted(str(each.get("code")) for each in answers) == ["None", "UNSEALING_WAITS"]
    assert world.count("unsealings") == 1
