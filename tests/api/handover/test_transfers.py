"""S59: a file is offered, read, accepted or sent back; everything about it follows."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest

from support.builders_cases import a_case
from support.builders_plans import a_member, a_supervised_case_with_plan
from support.world import OTHER_OFFICE, World


def to(world: World, who: str, *case_ids: str, **given: Any) -> dict[str, Any]:
    account = str(world.actors[who].account_id)
    return {"caseIds": list(case_ids), "toAccountId": account, "reason": "岗位调整"} | given


async def offered(world: World, who: str, case_id: str, by: str = "li", **given: Any) -> str:
    answer = await world.done(
        by, "offerTransfers", ("outcomes.transferId", "outcomes.code"),
        **to(world, who, case_id, **given),
    )  # fmt: skip
    ((transfer),) = answer["outcomes"]
    assert transfer["code"] is None
    return str(transfer["transferId"])


async def answered(world: World, who: str, mutation: str, *ids: str, **given: Any) -> list[str]:
    """The codes of a command about many, in the order of the identifiers; "" where done."""
    answer = await world.done(
        who, mutation, ("outcomes.askedId", "outcomes.code"), transferIds=list(ids), **given
    )
    codes = {each["askedId"]: each["code"] or "" for each in answer["outcomes"]}
    return [codes[each] for each in ids]


async def page(world: World, who: str, case_id: str, *want: str) -> dict[str, Any]:
    found: dict[str, Any] = await world.ask(who, "caseFile", want or ("id",), id=case_id)
    return found


async def allowed(world: World, who: str, case_id: str) -> dict[str, str | None]:
    found = await page(world, who, case_id, "allowedActions.action", "allowedActions.code")
    return {each["action"]: each["code"] for each in found["allowedActions"]}


async def test_s59_nobody_without_the_right_is_offered_a_file_or_accepts_one(world: World) -> None:
    case_id = await a_case(world)
    world.person("wang", "supervisor")
    world.person("zhao", "social_worker")
    world.person("chen", "officer")
    world.person("qian", "officer")
    world.person("far", "officer", OTHER_OFFICE)
    world.person("gone", "officer")
    world.sql(
        "UPDATE accounts SET deactivated_at = now() WHERE id = %s",
        [world.actors["gone"].account_id],
    )
    before = world.counts()

    for who in ("wang", "zhao", "far", "gone"):
        answer = await world.do("li", "offerTransfers", **to(world, who, case_id))
        assert answer["code"] == "RECEIVER_NOT_SUITABLE", who
    for who, code in (("zhao", "NOT_PERMITTED"),):
        assert (await world.do(who, "offerTransfers", **to(world, "chen", case_id)))["code"] == code
    assert world.counts() == before

    transfer = await offered(world, "chen", case_id)
    before = world.counts()
    assert (await world.do("zhao", "acceptTransfers", transferIds=[transfer]))["code"] == (
        "NOT_PERMITTED"
    )
    before.pop("idempotency_keys")
    for who in ("qian", "far", "li"):
        assert await answered(world, who, "acceptTransfers", transfer) == ["NOT_VISIBLE"], who
        assert await answered(world, who, "returnTransfers", transfer, reason="x") == [
            "NOT_VISIBLE"
        ]
    after = world.counts()
    after.pop("idempotency_keys")
    assert after == before
    assert (await page(world, "qian", case_id))["code"] == "NOT_VISIBLE"


async def test_s59_read_from_the_offer_on_owned_after_acceptance(world: World) -> None:
    case_id, _plan = await a_supervised_case_with_plan(world)
    member = await a_member(world, case_id, "zhao")
    world.person("chen", "officer")
    world.person("mother", "guardian")
    world.sql("UPDATE guardians SET account_id = %s", [world.actors["mother"].account_id])
    await world.done(
        "li", "saveDraft", form="PROPOSAL", recordId=case_id, caseId=case_id,
        content=json.dumps({"reasons": "写了一半"}),
    )  # fmt: skip
    await world.done(
        "zhao", "saveDraft", form="LOG_CHECK_IN", recordId=case_id, caseId=case_id,
        content=json.dumps({"note": "走访"}),
    )  # fmt: skip
    assert (await page(world, "chen", case_id))["code"] == "NOT_VISIBLE"
    transfer = await offered(world, "chen", case_id, teamStays=False)

    await _is_read_and_nothing_else(world, case_id, member, transfer)
    deadlines = ("deadlines.kind", "deadlines.dueOn", "deadlines.state")
    owed = (await page(world, "li", case_id, *deadlines))["deadlines"]
    assert await answered(world, "chen", "acceptTransfers", transfer) == [""]

    for who in ("li", "zhao"):
        assert (await page(world, who, case_id))["code"] == "NOT_VISIBLE", who
        assert (await world.ask(who, "caseFiles"))["total"] == 0
    assert (await world.ask("chen", "caseFiles"))["total"] == 1
    mine = await page(
        world, "chen", case_id, "onlyOffered", "team.withdrawn", "timeline.title", *deadlines
    )
    assert mine["onlyOffered"] is False
    assert mine["deadlines"] == owed
    assert [each["withdrawn"] for each in mine["team"]] == [True]
    told = [each["title"] for each in mine["timeline"]]
    assert told[:2] == ["接收移交，承办检察官变更", "提出移交承办检察官"]
    draft = await world.ask("chen", "draft", form="PROPOSAL", recordId=case_id)
    assert json.loads(draft["content"]) == {"reasons": "写了一半"}
    assert world.sql("SELECT form, account_id FROM drafts") == [
        ("proposal", world.actors["chen"].account_id)
    ]
    (details,) = world.sql("SELECT details FROM trail_entries WHERE action = 'handover.accepted'")
    assert details[0] == {
        "members_withdrawn": 1, "drafts_handed_over": 1, "drafts_cleared": 1,
    }  # fmt: skip
    told_of = world.sql(
        "SELECT cause, audience, account_id, case_id::text FROM outbox_messages"
        " WHERE cause LIKE 'handover.%%' ORDER BY cause, audience"
    )
    account = {who: world.actors[who].account_id for who in ("li", "chen", "zhao")}
    assert told_of == [
        ("handover.accepted", "account", account["li"], None),
        ("handover.contact_changed", "guardians", None, case_id),
        ("handover.contact_changed", "young_person", None, case_id),
        ("handover.offered", "account", account["chen"], None),
        ("handover.team_ended", "account", account["zhao"], None),
    ]
    family = await world.ask("mother", "familyView", ("contacts.name",))
    assert [each["name"] for each in family["contacts"]] == ["chen"]
    # The worker comes back on the same day, and the file passes on.
    await world.done(
        "chen", "appointTeamMember", caseId=case_id, duty="SOCIAL_WORKER",
        accountId=str(world.actors["zhao"].account_id), validFrom=world.today.isoformat(),
    )  # fmt: skip
    assert "code" not in await page(world, "zhao", case_id)
    await offered(world, "li", case_id, "chen")


async def _is_read_and_nothing_else(world: World, case_id: str, member: str, transfer: str) -> None:
    seen = await page(
        world, "chen", case_id,
        "onlyOffered", "minor.maskedName", "checkIns.id", "transfers.state", "transfers.reason",
        "transfers.to.displayName",
    )  # fmt: skip
    assert seen["onlyOffered"] is True
    assert seen["minor"]["maskedName"] == "林某"
    (shown,) = seen["transfers"]
    assert (shown["state"], shown["reason"], shown["to"]["displayName"]) == (
        "OFFERED", "岗位调整", "chen",
    )  # fmt: skip
    assert (await world.ask("chen", "caseFiles"))["total"] == 0
    actions = await allowed(world, "chen", case_id)
    assert {each for each, code in actions.items() if code is None} == {
        "ACCEPT_TRANSFER", "RETURN_TRANSFER",
    }  # fmt: skip
    assert actions["CONFIRM_PERIOD_END"] == "CASE_ONLY_OFFERED"
    before = world.counts()
    for mutation, given in (
        ("endTeamMembership", {"memberId": member, "until": "2026-03-02", "reason": "x"}),
        ("withdrawTransfer", {"transferId": transfer}),
        ("proposePeriodChange", {"caseId": case_id, "totalMonths": 7, "reason": "x"}),
        ("saveDraft", {"form": "PLAN", "recordId": case_id, "caseId": case_id, "content": "{}"}),
    ):
        assert (await world.do("chen", mutation, **given))["code"] == "NOT_VISIBLE", mutation
    assert (await world.ask("chen", "caseFile", ("identity.fullName",), id=case_id))["code"] == (
        "NOT_VISIBLE"
    )
    assert world.counts() == before
    # To the owner nothing changed but that an offer waits.
    mine = await allowed(world, "li", case_id)
    assert mine["OFFER_TRANSFER"] == "CASE_ALREADY_OFFERED"
    assert mine["WITHDRAW_TRANSFER"] is None
    assert mine["ACCEPT_TRANSFER"] == "NO_TRANSFER_OPEN"
    assert mine["CONFIRM_PERIOD_END"] != "CASE_ONLY_OFFERED"
    assert len(await page(world, "zhao", case_id)) > 0


async def test_s59_sent_back_withdrawn_and_taken_by_nobody_else(world: World) -> None:
    case_id = await a_case(world)
    world.person("chen", "officer")
    world.person("wang", "supervisor")
    first = await offered(world, "chen", case_id, "wang")

    sent = await world.done(
        "chen", "returnTransfers", ("outcomes.code",), transferIds=[first], reason="与我有利害关系"
    )
    assert [each["code"] for each in sent["outcomes"]] == [None]
    assert (await page(world, "chen", case_id))["code"] == "NOT_VISIBLE"
    assert await answered(world, "chen", "acceptTransfers", first) == ["NOT_VISIBLE"]
    seen = await page(world, "li", case_id, "transfers.state", "transfers.answer")
    assert [(each["state"], each["answer"]) for each in seen["transfers"]] == [
        ("RETURNED", "与我有利害关系")
    ]

    second = await offered(world, "chen", case_id)
    await world.done("li", "withdrawTransfer", transferId=second)
    assert (await page(world, "chen", case_id))["code"] == "NOT_VISIBLE"
    again = await world.do("li", "withdrawTransfer", transferId=second)
    assert again["code"] == "NO_TRANSFER_OPEN"
    assert await answered(world, "chen", "acceptTransfers", second) == ["NOT_VISIBLE"]
    assert (await page(world, "li", case_id, "caseNumber"))["caseNumber"]


async def test_s59_many_at_once_one_answer_for_each(world: World) -> None:
    mine = [await a_case(world) for _ in range(3)]
    world.person("chen", "officer")
    theirs = await a_case(world, "chen")
    await offered(world, "chen", mine[0])
    key = "the-same-key"

    asked = to(world, "chen", *mine, theirs, idempotencyKey=key)
    want = ("outcomes.askedId", "outcomes.transferId", "outcomes.code")
    answer = await world.done("li", "offerTransfers", want, **asked)

    codes = {each["askedId"]: each["code"] for each in answer["outcomes"]}
    assert codes == {
        mine[0]: "CASE_ALREADY_OFFERED", mine[1]: None, mine[2]: None, theirs: "NOT_VISIBLE",
    }  # fmt: skip
    # Said again, the same is answered and nothing is done twice.
    assert await world.done("li", "offerTransfers", want, **asked) == answer
    assert world.count("case_transfers") == 3
    ids = [each["transferId"] for each in answer["outcomes"] if each["transferId"]]
    assert await answered(world, "chen", "acceptTransfers", *ids) == ["", ""]
    assert (await world.ask("chen", "caseFiles"))["total"] == 3
    assert (await world.ask("li", "caseFiles"))["total"] == 1
    own = await world.done("chen", "offerTransfers", want, **to(world, "chen", mine[1]))
    assert [each["code"] for each in own["outcomes"]] == ["ALREADY_THEIR_CASE"]


async def test_s59_the_database_lets_nobody_write_into_what_is_only_offered(world: World) -> None:
    case_id = await a_case(world)
    world.person("chen", "officer")
    transfer = await offered(world, "chen", case_id)
    chen = world.actors["chen"]
    entered = [
        chen.session_id, chen.account_id, "officer", chen.office_id, world.today,
        world.clock.now(),
    ]  # fmt: skip

    def tried(statement: str, *, read_only: bool = False) -> int:
        with psycopg.connect(world.product.database.url) as app:
            app.read_only = read_only
            app.execute("SELECT guanhu_enter(%s, %s, %s, %s, %s, %s)", entered)
            done = app.execute(statement.encode())
            app.rollback()
            return done.rowcount

    assert tried("SELECT 1 FROM case_files", read_only=True) == 1
    assert tried("SELECT 1 FROM acts", read_only=True) == 1
    assert tried("SELECT 1 FROM case_files") == 0
    assert tried("UPDATE case_files SET version = version + 1") == 0
    assert tried(f"UPDATE case_transfers SET team_stays = false WHERE id = '{transfer}'") == 0  # noqa: S608
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        tried("UPDATE case_files SET version = version + 1", read_only=True)


async def test_s71_a_closed_account_is_refused_and_its_file_is_taken_over(world: World) -> None:
    case_id = await a_case(world)
    world.person("wang", "supervisor")
    world.person("chen", "officer")
    world.person("admin", "administrator")
    account = str(world.actors["li"].account_id)
    await world.done("admin", "deactivateAccount", accountId=account, reason="离职")

    assert (await page(world, "li", case_id))["code"] == "SESSION_ENDED"
    transfer = await offered(world, "chen", case_id, "wang")
    assert await answered(world, "chen", "acceptTransfers", transfer) == [""]
    assert (await world.ask("chen", "caseFiles"))["total"] == 1
