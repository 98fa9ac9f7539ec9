"""One's own password and sessions."""

from __future__ import annotations

import pytest

from guanhu.access.actor import Actor
from guanhu.access.roles import Role
from guanhu.plumbing.tokens import Claims
from support.builders_identity import (
    OTHER_PASSWORD,
    PASSWORD,
    a_browser,
    a_member,
    actions,
    asked_as,
    signed_in,
)
from support.world import World


def taken_on(world: World, handle: str, token: str) -> Actor:
    """Let the world act under a token that signing in gave."""
    claims: Claims = world.product.tokens.read(token, now=world.clock.now())
    world.actors[handle] = Actor(
        claims.account_id, claims.office_id, Role(claims.role), claims.session_id
    )
    return world.actors[handle]


async def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(world: World) -> None:
    account = await a_member(world, "li.ming")

    async with a_browser(world) as here, a_browser(world) as there:
        taken_on(world, "li", (await signed_in(here, "li.ming"))["accessToken"])
        other = await signed_in(there, "li.ming")
        changed = await world.done(
            "li", "changePassword", currentPassword=PASSWORD, newPassword=OTHER_PASSWORD
        )
        gone = await asked_as(world, other["accessToken"], "{me{account{id}}}")
        kept = await world.ask("li", "me", ("account.id",))
        refresh = await there.post("/auth/refresh")
        old = await there.post("/auth/sign-in", json={"login": "li.ming", "password": PASSWORD})
        await signed_in(there, "li.ming", OTHER_PASSWORD)

    assert changed["sessionsEnded"] == 1
    assert gone["errors"][0]["extensions"]["code"] == "SESSION_ENDED"
    assert kept["account"]["id"] == account
    assert (refresh.status_code, old.status_code) == (401, 401)
    (entry,) = actions(world, "identity.password_changed")
    assert entry[1] == account
    assert OTHER_PASSWORD not in str(world.sql("SELECT t::text FROM idempotency_keys t"))


@pytest.mark.parametrize(
    ("current", "new", "code"),
    [
        pytest.param(OTHER_PASSWORD, "ganz was anderes", "CURRENT_PASSWORD_WRONG", id="wrong"),
        pytest.param(PASSWORD, PASSWORD, "PASSWORD_UNCHANGED", id="same"),
        pytest.param(PASSWORD, "kurz", "PASSWORD_TOO_SHORT", id="short"),
        pytest.param(PASSWORD, "passwordpassword", "PASSWORD_TOO_COMMON", id="common"),
        pytest.param(PASSWORD, "a-long-login-name", "PASSWORD_TOO_COMMON", id="the-login"),
    ],
)
async def test_a_refused_password_changes_nothing(
    world: World, current: str, new: str, code: str
) -> None:
    await a_member(world, "a-long-login-name")

    async with a_browser(world) as browser, a_browser(world) as other:
        taken_on(world, "li", (await signed_in(browser, "a-long-login-name"))["accessToken"])
        await signed_in(other, "a-long-login-name")
        before = world.sql("SELECT password_hash FROM accounts WHERE password_hash IS NOT NULL")
        refused = await world.do("li", "changePassword", currentPassword=current, newPassword=new)

    assert refused["code"] == code
    assert world.sql("SELECT password_hash FROM accounts WHERE password_hash IS NOT NULL") == before
    assert len(await world.ask("li", "mySessions")) == 2


async def test_guessing_at_the_current_password_has_to_wait(world: World) -> None:
    await a_member(world, "li.ming")

    async with a_browser(world) as browser:
        taken_on(world, "li", (await signed_in(browser, "li.ming"))["accessToken"])
        wrong = {"currentPassword": "falsch", "newPassword": OTHER_PASSWORD}
        for _ in range(5):
            answer = await world.do("li", "changePassword", **wrong)
            assert answer["code"] == "CURRENT_PASSWORD_WRONG"
        right = {"currentPassword": PASSWORD, "newPassword": OTHER_PASSWORD}
        refused = await world.do("li", "changePassword", ("facts",), **right)
        world.later(seconds=30)
        changed = await world.do("li", "changePassword", **right)

    assert refused["code"] == "TOO_MANY_ATTEMPTS"
    assert [(fact["name"], fact["value"]) for fact in refused["facts"]] == [("retryAfter", "30")]
    assert changed["__typename"] == "ChangePasswordSuccess"


async def test_one_ends_one_session_of_ones_own(world: World) -> None:
    await a_member(world, "li.ming")

    async with a_browser(world) as here, a_browser(world) as there:
        taken_on(world, "li", (await signed_in(here, "li.ming"))["accessToken"])
        other = taken_on(world, "phone", (await signed_in(there, "li.ming"))["accessToken"])
        ended = await world.done("li", "endSession", sessionId=str(other.session_id))
        gone = await world.ask("phone", "me")
        left = await world.ask("li", "mySessions", ("id", "current"))
        again = await world.do("li", "endSession", sessionId=str(other.session_id))

    assert ended["sessionId"] == str(other.session_id)
    assert gone["code"] == "SESSION_ENDED"
    assert [each["current"] for each in left] == [True]
    assert again["code"] == "NOT_VISIBLE"
    assert world.sql("SELECT ended_because FROM sessions WHERE id = %s", [other.session_id]) == [
        ("ended_by_owner",)
    ]


async def test_nobody_ends_or_sees_a_session_of_somebody_else(world: World) -> None:
    world.person("li", "officer")
    other = world.person("wang", "social_worker")

    refused = await world.do("li", "endSession", sessionId=str(other.session_id))

    assert refused["code"] == "NOT_VISIBLE"
    assert len(await world.ask("li", "mySessions")) == 1
    assert (await world.ask("wang", "me"))["account"]["displayName"] == "wang"


async def test_one_ends_all_other_sessions(world: World) -> None:
    await a_member(world, "li.ming")

    async with a_browser(world) as here, a_browser(world) as there, a_browser(world) as third:
        await signed_in(there, "li.ming")
        await signed_in(third, "li.ming")
        taken_on(world, "li", (await signed_in(here, "li.ming"))["accessToken"])
        ended = await world.done("li", "endOtherSessions")
        none = await world.done("li", "endOtherSessions")

    assert (ended["sessionsEnded"], none["sessionsEnded"]) == (2, 0)
    assert [each["current"] for each in await world.ask("li", "mySessions", ("current",))] == [True]
    assert [row[5] for row in actions(world, "identity.other_sessions_ended")] == [
        {"count": 2},
        {"count": 0},
    ]
