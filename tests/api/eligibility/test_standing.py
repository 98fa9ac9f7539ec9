"""Whether a screening still counts, and what became of earlier ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from support.builders_cases import a_case, an_intake
from support.builders_decisions import (
    CRITERIA,
    PARTIES,
    a_heard_case,
    a_screening,
    an_opinion,
)
from support.refusals import refused
from support.world import World

A_PROPOSAL = {"periodMonths": 6, "reasons": "适合帮教"}
LATEST = ("screening.outdated", "version", "minor.version")


@contextmanager
def statements(world: World) -> Iterator[list[str]]:
    """Every statement sent to the database inside the block."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    engine = world.product.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_a_change_of_charges_in_the_same_instant_counts(world: World) -> None:
    """The clock stands still here: the facts themselves are compared."""
    case_id = await a_heard_case(world)
    page = await world.ask("li", "caseFile", LATEST, id=case_id)
    assert page["screening"]["outdated"] is False

    acts = [{"occurredOn": "2025-11-20", "amountFen": 90000}]
    await world.done(
        "li", "changeCharges", caseId=case_id, expectedVersion=page["version"],
        charges=[{"offence": "287-2", "acts": acts}], reason="补充流水后金额有变",
    )  # fmt: skip

    page = await world.ask("li", "caseFile", LATEST, id=case_id)
    assert page["screening"]["outdated"] is True
    await refused(
        world, "li", "proposeDecision", "SCREENING_OUTDATED", "E-01", caseId=case_id, **A_PROPOSAL
    )


async def test_a_corrected_birth_date_counts_and_a_new_address_does_not(world: World) -> None:
    case_id = await a_heard_case(world)
    minor = an_intake()["minor"]
    identity = (await world.ask("li", "caseFile", ("identity.identityNumber",), id=case_id))[
        "identity"
    ]
    minor["identityNumber"] = identity["identityNumber"]

    async def correct(**changed: str) -> dict[str, Any]:
        page = await world.ask("li", "caseFile", LATEST, id=case_id)
        await world.done(
            "li", "correctMinor", caseId=case_id, expectedVersion=page["minor"]["version"],
            minor=minor | changed, reason="核对户籍",
        )  # fmt: skip
        page = await world.ask("li", "caseFile", LATEST, id=case_id)
        found: dict[str, Any] = page["screening"]
        return found

    assert (await correct(address="某市某区新路2号"))["outdated"] is False
    assert (await correct(birthDate="2008-10-06"))["outdated"] is True
    await refused(
        world, "li", "proposeDecision", "SCREENING_OUTDATED", "E-01", caseId=case_id, **A_PROPOSAL
    )


async def test_every_screening_is_kept_and_the_latest_counts(world: World) -> None:
    case_id = await a_case(world)
    unclear = [
        {"criterion": c, "finding": "UNCLEAR" if c == "E_04" else "MET", "reason": "待核实"}
        for c in CRITERIA
    ]
    first = await world.done("li", "recordScreening", **a_screening(case_id, answers=unclear))
    assert (first["result"], first["caseFile"]["status"]) == ("NEEDS_DECISION", "UNDER_REVIEW")
    for party in PARTIES:
        await world.done("li", "hearOpinion", **an_opinion(world, case_id, party))
    await refused(
        world, "li", "proposeDecision", "NOT_ELIGIBLE", "E-10", caseId=case_id, **A_PROPOSAL
    )
    world.later(hours=1)
    await world.done("li", "recordScreening", **a_screening(case_id))

    want = ("screenings.criteria.reason", "screenings.screenedBy.displayName", "screening.result")
    page = await world.ask("li", "caseFile", want, id=case_id)

    told = [
        (one["result"], one["because"], one["outdated"], one["criteria"][3]["reason"])
        for one in page["screenings"]
    ]
    assert told == [
        ("ELIGIBLE", [], False, "经审查符合"),
        ("NEEDS_DECISION", ["E-04"], True, "待核实"),
    ]
    assert page["screenings"][0]["screenedBy"]["displayName"] == "li"
    assert page["screening"]["result"] == "ELIGIBLE"


async def test_a_criterion_is_answered_once(world: World) -> None:
    case_id = await a_case(world)
    twice = a_screening(case_id)["answers"][:6]

    answer = await refused(
        world, "li", "recordScreening", "INVALID_INPUT", None,
        **a_screening(case_id, answers=[*twice, twice[0]]),
    )  # fmt: skip

    assert [one["code"] for one in answer["problems"]] == ["REPEATED_CRITERION"]


async def test_a_proposal_needs_a_screening(world: World) -> None:
    case_id = await a_case(world)

    await refused(
        world, "li", "proposeDecision", "MOVE_NOT_ALLOWED", None, caseId=case_id, **A_PROPOSAL
    )


async def test_s16_one_blocking_criterion_among_the_rest_denies_and_is_named(
    world: World,
) -> None:
    case_id = await a_case(world)
    answers = [
        {"criterion": c, "finding": "NOT_MET" if c == "E_04" else "MET", "reason": "经审查"}
        for c in CRITERIA
    ]

    screened = await world.done(
        "li", "recordScreening", ("caseFile.screening.because", "caseFile.status"),
        **a_screening(case_id, answers=answers, remorse=[]),
    )  # fmt: skip

    assert screened["result"] == "NOT_ELIGIBLE"
    assert screened["caseFile"]["screening"]["because"] == ["E-04"]
    assert screened["caseFile"]["status"] == "INELIGIBLE"
    # Nothing on the way to a conditional decision can be submitted any more.
    await refused(
        world, "li", "proposeDecision", "MOVE_NOT_ALLOWED", None, caseId=case_id, **A_PROPOSAL
    )


async def test_an_officer_may_be_stricter_but_never_milder_than_the_facts(world: World) -> None:
    """A 17-year-old whose age is not proven: E-06 stays open (E-08)."""
    minor = an_intake()["minor"] | {"ageProof": "UNPROVEN"}
    case_id = await a_case(world, minor=minor)

    await refused(
        world, "li", "recordScreening", "FINDING_CONTRADICTS_FACTS", "E-08", **a_screening(case_id)
    )
    open_age = [
        {"criterion": c, "finding": "UNCLEAR" if c == "E_06" else "MET", "reason": "待骨龄鉴定"}
        for c in CRITERIA
    ]
    screened = await world.done("li", "recordScreening", **a_screening(case_id, answers=open_age))

    assert screened["result"] == "NEEDS_DECISION"


@pytest.mark.parametrize("who", ["worker", "guardian"])
async def test_only_the_prosecution_screens(world: World, who: str) -> None:
    world.person("worker", "social_worker")
    world.person("guardian", "guardian")
    case_id = await a_case(world)

    await refused(world, who, "recordScreening", "NOT_PERMITTED", None, **a_screening(case_id))


async def test_the_page_costs_the_same_however_much_was_heard(world: World) -> None:
    case_id = await a_heard_case(world)
    document = (
        "query ($id: UUID!) { caseFile(id: $id) { screening { result criteria { finding } }"
        " opinions { statement } proposals { reasons } decisions { kind } periodChanges { reason }"
        " allowedActions { action allowed code } } }"
    )

    async def cost() -> int:
        with statements(world) as sent:
            answer = await world.post("li", document, {"id": case_id})
        assert "errors" not in answer
        return len(sent)

    few = await cost()
    for party in PARTIES * 3:
        await world.done("li", "hearOpinion", **an_opinion(world, case_id, party))
    world.later(hours=1)
    await world.done("li", "recordScreening", **a_screening(case_id))
    many = await cost()

    assert many == few
