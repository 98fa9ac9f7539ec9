"""The review for prosecution counted anew, through the API (T-07, P-11, T-04)."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_decisions import a_heard_case, a_proposed_case
from support.refusals import refused
from support.world import World

DUE = ("deadlines.kind", "deadlines.dueOn", "deadlines.state")


def an_event(case_id: str, kind: str, on: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``recordReviewEvent``."""
    given = {"caseId": case_id, "kind": kind, "happenedOn": on, "reason": "事实不清，需补充"}
    return given | overrides


async def due(world: World, case_id: str, kind: str) -> list[tuple[str, str]]:
    page = await world.ask("li", "caseFile", DUE, id=case_id)
    return [(d["dueOn"], d["state"]) for d in page["deadlines"] if d["kind"] == kind]


async def test_t07_sent_back_the_clock_stands_and_a_whole_limit_follows(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    assert await due(world, case_id, "REVIEW_LIMIT") == [("2026-04-02", "OPEN")]
    world.at("2026-03-12")
    await world.done("li", "recordReviewEvent", **an_event(case_id, "SENT_BACK", "2026-03-12"))

    assert await due(world, case_id, "REVIEW_LIMIT") == []
    assert await due(world, case_id, "PROPOSAL") == []
    assert await due(world, case_id, "SUPPLEMENTARY_INVESTIGATION") == [("2026-04-13", "OPEN")]
    world.at("2026-04-14")
    assert await due(world, case_id, "SUPPLEMENTARY_INVESTIGATION") == [("2026-04-13", "OVERDUE")]
    await world.done("li", "recordReviewEvent", **an_event(case_id, "CAME_BACK", "2026-04-14"))

    assert await due(world, case_id, "REVIEW_LIMIT") == [("2026-05-14", "OPEN")]
    assert await due(world, case_id, "SUPPLEMENTARY_INVESTIGATION") == [("2026-04-13", "DONE")]
    page = await world.ask(
        "li", "caseFile", ("reviewEvents.kind", "reviewEvents.reason"), id=case_id
    )
    assert [(one["kind"], one["happenedOn"], one["reason"]) for one in page["reviewEvents"]] == [
        ("SENT_BACK", "2026-03-12", "事实不清，需补充"),
        ("CAME_BACK", "2026-04-14", "事实不清，需补充"),
    ]
    assert "补充" not in repr(world.sql("SELECT reason::text, kind FROM review_events"))


async def test_p11_the_extension_and_the_final_decision_in_what_is_left(world: World) -> None:
    world.at("2026-03-02")
    case_id, proposal_id = await a_proposed_case(world)
    await world.done("li", "recordReviewEvent", **an_event(case_id, "EXTENDED", "2026-03-02"))
    assert await due(world, case_id, "REVIEW_LIMIT") == [("2026-04-17", "OPEN")]
    if "chen" not in world.actors:
        world.person("chen", "supervisor")
    world.at("2026-04-10")
    await world.done("chen", "approveProposal", proposalId=proposal_id, text="决定书")

    # 46 days granted, 39 used on 10 April; the period ends on 10 October, a Saturday swapped
    # into a working day before the holiday's end moves nothing.
    assert await due(world, case_id, "PROBATION_END") == [("2026-10-10", "OPEN")]
    assert await due(world, case_id, "FINAL_DECISION") == [("2026-10-19", "OPEN")]


async def test_t07_nothing_is_proposed_while_the_case_is_away(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_heard_case(world)
    await world.done("li", "recordReviewEvent", **an_event(case_id, "SENT_BACK", "2026-03-02"))

    await refused(
        world, "li", "proposeDecision", "CASE_IS_AWAY", "T-07",
        caseId=case_id, periodMonths=6, reasons="适合帮教",
    )  # fmt: skip
    page = await world.ask(
        "li", "caseFile", ("allowedActions.action", "allowedActions.code"), id=case_id
    )
    codes = {one["action"]: one["code"] for one in page["allowedActions"]}
    assert codes["PROPOSE_DECISION"] == "CASE_IS_AWAY"
    assert codes["RECORD_REVIEW_EVENT"] is None


@pytest.mark.parametrize(
    ("kind", "on", "code", "rule"),
    [
        ("EXTENDED", "2026-03-03", "DATE_IN_FUTURE", None),
        ("CAME_BACK", "2026-03-02", "CASE_IS_NOT_AWAY", "T-07"),
        ("SENT_BACK", "2026-03-01", "CLOCK_OUT_OF_ORDER", "T-07"),
        ("JURISDICTION_CHANGED", "2026-02-27", "CLOCK_OUT_OF_ORDER", "T-07"),
    ],
)
async def test_what_cannot_have_happened_is_refused(
    world: World, kind: str, on: str, code: str, rule: str | None
) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)

    await refused(world, "li", "recordReviewEvent", code, rule, **an_event(case_id, kind, on))

    assert await due(world, case_id, "REVIEW_LIMIT") == [("2026-04-02", "OPEN")]


async def test_t04_custody_keeps_the_limit_where_a_holiday_would_move_it(world: World) -> None:
    world.at("2026-01-20")
    case_id = await a_case(world, receivedOn="2026-01-20")
    # 20 February 2026 lies in the Spring Festival.
    free = await due(world, case_id, "REVIEW_LIMIT")
    held = await world.done(
        "li", "recordMeasure",
        caseId=case_id, kind="DETENTION", beganOn="2026-01-20", orderedBy="POLICE",
    )  # fmt: skip

    assert await due(world, case_id, "REVIEW_LIMIT") == [("2026-02-20", "OPEN")]
    assert free != [("2026-02-20", "OPEN")]
    await world.done(
        "li", "endMeasure",
        measureId=held["measureId"], endedOn="2026-01-20", ending="LIFTED", reason="变更",
    )  # fmt: skip
    assert await due(world, case_id, "REVIEW_LIMIT") == free


async def test_only_the_prosecution_reads_and_only_who_writes_cases_records(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)
    world.person("wei", "officer")

    given = an_event(case_id, "SENT_BACK", "2026-03-02")
    await refused(world, "wei", "recordReviewEvent", "NOT_VISIBLE", None, **given)
