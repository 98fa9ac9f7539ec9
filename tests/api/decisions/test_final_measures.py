"""What comes with the final decision: a checklist, never a condition (F-02)."""

from __future__ import annotations

import pytest

from support.builders_decisions import a_case_on_probation
from support.builders_sealing import a_finished_case
from support.refusals import refused
from support.world import World

WANT = (
    "caseFile.finalChecklist.kind", "caseFile.finalChecklist.basis.rule",
    "caseFile.finalChecklist.records.note", "caseFile.finalChecklist.records.doneOn",
)  # fmt: skip


async def a_case(world: World) -> tuple[str, str]:
    """A finished file, and the day of its final decision; the clock stands a week after it."""
    case_id = await a_finished_case(world)
    ((decided,),) = world.sql("SELECT final_decided_on FROM case_files")
    world.at(str(decided))
    world.later(days=7)
    return case_id, str(decided)


async def test_the_checklist_has_seven_lines_and_shows_what_was_done(world: World) -> None:
    # F-02 (Rules 373 to 375).
    case_id, decided = await a_case(world)
    await world.done(
        "li", "recordFinalMeasure",
        caseId=case_id, kind="ADMONITION", doneOn=decided, note="当面训诫，本人表示悔过",
    )  # fmt: skip

    done = await world.done(
        "li", "recordFinalMeasure", WANT,
        caseId=case_id, kind="RELEASE_OF_SEIZURES", doneOn=decided, note="解除扣押手机一部",
    )  # fmt: skip

    lines = done["caseFile"]["finalChecklist"]
    assert [line["kind"] for line in lines] == [
        "ADMONITION", "STATEMENT_OF_REPENTANCE", "APOLOGY", "COMPENSATION",
        "ADMINISTRATIVE_OPINION", "RELEASE_OF_SEIZURES", "CONFISCATION_OPINION",
    ]  # fmt: skip
    assert {line["basis"]["rule"] for line in lines} == {"F-02"}
    told = {
        line["kind"]: [(one["doneOn"], one["note"]) for one in line["records"]]
        for line in lines
        if line["records"]
    }
    assert told == {
        "ADMONITION": [(decided, "当面训诫，本人表示悔过")],
        "RELEASE_OF_SEIZURES": [(decided, "解除扣押手机一部")],
    }


@pytest.mark.parametrize(
    ("days", "code"),
    [pytest.param(-1, "DATE_TOO_EARLY", id="before"), pytest.param(8, "DATE_IN_FUTURE", id="late")],
)
async def test_a_measure_lies_between_the_decision_and_today(
    world: World, days: int, code: str
) -> None:
    case_id, _ = await a_case(world)
    ((day,),) = world.sql("SELECT (final_decided_on + %s)::text FROM case_files", [days])

    await refused(
        world, "li", "recordFinalMeasure", code, None,
        caseId=case_id, kind="APOLOGY", doneOn=day,
    )  # fmt: skip


async def test_before_the_final_decision_there_is_no_checklist(world: World) -> None:
    case_id = await a_case_on_probation(world)

    page = await world.ask("li", "caseFile", ("finalChecklist.kind",), id=case_id)

    assert page["finalChecklist"] is None
    await refused(
        world, "li", "recordFinalMeasure", "MOVE_NOT_ALLOWED", None,
        caseId=case_id, kind="APOLOGY", doneOn=world.today.isoformat(),
    )  # fmt: skip


async def test_another_officer_records_nothing(world: World) -> None:
    case_id, decided = await a_case(world)
    world.person("wang", "officer")
    before = world.counts()

    answer = await world.do(
        "wang", "recordFinalMeasure", caseId=case_id, kind="APOLOGY", doneOn=decided
    )

    assert answer == {"code": "NOT_VISIBLE"}
    assert world.counts() == before
