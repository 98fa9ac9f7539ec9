"""The life of a case file: statuses, actions, and the table of moves (law.md §7).

A status changes only through a named action found in `MOVES`; each move carries the rule it rests
on. `PERIOD_ENDED` is never stored: it is what an `ON_PROBATION` file is once both readings of the
end of the period have passed (law.md A-1), so an un-run job never shows an ended period as running.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guanhu.cases.facts import CaseStatus as CaseStatus  # noqa: PLC0414 - said to be re-exported
from guanhu.kernel.errors import MoveNotAllowed


class CaseAction(StrEnum):
    """What may be done to a case file. Those without a move leave the status as it is."""

    RECORD_SCREENING = "record_screening"
    FIND_INELIGIBLE = "find_ineligible"
    RECORD_TRIAGE = "record_triage"
    CHANGE_CHARGES = "change_charges"
    RECORD_INVOLVEMENT = "record_involvement"
    CORRECT_VICTIM = "correct_victim"
    RECORD_NOTICE = "record_notice"
    RECORD_LEGAL_AID_ASSIGNMENT = "record_legal_aid_assignment"
    RECORD_REVIEW_EVENT = "record_review_event"
    ASK_INVESTIGATION = "ask_investigation"
    RECORD_INVESTIGATION_REPORT = "record_investigation_report"
    REVIEW_INVESTIGATION = "review_investigation"
    RECORD_ATTENDANCE = "record_attendance"
    RECORD_ASSESSMENT_CONSENT = "record_assessment_consent"
    WITHDRAW_ASSESSMENT_CONSENT = "withdraw_assessment_consent"
    SCHEDULE_ASSESSMENT = "schedule_assessment"
    RECORD_ASSESSMENT_REPORT = "record_assessment_report"
    CANCEL_ASSESSMENT = "cancel_assessment"
    RECORD_CLOSED_HEARING = "record_closed_hearing"
    RECORD_PLEA = "record_plea"
    RECORD_MEASURE = "record_measure"
    END_MEASURE = "end_measure"
    LINK_CASES = "link_cases"
    INVITE_FAMILY = "invite_family"
    HEAR_OPINION = "hear_opinion"
    PROPOSE_DECISION = "propose_decision"
    RETURN_PROPOSAL = "return_proposal"
    RETURN_TO_INELIGIBLE = "return_to_ineligible"
    APPROVE_PROPOSAL = "approve_proposal"
    PROPOSE_DIRECT = "propose_direct"
    APPROVE_DIRECT = "approve_direct"
    DECIDE_TO_PROSECUTE = "decide_to_prosecute"
    REOPEN_AFTER_WITHDRAWAL = "reopen_after_withdrawal"
    RECORD_SERVICE = "record_service"
    RECORD_ANNOUNCEMENT = "record_announcement"
    CONFIRM_PERIOD_END = "confirm_period_end"
    PROPOSE_PERIOD_CHANGE = "propose_period_change"
    APPROVE_PERIOD_CHANGE = "approve_period_change"
    DRAFT_NEEDS_ASSESSMENT = "draft_needs_assessment"
    DRAFT_PLAN = "draft_plan"
    APPROVE_PLAN = "approve_plan"
    APPOINT_TEAM_MEMBER = "appoint_team_member"
    RECORD_EVIDENCE = "record_evidence"
    RECORD_PAYMENT = "record_payment"
    ASSIGN_MODULE = "assign_module"
    RECORD_LEARNING = "record_learning"
    SCHEDULE_CHECK_INS = "schedule_check_ins"
    LOG_CHECK_IN = "log_check_in"
    RECORD_FIELD_NOTE = "record_field_note"
    REVIEW_MISSED_CHECK_IN = "review_missed_check_in"
    SCHEDULE_MILESTONES = "schedule_milestones"
    EVALUATE_MILESTONE = "evaluate_milestone"
    PAUSE_MILESTONE = "pause_milestone"
    EXEMPT_MILESTONE = "exempt_milestone"
    COMPLETE_MILESTONE = "complete_milestone"
    REPORT_INCIDENT = "report_incident"
    DECIDE_INCIDENT = "decide_incident"
    DISPUTE_INCIDENT = "dispute_incident"
    DECIDE_DISPUTE = "decide_dispute"
    RESPOND_TO_INCIDENT = "respond_to_incident"
    RECORD_OUTCOME = "record_outcome"
    SETTLE_OUTCOME = "settle_outcome"
    ANSWER_SUGGESTION = "answer_suggestion"
    GIVE_INCENTIVE = "give_incentive"
    RECOMMEND_AFTER_BREACH = "recommend_after_breach"
    ASK_LEAVE = "ask_leave"
    DECIDE_LEAVE = "decide_leave"
    RECORD_POLICE_PERMISSION = "record_police_permission"
    RECORD_RETURN = "record_return"
    RECORD_ABSENCE = "record_absence"
    PLACE_HOLD = "place_hold"
    LIFT_HOLD = "lift_hold"
    HEAR_BEFORE_REVOCATION = "hear_before_revocation"
    PROPOSE_REVOCATION = "propose_revocation"
    RETURN_REVOCATION = "return_revocation"
    APPROVE_REVOCATION = "approve_revocation"
    ANNOUNCE_REVOCATION = "announce_revocation"
    RECORD_CHALLENGE = "record_challenge"
    ASSIGN_REVIEWER = "assign_reviewer"
    ANSWER_CHALLENGE = "answer_challenge"
    RECORD_ANSWER_RECEIPT = "record_answer_receipt"
    PROPOSE_QUASHING = "propose_quashing"
    RETURN_QUASHING = "return_quashing"
    APPROVE_QUASHING = "approve_quashing"
    QUASH_FOR_MINOR = "quash_for_minor"
    RECORD_QUASHING_ORDER = "record_quashing_order"
    PROPOSE_GUARDIAN_ORDER = "propose_guardian_order"
    RETURN_GUARDIAN_ORDER = "return_guardian_order"
    ISSUE_GUARDIAN_ORDER = "issue_guardian_order"
    SERVE_GUARDIAN_ORDER = "serve_guardian_order"
    RECORD_GUIDANCE_SESSION = "record_guidance_session"
    CHECK_ORDER_EFFECT = "check_order_effect"
    END_GUARDIAN_ORDER = "end_guardian_order"
    GIVE_GUARDIAN_DUTY = "give_guardian_duty"
    CONFIRM_GUARDIAN_DUTY = "confirm_guardian_duty"
    RECORD_UNDERTAKING = "record_undertaking"
    PROPOSE_RECOMMENDATION = "propose_recommendation"
    RETURN_RECOMMENDATION = "return_recommendation"
    APPROVE_RECOMMENDATION = "approve_recommendation"
    SEND_RECOMMENDATION = "send_recommendation"
    RECORD_RECOMMENDATION_ANSWER = "record_recommendation_answer"
    ASK_ENTRUSTMENT = "ask_entrustment"
    RECORD_ENTRUSTMENT_ANSWER = "record_entrustment_answer"
    RECORD_ENTRUSTMENT_LETTER = "record_entrustment_letter"
    RECEIVE_ENTRUSTMENT_LETTER = "receive_entrustment_letter"
    END_ENTRUSTMENT = "end_entrustment"
    DRAFT_OUTCOME_REVIEW = "draft_outcome_review"
    SUBMIT_OUTCOME_REVIEW = "submit_outcome_review"
    RETURN_OUTCOME_REVIEW = "return_outcome_review"
    APPROVE_OUTCOME_REVIEW = "approve_outcome_review"
    ANNOUNCE_FINAL_DECISION = "announce_final_decision"
    RECORD_FINAL_MEASURE = "record_final_measure"
    OFFER_TRANSFER = "offer_transfer"
    WITHDRAW_TRANSFER = "withdraw_transfer"
    ACCEPT_TRANSFER = "accept_transfer"
    RETURN_TRANSFER = "return_transfer"
    SEAL = "seal"
    CLOSE_CASE = "close_case"


@dataclass(frozen=True, slots=True)
class Move:
    """Where an action leads, and the rule of law.md it rests on."""

    to: CaseStatus
    rule: str


S = CaseStatus
A = CaseAction

MOVES: Final[Mapping[tuple[CaseStatus, CaseAction], Move]] = {
    (S.RECEIVED, A.RECORD_SCREENING): Move(S.UNDER_REVIEW, "E-01"),
    (S.UNDER_REVIEW, A.RECORD_SCREENING): Move(S.UNDER_REVIEW, "E-01"),
    (S.INELIGIBLE, A.RECORD_SCREENING): Move(S.UNDER_REVIEW, "E-01"),
    (S.RECEIVED, A.FIND_INELIGIBLE): Move(S.INELIGIBLE, "E-01"),
    (S.UNDER_REVIEW, A.FIND_INELIGIBLE): Move(S.INELIGIBLE, "E-01"),
    (S.INELIGIBLE, A.FIND_INELIGIBLE): Move(S.INELIGIBLE, "E-01"),
    (S.UNDER_REVIEW, A.PROPOSE_DECISION): Move(S.PROPOSED, "D-04"),
    (S.PROPOSED, A.RETURN_PROPOSAL): Move(S.UNDER_REVIEW, "D-04"),
    (S.PROPOSED, A.RETURN_TO_INELIGIBLE): Move(S.INELIGIBLE, "E-01"),
    (S.PROPOSED, A.APPROVE_PROPOSAL): Move(S.DECIDED, "D-04"),
    # Direct non-prosecution comes before a conditional one, also where that one is barred (E-13).
    (S.UNDER_REVIEW, A.PROPOSE_DIRECT): Move(S.PROPOSED, "E-13"),
    (S.INELIGIBLE, A.PROPOSE_DIRECT): Move(S.PROPOSED, "E-13"),
    (S.PROPOSED, A.APPROVE_DIRECT): Move(S.NON_PROSECUTION_DIRECT, "E-13"),
    (S.UNDER_REVIEW, A.DECIDE_TO_PROSECUTE): Move(S.PROSECUTED, "D-05"),
    (S.PROPOSED, A.DECIDE_TO_PROSECUTE): Move(S.PROSECUTED, "D-05"),
    (S.DECIDED, A.RECORD_ANNOUNCEMENT): Move(S.ON_PROBATION, "D-09"),
    (S.DECIDED, A.APPROVE_REVOCATION): Move(S.REVOKED, "R-08"),
    (S.ON_PROBATION, A.APPROVE_REVOCATION): Move(S.REVOKED, "R-08"),
    (S.PERIOD_ENDED, A.APPROVE_REVOCATION): Move(S.REVOKED, "R-08"),
    (S.OPINION_GIVEN, A.APPROVE_REVOCATION): Move(S.REVOKED, "R-08"),
    (S.REVOKED, A.ANNOUNCE_REVOCATION): Move(S.REVOKED, "R-08"),
    (S.REVOKED, A.DECIDE_TO_PROSECUTE): Move(S.PROSECUTED, "R-09"),
    # A wrong non-prosecution is quashed while it stands, after the end of the period too (D-18).
    (S.DECIDED, A.APPROVE_QUASHING): Move(S.QUASHED, "D-18"),
    (S.ON_PROBATION, A.APPROVE_QUASHING): Move(S.QUASHED, "D-18"),
    (S.PERIOD_ENDED, A.APPROVE_QUASHING): Move(S.QUASHED, "D-18"),
    (S.OPINION_GIVEN, A.APPROVE_QUASHING): Move(S.QUASHED, "D-18"),
    (S.FINAL_DECISION, A.APPROVE_QUASHING): Move(S.QUASHED, "D-18"),
    (S.DECIDED, A.RECORD_QUASHING_ORDER): Move(S.QUASHED, "D-18"),
    (S.ON_PROBATION, A.RECORD_QUASHING_ORDER): Move(S.QUASHED, "D-18"),
    (S.PERIOD_ENDED, A.RECORD_QUASHING_ORDER): Move(S.QUASHED, "D-18"),
    (S.OPINION_GIVEN, A.RECORD_QUASHING_ORDER): Move(S.QUASHED, "D-18"),
    (S.FINAL_DECISION, A.RECORD_QUASHING_ORDER): Move(S.QUASHED, "D-18"),
    (S.QUASHED, A.DECIDE_TO_PROSECUTE): Move(S.PROSECUTED, "D-18"),
    (S.PERIOD_ENDED, A.SUBMIT_OUTCOME_REVIEW): Move(S.OPINION_GIVEN, "P-08"),
    (S.OPINION_GIVEN, A.RETURN_OUTCOME_REVIEW): Move(S.PERIOD_ENDED, "P-08"),
    (S.OPINION_GIVEN, A.APPROVE_OUTCOME_REVIEW): Move(S.FINAL_DECISION, "P-10"),
    (S.FINAL_DECISION, A.ANNOUNCE_FINAL_DECISION): Move(S.FINAL_DECISION, "P-14"),
    (S.NON_PROSECUTION_DIRECT, A.ANNOUNCE_FINAL_DECISION): Move(S.NON_PROSECUTION_DIRECT, "P-14"),
    (S.NON_PROSECUTION_DIRECT, A.APPROVE_QUASHING): Move(S.QUASHED, "D-18"),
    (S.NON_PROSECUTION_DIRECT, A.RECORD_QUASHING_ORDER): Move(S.QUASHED, "D-18"),
    # Inference: what the minor's own complaint undoes is reviewed anew. "Prosecute" (D-18) is said
    # of a wrong non-prosecution, not of who asked for a better one.
    (S.NON_PROSECUTION_DIRECT, A.QUASH_FOR_MINOR): Move(S.UNDER_REVIEW, "D-17"),
    (S.FINAL_DECISION, A.SEAL): Move(S.SEALED, "F-04"),
    (S.NON_PROSECUTION_DIRECT, A.SEAL): Move(S.SEALED, "F-04"),
    # What ends in no non-prosecution is not sealed here: it is closed, and kept (S-13).
    (S.INELIGIBLE, A.CLOSE_CASE): Move(S.CLOSED, "S-13"),
    (S.PROSECUTED, A.CLOSE_CASE): Move(S.CLOSED, "S-13"),
}

BEFORE_DECISION: Final = frozenset({S.RECEIVED, S.UNDER_REVIEW, S.PROPOSED, S.INELIGIBLE})
UNDER_SUPERVISION: Final = frozenset({S.DECIDED, S.ON_PROBATION})
"""The period runs from the decision (P-02), so supervision is live before the announcement too."""
NOT_PROSECUTED: Final = frozenset({S.FINAL_DECISION, S.NON_PROSECUTION_DIRECT})
"""Non-prosecution was decided, after a period or directly: what follows is sealing (F-04)."""
AFTER_DECISION: Final = frozenset(
    {S.DECIDED, S.ON_PROBATION, S.PERIOD_ENDED, S.OPINION_GIVEN, S.FINAL_DECISION}
)

BEFORE_THE_END: Final = UNDER_SUPERVISION | {S.PERIOD_ENDED, S.OPINION_GIVEN}
"""From the decision to the final one: a ground of the period may still be found (R-10)."""
AFTER_REVOCATION: Final = frozenset({S.REVOKED, S.PROSECUTED})
WHILE_OPEN: Final = BEFORE_DECISION | BEFORE_THE_END
FOLLOWED_UP: Final = WHILE_OPEN | AFTER_REVOCATION | NOT_PROSECUTED

IN_HAND: Final = frozenset(S) - {S.SEALED, S.CLOSED}
"""Somebody's daily work, so that it can be handed over (S59)."""

