"""The rhythm of the plan, kept by the daily job, through the API (S01, S02, S04)."""

from __future__ import annotations

import pytest

from guanhu.access.actor import system_actor
from guanhu.checkins.use_cases.open_due_windows import open_due_windows
from guanhu.kernel.errors import NotPermitted
from guanhu.kernel.tally import Tally
from support.builders_checkins import a_case_under_supervision, end_period
from support.builders_family import a_young_person
from support.builders_plans import a_draft, a_supervised_case_with_plan, approved, submitted
from support.world import World


async def run(world: World) -> Tally:
    return await open_due_windows(world.product.database, world.clock, system_actor(world.office()))


async def a_plan(world: World, case_id: str, **rhythm: object) -> str:
    """A plan in force with another rhythm; answers its id."""
    draft = await a_draft(world, case_id, **rhythm)
    version = await approved(world, await submitted(world, draft))
    return str(version["id"])


async def due(world: World, case_id: str) -> list[tuple[str, str, str, str]]:
    page = await world.ask("li", "checkIns", filter={"caseId": case_id}, perPage=100)
    return [(i["kind"], i["dueFrom"], i["dueUntil"], i["status"]) for i in page["items"]]


async def test_s01_the_job_on_the_due_day_makes_one_and_tells_once(world: World) -> None:
    case_id, plan = await a_supervised_case_with_plan(world)
    world.at("2026-03-16T00:10")

    first = await run(world)
    after_first = world.counts()
    again = await run(world)

    assert (first, again) == (Tally(2), Tally(0))  # put on record, and opened
    assert world.counts() == after_first
    (seen,) = (await world.ask("li", "checkIns", filter={"caseId": case_id}))["items"]
    assert seen == seen | {
        "kind": "VISIT", "dueFrom": "2026-03-16", "dueUntil": "2026-03-18",
        "graceUntil": "2026-03-20", "status": "DUE", "planVersionId": plan["id"],
    }  # fmt: skip
    told = world.sql("SELECT cause, audience, record_id::text, facts FROM outbox_messages")
    assert told == [("checkins.due", "young_person", seen["id"], {"until": "2026-03-18"})]
    trail = world.sql("SELECT action FROM trail_entries WHERE role = 'system' ORDER BY seq")
    assert trail == [("checkins.planned",), ("checkins.opened",)]


async def test_o02_the_next_date_follows_the_version_in_force(world: World) -> None:
    case_id, _plan = await a_supervised_case_with_plan(world)
    world.at("2026-03-10T00:10")
    ahead = await run(world)
    world.at("2026-03-20")
    version = await a_plan(
        world, case_id, checkInKind="PHONE", checkInEveryDays=5, checkInWindowDays=2,
        checkInGraceDays=0, reason="面谈次数过密",
    )  # fmt: skip
    world.at("2026-03-21T00:10")

    changed = await run(world)

    assert (ahead, changed) == (Tally(1), Tally(1))
    assert await due(world, case_id) == [
        ("VISIT", "2026-03-16", "2026-03-18", "MISSED"),
        ("PHONE", "2026-03-25", "2026-03-26", "SCHEDULED"),
    ]
    world.at("2026-03-22T00:10")
    assert (await run(world)).done == 0
    seen = await world.ask("li", "planVersion", id=version)
    assert [seen[each] for each in (
        "checkInKind", "checkInEveryDays", "checkInWindowDays", "checkInGraceDays",
        "selfReportEveryDays",
    )] == ["PHONE", 5, 2, 0, None]  # fmt: skip


