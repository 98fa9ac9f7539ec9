"""What a draft is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

LIFETIME: Final = timedelta(days=7)
"""How long a draft that was never submitted lies untouched before it is removed."""

LARGEST_BYTES: Final = 100_000


class DraftForm(StrEnum):
    """The forms that keep what is typed."""

    OPEN_CASE = "open_case"
    CHARGES = "charges"
    INVOLVEMENT = "involvement"
    SCREENING = "screening"
    TRIAGE = "triage"
    OPINION = "opinion"
    PROPOSAL = "proposal"
    DECISION = "decision"
    PLAN = "plan"
    CONDITION = "condition"
    AGREEMENT = "agreement"
    ASSIGN_MODULE = "assign_module"
    LOG_CHECK_IN = "log_check_in"
    FIELD_NOTE = "field_note"
    REVIEW_MISSED_CHECK_IN = "review_missed_check_in"
    SELF_REPORT = "self_report"
    OUTCOME_REVIEW = "outcome_review"
    OTHER = "other"


WITHOUT_A_CASE: Final = frozenset({DraftForm.OPEN_CASE, DraftForm.OTHER})
"""Forms that may be begun where there is no case yet; every other form belongs to one."""


@dataclass(frozen=True, slots=True)
class DraftSeen:
    """A draft as its owner sees it; `content` is the JSON text as it was saved."""

    id: UUID
    form: DraftForm
    record_id: UUID | None
    case_id: UUID | None
    content: str
    saved_at: datetime
    submitted_once: bool
