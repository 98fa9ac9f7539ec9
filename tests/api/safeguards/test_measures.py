"""Compulsory measures through the API: clocks, custody at the decision, and who sees them."""

from __future__ import annotations

from typing import Any

from support.builders_cases import a_case
from support.builders_challenges import a_quashed_case
from support.builders_decisions import a_case_on_probation, a_proposed_case
from support.builders_incidents import a_revoked_case
from support.refusals import refused
from support.world import World

DUE = ("deadlines.kind", "deadlines.dueOn", "deadlines.state", "deadlines.basis.rule")


def a_measure(case_id: str, **overrides: Any) -> dict[str, Any]:
    given = {"caseId": case_id, "kind": "BAIL", "beganOn": "2026-03-02", "orderedBy": "POLICE"}
    return given | overrides


async def due(world: World, case_id: str, kind: str) -> list[tuple[str, str]]:
    page = await world.ask("li", "caseFile", DUE, id=case_id)
    return [(d["dueOn"], d["state"]) for d in page["deadlines"] if d["kind"] == kind]


async def test_p13_each_measure_has_its_own_longest_day(world: World) -> None:
    world.at("2026-03-02")
    case_id = await a_case(world)

    bail = await world.done("li", "recordMeasure", **a_measure(case_id))
    assert await due(world, case_id, "BAIL_END") == [("2027-03-02", "OPEN")]
    world.at("2026-03-10")
    given = {"measureId": bail["measureId"], "endedOn": "2026-03-10", "ending": "CHANGED",
             "reason": "违反规定，变更措施"}  # fmt: skip
    await world.done("li", "endMeasure", **given)
    await world.done(
        "li", "recordMeasure",
        **a_measure(case_id, kind="RESIDENTIAL_SURVEILLANCE", beganOn="2026-03-10"),
    )  # fmt: skip

    assert await due(world, case_id, "BAIL_END") == [("2027-03-02", "DONE")]
    assert await due(world, case_id, "RESIDENTIAL_SURVEILLANCE_END") == [("2026-09-10", "OPEN")]
    page = await world.ask("li", "caseFile", ("measures.kind",), id=case_id)
    assert [(m["kind"], m["beganOn"], m["endedOn"], m["reason"]) for m in page["measures"]] == [
        ("BAIL", "2026-03-02", "2026-03-10", "违反规定，变更措施"),
        ("RESIDENTIAL_SURVEILLANCE", "2026-03-10", None, None),
    ]
    assert "违反" not in repr(world.sql("SELECT reason::text FROM compulsory_measures"))


async def test_p13_bail_may_lapse_inside_the_probation_and_the_office_is_told(
    world: World,
) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world, months=12)
    await world.done("li", "recordMeasure", **a_measure(case_id, beganOn="2025-12-10"))

    world.at("2026-11-15")
    assert await due(world, case_id, "BAIL_END") == [("2026-12-10", "DUE_SOON")]
    world.at("2026-12-11")
    assert await due(world, case_id, "BAIL_END") == [("2026-12-10", "OVERDUE")]


async def test_d10_whoever_is_in_custody_at_the_decision_is_to_be_released_at_once(
    world: World,
) -> None:
    world.at("2026-03-20")
    world.person("chen", "supervisor")
    case_id, proposal_id = await a_proposed_case(world)
    held = await world.done(
        "li", "recordMeasure", **a_measure(case_id, kind="DETENTION", beganOn="2026-03-03")
    )
    assert await due(world, case_id, "CUSTODY_RELEASE") == []

    await world.done("chen", "approveProposal", proposalId=proposal_id, text="附条件不起诉决定")

    assert await due(world, case_id, "CUSTODY_RELEASE") == [("2026-03-20", "DUE_TODAY")]
    world.at("2026-03-21")
    assert await due(world, case_id, "CUSTODY_RELEASE") == [("2026-03-20", "OVERDUE")]
    await world.done(
        "li", "endMeasure", measureId=held["measureId"], endedOn="2026-03-21", ending="LIFTED",
        reason="作出附条件不起诉决定，释放",
    )  # fmt: skip
    page = await world.ask("li", "caseFile", ("deadlines.kind", "deadlines.why.rule"), id=case_id)
    (done,) = [d for d in page["deadlines"] if d["kind"] == "CUSTODY_RELEASE"]
    assert (done["state"], done["why"]["rule"]) == ("DONE", "D-10")


async def test_d10_custody_found_out_after_the_decision_asks_for_release_too(
    world: World,
) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)

    await world.done(
        "li", "recordMeasure", **a_measure(case_id, kind="ARREST", beganOn="2026-03-03")
    )

    assert await due(world, case_id, "CUSTODY_RELEASE") == [("2026-03-20", "DUE_TODAY")]


