"""POST /graphql: trusted documents by hash, limits, and masked errors."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import orjson
import strawberry
import structlog
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import (
    CannotGetOperationTypeError,
    InvalidOperationTypeError,
)

from guanhu.api.gql.context import Context
from guanhu.api.gql.direct import Direct
from guanhu.api.http.auth import caller_of
from guanhu.api.http.bodies import BodyTooLarge, body_of
from guanhu.api.http.metrics import Metrics
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import InvalidInput, Outside, Refusal, Unauthenticated
from guanhu.kernel.ids import new_id
from guanhu.plumbing.database import Database
from guanhu.plumbing.tokens import Tokens
from guanhu.settings import Settings

log = structlog.get_logger("guanhu.graphql")


class Refusal400(Exception):
    """The request is no GraphQL request we answer; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""All of them come to the door, which answers one: else the pages would answer the others."""


class GraphQLDoor:
    """Answers GraphQL over HTTP for one schema."""

    def __init__(
        self,
        schema: strawberry.Schema,
        database: Database,
        clock: Clock,
        tokens: Tokens,
        settings: Settings,
        documents: Mapping[str, str],
        metrics: Metrics,
    ) -> None:
        self._schema = schema
        self._direct = Direct(schema)
        self._database = database
        self._clock = clock
        self._tokens = tokens
        self._settings = settings
        self._documents = documents
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The same as an ASGI application."""
        response = await self.answer(Request(scope, receive))
        await response(scope, receive, send)

    async def answer(self, request: Request) -> Response:
        """One request, one answer; refusals are data, everything unexpected is masked."""
        if request.method != "POST":
            return Response(status_code=405, headers={"allow": "POST"})
        try:
            asked = await self._asked(request)
            document = self._document(asked)
            caller = caller_of(request, self._tokens, self._clock.now())
        except BodyTooLarge:
            return self._failure(413, "DOCUMENT_TOO_LARGE")
        except Refusal400 as refused:
            return self._failure(400, refused.code)
        except Unauthenticated as nobody:
            return self._failure(401, nobody.code)
        context = Context(self._database, self._clock, self._settings, caller)
        operation, variables = asked.get("operationName"), asked.get("variables")
        data = await self._direct.answer(document, operation, variables, context)
        if data is not None:
            return Response(orjson.dumps({"data": data}), media_type="application/json")
        try:
            result = await self._schema.execute(
                document,
                variable_values=variables,
                context_value=context,
                operation_name=operation,
            )
        except (CannotGetOperationTypeError, InvalidOperationTypeError, MissingQueryError):
            return self._failure(400, "BAD_REQUEST")
        answer: dict[str, Any] = {"data": result.data}
        if result.errors:
            answer["errors"] = [self._shown(error) for error in result.errors]
        else:
            self._direct.learn(document, operation, variables)
        return Response(orjson.dumps(answer), media_type="application/json")

    async def _asked(self, request: Request) -> dict[str, Any]:
        if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
            raise Refusal400("BAD_REQUEST")
        body = await body_of(request, self._settings.body_limit_bytes)
        try:
            asked = orjson.loads(body)
        except orjson.JSONDecodeError as broken:
            raise Refusal400("BAD_REQUEST") from broken
        if (
            not isinstance(asked, dict)
            or not isinstance(asked.get("operationName"), str | None)
            or not isinstance(asked.get("variables"), dict | None)
        ):
            raise Refusal400("BAD_REQUEST")
        return asked

    def _document(self, asked: dict[str, Any]) -> str:
        wanted = asked.get("documentId")
        if isinstance(wanted, str):
            document = self._documents.get(wanted.removeprefix("sha256:"))
            if document is None:
                raise Refusal400("UNKNOWN_DOCUMENT")
            return document
        query = asked.get("query")
        if not self._settings.open_documents or not isinstance(query, str):
            raise Refusal400("UNKNOWN_DOCUMENT")
        return query

    def _shown(self, error: GraphQLError) -> dict[str, Any]:
        """One error without anything its text could carry (style.md §7, 6)."""
        original = error.original_error
        extensions: dict[str, Any]
        message = None
        if isinstance(original, InvalidInput):
            problems = [{"path": p.path, "code": p.code} for p in original.problems]
            extensions = {"code": original.code, "problems": problems}
        elif isinstance(original, Outside | Refusal):
            extensions = {"code": original.code}
        elif error.path is None and (original is None or error.nodes):
            # Malformed documents and variables: the text may quote what was typed.
            extensions = {"code": (error.extensions or {}).get("code", "BAD_REQUEST")}
            message = error.message if self._settings.open_documents else None
        else:
            incident = str(new_id())
            self._metrics.incidents.inc()
            log.error("incident", incident=incident, exc_info=original or error)
            extensions = {"code": "INTERNAL", "incident": incident}
        self._metrics.errors.labels(extensions["code"]).inc()
        shown: dict[str, Any] = {"message": message or extensions["code"], "extensions": extensions}
        if error.path is not None:
            shown["path"] = error.path
        return shown

    def _failure(self, status: int, code: str) -> Response:
        self._metrics.errors.labels(code).inc()
        body = {"data": None, "errors": [{"message": code, "extensions": {"code": code}}]}
        return Response(orjson.dumps(body), status_code=status, media_type="application/json")


def load_documents(path: Path | None) -> dict[str, str]:
    """The trusted documents: hash of each text → text. A wrong hash stops the start."""
    if path is None:
        return {}
    documents: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    for digest, text in documents.items():
        if hashlib.sha256(text.encode()).hexdigest() != digest.removeprefix("sha256:"):
            message = f"trusted document {digest} does not have this hash"
            raise ValueError(message)
    return {digest.removeprefix("sha256:"): text for digest, text in documents.items()}
