"""What reminds of something that is over does not leave; whoever works on the case sees that."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from guanhu.audit.work import look_on_record
from guanhu.jobs.daily import run_job
from guanhu.notifications.reasons import TOLD_ANYWAY, reasons
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from support.builders_checkins import a_case_under_supervision, a_check_in, end_period
from support.builders_family import a_young_person
from support.builders_incidents import a_report
from support.builders_leave import asked_leave
from support.builders_notes import a_written_note
from support.builders_plans import a_member
from support.telling import into, run, send_all, sent
from support.world import World

GONE = ("GIVEN_UP", "REASON_GONE")


async def by_sms(world: World, who: str, phone: str) -> None:
    await world.done(
        who, "chooseContact", byEmail=False, bySms=True, phone=phone,
        quietFromHour=21, quietUntilHour=8, language="ZH",
    )  # fmt: skip


async def left(world: World, case_id: str) -> list[tuple[str, str, str | None]]:
    """What became of what was to be sent about a case, as the officer sees it."""
    shown = await world.ask("li", "caseDeliveries", caseId=case_id, perPage=100)
    return sorted((each["cause"], each["state"], each["because"]) for each in shown["items"])


async def test_s05_a_reminder_does_not_leave_once_its_check_in_was_done_or_moved(
    world: World, tmp_path: Path
) -> None:
    case_id = await a_case_under_supervision(world)
    a_young_person(world, case_id)
    day = "2026-03-10"
    excused, moved, kept = [
        await a_check_in(world, case_id, kind=kind, firstDueOn=day)
        for kind in ("VISIT", "PHONE", "SCHOOL")
    ]
    world.at("2026-03-09T00:10")
    await run(world, "remind")
    await send_all(world, tmp_path)
    assert sent(tmp_path) == []  # in the night
    world.at("2026-03-09T07:00")
    await world.done("li", "excuseCheckIn", checkInId=excused, kind="EXAM", reason="月考")
    await world.done(
        "li", "rescheduleCheckIn",
        checkInId=moved, newDueOn="2026-03-20", askedBy="MINOR", reason="月考", sensitive=False,
    )  # fmt: skip

    world.at("2026-03-09T08:00")
    await send_all(world, tmp_path)

    tomorrow = "checkins.tomorrow"
    assert await left(world, case_id) == [
        ("checkins.moved", "SENT", None),
        (tomorrow, *GONE), (tomorrow, *GONE), (tomorrow, "SENT", None),
    ]  # fmt: skip
    assert len(sent(tmp_path)) == 2

    # On the last day of the one that is left, supervision ends this morning.
    world.at("2026-03-12T00:10")
    await run(world, "remind")
    await send_all(world, tmp_path)
    end_period(world, case_id, "2026-03-11")
    world.at("2026-03-12T08:00")
    await send_all(world, tmp_path)

    found = await left(world, case_id)
    assert [each for each in found if each[0] == "checkins.last_day"] == [
        ("checkins.last_day", *GONE)
    ]
    assert len(sent(tmp_path)) == 2
    assert kept != moved


async def test_what_was_answered_meanwhile_is_told_to_nobody_outside(
    world: World, tmp_path: Path
) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id, "zhao")
    world.person("chen", "officer")
    for who, phone in (("li", "13900000001"), ("zhao", "13900000002"), ("chen", "13900000003")):
        await by_sms(world, who, phone)
    notes = [await a_written_note(world, case_id, "zhao") for _ in range(2)]
    world.at("2026-03-02T21:30")
    follow_up = (await asked(world, notes[0]["id"]))["followUpId"]
    await asked(world, notes[1]["id"])
    leave = await asked_leave(world, case_id, "zhao")
    await asked_leave(world, case_id, "zhao", fromOn="2026-05-06", until="2026-05-08")
    absence = await world.done(
        "zhao", "recordAbsence",
        caseId=case_id, fromOn="2026-03-02", knownOn="2026-03-02", note="不在家",
    )  # fmt: skip
    offer = await world.done(
        "li", "offerTransfers", ("outcomes.transferId",), caseIds=[case_id], reason="岗位调整",
        toAccountId=str(world.actors["chen"].account_id),
    )  # fmt: skip
    await send_all(world, tmp_path)
    world.at("2026-03-02T22:30")
    await world.done("zhao", "resolveNoteFollowUp", followUpId=follow_up, resolution="已联系")
    await world.done("li", "decideLeave", leaveId=leave, approved=True, reason="同意外出")
    report = a_report(world, case_id, absenceId=absence["absenceId"])
    await world.done("li", "reportIncident", **report)
    await world.done("li", "withdrawTransfer", transferId=offer["outcomes"][0]["transferId"])

    world.at("2026-03-03T08:00")
    await send_all(world, tmp_path)

    told = [each for each in await left(world, case_id) if each[0] != "incidents.leave_decided"]
    assert told == [
        ("incidents.absence_recorded", *GONE),
        ("incidents.leave_asked", *GONE), ("incidents.leave_asked", "SENT", None),
        ("notes.follow_up", *GONE), ("notes.follow_up", "SENT", None),
    ]  # fmt: skip
    offered = "SELECT state, because FROM deliveries WHERE cause = 'handover.offered'"
    assert world.sql(offered) == [("given_up", "reason_gone")]
    said = [each["text"] for each in sent(tmp_path)]
    assert [text for text in said if "移交" in text] == []
    assert len([text for text in said if "需要跟进" in text]) == 1


async def asked(world: World, note_id: str) -> dict[str, Any]:
    return await world.done("li", "requestNoteFollowUp", noteId=note_id, request="联系学校")


def test_of_every_cause_it_is_said_whether_its_reason_can_go() -> None:
    named = set(reasons(date(2026, 3, 2)))

    assert named | TOLD_ANYWAY == set(Cause)
    assert named & TOLD_ANYWAY == set()


@pytest.mark.parametrize("known", [False, True], ids=["of-nothing", "of-the-case"])
async def test_every_reason_is_asked_of_the_database(
    world: World,
    tmp_path: Path,
    known: bool,  # noqa: FBT001
) -> None:
    """Of a record that is not there, only what nobody has answered yet still stands."""
    case_id = await a_case_under_supervision(world)
    await by_sms(world, "li", "13900000001")
    record = UUID(case_id) if known else UUID(int=7)
    facts = {"begins": world.today, "until": world.today, "since": world.today, "days": 3,
             "ends": date(2026, 9, 2), "from_on": world.today, "due": world.today, "count": 2,
             "soon": 1, "overdue": 1, "missed": 1, "alarmed": 1}  # fmt: skip
    async with look_on_record(world.product.database, world.clock, world.actors["li"]) as work:
        for cause in reasons(world.today):
            await tell(
                work, cause, record, Audience.OFFICER, case_id=UUID(case_id),
                occurrence=world.today, **facts,
            )  # fmt: skip
    settings = world.product.settings.model_copy(update={"messages_per_hour": 1000})
    product = replace(world.product, senders=into(tmp_path), settings=settings)

    for job in ("hand_out", "deliver"):
        await run_job(product, world.clock, job)

    standing = {"incidents.leave_asked", "incidents.leave_overdue", "incidents.absence_recorded"}
    standing |= {"jobs.digest"}
    if known:  # the silence began with the decision of today, and the period ends on that day
        standing |= {"cases.silent", "cases.period_ends"}
    states = dict(world.sql("SELECT cause, coalesce(because, state) FROM deliveries"))
    assert states == {
        cause.value: "sent" if cause.value in standing else "reason_gone"
        for cause in reasons(world.today)
    }
    assert json.dumps(states).count("failed") == 0
