"""Every kind of item of a work list: one entry here is one kind of thing to do.

To add a kind: a member of `WorkKind` (its place says its consequence), an entry in `PARTS`, its
words in ``api/words/worklist.yaml``, and a partial index where an office would otherwise be read
through. An entry is one SELECT over one table, joined with the case file: which rows wait, what is
done next about them, by when, and since when. Nothing else: paging, counting, wall one, names and
the two languages are the same for all.

`roles` says in whose list it stands: the officer's of the file, a worker's on its team, or a
supervisor's of the office. What waits is what stands in the rows on the day, never a flag: an item
goes by acting, and by nothing else.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    cast,
    exists,
    func,
    or_,
)

from guanhu.access.roles import Role
from guanhu.afterwards.tables import SealQueryDecisionRow, SealQueryRow
from guanhu.cases.alarms import ALARMED
from guanhu.cases.facts import TransferState
from guanhu.cases.states import CaseAction
from guanhu.cases.supervision import supervision_live
from guanhu.cases.tables import CaseFileRow, CaseTransferRow
from guanhu.cases.telling import last_contact, silent_since
from guanhu.challenges.tables import ChallengeRow, QuashingProposalRow
from guanhu.checkins.facts import CheckInStatus
from guanhu.checkins.standing import status_sql
from guanhu.checkins.tables import CheckInRow
from guanhu.checkins.visibility import hidden
from guanhu.decisions.facts import DecisionKind
from guanhu.decisions.tables import PeriodChangeRow, ProposalRow
from guanhu.education.facts import AssignmentStatus
from guanhu.education.tables import AssignmentRow
from guanhu.entrustments.tables import EntrustmentLetterRow
from guanhu.identity.tables import AccountRow
from guanhu.incidents.leave import LeaveStepKind as S
from guanhu.incidents.tables import (
    IncidentRow,
    LeaveRequestRow,
    LeaveStepRow,
    OutcomeRow,
    RevocationProposalRow,
)
from guanhu.notes.tables import FieldNoteRow, NoteFollowUpRow, RetractionRow
from guanhu.orders.facts import DutyWord
from guanhu.orders.tables import DutyReportRow, GuardianDutyRow, GuardianOrderRow, RecommendationRow
from guanhu.plans.facts import PlanVersionState
from guanhu.plans.tables import PlanVersionRow, TeamMemberRow
from guanhu.reviews.tables import OutcomeReviewRow
from guanhu.worklists.facts import WorkKind
from guanhu.worklists.part import ALARMED_UNTIL, OWNER, READER, SILENT_FROM, SOON, TODAY, Part

OFFICER: Final = frozenset({Role.OFFICER})
SUPERVISOR: Final = frozenset({Role.SUPERVISOR})
WORKER: Final = frozenset({Role.SOCIAL_WORKER})
IN_CONTACT: Final = frozenset({Role.OFFICER, Role.SOCIAL_WORKER})
SUBMITTED: Final = "submitted"


def _day(instant: Any) -> ColumnElement[Any]:
    return cast(func.timezone("Asia/Shanghai", instant), Date)


def _approval(
    table: Any, action: CaseAction, rule: str, since: Any, *where: ColumnElement[bool]
) -> Part:
    """Something that was handed in and waits for a second person, who is not its author."""
    return Part(
        WorkKind.APPROVAL, SUPERVISOR, table, table.id, case=table.case_id, action=action,
        rule=rule, since=since,
        where=(table.state == SUBMITTED, table.author_id != READER, *where),
    )  # fmt: skip


def _reported(word: DutyWord) -> ColumnElement[bool]:
    """Whether this was said of a duty."""
    said = DutyReportRow
    return exists().where(said.duty_id == GuardianDutyRow.id, said.word == word.value)


def _leave_answered() -> ColumnElement[bool]:
    """Whether a leave request was decided, taken back, or came to its end."""
    answered = (S.APPROVED, S.REFUSED, S.WITHDRAWN, S.NOT_TAKEN, S.RETURNED)
    return exists().where(
        LeaveStepRow.leave_id == LeaveRequestRow.id,
        LeaveStepRow.kind.in_([each.value for each in answered]),
    )


def _check_in(kind: WorkKind, roles: frozenset[Role], action: CaseAction, status: str) -> Part:
    row = CheckInRow
    return Part(
        kind, roles, row, row.id, case=row.case_id, action=action, due=row.due_until,
        where=(
            row.recorded_at.is_(None), row.excused_at.is_(None), row.superseded_by.is_(None),
            row.reviewed_at.is_(None), row.due_from <= TODAY, status_sql(TODAY) == status,
        ),
    )  # fmt: skip


_W, _A = WorkKind, CaseAction
_CASE, _DUTY, _LETTER, _PLAN = CaseFileRow, GuardianDutyRow, EntrustmentLetterRow, PlanVersionRow
_FOLLOW_UP = NoteFollowUpRow

PARTS: Final = (
    # A statutory date: of the own files in the coming days, of the office's once it has passed.
    Part(
        _W.DEADLINE,
        OFFICER,
        _CASE,
        _CASE.id,
        case=_CASE.id,
        due=_CASE.next_deadline_on,
        where=(_CASE.next_deadline_on <= SOON,),
    ),
    Part(
        _W.DEADLINE,
        SUPERVISOR,
        _CASE,
        _CASE.id,
        case=_CASE.id,
        due=_CASE.next_deadline_on,
        where=(_CASE.next_deadline_on < TODAY,),
    ),
    # Whose account is closed acts on no file any more, and on no team (S71).
    Part(
        _W.LEFT_BEHIND,
        SUPERVISOR,
        _CASE,
        _CASE.id,
        case=_CASE.id,
        action=_A.OFFER_TRANSFER,
        since=_day(AccountRow.deactivated_at),
        joins=((AccountRow, AccountRow.id == _CASE.officer_id),),
        where=(AccountRow.deactivated_at.is_not(None),),
    ),
    Part(
        _W.LEFT_BEHIND,
        SUPERVISOR,
        TeamMemberRow,
        TeamMemberRow.id,
        case=TeamMemberRow.case_id,
        action=_A.APPOINT_TEAM_MEMBER,
        since=_day(AccountRow.deactivated_at),
        joins=((AccountRow, AccountRow.id == TeamMemberRow.account_id),),
        where=(
            AccountRow.deactivated_at.is_not(None),
            TeamMemberRow.withdrawn_at.is_(None),
            TeamMemberRow.valid_during.op("@>")(TODAY),
        ),
    ),
    Part(
        _W.BREACH,
        OFFICER,
        IncidentRow,
        IncidentRow.id,
        case=IncidentRow.case_id,
        action=_A.DECIDE_INCIDENT,
        rule="R-07",
        since=_day(IncidentRow.reported_at),
        where=(IncidentRow.decided_on.is_(None),),
    ),
    Part(
        _W.DISPUTE,
        OFFICER,
        IncidentRow,
        IncidentRow.id,
        case=IncidentRow.case_id,
        action=_A.DECIDE_DISPUTE,
        since=IncidentRow.disputed_on,
        where=(IncidentRow.disputed_on.is_not(None), IncidentRow.dispute_decided_on.is_(None)),
    ),
    _check_in(_W.MISSED_CHECK_IN, OFFICER, _A.REVIEW_MISSED_CHECK_IN, CheckInStatus.MISSED.value),
    # Awaited evidence: in its days, and after them until a person has looked.
    Part(
        _W.EVIDENCE,
        OFFICER,
        OutcomeRow,
        OutcomeRow.id,
        case=OutcomeRow.case_id,
        action=_A.SETTLE_OUTCOME,
        rule="R-07",
        due=OutcomeRow.evidence_until,
        since=_day(OutcomeRow.recorded_at),
        where=(OutcomeRow.evidence_until.is_not(None), OutcomeRow.settled_on.is_(None)),
    ),
    # The approval comes first, so the day on which it begins is the last to decide on (O-03).
    Part(
        _W.LEAVE,
        OFFICER,
        LeaveRequestRow,
        LeaveRequestRow.id,
        case=LeaveRequestRow.case_id,
        action=_A.DECIDE_LEAVE,
        rule="O-03",
        due=LeaveRequestRow.from_on,
        since=_day(LeaveRequestRow.asked_at),
        where=(supervision_live(TODAY), ~_leave_answered()),
    ),
    _approval(
        ProposalRow,
        _A.APPROVE_PROPOSAL,
        "D-04",
        _day(ProposalRow.proposed_at),
        ProposalRow.kind == DecisionKind.CONDITIONAL_NON_PROSECUTION.value,
    ),
    _approval(
        ProposalRow,
        _A.APPROVE_DIRECT,
        "E-13",
        _day(ProposalRow.proposed_at),
        ProposalRow.kind != DecisionKind.CONDITIONAL_NON_PROSECUTION.value,
    ),
    _approval(PeriodChangeRow, _A.APPROVE_PERIOD_CHANGE, "P-04", _day(PeriodChangeRow.proposed_at)),
    _approval(_PLAN, _A.APPROVE_PLAN, "O-06", _day(_PLAN.submitted_at)),
    _approval(
        OutcomeReviewRow, _A.APPROVE_OUTCOME_REVIEW, "P-10", _day(OutcomeReviewRow.drafted_at)
    ),
    _approval(
        RevocationProposalRow,
        _A.APPROVE_REVOCATION,
        "R-08",
        _day(RevocationProposalRow.proposed_at),
    ),
    _approval(
        QuashingProposalRow, _A.APPROVE_QUASHING, "D-18", _day(QuashingProposalRow.proposed_at)
    ),
    _approval(
        GuardianOrderRow, _A.ISSUE_GUARDIAN_ORDER, "S-10", _day(GuardianOrderRow.proposed_at)
    ),
    _approval(
        RecommendationRow, _A.APPROVE_RECOMMENDATION, "S-14", _day(RecommendationRow.proposed_at)
    ),
    # A query into a sealed record shows no case; its last day is counted by F-09.
    Part(
        _W.SEAL_QUERY,
        SUPERVISOR,
        SealQueryRow,
        SealQueryRow.id,
        operation="decideSealQuery",
        rule="F-09",
        since=SealQueryRow.received_on,
        where=(
            ~exists().where(SealQueryDecisionRow.query_id == SealQueryRow.id),
            SealQueryRow.recorded_by != READER,
        ),
    ),
    Part(
        _W.CHALLENGE,
        SUPERVISOR,
        ChallengeRow,
        ChallengeRow.id,
        case=ChallengeRow.case_id,
        action=_A.ASSIGN_REVIEWER,
        rule="D-17",
        since=ChallengeRow.received_on,
        where=(
            ChallengeRow.reviewer_id.is_(None),
            ChallengeRow.answered_on.is_(None),
            ChallengeRow.lapsed_on.is_(None),
        ),
    ),
    Part(
        _W.HAND_OVER,
        OFFICER,
        CaseTransferRow,
        CaseTransferRow.id,
        case=CaseTransferRow.case_id,
        action=_A.ACCEPT_TRANSFER,
        since=_day(CaseTransferRow.offered_at),
        to_owner=True,
        where=(
            CaseTransferRow.to_account_id == OWNER,
            CaseTransferRow.state == TransferState.OFFERED.value,
        ),
    ),
    # The same files as the alarms of the caseload (P-08, P-10).
    Part(
        _W.PERIOD_ENDS,
        OFFICER,
        _CASE,
        _CASE.id,
        case=_CASE.id,
        action=_A.DRAFT_OUTCOME_REVIEW,
        rule="P-10",
        due=_CASE.probation_ends_on,
        where=(
            or_(*(_CASE.status == each.value for each in sorted(ALARMED))),
            _CASE.outcome_drafted_on.is_(None),
            _CASE.probation_ends_on <= ALARMED_UNTIL,
        ),
    ),
    _check_in(_W.CHECK_IN_DUE, IN_CONTACT, _A.LOG_CHECK_IN, CheckInStatus.DUE.value),
    # Nobody was in contact for too long; the same files as those the office is told of.
    Part(
        _W.SILENT,
        IN_CONTACT,
        _CASE,
        _CASE.id,
        case=_CASE.id,
        action=_A.SCHEDULE_CHECK_INS,
        since=last_contact(),
        where=(silent_since(TODAY, SILENT_FROM),),
    ),
    # For those who can resolve it: the officer, and the worker who wrote the note (S53, S61).
    Part(
        _W.FOLLOW_UP,
        OFFICER,
        _FOLLOW_UP,
        _FOLLOW_UP.id,
        case=_FOLLOW_UP.case_id,
        operation="resolveNoteFollowUp",
        since=_day(_FOLLOW_UP.requested_at),
        where=(_FOLLOW_UP.resolved_at.is_(None),),
    ),
    Part(
        _W.FOLLOW_UP,
        WORKER,
        _FOLLOW_UP,
        _FOLLOW_UP.id,
        case=_FOLLOW_UP.case_id,
        operation="resolveNoteFollowUp",
        since=_day(_FOLLOW_UP.requested_at),
        joins=((FieldNoteRow, FieldNoteRow.id == _FOLLOW_UP.note_id),),
        where=(
            _FOLLOW_UP.resolved_at.is_(None),
            FieldNoteRow.author_id == OWNER,
            ~hidden(
                TODAY, _FOLLOW_UP.case_id, _FOLLOW_UP.requested_by, _FOLLOW_UP.requested_at, OWNER
            ),
        ),
    ),
    # Whoever failed as often as the module allows goes on by a person's word only (S43).
    Part(
        _W.NO_ATTEMPTS_LEFT,
        IN_CONTACT,
        AssignmentRow,
        AssignmentRow.id,
        case=AssignmentRow.case_id,
        operation="grantAttempt",
        due=AssignmentRow.due_on,
        where=(
            AssignmentRow.status == AssignmentStatus.ASSIGNED.value,
            AssignmentRow.attempts_allowed > 0,
            AssignmentRow.attempts_failed >= AssignmentRow.attempts_allowed,
            supervision_live(TODAY),
        ),
    ),
    Part(
        _W.CREDIT,
        IN_CONTACT,
        AssignmentRow,
        AssignmentRow.id,
        case=AssignmentRow.case_id,
        operation="creditAssignment",
        since=AssignmentRow.completed_on,
        where=(
            AssignmentRow.status == AssignmentStatus.COMPLETED.value,
            AssignmentRow.credited_at.is_(None),
        ),
    ),
    # Older than a day, an entry is taken back by two: the other one is asked here.
    Part(
        _W.RETRACTION,
        frozenset({Role.OFFICER, Role.SUPERVISOR}),
        RetractionRow,
        RetractionRow.id,
        case=RetractionRow.case_id,
        operation="confirmRetraction",
        since=_day(RetractionRow.proposed_at),
        where=(RetractionRow.settled_at.is_(None), RetractionRow.proposed_by != OWNER),
    ),
    # What a guardian has not done in time is the officer's to follow, never the child's.
    Part(
        _W.DUTY_REPORTED,
        OFFICER,
        _DUTY,
        _DUTY.id,
        case=_DUTY.case_id,
        action=_A.CONFIRM_GUARDIAN_DUTY,
        rule="S-02",
        due=_DUTY.given_on + _DUTY.within_days,
        where=(_DUTY.closed_on.is_(None), _reported(DutyWord.DONE)),
    ),
    Part(
        _W.LATE_DUTY,
        OFFICER,
        _DUTY,
        _DUTY.id,
        case=_DUTY.case_id,
        action=_A.CONFIRM_GUARDIAN_DUTY,
        rule="S-02",
        due=_DUTY.given_on + _DUTY.within_days,
        where=(
            _DUTY.closed_on.is_(None),
            _DUTY.given_on + _DUTY.within_days < TODAY,
            ~_reported(DutyWord.DONE),
        ),
    ),
    Part(
        _W.SENT_BACK,
        OFFICER,
        _PLAN,
        _PLAN.id,
        case=_PLAN.case_id,
        action=_A.DRAFT_PLAN,
        operation="submitPlan",
        since=_day(_PLAN.changed_at),
        where=(_PLAN.state == PlanVersionState.RETURNED.value,),
    ),
    Part(
        _W.LETTER,
        OFFICER,
        _LETTER,
        _LETTER.id,
        case=_LETTER.case_id,
        action=_A.RECEIVE_ENTRUSTMENT_LETTER,
        rule="S-11",
        since=_LETTER.sent_on,
        where=(_LETTER.received_on.is_(None),),
    ),
)
