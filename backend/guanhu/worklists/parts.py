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
    exists,
    or_,
)

from guanhu.access.roles import Role
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
from guanhu.decisions.facts import DecisionKind
from guanhu.decisions.tables import PeriodChangeRow, ProposalRow
from guanhu.identity.tables import AccountRow
from guanhu.incidents.leave import LeaveStepKind as S
from guanhu.incidents.tables import (
    IncidentRow,
    LeaveRequestRow,
    LeaveStepRow,
    OutcomeRow,
    RevocationProposalRow,
)
from guanhu.orders.tables import GuardianOrderRow, RecommendationRow
from guanhu.plans.facts import PlanVersionState
from guanhu.plans.tables import PlanVersionRow, TeamMemberRow
from guanhu.reviews.tables import OutcomeReviewRow
from guanhu.worklists.facts import WorkKind
from guanhu.worklists.part import (
    ALARMED_UNTIL,
    IN_CONTACT,
    OFFICER,
    OWNER,
    READER,
    SILENT_FROM,
    SOON,
    SUPERVISOR,
    TODAY,
    Part,
    day_of,
)
from guanhu.worklists.parts_elsewhere import ELSEWHERE
from guanhu.worklists.parts_of_support import SUPPORT_PARTS

SUBMITTED: Final = "submitted"


def _approval(
    table: Any, action: CaseAction, rule: str, since: Any, *where: ColumnElement[bool]
) -> Part:
    """Something that was handed in and waits for a second person, who is not its author."""
    return Part(
        WorkKind.APPROVAL, SUPERVISOR, table, table.id, case=table.case_id, action=action,
        rule=rule, since=since,
        where=(table.state == SUBMITTED, table.author_id != READER, *where),
    )  # fmt: skip


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
_CASE, _PLAN = CaseFileRow, PlanVersionRow

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
        since=day_of(AccountRow.deactivated_at),
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
        since=day_of(AccountRow.deactivated_at),
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
        since=day_of(IncidentRow.reported_at),
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
        since=day_of(OutcomeRow.recorded_at),
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
        since=day_of(LeaveRequestRow.asked_at),
        where=(supervision_live(TODAY), ~_leave_answered()),
    ),
    _approval(
        ProposalRow,
        _A.APPROVE_PROPOSAL,
        "D-04",
        day_of(ProposalRow.proposed_at),
        ProposalRow.kind == DecisionKind.CONDITIONAL_NON_PROSECUTION.value,
    ),
    _approval(
        ProposalRow,
        _A.APPROVE_DIRECT,
        "E-13",
        day_of(ProposalRow.proposed_at),
        ProposalRow.kind != DecisionKind.CONDITIONAL_NON_PROSECUTION.value,
    ),
    _approval(
        PeriodChangeRow, _A.APPROVE_PERIOD_CHANGE, "P-04", day_of(PeriodChangeRow.proposed_at)
    ),
    _approval(_PLAN, _A.APPROVE_PLAN, "O-06", day_of(_PLAN.submitted_at)),
    _approval(
        OutcomeReviewRow, _A.APPROVE_OUTCOME_REVIEW, "P-10", day_of(OutcomeReviewRow.drafted_at)
    ),
    _approval(
        RevocationProposalRow,
        _A.APPROVE_REVOCATION,
        "R-08",
        day_of(RevocationProposalRow.proposed_at),
    ),
    _approval(
        QuashingProposalRow, _A.APPROVE_QUASHING, "D-18", day_of(QuashingProposalRow.proposed_at)
    ),
    _approval(
        GuardianOrderRow, _A.ISSUE_GUARDIAN_ORDER, "S-10", day_of(GuardianOrderRow.proposed_at)
    ),
    _approval(
        RecommendationRow, _A.APPROVE_RECOMMENDATION, "S-14", day_of(RecommendationRow.proposed_at)
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
        since=day_of(CaseTransferRow.offered_at),
        to_owner=True,
        where=(
            CaseTransferRow.to_account_id == OWNER,
            CaseTransferRow.state == TransferState.OFFERED.value,
        ),
    ),
    # The same files as the alarms of the caseload (P-08, P-10), but those whose last day stands in
    # the list as their next deadline already: one thing to do is one item.
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
            or_(
                _CASE.next_deadline_on.is_(None),
                _CASE.next_deadline_on > SOON,
                _CASE.next_deadline_on != _CASE.probation_ends_on,
            ),
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
    Part(
        _W.SENT_BACK,
        OFFICER,
        _PLAN,
        _PLAN.id,
        case=_PLAN.case_id,
        action=_A.DRAFT_PLAN,
        operation="submitPlan",
        since=day_of(_PLAN.changed_at),
        where=(_PLAN.state == PlanVersionState.RETURNED.value,),
    ),
    *SUPPORT_PARTS,
    *ELSEWHERE,
)
