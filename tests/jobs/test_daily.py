"""The daily jobs: idempotent, each with its row in the log, none stopped by another."""

from __future__ import annotations

from typing import Any

import pytest

from guanhu.access.actor import Actor
from guanhu.jobs import daily
from guanhu.jobs.daily import DailyReport, run_daily
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import NotPermitted
from guanhu.kernel.tally import Failure, Tally
from support.builders_checkins import a_case_under_supervision, a_check_in, a_visit
from support.world import OTHER_OFFICE, World


async def run(world: World) -> DailyReport:
    return await run_daily(world.product, world.clock)


def log(world: World) -> list[tuple[Any, ...]]:
    return world.sql(
        "SELECT name, done, errors, ended_at IS NOT NULL FROM job_runs WHERE run_id ="
        " (SELECT run_id FROM job_runs ORDER BY started_at DESC LIMIT 1) ORDER BY name"
    )


async def test_missed_check_ins_are_marked_once_and_counted(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_check_in(world, case_id, count=4)
    world.at("2026-03-25T00:10")

    first = await run(world)
    after_first = world.counts()
    again = await run(world)

    assert (first.done("mark_missed"), again.done("mark_missed")) == (2, 0)
    assert (first.failures, again.failures) == ([], [])
    marked = world.sql("SELECT due_from::text FROM check_ins WHERE marked_missed_on IS NOT NULL")
    assert sorted(marked) == [("2026-03-02",), ("2026-03-16",)]
    page = await world.ask("li", "caseFiles", filter={"missedOnly": True})
    assert [item["missedToReview"] for item in page["items"]] == [2]
    trail = world.sql("SELECT role FROM trail_entries WHERE action = 'checkins.missed'")
    assert trail == [("system",), ("system",)]
    changed = {name: n - after_first[name] for name, n in world.counts().items()}
    assert {name: n for name, n in changed.items() if n} == {"job_runs": len(again.jobs)}


async def test_the_job_marks_nothing_that_is_still_open_or_done(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id, count=2)
    await world.done("li", "logCheckIn", **a_visit(check_in))
    world.at("2026-03-20T23:50")  # the last day of grace of the second one

    report = await run(world)

    assert report.done("mark_missed") == 0
    assert world.sql("SELECT count(*) FROM check_ins WHERE marked_missed_on IS NOT NULL") == [(0,)]


async def test_one_failing_file_stops_none_of_the_others_and_is_told(world: World) -> None:
    cases = [await a_case_under_supervision(world) for _ in range(5)]
    for case_id in cases:
        await a_check_in(world, case_id)
    world.sql(
        "CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF NEW.case_id = '{cases[1]}' THEN RAISE EXCEPTION 'stumbled'; END IF;"
        " RETURN NEW; END $$"
    )
    world.sql(
        "CREATE TRIGGER stumble BEFORE UPDATE ON check_ins FOR EACH ROW EXECUTE FUNCTION stumble()"
    )
    world.at("2026-03-10T00:10")

    report = await run(world)

    assert report.done("mark_missed") == 4
    unmarked = world.sql("SELECT case_id::text FROM check_ins WHERE marked_missed_on IS NULL")
    assert unmarked == [(cases[1],)]
    told = [(name, done, errors) for name, done, errors, _ in log(world) if errors]
    assert [(name, done, errors[0]["record"]) for name, done, errors in told] == [
        ("mark_missed", 4, cases[1])
    ]
    assert "stumbled" not in str(told)


async def test_one_failing_job_stops_none_of_the_others(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_parts: object, _clock: Clock, _actor: Actor) -> Tally:
        raise RuntimeError("a text that may name somebody")

    jobs = (("broken", fail), *daily.EACH_OFFICE)
    monkeypatch.setattr(daily, "EACH_OFFICE", jobs)
    monkeypatch.setattr(daily, "DAILY_JOBS", ("broken", *daily.DAILY_JOBS))
    case_id = await a_case_under_supervision(world)
    await a_check_in(world, case_id)
    world.at("2026-03-10T00:10")

    report = await run(world)

    assert report.failures == [("broken", Failure(None, "RuntimeError"))]
    assert report.done("mark_missed") == 1
    rows = {name: (done, errors, ended) for name, done, errors, ended in log(world)}
    assert rows["broken"] == (0, [{"record": None, "kind": "RuntimeError"}], True)
    assert set(rows) == {name for name, _ in (*jobs, *daily.ALL_OFFICES)} | {"hand_out"}


async def test_every_office_has_its_turn_and_its_own_trail(world: World) -> None:
    world.person("li", "officer")
    world.person("sun", "officer", OTHER_OFFICE)
    for officer in ("li", "sun"):
        case_id = await a_case_under_supervision(world, officer)
        await a_check_in(world, case_id, officer)
    world.at("2026-03-10T00:10")

    report = await run(world)

    assert report.done("mark_missed") == 2
    offices = world.sql(
        "SELECT DISTINCT t.office_id = c.office_id FROM trail_entries t JOIN case_files c"
        " ON c.id = t.case_id WHERE t.action = 'checkins.missed'"
    )
    assert offices == [(True,)]


async def test_a_passed_end_of_period_is_no_longer_the_next_deadline(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    world.sql("UPDATE case_files SET next_deadline_on = probation_ends_on WHERE id = %s", [case_id])
    world.at("2026-09-03T00:10")

    first = await run(world)
    again = await run(world)

    assert (first.done("settle_deadlines"), again.done("settle_deadlines")) == (1, 0)
    (stored,) = world.sql("SELECT next_deadline_on::text FROM case_files WHERE id = %s", [case_id])
    page = await world.ask("li", "caseFile", ("nextDeadline.dueOn",), id=case_id)
    assert stored == (page["nextDeadline"]["dueOn"],)


async def test_the_heads_of_the_trail_are_signed_after_everything_else(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_check_in(world, case_id)
    world.at("2026-03-10T00:10")

    await run(world)

    heads = world.sql("SELECT office_id, seq, hash FROM trail_heads ORDER BY 1")
    signed = world.sql("SELECT office_id, seq, hash FROM trail_signatures ORDER BY 1")
    assert signed == heads
    assert len(signed) == 1


async def test_people_do_not_run_the_jobs(world: World) -> None:
    actor = world.person("li", "officer")

    for _name, job in (*daily.EACH_OFFICE, *daily.ALL_OFFICES):
        with pytest.raises(NotPermitted):
            await job(world.product, world.clock, actor)
