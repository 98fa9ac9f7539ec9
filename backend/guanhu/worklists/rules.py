"""What is done next about a deadline. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from guanhu.cases.states import CaseAction
from guanhu.law.deadlines import DeadlineKind

SOON_DAYS: Final = 7
"""Days ahead from which a deadline stands in its officer's list: today and seven days."""

_K, _A = DeadlineKind, CaseAction

NEXT: Final[Mapping[DeadlineKind, CaseAction]] = {
    _K.LEGAL_AID_NOTICE: _A.RECORD_NOTICE,
    _K.LEGAL_AID_ASSIGNMENT: _A.RECORD_LEGAL_AID_ASSIGNMENT,
    _K.RIGHTS_NOTICE_SUSPECT: _A.RECORD_NOTICE,
    _K.RIGHTS_NOTICE_VICTIM: _A.RECORD_NOTICE,
    _K.PROPOSAL: _A.PROPOSE_DECISION,
    _K.REVIEW_LIMIT: _A.PROPOSE_DECISION,
    _K.SUPPLEMENTARY_INVESTIGATION: _A.RECORD_REVIEW_EVENT,
    _K.SERVICE: _A.RECORD_SERVICE,
    _K.FINAL_SERVICE: _A.RECORD_SERVICE,
    _K.REVOCATION_SERVICE: _A.RECORD_SERVICE,
    _K.POLICE_RECONSIDERATION: _A.RECORD_CHALLENGE,
    _K.POLICE_REVIEW_REQUEST: _A.RECORD_CHALLENGE,
    _K.RECONSIDERATION_ANSWER: _A.ANSWER_CHALLENGE,
    _K.POLICE_REVIEW_ANSWER: _A.ANSWER_CHALLENGE,
    _K.VICTIM_COMPLAINT: _A.RECORD_CHALLENGE,
    _K.MINOR_COMPLAINT: _A.RECORD_CHALLENGE,
    _K.COMPLAINT_REVIEW: _A.ANSWER_CHALLENGE,
    _K.HIGHER_COMPLAINT_REVIEW: _A.ANSWER_CHALLENGE,
    _K.FINAL_DECISION: _A.SUBMIT_OUTCOME_REVIEW,
    _K.PROSECUTION_AFTER_REVOCATION: _A.DECIDE_TO_PROSECUTE,
    _K.CUSTODY_RELEASE: _A.END_MEASURE,
    _K.BAIL_END: _A.END_MEASURE,
    _K.RESIDENTIAL_SURVEILLANCE_END: _A.END_MEASURE,
    _K.SEAL: _A.SEAL,
    _K.RECOMMENDATION_ANSWER: _A.RECORD_RECOMMENDATION_ANSWER,
    _K.GUIDANCE_SESSION: _A.RECORD_GUIDANCE_SESSION,
    _K.GUARDIAN_DUTY: _A.CONFIRM_GUARDIAN_DUTY,
    _K.GUIDANCE_VISIT: _A.CHECK_ORDER_EFFECT,
    _K.MILESTONE_REVIEW: _A.COMPLETE_MILESTONE,
}
"""A deadline → what meets it. Those of sealed files are not here: no case list shows them."""


OF_THE_END: Final = frozenset({_K.PROBATION_END, _K.FINAL_DECISION})


def next_action(what: DeadlineKind, *, drafted: bool) -> CaseAction | None:
    """What meets a deadline of a case file; None where nothing on the case page does.

    What the end of a period and the decision after it ask for is an outcome review; once it is
    `drafted` the end itself asks nothing more (P-08).
    """
    if what in OF_THE_END and not drafted:
        return _A.DRAFT_OUTCOME_REVIEW
    return NEXT.get(what)


def operation_of(action: CaseAction) -> str:
    """The name of the mutation that does an action; most share their words."""
    head, *tail = action.value.split("_")
    return MUTATIONS.get(action, head + "".join(part.capitalize() for part in tail))


MUTATIONS: Final[Mapping[CaseAction, str]] = {
    _A.SEAL: "sealCase",
    _A.APPROVE_DIRECT: "approveDirectDecision",
    _A.OFFER_TRANSFER: "offerTransfers",
    _A.ACCEPT_TRANSFER: "acceptTransfers",
    _A.RECORD_CHALLENGE: "recordComplaint",
}
"""Actions whose mutation has another name; a test holds every name against the schema."""
