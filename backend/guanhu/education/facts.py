"""What the rules and the other rooms need to know about learning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from guanhu.education.attempt_facts import Learner


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
    """A module given to one learner. `condition_id` is a row of the version of that day.

    A completion waits for its credit until `credited_at` is set; 0 minutes is a refusal with a
    reason. `recommended`: given because the recommendation of that day named it.
    """

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
    learner: Learner = Learner.YOUNG_PERSON
    results_shown: bool = True
    recommended: bool = False
    attempts_allowed: int = 0
    attempts_failed: int = 0
    delayed_due_on: date | None = None
    credited_to: UUID | None = None
    credited_by: UUID | None = None
    credited_at: datetime | None = None
