"""The case page: the parts of every room put together, and what may be done now."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Annotated, Any
from uuid import UUID

import strawberry
from graphql import FieldNode

from guanhu.access.permissions import Permission
from guanhu.api.gql.assessments import CaseAssessmentsPart
from guanhu.api.gql.attachments import CaseAttachmentsPart
from guanhu.api.gql.audit import CaseAuditPart
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.breaches import CaseBreachesPart
from guanhu.api.gql.case_base import once, parts_for, refusals
from guanhu.api.gql.cases import CaseFilesPart
from guanhu.api.gql.challenges import CaseChallengesPart
from guanhu.api.gql.checkins import CaseCheckInsPart
from guanhu.api.gql.circumstances import CaseCircumstancesPart
from guanhu.api.gql.closing import CaseClosingPart
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.courses import CaseCoursesPart
from guanhu.api.gql.decisions import CaseDecisionsPart
from guanhu.api.gql.documents import CaseDocumentsPart
from guanhu.api.gql.education import CaseEducationPart
from guanhu.api.gql.eligibility import CaseEligibilityPart
from guanhu.api.gql.entrustments import CaseEntrustmentsPart
from guanhu.api.gql.evidence import CaseEvidencePart
from guanhu.api.gql.field_notes import CaseFieldNotesPart
from guanhu.api.gql.final_measures import CaseFinalMeasuresPart
from guanhu.api.gql.handover import CaseHandoverPart, refuse_offered
from guanhu.api.gql.incentives import CaseIncentivesPart
from guanhu.api.gql.incidents import CaseIncidentsPart
from guanhu.api.gql.leaves import CaseLeavesPart
from guanhu.api.gql.milestones import CaseMilestonesPart
from guanhu.api.gql.needs import CaseNeedsPart
from guanhu.api.gql.open_duties import CaseOpenDutiesPart
from guanhu.api.gql.orders import CaseOrdersPart
from guanhu.api.gql.outcomes import CaseOutcomesPart
from guanhu.api.gql.plans import CasePlansPart
from guanhu.api.gql.protections import CaseProtectionsPart
from guanhu.api.gql.rescreening import CaseRescreeningPart
from guanhu.api.gql.retractions import CaseRetractionsPart
from guanhu.api.gql.review_events import CaseReviewEventsPart
from guanhu.api.gql.reviews import CaseReviewsPart
from guanhu.api.gql.safeguards import CaseSafeguardsPart
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.sealed_mark import CaseSealedMarkPart
from guanhu.api.gql.timetables import CaseTimetablesPart
from guanhu.api.gql.victim import CaseVictimPart
from guanhu.api.gql.why import Why, why_refused
from guanhu.api.gql.words import refusal_sentence
from guanhu.cases.facts import CasePage, CaseStatus
from guanhu.cases.states import CaseAction as Action
from guanhu.cases.states import possible_actions
from guanhu.cases.use_cases.read_case_file import read_case_file, read_case_with_gates
from guanhu.kernel.errors import MoveNotAllowed, NotPermitted, Refusal

CaseAction = enum_type(Action)

P = Permission
ACTION_PERMISSIONS: dict[Action, Permission] = {
    Action.RECORD_SCREENING: P.SCREENING_WRITE,
    Action.RECORD_TRIAGE: P.SCREENING_WRITE,
    Action.CHANGE_CHARGES: P.CASE_WRITE,
    Action.RECORD_INVOLVEMENT: P.CASE_WRITE,
    Action.CORRECT_VICTIM: P.CASE_WRITE,
    Action.RECORD_NOTICE: P.CASE_WRITE,
    Action.RECORD_LEGAL_AID_ASSIGNMENT: P.CASE_WRITE,
    Action.RECORD_REVIEW_EVENT: P.CASE_WRITE,
    Action.ASK_INVESTIGATION: P.CASE_WRITE,
    Action.RECORD_INVESTIGATION_REPORT: P.CASE_WRITE,
    Action.REVIEW_INVESTIGATION: P.CASE_WRITE,
    Action.RECORD_ATTENDANCE: P.CASE_WRITE,
    Action.RECORD_ASSESSMENT_CONSENT: P.CASE_WRITE,
    Action.WITHDRAW_ASSESSMENT_CONSENT: P.CASE_WRITE,
    Action.SCHEDULE_ASSESSMENT: P.CASE_WRITE,
    Action.RECORD_ASSESSMENT_REPORT: P.CASE_WRITE,
    Action.CANCEL_ASSESSMENT: P.CASE_WRITE,
    Action.RECORD_CLOSED_HEARING: P.DECISION_WRITE,
    Action.RECORD_PLEA: P.DECISION_WRITE,
    Action.RECORD_MEASURE: P.CASE_WRITE,
    Action.END_MEASURE: P.CASE_WRITE,
    Action.LINK_CASES: P.CASE_WRITE,
    Action.INVITE_FAMILY: P.FAMILY_INVITE,
    Action.HEAR_OPINION: P.DECISION_WRITE,
    Action.PROPOSE_DECISION: P.DECISION_WRITE,
    Action.RETURN_PROPOSAL: P.DECISION_APPROVE,
    Action.APPROVE_PROPOSAL: P.DECISION_APPROVE,
    Action.PROPOSE_DIRECT: P.DECISION_WRITE,
    Action.APPROVE_DIRECT: P.DECISION_APPROVE,
    Action.DECIDE_TO_PROSECUTE: P.DECISION_APPROVE,
    Action.RECORD_SERVICE: P.DECISION_WRITE,
    Action.RECORD_ANNOUNCEMENT: P.DECISION_WRITE,
    Action.CONFIRM_PERIOD_END: P.DECISION_WRITE,
    Action.PROPOSE_PERIOD_CHANGE: P.DECISION_WRITE,
    Action.APPROVE_PERIOD_CHANGE: P.DECISION_APPROVE,
    Action.DRAFT_NEEDS_ASSESSMENT: P.NEEDS_WRITE,
    Action.DRAFT_PLAN: P.PLAN_WRITE,
    Action.APPROVE_PLAN: P.PLAN_APPROVE,
    Action.APPOINT_TEAM_MEMBER: P.TEAM_APPOINT,
    Action.RECORD_EVIDENCE: P.EVIDENCE_ENTER,
    Action.RECORD_PAYMENT: P.PAYMENT_RECORD,
    Action.ASSIGN_MODULE: P.EDUCATION_ASSIGN,
    Action.RECORD_LEARNING: P.EDUCATION_ASSIGN,
    Action.SCHEDULE_CHECK_INS: P.CHECK_IN_SCHEDULE,
    Action.LOG_CHECK_IN: P.CHECK_IN_LOG,
    Action.RECORD_FIELD_NOTE: P.FIELD_NOTE_WRITE,
    Action.REVIEW_MISSED_CHECK_IN: P.CHECK_IN_REVIEW,
    Action.SCHEDULE_MILESTONES: P.REVIEW_WRITE,
    Action.EVALUATE_MILESTONE: P.REVIEW_EVALUATE,
    Action.PAUSE_MILESTONE: P.REVIEW_WRITE,
    Action.EXEMPT_MILESTONE: P.REVIEW_WRITE,
    Action.COMPLETE_MILESTONE: P.REVIEW_WRITE,
    Action.REPORT_INCIDENT: P.INCIDENT_REPORT,
    Action.DECIDE_INCIDENT: P.INCIDENT_DECIDE,
    Action.DISPUTE_INCIDENT: P.INCIDENT_DECIDE,
    Action.DECIDE_DISPUTE: P.INCIDENT_DECIDE,
    Action.RESPOND_TO_INCIDENT: P.INCIDENT_DECIDE,
    Action.RECORD_OUTCOME: P.INCIDENT_REPORT,
    Action.SETTLE_OUTCOME: P.INCIDENT_DECIDE,
    Action.ANSWER_SUGGESTION: P.INCIDENT_DECIDE,
    Action.GIVE_INCENTIVE: P.INCIDENT_DECIDE,
    Action.RECOMMEND_AFTER_BREACH: P.INCIDENT_REPORT,
    Action.ASK_LEAVE: P.INCIDENT_REPORT,
    Action.DECIDE_LEAVE: P.INCIDENT_DECIDE,
    Action.RECORD_POLICE_PERMISSION: P.INCIDENT_DECIDE,
    Action.RECORD_RETURN: P.INCIDENT_REPORT,
    Action.RECORD_ABSENCE: P.INCIDENT_REPORT,
    Action.PLACE_HOLD: P.INCIDENT_DECIDE,
    Action.LIFT_HOLD: P.INCIDENT_DECIDE,
    Action.HEAR_BEFORE_REVOCATION: P.DECISION_WRITE,
    Action.PROPOSE_REVOCATION: P.DECISION_WRITE,
    Action.RETURN_REVOCATION: P.DECISION_APPROVE,
    Action.APPROVE_REVOCATION: P.DECISION_APPROVE,
    Action.ANNOUNCE_REVOCATION: P.DECISION_WRITE,
    Action.RECORD_CHALLENGE: P.DECISION_WRITE,
    Action.ASSIGN_REVIEWER: P.DECISION_APPROVE,
    Action.ANSWER_CHALLENGE: P.DECISION_APPROVE,
    Action.RECORD_ANSWER_RECEIPT: P.DECISION_WRITE,
    Action.PROPOSE_QUASHING: P.DECISION_WRITE,
    Action.RETURN_QUASHING: P.DECISION_APPROVE,
    Action.APPROVE_QUASHING: P.DECISION_APPROVE,
    Action.RECORD_QUASHING_ORDER: P.DECISION_APPROVE,
    Action.PROPOSE_GUARDIAN_ORDER: P.ORDER_WRITE,
    Action.RETURN_GUARDIAN_ORDER: P.ORDER_APPROVE,
    Action.ISSUE_GUARDIAN_ORDER: P.ORDER_APPROVE,
    Action.SERVE_GUARDIAN_ORDER: P.ORDER_WRITE,
    Action.RECORD_GUIDANCE_SESSION: P.ORDER_ATTEND,
    Action.CHECK_ORDER_EFFECT: P.ORDER_WRITE,
    Action.END_GUARDIAN_ORDER: P.ORDER_WRITE,
    Action.GIVE_GUARDIAN_DUTY: P.ORDER_WRITE,
    Action.CONFIRM_GUARDIAN_DUTY: P.ORDER_ATTEND,
    Action.RECORD_UNDERTAKING: P.ORDER_WRITE,
    Action.PROPOSE_RECOMMENDATION: P.ORDER_WRITE,
    Action.RETURN_RECOMMENDATION: P.ORDER_APPROVE,
    Action.APPROVE_RECOMMENDATION: P.ORDER_APPROVE,
    Action.SEND_RECOMMENDATION: P.ORDER_WRITE,
    Action.RECORD_RECOMMENDATION_ANSWER: P.ORDER_WRITE,
    Action.ASK_ENTRUSTMENT: P.ENTRUST,
    Action.RECORD_ENTRUSTMENT_ANSWER: P.ENTRUST,
    Action.RECORD_ENTRUSTMENT_LETTER: P.ENTRUST,
    Action.RECEIVE_ENTRUSTMENT_LETTER: P.ENTRUST,
    Action.END_ENTRUSTMENT: P.ENTRUST,
    Action.DRAFT_OUTCOME_REVIEW: P.REVIEW_WRITE,
    Action.SUBMIT_OUTCOME_REVIEW: P.REVIEW_WRITE,
    Action.RETURN_OUTCOME_REVIEW: P.REVIEW_APPROVE,
    Action.APPROVE_OUTCOME_REVIEW: P.REVIEW_APPROVE,
    Action.ANNOUNCE_FINAL_DECISION: P.DECISION_WRITE,
    Action.RECORD_FINAL_MEASURE: P.DECISION_WRITE,
    Action.OFFER_TRANSFER: P.TRANSFER_OFFER,
    Action.WITHDRAW_TRANSFER: P.TRANSFER_OFFER,
    Action.ACCEPT_TRANSFER: P.TRANSFER_ANSWER,
    Action.RETURN_TRANSFER: P.TRANSFER_ANSWER,
    Action.SEAL: P.SEAL,
    Action.CLOSE_CASE: P.CASE_WRITE,
}
"""Actions offered on the case page; those missing here are outcomes of another action."""


@strawberry.type(description="An action on the case: allowed now, or why not.")
class AllowedAction:
    """One action with its reason."""

    offered: strawberry.Private[Action]
    refusal: strawberry.Private[Refusal | NotPermitted | None]
    # Filled by `guanhu.api.gql.shaping`: what one says is decided by the two above alone.
    shapes: strawberry.Private[dict[Any, Any]] = dataclasses.field(default_factory=dict)

    @strawberry.field(description="The action.")
    def action(self) -> CaseAction:  # type: ignore[valid-type]
        return self.offered

    @strawberry.field(description="Whether the caller may do it now.")
    def allowed(self) -> bool:
        return self.refusal is None

    @strawberry.field(description="Code of the refusal, when it is not allowed.")
    def code(self) -> str | None:
        return None if self.refusal is None else self.refusal.code

    @strawberry.field(description="The reason in one sentence, when it is not allowed.")
    def reason(self, language: LanguageArgument = Language.ZH) -> str | None:
        return None if self.refusal is None else refusal_sentence(self.refusal.code, language.value)

    @strawberry.field(description="The rule that speaks, where one does.")
    def basis(self) -> LegalBasis | None:
        rule = getattr(self.refusal, "rule", None)
        return LegalBasis.of_rule(rule)

    @strawberry.field(description="Why not, when it is not allowed.")
    def why(self) -> Why | None:
        return None if self.refusal is None else why_refused(self.refusal)


# What follows from role and status alone is the same for everybody and keeps its shapes.


@cache
def _allowed(action: Action) -> AllowedAction:
    return AllowedAction(offered=action, refusal=None)


@cache
def _not_permitted(action: Action) -> AllowedAction:
    return AllowedAction(offered=action, refusal=NotPermitted())


@cache
def _not_in(status: CaseStatus, action: Action) -> AllowedAction:
    return AllowedAction(offered=action, refusal=MoveNotAllowed(status=status, action=action))


@strawberry.type(description="A case file: one minor, one file.")
class CaseFile(
    CaseFilesPart,
    CaseCircumstancesPart,
    CaseReviewEventsPart,
    CaseEligibilityPart,
    CaseRescreeningPart,
    CaseVictimPart,
    CaseDecisionsPart,
    CaseCheckInsPart,
    CaseAttachmentsPart,
    CaseFieldNotesPart,
    CaseRetractionsPart,
    CaseTimetablesPart,
    CaseMilestonesPart,
    CaseIncidentsPart,
    CaseLeavesPart,
    CaseOutcomesPart,
    CaseBreachesPart,
    CaseIncentivesPart,
    CaseChallengesPart,
    CaseOrdersPart,
    CaseEntrustmentsPart,
    CaseReviewsPart,
    CaseSafeguardsPart,
    CaseProtectionsPart,
    CaseAssessmentsPart,
    CaseNeedsPart,
    CaseEvidencePart,
    CaseOpenDutiesPart,
    CaseDocumentsPart,
    CaseAuditPart,
    CasePlansPart,
    CaseEducationPart,
    CaseCoursesPart,
    CaseFinalMeasuresPart,
    CaseSealedMarkPart,
    CaseClosingPart,
    CaseHandoverPart,
):
    """Every room's part."""

    @strawberry.field(description="What may be done now and, for what may not, the reason.")
    async def allowed_actions(self, info: Info) -> list[AllowedAction]:
        actor, page = info.context.actor, self.page
        refused = await refusals(info.context, page)
        possible = set(possible_actions(page.case.status))
        only_offered = self.only_offered(info)
        offered = []
        for action, permission in ACTION_PERMISSIONS.items():
            if not actor.may(permission):
                offered.append(_not_permitted(action))
            elif action not in possible:
                offered.append(_not_in(page.case.status, action))
            elif only_offered and (barred := refuse_offered(action)) is not None:
                offered.append(AllowedAction(offered=action, refusal=barred))
            elif action in refused:
                offered.append(AllowedAction(offered=action, refusal=refused[action]))
            else:
                offered.append(_allowed(action))
        return offered


async def load_case_file(context: Context, case_id: UUID, *, gates: bool = False) -> CaseFile:
    """A case page, loaded once per request; with `gates` what may be done is read with it."""

    async def load() -> CasePage:
        actor = context.actor
        if not gates:
            return await read_case_file(context.database, context.clock, actor, case_id)
        asked = await read_case_with_gates(
            context.database, context.clock, actor, case_id, parts_for(actor)
        )
        context.loaders["gates", case_id] = asked
        return asked.page

    return CaseFile(page=await once(context, ("case_file", case_id), load))


record("case_file", CaseFile, load_case_file, "The case file as it stands now.")


@strawberry.type
class CaseFileQueries:
    """The case page."""

    @strawberry.field(description="One case file; NOT_VISIBLE when hidden, absent or sealed.")
    async def case_file(
        self,
        info: Info,
        id: Annotated[UUID, strawberry.argument(description="Identifier of the case file.")],
    ) -> CaseFile:
        return await load_case_file(info.context, id, gates=_asks_what_may_be_done(info))


def _asks_what_may_be_done(info: Info) -> bool:
    """Whether the selection names ``allowedActions`` itself; elsewhere it is read when reached."""
    return any(
        isinstance(selected, FieldNode) and selected.name.value == "allowedActions"
        for node in info._raw_info.field_nodes  # noqa: SLF001 - selected_fields is slow
        if node.selection_set is not None
        for selected in node.selection_set.selections
    )
