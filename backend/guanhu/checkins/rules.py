"""What may be done with a check-in on a given day. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from guanhu.checkins.errors import (
    AlreadyRecorded,
    CheckInCancelled,
    CheckInClosed,
    CheckInExcusedAlready,
    CheckInNotMissed,
    CheckInNotOpen,
    CheckInNotOpenAnyMore,
    CheckInSuperseded,
    DueInPast,
    ExcuseTooLate,
    HappenedBeforeWindow,
    HappenedInFuture,
    LinkJustSent,
    NotASelfReport,
    OutsideSupervision,
    SelfReportClosed,
    SelfReportIsNoContact,
    SelfReportNotGiven,
    SelfReportReviewed,
    WindowsOverlap,
)
from guanhu.checkins.facts import (
    CONCERN_RANK,
    CheckInKind,
    CheckInStatus,
    ConcernLevel,
    Mood,
    OwnAnswer,
    SelfReportSeen,
    SelfReportSign,
)
from guanhu.checkins.states import OPEN, CheckInMarks
from guanhu.kernel.clock import OFFICE_ZONE, office_date
from guanhu.kernel.errors import InvalidInput, Problem, Refusal

LINK_PAUSE: Final = timedelta(minutes=10)
"""How long nobody is sent the same link again."""

LOW_MOODS: Final = frozenset({Mood.LOW, Mood.BAD})


@dataclass(frozen=True, slots=True)
class Window:
    """When one check-in is due and until when it may still be logged; all days inclusive."""

    due_from: date
    due_until: date
    grace_until: date


def series(
    first_due_on: date, *, every_days: int, count: int, window_days: int, grace_days: int
) -> list[Window]:
    """The windows of a series. `window_days` ≥ 1 counts the first day."""
    return [
        window_at(first_due_on + timedelta(days=index * every_days), window_days, grace_days)
        for index in range(count)
    ]


def window_at(due_from: date, window_days: int, grace_days: int) -> Window:
    """One window that opens on `due_from`."""
    due_until = due_from + timedelta(days=window_days - 1)
    return Window(due_from, due_until, due_until + timedelta(days=grace_days))


def refuse_series(
    windows: Sequence[Window],
    taken: Iterable[tuple[date, date]],
    *,
    first_day: date,
    last_day: date,
    today: date,
) -> Refusal | None:
    """Say why the windows cannot be scheduled, or None.

    `taken` are the due windows of live check-ins of the same kind. Every due window lies within
    ``first_day … last_day`` of supervision; grace may reach beyond and ends with supervision.
    """
    if windows[0].due_from < today:
        return DueInPast(due_from=windows[0].due_from)
    spans = sorted([*taken, *((window.due_from, window.due_until) for window in windows)])
    for (_, until), (begins, _) in itertools.pairwise(spans):
        if begins <= until:
            return WindowsOverlap(due_from=begins)
    for window in windows:
        if window.due_from < first_day or window.due_until > last_day:
            return OutsideSupervision(
                first_day=first_day, last_day=last_day, due_from=window.due_from
            )
    return None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A check-in somebody wants to log."""

    marks: CheckInMarks
    status: CheckInStatus
    kind: CheckInKind
    recorded_on: date | None
    superseded_by: UUID | None


def refuse_log(
    attempt: Attempt, *, how: CheckInKind, happened_at: datetime, now: datetime
) -> Refusal | None:
    """Say why the check-in cannot be logged at `now` (aware UTC), or None."""
    marks = attempt.marks
    closed = _refuse_closed(attempt)
    if closed is not None:
        return closed
    if how is CheckInKind.SELF_REPORT and attempt.kind is not CheckInKind.SELF_REPORT:
        return SelfReportIsNoContact()
    if happened_at > now:
        return HappenedInFuture()
    if office_date(happened_at) < marks.due_from:
        return HappenedBeforeWindow(due_from=marks.due_from)
    return None


def _refuse_closed(attempt: Attempt) -> Refusal | None:
    marks = attempt.marks
    match attempt.status:
        case CheckInStatus.RECORDED:
            return AlreadyRecorded(recorded_on=attempt.recorded_on)
        case CheckInStatus.SUPERSEDED:
            return CheckInSuperseded(superseded_by=attempt.superseded_by)
        case CheckInStatus.EXCUSED:
            return CheckInExcusedAlready()
        case CheckInStatus.CANCELLED:
            return CheckInCancelled()
        case CheckInStatus.REVIEWED if attempt.recorded_on is not None:
            return AlreadyRecorded(recorded_on=attempt.recorded_on)
        case CheckInStatus.MISSED | CheckInStatus.REVIEWED:
            return CheckInClosed(grace_until=marks.grace_until)
        case CheckInStatus.SCHEDULED:
            return CheckInNotOpen(due_from=marks.due_from)
        case CheckInStatus.DUE:
            return None


def refuse_self_report(attempt: Attempt) -> Refusal | None:
    """Say why a young person cannot give a self-report now, or None (S07, S08)."""
    if attempt.kind is not CheckInKind.SELF_REPORT:
        return NotASelfReport(kind=attempt.kind)
    closed = _refuse_closed(attempt)
    if isinstance(closed, CheckInClosed):
        return SelfReportClosed(grace_until=attempt.marks.grace_until)
    return closed


def signs_of(said: SelfReportSeen) -> tuple[SelfReportSign, ...]:
    """What in a self-report asks for somebody, in a fixed order."""
    found = (
        (SelfReportSign.HELP_WANTED, said.help_wanted),
        (SelfReportSign.WANTS_TO_TALK, said.want_to_talk),
        (SelfReportSign.LOW_MOOD, said.mood in LOW_MOODS),
        (
            SelfReportSign.CONDITION_NOT_YET,
            any(answer is OwnAnswer.NOT_YET for _condition, answer in said.conditions),
        ),
    )
    return tuple(sign for sign, there in found if there)


def refuse_report_review(
    kind: CheckInKind, status: CheckInStatus, *, signs: bool, note: str | None
) -> Refusal | None:
    """Say why a self-report cannot be reviewed so, or None: whoever asks for help is answered."""
    if kind is not CheckInKind.SELF_REPORT:
        return NotASelfReport(kind=kind)
    if status is CheckInStatus.REVIEWED:
        return SelfReportReviewed()
    if status is not CheckInStatus.RECORDED:
        return SelfReportNotGiven(status=status)
    return InvalidInput([Problem("note", "REQUIRED")]) if signs and note is None else None


def refuse_link(attempt: Attempt, last_sent_at: datetime | None, now: datetime) -> Refusal | None:
    """Say why a link is not sent again at `now`, or None: one in ten minutes (S10)."""
    refusal = refuse_self_report(attempt)
    if refusal is not None:
        return refusal
    if last_sent_at is not None and now < last_sent_at + LINK_PAUSE:
        again = (last_sent_at + LINK_PAUSE).astimezone(OFFICE_ZONE)
        return LinkJustSent(try_again_after=again.strftime("%H:%M:%S"))
    return None


def is_late(marks: CheckInMarks, happened_at: datetime) -> bool:
    """Whether contact came after the window (S08). A note entered late is not a late contact."""
    return office_date(happened_at) > marks.due_until


def counts_as_contact(how: CheckInKind, *, contact_made: bool) -> bool:
    """Whether a record is human contact."""
    return contact_made and how is not CheckInKind.SELF_REPORT


def later_contact(known: date | None, happened_on: date) -> date:
    """The last day of human contact after one more."""
    return happened_on if known is None else max(known, happened_on)


def refuse_review(status: CheckInStatus) -> Refusal | None:
    """Say why a check-in cannot be reviewed as missed, or None."""
    return None if status is CheckInStatus.MISSED else CheckInNotMissed(status=status)


def refuse_excuse(marks: CheckInMarks, status: CheckInStatus, today: date) -> Refusal | None:
    """Say why a check-in cannot be excused on `today`, or None."""
    if status not in OPEN:
        return CheckInNotOpenAnyMore(status=status)
    if today > marks.due_until:
        return ExcuseTooLate(due_until=marks.due_until)
    return None


def refuse_move(status: CheckInStatus) -> Refusal | None:
    """Say why a check-in cannot be moved to another date, or None."""
    return None if status in OPEN else CheckInNotOpenAnyMore(status=status)


@dataclass(frozen=True, slots=True)
class Between:
    """Two days that bound something, inclusive, and the paths of the fields they came from."""

    begins: date | None
    ends: date | None
    begins_path: str
    ends_path: str
    past_only: bool


def refuse_between(between: Iterable[Between], today: date) -> Refusal | None:
    """Say which days of a filter make no sense (S35): the end first, or what is yet to come."""
    problems = []
    for each in between:
        if each.begins is not None and each.ends is not None and each.ends < each.begins:
            problems.append(Problem(each.ends_path, "BEFORE_FROM"))
        if each.past_only:
            problems += [
                Problem(path, "IN_FUTURE")
                for path, day in ((each.begins_path, each.begins), (each.ends_path, each.ends))
                if day is not None and day > today
            ]
    return InvalidInput(problems) if problems else None


def entered_later(happened_at: datetime | None, entered_at: datetime | None) -> bool:
    """Whether it was entered on a later day than it happened: a late entry is no late contact."""
    if happened_at is None or entered_at is None:
        return False
    return office_date(entered_at) > office_date(happened_at)


def ratcheted(before: bool, now: bool) -> bool:  # noqa: FBT001 - two answers to one question
    """Whether a check-in is sensitive after another answer: once yes, always yes (S11)."""
    return before or now


def raised(before: ConcernLevel, now: ConcernLevel) -> ConcernLevel:
    """The concern level after another remark: it only ever rises (S11)."""
    return max(before, now, key=CONCERN_RANK.__getitem__)
