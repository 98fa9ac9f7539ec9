"""SQL of self-reports: what a young person is asked, what they said, and links sent again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, func, select, update

from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible, visible_case_ids
from guanhu.checkins.facts import (
    CheckInKind,
    CheckInStatus,
    Mood,
    OwnAnswer,
    OwnCheckIn,
    SelfReportSeen,
)
from guanhu.checkins.reaching import reachable
from guanhu.checkins.standing import status_sql
from guanhu.checkins.tables import (
    CheckInLinkRow,
    CheckInRow,
    SelfReportAnswerRow,
    SelfReportQuestionsRow,
    SelfReportRow,
)
from guanhu.checkins.visibility import note_shown
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.people.tables import MinorRow
from guanhu.plumbing.vault import RecordKey

QUESTIONS = "self_report_questions.questions"


@dataclass(frozen=True, slots=True)
class NewSelfReport:
    """What a young person said; `extra_answers` follow the questions of the check-in."""

    mood: Mood
    help_wanted: bool
    help_with: str | None
    want_to_talk: bool
    proud_of: str | None
    conditions: Mapping[UUID, OwnAnswer]
    extra_answers: Sequence[str | None]


class SelfReports:
    """Self-reports of the files the actor may see."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def require_own(self, check_in_id: UUID) -> UUID:
        """The case of a check-in the actor may see, or `NotVisible`."""
        found = await self._session.scalar(
            select(CheckInRow.case_id).where(
                CheckInRow.id == check_in_id, CheckInRow.case_id.in_(visible_case_ids(self._look))
            )
        )
        if found is None:
            raise NotVisible
        return found

    async def questions_of(self, row: CheckInRow) -> tuple[str, ...]:
        """The questions a check-in was put on record with."""
        if row.questions_id is None:
            return ()
        held = await self._session.get_one(SelfReportQuestionsRow, row.questions_id)
        key = await self._look.keys.of(row.case_id)
        return _texts(key, held)

    async def set_questions(self, file: CaseFileRow, questions: Sequence[str]) -> UUID:
        """A new set; self-reports whose window has not opened yet are asked with it."""
        look, set_id = self._look, new_id()
        key = await look.keys.of(file.id)
        number = await self._session.scalar(
            select(func.coalesce(func.max(SelfReportQuestionsRow.number), 0) + 1).where(
                SelfReportQuestionsRow.case_id == file.id
            )
        )
        self._session.add(
            SelfReportQuestionsRow(
                id=set_id,
                office_id=file.office_id,
                case_id=file.id,
                number=number,
                questions=key.seal(QUESTIONS, set_id, orjson.dumps(list(questions)).decode()),
                author_id=look.actor.account_id,
                set_at=look.now,
            )
        )
        await self._session.flush()
        await self._session.execute(
            update(CheckInRow)
            .values(questions_id=set_id)
            .where(
                CheckInRow.case_id == file.id,
                CheckInRow.kind == CheckInKind.SELF_REPORT.value,
                CheckInRow.due_from > look.today,
            )
            .execution_options(synchronize_session=False)
        )
        return set_id

    async def store(self, row: CheckInRow, new: NewSelfReport, *, by: UUID, late: bool) -> None:
        """Store what was said. It is no human contact, so the file's last contact stays (S17)."""
        look = self._look
        key = await look.keys.of(row.case_id)
        row.happened_at, row.recorded_at, row.recorded_by = look.now, look.now, by
        row.late = late
        extra = orjson.dumps(list(new.extra_answers)).decode() if new.extra_answers else None
        self._session.add(
            SelfReportRow(
                check_in_id=row.id,
                office_id=row.office_id,
                case_id=row.case_id,
                mood=new.mood.value,
                help_wanted=new.help_wanted,
                want_to_talk=new.want_to_talk,
                help_with=key.seal_optional("self_reports.help_with", row.id, new.help_with),
                proud_of=key.seal_optional("self_reports.proud_of", row.id, new.proud_of),
                extra_answers=key.seal_optional("self_reports.extra_answers", row.id, extra),
            )
        )
        self._session.add_all(
            SelfReportAnswerRow(
                id=new_id(),
                office_id=row.office_id,
                case_id=row.case_id,
                check_in_id=row.id,
                condition_id=condition_id,
                answer=answer.value,
            )
            for condition_id, answer in new.conditions.items()
        )
        await self._session.flush()

    async def given(self, check_in_ids: Iterable[UUID]) -> dict[UUID, SelfReportSeen]:
        """What was said at many check-ins of visible files, in two statements and their keys."""
        wanted = set(check_in_ids)
        found = (
            await self._session.execute(
                select(SelfReportRow, SelfReportQuestionsRow)
                .join(CheckInRow, CheckInRow.id == SelfReportRow.check_in_id)
                .outerjoin(
                    SelfReportQuestionsRow, SelfReportQuestionsRow.id == CheckInRow.questions_id
                )
                .where(
                    SelfReportRow.check_in_id.in_(wanted),
                    SelfReportRow.case_id.in_(visible_case_ids(self._look)),
                    self._shown(),
                )
            )
        ).all()
        answers: dict[UUID, list[tuple[UUID, OwnAnswer]]] = {}
        for row in await self._session.scalars(
            select(SelfReportAnswerRow)
            .join(CheckInRow, CheckInRow.id == SelfReportAnswerRow.check_in_id)
            .where(SelfReportAnswerRow.check_in_id.in_(wanted), self._shown())
            .order_by(SelfReportAnswerRow.condition_id)
        ):
            told = (row.condition_id, OwnAnswer(row.answer))
            answers.setdefault(row.check_in_id, []).append(told)
        keys = await self._look.keys.of_all(report.case_id for report, _asked in found)
        return {
            report.check_in_id: _seen(
                report, asked, answers.get(report.check_in_id, []), keys[report.case_id]
            )
            for report, asked in found
        }

    def _shown(self) -> ColumnElement[bool]:
        """Whether an assignment leaves a report open, by the day it was given (S61)."""
        row = CheckInRow
        return note_shown(self._look, row.case_id, row.recorded_by, row.happened_at)

    async def asked(self) -> list[OwnCheckIn]:
        """The self-reports of the own files that stand, the first window first."""
        found = (
            await self._session.execute(
                select(CheckInRow, SelfReportQuestionsRow, status_sql(self._look.today))
                .join(CaseFileRow, CaseFileRow.id == CheckInRow.case_id)
                .outerjoin(
                    SelfReportQuestionsRow, SelfReportQuestionsRow.id == CheckInRow.questions_id
                )
                .where(
                    visible(self._look),
                    CheckInRow.kind == CheckInKind.SELF_REPORT.value,
                    CheckInRow.superseded_by.is_(None),
                )
                .order_by(CheckInRow.due_from, CheckInRow.id)
            )
        ).all()
        given = await self.given(row.id for row, _asked, _status in found)
        keys = await self._look.keys.of_all(row.case_id for row, _asked, _status in found)
        return [
            OwnCheckIn(
                id=row.id,
                case_id=row.case_id,
                status=CheckInStatus(status),
                due_from=row.due_from,
                due_until=row.due_until,
                grace_until=row.grace_until,
                questions=() if asked is None else _texts(keys[row.case_id], asked),
                given=given.get(row.id),
            )
            for row, asked, status in found
        ]

    async def last_link(self, check_in_id: UUID) -> datetime | None:
        """When its link was last sent again."""
        found: datetime | None = await self._session.scalar(
            select(func.max(CheckInLinkRow.sent_at)).where(
                CheckInLinkRow.check_in_id == check_in_id
            )
        )
        return found

    async def send_link(self, row: CheckInRow) -> UUID:
        """Note that its link is sent again."""
        link = CheckInLinkRow(
            id=new_id(),
            office_id=row.office_id,
            case_id=row.case_id,
            check_in_id=row.id,
            sent_by=self._look.actor.account_id,
            sent_at=self._look.now,
        )
        self._session.add(link)
        await self._session.flush()
        return link.id

    async def reaches(self, file: CaseFileRow) -> bool:
        """Whether anything reaches the young person (S04)."""
        found = await self._session.scalar(
            select(MinorRow.id).where(MinorRow.id == file.minor_id, reachable())
        )
        return found is not None


def _texts(key: RecordKey, row: SelfReportQuestionsRow) -> tuple[str, ...]:
    return tuple(orjson.loads(key.open(QUESTIONS, row.id, row.questions)))


def _seen(
    report: SelfReportRow,
    asked: SelfReportQuestionsRow | None,
    conditions: Sequence[tuple[UUID, OwnAnswer]],
    key: RecordKey,
) -> SelfReportSeen:
    row_id = report.check_in_id
    extra = key.open_optional("self_reports.extra_answers", row_id, report.extra_answers)
    answers = [] if extra is None else orjson.loads(extra)
    questions = () if asked is None else _texts(key, asked)
    told = [*answers, *[None] * (len(questions) - len(answers))]
    return SelfReportSeen(
        check_in_id=row_id,
        mood=Mood(report.mood),
        help_wanted=report.help_wanted,
        help_with=key.open_optional("self_reports.help_with", row_id, report.help_with),
        want_to_talk=report.want_to_talk,
        proud_of=key.open_optional("self_reports.proud_of", row_id, report.proud_of),
        conditions=tuple(conditions),
        questions=tuple(zip(questions, told, strict=True)),
    )
