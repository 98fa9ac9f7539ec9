"""The final decision: when it may be issued, on whom it is served, when it takes effect."""

from __future__ import annotations

import pytest

from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from support.builders_decisions import (
    a_case_on_probation,
    a_final_decision,
    an_announcement,
    an_opinion,
    give_opinion,
)
from support.refusals import refused
from support.world import World


async def a_finished_period(world: World, *, victim_heard: bool = True) -> str:
    """Probation from 2026-03-20, over since yesterday, with the opinion given."""
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)
    world.at("2026-09-21")
    if victim_heard:
        again = an_opinion(world, case_id, "VICTIM", stage="BEFORE_FINAL_DECISION")
        await world.done("li", "hearOpinion", **again)
    give_opinion(world, case_id)
    return case_id


async def test_it_is_served_on_all_and_takes_effect_when_announced(world: World) -> None:
    """P-14, F-03."""
    case_id = await a_finished_period(world)
    decision_id = await a_final_decision(world, case_id)
    want = ("decisions.effectiveOn", "decisions.basis.rule")
    signed = (await world.ask("li", "caseFile", want, id=case_id))["decisions"][1]
    assert (signed["kind"], signed["basis"]["rule"]) == ("FINAL_NON_PROSECUTION", "P-10")
    assert signed["effectiveOn"] is None

    world.at("2026-09-23")
    for addressee in ("POLICE", "VICTIM"):
        await world.done(
            "li", "recordService", decisionId=decision_id, addressee=addressee, mode="POST",
            sentOn="2026-09-22", receivedOn="2026-09-23",
        )  # fmt: skip
    # The announcement of the final decision is not bound to D-09.
    announced = await world.done(
        "li", "recordAnnouncement", ("caseFile.decisions.effectiveOn",),
        **an_announcement(world, decision_id, explained=[], minorPresent=False),
    )  # fmt: skip

    assert announced["caseFile"]["decisions"][1]["effectiveOn"] == "2026-09-23"
    stored = world.sql(
        "SELECT status, final_decided_on::text, final_announced_on::text, final_services_missing,"
        " services_missing FROM case_files WHERE id = %s",
        [case_id],
    )
    assert stored == [("final_decision", "2026-09-21", "2026-09-23", 3, 0)]
    await refused(
        world, "li", "recordAnnouncement", "ALREADY_ANNOUNCED", None,
        **an_announcement(world, decision_id),
    )  # fmt: skip


async def test_it_waits_for_both_readings_of_the_end(world: World) -> None:
    world.at("2026-03-20")
    case_id = await a_case_on_probation(world)
    give_opinion(world, case_id)
    world.at("2026-09-20")
    before = world.counts()

    with pytest.raises(Refusal) as found:
        await a_final_decision(world, case_id)

    assert (found.value.code, found.value.rule) == ("PERIOD_NOT_OVER", "P-12")
    assert world.counts() == before


async def test_it_waits_for_the_victim(world: World) -> None:
    case_id = await a_finished_period(world, victim_heard=False)
    before = world.counts()

    with pytest.raises(Refusal) as found:
        await a_final_decision(world, case_id)

    assert (found.value.code, found.value.rule) == ("VICTIM_NOT_HEARD_AGAIN", "P-09")
    assert world.counts() == before


async def test_a_victim_who_waives_is_recorded_with_the_reason(world: World) -> None:
    """N02: the victim waives before the final decision."""
    case_id = await a_finished_period(world, victim_heard=False)
    await world.done(
        "li", "recordImpossibility", caseId=case_id, stage="BEFORE_FINAL_DECISION",
        party="VICTIM", reason="被害人书面表示不再发表意见",
    )  # fmt: skip

    await a_final_decision(world, case_id)

    page = await world.ask("li", "caseFile", ("opinions.impossibleBecause",), id=case_id)
    assert page["status"] == "FINAL_DECISION"
    assert page["opinions"][-1]["impossibleBecause"] == "被害人书面表示不再发表意见"


async def test_nobody_approves_their_own(world: World) -> None:
    case_id = await a_finished_period(world)

    with pytest.raises(ApproverIsAuthor):
        await a_final_decision(world, case_id, officer="chen")

    assert world.count("decisions") == 1
