"""GET /certificates/modules/{assignment}.pdf, GET /certificates/plans/{case}.pdf.

The access token travels in the header, as for every request; ``?language=en`` gives English.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guanhu.access.actor import Actor, signed_in
from guanhu.api.http.auth import caller_of
from guanhu.courses.use_cases.make_certificate import (
    make_module_certificate,
    make_plan_certificate,
)
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import NotPermitted, Outside, Refusal, SessionEnded, Unauthenticated
from guanhu.plumbing.database import Database
from guanhu.plumbing.tokens import Tokens

STATUSES: Final = {Unauthenticated: 401, SessionEnded: 401, NotPermitted: 403}
HIDDEN: Final = 404
REFUSED: Final = 422
Make = Callable[[Database, Clock, Actor, UUID, str], Awaitable[bytes]]


def certificate_routes(database: Database, clock: Clock, tokens: Tokens) -> list[Route]:
    """The routes of one process."""

    def download(make: Make) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                record_id = UUID(request.path_params["record"])
            except ValueError:
                return _told(HIDDEN, "NOT_VISIBLE")
            language = "en" if request.query_params.get("language") == "en" else "zh"
            try:
                actor = signed_in(caller_of(request, tokens, clock.now()))
                pdf = await make(database, clock, actor, record_id, language)
            except Outside as outside:
                return _told(STATUSES.get(type(outside), HIDDEN), outside.code)
            except Refusal as refusal:
                return _told(REFUSED, refusal.code)
            return Response(
                pdf,
                media_type="application/pdf",
                headers={
                    "content-disposition": 'attachment; filename="certificate.pdf"',
                    "cache-control": "no-store",
                },
            )

        return answer

    return [
        Route(
            "/certificates/modules/{record}.pdf", download(make_module_certificate), methods=["GET"]
        ),
        Route("/certificates/plans/{record}.pdf", download(make_plan_certificate), methods=["GET"]),
    ]


def _told(status: int, code: str) -> Response:
    return Response(
        orjson.dumps({"code": code}),
        status_code=status,
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )
