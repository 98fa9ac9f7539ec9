"""Sealing: the file is gone from everywhere, and opens with the seal key only."""

from __future__ import annotations

import asyncio
import uuid

import pytest

from support.builders_cases import an_intake
from support.builders_challenges import a_complaint, a_served_case, an_answer
from support.builders_checkins import a_case_under_supervision, a_visit
from support.builders_sealing import a_finished_case, finish
from support.refusals import refused
from support.world import World

REGISTER = ("seal_orders", "sealed_archives", "seal_checks", "seal_counters")
KEPT = (*REGISTER, "trail_entries", "trail_heads", "idempotency_keys")


async def test_a_sealed_file_leaves_the_register_the_archive_and_the_trail(world: World) -> None:
    world.person("li", "officer")
    before = world.counts()
    case_id = await a_finished_case(world)

    done = await world.done(
        "li", "sealCase",
        (
            "sealOrder.certificate.surfaces.found", "sealOrder.sealedBy.displayName",
            "sealOrder.basis.rule",
        ),
        caseId=case_id,
    )  # fmt: skip

    order = done["sealOrder"]
    assert (order["sealNumber"], order["sealedOn"], order["basis"]["rule"]) == (
        "2026-0001", "2026-03-02", "F-04",
    )  # fmt: skip
    assert order["sealedBy"]["displayName"] == "li"
    surfaces = {each["code"]: each["found"] for each in order["certificate"]["surfaces"]}
    assert {"table:case_files", "table:check_in_records", "view:caseload_search"} <= set(surfaces)
    assert set(surfaces.values()) == {0}
    left = {name for name, count in world.counts().items() if count != before[name]}
    assert left <= set(KEPT)


async def test_nobody_finds_a_sealed_file(world: World) -> None:
    # F-05: other queries find nothing.
    case_id = await a_finished_case(world, caseNumber="杭检未〔2026〕封1号")
    world.person("zhou", "supervisor")
    await world.done("li", "sealCase", caseId=case_id)

    for who in ("li", "zhou"):
        assert (await world.ask(who, "caseFile", id=case_id)) == {"code": "NOT_VISIBLE"}
        assert (await world.ask(who, "caseFiles"))["total"] == 0
        assert (await world.ask(who, "checkIns"))["total"] == 0
        for search in ("杭检未〔2026〕封1号", "林小禾"):
            found = await world.ask(who, "caseFiles", filter={"search": search})
            assert (found["total"], found["items"]) == (0, [])
        assert await world.ask(who, "findMinors", name="林小禾") == []


async def test_a_second_file_of_the_same_minor_keeps_the_minor(world: World) -> None:
    case_id = await a_finished_case(world)
    (minor,) = await world.ask("li", "findMinors", name="林小禾")
    second = an_intake(minorId=minor["id"], guardians=[])
    del second["minor"]
    other = (await world.done("li", "openCase", **second))["caseFile"]["id"]

    await world.done("li", "sealCase", caseId=case_id)

    page = await world.ask("li", "caseFiles", filter={"search": "林小禾"})
    assert [item["id"] for item in page["items"]] == [other]
    seen = await world.ask("li", "caseFile", ("identity.fullName",), id=other)
    assert seen["identity"]["fullName"] == "林小禾"
    assert world.sql("SELECT minor_id FROM seal_orders") == [(None,)]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        pytest.param("final_announced_on", None, "FINAL_NOT_ANNOUNCED", id="p-14"),
        pytest.param("final_services_missing", 1, "FINAL_SERVICE_MISSING", id="f-03"),
        pytest.param("status", "on_probation", "MOVE_NOT_ALLOWED", id="still-running"),
    ],
)
async def test_an_unfinished_file_is_not_sealed(
    world: World, column: str, value: object, code: str
) -> None:
    case_id = await a_finished_case(world)
    world.sql(f"UPDATE case_files SET {column} = %s WHERE id = %s", [value, case_id])  # noqa: S608
    before = world.counts()

    refused = await world.do("li", "sealCase", caseId=case_id)

    assert refused["code"] == code
    assert world.counts() == before


async def test_the_case_page_says_why_it_cannot_be_sealed_yet(world: World) -> None:
    case_id = await a_finished_case(world)
    world.sql("UPDATE case_files SET final_announced_on = NULL WHERE id = %s", [case_id])

    page = await world.ask("li", "caseFile", ("allowedActions.basis.rule",), id=case_id)

    (seal,) = [each for each in page["allowedActions"] if each["action"] == "SEAL"]
    assert (seal["allowed"], seal["code"], seal["basis"]["rule"]) == (
        False, "FINAL_NOT_ANNOUNCED", "P-14",
    )  # fmt: skip


async def test_only_the_officer_of_the_file_seals_it(world: World) -> None:
    case_id = await a_finished_case(world)
    world.person("wang", "officer")
    world.person("zhou", "supervisor")
    before = world.counts()

    assert await world.do("wang", "sealCase", caseId=case_id) == {"code": "NOT_VISIBLE"}
    assert await world.do("zhou", "sealCase", caseId=case_id) == {"code": "NOT_PERMITTED"}
    assert world.counts() == before


async def test_the_same_key_again_gives_the_same_order(world: World) -> None:
    case_id = await a_finished_case(world)
    key = uuid.uuid4().hex
    first = await world.done("li", "sealCase", caseId=case_id, idempotencyKey=key)
    before = world.counts()

    again = await world.done("li", "sealCase", caseId=case_id, idempotencyKey=key)
    anew = await world.do("li", "sealCase", caseId=case_id)

    assert again["sealOrder"]["id"] == first["sealOrder"]["id"]
    assert anew == {"code": "NOT_VISIBLE"}
    assert world.counts() == before


async def test_two_files_sealed_at_once_get_two_numbers(world: World) -> None:
    cases = [await a_finished_case(world) for _ in range(3)]

    done = await asyncio.gather(*(world.done("li", "sealCase", caseId=each) for each in cases))

    numbers = sorted(each["sealOrder"]["sealNumber"] for each in done)
    assert numbers == ["2026-0001", "2026-0002", "2026-0003"]


async def test_two_files_of_one_minor_sealed_at_once_leave_no_minor(world: World) -> None:
    first = await a_finished_case(world)
    (minor,) = await world.ask("li", "findMinors", name="林小禾")
    intake = an_intake(minorId=minor["id"], guardians=[])
    del intake["minor"]
    second = (await world.done("li", "openCase", **intake))["caseFile"]["id"]
    world.sql("UPDATE case_files SET probation_ends_on = '2026-09-02' WHERE id = %s", [second])
    finish(world, second)

    await asyncio.gather(*(world.done("li", "sealCase", caseId=each) for each in (first, second)))

    assert world.sql("SELECT count(*) FROM minors") == [(0,)]
    assert world.sql("SELECT count(*) FROM record_keys WHERE kind <> 'account'") == [(0,)]


async def test_the_familys_accounts_end_with_the_file(world: World) -> None:
    case_id = await a_finished_case(world)
    father, child = world.person("father", "guardian"), world.person("child", "young_person")
    world.sql("UPDATE guardians SET account_id = %s", [father.account_id])
    world.sql("UPDATE minors SET account_id = %s", [child.account_id])

    await world.done("li", "sealCase", caseId=case_id)

    ended = world.sql(
        "SELECT count(*) FROM accounts a JOIN sessions s ON s.account_id = a.id WHERE"
        " a.deactivated_at IS NOT NULL AND a.login_index IS NULL AND a.password_hash IS NULL"
        " AND s.ended_at IS NOT NULL AND s.ended_because = 'sealed'"
    )
    assert ended == [(2,)]
    assert await world.ask("father", "mySessions") == {"code": "SESSION_ENDED"}


async def test_the_account_of_a_parent_of_two_lives_on(world: World) -> None:
    cases = [await a_finished_case(world) for _ in range(2)]
    father = world.person("father", "guardian")
    world.sql("UPDATE guardians SET account_id = %s", [father.account_id])

    await world.done("li", "sealCase", caseId=cases[0])

    assert world.sql(
        "SELECT deactivated_at FROM accounts WHERE id = %s", [father.account_id]
    ) == [(None,)]  # fmt: skip


async def test_remembered_answers_about_the_file_are_forgotten(world: World) -> None:
    case_id = await a_finished_case(world)
    other = await a_case_under_supervision(world)

    await world.done("li", "sealCase", caseId=case_id)

    left = world.sql("SELECT command, answer->>'case_file' FROM idempotency_keys ORDER BY command")
    assert left == [("OpenCase", other), ("SealCase", None)]


async def test_the_register_names_nobody_and_an_officer_sees_their_own_lines(world: World) -> None:
    case_id = await a_finished_case(world)
    world.person("zhou", "supervisor")
    world.person("shen", "auditor")
    world.person("wang", "officer")
    world.person("wu", "supervisor", "P330200")
    await world.done("li", "sealCase", caseId=case_id)

    for who in ("zhou", "shen", "li"):
        page = await world.ask(who, "sealedRegister", ("items.certificate.checkedAt",))
        assert (page["total"], page["items"][0]["sealNumber"]) == (1, "2026-0001")
        assert page["items"][0]["certificate"]["checkedAt"] == "2026-03-02T01:00:00+00:00"
        assert "林小禾" not in str(page)
    for who in ("wu", "wang"):
        assert (await world.ask(who, "sealedRegister"))["total"] == 0


async def test_a_late_note_finds_no_file(world: World) -> None:
    case_id = await a_finished_case(world)
    (check_in,) = world.sql("SELECT id::text FROM check_ins WHERE case_id = %s", [case_id])
    await world.done("li", "sealCase", caseId=case_id)

    assert await world.do("li", "logCheckIn", **a_visit(check_in[0])) == {"code": "NOT_VISIBLE"}


async def test_sealing_is_due_at_once_from_the_announcement(world: World) -> None:
    """TC-T12, F-04: signed on one day, announced two days later; due from the announcement."""
    case_id = await a_finished_case(world)
    world.sql(
        "UPDATE case_files SET final_decided_on = '2026-11-01', final_announced_on = '2026-11-03'"
    )
    world.at("2026-11-03")
    want = (
        "deadlines.basis.rule", "deadlines.why.steps", "deadlines.startsOn", "deadlines.state",
    )  # fmt: skip

    page = await world.ask("li", "caseFile", want, id=case_id)

    (due,) = [each for each in page["deadlines"] if each["kind"] == "SEAL"]
    assert (due["startsOn"], due["dueOn"], due["state"], due["basis"]["rule"]) == (
        "2026-11-03", "2026-11-03", "DUE_TODAY", "F-04",
    )  # fmt: skip
    assert due["why"]["steps"] == [
        "自2026年11月3日（不起诉决定宣布生效）起应当立即办理，法律没有另给期限。"
    ]
    world.at("2026-11-04")
    page = await world.ask("li", "caseFile", want, id=case_id)
    (late,) = [each for each in page["deadlines"] if each["kind"] == "SEAL"]
    assert late["state"] == "OVERDUE"


async def test_the_order_says_what_is_sealed_and_since_when_it_was_due(world: World) -> None:
    # F-06: everything, and beside the proceedings also what belongs to help and supervision.
    case_id = await a_finished_case(world)

    done = await world.done(
        "li", "sealCase", ("sealOrder.scope.code", "sealOrder.effectiveOn"), caseId=case_id
    )

    order = done["sealOrder"]
    assert [part["code"] for part in order["scope"]] == [
        "INVESTIGATION", "PROSECUTION", "TRIAL", "EXECUTION", "ELECTRONIC_DATA",
        "COMPULSORY_MEASURES", "SOCIAL_INVESTIGATION", "HELP_AND_SUPERVISION", "COUNSELLING",
        "JUDICIAL_AID",
    ]  # fmt: skip
    assert order["effectiveOn"] == "2026-09-04"


async def test_a_direct_non_prosecution_is_sealed_too(world: World) -> None:
    # F-04 speaks of every non-prosecution, not only of that after a period.
    case_id = await a_finished_case(world)
    world.sql("UPDATE case_files SET status = 'non_prosecution_direct'")

    done = await world.done("li", "sealCase", caseId=case_id)

    assert done["sealOrder"]["sealNumber"] == "2026-0001"
    assert world.count("case_files") == 0


async def test_d16_a_file_is_not_sealed_over_a_complaint_that_waits(world: World) -> None:
    case_id, decision_id = await a_served_case(world)
    finish(world, case_id)
    made = await world.done("li", "recordComplaint", **a_complaint(world, decision_id))

    shown = await world.ask(
        "li", "caseFile", ("allowedActions.action", "allowedActions.code"), id=case_id
    )
    gate = {each["action"]: each["code"] for each in shown["allowedActions"]}
    await refused(world, "li", "sealCase", "CHALLENGE_OPEN", "D-16", caseId=case_id)
    assert gate["SEAL"] == "CHALLENGE_OPEN"

    world.person("zhou", "supervisor")
    await world.done("zhou", "answerChallenge", **an_answer(world, made["challengeId"]))
    await world.done("li", "sealCase", caseId=case_id)


async def test_d18_nor_over_a_proposal_to_quash(world: World) -> None:
    case_id, _ = await a_served_case(world)
    finish(world, case_id)
    await world.done("li", "proposeQuashing", caseId=case_id, reasons="认定的数额有误")

    await refused(world, "li", "sealCase", "QUASHING_OPEN", "D-18", caseId=case_id)
