"""Writing the trail, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

APPEND: Final = text(
    "SELECT guanhu_trail_append(:office_id, :at, :account_id, :role, :action, :record_kind,"
    " :record_id, :case_id, CAST(:details AS jsonb))"
)

Detail = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Trace:
    """What will stand in one entry. `details` holds codes, dates and counts, never content."""

    office_id: UUID
    at: datetime
    account_id: UUID
    role: str
    action: str
    record_kind: str
    record_id: UUID
    case_id: UUID | None
    details: Mapping[str, Detail]


async def append(session: AsyncSession, trace: Trace) -> None:
    """Append one entry to its office's chain; the chain's head stays locked until the commit."""
    await session.execute(
        APPEND,
        {
            "office_id": trace.office_id,
            "at": trace.at,
            "account_id": trace.account_id,
            "role": trace.role,
            "action": trace.action,
            "record_kind": trace.record_kind,
            "record_id": trace.record_id,
            "case_id": trace.case_id,
            "details": orjson.dumps(dict(trace.details)).decode(),
        },
    )
