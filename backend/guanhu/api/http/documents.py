"""GET /documents/{id}.pdf, .docx: the only way to the files of a paper.

The access token travels in the header, as for every request: an address alone opens nothing.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guanhu.access.actor import signed_in
from guanhu.api.http.auth import caller_of
from guanhu.documents.facts import DocumentFormat
from guanhu.documents.use_cases.download_document import download_document
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import NotPermitted, Outside, Refusal, SessionEnded, Unauthenticated
from guanhu.plumbing.database import Database
from guanhu.plumbing.tokens import Tokens

STATUSES: Final = {Unauthenticated: 401, SessionEnded: 401, NotPermitted: 403}
HIDDEN: Final = 404
REFUSED: Final = 422
HIDDEN_CODE: Final = "NOT_VISIBLE"


def document_routes(database: Database, clock: Clock, tokens: Tokens) -> list[Route]:
    """The routes of one process."""

    async def download(request: Request) -> Response:
        try:
            document_id = UUID(request.path_params["document"])
            form = DocumentFormat(request.path_params["form"])
        except ValueError:
            return _answer(HIDDEN, HIDDEN_CODE)
        try:
            actor = signed_in(caller_of(request, tokens, clock.now()))
            file = await download_document(database, clock, actor, document_id, form)
        except Outside as outside:
            return _answer(STATUSES.get(type(outside), HIDDEN), outside.code)
        except Refusal as refusal:
            return _answer(REFUSED, refusal.code)
        return Response(
            file.content,
            media_type=file.media_type,
            headers={
                "content-disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
                "cache-control": "no-store",
            },
        )

    return [Route("/documents/{document}.{form}", download, methods=["GET"])]


def _answer(status: int, code: str) -> Response:
    return Response(
        orjson.dumps({"code": code}),
        status_code=status,
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )
