"""SQL that asks whether the reason of a message still stands, just before it leaves.

A reminder is of something that is still to be done: once that was done, moved, decided or ended,
it does not leave. What tells of something that happened leaves whatever came after.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Date, ScalarSelect, Select, Text, and_, case, cast, or_, select, true
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from guanhu.audit.work import Look
from guanhu.cases.alarms import ALARMED
from guanhu.cases.facts import TransferState
from guanhu.cases.supervision import supervision_live
from guanhu.cases.tables import CaseFileRow, CaseTransferRow
from guanhu.cases.telling import last_contact
from guanhu.checkins.facts import CheckInStatus
from guanhu.checkins.standing import status_sql
from guanhu.checkins.tables import CheckInLinkRow, CheckInRow, ReachTaskRow
from guanhu.courses.tables import SessionPlaceRow
from guanhu.incidents.leave import LeaveStepKind
from guanhu.incidents.tables import IncidentRow, LeaveStepRow, OutcomeRow
from guanhu.notes.tables import NoteFollowUpRow, RetractionRow
from guanhu.orders.tables import DutyReportRow, GuardianDutyRow
from guanhu.outbox.facts import Cause
from guanhu.outbox.tables import OutboxMessageRow

TOLD_ANYWAY: Final = frozenset(
    {
        Cause.CONSULTATION_ASKED, Cause.LEAVE_DECIDED, Cause.INSTALMENT_LATE,
        Cause.TRANSFER_ACCEPTED, Cause.TRANSFER_RETURNED, Cause.CONTACT_CHANGED, Cause.TEAM_ENDED,
        Cause.LEARNER_STUCK, Cause.LEARNER_FAILED, Cause.ATTEMPT_GRANTED, Cause.MODULE_PASSED,
        Cause.DELAYED_CHECK_DUE, Cause.DRAFTS_CLEARED, Cause.SESSION_CANCELLED,
        Cause.OUTSIDE_WAITING, Cause.RETRACTION_SETTLED,
    }
)  # fmt: skip
"""Of something that happened, or of which nothing on record says that it is over."""

WEEK: Final = timedelta(days=7)
RECORD: Final = OutboxMessageRow.record_id
_S, _L = CheckInStatus, LeaveStepKind


def gone_reasons(today: date, messages: Sequence[UUID]) -> Select[Any]:
    """Which of the messages have lost their reason: their ids."""
    stands = case(
        {cause.value: condition for cause, condition in reasons(today).items()},
        value=OutboxMessageRow.cause,
        else_=true(),
    )
    return select(OutboxMessageRow.id).where(OutboxMessageRow.id.in_(messages), ~stands)


async def find_gone(look: Look, messages: Sequence[UUID]) -> set[UUID]:
    """`gone_reasons`, today."""
    if not messages:
        return set()
    found = await look.session.scalars(gone_reasons(look.today, messages))
    return set(found.all())


def reasons(today: date) -> dict[Cause, ColumnElement[bool]]:
    """Cause → whether its reason stands; every cause is here or in `TOLD_ANYWAY`."""
    begins, ends = _fact("begins"), _fact("ends")
    row = CheckInRow
    old = aliased(CheckInRow)
    link = _one(select(CheckInLinkRow.check_in_id).where(CheckInLinkRow.id == RECORD))
    successor = _one(select(old.superseded_by).where(old.id == RECORD))
    duty = _one(select(DutyReportRow.duty_id).where(DutyReportRow.id == RECORD))
    return {
        Cause.CHECK_IN_DUE: _open_check_in(today, row.id == RECORD, _S.DUE),
        Cause.CHECK_IN_TOMORROW: _open_check_in(
            today, and_(row.id == RECORD, cast(row.due_from, Text) == begins), _S.SCHEDULED
        ),
        Cause.CHECK_IN_LAST_DAY: _open_check_in(
            today, and_(row.id == RECORD, row.due_until == today), _S.DUE
        ),
        Cause.CHECK_IN_MISSED: _check_in(today, row.id == RECORD, _S.MISSED),
        Cause.CHECK_IN_MOVED: _open_check_in(today, row.id == successor, _S.SCHEDULED, _S.DUE),
        Cause.CHECK_IN_LINK: _open_check_in(today, row.id == link, _S.DUE),
        Cause.NO_WAY_TO_REACH: _there(ReachTaskRow, ReachTaskRow.closed_on.is_(None)),
        Cause.SELF_REPORT_GIVEN: _there(row, row.reviewed_at.is_(None)),
        Cause.CASE_SILENT: _there(
            CaseFileRow,
            supervision_live(today),
            cast(last_contact(), Text) == OutboxMessageRow.occurrence,
        ),
        Cause.PERIOD_ENDS: _undrafted(ends, CaseFileRow.probation_ends_on >= today),
        Cause.PERIOD_ENDED: _undrafted(ends, CaseFileRow.probation_ends_on < today),
        Cause.EVIDENCE_LAPSED: _there(OutcomeRow, OutcomeRow.settled_on.is_(None)),
        Cause.LEAVE_ASKED: ~_leave_step(
            _L.APPROVED, _L.REFUSED, _L.WITHDRAWN, _L.NOT_TAKEN, _L.RETURNED
        ),
        Cause.LEAVE_OVERDUE: ~_leave_step(_L.RETURNED, _L.NOT_TAKEN),
        Cause.ABSENCE_RECORDED: ~select(IncidentRow.id)
        .where(IncidentRow.absence_id == RECORD)
        .correlate(OutboxMessageRow)
        .exists(),
        Cause.DIGEST: cast(OutboxMessageRow.occurrence, Date) > today - WEEK,
        Cause.DUTY_REPORTED: _open_duty(duty),
        Cause.DUTY_HELP_ASKED: _open_duty(duty),
        Cause.TRANSFER_OFFERED: _there(
            CaseTransferRow, CaseTransferRow.state == TransferState.OFFERED.value
        ),
        Cause.NOTE_FOLLOW_UP: _there(NoteFollowUpRow, NoteFollowUpRow.resolved_at.is_(None)),
        Cause.RETRACTION_PROPOSED: _there(RetractionRow, RetractionRow.settled_at.is_(None)),
        Cause.SESSION_PLANNED: _there(SessionPlaceRow, SessionPlaceRow.status != "cancelled"),
    }


def _fact(name: str) -> ColumnElement[Any]:
    text: ColumnElement[Any] = OutboxMessageRow.facts[name].astext
    return text


def _exists(found: Select[Any]) -> ColumnElement[bool]:
    return found.correlate(OutboxMessageRow).exists()


def _one(found: Select[Any]) -> ScalarSelect[Any]:
    """The one value found by the message; said here, as it is asked two selects below it."""
    return found.correlate(OutboxMessageRow).scalar_subquery()


def _there(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the record of the message is there, and is so."""
    return _exists(select(table.id).where(table.id == RECORD, *conditions))


