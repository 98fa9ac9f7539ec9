"""POST /attachments?case={id}, GET /attachments/{id}: the only way of files in and out.

What is sent is the file itself as the body; its name stays with the sender. The access token
travels in the header, as for every request, and the key under which it is done once beside it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guanhu.access.actor import signed_in
from guanhu.access.permissions import Permission
from guanhu.api.http.auth import caller_of
from guanhu.api.http.bodies import BodyTooLarge, body_of
from guanhu.files.errors import (
    AttachmentTooLarge,
    AttachmentTypeNotAllowed,
    AttachmentUnreadable,
)
from guanhu.files.facts import LARGEST_BYTES, MEGABYTE
from guanhu.files.use_cases.download_attachment import download_attachment
from guanhu.files.use_cases.upload_attachment import an_upload, type_named, upload_attachment
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import (
    InvalidInput,
    NotPermitted,
    Outside,
    Refusal,
    SessionEnded,
    Unauthenticated,
    facts_as_text,
)
from guanhu.plumbing.database import Database
from guanhu.plumbing.tokens import Tokens

OUTSIDE: Final = {Unauthenticated: 401, SessionEnded: 401, NotPermitted: 403}
HIDDEN: Final = 404
REFUSALS: Final[dict[type[Refusal], int]] = {
    AttachmentTooLarge: 413,
    AttachmentTypeNotAllowed: 415,
    AttachmentUnreadable: 422,
}
REFUSED: Final = 422
CREATED: Final = 201
HIDDEN_CODE: Final = "NOT_VISIBLE"
Endpoint = Callable[[Request], Awaitable[Response]]


def attachment_routes(database: Database, clock: Clock, tokens: Tokens) -> list[Route]:
    """The routes of one process."""

    async def upload(request: Request) -> Response:
        actor = signed_in(caller_of(request, tokens, clock.now()))
        # Before 20 MB are taken in; the use case asks again.
        actor.require(Permission.ATTACHMENT_ADD)
        case_id = _identifier(request.query_params.get("case", ""))
        if case_id is None:
            return _told(HIDDEN, {"code": HIDDEN_CODE})
        try:
            content = await body_of(request, LARGEST_BYTES)
        except BodyTooLarge as larger:
            raise AttachmentTooLarge(most_megabytes=LARGEST_BYTES // MEGABYTE) from larger
        command = an_upload(request.headers.get("idempotency-key", ""), case_id, content)
        done = await upload_attachment(database, clock, actor, command, content)
        kept = {
            "attachmentId": str(done.attachment),
            "type": type_named(done.type).name,
            "sizeBytes": done.size_bytes,
        }
        return _told(CREATED, kept)

    async def download(request: Request) -> Response:
        actor = signed_in(caller_of(request, tokens, clock.now()))
        attachment_id = _identifier(request.path_params["attachment"])
        if attachment_id is None:
            return _told(HIDDEN, {"code": HIDDEN_CODE})
        file = await download_attachment(database, clock, actor, attachment_id)
        return Response(
            file.content,
            media_type=file.media_type,
            headers={
                "content-disposition": f'attachment; filename="{file.name}"',
                "cache-control": "no-store",
            },
        )

    return [
        Route("/attachments", _answering(upload), methods=["POST"]),
        Route("/attachments/{attachment}", _answering(download), methods=["GET"]),
    ]


def _answering(endpoint: Endpoint) -> Endpoint:
    """What is outside and what is refused, each with its status and code."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Outside as outside:
            return _told(OUTSIDE.get(type(outside), HIDDEN), {"code": outside.code})
        except InvalidInput as invalid:
            problems = [{"path": each.path, "code": each.code} for each in invalid.problems]
            return _told(REFUSED, {"code": invalid.code, "problems": problems})
        except Refusal as refusal:
            told = {"code": refusal.code, "facts": facts_as_text(refusal.facts)}
            return _told(REFUSALS.get(type(refusal), REFUSED), told)

    return answer


def _identifier(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _told(status: int, content: dict[str, Any]) -> Response:
    return Response(
        orjson.dumps(content),
        status_code=status,
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )
