"""POST /auth/refresh and /auth/sign-out."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from support.builders_identity import a_browser, a_member, actions, asked_as, signed_in
from support.world import World

COOKIE = "guanhu_refresh"


async def refreshed(browser: httpx.AsyncClient, token: str | None = None) -> httpx.Response:
    """Refresh with the browser's own cookie, or with a token from elsewhere."""
    if token is not None:
        browser.cookies.clear()
        browser.cookies.set(COOKIE, token, domain="office.example", path="/auth")
    return await browser.post("/auth/refresh")


def token_of(answer: httpx.Response) -> str:
    return str(answer.cookies[COOKIE])


def sessions(world: World) -> list[tuple[Any, ...]]:
    return world.sql(
        "SELECT ended_because FROM sessions WHERE device = '' AND expires_at < '2098-01-01'"
        " AND ended_because IS DISTINCT FROM 'signed_out'"
    )


async def test_each_use_gives_the_next_token_and_lengthens_the_session(world: World) -> None:
    account = await a_member(world, "li.ming")

    async with a_browser(world) as browser:
        await signed_in(browser, "li.ming")
        first = browser.cookies[COOKIE]
        world.later(hours=11)
        answer = await refreshed(browser)
        second = token_of(answer)
        world.later(hours=11)
        again = await refreshed(browser)

    assert answer.status_code == 200
    assert answer.json()["account"]["id"] == account
    assert len({first, second, token_of(again)}) == 3
    # 22 hours after the sign-in the session lives, for twelve more.
    me = await asked_as(world, again.json()["accessToken"], "{me{account{id}}}")
    assert me["data"]["me"]["account"]["id"] == account
    assert "max-age=43200" in again.headers["set-cookie"].lower()


