"""POST /auth/join and /auth/join/confirm."""

from __future__ import annotations

import asyncio

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
    totp_secret,
)
from support.world import World


async def test_staff_join_and_are_signed_in_where_no_second_factor_is_asked(world: World) -> None:
    invited = await an_invited(world, "social_worker")

    async with a_browser(world) as browser:
        answer = await browser.post(
            "/auth/join",
            json={
                "code": invited["code"].lower().replace("-", " "),
                "login": "wang",
                "password": PASSWORD,
            },
        )
        await signed_in(browser, "wang")

    assert answer.status_code == 200
    assert answer.json()["account"]["id"] == invited["id"]
    assert answer.json()["account"]["role"] == "social_worker"
    assert "guanhu_refresh" in answer.headers["set-cookie"]
    me = await asked_as(world, answer.json()["accessToken"], "{me{account{joined role}}}")
    assert me["data"]["me"]["account"] == {"joined": True, "role": "SOCIAL_WORKER"}
    (joined,) = actions(world, "identity.joined")
    assert joined[1:4] == (invited["id"], "social_worker", "account")


async def test_a_code_serves_once(world: World) -> None:
    invited = await an_invited(world, "officer")
    body = {"code": invited["code"], "login": "li.ming", "password": PASSWORD}

    async with a_browser(world) as one, a_browser(world) as other:
        answers = await asyncio.gather(
            one.post("/auth/join", json=body),
            other.post("/auth/join", json=body | {"login": "li.hua"}),
        )
        late = await one.post("/auth/join", json=body)

    assert sorted(answer.status_code for answer in answers) == [200, 422]
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert refused.json() == {"code": "INVITATION_NOT_VALID"}
    assert late.json() == {"code": "INVITATION_NOT_VALID"}
    assert len(actions(world, "identity.joined")) == 1
    assert world.sql("SELECT count(*) FROM sessions WHERE expires_at < '2098-01-01'") == [(1,)]


async def test_a_code_ends_after_fourteen_days(world: World) -> None:
    invited = await an_invited(world, "officer")
    body = {"code": invited["code"], "login": "li.ming", "password": PASSWORD}
    world.later(days=14)

    async with a_browser(world) as browser:
        answer = await browser.post("/auth/join", json=body)

    assert answer.json() == {"code": "INVITATION_NOT_VALID"}
    assert world.sql("SELECT password_hash FROM accounts WHERE id = %s", [invited["id"]]) == [
        (None,)
    ]


@pytest.mark.parametrize(
    ("login", "password", "expected"),
    [
        pytest.param("li.hua", "kurz", {"code": "PASSWORD_TOO_SHORT", "atLeast": 12}, id="short"),
        pytest.param("li.hua", "Passw0rd1234!", {"code": "PASSWORD_TOO_COMMON"}, id="common"),
        pytest.param("li.hua", "mit li.hua darin", {"code": "PASSWORD_TOO_COMMON"}, id="login-in"),
        pytest.param("LI.MING", PASSWORD, {"code": "LOGIN_TAKEN"}, id="login-taken"),
    ],
)
async def test_a_refusal_leaves_the_code_good(
    world: World, login: str, password: str, expected: dict[str, object]
) -> None:
    await a_member(world, "li.ming")
    invited = await an_invited(world, "officer")
    before = world.counts()

    async with a_browser(world) as browser:
        refused = await browser.post(
            "/auth/join", json={"code": invited["code"], "login": login, "password": password}
        )
        after = world.counts()
        joined = await browser.post(
            "/auth/join", json={"code": invited["code"], "login": "li.hua", "password": PASSWORD}
        )

    assert (refused.status_code, refused.json()) == (422, expected)
    assert after == before
    assert joined.status_code == 200


async def test_an_address_that_tries_codes_has_to_wait(world: World) -> None:
    body = {"code": "AAAA-BBBB-CCCC-DDDD", "login": "li.ming", "password": PASSWORD}

    async with a_browser(world) as browser:
        for _ in range(30):
            assert (await browser.post("/auth/join", json=body)).status_code == 422
        refused = await browser.post("/auth/join", json=body)

    assert (refused.status_code, refused.json()["retryAfter"]) == (429, 30)


async def test_staff_enrol_a_second_factor_and_sign_in_with_it(world: World) -> None:
    reopened(world, totp_required=True)
    invited = await an_invited(world, "officer")
    body = {"code": invited["code"], "login": "li.ming", "password": PASSWORD}

    async with a_browser(world) as browser:
        enrolling = (await browser.post("/auth/join", json=body)).json()
        uri = enrolling["totpUri"]
        assert set(enrolling) == {"enrolment", "totpUri"}
        assert uri.startswith("otpauth://totp/Guanhu:li.ming?secret=")
        # Nothing has changed yet: the login is free and the code is good.
        before = await browser.post(
            "/auth/sign-in", json={"login": "li.ming", "password": PASSWORD}
        )
        assert before.json() == {"code": "INVALID_CREDENTIALS"}
        proof = {"enrolment": enrolling["enrolment"], "totp": totp_code(world, uri)}
        joined = await browser.post("/auth/join/confirm", json=proof)
        assert joined.status_code == 200
        assert joined.json()["account"]["id"] == invited["id"]

        # The code that confirmed is used up; the next one lets in, once.
        credentials = {"login": "li.ming", "password": PASSWORD}
        missing = await browser.post("/auth/sign-in", json=credentials)
        assert (missing.status_code, missing.json()) == (401, {"code": "TOTP_REQUIRED"})
        used = await browser.post(
            "/auth/sign-in", json=credentials | {"totp": totp_code(world, uri)}
        )
        assert (used.status_code, used.json()) == (401, {"code": "INVALID_CREDENTIALS"})
        world.later(seconds=30)
        code = totp_code(world, uri)
        await signed_in(browser, "li.ming", totp=code)
        again = await browser.post("/auth/sign-in", json=credentials | {"totp": code})
        assert again.json() == {"code": "INVALID_CREDENTIALS"}

    failed = actions(world, "identity.sign_in_failed")
    assert [row[5] for row in failed] == [{"factor": "totp"}, {"factor": "totp"}]
    secret = totp_secret(uri)
    stored = str(world.sql("SELECT t::text FROM totp_secrets t"))
    assert secret not in stored
    assert secret.encode().hex() not in stored


