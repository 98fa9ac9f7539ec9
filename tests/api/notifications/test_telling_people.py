"""A message of the outbox reaches exactly who is to be told, in the product and by chosen ways."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from guanhu.audit.work import look_on_record
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from support.builders_checkins import a_case_under_supervision
from support.builders_family import a_guardian, a_young_person, block_guardian
from support.builders_plans import a_member
from support.refusals import refused
from support.telling import run, send_all, sent, told
from support.world import OTHER_OFFICE, World

EVERYBODY = tuple(each for each in Audience if each is not Audience.ACCOUNT)
CHOICE: dict[str, Any] = {
    "byEmail": False, "bySms": False, "quietFromHour": 21, "quietUntilHour": 8, "language": "ZH",
}  # fmt: skip


async def a_case_with_everybody(world: World) -> str:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id, "zhao", duty="LEAD")
    await a_member(world, case_id, "qian")
    a_guardian(world, case_id)
    a_young_person(world, case_id)
    world.person("chief", "supervisor")
    for who, role in (("wang", "officer"), ("sun", "social_worker"), ("admin", "administrator")):
        world.person(who, role)
    world.person("far", "supervisor", OTHER_OFFICE)
    return case_id


async def tell_of(world: World, case_id: str, to: Any = EVERYBODY, **more: Any) -> int:
    given: dict[str, Any] = {"from_on": date(2026, 3, 5)} | more
    async with look_on_record(world.product.database, world.clock, world.actors["li"]) as work:
        return await tell(
            work, Cause.LEAVE_DECIDED, UUID(case_id), to, case_id=UUID(case_id), **given
        )


async def test_each_audience_is_who_stands_behind_it_today(world: World) -> None:
    case_id = await a_case_with_everybody(world)
    expected = {
        Audience.OFFICER: {"li"},
        Audience.LEAD_WORKER: {"zhao"},
        Audience.TEAM: {"zhao", "qian"},
        Audience.GUARDIANS: {"ma"},
        Audience.YOUNG_PERSON: {"xiaohe"},
        Audience.SUPERVISORS: {"chief"},
    }
    handles = {str(actor.account_id): who for who, actor in world.actors.items()}

    await tell_of(world, case_id)
    await run(world, "hand_out")
    again = await run(world, "hand_out")

    found: dict[Audience, set[str]] = {}
    for audience, account in world.sql(
        "SELECT m.audience, n.account_id::text FROM notifications n"
        " JOIN outbox_messages m ON m.id = n.message_id"
    ):
        found.setdefault(Audience(audience), set()).add(handles[account])
    assert found == expected
    assert again == []
    assert world.sql("SELECT count(*) FROM outbox_messages WHERE handed_out_at IS NULL") == [(0,)]
    assert {who: len(await told(world, who)) for who in world.actors} == {
        "li": 1, "zhao": 2, "qian": 1, "ma": 1, "xiaohe": 1, "chief": 1,
        "wang": 0, "sun": 0, "admin": 0, "far": 0,
    }  # fmt: skip


async def test_without_a_lead_worker_the_officer_is_told(world: World) -> None:
    case_id = await a_case_with_everybody(world)
    world.sql("UPDATE accounts SET deactivated_at = now() WHERE display_name = 'zhao'")

    await tell_of(world, case_id, Audience.LEAD_WORKER)
    await run(world, "hand_out")

    assert (await told(world, "li"), await told(world, "qian")) == (["incidents.leave_decided"], [])


async def test_a_guardian_who_was_blocked_is_told_nothing(world: World, tmp_path: Path) -> None:
    case_id = await a_case_with_everybody(world)
    await tell_of(world, case_id, Audience.GUARDIANS)
    await run(world, "hand_out", senders={})
    assert await told(world, "ma") == ["incidents.leave_decided"]
    await tell_of(world, case_id, Audience.GUARDIANS, occurrence="2")
    await send_all(world, tmp_path)
    assert [each["channel"] for each in sent(tmp_path)] == ["sms"]

    # Blocked after one more was handed out and before it left; another comes after that.
    world.at("2026-03-02T22:00")
    await tell_of(world, case_id, Audience.GUARDIANS, occurrence="3")
    await send_all(world, tmp_path)
    block_guardian(world, case_id)
    await tell_of(world, case_id, Audience.GUARDIANS, occurrence="4")
    world.at("2026-03-03T09:00")
    await send_all(world, tmp_path)

    assert len(sent(tmp_path)) == 1
    assert await told(world, "ma") == []
    shown = await world.ask("zhao", "caseDeliveries", caseId=case_id)
    assert [(each["state"], each["because"]) for each in shown["items"]] == [
        ("GIVEN_UP", "NO_LONGER_TOLD"), ("SENT", None),
    ]  # fmt: skip
    page = await world.ask("ma", "notifications")
    assert (page["total"], await world.ask("ma", "unreadNotifications")) == (0, 0)


async def test_a_withdrawn_team_is_told_nothing_on_that_day_and_the_officer_is(
    world: World,
) -> None:
    case_id = await a_case_with_everybody(world)
    world.sql("UPDATE team_members SET withdrawn_at = now() RETURNING id")

    await tell_of(world, case_id, (Audience.LEAD_WORKER, Audience.TEAM))
    await run(world, "hand_out")

    told_to = world.sql("SELECT DISTINCT account_id FROM notifications")
    assert told_to == [(world.actors["li"].account_id,)]


async def test_a_notification_is_read_by_its_own_person_alone(world: World) -> None:
    case_id = await a_case_with_everybody(world)
    await tell_of(world, case_id)
    await run(world, "hand_out")
    (mine,) = (await world.ask("li", "notifications"))["items"]

    foreign = await world.do("zhao", "markNotificationsRead", ids=[mine["id"]])
    unread = await world.ask("li", "unreadNotifications")
    world.later(minutes=1)
    first = await world.done("li", "markNotificationsRead", ids=[mine["id"]])
    again = await world.done("li", "markNotificationsRead")
    page = await world.ask("li", "notifications", ("items.readAt",))
    open_ones = await world.ask("li", "notifications", unreadOnly=True)

    assert foreign["code"] == "NOT_VISIBLE"
    assert [each["marked"] for each in (first, again)] == [1, 0]
    assert (unread, await world.ask("li", "unreadNotifications")) == (1, 0)
    assert (page["total"], open_ones["total"]) == (1, 0)
    assert page["items"][0]["readAt"] is not None
    assert mine["text"] == "自2026年3月5日起的外出或者迁居申请已有答复，请登录查看。"


async def test_pages_are_bounded_and_counted(world: World) -> None:
    case_id = await a_case_with_everybody(world)
    for number in range(5):
        world.later(minutes=1)
        await tell_of(world, case_id, Audience.OFFICER, occurrence=str(number))
    await run(world, "hand_out")

    pages = [await world.ask("li", "notifications", page=page, perPage=2) for page in (1, 2, 3, 4)]

    assert [len(page["items"]) for page in pages] == [2, 2, 1, 0]
    assert {page["total"] for page in pages} == {5}
    times = [each["toldAt"] for page in pages for each in page["items"]]
    assert times == sorted(times, reverse=True)


async def test_who_left_the_case_reads_no_more_of_it(world: World) -> None:
    case_id = await a_case_with_everybody(world)
    await tell_of(world, case_id)
    await run(world, "hand_out")
    world.person("new", "officer")
    world.sql(
        "UPDATE case_files SET officer_id = %s WHERE id = %s",
        [world.actors["new"].account_id, case_id],
    )

    assert (await told(world, "li"), await told(world, "new")) == ([], [])
    assert (await world.ask("li", "caseDeliveries", caseId=case_id))["total"] == 0


async def test_what_is_chosen_decides_the_ways_out(world: World, tmp_path: Path) -> None:
    case_id = await a_case_with_everybody(world)
    await world.done(
        "li", "chooseContact",
        **CHOICE | {"byEmail": True, "email": "li@example.org", "language": "EN"},
    )  # fmt: skip
    await world.done("ma", "chooseContact", **CHOICE)
    await world.done("zhao", "chooseContact", **CHOICE | {"bySms": True, "phone": "13900000000"})

    await tell_of(world, case_id, (Audience.OFFICER, Audience.TEAM, Audience.GUARDIANS))
    await send_all(world, tmp_path)

    url = world.product.settings.public_url
    assert sent(tmp_path) == [
        {
            "channel": "email", "to": "li@example.org", "subject": "You have a new message",
            "text": "The request to leave or move from 5 March 2026 has been decided; please sign"
            f" in to read it. Sign in to read more: {url}",
        },
        {
            "channel": "sms", "to": "13900000000", "subject": "您有一条新消息",
            "text": f"自2026年3月5日起的外出或者迁居申请已有答复，请登录查看。登录查看：{url}",
        },
    ]  # fmt: skip
    preference = await world.ask("li", "contactPreference")
    assert (preference["email"], preference["chosen"]) == ("li@example.org", True)
    stored = world.sql("SELECT email FROM contact_preferences WHERE email IS NOT NULL")
    assert b"example" not in bytes(stored[0][0])


async def test_bad_ways_are_refused_with_their_field(world: World) -> None:
    world.person("li", "officer")
    before = world.counts()

    wrong = {
        "email": CHOICE | {"byEmail": True, "email": "li at example"},
        "phone": CHOICE | {"bySms": True, "phone": "02112345678"},
    }
    missing = {
        "email": CHOICE | {"byEmail": True},
        "phone": CHOICE | {"bySms": True},
    }
    for field, given in wrong.items():
        answer = await world.do("li", "chooseContact", ("problems.path", "problems.code"), **given)
        assert answer["code"] == "INVALID_INPUT"
        assert [(each["path"], each["code"]) for each in answer["problems"]] == [
            (field, "MALFORMED")
        ]
    for field, given in missing.items():
        answer = await world.do("li", "chooseContact", ("problems.path", "problems.code"), **given)
        assert [(each["path"], each["code"]) for each in answer["problems"]] == [
            (field, "REQUIRED")
        ]
    await refused(
        world, "li", "chooseContact", "INVALID_INPUT", None, **CHOICE | {"quietFromHour": 24}
    )

    assert world.counts() == before
