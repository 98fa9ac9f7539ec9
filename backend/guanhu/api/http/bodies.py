"""Reading request bodies up to a limit."""

from __future__ import annotations

from starlette.requests import Request


class BodyTooLarge(Exception):
    """The body exceeds the limit; the rest of it was not read."""


async def body_of(request: Request, limit_bytes: int) -> bytes:
    """The body, or `BodyTooLarge` as soon as more than `limit_bytes` have arrived."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit_bytes:
        raise BodyTooLarge
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limit_bytes:
            raise BodyTooLarge
        parts.append(part)
    return b"".join(parts)
