"""The jobs that tell: once each, of live supervision only, and never of a closed file."""

from __future__ import annotations

from typing import Any

from guanhu.jobs.daily import DAILY_JOBS, EACH_MINUTE, run_daily
from support.builders_checkins import a_case_under_supervision, a_check_in, a_visit, end_period
from support.builders_family import a_guardian, a_young_person
from support.builders_leave import an_approved_leave
from support.builders_plans import a_member
from support.telling import run, told
from support.world import World


async def a_whole_case(world: World) -> str:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id, "zhao", duty="LEAD")
    a_guardian(world, case_id)
    a_young_person(world, case_id)
    return case_id


def messages(world: World) -> list[tuple[Any, ...]]:
    return world.sql("SELECT cause, audience FROM outbox_messages ORDER BY cause, audience")


async def day(world: World, when: str) -> list[tuple[Any, ...]]:
    """The jobs that tell, twice; what they added to the outbox."""
    world.at(when)
    before = messages(world)
    await run(world, "mark_missed", "remind", "tell_silent", "tell_periods")
    once = messages(world)
    await run(world, "mark_missed", "remind", "tell_silent", "tell_periods")
    assert messages(world) == once
    for each in before:
        once.remove(each)
    return once


async def test_s01_reminders_come_the_day_before_and_on_the_last_day_once(world: World) -> None:
    case_id = await a_whole_case(world)
    await a_check_in(world, case_id, firstDueOn="2026-03-10")  # until the 12th, grace to the 14th

    days = {d: await day(world, f"2026-03-{d:02}T00:10") for d in (8, 9, 10, 11, 12, 13, 14, 15)}

    assert {d: added for d, added in days.items() if added} == {
        9: [("checkins.tomorrow", "young_person")],
        12: [("checkins.last_day", "lead_worker"), ("checkins.last_day", "young_person")],
        15: [("checkins.missed", "lead_worker"), ("checkins.missed", "officer")],
    }
    await run(world, "hand_out")
    assert await told(world, "xiaohe") == ["checkins.last_day", "checkins.tomorrow"]
    assert await told(world, "ma") == []


async def test_what_is_done_or_one_day_long_is_not_reminded_of(world: World) -> None:
    case_id = await a_whole_case(world)
    done = await a_check_in(world, case_id, firstDueOn="2026-03-10")
    short = await a_check_in(world, case_id, kind="PHONE", firstDueOn="2026-03-12", windowDays=1)
    world.at("2026-03-10")
    await world.done("li", "logCheckIn", **a_visit(done, happenedAt="2026-03-10T08:30:00+08:00"))

    assert await day(world, "2026-03-12T00:10") == []
    assert short != done


async def test_s05_whose_supervision_ended_this_morning_is_not_reminded(world: World) -> None:
    case_id = await a_whole_case(world)
    other = await a_case_under_supervision(world)
    await a_check_in(world, case_id, firstDueOn="2026-03-10")
    decided = await a_case_under_supervision(world)
    for each in (other, decided):
        await a_check_in(world, each, firstDueOn="2026-03-10")
    world.at("2026-03-12T08:00")
    # Revoked, and decided finally: nothing is owed either way, though the window is still open.
    for ended, status in ((case_id, "revoked"), (decided, "final_decision")):
        world.sql("UPDATE case_files SET status = %s WHERE id = %s", [status, ended])

    await run(world, "remind")

    about = world.sql("SELECT DISTINCT case_id::text, cause FROM outbox_messages")
    assert about == [(other, "checkins.last_day")]
    (logged,) = world.sql("SELECT done, errors FROM job_runs WHERE name = 'remind'")
    assert logged == (2, [])


async def test_s02_one_that_cannot_be_told_of_stops_none_of_the_others(world: World) -> None:
    cases = [await a_case_under_supervision(world) for _ in range(5)]
    for case_id in cases:
        await a_check_in(world, case_id, firstDueOn="2026-03-10")
        await an_approved_leave(world, case_id)
        await world.done(
            "li", "recordOutcome", caseId=case_id, about="SESSION", heldOn="2026-03-02",
            outcome="EVIDENCE_PENDING", note="说有病历，尚未提交",
        )  # fmt: skip
    world.sql(
        "CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF NEW.case_id = '{cases[1]}' THEN RAISE EXCEPTION 'stumbled'; END IF;"
        " RETURN NEW; END $$"
    )
    world.sql(
        "CREATE TRIGGER stumble BEFORE INSERT ON outbox_messages FOR EACH ROW"
        " EXECUTE FUNCTION stumble()"
    )
    for when, job in (("2026-03-08", "evidence_windows"), ("2026-03-09", "remind"),
                      ("2026-04-10", "tell_silent"), ("2026-04-16", "tell_leaves"),
                      ("2026-08-10", "tell_periods")):  # fmt: skip
        world.at(when)

        (report,) = await run(world, job)

        assert len(report.tally.failures) == 1
        told_of = world.sql(
            "SELECT count(DISTINCT case_id), bool_or(case_id = %s) FROM outbox_messages"
            " WHERE told_at = %s",
            [cases[1], world.clock.now()],
        )
        assert told_of == [(4, False)]
        (errors,) = world.sql("SELECT errors FROM job_runs WHERE name = %s", [job])[0]
        assert [each["kind"] for each in errors] == ["DBAPIError"]
        assert "stumbled" not in str(errors)
    assert world.sql("SELECT count(*) FROM outcomes WHERE lapsed_on IS NOT NULL") == [(4,)]