def _check_in(
    today: date, which: ColumnElement[bool], *statuses: CheckInStatus
) -> ColumnElement[bool]:
    return _exists(
        select(CheckInRow.id)
        .join(CaseFileRow, CaseFileRow.id == CheckInRow.case_id)
        .where(which, status_sql(today).in_([each.value for each in statuses]))
    )


def _open_check_in(
    today: date, which: ColumnElement[bool], *statuses: CheckInStatus
) -> ColumnElement[bool]:
    """Whether a check-in still waits, while supervision is live (S05)."""
    return _check_in(today, and_(which, supervision_live(today)), *statuses)


def _undrafted(ends: ColumnElement[Any], when: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the period still ends on that day, and its outcome review is not drafted."""
    return _there(
        CaseFileRow,
        or_(*(CaseFileRow.status == each.value for each in sorted(ALARMED))),
        CaseFileRow.outcome_drafted_on.is_(None),
        cast(CaseFileRow.probation_ends_on, Text) == ends,
        when,
    )


def _leave_step(*kinds: LeaveStepKind) -> ColumnElement[bool]:
    return _exists(
        select(LeaveStepRow.id).where(
            LeaveStepRow.leave_id == RECORD, LeaveStepRow.kind.in_([each.value for each in kinds])
        )
    )


def _open_duty(duty: ScalarSelect[Any]) -> ColumnElement[bool]:
    open_one = GuardianDutyRow.closed_on.is_(None)
    return _exists(select(GuardianDutyRow.id).where(GuardianDutyRow.id == duty, open_one))
