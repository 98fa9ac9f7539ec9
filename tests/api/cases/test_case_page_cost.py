"""Deadlines and allowed actions of one case: what asking costs, and which walls stand around it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import true

import guanhu.api.gql.case_file  # noqa: F401 - every room registers
from guanhu.access.actor import Actor
from guanhu.api.gql.case_base import ROOMS, parts_for
from guanhu.api.gql.direct import Direct
from guanhu.api.gql.shaping import ShapingExecutor
from guanhu.audit.work import glance
from guanhu.cases import gate_facts, page
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts, find_gate_facts, gate_form
from guanhu.cases.use_cases.read_case_file import read_case_file, read_case_with_gates
from guanhu.cases.use_cases.read_gates import read_gates
from guanhu.cases.visibility import visible
from guanhu.checkins.gate_facts import TO_DO
from guanhu.decisions.gate_facts import OPINIONS
from guanhu.kernel.errors import NotPermitted, NotVisible
from guanhu.plans.gate_facts import OPEN_VERSION
from support.builders_cases import a_case
from support.sent import sent_by
from support.standing import (
    Stage,
    check_in_due,
    check_in_missed,
    opinion_given,
    received,
    review_begun,
    revocation_proposed,
    screened_on_other_charges,
)
from support.world import World

ASKED = """
query Parts($id: UUID!, $language: Language!) {
  caseFile(id: $id) {
    id
    deadlines { kind title(language: $language) startsOn dueOn state provisional
      basis { rule citation(language: $language) unconfirmed } explanation(language: $language) }
    allowedActions { action allowed code reason(language: $language)
      basis { rule citation(language: $language) unconfirmed }
      why { rule statement(language: $language) facts { name value } steps(language: $language) } }
  }
}
"""
FOR_EVERYBODY = {"to_do", "open_version"}
"""Parts over tables that a social worker reads; all others are the prosecution's."""
ALL = tuple(dict.fromkeys(part for room in ROOMS for part in room.parts))


def read_by(sent: list[str]) -> list[str]:
    """First words of what was sent, without entering the walls and ending."""
    around = ("BEGIN", "COMMIT", "SELECT guanhu_enter")
    return [text.split()[0] for text in sent if not text.lstrip().startswith(around)]


@pytest.mark.parametrize(
    "stage", [received, check_in_due, opinion_given, revocation_proposed], ids=lambda s: s.__name__
)
async def test_page_deadlines_and_actions_are_one_statement(world: World, stage: Stage) -> None:
    case_id = await stage(world)
    async with sent_by(world.product.database) as sent:
        answer = await world.post("li", ASKED, {"id": case_id, "language": "ZH"})

    assert len(answer["data"]["caseFile"]["allowedActions"]) > 40
    assert [text.split()[0] for text in sent] == ["SELECT"]


async def test_a_supervisor_adds_the_trail_entry_and_nothing_else(world: World) -> None:
    case_id = await opinion_given(world)
    viewed = "SELECT count(*) FROM trail_entries WHERE action = 'cases.viewed'"
    ((before,),) = world.sql(viewed)
    async with sent_by(world.product.database) as sent:
        await world.post("wang", ASKED, {"id": case_id, "language": "ZH"})

    assert read_by(sent) == ["SELECT", "SELECT"]
    assert world.sql(viewed) == [(before + 1,)]


async def test_reached_by_way_of_a_fragment_it_is_two_statements(world: World) -> None:
    case_id = await check_in_due(world)
    asked = """query Q($id: UUID!) { caseFile(id: $id) { ...Parts } }
      fragment Parts on CaseFile { deadlines { dueOn } allowedActions { action code } }"""
    async with sent_by(world.product.database) as sent:
        answer = await world.post("li", asked, {"id": case_id})

    assert len(answer["data"]["caseFile"]["allowedActions"]) > 40
    assert read_by(sent) == ["SELECT", "SELECT"]


@pytest.mark.parametrize("language", ["ZH", "EN"])
@pytest.mark.parametrize(
    "stage", [screened_on_other_charges, check_in_missed, review_begun], ids=lambda s: s.__name__
)
async def test_the_compiled_lists_say_what_the_library_says(
    world: World, monkeypatch: pytest.MonkeyPatch, stage: Stage, language: str
) -> None:
    variables = {"id": await stage(world), "language": language}
    first = await world.post("li", ASKED, variables)
    again = await world.post("li", ASKED, variables)

    async def never(*_: Any) -> None:
        """No plan for anything: the library answers."""

    monkeypatch.setattr(Direct, "answer", never)
    monkeypatch.setattr(ShapingExecutor, "_find", lambda *_: None)
    walked = await world.post("li", ASKED, variables)

    assert len(first["data"]["caseFile"]["allowedActions"]) > 40
    assert first["data"]["caseFile"]["deadlines"]
    assert first == again == walked


