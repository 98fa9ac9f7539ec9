"""F-12: what was linked with a sealed file says that it holds sealed information, not whose."""

from __future__ import annotations

import asyncio

from support.builders_cases import a_case, an_intake
from support.builders_sealing import a_finished_case
from support.world import World

WANT = ("sealedMark.label", "sealedMark.basis.rule")
MARK = ("含犯罪记录封存信息", "F-12")


async def label(world: World, who: str, case_id: str) -> object:
    page = await world.ask(who, "caseFile", WANT, id=case_id)
    assert page["id"] == case_id
    mark = page["sealedMark"]
    return None if mark is None else (mark["label"], mark["basis"]["rule"])


async def linked_files(world: World, kind: str) -> tuple[str, str, str]:
    """A finished file of li's linked with one of wang's, and one of wang's that is not."""
    sealed = await a_finished_case(world)
    other, free = await a_case(world, "wang"), await a_case(world, "wang")
    world.person("zhou", "supervisor")
    await world.done("zhou", "linkCases", caseIds=[sealed, other], kind=kind)
    return sealed, other, free


async def test_files_linked_with_a_sealed_one_are_marked(world: World) -> None:
    # F-12: the mark says that something is sealed, not whose.
    for kind in ("JOINT", "LINKED"):
        sealed, other, free = await linked_files(world, kind)
        assert await label(world, "wang", other) is None

        await world.done("li", "sealCase", caseId=sealed)

        assert await label(world, "wang", other) == MARK
        assert await label(world, "zhou", other) == MARK
        assert await label(world, "wang", free) is None
        # Nothing of the sealed file stands beside the mark.
        assert sealed not in str(world.sql("SELECT * FROM case_groups"))
        assert world.sql(
            "SELECT m.case_id::text FROM case_group_members m JOIN case_groups g"
            " ON g.id = m.group_id WHERE g.holds_sealed AND m.case_id = %s",
            [other],
        ) == [(other,)]


async def test_two_linked_files_sealed_at_once_do_not_wait_for_each_other(world: World) -> None:
    cases = [await a_finished_case(world) for _ in range(3)]
    world.person("zhou", "supervisor")
    await world.done("zhou", "linkCases", caseIds=cases, kind="JOINT")
    third = await a_case(world)
    await world.done("zhou", "linkCases", caseIds=[third, *cases[:2]], kind="LINKED")

    done = await asyncio.gather(*(world.done("li", "sealCase", caseId=each) for each in cases))

    assert len({each["sealOrder"]["sealNumber"] for each in done}) == 3
    assert await label(world, "li", third) == MARK


async def test_a_file_that_is_linked_with_nothing_marks_nothing(world: World) -> None:
    case_id = await a_finished_case(world)
    other = str((await world.done("li", "openCase", **an_intake()))["caseFile"]["id"])

    await world.done("li", "sealCase", caseId=case_id)

    assert await label(world, "li", other) is None
    details = world.sql("SELECT details FROM trail_entries WHERE action = 'sealing.sealed'")
    assert details == [({"groups_marked": 0},)]
