"""Writing the trail, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from guanhu.plumbing.database import sent

# One message for all of them, each appended after the one before.
APPEND: Final = """
SELECT guanhu_trail_append(t.office_id, t.at, t.account_id, t.role, t.action, t.record_kind,
  t.record_id, t.case_id, t.details::jsonb)
FROM (SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[],
    $6::text[], $7::uuid[], $8::uuid[], $9::text[]) WITH ORDINALITY
  AS given(office_id, at, account_id, role, action, record_kind, record_id, case_id, details, place)
  ORDER BY place OFFSET 0) AS t
"""

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


def columns(traces: Sequence[Trace]) -> list[list[Any]]:
    """What `APPEND` takes."""
    return [
        [trace.office_id for trace in traces],
        [trace.at for trace in traces],
        [trace.account_id for trace in traces],
        [trace.role for trace in traces],
        [trace.action for trace in traces],
        [trace.record_kind for trace in traces],
        [trace.record_id for trace in traces],
        [trace.case_id for trace in traces],
        [orjson.dumps(dict(trace.details)).decode() for trace in traces],
    ]


async def append(session: AsyncSession, traces: Sequence[Trace]) -> None:
    """Append entries to the chains of their offices, in order.

    The head of each chain stays locked until the commit.
    """
    if traces:
        await sent(session, APPEND, columns(traces))
