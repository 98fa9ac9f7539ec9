"""Drafts whose time is over, and drafts whose writer has no part in the file any more."""

from __future__ import annotations

import json
from datetime import timedelta

from support.builders_cases import a_case
from support.builders_notes import a_note, a_part
from support.builders_plans import a_member, a_supervised_case_with_plan
from support.telling import run, told
from support.walls import Planted
from support.world import World


async def keep(world: World, who: str, case_id: str, form: str, text: str = "写了一半") -> None:
    await world.done(
        who, "saveDraft", form=form, recordId=case_id, caseId=case_id,
        content=json.dumps({"note": text}),
    )  # fmt: skip


async def forms(world: World, who: str, case_id: str) -> set[str]:
    """Which drafts about a file somebody can read."""
    asked = {
        form: await world.ask(who, "draft", form=form, recordId=case_id)
        for form in ("FIELD_NOTE", "LOG_CHECK_IN", "PROPOSAL", "CHARGES")
    }
    return {form for form, found in asked.items() if found is not None and "content" in found}


async def test_s52_what_was_never_submitted_expires_and_what_is_edited_again_does_not(
    world: World,
) -> None:
    case_id, _plan = await a_supervised_case_with_plan(world)
    await keep(world, "li", case_id, "FIELD_NOTE")
    note = a_note(a_part(case_id), happenedAt=world.clock.now().isoformat())
    await world.done("li", "recordFieldNote", **note)
    assert await forms(world, "li", case_id) == set()  # submitted, so gone
    await keep(world, "li", case_id, "FIELD_NOTE", "再改一改")
    await keep(world, "li", case_id, "CHARGES")

    world.later(days=7)
    await run(world, "expire_drafts")
    after_seven = await forms(world, "li", case_id)
    world.later(days=1)
    await run(world, "expire_drafts")

    assert after_seven == {"FIELD_NOTE", "CHARGES"}
    assert await forms(world, "li", case_id) == {"FIELD_NOTE"}
    kept = await world.ask("li", "draft", form="FIELD_NOTE", recordId=case_id)
    assert (json.loads(kept["content"]), kept["submittedOnce"]) == ({"note": "再改一改"}, True)
    await run(world, "hand_out")
    assert "drafts.cleared" not in await told(world, "li")


async def test_s56_drafts_of_a_file_that_changed_hands_are_handed_over_or_cleared_with_notice(
    world: World,
) -> None:
    case_id, _plan = await a_supervised_case_with_plan(world)
    await a_member(world, case_id, "zhao")
    world.person("chen", "officer")
    for form in ("FIELD_NOTE", "LOG_CHECK_IN", "PROPOSAL", "CHARGES"):
        await keep(world, "li", case_id, form, f"李的{form}")
    await keep(world, "chen", await a_case(world, "chen"), "CHARGES")
    await keep(world, "zhao", case_id, "LOG_CHECK_IN")
    offer = await world.done(
        "li", "offerTransfers", ("outcomes.transferId",), caseIds=[case_id], reason="岗位调整",
        toAccountId=str(world.actors["chen"].account_id),
    )  # fmt: skip
    (outcome,) = offer["outcomes"]

    await world.done("chen", "acceptTransfers", transferIds=[outcome["transferId"]])

    # What one alone may read, and what may name other files, is handed to nobody.
    assert await forms(world, "chen", case_id) == {"PROPOSAL", "CHARGES"}
    held = await world.ask("chen", "draft", form="PROPOSAL", recordId=case_id)
    assert json.loads(held["content"]) == {"note": "李的PROPOSAL"}
    left = world.sql("SELECT form, account_id FROM drafts WHERE case_id = %s", [case_id])
    zhao, chen = (world.actors[who].account_id for who in ("zhao", "chen"))
    # The team stays, and so does what its worker has begun.
    assert sorted(left) == [("charges", chen), ("log_check_in", zhao), ("proposal", chen)]
    await run(world, "hand_out")
    (notice, accepted) = (await world.ask("li", "notifications"))["items"]
    assert {notice["cause"], accepted["cause"]} == {"drafts.cleared", "handover.accepted"}
    texts = {each["cause"]: each["text"] for each in (notice, accepted)}
    assert texts["drafts.cleared"].startswith("您有2份尚未提交的草稿已清除")
    assert await told(world, "zhao") == []
    await run(world, "expire_drafts")
    assert world.count("drafts") == 4

    # The database asks for itself who gave the file away, and whose membership ended.
    planted = Planted(world, case_id, "")
    with planted.entered(world.actors["chen"]) as app:
        for former, team in ((zhao, []), (world.actors["li"].account_id, [zhao])):
            found = app.execute(
                "SELECT * FROM guanhu_move_drafts(%s, %s, %s)", [case_id, former, team]
            ).fetchone()
            assert found == (0, 0, 0)
        assert app.execute("SELECT count(*) FROM drafts").fetchone() == (3,)
    assert world.count("drafts") == 4


async def test_s56_who_leaves_a_file_or_a_role_loses_the_drafts_and_is_told(world: World) -> None:
    case_id, _plan = await a_supervised_case_with_plan(world)
    member = await a_member(world, case_id, "zhao")
    await a_member(world, case_id, "qian")
    world.person("admin", "administrator")
    for who in ("zhao", "qian"):
        await keep(world, who, case_id, "LOG_CHECK_IN")
    await keep(world, "li", case_id, "CHARGES")
    last = world.today
    await world.done(
        "li", "endTeamMembership", memberId=member, until=last.isoformat(), reason="调岗"
    )
    await run(world, "expire_drafts")
    assert await forms(world, "zhao", case_id) == {"LOG_CHECK_IN"}  # the last day is a day

    world.later(days=1)
    await run(world, "expire_drafts")
    await run(world, "expire_drafts", "hand_out")

    li, qian = (world.actors[who].account_id for who in ("li", "qian"))
    assert {row[0] for row in world.sql("SELECT account_id FROM drafts")} == {li, qian}
    assert [await told(world, who) for who in ("zhao", "qian", "li")] == [
        ["drafts.cleared"], [], [],
    ]  # fmt: skip
    assert world.today == last + timedelta(days=1)
    cleared = "SELECT details FROM trail_entries WHERE action = 'drafts.cleared'"
    assert world.sql(cleared) == [({"count": 1},)]

    # An officer who becomes a social worker has no file any more.
    await world.done("admin", "changeRole", accountId=str(li), role="SOCIAL_WORKER")
    await run(world, "expire_drafts")
    assert {row[0] for row in world.sql("SELECT account_id FROM drafts")} == {qian}
    message = "SELECT cause, case_id, facts FROM outbox_messages WHERE account_id = %s"
    assert world.sql(message, [li]) == [("drafts.cleared", None, {"count": 1})]
