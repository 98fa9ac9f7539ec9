"""/healthz: the process lives. /readyz: it can do its work. /metrics: not here."""

from __future__ import annotations

import asyncio
from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guanhu.plumbing.database import Database
from guanhu.plumbing.migrations import expected_revision

PATIENCE_SECONDS: Final = 3.0


def health_routes(database: Database) -> list[Route]:
    """The routes for one process. They tell a code and nothing about the installation."""
    expected = expected_revision()

    async def alive(_request: Request) -> Response:
        return _answer(200, "ALIVE")

    async def ready(_request: Request) -> Response:
        try:
            found = await asyncio.wait_for(database.revision(), PATIENCE_SECONDS)
        except TimeoutError:
            found = None
        if found is None:
            return _answer(503, "DATABASE_UNREACHABLE")
        if found != expected:
            return _answer(503, "MIGRATIONS_NOT_CURRENT")
        return _answer(200, "READY")

    async def elsewhere(_request: Request) -> Response:
        return _answer(404, "ON_A_PORT_OF_ITS_OWN")

    return [
        Route("/metrics", elsewhere, methods=["GET"]),
        Route("/healthz", alive, methods=["GET"]),
        Route("/readyz", ready, methods=["GET"]),
    ]


def _answer(status: int, code: str) -> Response:
    return Response(
        orjson.dumps({"status": code}), status_code=status, media_type="application/json"
    )
