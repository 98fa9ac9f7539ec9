"""A deadline as a computed value: what, from when, until when, under which article, and why.

The functions that compute them are in `guanhu.law.due`; nothing here is ever typed in by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, Self
from uuid import UUID

from guanhu.kernel.basis import LegalBasis
from guanhu.law.steps import Step, step_sentence, unconfirmed_sentence


class DeadlineKind(StrEnum):
    """What is due."""

    LEGAL_AID_NOTICE = "legal_aid_notice"
    LEGAL_AID_ASSIGNMENT = "legal_aid_assignment"
    RIGHTS_NOTICE_SUSPECT = "rights_notice_suspect"
    RIGHTS_NOTICE_VICTIM = "rights_notice_victim"
    PROPOSAL = "proposal"
    REVIEW_LIMIT = "review_limit"
    SUPPLEMENTARY_INVESTIGATION = "supplementary_investigation"
    SERVICE = "service"
    FINAL_SERVICE = "final_service"
    REVOCATION_SERVICE = "revocation_service"
    POLICE_RECONSIDERATION = "police_reconsideration"
    POLICE_REVIEW_REQUEST = "police_review_request"
    RECONSIDERATION_ANSWER = "reconsideration_answer"
    POLICE_REVIEW_ANSWER = "police_review_answer"
    VICTIM_COMPLAINT = "victim_complaint"
    MINOR_COMPLAINT = "minor_complaint"
    COMPLAINT_REVIEW = "complaint_review"
    HIGHER_COMPLAINT_REVIEW = "higher_complaint_review"
    PROBATION_END = "probation_end"
    FINAL_DECISION = "final_decision"
    PROSECUTION_AFTER_REVOCATION = "prosecution_after_revocation"
    CUSTODY_RELEASE = "custody_release"
    BAIL_END = "bail_end"
    RESIDENTIAL_SURVEILLANCE_END = "residential_surveillance_end"
    SEAL = "seal"
    POLICE_SEAL = "police_seal"
    RECOMMENDATION_ANSWER = "recommendation_answer"
    GUIDANCE_SESSION = "guidance_session"
    GUARDIAN_DUTY = "guardian_duty"
    GUIDANCE_VISIT = "guidance_visit"
    MILESTONE_REVIEW = "milestone_review"
    LEAVE_RETURN = "leave_return"
    EVIDENCE_WINDOW = "evidence_window"
    SEAL_QUERY_DECISION = "seal_query_decision"
    CERTIFICATE = "certificate"


class Nature(StrEnum):
    """What passing the date means."""

    DUTY = "duty"
    """The office must have acted."""
    OTHERS_DUTY = "others_duty"
    """Somebody outside the office must have acted; the office watches."""
    RIGHT = "right"
    """Somebody's right to act ends."""
    LAPSE = "lapse"
    """A state ends by itself."""
    WARNING = "warning"
    """Nothing ends in law; the office is warned."""


_K = DeadlineKind
_NATURES: Final[Mapping[DeadlineKind, Nature]] = {
    _K.LEGAL_AID_ASSIGNMENT: Nature.OTHERS_DUTY,
    _K.PROPOSAL: Nature.WARNING,
    _K.SUPPLEMENTARY_INVESTIGATION: Nature.OTHERS_DUTY,
    _K.POLICE_RECONSIDERATION: Nature.RIGHT,
    _K.POLICE_REVIEW_REQUEST: Nature.RIGHT,
    _K.POLICE_REVIEW_ANSWER: Nature.OTHERS_DUTY,
    _K.VICTIM_COMPLAINT: Nature.RIGHT,
    _K.MINOR_COMPLAINT: Nature.RIGHT,
    _K.HIGHER_COMPLAINT_REVIEW: Nature.OTHERS_DUTY,
    _K.PROBATION_END: Nature.LAPSE,
    _K.BAIL_END: Nature.LAPSE,
    _K.RESIDENTIAL_SURVEILLANCE_END: Nature.LAPSE,
    _K.POLICE_SEAL: Nature.OTHERS_DUTY,
    _K.RECOMMENDATION_ANSWER: Nature.OTHERS_DUTY,
    _K.GUIDANCE_SESSION: Nature.OTHERS_DUTY,
    _K.GUARDIAN_DUTY: Nature.OTHERS_DUTY,
    _K.GUIDANCE_VISIT: Nature.WARNING,
    _K.MILESTONE_REVIEW: Nature.WARNING,
    _K.LEAVE_RETURN: Nature.OTHERS_DUTY,
    _K.EVIDENCE_WINDOW: Nature.WARNING,
}

_SOON_DAYS: Final = 2
_SOON_DAYS_OF: Final[Mapping[DeadlineKind, int]] = {
    _K.PROPOSAL: 5,
    _K.REVIEW_LIMIT: 7,
    _K.SUPPLEMENTARY_INVESTIGATION: 7,
    _K.FINAL_DECISION: 7,
    _K.PROSECUTION_AFTER_REVOCATION: 7,
    _K.COMPLAINT_REVIEW: 15,
    _K.HIGHER_COMPLAINT_REVIEW: 15,
    _K.PROBATION_END: 30,
    _K.BAIL_END: 30,
    _K.RESIDENTIAL_SURVEILLANCE_END: 30,
    _K.RECOMMENDATION_ANSWER: 7,
    _K.GUIDANCE_SESSION: 7,
    _K.GUIDANCE_VISIT: 30,
    _K.MILESTONE_REVIEW: 14,
}


class DeadlineState(StrEnum):
    """Where a deadline stands on a day."""

    OPEN = "open"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that is due. Dates are the office's calendar dates; `due_on` is the last day.

    `starts` is the day of the event it is counted from. `provisional`: an official holiday notice
    that could move `due_on` is not known yet. `addressee` tells apart several of one kind;
    `record_id` is the record that started the clock, where one did.
    """

    what: DeadlineKind
    basis: LegalBasis
    starts: date
    due_on: date
    steps: tuple[Step, ...]
    provisional: bool
    addressee: str | None = None
    done_on: date | None = None
    record_id: UUID | None = None

    @property
    def nature(self) -> Nature:
        """What passing the date means."""
        return _NATURES.get(self.what, Nature.DUTY)

    @property
    def late(self) -> bool:
        """Whether it was done, but after the last day. Lateness is shown, never hidden."""
        return self.done_on is not None and self.done_on > self.due_on

    def done(self, on: date | None) -> Self:
        """This deadline with the day on which it was met; None leaves it open."""
        return replace(self, done_on=on)

    def state_on(self, today: date) -> DeadlineState:
        """Where it stands on `today`."""
        if self.done_on is not None and self.done_on <= today:
            return DeadlineState.DONE
        days_left = (self.due_on - today).days
        if days_left < 0:
            return DeadlineState.OVERDUE
        if days_left == 0:
            return DeadlineState.DUE_TODAY
        soon = days_left <= _SOON_DAYS_OF.get(self.what, _SOON_DAYS)
        return DeadlineState.DUE_SOON if soon else DeadlineState.OPEN


def explain(deadline: Deadline, language: str) -> list[str]:
    """The source and the arithmetic, one sentence a step; `language` is "zh" or "en"."""
    zh = language == "zh"
    source = deadline.basis.citation(language)
    told = [f"依据：{source}。" if zh else f"Source: {source}."]
    told += [step_sentence(step, language) for step in deadline.steps]
    if deadline.basis.unconfirmed:
        told.append(unconfirmed_sentence(language))
    return told
