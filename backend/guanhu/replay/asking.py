"""One request handed straight to the application: what a client library would make of it.

A scenario and a test ask over and over, and a client takes as long for each as the product for a
small answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import orjson
from starlette.types import ASGIApp, Message


async def posted(app: ASGIApp, path: str, body: Any, headers: Mapping[str, str]) -> Any:
    """POST `body` as JSON; the JSON that is answered, whatever its status."""
    try:
        content = orjson.dumps(body)
    except TypeError:  # a number no computer holds, as hostile input has them
        content = json.dumps(body).encode()
    sent = {
        "host": "rehearsal",
        "content-type": "application/json",
        "content-length": str(len(content)),
        **headers,
    }
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        "server": ("rehearsal", 80),
        "client": ("127.0.0.1", 123),
    }
    parts: list[bytes] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await app(scope, receive, send)
    return orjson.loads(b"".join(parts))
