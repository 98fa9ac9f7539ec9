"""What the rules and the other rooms need to know about learning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class AssignmentStatus(StrEnum):
    """Where an assignment stands."""

    ASSIGNED = "assigned"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


class SessionMode(StrEnum):
    """How a module was worked through; all count the same way."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class AssignmentSeen:
    """A module given to one young person. `condition_id` is a row of the version of that day."""

    id: UUID
    case_id: UUID
    module_code: str
    module_version: int
    condition_id: UUID | None
    due_on: date
    status: AssignmentStatus
    reason: str | None
    assigned_by: UUID
    completed_on: date | None
    minutes: int | None
    how: SessionMode | None
    credited_minutes: int | None
    no_credit_reason: str | None
    note: str | None
    completed_by: UUID | None
    withdrawal_reason: str | None
