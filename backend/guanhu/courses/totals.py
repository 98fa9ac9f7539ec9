"""SQL that sums what was learned, by young person and in all (S47).

An entry that completed an assignment is counted with the assignment and not a second time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, literal_column, select, union_all

from guanhu.audit.work import Look
from guanhu.cases.facts import CaseStatus
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible
from guanhu.courses.facts import LearnerTotal, Minutes
from guanhu.courses.repository import CourseRepository
from guanhu.courses.tables import LearningEntryRow
from guanhu.education.attempt_facts import Learner
from guanhu.education.facts import AssignmentStatus, SessionMode
from guanhu.education.tables import AssignmentRow
from guanhu.plans.tables import TeamMemberRow

NAMES = {
    SessionMode.ONLINE.value: "online",
    SessionMode.IN_PERSON.value: "in_person",
    SessionMode.OUTSIDE.value: "outside",
}


@dataclass(frozen=True, slots=True)
class TotalsFilter:
    """Whose totals, and of which days, inclusive. A team is an officer's files or a worker's."""

    begins: date | None = None
    ends: date | None = None
    officer_id: UUID | None = None
    member_id: UUID | None = None


class TotalsRepository:
    """Sums over the case files the actor may see."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def page(
        self, wanted: TotalsFilter, limit: int, offset: int
    ) -> tuple[list[LearnerTotal], int, Minutes]:
        """One page by case number, how many young people match, and the sum over all of them."""
        matching = select(CaseFileRow.id).where(*self._conditions(wanted))
        total = await self._session.scalar(select(func.count()).select_from(matching.subquery()))
        ids = (
            await self._session.scalars(
                matching.order_by(CaseFileRow.case_number, CaseFileRow.id)
                .limit(limit)
                .offset(offset)
            )
        ).all()
        learners = await CourseRepository(self._look).people(ids)
        learned = _learned(wanted)
        sums = await self._sums(learned, learned.c.case_id.in_(ids), by_case=True)
        everything = await self._sums(learned, learned.c.case_id.in_(matching), by_case=False)
        listed = [LearnerTotal(learners[each], _minutes(sums.get(each, []))) for each in ids]
        return listed, int(total or 0), _minutes(everything.get(None, []))

    async def _sums(
        self, learned: Any, condition: ColumnElement[bool], *, by_case: bool
    ) -> dict[UUID | None, list[tuple[str, int, int]]]:
        """Kind, minutes, credited minutes; by case, or all under None."""
        columns = (learned.c.how, func.sum(learned.c.minutes), func.sum(learned.c.credited))
        found: dict[UUID | None, list[tuple[str, int, int]]] = {}
        if by_case:
            rows = await self._session.execute(
                select(learned.c.case_id, *columns)
                .where(condition)
                .group_by(learned.c.case_id, learned.c.how)
            )
            for case_id, how, minutes, credited in rows:
                found.setdefault(case_id, []).append((how, int(minutes), int(credited)))
            return found
        rows = await self._session.execute(
            select(*columns).where(condition).group_by(learned.c.how)
        )
        found[None] = [(how, int(minutes), int(credited)) for how, minutes, credited in rows]
        return found

    def _conditions(self, wanted: TotalsFilter) -> list[ColumnElement[bool]]:
        """Files whose period meets the days asked for."""
        file = CaseFileRow
        found: list[ColumnElement[bool]] = [
            visible(self._look),
            file.decided_on.is_not(None),
            file.probation_ends_on.is_not(None),
            file.status != CaseStatus.CLOSED.value,
        ]
        if wanted.begins is not None:
            found.append(file.probation_ends_on >= wanted.begins)
        if wanted.ends is not None:
            found.append(file.decided_on <= wanted.ends)
        if wanted.officer_id is not None:
            found.append(file.officer_id == wanted.officer_id)
        if wanted.member_id is not None:
            member = TeamMemberRow
            found.append(
                exists().where(
                    member.case_id == file.id,
                    member.account_id == wanted.member_id,
                    member.valid_during.contains(self._look.today),
                    member.withdrawn_at.is_(None),
                )
            )
        return found


def _learned(wanted: TotalsFilter) -> Any:
    """Completed assignments and the other entries, as case, kind, minutes, credited minutes."""
    given, entry = AssignmentRow, LearningEntryRow
    online: Any = select(
        given.case_id.label("case_id"),
        given.how.label("how"),
        given.minutes.label("minutes"),
        func.coalesce(given.credited_minutes, 0).label("credited"),
    ).where(
        given.status == AssignmentStatus.COMPLETED.value,
        given.minutes.is_not(None),
        given.learner == Learner.YOUNG_PERSON.value,
        *_within(given.completed_on, wanted),
    )
    other: Any = select(
        entry.case_id,
        entry.how,
        entry.minutes,
        func.coalesce(entry.credited_minutes, literal_column("0")),
    ).where(entry.assignment_id.is_(None), *_within(entry.learned_on, wanted))
    return union_all(online, other).subquery()


def _within(day: Any, wanted: TotalsFilter) -> list[ColumnElement[bool]]:
    bounds: list[ColumnElement[bool]] = []
    if wanted.begins is not None:
        bounds.append(day >= wanted.begins)
    if wanted.ends is not None:
        bounds.append(day <= wanted.ends)
    return bounds


def _minutes(sums: Sequence[tuple[str, int, int]]) -> Minutes:
    by_kind = {NAMES[how]: minutes for how, minutes, _ in sums}
    return Minutes(**by_kind, credited=sum(credited for _, _, credited in sums))