DECIDED: Final = AFTER_DECISION | NOT_PROSECUTED
"""Some non-prosecution was decided: it is served, challenged, and quashed if wrong."""

STANDING: Final[Mapping[CaseAction, frozenset[CaseStatus]]] = {
    A.RECORD_TRIAGE: BEFORE_DECISION,
    A.CHANGE_CHARGES: BEFORE_DECISION,
    A.RECORD_INVOLVEMENT: BEFORE_DECISION | AFTER_DECISION,
    A.CORRECT_VICTIM: BEFORE_DECISION | DECIDED,
    # A forgotten notice is given late rather than never; it stays late.
    A.RECORD_NOTICE: BEFORE_DECISION | DECIDED,
    A.RECORD_LEGAL_AID_ASSIGNMENT: (BEFORE_DECISION | DECIDED | AFTER_REVOCATION | {S.QUASHED}),
    A.RECORD_REVIEW_EVENT: BEFORE_DECISION,
    # A report that comes late still goes with the file (M-02).
    A.ASK_INVESTIGATION: BEFORE_DECISION,
    A.RECORD_INVESTIGATION_REPORT: BEFORE_DECISION | AFTER_DECISION | AFTER_REVOCATION,
    A.REVIEW_INVESTIGATION: BEFORE_DECISION | AFTER_DECISION | AFTER_REVOCATION,
    A.RECORD_ATTENDANCE: BEFORE_DECISION | AFTER_DECISION | AFTER_REVOCATION | {S.QUASHED},
    # Withdrawn at any time; a report that comes late still goes with the file (O-07).
    A.RECORD_ASSESSMENT_CONSENT: BEFORE_DECISION | UNDER_SUPERVISION,
    A.WITHDRAW_ASSESSMENT_CONSENT: BEFORE_DECISION | DECIDED | AFTER_REVOCATION | {S.QUASHED},
    A.SCHEDULE_ASSESSMENT: BEFORE_DECISION | UNDER_SUPERVISION,
    A.RECORD_ASSESSMENT_REPORT: BEFORE_DECISION | AFTER_DECISION | AFTER_REVOCATION | {S.QUASHED},
    A.CANCEL_ASSESSMENT: BEFORE_DECISION | AFTER_DECISION | AFTER_REVOCATION | {S.QUASHED},
    A.RECORD_CLOSED_HEARING: BEFORE_DECISION,
    A.RECORD_PLEA: BEFORE_DECISION | AFTER_REVOCATION | {S.QUASHED},
    A.RECORD_MEASURE: BEFORE_DECISION | DECIDED | AFTER_REVOCATION | {S.QUASHED},
    A.END_MEASURE: BEFORE_DECISION | DECIDED | AFTER_REVOCATION | {S.QUASHED},
    A.LINK_CASES: BEFORE_DECISION | AFTER_DECISION,
    A.INVITE_FAMILY: BEFORE_DECISION | AFTER_DECISION,
    # Before the first decision, and again before the final one (P-09).
    A.HEAR_OPINION: BEFORE_DECISION | AFTER_DECISION,
    A.RECORD_SERVICE: DECIDED | AFTER_REVOCATION,
    A.CONFIRM_PERIOD_END: UNDER_SUPERVISION,
    A.PROPOSE_PERIOD_CHANGE: UNDER_SUPERVISION,
    A.APPROVE_PERIOD_CHANGE: UNDER_SUPERVISION,
    A.DRAFT_NEEDS_ASSESSMENT: BEFORE_DECISION | UNDER_SUPERVISION,
    A.DRAFT_PLAN: BEFORE_DECISION | UNDER_SUPERVISION,
    A.APPROVE_PLAN: UNDER_SUPERVISION,
    A.APPOINT_TEAM_MEMBER: BEFORE_DECISION | UNDER_SUPERVISION,
    # What comes in late still counts for the opinion.
    A.RECORD_EVIDENCE: UNDER_SUPERVISION | {S.PERIOD_ENDED},
    A.RECORD_PAYMENT: UNDER_SUPERVISION | {S.PERIOD_ENDED},
    A.ASSIGN_MODULE: UNDER_SUPERVISION,
    # Of a day within the period, entered late at the latest for the opinion.
    A.RECORD_LEARNING: UNDER_SUPERVISION | {S.PERIOD_ENDED},
    A.SCHEDULE_CHECK_INS: UNDER_SUPERVISION,
    A.LOG_CHECK_IN: UNDER_SUPERVISION,
    # Contact happens at any time, also while nothing is due.
    A.RECORD_FIELD_NOTE: FOLLOWED_UP,
    A.REVIEW_MISSED_CHECK_IN: UNDER_SUPERVISION | {S.PERIOD_ENDED, S.OPINION_GIVEN},
    A.SCHEDULE_MILESTONES: UNDER_SUPERVISION,
    A.PAUSE_MILESTONE: UNDER_SUPERVISION,
    A.EXEMPT_MILESTONE: UNDER_SUPERVISION,
    # What was not held in the period is held late, before the opinion; it stays late (S-06).
    A.EVALUATE_MILESTONE: UNDER_SUPERVISION | {S.PERIOD_ENDED},
    A.COMPLETE_MILESTONE: UNDER_SUPERVISION | {S.PERIOD_ENDED},
    # What is found after the final decision is recorded too: it may have to be corrected.
    A.REPORT_INCIDENT: BEFORE_THE_END | {S.FINAL_DECISION},
    A.DECIDE_INCIDENT: BEFORE_THE_END | {S.FINAL_DECISION},
    A.DISPUTE_INCIDENT: BEFORE_THE_END | {S.FINAL_DECISION},
    A.DECIDE_DISPUTE: BEFORE_THE_END | {S.FINAL_DECISION},
    A.RESPOND_TO_INCIDENT: BEFORE_THE_END,
    A.RECORD_OUTCOME: BEFORE_THE_END,
    A.SETTLE_OUTCOME: BEFORE_THE_END,
    A.ANSWER_SUGGESTION: BEFORE_THE_END,
    A.RECOMMEND_AFTER_BREACH: BEFORE_THE_END,
    A.GIVE_INCENTIVE: UNDER_SUPERVISION,
    # Leaving needs the approval while supervision is live (O-03); what was is written down later.
    A.ASK_LEAVE: UNDER_SUPERVISION,
    A.DECIDE_LEAVE: UNDER_SUPERVISION,
    A.RECORD_POLICE_PERMISSION: UNDER_SUPERVISION,
    A.RECORD_RETURN: BEFORE_THE_END,
    A.RECORD_ABSENCE: BEFORE_THE_END,
    A.PLACE_HOLD: BEFORE_THE_END,
    A.LIFT_HOLD: BEFORE_THE_END | {S.REVOKED, S.QUASHED},
    A.HEAR_BEFORE_REVOCATION: BEFORE_THE_END,
    A.PROPOSE_REVOCATION: BEFORE_THE_END,
    A.RETURN_REVOCATION: BEFORE_THE_END,
    # Late, for a file prosecuted meanwhile.
    A.ANNOUNCE_REVOCATION: frozenset({S.PROSECUTED}),
    A.RECORD_CHALLENGE: DECIDED,
    # What came in before a revocation is still answered.
    A.ASSIGN_REVIEWER: DECIDED | AFTER_REVOCATION,
    A.ANSWER_CHALLENGE: DECIDED | AFTER_REVOCATION,
    A.RECORD_ANSWER_RECEIPT: DECIDED | AFTER_REVOCATION | {S.QUASHED},
    A.PROPOSE_QUASHING: DECIDED,
    A.RETURN_QUASHING: DECIDED,
    # Lax guardianship shows at any time before the end (S-10); what was ordered is followed up.
    A.PROPOSE_GUARDIAN_ORDER: WHILE_OPEN,
    A.RETURN_GUARDIAN_ORDER: WHILE_OPEN,
    A.ISSUE_GUARDIAN_ORDER: WHILE_OPEN,
    A.SERVE_GUARDIAN_ORDER: FOLLOWED_UP,
    A.RECORD_GUIDANCE_SESSION: FOLLOWED_UP,
    A.CHECK_ORDER_EFFECT: FOLLOWED_UP,
    A.END_GUARDIAN_ORDER: FOLLOWED_UP,
    A.GIVE_GUARDIAN_DUTY: FOLLOWED_UP,
    A.CONFIRM_GUARDIAN_DUTY: FOLLOWED_UP,
    A.RECORD_UNDERTAKING: WHILE_OPEN,
    A.PROPOSE_RECOMMENDATION: WHILE_OPEN,
    A.RETURN_RECOMMENDATION: WHILE_OPEN,
    A.APPROVE_RECOMMENDATION: WHILE_OPEN,
    A.SEND_RECOMMENDATION: FOLLOWED_UP,
    A.RECORD_RECOMMENDATION_ANSWER: FOLLOWED_UP,
    A.OFFER_TRANSFER: IN_HAND,
    A.WITHDRAW_TRANSFER: IN_HAND,
    A.ACCEPT_TRANSFER: IN_HAND,
    A.RETURN_TRANSFER: IN_HAND,
    # The deciding office alone asks and ends; a letter may come late (S-11).
    A.ASK_ENTRUSTMENT: UNDER_SUPERVISION,
    A.RECORD_ENTRUSTMENT_ANSWER: UNDER_SUPERVISION | {S.PERIOD_ENDED},
    A.RECORD_ENTRUSTMENT_LETTER: AFTER_DECISION | AFTER_REVOCATION | {S.QUASHED},
    A.RECEIVE_ENTRUSTMENT_LETTER: AFTER_DECISION | AFTER_REVOCATION | {S.QUASHED},
    A.END_ENTRUSTMENT: UNDER_SUPERVISION | {S.PERIOD_ENDED},
    A.DRAFT_OUTCOME_REVIEW: UNDER_SUPERVISION | {S.PERIOD_ENDED},
    A.RECORD_FINAL_MEASURE: NOT_PROSECUTED,
}
"""Statuses in which an action that leaves the status as it is may be done."""


def move(status: CaseStatus, action: CaseAction) -> CaseStatus:
    """The status after `action`, or `MoveNotAllowed`."""
    found = MOVES.get((status, action))
    if found is not None:
        return found.to
    if status in STANDING.get(action, frozenset()):
        return status
    raise MoveNotAllowed(status=status, action=action)


def possible_actions(status: CaseStatus) -> list[CaseAction]:
    """Every action the status allows, in the order of the enum."""
    return [
        action
        for action in CaseAction
        if (status, action) in MOVES or status in STANDING.get(action, frozenset())
    ]
