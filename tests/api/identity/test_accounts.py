"""What administrators do with staff accounts."""

from __future__ import annotations

import uuid

import pytest

from support.builders_identity import (
    OTHER_PASSWORD,
    PASSWORD,
    a_browser,
    a_member,
    actions,
    an_invited,
    asked_as,
    reopened,
    signed_in,
    totp_code,
)
from support.world import OTHER_OFFICE, World


async def test_a_new_account_has_a_code_and_no_password(world: World) -> None:
    world.person("admin", "administrator")

    made = await world.done(
        "admin",
        "createAccount",
        ("account.id", "account.role", "account.joined", "invitationCode", "expiresOn"),
        displayName=" 王芳 ",
        role="SOCIAL_WORKER",
        idempotencyKey="make-wang-once",
    )
    again = await world.done(
        "admin",
        "createAccount",
        ("account.id", "account.role", "account.joined", "invitationCode", "expiresOn"),
        displayName=" 王芳 ",
        role="SOCIAL_WORKER",
        idempotencyKey="make-wang-once",
    )

    assert made == again
    assert made["account"]["role"] == "SOCIAL_WORKER"
    assert made["account"]["joined"] is False
    assert made["expiresOn"] == "2026-03-16"
    code = made["invitationCode"]
    assert [len(part) for part in code.split("-")] == [4, 4, 4, 4]
    assert world.sql(
        "SELECT display_name, password_hash, login_index FROM accounts WHERE id = %s",
        [made["account"]["id"]],
    ) == [("王芳", None, None)]
    # The code is nowhere in the database, the answer kept for repetition included.
    for table in ("invitations", "idempotency_keys", "trail_entries"):
        stored = str(world.sql(f"SELECT t::text FROM {table} t"))  # noqa: S608
        assert code not in stored
        assert code.replace("-", "") not in stored
    (entry,) = actions(world, "identity.account_created")
    assert entry[5] == {"role": "social_worker"}
    assert "王芳" not in str(world.sql("SELECT * FROM trail_entries"))


@pytest.mark.parametrize("role", ["GUARDIAN", "YOUNG_PERSON"])
async def test_families_are_not_made_by_administrators(world: World, role: str) -> None:
    world.person("admin", "administrator")
    before = world.counts()

    refused = await world.do("admin", "createAccount", displayName="某", role=role)

    assert refused["code"] == "NO_STAFF_ROLE"
    assert world.counts() == before


async def test_an_account_in_another_office_is_not_made(world: World) -> None:
    world.person("admin", "administrator")
    before = world.counts() | {"offices": 2}

    refused = await world.do(
        "admin",
        "createAccount",
        displayName="王芳",
        role="OFFICER",
        officeId=str(world.office(OTHER_OFFICE)),
    )

    assert refused["code"] == "NOT_VISIBLE"
    assert world.counts() == before


async def test_another_role_ends_every_session_of_the_account(world: World) -> None:
    account = await a_member(world, "li.ming")

    async with a_browser(world) as browser:
        old = await signed_in(browser, "li.ming")
        changed = await world.done("admin", "changeRole", accountId=account, role="SUPERVISOR")
        refused = await asked_as(world, old["accessToken"], "{me{account{id}}}")
        refresh = await browser.post("/auth/refresh")
        new = await signed_in(browser, "li.ming")

    assert changed["sessionsEnded"] == 1
    assert refused["errors"][0]["extensions"]["code"] == "SESSION_ENDED"
    assert refresh.status_code == 401
    assert new["account"]["role"] == "supervisor"
    (entry,) = actions(world, "identity.role_changed")
    assert entry[4:] == (account, {"before": "officer", "after": "supervisor"})


async def test_a_token_of_an_old_role_opens_nothing_even_with_a_live_session(world: World) -> None:
    actor = world.person("li", "officer")
    token = world.token("li")
    world.sql("UPDATE accounts SET role = 'supervisor' WHERE id = %s", [actor.account_id])

    refused = await asked_as(world, token, "{me{account{id}}}")

    assert refused["errors"][0]["extensions"]["code"] == "SESSION_ENDED"


async def test_a_code_made_for_an_old_role_is_void(world: World) -> None:
    invited = await an_invited(world, "social_worker")
    await world.done("admin", "changeRole", accountId=invited["id"], role="AUDITOR")

    async with a_browser(world) as browser:
        answer = await browser.post(
            "/auth/join", json={"code": invited["code"], "login": "wang", "password": PASSWORD}
        )

    assert answer.json() == {"code": "INVITATION_NOT_VALID"}


async def test_a_closed_account_is_out_at_once_and_why_is_in_the_vault(world: World) -> None:
    account = await a_member(world, "li.ming")

    async with a_browser(world) as browser:
        old = await signed_in(browser, "li.ming")
        closed = await world.done(
            "admin",
            "deactivateAccount",
            ("account.active", "sessionsEnded"),
            accountId=account,
            reason="调离本院",
        )
        refused = await asked_as(world, old["accessToken"], "{me{account{id}}}")
        refresh = await browser.post("/auth/refresh")

    assert (closed["account"]["active"], closed["sessionsEnded"]) == (False, 1)
    assert refused["errors"][0]["extensions"]["code"] == "SESSION_ENDED"
    assert refresh.status_code == 401
    told = str(world.sql("SELECT t::text FROM accounts t, trail_entries e"))
    assert "调离本院" not in told
    assert "调离本院".encode().hex() not in told
    again = await world.do("admin", "deactivateAccount", accountId=account, reason="再次")
    assert again["code"] == "ACCOUNT_DEACTIVATED"


