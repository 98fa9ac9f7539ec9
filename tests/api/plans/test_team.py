"""The support team: membership is what gives a worker access, for as long as it lasts."""

from __future__ import annotations

from support.builders_cases import a_case
from support.builders_plans import a_draft, a_member
from support.world import OTHER_OFFICE, World


async def sees(world: World, who: str, case_id: str) -> tuple[int, int, bool]:
    """Lines of the caseload, its total, and whether the page opens."""
    listed = await world.ask(who, "caseFiles")
    page = await world.ask(who, "caseFile", ("id",), id=case_id)
    return len(listed["items"]), listed["total"], "code" not in page


async def test_worker_sees_the_case_from_the_first_to_the_last_day(world: World) -> None:
    case_id = await a_case(world)
    draft = await a_draft(world, case_id)
    member = await a_member(world, case_id, validFrom="2026-03-05")
    assert await sees(world, "zhao", case_id) == (0, 0, False)

    world.at("2026-03-05")
    assert await sees(world, "zhao", case_id) == (1, 1, True)
    await world.done("li", "endTeamMembership", memberId=member, until="2026-03-10", reason="换人")
    world.at("2026-03-10T23:59")
    assert await sees(world, "zhao", case_id) == (1, 1, True)
    assert (await world.ask("zhao", "planVersion", id=draft["id"]))["id"] == draft["id"]

    world.at("2026-03-11T00:00")
    assert await sees(world, "zhao", case_id) == (0, 0, False)
    assert (await world.ask("zhao", "planVersion", id=draft["id"]))["code"] == "NOT_VISIBLE"
    agreed = await world.do(
        "zhao", "recordAgreement", planVersionId=draft["id"], party="MINOR", answer="YES",
        answeredOn="2026-03-11",
    )  # fmt: skip
    assert agreed["code"] == "NOT_VISIBLE"
    searched = await world.ask("zhao", "caseFiles", filter={"search": "林小禾"})
    assert searched["total"] == 0


async def test_team_stands_on_the_case_page(world: World) -> None:
    case_id = await a_case(world)
    member = await a_member(world, case_id, duty="MENTOR")
    await world.done("li", "endTeamMembership", memberId=member, until="2026-04-01", reason="期满")

    page = await world.ask("li", "caseFile", ("team.account.displayName",), id=case_id)

    (shown,) = page["team"]
    assert (shown["duty"], shown["from"], shown["until"]) == ("MENTOR", "2026-03-02", "2026-04-01")
    assert shown["account"]["displayName"] == "zhao"


async def test_only_active_workers_and_officers_of_the_office_are_appointed(world: World) -> None:
    case_id = await a_case(world)
    world.person("wang", "supervisor")
    world.person("elsewhere", "social_worker", OTHER_OFFICE)
    world.person("gone", "social_worker")
    world.sql(
        "UPDATE accounts SET deactivated_at = now() WHERE id = %s",
        [world.actors["gone"].account_id],
    )
    before = world.counts()

    for handle in ("wang", "elsewhere", "gone"):
        answer = await world.do(
            "li", "appointTeamMember", caseId=case_id, duty="SOCIAL_WORKER",
            accountId=str(world.actors[handle].account_id), validFrom="2026-03-02",
        )  # fmt: skip
        assert answer["code"] == "ACCOUNT_NOT_SUITABLE", handle
    assert world.counts() == before


async def test_nobody_is_on_the_team_twice_at_a_time(world: World) -> None:
    case_id = await a_case(world)
    member = await a_member(world, case_id)
    again = {
        "caseId": case_id, "duty": "LEAD",
        "accountId": str(world.actors["zhao"].account_id),
    }  # fmt: skip

    overlapping = await world.do("li", "appointTeamMember", **again, validFrom="2026-05-01")
    await world.done("li", "endTeamMembership", memberId=member, until="2026-03-31", reason="暂离")
    same_day = await world.do("li", "appointTeamMember", **again, validFrom="2026-03-31")
    await world.done("li", "appointTeamMember", **again, validFrom="2026-04-01")

    assert overlapping["code"] == "ALREADY_ON_TEAM"
    assert overlapping["facts"][0]["value"] == "2026-03-02"
    assert same_day["code"] == "ALREADY_ON_TEAM"
    assert world.count("team_members") == 2


async def test_membership_ends_once_and_not_before_it_began(world: World) -> None:
    case_id = await a_case(world)
    member = await a_member(world, case_id, validFrom="2026-03-05")
    end = {"memberId": member, "reason": "调岗"}

    early = await world.do("li", "endTeamMembership", **end, until="2026-03-04")
    await world.done("li", "endTeamMembership", **end, until="2026-03-20")
    later = await world.do("li", "endTeamMembership", **end, until="2026-03-21")
    await world.done("li", "endTeamMembership", **end, until="2026-03-10")

    assert early["code"] == "END_BEFORE_START"
    assert later["code"] == "MEMBERSHIP_ENDED"
    assert later["facts"][0]["value"] == "2026-03-20"


async def test_appointment_lies_not_before_the_case(world: World) -> None:
    case_id = await a_case(world)
    world.person("zhao", "social_worker")

    answer = await world.do(
        "li", "appointTeamMember", caseId=case_id, duty="SOCIAL_WORKER",
        accountId=str(world.actors["zhao"].account_id), validFrom="2026-03-01",
    )  # fmt: skip

    assert answer["code"] == "DATE_TOO_EARLY"
    assert world.count("team_members") == 0


async def test_worker_appoints_nobody(world: World) -> None:
    case_id = await a_case(world)
    member = await a_member(world, case_id)
    world.person("qian", "social_worker")

    appointed = await world.do(
        "zhao", "appointTeamMember", caseId=case_id, duty="SOCIAL_WORKER",
        accountId=str(world.actors["qian"].account_id), validFrom="2026-03-02",
    )  # fmt: skip
    ended = await world.do(
        "zhao", "endTeamMembership", memberId=member, until="2026-03-02", reason="不做了"
    )

    assert appointed["code"] == "NOT_PERMITTED"
    assert ended["code"] == "NOT_PERMITTED"


async def test_candidates_are_the_offices_own(world: World) -> None:
    await a_case(world)
    world.person("zhao", "social_worker")
    world.person("wang", "supervisor")
    world.person("elsewhere", "social_worker", OTHER_OFFICE)

    found = await world.ask("li", "teamCandidates")

    assert [(each["displayName"], each["role"]) for each in found] == [
        ("li", "OFFICER"), ("zhao", "SOCIAL_WORKER"),
    ]  # fmt: skip
