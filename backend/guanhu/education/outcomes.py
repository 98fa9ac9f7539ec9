"""SQL that compares tests: by person, by module, and the questions that are hardest.

Each report is a fixed number of statements, over the case files the actor may see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Float, cast, func, select
from sqlalchemy.dialects.postgresql import distinct_on

from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible, visible_case_ids
from guanhu.education.attempt_facts import AttemptKind, Learner, StepKind
from guanhu.education.facts import AssignmentStatus
from guanhu.education.tables import AssignmentRow, AttemptRow, LearningStepRow
from guanhu.kernel.masking import masked_name
from guanhu.people.tables import MinorRow

KINDS: Final = tuple(AttemptKind)


@dataclass(frozen=True, slots=True)
class TestResult:
    """Right at the first answer, of so many asked; of several tests the last one handed in."""

    right: int
    asked: int


@dataclass(frozen=True, slots=True)
class PersonResult:
    """One module given to one learner. A test that was not taken is None."""

    assignment_id: UUID
    case_id: UUID
    case_number: str
    masked_name: str
    learner: Learner
    module_code: str
    module_version: int
    status: AssignmentStatus
    failed: int
    pre: TestResult | None
    post: TestResult | None
    delayed: TestResult | None


@dataclass(frozen=True, slots=True)
class ModuleResult:
    """One module over all who were given it: per cent right on average, of how many learners."""

    module_code: str
    given: int
    completed: int
    pre: Average | None
    post: Average | None
    delayed: Average | None


@dataclass(frozen=True, slots=True)
class Average:
    """Per cent right on average, over `learners`."""

    per_cent: float
    learners: int


@dataclass(frozen=True, slots=True)
class HardQuestion:
    """How a question was answered at first; `hints` how often its hint was asked for."""

    question_id: str
    answered: int
    right: int
    hints: int


class OutcomeRepository:
    """Results of the files the actor may see."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def by_person(
        self, module_code: str | None, limit: int, offset: int
    ) -> tuple[list[PersonResult], int]:
        """One page, by case number and module, and how many there are; two statements and keys."""
        matching = [
            AssignmentRow.status != AssignmentStatus.WITHDRAWN.value,
            visible(self._look),
        ]
        if module_code is not None:
            matching.append(AssignmentRow.module_code == module_code)
        total = await self._session.scalar(
            select(func.count())
            .select_from(AssignmentRow)
            .join(CaseFileRow, CaseFileRow.id == AssignmentRow.case_id)
            .where(*matching)
        )
        last = {kind: _last(kind) for kind in KINDS}
        page = select(
            AssignmentRow, CaseFileRow.case_number, MinorRow.id, MinorRow.name,
            *(column for kind in KINDS for column in (last[kind].c.right, last[kind].c.asked)),
        ).join(CaseFileRow, CaseFileRow.id == AssignmentRow.case_id)  # fmt: skip
        page = page.join(MinorRow, MinorRow.id == CaseFileRow.minor_id)
        for kind in KINDS:
            page = page.outerjoin(last[kind], last[kind].c.assignment_id == AssignmentRow.id)
        rows = (
            await self._session.execute(
                page.where(*matching)
                .order_by(CaseFileRow.case_number, AssignmentRow.module_code, AssignmentRow.id)
                .limit(limit)
                .offset(offset)
            )
        ).all()
        keys = await self._look.keys.of_all(row[2] for row in rows)
        found: list[PersonResult] = []
        for row, number, minor_id, name, *tests in rows:
            pre, post, delayed = (_result(tests[place], tests[place + 1]) for place in (0, 2, 4))
            found.append(
                PersonResult(
                    assignment_id=row.id,
                    case_id=row.case_id,
                    case_number=number,
                    masked_name=masked_name(keys[minor_id].open("minors.name", minor_id, name)),
                    learner=Learner(row.learner),
                    module_code=row.module_code,
                    module_version=row.module_version,
                    status=AssignmentStatus(row.status),
                    failed=row.attempts_failed,
                    pre=pre,
                    post=post,
                    delayed=delayed,
                )
            )
        return found, int(total or 0)

    async def by_module(self) -> list[ModuleResult]:
        """Every module that was given to anybody; one statement."""
        last = {kind: _last(kind) for kind in KINDS}
        columns: list[ColumnElement[Any]] = []
        for kind in KINDS:
            share = cast(last[kind].c.right, Float) / func.nullif(last[kind].c.asked, 0)
            columns += [func.avg(share), func.count(last[kind].c.right)]
        asked = select(
            AssignmentRow.module_code,
            func.count(),
            func.count().filter(AssignmentRow.status == AssignmentStatus.COMPLETED.value),
            *columns,
        )
        for kind in KINDS:
            asked = asked.outerjoin(last[kind], last[kind].c.assignment_id == AssignmentRow.id)
        rows = await self._session.execute(
            asked.where(
                AssignmentRow.status != AssignmentStatus.WITHDRAWN.value,
                AssignmentRow.case_id.in_(visible_case_ids(self._look)),
            )
            .group_by(AssignmentRow.module_code)
            .order_by(AssignmentRow.module_code)
        )
        return [
            ModuleResult(code, given, completed, *_averages(tests))
            for code, given, completed, *tests in rows
        ]

    async def hardest(self, module_code: str, limit: int) -> list[HardQuestion]:
        """The questions of a module least often right at the first answer; one statement.

        Versions are taken together: a question's id is never given to another question.
        """
        step = LearningStepRow
        ours = (
            step.assignment_id == AssignmentRow.id,
            AssignmentRow.module_code == module_code,
            step.case_id.in_(visible_case_ids(self._look)),
        )
        first = (
            select(step.part, step.is_right)
            .ext(distinct_on(step.attempt_id, step.part))
            .join(AssignmentRow, ours[0])
            .where(step.kind == StepKind.ANSWERED.value, *ours[1:])
            .order_by(step.attempt_id, step.part, step.number)
            .subquery()
        )
        hints = (
            select(step.part, func.count().label("times"))
            .join(AssignmentRow, ours[0])
            .where(step.kind == StepKind.HINT.value, *ours[1:])
            .group_by(step.part)
            .subquery()
        )
        answered, right = func.count(), func.count().filter(first.c.is_right)
        rows = await self._session.execute(
            select(first.c.part, answered, right, func.coalesce(func.max(hints.c.times), 0))
            .select_from(first)
            .outerjoin(hints, hints.c.part == first.c.part)
            .group_by(first.c.part)
            .order_by(cast(right, Float) / answered, answered.desc(), first.c.part)
            .limit(limit)
        )
        return [HardQuestion(*row) for row in rows]


def _last(kind: AttemptKind) -> Any:
    """Of each assignment the last test of a kind that was handed in."""
    return (
        select(
            AttemptRow.assignment_id,
            AttemptRow.right_first.label("right"),
            AttemptRow.asked.label("asked"),
        )
        .ext(distinct_on(AttemptRow.assignment_id))
        .where(AttemptRow.kind == kind.value, AttemptRow.finished_at.is_not(None))
        .order_by(AttemptRow.assignment_id, AttemptRow.number.desc())
        .subquery(f"last_{kind.value}")
    )


def _result(right: int | None, asked: int | None) -> TestResult | None:
    return None if right is None or asked is None else TestResult(right, asked)


def _averages(tests: Sequence[Any]) -> list[Average | None]:
    pairs = [(tests[place], tests[place + 1]) for place in (0, 2, 4)]
    return [
        Average(round(float(share) * 100, 1), learners) if learners else None
        for share, learners in pairs
    ]
