"""Notices of a seal to the person, the police and every holder of a copy (F-06, F-08)."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from support.builders_afterwards import a_sealed_line, as_app, seen_rows
from support.refusals import refused
from support.world import OTHER_OFFICE, World


@pytest.fixture
async def order_id(world: World) -> str:
    return await a_sealed_line(world)


def a_notice(order_id: str, kind: str = "POLICE", **changes: Any) -> dict[str, Any]:
    return {
        "sealOrderId": order_id, "recipientKind": kind, "mode": "DIRECT", "sentOn": "2026-10-09",
    } | changes  # fmt: skip


async def sent(world: World, order_id: str, kind: str = "POLICE", **changes: Any) -> str:
    done = await world.done("li", "sendSealNotice", **a_notice(order_id, kind, **changes))
    return str(done["noticeId"])


async def afterwards(world: World, who: str = "li") -> dict[str, Any]:
    found = await world.ask(
        who, "sealedRegister",
        ("items.afterwards.status", "items.afterwards.noticesOwed",
         *(f"items.afterwards.notices.{name}" for name in (
             "state", "recipient", "recipientKind", "confirmedAs", "deadline.dueOn",
             "deadline.state", "deadline.basis.unconfirmed", "deadline.basis.rule"))),
    )  # fmt: skip
    return dict(found["items"][0]["afterwards"])


def of_police(seen: dict[str, Any]) -> dict[str, Any]:
    [found] = [each for each in seen["notices"] if each["recipientKind"] == "POLICE"]
    return dict(found)


async def test_f08_person_and_police_are_told_and_the_police_seal_in_three_days(
    world: World, order_id: str
) -> None:
    assert (await afterwards(world))["noticesOwed"] == ["MINOR", "LEGAL_REPRESENTATIVE", "POLICE"]
    for kind in ("MINOR", "LEGAL_REPRESENTATIVE"):
        notice = await sent(world, order_id, kind)
        await world.done("li", "receiveSealNotice", noticeId=notice, receivedOn="2026-10-09")
    police = await sent(world, order_id)
    seen = await afterwards(world)
    assert seen["noticesOwed"] == ["POLICE"]
    assert [each["deadline"] for each in seen["notices"]] == [None, None, None]

    await world.done("li", "receiveSealNotice", noticeId=police, receivedOn="2026-10-12")
    seen = await afterwards(world)
    assert seen["noticesOwed"] == []
    due = of_police(seen)["deadline"]
    assert (due["dueOn"], due["state"], due["basis"]["rule"], due["basis"]["unconfirmed"]) == (
        "2026-10-15", "OPEN", "F-08", True,
    )  # fmt: skip
    world.at("2026-10-19")
    assert of_police(await afterwards(world))["deadline"]["state"] == "OVERDUE"
    confirm = {"noticeId": police, "confirmedOn": "2026-10-19"}
    await refused(
        world, "li", "confirmSealedCopy", "POLICE_SEAL_THEIRS", "F-04", **confirm, fate="DESTROYED"
    )
    await world.done("zhou", "confirmSealedCopy", **confirm, fate="SEALED")
    last = of_police(await afterwards(world))
    assert (last["state"], last["confirmedAs"]) == ("CONFIRMED", "SEALED")
    assert last["deadline"]["state"] == "DONE"
    actions = world.sql(
        "SELECT action, case_id FROM trail_entries WHERE action LIKE 'afterwards.%%' ORDER BY seq"
    )
    assert [action for action, _ in actions] == [
        *["afterwards.notice_sent", "afterwards.notice_received"] * 3, "afterwards.copy_confirmed",
    ]  # fmt: skip
    assert {case_id for _, case_id in actions} == {None}


async def test_f06_every_holder_is_told_and_accounts_for_the_copy(
    world: World, order_id: str
) -> None:
    notice = await sent(world, order_id, "SOCIAL_AGENCY", recipient="某社会工作服务中心")
    confirm = {"noticeId": notice, "fate": "RETURNED", "confirmedOn": "2026-10-12"}
    await refused(world, "li", "confirmSealedCopy", "NOTICE_NOT_RECEIVED", None, **confirm)
    await world.done("li", "receiveSealNotice", noticeId=notice, receivedOn="2026-10-12")
    await refused(
        world, "li", "receiveSealNotice", "NOTICE_RECEIVED", None,
        noticeId=notice, receivedOn="2026-10-12",
    )  # fmt: skip
    await world.done("li", "confirmSealedCopy", **confirm)
    await refused(world, "li", "confirmSealedCopy", "COPY_CONFIRMED", None, **confirm)

    [seen] = (await afterwards(world))["notices"]

    assert (seen["recipient"], seen["confirmedAs"]) == ("某社会工作服务中心", "RETURNED")
    assert "某社会工作服务中心" not in str(world.sql("SELECT n::text FROM seal_notices n"))


async def test_f06_the_young_person_holds_no_copy_to_account_for(
    world: World, order_id: str
) -> None:
    notice = await sent(world, order_id, "MINOR")
    await world.done("li", "receiveSealNotice", noticeId=notice, receivedOn="2026-10-12")

    await refused(
        world, "li", "confirmSealedCopy", "NOT_A_HOLDER", "F-06",
        noticeId=notice, fate="DESTROYED", confirmedOn="2026-10-12",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "changes", "code"),
    [
        ("POLICE", {"sentOn": "2026-03-01"}, "DATE_TOO_EARLY"),
        ("POLICE", {"sentOn": "2026-10-13"}, "DATE_IN_FUTURE"),
        ("POLICE", {"recipient": "某公安分局"}, "INVALID_INPUT"),
        ("MINOR", {"recipient": "林某某"}, "INVALID_INPUT"),
        ("SCHOOL", {}, "INVALID_INPUT"),
    ],
)
async def test_what_cannot_be_sent(
    world: World, order_id: str, kind: str, changes: dict[str, Any], code: str
) -> None:
    await refused(world, "li", "sendSealNotice", code, None, **a_notice(order_id, kind, **changes))


async def test_receipts_lie_after_the_sending(world: World, order_id: str) -> None:
    notice = await sent(world, order_id)

    for day, code in (("2026-10-08", "DATE_TOO_EARLY"), ("2026-10-13", "DATE_IN_FUTURE")):
        await refused(world, "li", "receiveSealNotice", code, None, noticeId=notice, receivedOn=day)


@pytest.mark.parametrize(
    ("who", "role", "where", "code"),
    [
        ("wang", "officer", {}, "NOT_VISIBLE"),
        ("far", "supervisor", {"office": OTHER_OFFICE}, "NOT_VISIBLE"),
        ("worker", "social_worker", {}, "NOT_PERMITTED"),
        ("eyes", "auditor", {}, "NOT_PERMITTED"),
        ("mother", "guardian", {}, "NOT_PERMITTED"),
    ],
)
async def test_others_neither_send_nor_record(
    world: World, order_id: str, who: str, role: str, where: dict[str, str], code: str
) -> None:
    notice = await sent(world, order_id)
    if who != "wang":
        world.person(who, role, **where)
    before = world.counts()

    answers = [
        await world.do(who, "sendSealNotice", **a_notice(order_id)),
        await world.do(who, "receiveSealNotice", noticeId=notice, receivedOn="2026-10-12"),
        await world.do(
            who, "confirmSealedCopy", noticeId=notice, fate="SEALED", confirmedOn="2026-10-12"
        ),
    ]

    assert {answer["code"] for answer in answers} == {code}
    assert world.counts() == before
    assert seen_rows(world, who, "seal_notices") == 0


async def test_the_database_lets_nobody_rewrite_a_sending(world: World, order_id: str) -> None:
    await sent(world, order_id)

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_app(world, "li", "UPDATE seal_notices SET sent_on = sent_on RETURNING id")
    assert as_app(world, "wang", "UPDATE seal_notices SET received_on = sent_on"
                  " RETURNING id") == []  # fmt: skip
