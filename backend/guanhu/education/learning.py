"""All SQL about attempts and the log of what learners do."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select

from guanhu.access.roles import FAMILY, Role
from guanhu.audit.work import Look
from guanhu.cases.facts import Milestones
from guanhu.cases.repository import milestones
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible, visible_case_ids
from guanhu.education.attempt_facts import (
    AttemptKind,
    AttemptSeen,
    Given,
    Learner,
    Step,
    StepKind,
    Task,
)
from guanhu.education.attempt_rules import Score
from guanhu.education.facts import AssignmentStatus
from guanhu.education.module_facts import Module
from guanhu.education.step_log import STEP, adding, given_of, sealed_given, step_of
from guanhu.education.tables import (
    AssignmentRow,
    AttemptGrantRow,
    AttemptRow,
    LearningStepRow,
)
from guanhu.education.versions import module_version
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id

SEED_BITS: Final = 62
LEARNERS: Final = {Role.YOUNG_PERSON: Learner.YOUNG_PERSON, Role.GUARDIAN: Learner.GUARDIAN}


@dataclass(frozen=True, slots=True)
class Learning:
    """An assignment as somebody learns with it."""

    id: UUID
    case_id: UUID
    office_id: UUID
    module: Module
    task: Task
    facts: Milestones


class LearningRepository:
    """Attempts and steps of the files the actor may see; a family's own ones only."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def hold(self, assignment_id: UUID) -> None:
        """Two devices at once: the second waits, and finds what the first wrote."""
        await self._look.hold(assignment_id)

    async def learning(self, assignment_id: UUID) -> Learning:
        """An assignment of the signed-in learner, or one staff may see; else `NotVisible`."""
        found = (
            await self._session.execute(
                select(AssignmentRow, CaseFileRow)
                .join(CaseFileRow, CaseFileRow.id == AssignmentRow.case_id)
                .where(AssignmentRow.id == assignment_id, *self._own())
            )
        ).first()
        if found is None:
            raise NotVisible
        return await self.learning_of(found[0], milestones(found[1]))

    async def due_on(self, assignment_id: UUID) -> date:
        """By when an assignment is due."""
        return (await self._session.get_one(AssignmentRow, assignment_id)).due_on

    async def learnings(self) -> list[tuple[Learning, AssignmentRow]]:
        """What the signed-in learner was given, first due first."""
        found = (
            await self._session.execute(
                select(AssignmentRow, CaseFileRow)
                .join(CaseFileRow, CaseFileRow.id == AssignmentRow.case_id)
                .where(AssignmentRow.status != AssignmentStatus.WITHDRAWN.value, *self._own())
                .order_by(AssignmentRow.due_on, AssignmentRow.assigned_at, AssignmentRow.id)
            )
        ).all()
        return [(await self.learning_of(row, milestones(file)), row) for row, file in found]

    async def of_attempts(self, attempt_ids: Iterable[UUID]) -> list[tuple[Learning, AttemptSeen]]:
        """Of many attempts those of the signed-in learner, or of files staff may see."""
        found = (
            await self._session.execute(
                select(AttemptRow, AssignmentRow, CaseFileRow)
                .join(AssignmentRow, AssignmentRow.id == AttemptRow.assignment_id)
                .join(CaseFileRow, CaseFileRow.id == AssignmentRow.case_id)
                .where(AttemptRow.id.in_(set(attempt_ids)), *self._own(), *self._mine())
                .execution_options(populate_existing=True)
            )
        ).all()
        return [
            (await self.learning_of(row, milestones(file)), attempt_seen(one))
            for one, row, file in found
        ]

    async def attempts(self, assignment_ids: Iterable[UUID]) -> dict[UUID, list[AttemptSeen]]:
        """The attempts of several assignments of visible files, in the order they were begun.

        Those of another guardian are among them: a test is taken once, whoever of the family does.
        """
        found: dict[UUID, list[AttemptSeen]] = {each: [] for each in assignment_ids}
        rows = await self._session.scalars(
            select(AttemptRow)
            .where(
                AttemptRow.assignment_id.in_(found),
                AttemptRow.case_id.in_(visible_case_ids(self._look)),
            )
            .order_by(AttemptRow.started_at, AttemptRow.number)
            .execution_options(populate_existing=True)
        )
        for row in rows:
            found[row.assignment_id].append(attempt_seen(row))
        return found

    async def steps(
        self, assignment_ids: Iterable[UUID], kinds: Collection[StepKind] = ()
    ) -> dict[UUID, list[Step]]:
        """The log of several assignments of visible files, without the answers themselves."""
        row = LearningStepRow
        found: dict[UUID, list[Step]] = {each: [] for each in assignment_ids}
        asked = select(*(getattr(row, name) for name in STEP), row.assignment_id).where(
            row.assignment_id.in_(found), *self._visible_steps()
        )
        if kinds:
            asked = asked.where(row.kind.in_([each.value for each in kinds]))
        for *step, assignment_id in await self._session.execute(asked.order_by(row.number)):
            found[assignment_id].append(step_of(step))
        return found

    async def answers(self, attempt_ids: Iterable[UUID]) -> list[tuple[Step, Given]]:
        """Every answer of several attempts of visible files, in order, with what was answered."""
        return await self._answers(
            select(LearningStepRow).where(LearningStepRow.attempt_id.in_(list(attempt_ids)))
        )

    async def start(
        self, learning: Learning, kind: AttemptKind, number: int, asked: int
    ) -> AttemptSeen:
        """Store a new attempt with a seed of its own; the assignment is held."""
        row = AttemptRow(
            id=new_id(),
            office_id=learning.office_id,
            case_id=learning.case_id,
            assignment_id=learning.id,
            kind=kind.value,
            number=number,
            seed=secrets.randbits(SEED_BITS),
            account_id=self._look.actor.account_id,
            started_at=self._look.now,
            asked=asked,
        )
        self._session.add(row)
        await self._session.flush()
        await self.note(learning, StepKind.STARTED, attempt_id=row.id)
        return attempt_seen(row)

    async def note(
        self,
        learning: Learning,
        kind: StepKind,
        *,
        attempt_id: UUID | None = None,
        part: str | None = None,
        given: Given | None = None,
        right: bool | None = None,
    ) -> UUID:
        """Add a line to the log; the assignment is held, so numbers have no gap."""
        look, step_id, form = self._look, new_id(), adding()
        sealed = None
        if given is not None:
            sealed = sealed_given(await look.keys.of(learning.case_id), step_id, given)
        await look.rows(
            form.text,
            form.values(
                {
                    "id": step_id,
                    "office_id": learning.office_id,
                    "case_id": learning.case_id,
                    "assignment_id": learning.id,
                    "attempt_id": attempt_id,
                    "kind": kind.value,
                    "part": part,
                    "given": sealed,
                    "is_right": right,
                    "at": look.now,
                    "account_id": look.actor.account_id,
                    "session_id": look.actor.session_id,
                }
            ),
        )
        return step_id

    async def finish(
        self, attempt_id: UUID, score: Score, *, passed: bool | None, seconds: int
    ) -> None:
        """Hand an attempt in; its log has the FINISHED line already."""
        row = await self._session.get_one(AttemptRow, attempt_id)
        row.finished_at = self._look.now
        row.right_first, row.passed, row.active_seconds = score.right, passed, seconds
        await self._session.flush()

    async def completed_codes(self, case_id: UUID, learner: Learner) -> set[str]:
        """The modules a learner of a case has completed."""
        found = await self._session.scalars(
            select(AssignmentRow.module_code).where(
                AssignmentRow.case_id == case_id,
                AssignmentRow.learner == learner.value,
                AssignmentRow.status == AssignmentStatus.COMPLETED.value,
            )
        )
        return set(found)

    async def grant(self, row: AssignmentRow, reason: str) -> UUID:
        """Allow one attempt more; the assignment is locked."""
        look, grant_id = self._look, new_id()
        key = await look.keys.of(row.case_id)
        self._session.add(
            AttemptGrantRow(
                id=grant_id,
                office_id=row.office_id,
                case_id=row.case_id,
                assignment_id=row.id,
                reason=key.seal("attempt_grants.reason", grant_id, reason),
                granted_by=look.actor.account_id,
                granted_at=look.now,
            )
        )
        row.attempts_allowed += 1
        await self._session.flush()
        return grant_id

    async def learning_of(self, row: AssignmentRow, facts: Milestones) -> Learning:
        """An assignment that was read, with the dated facts of its file."""
        module = await module_version(self._look, row.module_code, row.module_version)
        learner = Learner(row.learner)
        others = True
        if module.after:
            others = set(module.after) <= await self.completed_codes(row.case_id, learner)
        task = Task(
            learner=learner,
            open=row.status != AssignmentStatus.WITHDRAWN.value,
            results_shown=row.results_shown,
            allowed=row.attempts_allowed,
            failed=row.attempts_failed,
            completed=row.status == AssignmentStatus.COMPLETED.value,
            delayed_due_on=row.delayed_due_on,
            others_done=others,
        )
        return Learning(row.id, row.case_id, row.office_id, module, task, facts)

    async def _answers(self, asked: Select[Any]) -> list[tuple[Step, Given]]:
        row = LearningStepRow
        rows: Sequence[LearningStepRow] = (
            await self._session.scalars(
                asked.where(row.kind == StepKind.ANSWERED.value, *self._visible_steps()).order_by(
                    row.assignment_id, row.number
                )
            )
        ).all()
        keys = await self._look.keys.of_all(each.case_id for each in rows)
        found: list[tuple[Step, Given]] = []
        for each in rows:
            given = given_of(keys[each.case_id], each.id, each.given)
            found.append((step_of([getattr(each, name) for name in STEP]), given))
        return found

    def _visible_steps(self) -> list[Any]:
        held: list[Any] = [LearningStepRow.case_id.in_(visible_case_ids(self._look))]
        if self._look.actor.role in FAMILY:
            held.append(LearningStepRow.account_id == self._look.actor.account_id)
        return held

    def _own(self) -> list[Any]:
        held: list[Any] = [visible(self._look)]
        learner = LEARNERS.get(self._look.actor.role) if self._look.actor.role else None
        if learner is not None:
            held.append(AssignmentRow.learner == learner.value)
        return held

    def _mine(self) -> list[Any]:
        """A family reads the attempts of the own account only."""
        if self._look.actor.role in FAMILY:
            return [AttemptRow.account_id == self._look.actor.account_id]
        return []


def attempt_seen(row: AttemptRow) -> AttemptSeen:
    """A stored attempt as facts."""
    return AttemptSeen(
        id=row.id,
        case_id=row.case_id,
        assignment_id=row.assignment_id,
        kind=AttemptKind(row.kind),
        number=row.number,
        seed=row.seed,
        account_id=row.account_id,
        started_at=row.started_at,
        finished_at=row.finished_at,
        asked=row.asked,
        right=row.right_first,
        passed=row.passed,
        active_seconds=row.active_seconds,
    )