@pytest.mark.parametrize(
    ("mutation", "more"),
    [
        pytest.param("changeRole", {"role": "OFFICER"}, id="role"),
        pytest.param("deactivateAccount", {"reason": "离职"}, id="close"),
    ],
)
async def test_nobody_takes_their_own_key_away(
    world: World, mutation: str, more: dict[str, str]
) -> None:
    admin = world.person("admin", "administrator")
    before = world.counts()

    refused = await world.do("admin", mutation, accountId=str(admin.account_id), **more)

    assert refused["code"] == "OWN_ACCOUNT"
    assert world.counts() == before


@pytest.mark.parametrize("whose", ["nobody", "other-office", "family"])
@pytest.mark.parametrize(
    ("mutation", "more"),
    [
        pytest.param("changeRole", {"role": "AUDITOR"}, id="role"),
        pytest.param("deactivateAccount", {"reason": "离职"}, id="close"),
        pytest.param("resetPassword", {}, id="reset"),
    ],
)
async def test_accounts_that_are_not_theirs_do_not_exist_for_administrators(
    world: World, whose: str, mutation: str, more: dict[str, str]
) -> None:
    world.person("admin", "administrator")
    others = {
        "nobody": uuid.uuid4(),
        "other-office": world.person("far", "officer", OTHER_OFFICE).account_id,
        "family": world.person("mother", "guardian").account_id,
    }
    before = world.counts()

    refused = await world.do("admin", mutation, accountId=str(others[whose]), **more)

    assert refused["code"] == "NOT_VISIBLE"
    assert world.counts() == before


async def test_a_reset_lets_the_person_choose_anew_and_ends_what_was_before(world: World) -> None:
    account = await a_member(world, "li.ming")

    async with a_browser(world) as browser:
        old = await signed_in(browser, "li.ming")
        reset = await world.done("admin", "resetPassword", accountId=account)
        newer = await world.done("admin", "resetPassword", accountId=account)
        # Until the newest code is used the old password is good, and the older code is void.
        await signed_in(browser, "li.ming")
        body = {"login": "li.ming", "password": OTHER_PASSWORD}
        void = await browser.post("/auth/join", json=body | {"code": reset["invitationCode"]})
        joined = await browser.post("/auth/join", json=body | {"code": newer["invitationCode"]})
        refused = await asked_as(world, old["accessToken"], "{me{account{id}}}")
        gone = await browser.post("/auth/sign-in", json={"login": "li.ming", "password": PASSWORD})
        await signed_in(browser, "li.ming", OTHER_PASSWORD)

    assert reset["expiresOn"] == "2026-03-05"
    assert void.json() == {"code": "INVITATION_NOT_VALID"}
    assert joined.json()["account"]["id"] == account
    assert refused["errors"][0]["extensions"]["code"] == "SESSION_ENDED"
    assert gone.json() == {"code": "INVALID_CREDENTIALS"}


async def test_a_reset_replaces_the_second_factor(world: World) -> None:
    reopened(world, totp_required=True)
    invited = await an_invited(world, "officer")
    body = {"login": "li.ming", "password": PASSWORD}

    async with a_browser(world) as browser:

        async def joined(code: str) -> str:
            enrolling = (await browser.post("/auth/join", json=body | {"code": code})).json()
            uri = str(enrolling["totpUri"])
            proof = {"enrolment": enrolling["enrolment"], "totp": totp_code(world, uri)}
            assert (await browser.post("/auth/join/confirm", json=proof)).status_code == 200
            return uri

        lost = await joined(invited["code"])
        reset = await world.done("admin", "resetPassword", accountId=invited["id"])
        found = await joined(reset["invitationCode"])
        world.later(seconds=30)
        by_lost = await browser.post("/auth/sign-in", json=body | {"totp": totp_code(world, lost)})
        by_found = await browser.post(
            "/auth/sign-in", json=body | {"totp": totp_code(world, found)}
        )

    assert (by_lost.status_code, by_found.status_code) == (401, 200)


async def test_the_list_shows_the_staff_of_the_own_office(world: World) -> None:
    world.person("admin", "administrator")
    world.person("b-officer", "officer")
    world.person("a-officer", "officer")
    world.person("mother", "guardian")
    world.person("far", "officer", OTHER_OFFICE)
    closed = await an_invited(world, "officer")
    await world.done("admin", "deactivateAccount", accountId=closed["id"], reason="离职")

    everyone = await world.ask("admin", "accounts", ("items.displayName", "items.role", "total"))
    officers = await world.ask(
        "admin",
        "accounts",
        ("items.displayName", "total"),
        filter={"role": "OFFICER", "active": True},
        order="DESC",
        perPage=1,
    )

    assert everyone["total"] == 4
    assert [each["displayName"] for each in everyone["items"]][:3] == [
        "a-officer",
        "admin",
        "b-officer",
    ]
    assert officers["total"] == 2
    assert [each["displayName"] for each in officers["items"]] == ["b-officer"]
    too_large = await world.ask("admin", "accounts", perPage=101)
    assert too_large["code"] == "INVALID_INPUT"


async def test_team_candidates_are_active_social_workers_and_officers(world: World) -> None:
    world.person("li", "officer")
    world.person("wang", "social_worker")
    world.person("chief", "supervisor")
    world.person("far", "social_worker", OTHER_OFFICE)
    gone = world.person("gone", "social_worker")
    world.sql(
        "UPDATE accounts SET deactivated_at = now() WHERE id = %s",
        [gone.account_id],
    )

    found = await world.ask("li", "teamCandidates", ("displayName", "role"))

    assert [(each["displayName"], each["role"]) for each in found] == [
        ("li", "OFFICER"),
        ("wang", "SOCIAL_WORKER"),
    ]
