"""Inviting families, and joining as one."""

from __future__ import annotations

import httpx
import pytest
from sqlalchemy import text

from support.builders_cases import a_case
from support.builders_identity import (
    OTHER_PASSWORD,
    PASSWORD,
    a_browser,
    actions,
    asked_as,
    reopened,
    signed_in,
)
from support.world import OTHER_OFFICE, World


def a_guardian(world: World, case: str) -> str:
    """The guardian of a case with one."""
    found = world.sql(
        "SELECT g.id::text FROM guardians g JOIN case_files c ON c.minor_id = g.minor_id"
        " WHERE c.id = %s",
        [case],
    )
    return str(found[0][0])


def a_guardianship(world: World, guardian: str) -> str:
    """The guardianship of a guardian with one."""
    found = world.sql("SELECT id::text FROM guardianships WHERE guardian_id = %s", [guardian])
    return str(found[0][0])


async def invited(world: World, case: str, officer: str = "li", **whom: object) -> str:
    """An invitation's code."""
    made = await world.done(officer, "inviteFamily", caseId=case, **whom)
    return str(made["invitationCode"])


async def joined(
    browser: httpx.AsyncClient, code: str, login: str, password: str = PASSWORD
) -> httpx.Response:
    return await browser.post(
        "/auth/join", json={"code": code, "login": login, "password": password}
    )


async def test_a_guardian_joins_their_case_and_is_called_by_their_masked_name(
    world: World,
) -> None:
    case = await a_case(world)
    guardian = a_guardian(world, case)
    made = await world.done(
        "li", "inviteFamily", ("invitationCode", "expiresOn"), caseId=case, guardianId=guardian
    )

    async with a_browser(world) as browser:
        answer = await joined(browser, made["invitationCode"], "13900000001")
        body = answer.json()
        again = await signed_in(browser, "13900000001")

    assert made["expiresOn"] == "2026-03-16"
    assert answer.status_code == 200
    assert body["account"]["role"] == "guardian"
    assert body["account"]["displayName"] == again["account"]["displayName"] == "林某"
    assert body["account"]["permissions"] == [
        "drafts:draft:keep",
        "education:attempt:make",
        "family:duty:report",
        "family:evaluation:give",
        "family:leave:ask",
        "family:progress:read",
        "family:view:tell",
        "identity:session:own",
    ]
    assert "max-age=2592000" in answer.headers["set-cookie"].lower()
    me = await asked_as(world, body["accessToken"], "{me{account{displayName role}}}")
    assert me["data"]["me"]["account"] == {"displayName": "林某", "role": "GUARDIAN"}
    account = body["account"]["id"]
    assert world.sql("SELECT account_id::text FROM guardians WHERE id = %s", [guardian]) == [
        (account,)
    ]
    assert world.sql("SELECT display_name FROM accounts WHERE id = %s", [account]) == [(None,)]
    (entry,) = actions(world, "identity.joined")
    assert entry[1:3] == (account, "guardian")
    on_case = world.sql(
        "SELECT action FROM trail_entries WHERE case_id = %s AND action LIKE 'identity.%%'"
        " ORDER BY seq",
        [case],
    )
    assert on_case == [("identity.family_invited",), ("identity.joined",)]


async def test_the_young_person_joins(world: World) -> None:
    case = await a_case(world)
    code = await invited(world, case, forMinor=True)

    async with a_browser(world) as browser:
        body = (await joined(browser, code, "xiaohe")).json()

    assert body["account"]["role"] == "young_person"
    assert body["account"]["displayName"] == "林某"
    assert world.sql("SELECT account_id::text FROM minors") == [(body["account"]["id"],)]


async def test_no_second_factor_is_asked_of_families(world: World) -> None:
    reopened(world, totp_required=True)
    case = await a_case(world)
    code = await invited(world, case, forMinor=True)

    async with a_browser(world) as browser:
        assert (await joined(browser, code, "xiaohe")).status_code == 200
        await signed_in(browser, "xiaohe")


async def test_a_newer_code_replaces_an_older_one_of_the_same_person_only(world: World) -> None:
    case = await a_case(world)
    guardian = a_guardian(world, case)
    for_minor = await invited(world, case, forMinor=True)
    older = await invited(world, case, guardianId=guardian)
    newer = await invited(world, case, guardianId=guardian)

    async with a_browser(world) as browser:
        replaced = await joined(browser, older, "mother")
        right = await joined(browser, newer, "mother")
        other = await joined(browser, for_minor, "xiaohe")

    assert (replaced.status_code, replaced.json()) == (422, {"code": "INVITATION_NOT_VALID"})
    assert (right.status_code, other.status_code) == (200, 200)


async def test_who_has_joined_gets_a_code_to_choose_a_new_password_with(world: World) -> None:
    case = await a_case(world)
    guardian = a_guardian(world, case)

    async with a_browser(world) as browser:
        first = await joined(browser, await invited(world, case, guardianId=guardian), "mother")
        code = await invited(world, case, guardianId=guardian)
        second = await joined(browser, code, "mother", OTHER_PASSWORD)
        old = await browser.post("/auth/sign-in", json={"login": "mother", "password": PASSWORD})

    assert first.json()["account"]["id"] == second.json()["account"]["id"]
    assert old.status_code == 401
    refused = await asked_as(world, first.json()["accessToken"], "{me{account{id}}}")
    assert refused["errors"][0]["extensions"]["code"] == "SESSION_ENDED"


