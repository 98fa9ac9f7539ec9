"""Evidence for conditions, looked at by somebody else; and money that is owed, in fen."""

from __future__ import annotations

from typing import Any

from support.builders_checkins import a_case_under_supervision, end_period
from support.builders_family import a_guardian
from support.builders_files import an_attachment
from support.builders_plans import (
    RESTITUTION,
    a_draft,
    a_member,
    a_plan_in_force,
    approved,
    submitted,
)
from support.contents import PDF
from support.refusals import refused
from support.telling import run
from support.walls import Planted
from support.world import World

EVIDENCE = (
    "conditionEvidence.looks.by.displayName", "conditionEvidence.looks.verdict",
    "conditionEvidence.verdict", "conditionEvidence.attachments.id",
    "conditionEvidence.enteredBy.displayName", "conditionEvidence.kind",
)  # fmt: skip
LEDGER = (
    "ledgers.owedFen", "ledgers.paidFen", "ledgers.outstandingFen", "ledgers.current",
    "ledgers.instalments.dueOn", "ledgers.instalments.state", "ledgers.instalments.amountFen",
    "ledgers.entries.amountFen", "ledgers.entries.correctsId", "ledgers.entries.reason",
    "ledgers.entries.evidenceId",
)  # fmt: skip


def a_record(condition_id: str, **overrides: Any) -> dict[str, Any]:
    return {
        "conditionId": condition_id, "kind": "SERVICE_RECORD", "happenedOn": "2026-03-05",
        "source": "社区图书馆签到表", "note": "服务三小时",
    } | overrides  # fmt: skip


def a_payment(condition_id: str, amount: int, **overrides: Any) -> dict[str, Any]:
    return {
        "conditionId": condition_id, "amountFen": amount, "paidOn": "2026-03-10",
        "payer": "GUARDIAN", "source": "收据",
    } | overrides  # fmt: skip


async def test_evidence_is_looked_at_by_a_second_person_of_the_role(world: World) -> None:
    # S-01: who signs a condition off says whether it is kept.
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    await a_member(world, case_id, "qian")
    plan = await a_plan_in_force(world, case_id)
    world.at("2026-03-10")
    condition = plan["conditionId"]
    for given, code in (
        ({"kind": "LETTER"}, "EVIDENCE_KIND_NOT_ACCEPTED"),
        ({"happenedOn": "2026-03-11"}, "DATE_IN_FUTURE"),
        ({"happenedOn": "2026-03-01"}, "DATE_TOO_EARLY"),
        ({"attachmentIds": [case_id]}, "INVALID_INPUT"),
    ):
        await refused(world, "zhao", "recordEvidence", code, None, **a_record(condition, **given))
    paper = await an_attachment(world, case_id, "zhao", PDF)
    entered = await world.done(
        "zhao", "recordEvidence", **a_record(condition, attachmentIds=[paper])
    )
    about = {"evidenceId": entered["evidenceId"], "reason": "签到表与照片一致"}

    await refused(
        world, "zhao", "assessEvidence", "OWN_EVIDENCE", None, **about, verdict="SUPPORTS"
    )
    await world.done("qian", "assessEvidence", **about, verdict="UNCLEAR")
    await world.done("li", "assessEvidence", **about, verdict="SUPPORTS")

    page = await world.ask("li", "caseFile", EVIDENCE, id=case_id)
    (shown,) = page["conditionEvidence"]
    assert (shown["kind"], shown["verdict"]) == ("SERVICE_RECORD", "SUPPORTS")
    assert shown["enteredBy"]["displayName"] == "zhao"
    assert [each["id"] for each in shown["attachments"]] == [paper]
    assert [(each["by"]["displayName"], each["verdict"]) for each in shown["looks"]] == [
        ("qian", "UNCLEAR"), ("li", "SUPPORTS"),
    ]  # fmt: skip


async def test_prosecutors_condition_is_not_a_workers_to_sign_off(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id)
    plan = await a_plan_in_force(world, case_id, **RESTITUTION)
    entered = await world.done(
        "li", "recordEvidence",
        **a_record(plan["conditionId"], kind="PAYMENT_RECEIPT", happenedOn="2026-03-02"),
    )  # fmt: skip
    about = {"evidenceId": entered["evidenceId"], "verdict": "SUPPORTS", "reason": "收据真实"}

    await refused(world, "zhao", "assessEvidence", "NOT_YOURS_TO_SIGN_OFF", "S-01", **about)
    await refused(world, "li", "assessEvidence", "OWN_EVIDENCE", None, **about)
    await world.done("wang", "assessEvidence", **about)


