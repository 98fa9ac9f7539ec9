"""Kinds of work items about what is no live file of the reader's: see `parts`.

Sealed records, which no case list shows, and what one office asks of another.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, exists, func, or_, select

from guanhu.afterwards.tables import (
    FollowUpNoteRow,
    FollowUpRow,
    SealQueryDecisionRow,
    SealQueryRow,
)
from guanhu.cases.states import CaseAction
from guanhu.cases.tables import CaseFileRow
from guanhu.entrustments.rules import ASSISTED_IN
from guanhu.entrustments.tables import (
    EntrustmentAnswerRow,
    EntrustmentLetterRow,
    EntrustmentRow,
)
from guanhu.worklists.facts import WorkKind
from guanhu.worklists.part import (
    OFFICER,
    OWNER,
    READER,
    SILENT_FROM,
    SOON,
    SUPERVISOR,
    Part,
    day_of,
)

PROSECUTION: Final = OFFICER | SUPERVISOR


def _answered() -> ColumnElement[bool]:
    """Whether an entrustment was answered."""
    return exists().where(EntrustmentAnswerRow.entrustment_id == EntrustmentRow.id)


def _followed_up() -> tuple[ColumnElement[bool], ...]:
    """A follow-up that goes on, begun by the one whose list it is."""
    return (FollowUpRow.ended_on.is_(None), FollowUpRow.begun_by == OWNER)


def _in_touch() -> ColumnElement[Any]:
    """The last day somebody was in touch, or the day a follow-up began."""
    noted = (
        select(func.max(FollowUpNoteRow.happened_on))
        .where(FollowUpNoteRow.follow_up_id == FollowUpRow.id)
        .scalar_subquery()
    )
    return func.greatest(noted, day_of(FollowUpRow.begun_at))


_W, _A = WorkKind, CaseAction
_ASKED, _CASE, _LETTER = EntrustmentRow, CaseFileRow, EntrustmentLetterRow

ELSEWHERE: Final = (
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
    # A request to assist waits in the list of the office that was asked, which sees no file of it;
    # what an office outside this system answers is written down by whoever asked it (S-11, S-12).
    Part(
        _W.ENTRUSTMENT,
        SUPERVISOR,
        _ASKED,
        _ASKED.id,
        operation="acceptEntrustment",
        rule="S-11",
        since=_ASKED.asked_on,
        office=_ASKED.to_office_id,
        where=(_ASKED.ended_on.is_(None), ~_answered()),
    ),
    Part(
        _W.ENTRUSTMENT,
        OFFICER,
        _ASKED,
        _ASKED.id,
        case=_ASKED.case_id,
        action=_A.RECORD_ENTRUSTMENT_ANSWER,
        rule="S-11",
        since=_ASKED.asked_on,
        where=(
            _ASKED.to_office_id.is_(None),
            _ASKED.ended_on.is_(None),
            ~_answered(),
            or_(*(_CASE.status == each.value for each in sorted(ASSISTED_IN))),
        ),
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
    # Help that was agreed upon after the end: its last day comes, or nobody was in touch (F-17). It
    # is about a sealed record, and in the list of whoever began it.
    Part(
        _W.VOLUNTARY_FOLLOW_UP,
        PROSECUTION,
        FollowUpRow,
        FollowUpRow.id,
        operation="endFollowUp",
        rule="F-17",
        due=FollowUpRow.until,
        since=day_of(FollowUpRow.begun_at),
        where=(*_followed_up(), FollowUpRow.until <= SOON),
    ),
    Part(
        _W.VOLUNTARY_FOLLOW_UP,
        PROSECUTION,
        FollowUpRow,
        FollowUpRow.id,
        operation="noteFollowUp",
        rule="F-17",
        since=_in_touch(),
        where=(
            *_followed_up(),
            func.coalesce(FollowUpRow.until > SOON, True),
            _in_touch() <= SILENT_FROM,
        ),
    ),
)
"""Parts of the work list beside those of the own files."""
