"""POST /auth/sign-in."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from guanhu.plumbing.passwords import Passwords
from support.builders_identity import (
    OTHER_PASSWORD,
    PASSWORD,
    a_browser,
    a_member,
    actions,
    asked_as,
    reopened,
    signed_in,
)
from support.world import World


async def test_signing_in_answers_who_one_is_and_sets_the_cookie(world: World) -> None:
    account = await a_member(world, "li.ming")
    agent = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"

    async with a_browser(world, agent=agent) as browser:
        answer = await browser.post(
            "/auth/sign-in", json={"login": "li.ming", "password": PASSWORD}
        )

    body = answer.json()
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert set(body) == {"accessToken", "expiresAt", "sessionEndsIn", "account"}
    assert body["sessionEndsIn"] == 12 * 3600
    assert body["expiresAt"] == "2026-03-02T01:10:00Z"
    assert body["account"]["id"] == account
    assert body["account"]["role"] == "officer"
    assert body["account"]["office"]["name"] == "检察院P330100"
    assert "cases:case:open" in body["account"]["permissions"]
    assert "identity:account:manage" not in body["account"]["permissions"]
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("guanhu_refresh=")
    assert {part.strip().lower() for part in cookie.split(";")[1:]} == {
        "httponly",
        "max-age=43200",
        "path=/auth",
        "samesite=strict",
    }
    me = await asked_as(
        world, body["accessToken"], "{me{account{id role office{name(language:EN)}} permissions}}"
    )
    assert me["data"]["me"] == {
        "account": {"id": account, "role": "OFFICER", "office": {"name": "Office P330100"}},
        "permissions": body["account"]["permissions"],
    }
    sessions = await asked_as(world, body["accessToken"], "{mySessions{device current}}")
    assert sessions["data"]["mySessions"] == [{"device": "Chrome · Windows", "current": True}]


async def test_the_cookie_is_secure_where_the_installation_says_so(world: World) -> None:
    await a_member(world, "li.ming")
    reopened(world, secure_cookies=True)

    async with a_browser(world) as browser:
        answer = await browser.post(
            "/auth/sign-in", json={"login": "li.ming", "password": PASSWORD}
        )

    assert "secure" in answer.headers["set-cookie"].lower().split("; ")


async def test_case_and_spaces_of_the_login_do_not_matter(world: World) -> None:
    await a_member(world, "li.ming")

    async with a_browser(world) as browser:
        await signed_in(browser, " Li.Ming ")


@pytest.mark.parametrize(
    ("login", "password"),
    [
        pytest.param("li.ming", OTHER_PASSWORD, id="wrong-password"),
        pytest.param("nobody", PASSWORD, id="unknown-login"),
        pytest.param("closed", PASSWORD, id="closed-account"),
    ],
)
async def test_a_wrong_attempt_does_the_same_and_says_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch, login: str, password: str
) -> None:
    await a_member(world, "li.ming")
    closed = await a_member(world, "closed")
    await world.done("admin", "deactivateAccount", accountId=closed, reason="离职")
    before = world.count("sessions")
    verified: list[str] = []
    real = Passwords._check

    def noted(self: Passwords, stored: str, typed: str) -> bool:
        verified.append(stored)
        return real(self, stored, typed)

    monkeypatch.setattr(Passwords, "_check", noted)

    async with a_browser(world) as browser:
        answer = await browser.post("/auth/sign-in", json={"login": login, "password": password})

    assert (answer.status_code, answer.json()) == (401, {"code": "INVALID_CREDENTIALS"})
    assert "set-cookie" not in answer.headers
    assert len(verified) == 1
    assert verified[0].startswith("$argon2id$")
    assert world.count("sessions") == before


async def test_a_hash_nobody_owns_lets_nobody_in(world: World) -> None:
    passwords = world.product.database.passwords

    assert await passwords.verify(None, "nobody has this password") is False


async def test_failed_and_successful_attempts_of_a_known_account_are_on_the_trail(
    world: World,
) -> None:
    account = await a_member(world, "li.ming")

    async with a_browser(world) as browser:
        await browser.post("/auth/sign-in", json={"login": "li.ming", "password": OTHER_PASSWORD})
        await browser.post("/auth/sign-in", json={"login": "nobody", "password": PASSWORD})
        await signed_in(browser, "li.ming")
        await browser.post("/auth/sign-out")

    found = actions(world, "identity.sign_in_failed", "identity.signed_in", "identity.signed_out")[
        1:
    ]
    session = world.sql("SELECT id::text FROM sessions ORDER BY started_at, ended_because")
    sessions = {row[0] for row in session}
    assert [(row[0], row[1], row[3], row[5]) for row in found] == [
        ("identity.sign_in_failed", account, "account", {"factor": "password"}),
        ("identity.signed_in", account, "session", {}),
        ("identity.signed_out", account, "session", {}),
    ]
    assert found[1][4] == found[2][4]
    assert found[1][4] in sessions
    told = str(world.sql("SELECT * FROM trail_entries"))
    assert "li.ming" not in told
    assert "198.51.100.7" not in told


async def test_neither_login_nor_password_nor_address_is_stored(world: World) -> None:
    await a_member(world, "li.ming")
    async with a_browser(world) as browser:
        await signed_in(browser, "li.ming")

    for table in ("accounts", "sessions", "sign_in_throttles", "refresh_tokens", "invitations"):
        stored = str(world.sql(f"SELECT t::text FROM {table} t")).lower()  # noqa: S608
        for secret in ("li.ming", PASSWORD, "198.51.100"):
            assert secret not in stored
            assert secret.encode().hex() not in stored


async def test_five_wrong_passwords_make_the_login_wait_longer_and_longer(world: World) -> None:
    await a_member(world, "li.ming")
    wrong = {"login": "li.ming", "password": OTHER_PASSWORD}
    right = {"login": "li.ming", "password": PASSWORD}

    async with a_browser(world) as browser:
        for _ in range(5):
            assert (await browser.post("/auth/sign-in", json=wrong)).status_code == 401
        refused = await browser.post("/auth/sign-in", json=right)
        assert refused.status_code == 429
        assert refused.json() == {"code": "TOO_MANY_ATTEMPTS", "retryAfter": 30}
        assert refused.headers["retry-after"] == "30"
        world.later(seconds=29)
        assert (await browser.post("/auth/sign-in", json=right)).json()["retryAfter"] == 1
        world.later(seconds=1)
        assert (await browser.post("/auth/sign-in", json=wrong)).status_code == 401
        assert (await browser.post("/auth/sign-in", json=wrong)).json()["retryAfter"] == 60
        world.later(seconds=60)
        await signed_in(browser, "li.ming")
        # A right sign-in forgets the count.
        for _ in range(5):
            assert (await browser.post("/auth/sign-in", json=wrong)).status_code == 401


async def test_an_unknown_login_has_to_wait_just_the_same(world: World) -> None:
    wrong = {"login": "nobody", "password": OTHER_PASSWORD}

    async with a_browser(world) as browser:
        for _ in range(5):
            assert (await browser.post("/auth/sign-in", json=wrong)).status_code == 401
        refused = await browser.post("/auth/sign-in", json=wrong)

    assert (refused.status_code, refused.json()["retryAfter"]) == (429, 30)


async def test_an_address_that_tries_many_logins_waits_and_others_do_not(world: World) -> None:
    await a_member(world, "li.ming")
    before = world.clock.now()

    async with a_browser(world, address="203.0.113.9") as attacker:
        for number in range(30):
            tried = {"login": f"guess{number}", "password": OTHER_PASSWORD}
            assert (await attacker.post("/auth/sign-in", json=tried)).status_code == 401
        refused = await attacker.post(
            "/auth/sign-in", json={"login": "li.ming", "password": PASSWORD}
        )
    async with a_browser(world, address="203.0.113.10") as colleague:
        await signed_in(colleague, "li.ming")

    assert (refused.status_code, refused.json()["retryAfter"]) == (429, 30)
    assert world.clock.now() - before == timedelta(0)


async def test_a_forwarded_address_counts_only_behind_proxies_of_our_own(world: World) -> None:
    headers = {"x-forwarded-for": "192.0.2.1, 203.0.113.77"}
    wrong = {"login": "nobody", "password": OTHER_PASSWORD}

    async def subjects() -> int:
        async with a_browser(world) as browser:
            await browser.post("/auth/sign-in", json=wrong, headers=headers)
        return world.count("sign_in_throttles")

    direct = await subjects()
    reopened(world, trusted_proxies=1)

    assert direct == 2
    assert await subjects() == 3


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        pytest.param(b"{", "application/json", 400, id="no-json"),
        pytest.param(b"[]", "application/json", 400, id="no-object"),
        pytest.param(b'{"login":"a"}', "application/json", 400, id="field-missing"),
        pytest.param(b'{"login":"a","password":1}', "application/json", 400, id="not-a-text"),
        pytest.param(
            b'{"login":"a","password":"b","more":"c"}', "application/json", 400, id="unknown-field"
        ),
        pytest.param(b'{"login":"a","password":"b"}', "text/plain", 400, id="form-of-another-site"),
        pytest.param(b'{"login":"","password":"b"}', "application/json", 422, id="empty-login"),
        pytest.param(
            b'{"login":"a","password":"' + b"x" * 201 + b'"}', "application/json", 422, id="long"
        ),
        pytest.param(b"x" * 9000, "application/json", 413, id="too-large"),
    ],
)
async def test_a_malformed_request_is_refused_and_leaves_nothing(
    world: World, body: bytes, content_type: str, expected: int
) -> None:
    before = world.counts()

    async with a_browser(world) as browser:
        answer = await browser.post(
            "/auth/sign-in", content=body, headers={"content-type": content_type}
        )

    assert answer.status_code == expected
    assert world.counts() == before


async def test_many_attempts_at_once_do_not_slip_through_together(world: World) -> None:
    await a_member(world, "li.ming")
    wrong = {"login": "li.ming", "password": OTHER_PASSWORD}

    async with a_browser(world) as browser:
        answers = await asyncio.gather(
            *(browser.post("/auth/sign-in", json=wrong) for _ in range(9))
        )

    assert sorted(answer.status_code for answer in answers) == [401] * 5 + [429] * 4
