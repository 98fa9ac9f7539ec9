"""The lines of the log of learning as they are stored; the one statement that adds one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Uuid, bindparam, func, insert, select

from guanhu.education.attempt_facts import Given, Step, StepKind
from guanhu.education.tables import LearningStepRow
from guanhu.plumbing.forms import Form, as_form
from guanhu.plumbing.vault import RecordKey

GIVEN: Final = "learning_steps.given"
STEP: Final = ("number", "kind", "at", "attempt_id", "part", "is_right", "session_id", "id")
"""The columns of which `step_of` makes a step."""


def step_of(values: Sequence[Any]) -> Step:
    """A line from the values of `STEP`, without what was answered; what follows is left."""
    number, kind, at, attempt_id, part, right, session_id, step_id = values[: len(STEP)]
    return Step(number, StepKind(kind), at, attempt_id, part, right, session_id, step_id)


def sealed_given(key: RecordKey, step_id: UUID, given: Given) -> bytes:
    """What was answered, as it is stored."""
    said = orjson.dumps({"picked": given.picked, "amount": given.amount})
    return key.seal(GIVEN, step_id, said.decode())


def given_of(key: RecordKey, step_id: UUID, stored: bytes | None) -> Given:
    """What was answered, from what is stored."""
    plain = orjson.loads(key.open_optional(GIVEN, step_id, stored) or "{}")
    return Given(tuple(plain.get("picked", ())), plain.get("amount"))


@lru_cache(maxsize=1)
def adding() -> Form:
    """Adds a line to a held assignment, so that numbers have no gap; values by column."""
    row: Any = LearningStepRow
    table = row.__table__
    last = (
        select(func.coalesce(func.max(row.number), 0) + 1)
        .where(row.assignment_id == bindparam("assignment_id", type_=Uuid))
        .scalar_subquery()
    )
    others = [column for column in table.columns if column.name != "number"]
    values = [bindparam(column.name, type_=column.type) for column in others]
    names = [column.name for column in others]
    return as_form(insert(table).from_select([*names, "number"], select(*values, last)))
