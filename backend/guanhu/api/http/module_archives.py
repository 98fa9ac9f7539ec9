"""Own modules as one zip, in and out, and banks of questions in QTI 3.

POST /module-archives drafts a version from a zip, POST /module-archives/{id}/questions adds a
bank's questions to the open version, GET /module-archives/{id}.zip gives a version back, and
GET /module-archives/shipped/{code}.zip a module shipped with the program, to begin with.
"""

from __future__ import annotations

import dataclasses
import hashlib
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
from guanhu.education.module_archive import LARGEST_ZIP, files_in
from guanhu.education.office_rules import content_refused
from guanhu.education.use_cases.author_office_module import (
    DraftOfficeModule,
    ModuleFilePart,
    draft_office_module,
)
from guanhu.education.use_cases.import_questions import ImportQuestions, import_questions
from guanhu.education.use_cases.read_office_modules import (
    export_office_module,
    export_shipped_module,
)
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import (
    InvalidInput,
    NotPermitted,
    NotVisible,
    Outside,
    Refusal,
    SessionEnded,
    Unauthenticated,
    facts_as_text,
)
from guanhu.kernel.strict_yaml import FileRefused
from guanhu.plumbing.database import Database
from guanhu.plumbing.tokens import Tokens

OUTSIDE: Final = {Unauthenticated: 401, SessionEnded: 401, NotPermitted: 403}
HIDDEN: Final = 404
CREATED: Final = 201
DONE: Final = 200
TOO_LARGE: Final = 413
REFUSED: Final = 422
Endpoint = Callable[[Request], Awaitable[Response]]


def module_archive_routes(database: Database, clock: Clock, tokens: Tokens) -> list[Route]:
    """The routes of one process."""

    async def bring_in(request: Request) -> Response:
        actor = signed_in(caller_of(request, tokens, clock.now()))
        actor.require(Permission.MODULE_WRITE)  # before the body is taken in
        body = await body_of(request, LARGEST_ZIP)
        try:
            files = files_in(body)
        except FileRefused as refused:
            raise content_refused(refused) from refused
        command = DraftOfficeModule(
            idempotency_key=_key(request),
            files=tuple(ModuleFilePart(name=name, content=files[name]) for name in sorted(files)),
        )
        done = await draft_office_module(database, clock, actor, command)
        return _told(CREATED, {"moduleId": str(done.office_module)})

    async def bring_questions(request: Request) -> Response:
        actor = signed_in(caller_of(request, tokens, clock.now()))
        actor.require(Permission.MODULE_WRITE)
        body = await body_of(request, LARGEST_ZIP)
        command = ImportQuestions(
            idempotency_key=_key(request),
            module_id=_identifier(request.path_params["module"]),
            digest=hashlib.sha256(body).hexdigest(),
        )
        done = await import_questions(database, clock, actor, command, body)
        refused = [dataclasses.asdict(each) for each in done.refused]
        return _told(DONE, {"taken": done.taken, "refused": refused})

    async def give(request: Request) -> Response:
        actor = signed_in(caller_of(request, tokens, clock.now()))
        module_id = _identifier(request.path_params["module"])
        name, archive = await export_office_module(database, clock, actor, module_id)
        return _zip(name, archive)

    async def give_shipped(request: Request) -> Response:
        actor = signed_in(caller_of(request, tokens, clock.now()))
        name, archive = export_shipped_module(actor, request.path_params["code"])
        return _zip(name, archive)

    return [
        Route("/module-archives", _answering(bring_in), methods=["POST"]),
        Route("/module-archives/shipped/{code}.zip", _answering(give_shipped), methods=["GET"]),
        Route("/module-archives/{module}/questions", _answering(bring_questions), methods=["POST"]),
        Route("/module-archives/{module}.zip", _answering(give), methods=["GET"]),
    ]


def _answering(endpoint: Endpoint) -> Endpoint:
    """What is outside and what is refused, each with its status and code."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Outside as outside:
            return _told(OUTSIDE.get(type(outside), HIDDEN), {"code": outside.code})
        except BodyTooLarge:
            return _told(TOO_LARGE, {"code": "BODY_TOO_LARGE"})
        except InvalidInput as invalid:
            problems = [{"path": each.path, "code": each.code} for each in invalid.problems]
            return _told(REFUSED, {"code": invalid.code, "problems": problems})
        except Refusal as refusal:
            told = {"code": refusal.code, "facts": facts_as_text(refusal.facts)}
            return _told(REFUSED, told)

    return answer


def _key(request: Request) -> str:
    return request.headers.get("idempotency-key", "")


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise NotVisible from wrong


def _zip(name: str, archive: bytes) -> Response:
    return Response(
        archive,
        media_type="application/zip",
        headers={
            "content-disposition": f'attachment; filename="{name}.zip"',
            "cache-control": "no-store",
        },
    )


def _told(status: int, content: dict[str, Any]) -> Response:
    return Response(
        orjson.dumps(content),
        status_code=status,
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )
