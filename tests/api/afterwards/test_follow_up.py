"""Voluntary follow-up on consent, and undertakings of secrecy (F-17, F-18)."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from support.builders_afterwards import a_sealed_line, as_app, seen_rows
from support.refusals import refused
from support.world import OTHER_OFFICE, World


@pytest.fixture
async def order_id(world: World) -> str:
    """A sealed line whose non-prosecution took effect in September."""
    order_id = await a_sealed_line(world)
    [(effective,)] = world.sql("SELECT effective_on::text FROM seal_orders")
    assert effective < "2026-10-09"
    return order_id


def a_consent(order_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "sealOrderId": order_id, "ofAge": False, "minorConsentedOn": "2026-10-09",
        "representativeConsentedOn": "2026-10-09", "until": "2027-04-09",
    } | changes  # fmt: skip


async def begun(world: World, order_id: str) -> str:
    done = await world.done("li", "beginFollowUp", **a_consent(order_id))
    return str(done["followUpId"])


async def afterwards(world: World) -> dict[str, Any]:
    found = await world.ask(
        "zhou", "sealedRegister",
        ("items.afterwards.status", "items.afterwards.followUps.endedBecause",
         "items.afterwards.followUps.notes.situation", "items.afterwards.followUps.notes.need",
         "items.afterwards.followUps.basis.rule", "items.afterwards.undertakings.person",
         "items.afterwards.undertakings.personKind"),
    )  # fmt: skip
    return dict(found["items"][0]["afterwards"])


async def test_f17_it_is_begun_noted_and_ended(world: World, order_id: str) -> None:
    follow_up = await begun(world, order_id)
    assert (await afterwards(world))["status"] == "FOLLOW_UP"
    await refused(world, "li", "beginFollowUp", "FOLLOW_UP_RUNNING", "F-17", **a_consent(order_id))
    await world.done(
        "li", "noteFollowUp", followUpId=follow_up, happenedOn="2026-10-10",
        situation="已返校，情绪稳定", need="想学一门手艺",
    )  # fmt: skip
    await world.done(
        "li", "endFollowUp", followUpId=follow_up, endedOn="2026-10-12",
        because="WITHDRAWN_BY_MINOR",
    )  # fmt: skip

    after = await afterwards(world)
    assert after["status"] == "SEALED"
    [seen] = after["followUps"]
    assert (seen["endedBecause"], seen["basis"]["rule"]) == ("WITHDRAWN_BY_MINOR", "F-17")
    assert [(each["situation"], each["need"]) for each in seen["notes"]] == [
        ("已返校，情绪稳定", "想学一门手艺")
    ]
    late = {"followUpId": follow_up, "happenedOn": "2026-10-12", "situation": "再次联系"}
    await refused(world, "li", "noteFollowUp", "FOLLOW_UP_OVER", "F-17", **late)
    assert "情绪稳定" not in str(world.sql("SELECT n::text FROM follow_up_notes n"))
    trail = world.sql(
        "SELECT action, case_id FROM trail_entries WHERE action LIKE 'afterwards.%%' ORDER BY seq"
    )
    assert trail == [
        ("afterwards.follow_up_begun", None), ("afterwards.follow_up_noted", None),
        ("afterwards.follow_up_ended", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code", "rule"),
    [
        ({"representativeConsentedOn": None}, "FOLLOW_UP_CONSENT_MISSING", "F-17"),
        ({"minorConsentedOn": "2026-03-01"}, "DATE_TOO_EARLY", None),
        ({"representativeConsentedOn": "2026-10-13"}, "DATE_IN_FUTURE", None),
        ({"until": "2026-10-12"}, "DATE_TOO_EARLY", None),
    ],
)
async def test_f17_without_free_consent_nothing_begins(
    world: World, order_id: str, changes: dict[str, Any], code: str, rule: str | None
) -> None:
    await refused(world, "li", "beginFollowUp", code, rule, **a_consent(order_id, **changes))


async def test_f17_who_is_of_age_agrees_alone(world: World, order_id: str) -> None:
    await world.done(
        "li", "beginFollowUp",
        **a_consent(order_id, ofAge=True, representativeConsentedOn=None, until=None),
    )  # fmt: skip

    assert (await afterwards(world))["status"] == "FOLLOW_UP"


async def test_f18_whoever_learned_the_data_has_signed(world: World, order_id: str) -> None:
    given = {
        "sealOrderId": order_id, "personKind": "SOCIAL_WORKER", "person": "赵社工",
        "signedOn": "2026-03-01",
    }  # fmt: skip
    await world.done("li", "signSecrecy", **given)
    await refused(
        world, "li", "signSecrecy", "DATE_IN_FUTURE", None, **(given | {"signedOn": "2026-10-13"})
    )

    [seen] = (await afterwards(world))["undertakings"]

    assert (seen["person"], seen["personKind"]) == ("赵社工", "SOCIAL_WORKER")
    assert "赵社工" not in str(world.sql("SELECT u::text FROM secrecy_undertakings u"))


@pytest.mark.parametrize(
    ("who", "role", "where", "code"),
    [
        ("wang", "officer", {}, "NOT_VISIBLE"),
        ("far", "supervisor", {"office": OTHER_OFFICE}, "NOT_VISIBLE"),
        ("worker", "social_worker", {}, "NOT_PERMITTED"),
        ("eyes", "auditor", {}, "NOT_PERMITTED"),
    ],
)
async def test_others_neither_begin_nor_record(
    world: World, order_id: str, who: str, role: str, where: dict[str, str], code: str
) -> None:
    follow_up = await begun(world, order_id)
    noted = {"followUpId": follow_up, "happenedOn": "2026-10-10", "situation": "已返校"}
    await world.done("li", "noteFollowUp", **noted)
    if who != "wang":
        world.person(who, role, **where)
    before = world.counts()

    answers = [
        await world.do(who, "beginFollowUp", **a_consent(order_id)),
        await world.do(who, "noteFollowUp", **noted),
        await world.do(
            who, "endFollowUp", followUpId=follow_up, endedOn="2026-10-12", because="COMPLETED"
        ),
        await world.do(
            who, "signSecrecy", sealOrderId=order_id, personKind="OTHER", person="某人",
            signedOn="2026-10-12",
        ),
    ]  # fmt: skip

    assert {answer["code"] for answer in answers} == {code}
    assert world.counts() == before
    for table in ("follow_ups", "follow_up_notes", "secrecy_undertakings"):
        assert seen_rows(world, who, table) == 0


async def test_the_database_lets_nobody_rewrite_a_consent(world: World, order_id: str) -> None:
    await begun(world, order_id)

    for column in ("of_age", "minor_consented_on", "representative_consented_on", "until"):
        statement = f"UPDATE follow_ups SET {column} = {column} RETURNING id"  # noqa: S608
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_app(world, "zhou", statement)
