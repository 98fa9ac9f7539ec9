"""The vocabulary of permissions, and which role holds which (``room:resource:action``).

Permission answers *may this role do such a thing at all*; *on which rows* is the second, separate
question, answered by `guanhu.cases.visibility` and again by row-level security.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from guanhu.access.roles import Role


class Permission(StrEnum):
    """Alphabetical by value."""

    AUDIT_TRAIL_READ = "audit:trail:read"
    CASE_LIST = "cases:case:list"
    CASE_OPEN = "cases:case:open"
    CASE_READ = "cases:case:read"
    CASE_WRITE = "cases:case:write"
    CATALOGUE_READ = "catalogue:read"
    CHECK_IN_LOG = "checkins:check-in:log"
    CHECK_IN_READ = "checkins:check-in:read"
    CHECK_IN_REVIEW = "checkins:check-in:review"
    CHECK_IN_SCHEDULE = "checkins:check-in:schedule"
    SELF_REPORT_REVIEW = "checkins:self-report:review"
    OUTSIDE_LEARNING_MATCH = "courses:outside:match"
    OUTSIDE_LEARNING_RECEIVE = "courses:outside:receive"
    OUTSIDE_LEARNING_REFUSE = "courses:outside:refuse"
    DECISION_APPROVE = "decisions:decision:approve"
    DECISION_READ = "decisions:decision:read"
    DECISION_WRITE = "decisions:decision:write"
    DOCUMENT_ISSUE = "documents:document:issue"
    DOCUMENT_READ = "documents:document:read"
    DRAFT_KEEP = "drafts:draft:keep"
    EDUCATION_ASSIGN = "education:assignment:assign"
    MODULE_REVIEW = "education:module:review"
    MODULE_WRITE = "education:module:write"
    EDUCATION_READ = "education:assignment:read"
    LEARN = "education:attempt:make"
    EVIDENCE_ENTER = "plans:evidence:enter"
    FAMILY_DUTY = "family:duty:report"
    FAMILY_EVALUATE = "family:evaluation:give"
    FAMILY_ASK_LEAVE = "family:leave:ask"
    FAMILY_READ = "family:progress:read"
    ATTACHMENT_ADD = "files:attachment:add"
    ATTACHMENT_READ = "files:attachment:read"
    FAMILY_TELL = "family:view:tell"
    ENTRUST = "entrustments:entrustment:write"
    ENTRUSTMENT_REPORT = "entrustments:letter:write"
    ASSIST = "entrustments:part:read"
    ENTRUSTMENT_ANSWER = "entrustments:request:answer"
    ACCOUNT_MANAGE = "identity:account:manage"
    FAMILY_INVITE = "identity:family:invite"
    HOLIDAY_ENTER = "holidays:notice:enter"
    SESSION_OWN = "identity:session:own"
    INCIDENT_DECIDE = "incidents:incident:decide"
    INCIDENT_READ = "incidents:incident:read"
    INCIDENT_REPORT = "incidents:incident:report"
    JOBS_READ = "jobs:log:read"
    JOBS_RUN = "jobs:periodic:run"
    NEEDS_READ = "needs:assessment:read"
    NEEDS_WRITE = "needs:assessment:write"
    FIELD_NOTE_WRITE = "notes:field-note:write"
    FIELD_NOTE_READ = "notes:field-note:read"
    NOTE_FOLLOW_UP_REQUEST = "notes:follow-up:request"
    NOTE_FOLLOW_UP_RESOLVE = "notes:follow-up:resolve"
    ORDER_APPROVE = "orders:order:approve"
    ORDER_ATTEND = "orders:order:attend"
    ORDER_READ = "orders:order:read"
    ORDER_WRITE = "orders:order:write"
    MINOR_IDENTITY_READ = "people:identity:read"
    PEOPLE_CORRECTION_DECIDE = "people:correction:decide"
    PEOPLE_WRITE = "people:person:write"
    PAYMENT_RECORD = "plans:payment:record"
    PLAN_GOAL_MARK = "plans:goal:mark"
    PLAN_AGREE = "plans:plan:agree"
    PLAN_APPROVE = "plans:plan:approve"
    PLAN_READ = "plans:plan:read"
    PLAN_WRITE = "plans:plan:write"
    TEAM_APPOINT = "plans:team:appoint"
    TRANSFER_ANSWER = "handover:transfer:answer"
    TRANSFER_OFFER = "handover:transfer:offer"
    ENTRY_RETRACT = "retractions:entry:retract"
    RETRACTION_SETTLE = "retractions:retraction:settle"
    REVIEW_APPROVE = "reviews:outcome:approve"
    REVIEW_EVALUATE = "reviews:outcome:evaluate"
    REVIEW_READ = "reviews:outcome:read"
    REVIEW_WRITE = "reviews:outcome:write"
    SCREENING_READ = "eligibility:screening:read"
    SCREENING_WRITE = "eligibility:screening:write"
    SEALED_OPEN = "sealing:archive:open"
    CASE_EXPLAIN = "cases:timetable:explain"
    SEAL = "sealing:case:seal"
    SEALED_REGISTER_READ = "sealing:register:read"
    SELF_REPORT_GIVE = "checkins:self-report:give"
    SEAL_FOLLOW = "afterwards:order:follow"
    SEAL_QUERY_DECIDE = "afterwards:query:decide"
    SEAL_QUERY_RECORD = "afterwards:query:record"
    UNSEAL_DECIDE = "afterwards:unsealing:decide"


P = Permission

_OWN: Final = frozenset({P.SESSION_OWN})
_PROSECUTION_READ: Final = frozenset(
    {
        P.ATTACHMENT_ADD, P.ATTACHMENT_READ, P.FIELD_NOTE_READ,
        P.NOTE_FOLLOW_UP_REQUEST, P.NOTE_FOLLOW_UP_RESOLVE, P.SELF_REPORT_REVIEW,
        P.ENTRY_RETRACT, P.RETRACTION_SETTLE,
        P.CASE_LIST, P.CASE_READ, P.CATALOGUE_READ, P.CHECK_IN_READ, P.DECISION_READ,
        P.DOCUMENT_ISSUE, P.DOCUMENT_READ, P.DRAFT_KEEP, P.EDUCATION_READ, P.INCIDENT_READ,
        P.MINOR_IDENTITY_READ, P.NEEDS_READ, P.ORDER_READ, P.PLAN_READ, P.REVIEW_READ,
        P.SCREENING_READ,
    }
)  # fmt: skip

ROLE_PERMISSIONS: Final[dict[Role, frozenset[Permission]]] = {
    Role.OFFICER: _OWN
    | _PROSECUTION_READ
    | {
        P.MODULE_REVIEW, P.MODULE_WRITE,
        P.ASSIST, P.OUTSIDE_LEARNING_MATCH, P.ENTRUST, P.ENTRUSTMENT_REPORT, P.FIELD_NOTE_WRITE,
        P.CASE_OPEN, P.CASE_WRITE, P.CHECK_IN_LOG, P.CHECK_IN_REVIEW, P.CHECK_IN_SCHEDULE,
        P.DECISION_WRITE, P.EDUCATION_ASSIGN, P.FAMILY_INVITE, P.INCIDENT_DECIDE, P.INCIDENT_REPORT,
        P.EVIDENCE_ENTER, P.NEEDS_WRITE, P.ORDER_ATTEND, P.ORDER_WRITE, P.PAYMENT_RECORD,
        P.PEOPLE_WRITE, P.PLAN_AGREE, P.PLAN_GOAL_MARK, P.PLAN_WRITE, P.REVIEW_EVALUATE,
        P.REVIEW_WRITE, P.SCREENING_WRITE,
        P.SEAL, P.SEAL_FOLLOW, P.SEAL_QUERY_RECORD, P.SEALED_REGISTER_READ, P.TEAM_APPOINT,
        P.TRANSFER_ANSWER, P.TRANSFER_OFFER,
    },
    # The supervisor approves what somebody else wrote, and writes nothing that needs approval.
    Role.SUPERVISOR: _OWN
    | _PROSECUTION_READ
    | {
        P.ASSIST, P.ENTRUST, P.ENTRUSTMENT_ANSWER, P.ENTRUSTMENT_REPORT,
        P.MODULE_REVIEW, P.MODULE_WRITE, P.OUTSIDE_LEARNING_MATCH, P.OUTSIDE_LEARNING_REFUSE,
        P.AUDIT_TRAIL_READ, P.CHECK_IN_REVIEW, P.DECISION_APPROVE, P.PLAN_APPROVE, P.REVIEW_APPROVE,
        P.SEALED_REGISTER_READ, P.TEAM_APPOINT, P.DECISION_WRITE, P.PLAN_WRITE, P.REVIEW_WRITE,
        P.CASE_OPEN, P.CASE_WRITE, P.INCIDENT_DECIDE, P.INCIDENT_REPORT,
        P.ORDER_APPROVE, P.ORDER_ATTEND, P.ORDER_WRITE, P.PEOPLE_CORRECTION_DECIDE, P.PEOPLE_WRITE,
        P.EVIDENCE_ENTER, P.NEEDS_WRITE, P.PAYMENT_RECORD,
        P.PLAN_GOAL_MARK, P.SCREENING_WRITE, P.SEAL_FOLLOW, P.SEAL_QUERY_DECIDE,
        P.SEAL_QUERY_RECORD, P.UNSEAL_DECIDE,
        P.TRANSFER_OFFER,
    },
    Role.SOCIAL_WORKER: _OWN
    | {
        P.ATTACHMENT_ADD, P.ATTACHMENT_READ, P.FIELD_NOTE_READ, P.FIELD_NOTE_WRITE,
        P.ENTRY_RETRACT, P.NOTE_FOLLOW_UP_RESOLVE, P.OUTSIDE_LEARNING_MATCH, P.SELF_REPORT_REVIEW,
        P.MODULE_WRITE,
        P.ASSIST, P.CASE_LIST, P.CASE_READ, P.CATALOGUE_READ, P.CHECK_IN_LOG, P.CHECK_IN_READ,
        P.CHECK_IN_SCHEDULE, P.DRAFT_KEEP, P.EDUCATION_ASSIGN, P.EDUCATION_READ, P.INCIDENT_READ,
        P.INCIDENT_REPORT, P.NEEDS_READ, P.NEEDS_WRITE, P.ORDER_ATTEND, P.ORDER_READ,
        P.EVIDENCE_ENTER, P.PAYMENT_RECORD, P.PLAN_AGREE, P.PLAN_GOAL_MARK, P.PLAN_READ,
        P.REVIEW_EVALUATE,
    },
    Role.GUARDIAN: _OWN
    | {
        P.FAMILY_ASK_LEAVE, P.FAMILY_DUTY, P.FAMILY_EVALUATE, P.FAMILY_READ,
        P.FAMILY_TELL, P.DRAFT_KEEP, P.LEARN,
    },
    Role.YOUNG_PERSON: _OWN
    | {
        P.FAMILY_ASK_LEAVE, P.FAMILY_READ, P.FAMILY_TELL, P.LEARN, P.SELF_REPORT_GIVE,
        P.DRAFT_KEEP,
    },
    Role.AUDITOR: _OWN | {P.AUDIT_TRAIL_READ, P.SEALED_REGISTER_READ},
    Role.ADMINISTRATOR: _OWN | {P.ACCOUNT_MANAGE, P.CATALOGUE_READ, P.HOLIDAY_ENTER, P.JOBS_READ},
}  # fmt: skip

SYSTEM_PERMISSIONS: Final = frozenset(
    {P.CASE_EXPLAIN, P.OUTSIDE_LEARNING_RECEIVE, P.JOBS_RUN, P.SEALED_OPEN}
)
"""What the named system actor may do: run jobs, take in passes of courses done elsewhere, explain a
case's dates at the machine, and open an archive for whoever holds the private seal key, which is
kept off the server; and nothing a person does."""
