"""People at the door: browsers of their own, invitations taken up, signing in."""

from __future__ import annotations

import dataclasses
import itertools
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from guanhu.identity.totp import STEP_SECONDS, code_at
from guanhu.main import create_app
from support.world import World

PASSWORD = "ein langer Satz am Morgen"
OTHER_PASSWORD = "noch ein Satz, aber abends"

_numbers = itertools.count(1)


def a_browser(world: World, *, address: str = "198.51.100.7", agent: str = "") -> httpx.AsyncClient:
    """A browser with cookies of its own, at an address of its own."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(world.app, client=(address, 40000)),
        base_url="https://office.example",
        headers={"user-agent": agent},
    )


def reopened(world: World, **settings: Any) -> None:
    """Serve the same database with other settings."""
    changed = world.product.settings.model_copy(update=settings)
    world.product = dataclasses.replace(world.product, settings=changed)
    world.app = create_app(world.product)


def totp_secret(uri: str) -> str:
    """The secret an authenticator app reads from the square code."""
    return parse_qs(urlsplit(uri).query)["secret"][0]


def totp_code(world: World, uri: str, *, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return code_at(totp_secret(uri), world.clock.now() + timedelta(seconds=STEP_SECONDS * steps))


async def an_invited(world: World, role: str, admin: str = "admin") -> dict[str, Any]:
    """An account an administrator has just made: ``id`` and ``code``."""
    if admin not in world.actors:
        world.person(admin, "administrator")
    made = await world.done(
        admin,
        "createAccount",
        ("account.id", "invitationCode"),
        displayName=f"同事{next(_numbers)}",
        role=role.upper(),
    )
    return {"id": made["account"]["id"], "code": made["invitationCode"]}


async def a_member(
    world: World, login: str, role: str = "officer", password: str = PASSWORD
) -> str:
    """A member of staff who has joined and is signed in nowhere; answers the account's id."""
    invited = await an_invited(world, role)
    async with a_browser(world) as browser:
        joined = await browser.post(
            "/auth/join", json={"code": invited["code"], "login": login, "password": password}
        )
        assert joined.status_code == 200, joined.text
        assert (await browser.post("/auth/sign-out")).status_code == 204
    return str(invited["id"])


async def signed_in(
    browser: httpx.AsyncClient, login: str, password: str = PASSWORD, **more: str
) -> dict[str, Any]:
    """Sign in, which must succeed; the body of the answer."""
    answer = await browser.post(
        "/auth/sign-in", json={"login": login, "password": password, **more}
    )
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def asked_as(
    world: World, token: str, query: str, variables: dict[str, Any] | None = None
) -> dict[str, Any]:
    """One GraphQL request with an access token."""
    answer = await world.http.post(
        "/graphql",
        json={"query": query, "variables": variables or {}},
        headers={"authorization": f"Bearer {token}"},
    )
    body: dict[str, Any] = answer.json()
    return body


def actions(world: World, *names: str) -> list[tuple[Any, ...]]:
    """Trail entries with these actions, in order: action, account, role, kind, record, details."""
    return world.sql(
        "SELECT action, account_id::text, role, record_kind, record_id::text, details"
        " FROM trail_entries WHERE action = ANY(%s) ORDER BY seq",
        [list(names)],
    )
