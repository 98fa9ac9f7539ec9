"""Who gets the files of a paper, and what a thief of the table gets."""

from __future__ import annotations

import pytest

from support.builders_cases import a_case, an_intake
from support.builders_documents import a_paper, blanks, fetch, issued, preview
from support.world import OTHER_OFFICE, World

pytestmark = pytest.mark.slow


@pytest.fixture
async def case_id(world: World) -> str:
    world.at("2026-03-20")
    world.person("li", "officer")
    return await a_case(world)


def the_name() -> str:
    return str(an_intake()["minor"]["name"])


OUTSIDERS = [
    ("wang", "officer", {}, 404),
    ("far", "officer", {"office": OTHER_OFFICE}, 404),
    ("far-chief", "supervisor", {"office": OTHER_OFFICE}, 404),
    ("worker", "social_worker", {}, 403),
    ("mother", "guardian", {}, 403),
    ("child", "young_person", {}, 403),
    ("eyes", "auditor", {}, 403),
    ("admin", "administrator", {}, 403),
]


@pytest.mark.parametrize(("who", "role", "where", "status"), OUTSIDERS)
async def test_others_do_not_fetch_it(
    world: World, case_id: str, who: str, role: str, where: dict[str, str], status: int
) -> None:
    document = await issued(world, "li", **a_paper(case_id))
    world.person(who, role, **where)
    before = world.counts()

    answer = await fetch(world, who, document["path"])

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    assert world.counts() == before
    hidden = await preview(world, who, **a_paper(case_id))
    assert hidden["code"] == ("NOT_VISIBLE" if status == 404 else "NOT_PERMITTED")


async def test_the_supervisor_fetches_and_nobody_does_not(world: World, case_id: str) -> None:
    document = await issued(world, "li", **a_paper(case_id))
    world.person("chen", "supervisor")

    assert (await fetch(world, "chen", document["path"])).status_code == 200
    assert (await fetch(world, None, document["path"])).status_code == 401
    assert (await fetch(world, "li", "/documents/x.pdf")).status_code == 404
    assert (await fetch(world, "li", document["path"][:-3] + "exe")).status_code == 404
    assert (await fetch(world, "li", f"/documents/{case_id}.pdf")).status_code == 404


async def test_a_paper_without_an_editable_form_has_none(world: World, case_id: str) -> None:
    order = blanks({"deficiency": "疏于管教", "requirements": "当面谈话", "until": "2026-04-30",
                    "check": "每月回访"})  # fmt: skip
    document = await issued(world, "li", **a_paper(case_id, "GUARDIANSHIP_ORDER", blanks=order))

    answer = await fetch(world, "li", document["path"][:-3] + "docx")

    assert document["editablePath"] is None
    assert (answer.status_code, answer.json()) == (422, {"code": "NO_EDITABLE_FORM"})


async def test_changed_bytes_are_never_handed_out(world: World, case_id: str) -> None:
    document = await issued(world, "li", **a_paper(case_id))
    world.sql("UPDATE documents SET sha256 = repeat('0', 64)")

    answer = await fetch(world, "li", document["path"])

    assert answer.status_code == 500
    assert b"PDF" not in answer.content


async def test_a_dump_of_the_table_tells_nothing(world: World, case_id: str) -> None:
    await issued(world, "li", **a_paper(case_id))

    (row,) = world.sql("SELECT * FROM documents")

    told = " ".join(str(value) for value in row)
    raw = b"".join(bytes(value) for value in row if isinstance(value, bytes | memoryview))
    assert the_name() not in told
    assert "平湖" not in told
    assert b"%PDF" not in raw
    assert the_name().encode() not in raw
