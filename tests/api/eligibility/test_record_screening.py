"""Screening through the API."""

from __future__ import annotations

from typing import Any

import pytest

from support.builders_cases import a_case
from support.builders_decisions import CRITERIA, a_screening
from support.world import World


def answers(**findings: str) -> list[dict[str, str]]:
    return [
        {"criterion": c, "finding": findings.get(c, "MET"), "reason": "经审查"} for c in CRITERIA
    ]


async def test_an_eligible_case_comes_under_review(world: World) -> None:
    case_id = await a_case(world)

    screened = await world.done("li", "recordScreening", **a_screening(case_id))

    assert screened["result"] == "ELIGIBLE"
    assert screened["caseFile"]["status"] == "UNDER_REVIEW"
    page = await world.ask("li", "caseFile", ("screening.criteria.suggested",), id=case_id)
    assert [c["suggested"] for c in page["screening"]["criteria"]] == ["MET"] * 7


@pytest.mark.parametrize(
    ("overrides", "code", "rule"),
    [
        pytest.param({"answers": answers()[:6]}, "CRITERIA_MISSING", "E-01", id="one-missing"),
        pytest.param({"expectedMonths": 13}, "FINDING_CONTRADICTS_FACTS", "E-02", id="13-months"),
        pytest.param({"remorse": []}, "FINDING_CONTRADICTS_FACTS", "E-04", id="no-remorse"),
    ],
)
async def test_answers_against_the_facts_are_refused(
    world: World, overrides: dict[str, Any], code: str, rule: str
) -> None:
    case_id = await a_case(world)
    before = world.counts()

    refused = await world.do(
        "li", "recordScreening", ("basis.rule",), **a_screening(case_id, **overrides)
    )

    assert (refused["code"], refused["basis"]["rule"]) == (code, rule)
    assert world.counts() == before


async def test_relabelling_the_charge_flips_eligibility(world: World) -> None:
    """TC-T8: 177-1 is not eligible; the same conduct under 287-2 is (law.md §3)."""
    acts = [{"occurredOn": "2025-11-20", "amountFen": 20000}]
    case_id = await a_case(world, charges=[{"offence": "177-1", "acts": acts}])
    screening = a_screening(case_id, answers=answers(E_01="NOT_MET"))

    first = await world.done("li", "recordScreening", ("caseFile.version",), **screening)
    assert (first["result"], first["caseFile"]["status"]) == ("NOT_ELIGIBLE", "INELIGIBLE")
    await world.done(
        "li", "changeCharges", caseId=case_id, expectedVersion=first["caseFile"]["version"],
        charges=[{"offence": "287-2", "acts": acts}], reason="补充侦查后重新定性",
    )  # fmt: skip
    second = await world.done("li", "recordScreening", **a_screening(case_id))

    assert (second["result"], second["caseFile"]["status"]) == ("ELIGIBLE", "UNDER_REVIEW")


async def test_a_fifteen_year_old_is_no_suspect(world: World) -> None:
    """TC-T7: fraud-type offences need sixteen at the act (E-07)."""
    minor = {"name": "赵小雨", "birthDate": "2010-05-01", "sex": "MALE",
             "schoolStatus": "COMPULSORY_EDUCATION", "ageProof": "IDENTITY_CARD"}  # fmt: skip
    case_id = await a_case(world, minor=minor)

    refused = await world.do("li", "recordScreening", ("basis.rule",), **a_screening(case_id))

    assert (refused["code"], refused["basis"]["rule"]) == ("FINDING_CONTRADICTS_FACTS", "E-07")
