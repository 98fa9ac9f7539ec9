"""The outermost door: a number for each request, headers, figures, one log line, and the mask.

Whatever rises to here is unexpected. The caller gets a number; the log gets the number, the types
and the places in the code (see `guanhu.plumbing.logs`); nobody gets the text.
"""

from __future__ import annotations

import logging
import time
from typing import Final
from uuid import UUID

import orjson
import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guanhu.api.http.metrics import Metrics
from guanhu.kernel.ids import new_id

log = structlog.get_logger("guanhu.http")
lines = logging.getLogger("guanhu.http")

ROUTES: Final = (
    "/graphql", "/healthz", "/readyz", "/attachments", "/auth/", "/documents/",
    "/certificates/", "/module-archives", "/hooks/course-passes", "/xapi/statements",
)  # fmt: skip
"""Beginnings of paths that are named in logs and figures; every other path is a file."""

# Styles are written into pages by the component library; scripts come from our own files only.
PAGE_POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
DATA_POLICY: Final = "default-src 'none'; frame-ancestors 'none'"
HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cache-control", b"no-store"),
)
ON_PAGES: Final = (*HEADERS, (b"content-security-policy", PAGE_POLICY.encode()))
ON_DATA: Final = (*HEADERS, (b"content-security-policy", DATA_POLICY.encode()))


class OuterDoor:
    """ASGI middleware; the first that a request meets."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        route = route_of(scope["path"])
        started = time.perf_counter()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                protect(message)
            await send(message)

        request = new_id()
        structlog.contextvars.bind_contextvars(request=request)
        self._metrics.under_way.inc()
        try:
            await self._app(scope, receive, send_with_headers)
        except Exception as unexpected:  # noqa: BLE001 - the mask; nothing carries on after it
            incident = self.note_incident(unexpected)
            if status == 0:
                await _send_incident(send_with_headers, incident)
        finally:
            seconds = time.perf_counter() - started
            self._metrics.under_way.dec()
            method = scope["method"] if scope["method"] in {"GET", "HEAD", "POST"} else "OTHER"
            self._metrics.requests.labels(route, method, str(status)).inc()
            self._metrics.seconds.labels(route).observe(seconds)
            note_request(request, route, method, status, seconds)
            structlog.contextvars.unbind_contextvars("request")

    def note_incident(self, unexpected: Exception) -> str:
        """Log an unexpected failure without its text; answers its number."""
        incident = str(new_id())
        self._metrics.incidents.inc()
        log.error("incident", incident=incident, exc_info=unexpected)
        return incident


def note_request(request: UUID, route: str, method: str, status: int, seconds: float) -> None:
    """The one line of a request, handed to the formatter as it is.

    Every answer pays for it, and all the detours of the logging libraries look for (who calls,
    what is bound, which processors) is known here.
    """
    if not lines.isEnabledFor(logging.INFO):
        return
    told = {
        "event": "request",
        "request": request,
        "route": route,
        "method": method,
        "status": status,
        "duration_ms": round(seconds * 1000, 1),
    }
    lines.handle(lines.makeRecord(lines.name, logging.INFO, __file__, 0, told, (), None))


def route_of(path: str) -> str:
    """How a path is named in logs and figures: never by anything a caller chose."""
    for room in ("/attachments", "/auth", "/certificates", "/documents", "/module-archives"):
        if path.startswith(f"{room}/"):
            return room
    return path if path in ROUTES else "file"


def protect(message: Message) -> None:
    """Add the headers every answer carries; what a route has set by itself stands."""
    given = list(message.get("headers", ()))
    stands = dict(given)
    is_page = stands.get(b"content-type", b"").startswith(b"text/html")
    given += [pair for pair in (ON_PAGES if is_page else ON_DATA) if pair[0] not in stands]
    message["headers"] = given


async def _send_incident(send: Send, incident: str) -> None:
    body = orjson.dumps(
        {
            "code": "INTERNAL",
            "incident": incident,
            "data": None,
            "errors": [
                {"message": "INTERNAL", "extensions": {"code": "INTERNAL", "incident": incident}}
            ],
        }
    )
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": body})
