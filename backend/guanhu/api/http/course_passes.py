"""POST /hooks/course-passes and POST /xapi/statements: passes of courses done elsewhere.

The hook is signed: ``x-guanhu-provider`` (code), ``x-guanhu-timestamp`` (seconds since 1970) and
``x-guanhu-signature`` (see `guanhu.courses.providers.signature_of`). Statements come as xAPI
clients send them: HTTP Basic with the provider's code and secret, and
``x-experience-api-version``. Either way a pass waits for a person; sent again it is known.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable
from typing import Any, Final
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guanhu.access.actor import SYSTEM_ACCOUNT, Actor, system_actor
from guanhu.api.http.bodies import BodyTooLarge, body_of
from guanhu.courses.errors import InboxFull, PassDiffers
from guanhu.courses.pass_facts import PassGiven
from guanhu.courses.pass_rules import VERSION, read_pass, read_statements
from guanhu.courses.providers import Provider, Providers
from guanhu.courses.use_cases.receive_passes import find_office, receive_passes
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import InvalidInput, Refusal, facts_as_text
from guanhu.plumbing.database import Database

HOOK_BYTES: Final = 16_384
STATEMENTS_BYTES: Final = 131_072
MOST_STATEMENTS: Final = 50
XAPI_VERSION: Final = "1.0.3"
ACCEPTED: Final = 202
KNOWN: Final = 200
MALFORMED: Final = 400
UNKNOWN_SENDER: Final = 401
TOO_LARGE: Final = 413
REFUSED: Final = 422
REFUSALS: Final[dict[type[Refusal], int]] = {PassDiffers: 409, InboxFull: 429}
Endpoint = Callable[[Request], Awaitable[Response]]


def course_pass_routes(database: Database, clock: Clock, providers: Providers) -> list[Route]:
    """The routes of one process."""

    async def keep(provider: Provider, given: list[PassGiven]) -> list[bool]:
        everywhere = Actor(SYSTEM_ACCOUNT, UUID(int=0), None, None)
        office_id = await find_office(database, clock, everywhere, provider.office_code)
        if office_id is None:
            message = f"provider {provider.code} sends to an office that is not here"
            raise LookupError(message)
        actor = system_actor(office_id)
        return await receive_passes(database, clock, actor, provider.code, given)

    async def hook(request: Request) -> Response:
        body = await body_of(request, HOOK_BYTES)
        headers = request.headers
        provider = providers.signed_by(
            headers.get("x-guanhu-provider", ""),
            headers.get("x-guanhu-timestamp", ""),
            headers.get("x-guanhu-signature", ""),
            body,
            clock.now(),
        )
        if provider is None:
            return _told(UNKNOWN_SENDER, {"code": "UNKNOWN_SENDER"})
        (new,) = await keep(provider, [read_pass(orjson.loads(body), clock.now())])
        return _told(ACCEPTED if new else KNOWN, {"code": "WAITING" if new else "KNOWN"})

    async def statements(request: Request) -> Response:
        body = await body_of(request, STATEMENTS_BYTES)
        provider = _basic(request, providers)
        if provider is None:
            challenge = {"www-authenticate": "Basic"}
            return _told(UNKNOWN_SENDER, {"code": "UNKNOWN_SENDER"}, challenge)
        if not VERSION.fullmatch(request.headers.get("x-experience-api-version", "")):
            return _told(MALFORMED, {"code": "UNKNOWN_VERSION"})
        given = read_statements(orjson.loads(body), MOST_STATEMENTS, clock.now())
        await keep(provider, given)
        return _told(KNOWN, [each.external_id for each in given])

    version = {"x-experience-api-version": XAPI_VERSION}
    return [
        Route("/hooks/course-passes", _answering(hook, {}), methods=["POST"]),
        Route("/xapi/statements", _answering(statements, version), methods=["POST"]),
    ]


def _answering(endpoint: Endpoint, headers: dict[str, str]) -> Endpoint:
    """What is malformed and what is refused, each with its status and code."""

    async def answer(request: Request) -> Response:
        try:
            response = await endpoint(request)
        except BodyTooLarge:
            response = _told(TOO_LARGE, {"code": "BODY_TOO_LARGE"})
        except orjson.JSONDecodeError:
            response = _told(MALFORMED, {"code": "NOT_JSON"})
        except InvalidInput as invalid:
            problems = [{"path": each.path, "code": each.code} for each in invalid.problems]
            response = _told(REFUSED, {"code": invalid.code, "problems": problems})
        except Refusal as refusal:
            told = {"code": refusal.code, "facts": facts_as_text(refusal.facts)}
            response = _told(REFUSALS.get(type(refusal), REFUSED), told)
        response.headers.update(headers)
        return response

    return answer


def _basic(request: Request, providers: Providers) -> Provider | None:
    """The provider an HTTP Basic header names with its secret, or None."""
    scheme, _, coded = request.headers.get("authorization", "").partition(" ")
    try:
        plain = base64.b64decode(coded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        plain = ""
    code, _, password = plain.partition(":")
    known = providers.known_by(code, password)
    return known if scheme.lower() == "basic" else None


def _told(status: int, content: Any, headers: dict[str, str] | None = None) -> Response:
    return Response(
        orjson.dumps(content),
        status_code=status,
        media_type="application/json",
        headers={"cache-control": "no-store"} | (headers or {}),
    )
