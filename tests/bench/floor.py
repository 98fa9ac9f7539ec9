"""The floor: what the database does for a request, on the bare driver behind a bare ASGI route.

The caseload page is one SQL statement; a check-in is logged by the same inserts. No sign-in, no
walls, no vault, no rule, no shape of an API: names leave as ciphertext, notes are bytes of the
length of a sealed one, and the database writes the JSON. Served by the same uvicorn as the product,
as its owner.
"""

from __future__ import annotations

import os
import uuid
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


KEY: Final = """
INSERT INTO idempotency_keys (account_id, key, command, input_digest, answer, done_at)
  VALUES ($1, $2, 'LogCheckIn', $3, jsonb_build_object('check_in', $4::text), now())
"""
RECORD: Final = """
INSERT INTO check_in_records (check_in_id, office_id, case_id, how, present, topics, concern_level,
    note)
  SELECT k.id, k.office_id, k.case_id, 'visit', '{minor,guardian}', '{school,conditions}', 'none',
    $2
  FROM check_ins k WHERE k.id = $1 RETURNING office_id, case_id
"""
CHECK_IN: Final = """
UPDATE check_ins SET happened_at = now(), recorded_at = now(), recorded_by = $2, contact_made = true
  WHERE id = $1
"""
FILE: Final = "UPDATE case_files SET last_check_in_on = current_date WHERE id = $1"
TRAIL: Final = """
SELECT guanhu_trail_append($1, now(), $2, 'officer', 'checkins.logged', 'check_in', $3, $4,
  '{"contact": true, "late": false, "concern": "none"}')
"""
NOTE: Final = os.urandom(180)
LOGGED: Final = b'{"data":{"logCheckIn":{"__typename":"LogCheckInSuccess"}}}'


class Floor:
    """The barest ASGI application that reads one page, or logs one check-in."""

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
        given = [UUID(each) for each in scope["query_string"].decode().split("&")]
        async with self._pool.acquire() as connection:
            if len(given) == 1:
                body = (await connection.fetchval(PAGE, given[0])).encode()
            else:
                await self._log(connection, *given)
                body = LOGGED
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _log(self, connection: Any, officer: UUID, check_in: UUID) -> None:
        async with connection.transaction():
            key = uuid.uuid4().hex
            await connection.execute(KEY, officer, key, NOTE[:32], str(check_in))
            office, case = await connection.fetchrow(RECORD, check_in, NOTE)
            await connection.execute(CHECK_IN, check_in, officer)
            await connection.execute(FILE, case)
            await connection.execute(TRAIL, office, officer, check_in, case)


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
