"""What lies outside a file and tells of it goes with the file: drafts, notices, logs of jobs."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from guanhu.checkins.use_cases import mark_missed as marking_job
from support.builders_cases import a_case
from support.builders_checkins import a_case_under_supervision, a_check_in
from support.builders_plans import a_member
from support.builders_sealing import a_finished_case, finish
from support.telling import run, told
from support.world import World


def a_group_note(*case_ids: str, note: str = "一起走访") -> str:
    return json.dumps({"shared": note, "parts": [{"caseId": each} for each in case_ids]})


async def keep_note(world: World, who: str, first: str, content: str) -> None:
    await world.done(
        who, "saveDraft", form="FIELD_NOTE", recordId=first, caseId=first, content=content
    )


async def test_n04_a_group_note_begun_in_another_file_goes_with_the_sealed_one(
    world: World,
) -> None:
    case_id = await a_finished_case(world)
    world.person("chen", "officer")
    other = await a_case(world, "chen")
    await a_member(world, other, "zhao", by="chen")
    await keep_note(world, "zhao", other, a_group_note(other, case_id))
    await keep_note(world, "chen", other, a_group_note(other))

    await world.done("li", "sealCase", caseId=case_id)

    assert world.sql("SELECT account_id FROM drafts") == [(world.actors["chen"].account_id,)]
    assert await world.ask("zhao", "draft", form="FIELD_NOTE", recordId=other) is None
    await run(world, "hand_out")
    (notice,) = (await world.ask("zhao", "notifications"))["items"]
    assert (notice["cause"], notice["caseId"]) == ("drafts.cleared", None)
    assert notice["text"].startswith("您有1份尚未提交的草稿已清除")
    assert await told(world, "chen") == []


async def test_a_file_a_job_failed_at_can_be_sealed_and_the_log_names_it_no_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = await a_case_under_supervision(world)
    check_in = await a_check_in(world, case_id)
    await a_check_in(world, case_id, kind="PHONE")
    world.person("admin", "administrator")
    world.later(days=20)
    with monkeypatch.context() as broken:

        async def fail(*_: object) -> None:
            raise RuntimeError(case_id)

        broken.setattr(marking_job, "mark_missed", fail)
        await run(world, "mark_missed")
    world.sql(
        "UPDATE job_runs SET errors = errors || jsonb_build_array("
        " jsonb_build_object('record', %s::text, 'kind', 'Http503'),"
        " jsonb_build_object('record', %s::text, 'kind', 'Http500'))",
        [check_in, str(UUID(int=7))],
    )
    ((logged,),) = world.sql("SELECT errors FROM job_runs")
    assert [each["record"] for each in logged] == [case_id, check_in, str(UUID(int=7))]
    want = ("items.failures.recordId", "items.failures.kind")
    (shown,) = (await world.ask("admin", "jobRuns", want))["items"]
    assert shown["failures"] == [
        {"__typename": "JobFailure", "recordId": None, "kind": kind}
        for kind in ("RuntimeError", "Http503", "Http500")
    ]
    finish(world, case_id)

    await world.done("li", "sealCase", caseId=case_id)

    assert world.sql("SELECT errors FROM job_runs") == [
        (
            [
                {"record": None, "kind": "RuntimeError"},
                {"record": None, "kind": "Http503"},
                {"record": str(UUID(int=7)), "kind": "Http500"},
            ],
        )
    ]


async def test_notices_of_its_hand_overs_go_with_the_file(world: World) -> None:
    """N04: notification history, too, says nothing of a sealed file."""
    case_id = await a_finished_case(world)
    world.person("chen", "officer")
    await world.done(
        "chen", "chooseContact", byEmail=True, email="chen@example.org", bySms=False,
        quietFromHour=21, quietUntilHour=8, language="ZH",
    )  # fmt: skip
    account = str(world.actors["chen"].account_id)
    for number in range(2):
        answer = await world.done(
            "li", "offerTransfers", ("outcomes.transferId",),
            caseIds=[case_id], toAccountId=account, reason="岗位调整",
        )  # fmt: skip
        if number == 0:
            (outcome,) = answer["outcomes"]
            await world.done(
                "chen", "returnTransfers", transferIds=[outcome["transferId"]], reason="回避"
            )
            await run(world, "hand_out", senders={})
    await run(world, "hand_out")
    transfers = "SELECT id FROM case_transfers"
    kept = f"SELECT count(*) FROM outbox_messages WHERE record_id IN ({transfers})"  # noqa: S608
    assert (world.sql(kept), await told(world, "li")) == ([(3,)], ["handover.returned"])
    assert await told(world, "chen") == ["handover.offered"] * 2

    await world.done("li", "sealCase", caseId=case_id)

    for table in ("outbox_messages", "notifications", "deliveries"):
        rows = world.sql(f"SELECT cause FROM {table} WHERE cause LIKE 'handover.%%'")  # noqa: S608
        assert rows == [], table
    assert (await told(world, "li"), await told(world, "chen")) == ([], [])
