"""Kinds of work that notes, learning and guardian duties leave to do; see `parts`."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, exists

from guanhu.access.roles import Role
from guanhu.cases.states import CaseAction
from guanhu.cases.supervision import supervision_live
from guanhu.checkins.facts import CheckInKind
from guanhu.checkins.tables import CheckInRow
from guanhu.checkins.visibility import hidden
from guanhu.education.facts import AssignmentStatus
from guanhu.education.tables import AssignmentRow
from guanhu.notes.tables import FieldNoteRow, NoteFollowUpRow, RetractionRow
from guanhu.orders.facts import DutyWord
from guanhu.orders.tables import DutyReportRow, GuardianDutyRow
from guanhu.worklists.facts import WorkKind
from guanhu.worklists.part import IN_CONTACT, OFFICER, OWNER, TODAY, WORKER, Part, day_of

DUTY, ASKED = GuardianDutyRow, NoteFollowUpRow


def _reported(word: DutyWord) -> ColumnElement[bool]:
    """Whether this was said of a duty."""
    said = DutyReportRow
    return exists().where(said.duty_id == GuardianDutyRow.id, said.word == word.value)


def _self_report(roles: frozenset[Role], *where: ColumnElement[bool]) -> Part:
    """What a young person said and nobody has looked at: somebody may be asked for help in it."""
    row = CheckInRow
    return Part(
        WorkKind.SELF_REPORT, roles, row, row.id, case=row.case_id,
        operation="reviewSelfReport", since=day_of(row.recorded_at),
        where=(
            row.kind == CheckInKind.SELF_REPORT.value, row.recorded_at.is_not(None),
            row.reviewed_at.is_(None), row.superseded_by.is_(None), *where,
        ),
    )  # fmt: skip


SUPPORT_PARTS: Final = (
    _self_report(OFFICER),
    _self_report(
        WORKER,
        ~hidden(TODAY, CheckInRow.case_id, CheckInRow.recorded_by, CheckInRow.happened_at, OWNER),
    ),
    # For those who can resolve it: the officer, and the worker who wrote the note (S53, S61).
    Part(
        WorkKind.FOLLOW_UP,
        OFFICER,
        ASKED,
        ASKED.id,
        case=ASKED.case_id,
        operation="resolveNoteFollowUp",
        since=day_of(ASKED.requested_at),
        where=(ASKED.resolved_at.is_(None),),
    ),
    Part(
        WorkKind.FOLLOW_UP,
        WORKER,
        ASKED,
        ASKED.id,
        case=ASKED.case_id,
        operation="resolveNoteFollowUp",
        since=day_of(ASKED.requested_at),
        joins=((FieldNoteRow, FieldNoteRow.id == ASKED.note_id),),
        where=(
            ASKED.resolved_at.is_(None),
            FieldNoteRow.author_id == OWNER,
            ~hidden(TODAY, ASKED.case_id, ASKED.requested_by, ASKED.requested_at, OWNER),
        ),
    ),
    # Whoever failed as often as the module allows goes on by a person's word only (S43).
    Part(
        WorkKind.NO_ATTEMPTS_LEFT,
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
        WorkKind.CREDIT,
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
        WorkKind.RETRACTION,
        frozenset({Role.OFFICER, Role.SUPERVISOR}),
        RetractionRow,
        RetractionRow.id,
        case=RetractionRow.case_id,
        operation="confirmRetraction",
        since=day_of(RetractionRow.proposed_at),
        where=(RetractionRow.settled_at.is_(None), RetractionRow.proposed_by != OWNER),
    ),
    # What a guardian has not done in time is the officer's to follow, never the child's.
    Part(
        WorkKind.DUTY_REPORTED,
        OFFICER,
        DUTY,
        DUTY.id,
        case=DUTY.case_id,
        action=CaseAction.CONFIRM_GUARDIAN_DUTY,
        rule="S-02",
        due=DUTY.given_on + DUTY.within_days,
        where=(DUTY.closed_on.is_(None), _reported(DutyWord.DONE)),
    ),
    Part(
        WorkKind.LATE_DUTY,
        OFFICER,
        DUTY,
        DUTY.id,
        case=DUTY.case_id,
        action=CaseAction.CONFIRM_GUARDIAN_DUTY,
        rule="S-02",
        due=DUTY.given_on + DUTY.within_days,
        where=(
            DUTY.closed_on.is_(None),
            DUTY.given_on + DUTY.within_days < TODAY,
            ~_reported(DutyWord.DONE),
        ),
    ),
)
