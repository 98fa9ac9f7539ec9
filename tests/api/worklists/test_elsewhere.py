"""What stands in a work list beside the own live files: other offices, sealed records, the end."""

from __future__ import annotations

from typing import Any

from api.worklists.test_worklist import counts, listed, only
from support.builders_afterwards import a_sealed_line
from support.builders_decisions import a_case_on_probation
from support.builders_entrustments import an_acceptance, an_entrustable_case, asked
from support.telling import run
from support.world import World


def about(item: dict[str, Any]) -> tuple[Any, ...]:
    basis = item["basis"] and item["basis"]["rule"]
    return (item["recordId"], item["caseId"], item["operation"], item["since"], basis)


async def test_s11_a_request_to_assist_waits_for_the_asked_office_and_for_nobody_else(
    world: World,
) -> None:
    """S-11, S-12: whoever is asked sees no file of it."""
    case_id = await an_entrustable_case(world)
    entrustment_id = await asked(world, case_id)
    world.at("2026-03-05")

    item = only(await listed(world, "he"), "ENTRUSTMENT")

    assert about(item) == (entrustment_id, None, "acceptEntrustment", "2026-03-02", "S-11")
    assert (item["maskedName"], item["title"]) == (None, "待答复的协助考察请求")
    assert (await counts(world, "he"))["ENTRUSTMENT"] == 1
    for who in ("li", "wang", "third", "sun"):
        assert "ENTRUSTMENT" not in await counts(world, who), who
    await world.done("he", "acceptEntrustment", **an_acceptance(world, entrustment_id))
    assert "ENTRUSTMENT" not in await counts(world, "he")


async def test_s12_what_an_office_outside_answers_waits_to_be_written_down(world: World) -> None:
    """S-12."""
    case_id = await an_entrustable_case(world)
    entrustment_id = await asked(world, case_id, toOfficeId=None, outside="某省某市人民检察院")
    world.at("2026-03-10")

    item = only(await listed(world, "li"), "ENTRUSTMENT")

    assert about(item) == (
        entrustment_id, case_id, "recordEntrustmentAnswer", "2026-03-02", "S-11",
    )  # fmt: skip
    assert item["action"] == "RECORD_ENTRUSTMENT_ANSWER"
    assert "ENTRUSTMENT" not in await counts(world, "he")
    await world.done(
        "li", "recordEntrustmentAnswer", entrustmentId=entrustment_id, answeredOn="2026-03-09",
        accepted=False, answer="无人承办",
    )  # fmt: skip
    assert "ENTRUSTMENT" not in await counts(world, "li")


async def test_f17_a_voluntary_follow_up_waits_for_contact_and_for_its_last_day(
    world: World,
) -> None:
    """F-17: in the list of whoever began it, and without a word of whom it is about."""
    order_id = await a_sealed_line(world)
    begun = await world.done(
        "li", "beginFollowUp", sealOrderId=order_id, ofAge=False, until="2026-12-31",
        minorConsentedOn="2026-10-09", representativeConsentedOn="2026-10-09",
    )  # fmt: skip
    follow_up = begun["followUpId"]
    kind = "VOLUNTARY_FOLLOW_UP"
    world.at("2026-11-10")
    assert kind not in await counts(world, "li")
    world.at("2026-11-11")

    item = only(await listed(world, "li"), kind)

    assert about(item) == (follow_up, None, "noteFollowUp", "2026-10-12", "F-17")
    assert (item["maskedName"], item["dueOn"]) == (None, None)
    for who in ("wang", "zhou"):
        assert kind not in await counts(world, who), who
    colleague = str(world.actors["li"].account_id)
    assert (await counts(world, "zhou", ofAccount=colleague))[kind] == 1
    await world.done(
        "li", "noteFollowUp", followUpId=follow_up, happenedOn="2026-11-11", situation="稳定"
    )
    assert kind not in await counts(world, "li")
    world.at("2026-12-24")
    last = only(await listed(world, "li"), kind)
    assert (last["operation"], last["dueOn"]) == ("endFollowUp", "2026-12-31")
    await world.done(
        "li", "endFollowUp", followUpId=follow_up, endedOn="2026-12-24", because="COMPLETED"
    )
    assert kind not in await counts(world, "li")


async def test_p10_a_period_about_to_end_is_one_thing_to_do(world: World) -> None:
    """P-10, P-08: one item with one next action, whichever list finds it."""
    world.at("2026-03-20")
    first, second = [await a_case_on_probation(world, months=6) for _ in range(2)]
    for case_id in (first, second):
        for notice in ("RIGHTS_SUSPECT", "RIGHTS_VICTIM", "LEGAL_AID"):
            await world.do(
                "li", "recordNotice", caseId=case_id, kind=notice, doneOn=world.today.isoformat()
            )

    async def on(day: str, case_id: str) -> list[tuple[Any, ...]]:
        world.at(day)
        await run(world, "settle_deadlines")
        assert await counts(world, "li") is not None
        found = await listed(world, "li", perPage=100)
        return [
            (item["kind"], item["dueOn"], item["action"])
            for item in found["items"]
            if item["caseId"] == case_id and item["kind"] in {"DEADLINE", "PERIOD_ENDS"}
        ]

    draft = "DRAFT_OUTCOME_REVIEW"
    due = ("2026-09-20", draft)
    assert await on("2026-09-12", first) == [("PERIOD_ENDS", *due)]
    for day in ("2026-09-13", "2026-09-20"):
        assert await on(day, first) == [("DEADLINE", *due)]
    await world.done("li", "draftOutcomeReview", caseId=first)
    assert await on("2026-09-20", first) == [("DEADLINE", "2026-09-20", None)]
    assert await on("2026-09-21", first) == []
    assert await on("2026-09-21", second) == [("PERIOD_ENDS", *due)]
    # Without a draft nothing can be handed in, however late the final decision is (P-11).
    late = await on("2026-12-01", second)
    assert {action for _kind, _due, action in late} == {draft}
