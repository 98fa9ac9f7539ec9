"""POST /auth/…: sign in, refresh, sign out, join.

Bodies and answers are JSON. A refusal is ``{"code": …}`` with its facts beside it. The refresh
token travels in a cookie only: HttpOnly, SameSite=Strict, for the path ``/auth``.
"""

from __future__ import annotations

import dataclasses
import ipaddress
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guanhu.access.roles import FAMILY
from guanhu.api.http.bodies import BodyTooLarge, body_of
from guanhu.identity.door import Door, SignedIn
from guanhu.identity.errors import (
    InvalidCredentials,
    TooManyAttempts,
    TotpNotEnrolled,
    TotpRequired,
)
from guanhu.identity.facts import DoorPolicy, Visitor
from guanhu.identity.rules import device_name
from guanhu.identity.use_cases.join import ConfirmJoin, Join, confirm_join, join
from guanhu.identity.use_cases.refresh_session import refresh_session
from guanhu.identity.use_cases.sign_in import SignIn, sign_in
from guanhu.identity.use_cases.sign_out import sign_out
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import camel
from guanhu.kernel.errors import InvalidInput, Refusal, SessionEnded
from guanhu.people.use_cases.read_own_name import read_own_name
from guanhu.plumbing.database import Database
from guanhu.plumbing.tokens import Tokens
from guanhu.settings import Settings

COOKIE: Final = "guanhu_refresh"
COOKIE_PATH: Final = "/auth"
BODY_LIMIT_BYTES: Final = 8_192
V6_NETWORK_BITS: Final = 64


class Malformed(Exception):
    """The body is no JSON object of texts."""


def auth_routes(
    database: Database, clock: Clock, tokens: Tokens, settings: Settings
) -> list[Route]:
    """The routes of the door, for one process."""
    policy = DoorPolicy(
        totp_required=settings.totp_required,
        staff_idle=timedelta(hours=settings.staff_session_hours),
        family_idle=timedelta(days=settings.family_session_days),
        longest=timedelta(days=settings.session_longest_days),
    )
    desk = AuthDesk(Door(database, clock, tokens, policy), settings)
    return [
        Route("/auth/sign-in", desk.sign_in, methods=["POST"]),
        Route("/auth/refresh", desk.refresh, methods=["POST"]),
        Route("/auth/sign-out", desk.sign_out, methods=["POST"]),
        Route("/auth/join", desk.join, methods=["POST"]),
        Route("/auth/join/confirm", desk.confirm_join, methods=["POST"]),
    ]


class AuthDesk:
    """Answers the requests of those who are not signed in yet."""

    def __init__(self, door: Door, settings: Settings) -> None:
        self._door = door
        self._settings = settings

    async def sign_in(self, request: Request) -> Response:
        async def answer() -> Response:
            command = await _command(request, SignIn)
            return await self._came_in(await sign_in(self._door, self._visitor(request), command))

        return await _guarded(answer)

    async def refresh(self, request: Request) -> Response:
        try:
            signed_in = await refresh_session(self._door, request.cookies.get(COOKIE, ""))
            return await self._came_in(signed_in)
        except SessionEnded as ended:
            return self._without_cookie(_json(401, {"code": ended.code}))

    async def sign_out(self, request: Request) -> Response:
        await sign_out(self._door, request.cookies.get(COOKIE))
        return self._without_cookie(Response(status_code=204))

    async def join(self, request: Request) -> Response:
        async def answer() -> Response:
            command = await _command(request, Join)
            joined = await join(self._door, self._visitor(request), command)
            if isinstance(joined, SignedIn):
                return await self._came_in(joined)
            return _json(200, {"enrolment": joined.token, "totpUri": joined.totp_uri})

        return await _guarded(answer)

    async def confirm_join(self, request: Request) -> Response:
        async def answer() -> Response:
            command = await _command(request, ConfirmJoin)
            return await self._came_in(
                await confirm_join(self._door, self._visitor(request), command)
            )

        return await _guarded(answer)

    async def _came_in(self, signed_in: SignedIn) -> Response:
        account, actor = signed_in.account, signed_in.actor
        name = account.display_name
        if account.role in FAMILY:
            name = await read_own_name(self._door.database, self._door.clock, actor)
        left = signed_in.session_expires_at - self._door.clock.now()
        response = _json(
            200,
            {
                "accessToken": signed_in.access_token,
                "expiresAt": signed_in.access_expires_at,
                # Seconds, not an instant: a page warns in time also where its own clock is wrong.
                "sessionEndsIn": max(0, int(left.total_seconds())),
                "account": {
                    "id": str(account.id),
                    "displayName": name or "",
                    "role": account.role.value,
                    "office": {
                        "id": str(account.office_id),
                        "name": account.office_name_zh,
                        "nameEn": account.office_name_en,
                    },
                    "permissions": sorted(actor.permissions),
                },
            },
        )
        if signed_in.refresh_token is not None:
            response.set_cookie(
                COOKIE,
                signed_in.refresh_token,
                max_age=int(left.total_seconds()),
                path=COOKIE_PATH,
                secure=self._settings.secure_cookies,
                httponly=True,
                samesite="strict",
            )
        return response

    def _without_cookie(self, response: Response) -> Response:
        response.delete_cookie(
            COOKIE,
            path=COOKIE_PATH,
            secure=self._settings.secure_cookies,
            httponly=True,
            samesite="strict",
        )
        response.headers["cache-control"] = "no-store"
        return response

    def _visitor(self, request: Request) -> Visitor:
        return Visitor(
            client_address(request, self._settings.trusted_proxies),
            device_name(request.headers.get("user-agent", "")),
        )