async def test_a_wrong_password_is_not_told_apart_by_the_second_factor(world: World) -> None:
    reopened(world, totp_required=True)
    invited = await an_invited(world, "officer")
    async with a_browser(world) as browser:
        enrolling = (
            await browser.post(
                "/auth/join",
                json={"code": invited["code"], "login": "li.ming", "password": PASSWORD},
            )
        ).json()
        code = totp_code(world, enrolling["totpUri"])
        await browser.post(
            "/auth/join/confirm", json={"enrolment": enrolling["enrolment"], "totp": code}
        )

        answer = await browser.post(
            "/auth/sign-in", json={"login": "li.ming", "password": OTHER_PASSWORD}
        )

    assert answer.json() == {"code": "INVALID_CREDENTIALS"}


async def test_five_wrong_codes_end_the_enrolment_but_not_the_invitation(world: World) -> None:
    reopened(world, totp_required=True)
    invited = await an_invited(world, "officer")
    body = {"code": invited["code"], "login": "li.ming", "password": PASSWORD}

    async with a_browser(world) as browser:
        enrolling = (await browser.post("/auth/join", json=body)).json()
        wrong = {"enrolment": enrolling["enrolment"], "totp": "abcdef"}
        for _ in range(5):
            answer = await browser.post("/auth/join/confirm", json=wrong)
            assert answer.json() == {"code": "TOTP_WRONG"}
        right = {
            "enrolment": enrolling["enrolment"],
            "totp": totp_code(world, enrolling["totpUri"]),
        }
        ended = await browser.post("/auth/join/confirm", json=right)
        anew = (await browser.post("/auth/join", json=body)).json()
        joined = await browser.post(
            "/auth/join/confirm",
            json={"enrolment": anew["enrolment"], "totp": totp_code(world, anew["totpUri"])},
        )

    assert (ended.status_code, ended.json()) == (422, {"code": "ENROLMENT_ENDED"})
    assert joined.status_code == 200


async def test_an_enrolment_ends_after_a_quarter_of_an_hour_or_when_begun_anew(
    world: World,
) -> None:
    reopened(world, totp_required=True)
    invited = await an_invited(world, "officer")
    body = {"code": invited["code"], "login": "li.ming", "password": PASSWORD}

    async with a_browser(world) as browser:

        async def confirmed(enrolling: dict[str, str]) -> dict[str, object]:
            proof = {
                "enrolment": enrolling["enrolment"],
                "totp": totp_code(world, enrolling["totpUri"]),
            }
            answer = await browser.post("/auth/join/confirm", json=proof)
            found: dict[str, object] = answer.json()
            return found

        first = (await browser.post("/auth/join", json=body)).json()
        second = (await browser.post("/auth/join", json=body)).json()
        replaced = await confirmed(first)
        world.later(minutes=15)
        expired = await confirmed(second)

    assert replaced == {"code": "ENROLMENT_ENDED"}
    assert expired == {"code": "ENROLMENT_ENDED"}
    assert world.sql("SELECT count(*) FROM accounts WHERE login_index IS NOT NULL") == [(0,)]


async def test_an_account_without_a_second_factor_is_sent_back_once_one_is_required(
    world: World,
) -> None:
    await a_member(world, "li.ming")
    reopened(world, totp_required=True)

    async with a_browser(world) as browser:
        answer = await browser.post(
            "/auth/sign-in", json={"login": "li.ming", "password": PASSWORD}
        )

    assert (answer.status_code, answer.json()) == (401, {"code": "TOTP_NOT_ENROLLED"})


async def test_one_code_of_the_second_factor_lets_in_once_however_fast(world: World) -> None:
    reopened(world, totp_required=True)
    invited = await an_invited(world, "officer")
    body = {"login": "li.ming", "password": PASSWORD}

    async with a_browser(world) as browser:
        enrolling = (await browser.post("/auth/join", json=body | {"code": invited["code"]})).json()
        uri = enrolling["totpUri"]
        proof = {"enrolment": enrolling["enrolment"], "totp": totp_code(world, uri)}
        await browser.post("/auth/join/confirm", json=proof)
        world.later(seconds=30)
        right = body | {"totp": totp_code(world, uri)}
        answers = await asyncio.gather(
            *(browser.post("/auth/sign-in", json=right) for _ in range(3))
        )

    assert sorted(answer.status_code for answer in answers) == [200, 401, 401]
