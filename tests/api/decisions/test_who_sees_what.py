"""The prosecution's drafts stay with the prosecution; what was issued is never changed."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from guanhu.plumbing.database import Entry
from support.builders_decisions import a_case_on_probation, a_proposed_case
from support.world import OTHER_OFFICE, World


def entry(world: World, handle: str) -> Entry:
    actor = world.actors[handle]
    return Entry(
        actor.session_id, actor.account_id, actor.role_name, actor.office_id, world.today,
        world.clock.now(),
    )  # fmt: skip


async def on_the_team(world: World, case_id: str) -> None:
    """Worker sun is on the support team from today."""
    sun = world.person("sun", "social_worker")
    await world.done(
        "li", "appointTeamMember", caseId=case_id, accountId=str(sun.account_id),
        duty="SOCIAL_WORKER", validFrom=world.today.isoformat(),
    )  # fmt: skip


async def test_a_worker_sees_what_was_decided_but_no_draft(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)
    await on_the_team(world, case_id)

    drafts = ("opinions", "proposals", "periodChanges", "screening", "screenings")
    want = ("decisions.services.late", "decisions.announcement.announcedOn", "probation.endsOn")
    page = await world.ask("sun", "caseFile", (*want, *drafts), id=case_id)

    assert [page[draft] for draft in drafts] == [None] * 5
    assert page["probation"]["endsOn"] == "2026-09-20"
    [decision] = page["decisions"]
    assert decision["kind"] == "CONDITIONAL_NON_PROSECUTION"
    assert decision["text"] is None
    assert decision["announcement"]["announcedOn"] == "2026-03-20"
    assert len(decision["services"]) == 5


@pytest.mark.parametrize(
    "table", ["opinions", "proposals", "period_changes", "screenings", "screening_answers"]
)
async def test_the_database_itself_keeps_drafts_from_a_worker(world: World, table: str) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)
    await world.done("li", "proposePeriodChange", caseId=case_id, totalMonths=8, reason="延长")
    await on_the_team(world, case_id)
    count = text(f"SELECT count(*) FROM {table}")  # noqa: S608 - names from the list above

    async with world.product.database.read(entry(world, "sun")) as session:
        seen_by_worker = await session.scalar(count)
    async with world.product.database.read(entry(world, "li")) as session:
        seen_by_officer = await session.scalar(count)

    assert seen_by_worker == 0
    assert seen_by_officer == world.count(table) > 0


@pytest.mark.parametrize(
    ("handle", "role", "office"),
    [
        pytest.param("wang", "officer", None, id="another-officer"),
        pytest.param("gao", "supervisor", OTHER_OFFICE, id="supervisor-of-another-office"),
        pytest.param("qin", "social_worker", None, id="worker-not-on-the-team"),
    ],
)
async def test_for_others_the_proposal_does_not_exist(
    world: World, handle: str, role: str, office: str | None
) -> None:
    world.person(handle, role, *([office] if office else []))
    case_id, proposal_id = await a_proposed_case(world)
    before = world.counts()

    page = await world.ask(handle, "caseFile", id=case_id)
    answer = await world.do(handle, "approveProposal", proposalId=proposal_id, text="决定")

    assert page["code"] == "NOT_VISIBLE"
    assert answer["code"] == ("NOT_VISIBLE" if role == "supervisor" else "NOT_PERMITTED")
    assert world.counts() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET decided_on = decided_on - 1",
        "DELETE FROM decisions",
        "UPDATE services SET late = false",
        "DELETE FROM services",
        "UPDATE announcements SET announced_on = announced_on - 1",
        "DELETE FROM opinions",
        "UPDATE screenings SET result = 'eligible'",
        "DELETE FROM period_changes",
    ],
)
async def test_what_was_issued_is_never_changed(world: World, statement: str) -> None:
    await a_case_on_probation(world)

    with pytest.raises(ProgrammingError) as denied:
        async with world.product.database.transaction(entry(world, "chen")) as session:
            await session.execute(text(statement))

    assert "permission denied" in str(denied.value.orig)


async def allowed(world: World, handle: str, case_id: str) -> dict[str, Any]:
    want = ("allowedActions.basis.rule",)
    page = await world.ask(handle, "caseFile", want, id=case_id)
    return {
        one["action"]: (one["allowed"], one["code"], (one["basis"] or {}).get("rule"))
        for one in page["allowedActions"]
    }


async def test_the_page_tells_what_may_be_done_and_why_not(world: World) -> None:
    world.at("2026-03-20")
    world.person("chen", "supervisor")
    case_id, proposal_id = await a_proposed_case(world)

    officer, supervisor = (
        await allowed(world, "li", case_id),
        await allowed(world, "chen", case_id),
    )
    assert officer["APPROVE_PROPOSAL"] == (False, "NOT_PERMITTED", None)
    assert supervisor["APPROVE_PROPOSAL"] == (True, None, None)
    assert supervisor["DECIDE_TO_PROSECUTE"] == (False, "NO_DISPOSITION_OBJECTION", "D-05")

    await world.done("chen", "approveProposal", proposalId=proposal_id, text="决定")
    officer = await allowed(world, "li", case_id)
    assert officer["RECORD_SERVICE"] == (True, None, None)
    assert officer["RECORD_ANNOUNCEMENT"] == (True, None, None)
    assert officer["HEAR_OPINION"] == (False, "STAGE_NOT_OPEN", "P-09")
    assert officer["PROPOSE_PERIOD_CHANGE"] == (True, None, None)
    supervisor = await allowed(world, "chen", case_id)
    assert supervisor["APPROVE_PERIOD_CHANGE"] == (False, "NOTHING_TO_APPROVE", None)


async def test_the_page_names_the_gate_that_is_shut(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)

    officer = await allowed(world, "li", case_id)
    assert officer["RECORD_SERVICE"] == (False, "EVERYTHING_SERVED", "D-08")
    assert officer["RECORD_ANNOUNCEMENT"] == (False, "MOVE_NOT_ALLOWED", None)
    await world.done("li", "proposePeriodChange", caseId=case_id, totalMonths=8, reason="延长")
    officer = await allowed(world, "li", case_id)
    assert officer["PROPOSE_PERIOD_CHANGE"] == (False, "PERIOD_CHANGE_PENDING", "P-04")
