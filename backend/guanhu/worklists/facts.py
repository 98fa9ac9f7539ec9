"""What a work list is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from guanhu.cases.facts import CaseSeen
from guanhu.cases.states import CaseAction


class WorkKind(StrEnum):
    """Why something needs attention, the gravest first."""

    DEADLINE = "deadline"
    LEFT_BEHIND = "left_behind"
    BREACH = "breach"
    DISPUTE = "dispute"
    SELF_REPORT = "self_report"
    """A young person said how things are, and nobody has looked at it (S14)."""
    MISSED_CHECK_IN = "missed_check_in"
    EVIDENCE = "evidence"
    LEAVE = "leave"
    APPROVAL = "approval"
    SEAL_QUERY = "seal_query"
    CHALLENGE = "challenge"
    ENTRUSTMENT = "entrustment"
    """Another place was asked to assist, and the answer is not on record."""
    HAND_OVER = "hand_over"
    PERIOD_ENDS = "period_ends"
    CHECK_IN_DUE = "check_in_due"
    SILENT = "silent"
    RETRACTION = "retraction"
    FOLLOW_UP = "follow_up"
    NO_ATTEMPTS_LEFT = "no_attempts_left"
    CREDIT = "credit"
    DUTY_REPORTED = "duty_reported"
    LATE_DUTY = "late_duty"
    SENT_BACK = "sent_back"
    LETTER = "letter"
    VOLUNTARY_FOLLOW_UP = "voluntary_follow_up"
    """Help after the end, agreed upon (F-17); not to be mistaken for that of a contact note."""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do, with the one next action.

    `action` is what the case page offers; None where the item is about no case the reader sees
    (then `operation` says it alone). `due_on` is the last day, where there is one; `since` the day
    from which it waits. `case` is None for what is about a sealed record, or about
    another office's file.
    """

    kind: WorkKind
    record_id: UUID
    case: CaseSeen | None
    masked_name: str | None
    officer_name: str | None
    action: CaseAction | None
    operation: str
    rule: str | None
    due_on: date | None
    since: date | None


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page, how many the list has in all, and how many of each kind the person has.

    `total` is the number of the kind asked for, else of all: it is counted over the same rows.
    """

    items: list[WorkItem]
    total: int
    counts: Mapping[WorkKind, int]