async def test_d10_a_revoked_decision_asks_for_no_release(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)
    held = await world.done(
        "li", "recordMeasure", **a_measure(case_id, kind="ARREST", beganOn="2026-03-20")
    )
    world.at("2026-05-05")
    assert await due(world, case_id, "CUSTODY_RELEASE") == [("2026-03-20", "OVERDUE")]

    await a_revoked_case(world, case_id)

    assert await due(world, case_id, "CUSTODY_RELEASE") == []
    ending = {"measureId": held["measureId"], "endedOn": "2026-05-05", "ending": "CHANGED",
              "reason": "变更"}  # fmt: skip
    await world.done("li", "endMeasure", **ending)
    await world.done(
        "li", "recordMeasure", **a_measure(case_id, kind="DETENTION", beganOn="2026-05-05")
    )
    page = await world.ask("li", "caseFile", DUE, id=case_id)
    kinds = [d["kind"] for d in page["deadlines"] if d["state"] != "DONE"]
    assert "CUSTODY_RELEASE" not in kinds


async def test_what_is_wrong_with_a_measure_is_refused_and_nothing_is_written(
    world: World,
) -> None:
    world.at("2026-03-20")
    case_id = await a_case(world)
    record = {"who": "li", "mutation": "recordMeasure"}
    await refused(
        world, "li", "recordMeasure", "DATE_IN_FUTURE", None,
        **a_measure(case_id, beganOn="2026-03-21"),
    )  # fmt: skip
    born = await refused(
        world, "li", "recordMeasure", "INVALID_INPUT", None,
        **a_measure(case_id, beganOn="2008-10-05"),
    )  # fmt: skip
    assert [(p["path"], p["code"]) for p in born["problems"]] == [("beganOn", "BEFORE_BIRTH")]
    held = await world.done("li", "recordMeasure", **a_measure(case_id))
    await refused(
        world, record["who"], record["mutation"], "MEASURES_OVERLAP", "P-13",
        **a_measure(case_id, kind="ARREST", beganOn="2026-03-10"),
    )  # fmt: skip
    ending = {"measureId": held["measureId"], "ending": "LIFTED", "reason": "不再需要"}
    await refused(world, "li", "endMeasure", "DATE_TOO_EARLY", None, **ending, endedOn="2026-03-01")
    await refused(world, "li", "endMeasure", "DATE_IN_FUTURE", None, **ending, endedOn="2026-03-21")
    await world.done("li", "endMeasure", **ending, endedOn="2026-03-20")
    await refused(
        world, "li", "endMeasure", "MEASURE_ENDED", "P-13", **ending, endedOn="2026-03-20"
    )


async def test_the_case_page_says_what_may_be_done_about_measures(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case(world)

    async def codes() -> dict[str, str | None]:
        page = await world.ask("li", "caseFile", ("allowedActions.code",), id=case_id)
        return {a["action"]: a["code"] for a in page["allowedActions"] if "MEASURE" in a["action"]}

    assert await codes() == {
        "RECORD_MEASURE": None, "END_MEASURE": "NO_MEASURE",
        "RECORD_FINAL_MEASURE": "MOVE_NOT_ALLOWED",
    }  # fmt: skip
    await world.done("li", "recordMeasure", **a_measure(case_id))
    assert await codes() == {
        "RECORD_MEASURE": "MEASURES_OVERLAP", "END_MEASURE": None,
        "RECORD_FINAL_MEASURE": "MOVE_NOT_ALLOWED",
    }  # fmt: skip


async def test_measures_are_the_prosecution_s(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case(world)
    held = await world.done("li", "recordMeasure", **a_measure(case_id))
    world.person("zhang", "officer")
    world.person("zhao", "social_worker")

    assert (await world.do("zhang", "recordMeasure", **a_measure(case_id)))["code"] == "NOT_VISIBLE"
    ending = {"measureId": held["measureId"], "endedOn": "2026-03-20", "ending": "LIFTED",
              "reason": "不再需要"}  # fmt: skip
    assert (await world.do("zhang", "endMeasure", **ending))["code"] == "NOT_VISIBLE"
    assert (await world.do("zhao", "endMeasure", **ending))["code"] == "NOT_PERMITTED"
    assert world.sql("SELECT ended_on FROM compulsory_measures") == [(None,)]


async def test_d10_custody_after_a_quashing_asks_for_no_release(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)
    await a_quashed_case(world, case_id)
    await world.done(
        "li", "recordMeasure", **a_measure(case_id, kind="ARREST", beganOn="2026-03-20")
    )

    assert await due(world, case_id, "CUSTODY_RELEASE") == []