async def test_a_blocked_guardian_is_not_invited_and_does_not_join(world: World) -> None:
    case = await a_case(world)
    guardian = a_guardian(world, case)
    code = await invited(world, case, guardianId=guardian)
    await world.done(
        "li",
        "blockGuardian",
        caseId=case,
        guardianshipId=a_guardianship(world, guardian),
        reason="同案嫌疑",
    )
    before = world.counts()

    refused = await world.do("li", "inviteFamily", caseId=case, guardianId=guardian)
    async with a_browser(world) as browser:
        answer = await joined(browser, code, "mother")

    assert refused["code"] == "GUARDIAN_BLOCKED"
    assert answer.json() == {"code": "INVITATION_NOT_VALID"}
    after = world.counts()
    assert {name for name in after if after[name] != before[name]} <= {"sign_in_throttles"}
    assert world.sql("SELECT account_id FROM guardians") == [(None,)]
    assert world.sql("SELECT used_at FROM invitations") == [(None,)]


async def test_a_guardian_blocked_after_joining_has_no_name_here_any_more(world: World) -> None:
    case = await a_case(world)
    guardian = a_guardian(world, case)

    async with a_browser(world) as browser:
        code = await invited(world, case, guardianId=guardian)
        token = (await joined(browser, code, "mother")).json()["accessToken"]
        await world.done(
            "li",
            "blockGuardian",
            caseId=case,
            guardianshipId=a_guardianship(world, guardian),
            reason="同案嫌疑",
        )
        me = await asked_as(world, token, "{me{account{displayName}}}")
        again = await signed_in(browser, "mother")

    assert me["data"]["me"]["account"]["displayName"] == ""
    assert again["account"]["displayName"] == ""


async def test_a_guardianship_that_is_over_is_not_invited_and_does_not_join(world: World) -> None:
    case = await a_case(world)
    guardian = a_guardian(world, case)
    code = await invited(world, case, guardianId=guardian)
    await world.done(
        "li",
        "endGuardianship",
        caseId=case,
        guardianshipId=a_guardianship(world, guardian),
        lastDay="2026-03-04",
    )
    world.at("2026-03-05")

    refused = await world.do("li", "inviteFamily", caseId=case, guardianId=guardian)
    async with a_browser(world) as browser:
        answer = await joined(browser, code, "mother")

    assert refused["code"] == "GUARDIANSHIP_OVER"
    assert answer.json() == {"code": "INVITATION_NOT_VALID"}


@pytest.mark.parametrize("whose", ["another-officers", "another-offices"])
async def test_nobody_invites_to_a_case_they_do_not_see(world: World, whose: str) -> None:
    case = await a_case(world)
    guardian = a_guardian(world, case)
    world.person("zhao", "officer", OTHER_OFFICE if whose == "another-offices" else "P330100")
    before = world.counts()

    for whom in ({"guardianId": guardian}, {"forMinor": True}):
        refused = await world.do("zhao", "inviteFamily", caseId=case, **whom)
        assert refused["code"] == "NOT_VISIBLE"

    assert world.counts() == before


async def test_a_guardian_of_another_case_is_not_invited_to_this_one(world: World) -> None:
    case, other = await a_case(world), await a_case(world)
    stranger = a_guardian(world, other)
    before = world.counts()

    refused = await world.do("li", "inviteFamily", caseId=case, guardianId=stranger)

    assert refused["code"] == "NOT_VISIBLE"
    assert world.counts() == before


@pytest.mark.parametrize(
    "whom",
    [
        pytest.param({}, id="nobody"),
        pytest.param(
            {"guardianId": "00000000-0000-4000-8000-000000000001", "forMinor": True}, id="both"
        ),
    ],
)
async def test_exactly_one_person_is_invited(world: World, whom: dict[str, object]) -> None:
    case = await a_case(world)
    before = world.counts()

    refused = await world.do("li", "inviteFamily", caseId=case, **whom)

    assert refused["code"] == "INVALID_INPUT"
    assert world.counts() == before


async def test_the_gate_gives_no_case_to_an_account_of_another_role(world: World) -> None:
    """The claiming function itself refuses an account that does not fit the invitation."""
    case = await a_case(world)
    await invited(world, case, forMinor=True)
    officer = world.actors["li"].account_id

    with pytest.raises(Exception, match="invitation not valid"):
        world.sql(
            "SELECT guanhu_claim_invitation(id, %s, '2026-03-02', '2026-03-02T09:00Z')"
            " FROM invitations",
            [officer],
        )

    assert world.sql("SELECT account_id FROM minors") == [(None,)]


async def test_at_the_doorstep_invitations_of_families_are_hidden(world: World) -> None:
    case = await a_case(world)
    await invited(world, case, forMinor=True)

    async with world.product.database.doorstep() as session:
        seen = (await session.execute(text("SELECT count(*) FROM invitations"))).scalar_one()

    assert (seen, world.count("invitations")) == (0, 1)