# -- walls ----------------------------------------------------------------------------------------


async def page_of(world: World, handle: str, case_id: str) -> CasePage:
    database, clock = world.product.database, world.clock
    return await read_case_file(database, clock, world.actors[handle], UUID(case_id))


async def columns(world: World, actor: Actor, case_id: str) -> list[dict[str, Any]]:
    """What the database alone lets `actor` see of every part: wall one says yes to everything."""
    form = gate_form(lambda _look: true(), actor.role, ALL)
    given = {
        "case": UUID(case_id), "office": actor.office_id, "account": actor.account_id,
        "today": world.today,
    }  # fmt: skip
    seen = glance(world.product.database, world.clock, actor)
    rows = await seen.rows(form.text, form.values(given))
    return [dict(zip((part.name for part in ALL), tuple(row), strict=True)) for row in rows]


async def test_another_officer_gets_nothing_from_either_wall(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = await opinion_given(world)
    other = world.person("zhou", "officer")
    stranger = world.person("ren", "supervisor", "P330200")
    seen = await page_of(world, "li", case_id)
    database, clock = world.product.database, world.clock
    assert (await columns(world, world.actors["li"], case_id))[0]["review"] is not None
    assert await columns(world, other, case_id) == []
    assert await columns(world, stranger, case_id) == []

    for who in (other, stranger):
        with pytest.raises(NotVisible):
            await read_gates(database, clock, who, seen, parts_for(who))
        with pytest.raises(NotVisible):
            await read_case_with_gates(database, clock, who, UUID(case_id), parts_for(who))
    for module in (gate_facts, page):
        monkeypatch.setattr(module, "visible", lambda _look: true())
    for who in (other, stranger):
        with pytest.raises(NotVisible):
            await read_case_with_gates(database, clock, who, UUID(case_id), parts_for(who))


async def test_wall_one_alone_hides_the_case_too(world: World) -> None:
    """The same statement as the owner of the tables, whom no policy binds."""
    case_id = await opinion_given(world)
    other = world.person("zhou", "officer")
    for actor, rows in ((world.actors["li"], 1), (other, 0)):
        form = gate_form(visible, actor.role, (OPINIONS,))
        given = {**form.fixed, "case": case_id, "office": actor.office_id}
        given["account"] = actor.account_id
        text = form.text
        for number, name in reversed(list(enumerate(form.names, 1))):
            text = text.replace(f"${number}", f"'{given[name]}'")
        assert len(world.sql(text)) == rows


async def test_a_worker_of_the_team_gets_none_of_the_prosecutions_parts(world: World) -> None:
    case_id = await opinion_given(world)
    zhao = world.person("zhao", "social_worker")
    world.sql(
        "INSERT INTO team_members (id, office_id, case_id, account_id, duty, valid_during,"
        " appointed_by, appointed_at) SELECT gen_random_uuid(), office_id, id, %s,"
        " 'social_worker', daterange(%s, NULL), officer_id, now() FROM case_files",
        [zhao.account_id, world.today],
    )
    (found,) = await columns(world, zhao, case_id)

    told = {name for name, value in found.items() if value is not None}
    # That a review exists is for the team; what it proposes, rates and holds is not. What its
    # people keep themselves, evidence for conditions and awaited outcomes, is theirs to read.
    assert told - {"review", "held_now", "pending_evidence"} <= FOR_EVERYBODY
    assert OPINIONS not in parts_for(zhao)
    assert TO_DO in parts_for(zhao)
    seen = await page_of(world, "zhao", case_id)
    with pytest.raises(NotPermitted):
        await read_gates(world.product.database, world.clock, zhao, seen, (TO_DO, OPINIONS))


async def test_nobody_unentered_sees_a_row(world: World) -> None:
    case_id = await received(world)
    form = gate_form(lambda _look: true(), None, ALL)
    given = {"case": UUID(case_id), "office": None, "account": None, "today": world.today}
    pooled = await world.product.database.engine.raw_connection()
    driver: Any = pooled.driver_connection
    try:
        assert await driver.fetch(form.text, *form.values(given)) == []
    finally:
        pooled.close()


async def test_a_case_that_was_hidden_meanwhile_is_not_visible(world: World) -> None:
    case_id = await a_case(world)
    seen = await page_of(world, "li", case_id)
    other = world.person("zhou", "officer")
    world.sql("UPDATE case_files SET officer_id = %s", [other.account_id])

    look = glance(world.product.database, world.clock, world.actors["li"])
    assert await find_gate_facts(look, seen, (OPEN_VERSION,)) is None


def test_every_part_has_a_name_and_a_permission_of_its_own() -> None:
    names = [part.name for part in ALL]
    assert len(set(names)) == len(names) >= 10
    assert all(isinstance(part, GateFacts) for part in ALL)
    assert all(room.needs is not None for room in ROOMS)
