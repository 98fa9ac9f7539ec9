"""What one run of a job did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from guanhu.kernel.tally import Failure


@dataclass(frozen=True, slots=True)
class JobRunSeen:
    """One run of one job, for one office or for all; without an end it runs or was cut off."""

    id: UUID
    name: str
    office_id: UUID | None
    office_zh: str | None
    office_en: str | None
    started_at: datetime
    ended_at: datetime | None
    done: int
    failures: tuple[Failure, ...]
