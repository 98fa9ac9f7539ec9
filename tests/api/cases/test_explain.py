"""`guanhu explain`: the whole timetable of a case, to the letter, and nobody's name."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from guanhu.access.actor import system_actor
from guanhu.cases.use_cases.explain_case import SeveralCases, explain_case
from guanhu.explaining import lines_of
from guanhu.kernel.clock import SystemClock
from guanhu.kernel.errors import NotPermitted, NotVisible
from support.builders_cases import a_case, an_intake
from support.builders_decisions import a_heard_case
from support.command import run
from support.world import OTHER_OFFICE, World

DATA = Path(__file__).resolve().parents[2] / "data"
NOBODY = system_actor(UUID(int=0))
NUMBER = "杭检未〔2026〕105号"


async def a_case_decided_on_the_18th_day(world: World) -> str:
    """Received on 2 March, decided on 20 March, told to the suspect in time; nobody served yet."""
    world.at("2026-03-20")
    case_id = await a_heard_case(world, caseNumber=NUMBER, receivedOn="2026-03-02")
    await world.done(
        "li", "recordNotice", caseId=case_id, kind="RIGHTS_SUSPECT", doneOn="2026-03-04"
    )
    proposed = await world.done(
        "li", "proposeDecision", caseId=case_id, periodMonths=6, reasons="适合帮教"
    )
    world.person("chen", "supervisor")
    await world.done("chen", "approveProposal", proposalId=proposed["proposalId"], text="决定")
    return case_id


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_date_with_its_rule_facts_and_arithmetic(world: World, language: str) -> None:
    case_id = await a_case_decided_on_the_18th_day(world)
    await world.done("li", "confirmPeriodEnd", caseId=case_id, printedEnd="2026-09-19")
    world.at("2026-03-24")

    found = await explain_case(world.product.database, world.clock, NOBODY, case_id)

    expected = (DATA / f"explain.{language}.txt").read_text(encoding="utf-8")
    assert "\n".join(lines_of(found, language)) + "\n" == expected
    trail = world.sql(
        "SELECT role, office_id, case_id::text FROM trail_entries"
        " WHERE action = 'cases.timetable_viewed'"
    )
    assert trail == [("system", world.office(), case_id)]


async def test_the_command_takes_the_number_and_says_which_case_there_is_not(world: World) -> None:
    world.clock.set(SystemClock().now())
    await a_case(world, "li", caseNumber=NUMBER)
    before = world.counts()

    absent = run(world, "explain", "杭检未〔2026〕999号")

    assert (absent.returncode, absent.stdout) == (1, "")
    assert absent.stderr == "Error: no such case here, or it is sealed\n"
    assert world.counts() == before
    found = run(world, "explain", NUMBER, "--language", "en")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith(f"Case {NUMBER}, as of ")
    assert world.counts() == before | {"trail_entries": before["trail_entries"] + 1}


async def test_a_number_in_two_offices_needs_the_identifier(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case(world, "li", caseNumber=NUMBER)
    world.person("he", "officer", OTHER_OFFICE)
    await world.done("he", "openCase", **an_intake(caseNumber=NUMBER))
    before = world.counts()

    with pytest.raises(SeveralCases):
        await explain_case(world.product.database, world.clock, NOBODY, NUMBER)
    with pytest.raises(NotVisible):
        await explain_case(world.product.database, world.clock, NOBODY, str(UUID(int=7)))
    for handle in ("li", "he"):
        with pytest.raises(NotPermitted):
            await explain_case(world.product.database, world.clock, world.actors[handle], case_id)

    assert world.counts() == before
    found = await explain_case(world.product.database, world.clock, NOBODY, case_id)
    assert str(found.case.id) == case_id
