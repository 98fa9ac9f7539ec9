"""The floor: the caseload page as one SQL statement on the bare driver behind a bare ASGI route.

No sign-in, no walls, no decryption, no shape of an API: names leave as ciphertext, and the
database writes the JSON. Served by the same uvicorn as the product, as its owner.
"""

from __future__ import annotations

import os
from typing import Any, Final
from uuid import UUID

import asyncpg
import uvicorn

PAGE: Final = """
SELECT json_build_object('total', (SELECT count(*) FROM case_files WHERE officer_id = $1),
  'items', coalesce(json_agg(p), '[]'))::text
FROM (
  SELECT c.id, c.case_number, encode(m.name, 'hex') AS name, encode(m.birth_date, 'hex') AS born,
    c.last_act_on, c.chain_role, c.status, a.display_name, c.received_on, c.has_victim,
    c.has_defender, c.suspect_informed_on, c.victim_informed_on, c.decided_on, c.services_missing,
    c.announced_on, c.probation_months, c.probation_ends_on, c.next_deadline_on,
    c.last_check_in_on, c.missed_to_review, c.version
  FROM case_files c JOIN minors m ON m.id = c.minor_id JOIN accounts a ON a.id = c.officer_id
  WHERE c.officer_id = $1
  ORDER BY c.next_deadline_on, c.id LIMIT 25
) p
"""


class Floor:
    """The barest ASGI application that reads one page."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._pool: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await receive()
            self._pool = await asyncpg.create_pool(self._url, min_size=10, max_size=10)
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await send({"type": "lifespan.shutdown.complete"})
            return
        officer = UUID(scope["query_string"].decode())
        async with self._pool.acquire() as connection:
            body = (await connection.fetchval(PAGE, officer)).encode()
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    uvicorn.run(
        Floor(os.environ["BENCH_URL"]),
        port=int(os.environ["BENCH_PORT"]),
        loop="uvloop",
        http="httptools",
        ws="none",
        access_log=False,
        log_level="warning",
    )
