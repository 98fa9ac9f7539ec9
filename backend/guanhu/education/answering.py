"""What answering a question reads, in statements that are built once.

A class answers together, each young person every minute or so: nothing on the way waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Text, Uuid, bindparam, exists, func, select
from sqlalchemy import cast as cast_to
from sqlalchemy.orm import aliased

from guanhu.access.roles import FAMILY, Role
from guanhu.audit.work import Look
from guanhu.cases.listing import CASE_COLUMNS, MILESTONE_COLUMNS, read_column
from guanhu.cases.repository import case_seen
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import anybody, visible
from guanhu.education.attempt_facts import AttemptKind, AttemptSeen, Given, Step, StepKind
from guanhu.education.learning import Learning, LearningRepository, attempt_seen
from guanhu.education.step_log import STEP, given_of, step_of
from guanhu.education.tables import AssignmentRow, AttemptRow, LearningStepRow
from guanhu.kernel.errors import NotVisible
from guanhu.plumbing.forms import Form, as_form
from guanhu.plumbing.tables import RecordKeyRow

ATTEMPT: Final = tuple(AttemptRow.__table__.columns.keys())
TASK: Final = tuple(AssignmentRow.__table__.columns.keys())
KEY: Final = (RecordKeyRow.master_key_id, RecordKeyRow.wrapped)
BY_CASE: Final = (RecordKeyRow, RecordKeyRow.record_id == CaseFileRow.id)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that stands in the log, and what shows it: the paper's seed and the module."""

    step: Step
    given: Given
    seed: int
    kind: AttemptKind
    module: tuple[str, int]
    results_shown: bool
    first: bool
    """Whether it is the first to its question, which counts."""


class AnsweringRepository:
    """The attempt somebody answers in; the same walls as for everything else that is learned."""

    def __init__(self, look: Look) -> None:
        self._look = look

    async def hold(self, attempt_id: UUID) -> tuple[Learning, AttemptSeen]:
        """An own attempt with its assignment, or `NotVisible`.

        Two devices at once: the second waits, and finds what the first wrote.
        """
        held = await self._ask(_holding, attempt_id)
        if not held:
            raise NotVisible
        # Read only now: a statement sees what stood there when it began.
        rows = await self._ask(_held, attempt_id)
        if not rows:
            raise NotVisible
        row = tuple(rows[0])
        own: Any = SimpleNamespace(**dict(zip(ATTEMPT, row, strict=False)))
        task: Any = SimpleNamespace(**dict(zip(TASK, row[len(ATTEMPT) :], strict=False)))
        *file, master_key_id, wrapped = row[len(ATTEMPT) + len(TASK) :]
        self._look.keys.keep(task.case_id, master_key_id, wrapped)
        facts = case_seen(file, self._look.today).milestones
        learning = await LearningRepository(self._look).learning_of(task, facts)
        return learning, attempt_seen(own)

    async def answered(self, assignment_id: UUID) -> list[Step]:
        """What was answered in a held assignment, without the answers themselves."""
        form = _answered()
        given = {"assignment": assignment_id, "kind": StepKind.ANSWERED.value,
                 "account": self._look.actor.account_id}  # fmt: skip
        return [step_of(row) for row in await self._look.rows(form.text, form.values(given))]

    async def said(self, step_id: UUID) -> Said:
        """One answer, or `NotVisible`; the one statement may be a glance."""
        rows = await self._ask(_said, step_id)
        if not rows:
            raise NotVisible
        row = rows[0]
        step = step_of(row)
        case_id, given, seed, kind, code, version, shown, first, master_key_id, wrapped = row[
            len(STEP) :
        ]
        key = self._look.keys.keep(case_id, master_key_id, wrapped)
        return Said(
            step, given_of(key, step_id, given), seed, AttemptKind(kind), (code, version),
            shown, first,
        )  # fmt: skip

    async def _ask(self, build: Any, record_id: UUID) -> Sequence[Any]:
        actor = self._look.actor
        form: Form = build(actor.role, self._look.sees_offered)
        given = {
            "record": record_id, "office": actor.office_id, "account": actor.account_id,
            "reader": actor.account_id,
        }  # fmt: skip
        return await self._look.rows(form.text, form.values(given))


# --- statements -------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def _holding(role: Role | None, sees_offered: bool) -> Form:  # noqa: FBT001 - keys of the cache
    """Takes the lock of the attempt's assignment, which is held by its identifier as text."""
    held = func.pg_advisory_xact_lock(func.hashtext(cast_to(AttemptRow.assignment_id, Text)))
    statement = _joined(select(AttemptRow.id, held), role, sees_offered=sees_offered)
    return as_form(statement.where(AttemptRow.id == bindparam("record", type_=Uuid)))


@lru_cache(maxsize=16)
def _held(role: Role | None, sees_offered: bool) -> Form:  # noqa: FBT001 - keys of the cache
    asked = select(
        *(getattr(AttemptRow, name) for name in ATTEMPT),
        *(getattr(AssignmentRow, name) for name in TASK),
        *(read_column(name) for name in (*CASE_COLUMNS, *MILESTONE_COLUMNS)),
        *KEY,
    )
    statement = _joined(asked, role, sees_offered=sees_offered).join(*BY_CASE)
    return as_form(statement.where(AttemptRow.id == bindparam("record", type_=Uuid)))


@lru_cache(maxsize=16)
def _said(role: Role | None, sees_offered: bool) -> Form:  # noqa: FBT001 - keys of the cache
    earlier = aliased(LearningStepRow)
    asked = select(
        *(getattr(LearningStepRow, name) for name in STEP),
        LearningStepRow.case_id,
        LearningStepRow.given,
        AttemptRow.seed,
        AttemptRow.kind,
        AssignmentRow.module_code,
        AssignmentRow.module_version,
        AssignmentRow.results_shown,
        ~exists().where(
            earlier.attempt_id == LearningStepRow.attempt_id,
            earlier.kind == StepKind.ANSWERED.value,
            earlier.part == LearningStepRow.part,
            earlier.number < LearningStepRow.number,
        ),
        *KEY,
    )
    statement = _joined(asked, role, sees_offered=sees_offered).join(*BY_CASE)
    statement = statement.join(LearningStepRow, LearningStepRow.attempt_id == AttemptRow.id)
    return as_form(
        statement.where(
            LearningStepRow.id == bindparam("record", type_=Uuid),
            LearningStepRow.kind == StepKind.ANSWERED.value,
        )
    )


@lru_cache(maxsize=1)
def _answered() -> Form:
    row = LearningStepRow
    return as_form(
        select(*(getattr(row, name) for name in STEP))
        .where(
            row.assignment_id == bindparam("assignment", type_=Uuid),
            row.kind == bindparam("kind", type_=Text),
            row.account_id == bindparam("account", type_=Uuid),
        )
        .order_by(row.number)
    )


def _joined(asked: Any, role: Role | None, *, sees_offered: bool) -> Any:
    """Attempts of files the role may see; a family's own ones only."""
    statement = (
        asked.select_from(AttemptRow)
        .join(AssignmentRow, AssignmentRow.id == AttemptRow.assignment_id)
        .join(CaseFileRow, CaseFileRow.id == AssignmentRow.case_id)
        .where(visible(anybody(role, sees_offered=sees_offered)))
    )
    if role in FAMILY:
        statement = statement.where(AttemptRow.account_id == bindparam("reader", type_=Uuid))
    return statement
