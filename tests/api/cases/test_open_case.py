"""Intake through the outermost door."""

from __future__ import annotations

import pytest

from support.builders_cases import a_case, an_intake
from support.refusals import refused
from support.world import OTHER_OFFICE, World


async def test_an_officer_opens_a_case_and_finds_it_in_the_caseload(world: World) -> None:
    # M-11: two ages; Q-10: no list shows the name.
    world.person("li", "officer")

    opened = await world.done(
        "li", "openCase", ("caseFile.minor.ageAtAct", "caseFile.minor.ageNow"), **an_intake()
    )

    assert opened["caseFile"]["status"] == "RECEIVED"
    assert opened["caseFile"]["minor"]["maskedName"] == "林某"
    assert opened["caseFile"]["minor"]["ageAtAct"] == 17
    assert opened["caseFile"]["minor"]["ageNow"] == 17
    page = await world.ask("li", "caseFiles")
    assert page["total"] == 1
    assert page["items"][0]["id"] == opened["caseFile"]["id"]
    assert page["items"][0]["maskedName"] == "林某"


async def test_the_same_key_again_gives_the_first_answer(world: World) -> None:
    world.person("li", "officer")
    intake = an_intake(idempotencyKey="once-and-only-once")

    first = await world.done("li", "openCase", **intake)
    second = await world.done("li", "openCase", **intake)

    assert first["caseFile"]["id"] == second["caseFile"]["id"]
    assert world.count("case_files") == 1


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        pytest.param({"receivedOn": "2026-03-03"}, "DATE_IN_FUTURE", id="received-tomorrow"),
        pytest.param({"guardians": []}, "NO_LEGAL_REPRESENTATIVE", id="nobody-represents"),
        pytest.param({"minor": None}, "INVALID_INPUT", id="no-minor"),
        pytest.param({"caseNumber": "x" * 61}, "INVALID_INPUT", id="over-long"),
    ],
)
async def test_bad_intake_is_refused_and_leaves_nothing(
    world: World, overrides: dict[str, object], code: str
) -> None:
    world.person("li", "officer")
    before = world.counts()

    answer = await world.do("li", "openCase", **an_intake(**overrides))

    assert answer["code"] == code
    assert world.counts() == before


async def test_another_officers_case_is_absent(world: World) -> None:
    case_id = await a_case(world, "li")
    world.person("wang", "officer")

    assert (await world.ask("wang", "caseFile", id=case_id))["code"] == "NOT_VISIBLE"
    assert (await world.ask("wang", "caseFiles"))["total"] == 0


async def test_an_act_before_the_birth_of_a_minor_known_already_is_refused(world: World) -> None:
    world.person("li", "officer")
    opened = await world.done("li", "openCase", **an_intake())
    again = an_intake(caseNumber="杭检未〔2026〕2号", minor=None, guardians=[])
    again |= {"minorId": _minor_of(world, str(opened["caseFile"]["id"]))}
    again["charges"][0]["acts"] = [{"occurredOn": "2001-01-01", "amountFen": 20000}]

    await refused(world, "li", "openCase", "DATE_TOO_EARLY", None, **again)


def _minor_of(world: World, case_id: str) -> str:
    found = world.sql("SELECT minor_id::text FROM case_files WHERE id = %s", [case_id])
    return str(found[0][0])


async def test_a_number_is_used_once_in_an_office_whoever_has_the_file(world: World) -> None:
    world.person("li", "officer")
    world.person("wang", "officer")
    world.person("far", "officer", OTHER_OFFICE)
    number = "杭检未〔2026〕77号"
    await world.done("li", "openCase", **an_intake(caseNumber=number))

    # A colleague's file cannot be seen, but its number is known not to be free.
    for who in ("li", "wang"):
        spaced = an_intake(caseNumber=f" {number} ")
        await refused(world, who, "openCase", "CASE_NUMBER_TAKEN", None, **spaced)
    await world.done("far", "openCase", **an_intake(caseNumber=number))

    assert world.count("case_files") == 2