async def test_s32_a_check_in_moved_weeks_ahead_is_not_asked_for_again_the_same_night(
    world: World,
) -> None:
    case_id, _plan = await a_supervised_case_with_plan(world)
    world.at("2026-03-14T00:10")
    await run(world)
    (planned,) = (await world.ask("li", "checkIns", filter={"caseId": case_id}))["items"]
    await world.done(
        "li", "rescheduleCheckIn",
        checkInId=planned["id"], newDueOn="2026-04-02", askedBy="SCHOOL", reason="期中考试",
        sensitive=False,
    )  # fmt: skip

    nights = []
    for night in ("2026-03-14", "2026-03-16", "2026-03-20", "2026-03-23", "2026-03-26"):
        world.at(f"{night}T00:20")
        nights.append((await run(world)).done)

    # Not on the old date; its turn counts, and so does the window in its place once it is near.
    assert nights == [0, 0, 0, 1, 0]
    assert sorted(await due(world, case_id), key=lambda one: one[1]) == [
        ("VISIT", "2026-03-16", "2026-03-18", "SUPERSEDED"),
        ("VISIT", "2026-03-30", "2026-04-01", "SCHEDULED"),
        ("VISIT", "2026-04-02", "2026-04-04", "SCHEDULED"),
    ]


async def test_s02_one_failing_file_stops_none_of_the_others(world: World) -> None:
    cases = []
    for _ in range(5):
        case_id = await a_case_under_supervision(world)
        await a_plan(world, case_id)
        cases.append(case_id)
    world.sql(
        "CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF NEW.case_id = '{cases[1]}' THEN RAISE EXCEPTION 'stumbled'; END IF;"
        " RETURN NEW; END $$"
    )
    world.sql(
        "CREATE TRIGGER stumble BEFORE INSERT ON check_ins FOR EACH ROW EXECUTE FUNCTION stumble()"
    )
    world.at("2026-03-16T00:10")

    tally = await run(world)

    assert tally.done == 8
    assert [str(failure.record) for failure in tally.failures] == [cases[1]]
    made = world.sql("SELECT case_id::text FROM check_ins")
    assert sorted(made) == sorted((each,) for each in cases if each != cases[1])


async def test_s04_without_a_way_to_reach_no_self_report_but_a_task(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_plan(world, case_id, selfReportEveryDays=7)
    # A telephone is on record, but messages go to accounts: nobody would be asked.
    assert world.sql("SELECT phone IS NOT NULL, account_id FROM minors") == [(True, None)]
    world.at("2026-03-09T00:10")

    first, again = await run(world), await run(world)

    # The visit a week ahead, and the task; contact goes on, and so does supervision.
    assert (first, again) == (Tally(2), Tally(0))
    assert [kind for kind, *_ in await due(world, case_id)] == ["VISIT"]
    page = await world.ask("li", "caseFile", ("status", "noWayToReachSince"), id=case_id)
    assert page == page | {"status": "ON_PROBATION", "noWayToReachSince": "2026-03-09"}
    told = world.sql(
        "SELECT audience FROM outbox_messages WHERE cause = 'checkins.no_way_to_reach' ORDER BY 1"
    )
    assert told == [("lead_worker",), ("officer",)]
    a_young_person(world, case_id)
    page = await world.ask("li", "caseFile", ("noWayToReachSince",), id=case_id)
    assert page["noWayToReachSince"] is None
    found = await run(world)
    assert found == Tally(4)  # two self-reports, one of them opened at once, and the task closed
    assert sorted(kind for kind, *_ in await due(world, case_id)) == [
        "SELF_REPORT", "SELF_REPORT", "VISIT",
    ]  # fmt: skip
    close_account(world, "xiaohe")
    assert await run(world) == Tally(1)  # the task again
    page = await world.ask("li", "caseFile", ("noWayToReachSince",), id=case_id)
    assert page["noWayToReachSince"] == "2026-03-09"


def close_account(world: World, handle: str) -> None:
    world.sql(
        "UPDATE accounts SET deactivated_at = %s WHERE id = %s",
        [world.clock.now(), world.actors[handle].account_id],
    )


async def test_nothing_is_opened_where_supervision_is_not_live(world: World) -> None:
    case_id, _plan = await a_supervised_case_with_plan(world)
    end_period(world, case_id, "2026-03-15")
    world.at("2026-03-16T00:10")
    before = world.counts()

    assert await run(world) == Tally(0)
    assert world.counts() == before


async def test_only_the_system_runs_the_job(world: World) -> None:
    await a_case_under_supervision(world)

    with pytest.raises(NotPermitted):
        await open_due_windows(world.product.database, world.clock, world.actors["li"])