async def test_an_old_token_ends_the_family_and_is_on_the_trail(world: World) -> None:
    account = await a_member(world, "li.ming")

    async with a_browser(world) as browser, a_browser(world, address="203.0.113.9") as thief:
        await signed_in(browser, "li.ming")
        stolen = browser.cookies[COOKIE]
        world.later(minutes=10)
        current = await refreshed(browser)
        world.later(minutes=10)
        theft = await refreshed(thief, stolen)
        honest = await refreshed(browser)

    assert (theft.status_code, theft.json()) == (401, {"code": "SESSION_ENDED"})
    assert (honest.status_code, honest.json()) == (401, {"code": "SESSION_ENDED"})
    assert 'guanhu_refresh=""' in honest.headers["set-cookie"]
    assert sessions(world) == [("refresh_reuse",)]
    refused = await asked_as(world, current.json()["accessToken"], "{me{account{id}}}")
    assert refused["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"  # ten minutes are over
    (entry,) = actions(world, "identity.refresh_reused")
    assert entry[1] == account
    assert entry[5] == {"generation": 0, "newest": 1}


async def test_the_access_token_of_an_ended_family_opens_nothing(world: World) -> None:
    await a_member(world, "li.ming")

    async with a_browser(world) as browser:
        await signed_in(browser, "li.ming")
        stolen = browser.cookies[COOKIE]
        current = await refreshed(browser)
        world.later(seconds=11)
        await refreshed(browser, stolen)

    refused = await asked_as(world, current.json()["accessToken"], "{me{account{id}}}")
    assert refused["errors"][0]["extensions"]["code"] == "SESSION_ENDED"


async def test_two_tabs_that_wake_together_both_go_on(world: World) -> None:
    await a_member(world, "li.ming")

    async with a_browser(world) as one, a_browser(world) as other:
        await signed_in(one, "li.ming")
        shared = one.cookies[COOKIE]
        answers = await asyncio.gather(refreshed(one, shared), refreshed(other, shared))

    assert [answer.status_code for answer in answers] == [200, 200]
    # One of them brought the next token, and only one: the family has not forked.
    assert sorted(COOKIE in answer.cookies for answer in answers) == [False, True]
    assert world.sql(
        "SELECT count(*) FROM refresh_tokens WHERE used_at IS NULL AND generation > 0"
    )[0] == (1,)
    assert sessions(world) == [(None,)]
    assert actions(world, "identity.refresh_reused") == []


async def test_a_thief_within_the_grace_gets_no_token_and_ends_with_the_next_refresh(
    world: World,
) -> None:
    await a_member(world, "li.ming")

    async with a_browser(world) as browser, a_browser(world) as thief:
        await signed_in(browser, "li.ming")
        shared = browser.cookies[COOKIE]
        # The thief comes first and rotates; the honest browser repeats within the grace.
        stolen = await refreshed(thief, shared)
        world.later(seconds=5)
        repeated = await refreshed(browser, shared)
        assert (repeated.status_code, COOKIE in repeated.cookies) == (200, False)
        world.later(minutes=10)
        honest = await refreshed(browser, shared)
        theft = await refreshed(thief, token_of(stolen))

    assert (honest.status_code, theft.status_code) == (401, 401)
    assert sessions(world) == [("refresh_reuse",)]


async def test_within_the_grace_only_the_token_used_last_may_repeat(world: World) -> None:
    await a_member(world, "li.ming")

    async with a_browser(world) as browser:
        await signed_in(browser, "li.ming")
        first = browser.cookies[COOKIE]
        await refreshed(browser)
        await refreshed(browser)
        refused = await refreshed(browser, first)

    assert refused.status_code == 401
    assert sessions(world) == [("refresh_reuse",)]


async def test_idle_staff_sign_in_again_after_twelve_hours(world: World) -> None:
    await a_member(world, "li.ming")

    async with a_browser(world) as browser:
        await signed_in(browser, "li.ming")
        world.later(hours=12)
        answer = await refreshed(browser)

    assert (answer.status_code, answer.json()) == (401, {"code": "SESSION_ENDED"})
    assert actions(world, "identity.refresh_reused") == []


async def test_no_session_outlives_its_longest_life(world: World) -> None:
    await a_member(world, "li.ming")

    async with a_browser(world) as browser:
        await signed_in(browser, "li.ming")
        for _ in range(89 * 24 // 11 + 3):
            world.later(hours=11)
            last = await refreshed(browser)
            if last.status_code != 200:
                break

    assert last.status_code == 401
    assert world.clock.now().isoformat() >= "2026-05-31"


async def test_without_a_cookie_or_with_an_unknown_one_there_is_no_session(world: World) -> None:
    before = world.counts()

    async with a_browser(world) as browser:
        without = await browser.post("/auth/refresh")
        unknown = await refreshed(browser, "x" * 43)

    assert (without.status_code, unknown.status_code) == (401, 401)
    assert world.counts() == before


async def test_signing_out_ends_the_session_for_every_token_of_it(world: World) -> None:
    await a_member(world, "li.ming")

    async with a_browser(world) as browser:
        body = await signed_in(browser, "li.ming")
        token = browser.cookies[COOKIE]
        left = await browser.post("/auth/sign-out")
        again = await browser.post("/auth/sign-out")
        refused = await refreshed(browser, token)

    assert (left.status_code, left.content, again.status_code) == (204, b"", 204)
    assert 'guanhu_refresh=""' in left.headers["set-cookie"]
    assert refused.status_code == 401
    me = await asked_as(world, body["accessToken"], "{me{account{id}}}")
    assert me["errors"][0]["extensions"]["code"] == "SESSION_ENDED"
    assert len(actions(world, "identity.signed_out")) == 2  # joining left one before


async def test_tokens_of_sessions_long_over_are_forgotten(world: World) -> None:
    from guanhu.access.actor import system_actor  # noqa: PLC0415
    from guanhu.identity.use_cases.forget_expired import forget_expired  # noqa: PLC0415

    await a_member(world, "li.ming")
    async with a_browser(world) as browser:
        await signed_in(browser, "li.ming")
        product, system = world.product, system_actor(world.office())
        world.later(hours=41)
        kept = await forget_expired(product.database, world.clock, system, 30)
        world.later(days=30)
        gone = await forget_expired(product.database, world.clock, system, 30)
        again = await forget_expired(product.database, world.clock, system, 30)

    # Two throttles first; then two families' tokens, and the key under which somebody joined.
    assert (kept, gone, again) == (2, 3, 0)
    assert world.count("refresh_tokens") == 0
    assert world.count("sessions") == 3