async def test_s02_a_file_whose_dates_cannot_be_read_stops_no_other_from_being_settled(
    world: World,
) -> None:
    cases = [await a_case_under_supervision(world) for _ in range(3)]
    world.sql("UPDATE case_files SET next_deadline_on = probation_ends_on")
    broken = '[{"what": "no such deadline", "starts": "2026-03-02"}]'
    world.sql("UPDATE case_files SET clocks = %s::jsonb WHERE id = %s", [broken, cases[1]])
    world.at("2026-09-03T00:10")

    (report,) = await run(world, "settle_deadlines")
    (again,) = await run(world, "settle_deadlines")

    assert (report.tally.done, again.tally.done) == (2, 0)
    assert [str(failure.record) for failure in report.tally.failures] == [cases[1]]
    left = world.sql("SELECT id::text FROM case_files WHERE next_deadline_on = probation_ends_on")
    assert left == [(cases[1],)]


async def test_silence_is_told_to_the_worker_and_a_week_later_to_the_officer(
    world: World,
) -> None:
    case_id = await a_whole_case(world)
    days = world.product.settings.silent_days
    assert days == 30

    first = await day(world, "2026-03-31T00:10")  # 29 days after the decision
    second = await day(world, "2026-04-01T00:10")
    third = await day(world, "2026-04-08T00:10")
    check_in = await a_check_in(world, case_id)
    await world.done(
        "li", "logCheckIn", **a_visit(check_in, happenedAt="2026-04-08T00:05:00+08:00")
    )
    fourth = await day(world, "2026-05-07T00:10")
    fifth = await day(world, "2026-05-08T00:10")
    end_period(world, case_id, "2026-05-10")
    over = await day(world, "2026-05-20T00:10")

    assert (first, second) == ([], [("cases.silent", "lead_worker")])
    assert third == [("cases.silent", "officer")]
    assert (fourth, fifth) == ([], [("cases.silent", "lead_worker")])
    assert "cases.silent" not in {cause for cause, _ in over}
    facts = world.sql("SELECT facts FROM outbox_messages WHERE cause = 'cases.silent' ORDER BY id")
    assert {str(each) for (each,) in facts} == {
        "{'days': 30, 'since': '2026-03-02'}", "{'days': 37, 'since': '2026-03-02'}",
        "{'days': 30, 'since': '2026-04-08'}",
    }  # fmt: skip


async def test_n10_a_period_that_runs_out_undrafted_is_told_at_each_level(world: World) -> None:
    case_id = await a_whole_case(world)  # ends on 2 September
    world.person("chief", "supervisor")
    office = [("cases.period_ends", "officer"), ("cases.period_ends", "supervisors")]
    kept = {"cases.period_ends", "cases.period_ended"}

    async def alarms(when: str) -> list[tuple[Any, ...]]:
        return [each for each in await day(world, when) if each[0] in kept]

    assert await alarms("2026-08-02T00:10") == []
    assert await alarms("2026-08-03T00:10") == office
    assert await alarms("2026-08-22T00:10") == []
    assert await alarms("2026-08-23T00:10") == office
    assert await alarms("2026-09-01T00:10") == office
    assert await alarms("2026-09-02T00:10") == []
    assert await alarms("2026-09-03T00:10") == [
        ("cases.period_ended", "officer"), ("cases.period_ended", "supervisors"),
    ]  # fmt: skip
    assert await alarms("2026-09-10T00:10") == []
    await run(world, "hand_out")
    assert (await told(world, "chief"))[0] in kept
    page = await world.ask("li", "caseFile", ("alarms",), id=case_id)
    assert page["alarms"][0]["kind"] == "PERIOD_ENDED_UNDRAFTED"

    # A period that was changed is another one; a drafted outcome asks for nothing.
    end_period(world, case_id, "2026-09-20")
    assert await alarms("2026-09-11T00:10") == office
    world.sql("UPDATE case_files SET outcome_drafted_on = '2026-09-12' WHERE id = %s", [case_id])
    assert await alarms("2026-09-19T00:10") == []