def client_address(request: Request, proxies: int) -> str:
    """The network address a request comes from, as far as it can be trusted.

    With `proxies` of our own in front, the one farthest out wrote the address it saw as the
    `proxies`-th entry from the right of X-Forwarded-For; what stands left of it anyone may have
    written. IPv6 addresses count by their network of 64 bits, which one subscriber holds whole.
    """
    seen = request.client.host if request.client else ""
    if proxies:
        header = ",".join(request.headers.getlist("x-forwarded-for"))
        entries = [entry.strip() for entry in header.split(",") if entry.strip()]
        if len(entries) >= proxies:
            seen = entries[-proxies]
    try:
        address = ipaddress.ip_address(seen)
    except ValueError:
        return seen
    if address.version == 6:  # noqa: PLR2004
        mapped = address.ipv4_mapped
        if mapped is not None:
            return str(mapped)
        return str(ipaddress.ip_network((address, V6_NETWORK_BITS), strict=False))
    return str(address)


async def _guarded(answer: Callable[[], Awaitable[Response]]) -> Response:
    """Answer, or say why not in the one shape of this door."""
    try:
        return await answer()
    except BodyTooLarge:
        return _json(413, {"code": "DOCUMENT_TOO_LARGE"})
    except Malformed:
        return _json(400, {"code": "BAD_REQUEST"})
    except InvalidInput as refused:
        problems = [dataclasses.asdict(problem) for problem in refused.problems]
        return _json(422, {"code": refused.code, "problems": problems})
    except TooManyAttempts as refused:
        response = _refused(429, refused)
        response.headers["retry-after"] = str(refused.facts["retry_after"])
        return response
    except (InvalidCredentials, TotpRequired, TotpNotEnrolled) as refused:
        return _refused(401, refused)
    except Refusal as refused:
        return _refused(422, refused)


async def _command(request: Request, command_type: type[Any]) -> Any:
    """The body as a command; unknown and missing fields and other types are `Malformed`.

    Only ``application/json`` is read: a page of another site cannot send that without asking.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Malformed
    try:
        given = orjson.loads(await body_of(request, BODY_LIMIT_BYTES))
    except orjson.JSONDecodeError as broken:
        raise Malformed from broken
    if not isinstance(given, dict):
        raise Malformed
    values = {name: value for name, value in given.items() if value is not None}
    declared = {camel(field.name): field for field in dataclasses.fields(command_type)}
    required = {n for n, field in declared.items() if field.default is dataclasses.MISSING}
    if not required <= values.keys() <= declared.keys():
        raise Malformed
    if not all(isinstance(value, str) for value in values.values()):
        raise Malformed
    return command_type(**{declared[name].name: value for name, value in values.items()})


def _refused(status: int, refusal: Refusal) -> Response:
    facts = {camel(name): value for name, value in refusal.facts.items()}
    return _json(status, {"code": refusal.code, **facts})


def _json(status: int, body: dict[str, Any]) -> Response:
    return Response(
        orjson.dumps(body, option=orjson.OPT_UTC_Z),
        status_code=status,
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )
