"""What is told, and to whom: codes, identifiers and dates, never a text (product.md §10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID


class Audience(StrEnum):
    """Who is told. Who that is on the day is looked up when the message is handed out."""

    ACCOUNT = "account"
    OFFICER = "officer"
    LEAD_WORKER = "lead_worker"
    TEAM = "team"
    GUARDIANS = "guardians"
    YOUNG_PERSON = "young_person"
    SUPERVISORS = "supervisors"


class Cause(StrEnum):
    """What somebody is told about; its sentence stands in the words of notices."""

    CHECK_IN_DUE = "checkins.due"
    CHECK_IN_TOMORROW = "checkins.tomorrow"
    CHECK_IN_LAST_DAY = "checkins.last_day"
    CHECK_IN_MISSED = "checkins.missed"
    CHECK_IN_MOVED = "checkins.moved"
    CHECK_IN_LINK = "checkins.link"
    NO_WAY_TO_REACH = "checkins.no_way_to_reach"
    SELF_REPORT_GIVEN = "checkins.self_report_given"
    CASE_SILENT = "cases.silent"
    PERIOD_ENDS = "cases.period_ends"
    EVIDENCE_LAPSED = "incidents.evidence_lapsed"
    CONSULTATION_ASKED = "incidents.consultation_asked"
    LEAVE_ASKED = "incidents.leave_asked"
    LEAVE_DECIDED = "incidents.leave_decided"
    LEAVE_OVERDUE = "incidents.leave_overdue"
    ABSENCE_RECORDED = "incidents.absence_recorded"
    INSTALMENT_LATE = "plans.instalment_late"
    PERIOD_ENDED = "cases.period_ended"
    DIGEST = "jobs.digest"
    DUTY_REPORTED = "orders.duty_reported"
    DUTY_HELP_ASKED = "orders.duty_help_asked"
    TRANSFER_OFFERED = "handover.offered"
    TRANSFER_ACCEPTED = "handover.accepted"
    TRANSFER_RETURNED = "handover.returned"
    CONTACT_CHANGED = "handover.contact_changed"
    TEAM_ENDED = "handover.team_ended"
    LEARNER_STUCK = "education.learner_stuck"
    LEARNER_FAILED = "education.learner_failed"
    ATTEMPT_GRANTED = "education.attempt_granted"
    MODULE_PASSED = "education.module_passed"
    DELAYED_CHECK_DUE = "education.delayed_check_due"
    NOTE_FOLLOW_UP = "notes.follow_up"
    DRAFTS_CLEARED = "drafts.cleared"
    SESSION_PLANNED = "courses.session_planned"
    OUTSIDE_WAITING = "courses.outside_waiting"
    SESSION_CANCELLED = "courses.session_cancelled"
    RETRACTION_PROPOSED = "retractions.proposed"
    RETRACTION_SETTLED = "retractions.settled"


Fact = date | int


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell one audience.

    `record_id` is the record it comes from and `occurrence` which time of it: a day, a level, or
    nothing where it happens once. The same cause, record, occurrence and audience is told once.
    `facts` are what the sentence names: days and numbers.
    """

    cause: Cause
    record_id: UUID
    to: Audience
    case_id: UUID | None = None
    account_id: UUID | None = None
    occurrence: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()


FAMILY_AUDIENCES: Final = frozenset({Audience.GUARDIANS, Audience.YOUNG_PERSON})