async def test_ledger_is_kept_in_fen_and_set_right_by_lines_of_its_own(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    a_guardian(world, case_id)
    plan = await a_plan_in_force(world, case_id, **RESTITUTION)
    condition = plan["conditionId"]
    duty = await world.ask("li", "planVersion", ("conditions.code",), id=plan["id"])
    statutory = duty["conditions"][0]["id"]
    world.at("2026-04-10")
    for amount in (0, -1):
        wrong = await refused(
            world, "li", "recordPayment", "INVALID_INPUT", None, **a_payment(condition, amount)
        )
        assert [each["path"] for each in wrong["problems"]] == ["amountFen"]
    for given, code in (
        (a_payment(condition, 1, paidOn="2026-04-11"), "DATE_IN_FUTURE"),
        (a_payment(condition, 1, paidOn="2026-03-01"), "DATE_TOO_EARLY"),
        (a_payment(condition, 1, evidenceId=case_id), "INVALID_INPUT"),
    ):
        await refused(world, "li", "recordPayment", code, None, **given)
    await refused(world, "li", "recordPayment", "NOTHING_OWED", "O-05", **a_payment(statutory, 1))
    much = await refused(
        world, "li", "recordPayment", "PAID_TOO_MUCH", None, **a_payment(condition, 100002)
    )
    assert {(each["name"], each["value"]) for each in much["facts"]} == {
        ("field", "amountFen"), ("outstanding", "100001"),
    }  # fmt: skip

    shown = await world.done(
        "li", "recordEvidence",
        **a_record(condition, kind="PAYMENT_RECEIPT", happenedOn="2026-03-10"),
    )  # fmt: skip
    paid = await world.done(
        "li", "recordPayment", **a_payment(condition, 50000, evidenceId=shown["evidenceId"])
    )
    about = {"paymentId": paid["paymentId"], "reason": "把五百看成了五百元整，实为四百"}
    await refused(
        world, "li", "correctPayment", "NOTHING_CHANGED", None, **about, rightAmountFen=50000
    )
    await refused(
        world, "li", "correctPayment", "PAID_TOO_MUCH", None, **about, rightAmountFen=100002
    )
    corrected = await world.done("li", "correctPayment", **about, rightAmountFen=40000)
    again = {"paymentId": corrected["correctionId"], "rightAmountFen": 1, "reason": "…"}
    assert (await world.do("li", "correctPayment", **again))["code"] == "NOT_VISIBLE"

    page = await world.ask("li", "caseFile", LEDGER, id=case_id)
    (ledger,) = page["ledgers"]
    figures = tuple(ledger[name] for name in ("owedFen", "paidFen", "outstandingFen", "current"))
    assert figures == (100001, 40000, 60001, True)
    assert [(e["dueOn"], e["amountFen"], e["state"]) for e in ledger["instalments"]] == [
        ("2026-04-01", 33334, "PAID"),
        ("2026-05-01", 33334, "TO_COME"),
        ("2026-06-01", 33333, "TO_COME"),
    ]
    assert [(e["amountFen"], e["correctsId"], e["evidenceId"]) for e in ledger["entries"]] == [
        (50000, None, shown["evidenceId"]), (-10000, paid["paymentId"], None),
    ]  # fmt: skip
    family = await world.ask("ma", "familyView", ("ledgers.inWords", "ledgers.title"))
    assert family["ledgers"][0]["inWords"] == (
        "一共1,000.01元，已付400元，还剩600.01元。下一次：2026年5月1日以前付266.68元。"
    )
    assert "五百" not in str(family)


async def test_variation_never_lowers_a_total_below_what_was_paid(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await a_plan_in_force(world, case_id, **RESTITUTION)
    variation = await a_draft(world, case_id, reason="家庭困难，减少总额")
    held = await world.ask(
        "li", "planVersion", ("conditions.code", "conditions.id"), id=variation["id"]
    )
    copied = next(e["id"] for e in held["conditions"] if e["code"] == "RESTITUTION")
    now = await world.ask("li", "caseFile", ("plan.conditions.code",), id=case_id)
    condition = next(e["id"] for e in now["plan"]["conditions"] if e["code"] == "RESTITUTION")
    await world.done("li", "recordPayment", **a_payment(condition, 300, paidOn="2026-03-02"))

    def lowered(total: str) -> dict[str, Any]:
        slots = [RESTITUTION["slots"][0] | {"value": total}, *RESTITUTION["slots"][1:]]
        return {
            "conditionId": copied, "expectedVersion": variation["version"], "slots": slots,
            "proportionality": "按现在的收入。",
        }  # fmt: skip

    low = await refused(world, "li", "changeCondition", "LESS_THAN_PAID", None, **lowered("299"))
    assert ("paid", "300") in {(each["name"], each["value"]) for each in low["facts"]}
    done = await world.done("li", "changeCondition", ("planVersion.version",), **lowered("500"))
    handed = await submitted(world, done["planVersion"])
    await world.done("li", "recordPayment", **a_payment(condition, 201, paidOn="2026-03-02"))
    await refused(world, "wang", "approvePlan", "LESS_THAN_PAID", None, planVersionId=handed["id"])
    page = await world.ask("li", "caseFile", LEDGER, id=case_id)
    paid = page["ledgers"][0]["entries"][-1]
    lines = await world.ask("li", "caseFile", ("ledgers.entries.id",), id=case_id)
    await world.done(
        "li", "correctPayment",
        paymentId=lines["ledgers"][0]["entries"][-1]["id"], rightAmountFen=200, reason="多记一分",
    )  # fmt: skip
    assert paid["amountFen"] == 201
    await approved(world, handed)

    after = await world.ask("li", "caseFile", LEDGER, id=case_id)
    (ledger,) = after["ledgers"]
    assert (ledger["owedFen"], ledger["paidFen"], ledger["outstandingFen"]) == (500, 500, 0)
    assert {each["state"] for each in ledger["instalments"]} == {"PAID"}


async def test_no_payment_before_a_plan_or_to_what_was_taken_out(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    actions = ("allowedActions.action", "allowedActions.allowed", "allowedActions.code")
    draft = await a_draft(world, case_id)
    held = await world.ask("li", "planVersion", ("conditions.id",), id=draft["id"])
    of_draft = held["conditions"][0]["id"]
    world.person("zhou", "officer")
    await refused(
        world, "li", "recordEvidence", "CONDITION_NOT_HELD_NOW", None, **a_record(of_draft)
    )
    foreign = await world.do("zhou", "recordPayment", **a_payment(of_draft, 1))
    assert foreign["code"] == "NOT_VISIBLE"
    before = await world.ask("li", "caseFile", actions, id=case_id)
    await approved(world, await submitted(world, draft))
    after = await world.ask("li", "caseFile", actions, id=case_id)

    def told(page: dict[str, Any]) -> dict[str, Any]:
        return {e["action"]: (e["allowed"], e.get("code")) for e in page["allowedActions"]}

    assert told(before)["RECORD_EVIDENCE"][0] is False
    assert told(after)["RECORD_EVIDENCE"][0] is True
    assert told(after)["RECORD_PAYMENT"][0] is False


async def test_the_database_changes_no_line_and_shows_families_no_evidence(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    a_guardian(world, case_id)
    plan = await a_plan_in_force(world, case_id, **RESTITUTION)
    receipt = a_record(plan["conditionId"], kind="PAYMENT_RECEIPT", happenedOn="2026-03-02")
    entered = await world.done("li", "recordEvidence", **receipt)
    await world.done(
        "li", "recordPayment", **a_payment(plan["conditionId"], 5, paidOn="2026-03-02")
    )
    await world.done(
        "wang", "assessEvidence",
        evidenceId=entered["evidenceId"], verdict="SUPPORTS", reason="收据真实",
    )  # fmt: skip

    with Planted(world, case_id, case_id).entered(world.actors["li"]) as app:
        for change in (
            "UPDATE restitution_entries SET amount_fen = 1",
            "UPDATE condition_evidence SET kind = 'letter'",
            "UPDATE evidence_looks SET verdict = 'unclear'",
        ):
            assert app.execute(change.encode()).rowcount == 0
    with Planted(world, case_id, case_id).entered(world.actors["ma"]) as app:
        shown = [
            app.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()  # noqa: S608
            for table in ("condition_evidence", "evidence_looks", "restitution_entries")
        ]
    assert shown == [(0,), (0,), (0,)]  # what was paid is given to them without the texts


async def test_o05_a_late_part_is_told_once_to_the_officer_and_the_worker(world: World) -> None:
    """O-05, S-01: nothing follows by itself; what is told names no amount and nobody."""
    case_id = await a_case_under_supervision(world)
    await a_member(world, case_id, duty="LEAD")
    plan = await a_plan_in_force(world, case_id, **RESTITUTION)
    condition = plan["conditionId"]

    async def told_on(when: str) -> list[Any]:
        world.at(when)
        before = world.count("outbox_messages")
        for _ in range(2):
            (report,) = await run(world, "tell_instalments")
            assert report.tally.failures == ()
        return world.sql(
            "SELECT cause, audience, facts FROM outbox_messages"
            " ORDER BY told_at, audience OFFSET %s",
            [before],
        )

    def both(due: str) -> list[Any]:
        return [("plans.instalment_late", to, {"due": due}) for to in ("lead_worker", "officer")]

    # On its day it is not late; a payment that covers it in part leaves it late.
    assert await told_on("2026-04-01") == []
    await world.done("li", "recordPayment", **a_payment(condition, 33333, paidOn="2026-04-01"))
    assert await told_on("2026-04-02") == both("2026-04-01")
    await world.done("li", "recordPayment", **a_payment(condition, 33335, paidOn="2026-04-02"))
    assert await told_on("2026-05-02") == []  # the first and the second are paid
    # Told of once, also when the plan was written anew meanwhile.
    assert await told_on("2026-06-02") == both("2026-06-01")
    await approved(
        world,
        await submitted(world, await a_draft(world, case_id, checkInEveryDays=7, reason="加密")),
    )
    assert await told_on("2026-06-03") == []
    end_period(world, case_id, "2026-06-10")
    world.sql("DELETE FROM outbox_messages")
    assert await told_on("2026-06-11") == []
