"""Follow-ups after notes: who is told of one, for how long, and who resolves it (S53)."""

from __future__ import annotations

from typing import Any

from support.builders_checkins import a_case_under_supervision
from support.builders_notes import a_written_note
from support.builders_plans import a_member
from support.refusals import refused
from support.telling import run, told
from support.walls import Planted
from support.world import World


async def ask_for(world: World, who: str, note_id: str) -> str:
    asked = await world.done(who, "requestNoteFollowUp", noteId=note_id, request="联系学校")
    return str(asked["followUpId"])


async def test_s53_who_left_the_file_is_told_of_its_follow_ups_no_more(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    world.person("wang", "supervisor")
    member = await a_member(world, case_id, "zhao")
    first, second, third = [await a_written_note(world, case_id, "zhao") for _ in range(3)]
    await ask_for(world, "li", first["id"])
    await run(world, "hand_out")
    assert await told(world, "zhao") == ["notes.follow_up"]
    await world.done(
        "li", "endTeamMembership", memberId=member, until=world.today.isoformat(), reason="调岗"
    )

    await ask_for(world, "wang", second["id"])  # asked on the last day, handed out after it
    world.later(days=1)
    await run(world, "hand_out")

    assert (await told(world, "zhao"), await told(world, "li")) == ([], [])
    zhao = world.actors["zhao"]
    given = "SELECT count(*) FROM notifications WHERE account_id = %s"
    assert world.sql(given, [zhao.account_id]) == [(1,)]
    with Planted(world, case_id, "").entered(zhao) as app:
        assert app.execute("SELECT count(*) FROM notifications").fetchone() == (0,)
    # From now on the officer is told in the writer's place; of an own request nobody is.
    await ask_for(world, "wang", third["id"])
    follow_up = (await note_of(world, first["id"]))["followUps"][0]["id"]
    await world.done("li", "resolveNoteFollowUp", followUpId=follow_up, resolution="已联系")
    await ask_for(world, "li", first["id"])
    await run(world, "hand_out")
    assert (await told(world, "zhao"), await told(world, "li")) == ([], ["notes.follow_up"])


async def note_of(world: World, note_id: str) -> dict[str, Any]:
    found: dict[str, Any] = await world.ask("li", "fieldNote", ("followUps.id",), id=note_id)
    return found


async def test_s53_nobody_but_asker_writer_and_officer_resolves(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    for who in ("wang", "chief"):
        world.person(who, "supervisor")
    for who in ("zhao", "qian"):
        await a_member(world, case_id, who)
    note = await a_written_note(world, case_id, "zhao")

    for resolver, others in (
        ("wang", ("qian", "chief")), ("zhao", ("qian", "chief")), ("li", ("qian", "chief")),
    ):  # fmt: skip
        world.later(minutes=1)
        follow_up = {"followUpId": await ask_for(world, "wang", note["id"]), "resolution": "已联系"}
        for other in others:
            await refused(
                world, other, "resolveNoteFollowUp", "FOLLOW_UP_NOT_YOURS", None, **follow_up
            )
        # It stands in the lists of those who can resolve it.
        for who, number in (("zhao", 1), ("qian", 0), ("li", 1)):
            found = await world.ask(who, "worklist", ("items.kind",), kind="FOLLOW_UP")
            assert found["total"] == number, who
        await world.done(resolver, "resolveNoteFollowUp", **follow_up)
