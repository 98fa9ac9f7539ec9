"""Putting work off: one SQL call on the writing connection, so a job exists if its cause does.

A job carries identifiers and codes only. It is run by `guanhu.jobs.runner`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

QUEUE: Final = "guanhu"

DEFER: Final = text(
    "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW(CAST(:queue AS varchar), CAST(:task AS varchar),"
    " CAST(:priority AS integer), CAST(:lock AS text), CAST(:queueing_lock AS text),"
    " CAST(:arguments AS jsonb), CAST(:not_before AS timestamptz))"
    "::procrastinate_job_to_defer_v1])"
)

Argument = str | int | bool | UUID | None


async def defer(
    session: AsyncSession,
    task: str,
    *,
    lock: str | None = None,
    queueing_lock: str | None = None,
    priority: int = 0,
    not_before: datetime | None = None,
    **arguments: Argument,
) -> int:
    """Put a job into the queue in the caller's transaction; answers its number.

    Jobs with the same `lock` run one after another. Two waiting jobs never share a
    `queueing_lock`: the second is an `IntegrityError`. `not_before` is an aware instant.
    """
    plain = {
        name: str(value) if isinstance(value, UUID) else value for name, value in arguments.items()
    }
    made = await session.scalar(
        DEFER,
        {
            "queue": QUEUE,
            "task": task,
            "priority": priority,
            "lock": lock,
            "queueing_lock": queueing_lock,
            "arguments": orjson.dumps(plain).decode(),
            "not_before": not_before,
        },
    )
    return int(made[0])
