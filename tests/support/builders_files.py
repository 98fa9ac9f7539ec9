"""Files sent to and fetched from a case."""

from __future__ import annotations

import uuid

import httpx

from support.world import World


async def upload(
    world: World, handle: str | None, case_id: str, content: bytes, *, key: str | None = None
) -> httpx.Response:
    """Send a file as the admin front end does."""
    headers = {"idempotency-key": uuid.uuid4().hex if key is None else key}
    if handle is not None:
        headers["authorization"] = f"Bearer {world.token(handle)}"
    return await world.http.post(f"/attachments?case={case_id}", content=content, headers=headers)


async def an_attachment(
    world: World, case_id: str, handle: str = "li", content: bytes = "家访照片说明".encode()
) -> str:
    """An uploaded file that belongs to nothing yet; its id."""
    answer = await upload(world, handle, case_id, content)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["attachmentId"])


async def fetch(world: World, handle: str | None, path: str) -> httpx.Response:
    headers = {} if handle is None else {"authorization": f"Bearer {world.token(handle)}"}
    return await world.http.get(path, headers=headers)