async def test_the_monday_digest_counts_what_the_lists_count(world: World) -> None:
    for number in range(4):
        case_id = await a_case_under_supervision(world)
        await a_member(world, case_id, "zhao" if number % 2 else "qian")
        if number:
            await a_check_in(world, case_id)
        if number == 3:
            end_period(world, case_id, "2026-04-01")
    world.person("chief", "supervisor")
    world.person("idle", "officer")
    world.at("2026-03-15T00:10")
    await run_daily(world.product, world.clock)
    assert world.sql("SELECT count(*) FROM outbox_messages WHERE cause = 'jobs.digest'") == [(0,)]
    world.at("2026-03-16T00:10")  # Monday

    await run_daily(world.product, world.clock)
    await run_daily(world.product, world.clock)

    handles = {str(actor.account_id): who for who, actor in world.actors.items()}
    digests = {
        handles[account]: facts
        for account, facts in world.sql(
            "SELECT account_id::text, facts FROM outbox_messages WHERE cause = 'jobs.digest'"
        )
    }
    assert set(digests) == {"li", "zhao", "qian", "chief"}
    for who, facts in digests.items():
        lists = {
            "soon": {"dueBefore": "2026-03-23"}, "overdue": {"dueBefore": "2026-03-16"},
            "missed": {"missedOnly": True}, "alarmed": {"alarmedOnly": True},
        }  # fmt: skip
        counted = {
            name: (await world.ask(who, "caseFiles", filter=wanted))["total"]
            for name, wanted in lists.items()
        }
        assert facts == counted | {"until": "2026-03-23"}, who
    assert (digests["chief"]["missed"], digests["zhao"]["missed"]) == (3, 2)
    assert digests["chief"]["alarmed"] == 1


async def test_s76_no_job_touches_a_closed_file(world: World) -> None:
    case_id = await a_whole_case(world)
    await a_check_in(world, case_id, firstDueOn="2026-03-10", count=3)
    await day(world, "2026-03-09T00:10")
    assert messages(world) == [("checkins.tomorrow", "young_person")]
    # As closing leaves it; the other ways there have tests of their own.
    world.sql(
        "UPDATE case_files SET status = 'closed', next_deadline_on = NULL, missed_to_review = 0"
        " WHERE id = %s",
        [case_id],
    )
    touched = {
        table: world.sql(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608
        for table in ("case_files", "check_ins", "outbox_messages", "notifications", "deliveries")
    }

    for when in ("2026-03-09T09:00", "2026-03-12T00:10", "2026-03-16T00:10", "2026-05-04T00:10",
                 "2026-08-10T00:10", "2026-09-07T00:10"):  # fmt: skip
        world.at(when)
        report = await run_daily(world.product, world.clock)
        assert report.failures == []

    assert {
        table: world.sql(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608
        for table in touched
    } == touched
    assert await told(world, "xiaohe") == []


async def test_an_administrator_reads_what_the_jobs_did(world: World) -> None:
    case_id = await a_whole_case(world)
    await a_check_in(world, case_id)
    world.person("admin", "administrator")
    world.at("2026-03-10T00:10")
    await run_daily(world.product, world.clock)
    world.sql(
        'UPDATE job_runs SET errors = \'[{"record": null, "kind": "RuntimeError"}]\''
        " WHERE name = 'remind'"
    )
    world.sql("UPDATE job_runs SET ended_at = NULL WHERE name = 'tell_silent'")

    page = await world.ask("admin", "jobRuns", perPage=100)
    failed = await world.ask("admin", "jobRuns", ("items.failures",), failedOnly=True)
    one = await world.ask("admin", "jobRuns", name="mark_missed")
    refused = [await world.ask(who, "jobRuns") for who in ("li", "zhao", "ma")]

    names = {each["name"] for each in page["items"]}
    assert names == {*DAILY_JOBS, EACH_MINUTE[0][0]}
    assert {each["name"] for each in failed["items"]} == {"remind", "tell_silent"}
    assert (one["total"], one["items"][0]["done"], one["items"][0]["failed"]) == (1, 1, 0)
    assert all(each["title"] != each["name"] for each in page["items"])
    assert [each["code"] for each in refused] == ["NOT_PERMITTED"] * 3
