"""S61: notes of the days before an assignment are hidden from the new worker."""

from __future__ import annotations

from typing import Any

import psycopg

from support.builders_checkins import a_case_under_supervision, a_check_in, a_visit
from support.builders_notes import a_written_note
from support.builders_plans import a_member
from support.world import World

WANT = ("status", "note", "notesHidden", "remarks.note", "review.note")


async def shown(world: World, who: str) -> list[tuple[Any, ...]]:
    found = await world.ask(who, "checkIns", tuple(f"items.{each}" for each in WANT))
    listed = sorted(found["items"], key=lambda each: each["dueFrom"])
    return [
        (each["note"], each["notesHidden"], [remark["note"] for remark in each["remarks"]])
        for each in listed
        if each["status"] == "RECORDED"
    ]


async def noted(world: World, who: str, case_id: str) -> list[tuple[str, int, int]]:
    """The contact notes somebody reads, with how many remarks and follow-ups."""
    want = ("fieldNotes.note", "fieldNotes.remarks.id", "fieldNotes.followUps.id")
    found = await world.ask(who, "caseFile", want, id=case_id)
    return sorted(
        (each["note"], len(each["remarks"]), len(each["followUps"])) for each in found["fieldNotes"]
    )


async def test_s61_contact_notes_of_earlier_days_are_hidden_too(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id, "zhao")
    first = await a_written_note(world, case_id, "zhao", note="以前的走访")
    await world.done(
        "zhao", "addFieldNoteRemark", noteId=first["id"], note="补充", concernLevel="NONE"
    )
    asked = await world.done("li", "requestNoteFollowUp", noteId=first["id"], request="联系学校")
    world.later(days=7)
    world.person("qian", "social_worker")
    await world.done(
        "li", "appointTeamMember", caseId=case_id, duty="SOCIAL_WORKER",
        validFrom=world.today.isoformat(), hideEarlierNotes=True,
        accountId=str(world.actors["qian"].account_id),
    )  # fmt: skip
    await a_written_note(world, case_id, "zhao", note="交接后的走访")
    world.person("wang", "supervisor")

    whole = [("交接后的走访", 0, 0), ("以前的走访", 1, 1)]
    assert await noted(world, "qian", case_id) == whole[:1]
    for who in ("zhao", "li", "wang"):
        assert await noted(world, who, case_id) == sorted(whole), who
    before = world.counts()
    for mutation, given in (
        ("addFieldNoteRemark", {"noteId": first["id"], "note": "x", "concernLevel": "NONE"}),
        ("resolveNoteFollowUp", {"followUpId": asked["followUpId"], "resolution": "x"}),
    ):
        assert await world.do("qian", mutation, **given) == {"code": "NOT_VISIBLE"}
    assert world.counts() == before
    # What waits for a follow-up stands in the lists of those who may read it.
    for who, number in (("qian", 0), ("zhao", 1), ("li", 1)):
        found = await world.ask(who, "worklist", ("items.kind",), kind="FOLLOW_UP")
        assert found["total"] == number, who


async def test_s61_the_new_worker_reads_from_the_assignment_on(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id, "zhao")
    first = await a_check_in(world, case_id, "zhao")
    await world.done("zhao", "logCheckIn", **a_visit(first, note="以前的走访"))
    started = world.today.isoformat()
    world.later(days=7)
    day = world.today.isoformat()
    for who in ("qian", "sun"):
        world.person(who, "social_worker")
        await world.done(
            "li", "appointTeamMember", caseId=case_id, duty="SOCIAL_WORKER", validFrom=day,
            accountId=str(world.actors[who].account_id), hideEarlierNotes=who == "qian",
        )  # fmt: skip
    await world.done(
        "zhao", "addCheckInRemark", checkInId=first, note="后来补充", concernLevel="NONE"
    )
    second = await a_check_in(world, case_id, "qian", firstDueOn=day)
    visit = a_visit(second, note="交接后的走访") | {"happenedAt": f"{day}T08:30:00+08:00"}
    await world.done("qian", "logCheckIn", **visit)

    hidden = [(None, True, []), ("交接后的走访", False, [])]
    whole = [("以前的走访", False, ["后来补充"]), ("交接后的走访", False, [])]
    world.person("wang", "supervisor")
    assert await shown(world, "qian") == hidden
    for who in ("sun", "zhao", "li", "wang"):
        assert await shown(world, who) == whole, who
    order = [world.actors[who].account_id for who in ("zhao", "qian", "sun")]
    team = await world.ask(
        "li", "caseFile", ("team.notesFrom", "team.from", "team.account.id"), id=case_id
    )
    found = {each["account"]["id"]: (each["from"], each["notesFrom"]) for each in team["team"]}
    assert [found[str(each)] for each in order] == [(started, None), (day, day), (day, None)]

    # The database says so too: to a worker who asks it past the application.
    def rows(who: str, table: str) -> int:
        actor = world.actors[who]
        with psycopg.connect(world.product.database.url) as app:
            app.execute(
                "SELECT guanhu_enter(%s, %s, %s, %s, %s, %s)",
                [actor.session_id, actor.account_id, actor.role_name, actor.office_id,
                 world.today, world.clock.now()],
            )  # fmt: skip
            return len(app.execute(f"SELECT 1 FROM {table}".encode()).fetchall())  # noqa: S608

    assert [rows(who, "check_in_records") for who in ("qian", "sun", "li")] == [1, 2, 2]
