"""Proposing, sending back, approving: by two people, once."""

from __future__ import annotations

import asyncio

from support.builders_decisions import a_decided_case, a_proposed_case
from support.refusals import refused
from support.world import World


async def test_what_was_sent_back_is_kept_beside_the_next_proposal(world: World) -> None:
    world.person("chen", "supervisor")
    case_id, proposal_id = await a_proposed_case(world)

    returned = await world.done(
        "chen", "returnProposal", proposalId=proposal_id, feedback="请补充社会调查情况"
    )
    assert returned["caseFile"]["status"] == "UNDER_REVIEW"
    world.later(hours=1)
    await world.done("li", "proposeDecision", caseId=case_id, periodMonths=8, reasons="已补充")

    want = ("proposals.approver.displayName", "proposals.author.displayName")
    page = await world.ask("li", "caseFile", want, id=case_id)
    told = [
        (one["state"], one["periodMonths"], one["feedback"], one["author"]["displayName"])
        for one in page["proposals"]
    ]
    assert told == [
        ("RETURNED", 6, "请补充社会调查情况", "li"),
        ("SUBMITTED", 8, None, "li"),
    ]
    assert page["proposals"][0]["approver"]["displayName"] == "chen"
    await refused(
        world, "chen", "approveProposal", "PROPOSAL_CLOSED", None,
        proposalId=proposal_id, text="决定",
    )  # fmt: skip


async def test_only_one_proposal_waits_at_a_time(world: World) -> None:
    case_id, _ = await a_proposed_case(world)

    await refused(
        world, "li", "proposeDecision", "MOVE_NOT_ALLOWED", None,
        caseId=case_id, periodMonths=8, reasons="再次提出",
    )  # fmt: skip


async def test_nobody_sends_back_what_they_proposed(world: World) -> None:
    world.person("chen", "supervisor")
    case_id, first = await a_proposed_case(world)
    await world.done("chen", "returnProposal", proposalId=first, feedback="由我提出")
    own = await world.done(
        "chen", "proposeDecision", caseId=case_id, periodMonths=6, reasons="适合帮教"
    )

    await refused(
        world, "chen", "returnProposal", "APPROVER_IS_AUTHOR", None,
        proposalId=own["proposalId"], feedback="撤回",
    )  # fmt: skip


async def test_two_supervisors_at_once_make_one_decision(world: World) -> None:
    world.person("chen", "supervisor")
    world.person("zhou", "supervisor")
    _, proposal_id = await a_proposed_case(world)

    answers = await asyncio.gather(
        *(
            world.do(who, "approveProposal", proposalId=proposal_id, text="决定")
            for who in ("chen", "zhou")
        )
    )

    codes = sorted(str(answer.get("code", answer["__typename"])) for answer in answers)
    assert codes == ["ApproveProposalSuccess", "PROPOSAL_CLOSED"]
    assert world.count("decisions") == 1


async def test_the_same_approval_twice_gives_the_first_answer(world: World) -> None:
    world.person("chen", "supervisor")
    _, proposal_id = await a_proposed_case(world)
    given = {"proposalId": proposal_id, "text": "决定", "idempotencyKey": "approve-once"}

    first = await world.done("chen", "approveProposal", **given)
    before = world.counts()
    again = await world.done("chen", "approveProposal", **given)

    assert again["decisionId"] == first["decisionId"]
    # The supervisor looked at the file once more: a view is a trail entry of its own.
    assert world.counts() == before | {"trail_entries": before["trail_entries"] + 1}


async def test_a_decision_shows_who_wrote_and_who_approved(world: World) -> None:
    world.at("2026-03-02")
    case_id, decision_id = await a_decided_case(world, months=9)

    want = ("decisions.author.displayName", "decisions.approver.displayName",
            "decisions.basis.rule")  # fmt: skip
    page = await world.ask("li", "caseFile", want, id=case_id)

    [decision] = page["decisions"]
    assert decision["id"] == decision_id
    assert decision["kind"] == "CONDITIONAL_NON_PROSECUTION"
    assert (decision["decidedOn"], decision["periodMonths"]) == ("2026-03-02", 9)
    assert decision["text"] == "附条件不起诉决定"
    assert decision["author"]["displayName"] == "li"
    assert decision["approver"]["displayName"] == "chen"
    assert decision["basis"]["rule"] == "E-10"


async def test_each_step_leaves_its_trail_entry(world: World) -> None:
    case_id, _ = await a_decided_case(world)

    actions = [
        row[0]
        for row in world.sql(
            "SELECT action FROM trail_entries WHERE case_id = %s AND action <> 'cases.viewed'"
            " ORDER BY seq",
            [case_id],
        )
    ]

    assert actions == [
        "cases.opened",
        "eligibility.screened",
        "eligibility.triaged",
        *["decisions.opinion_heard"] * 5,
        "decisions.proposed",
        "decisions.decided",
    ]
