"""The version a record of a case stands at: all that most answers to a command are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.visibility import anybody, visible_case_ids
from guanhu.kernel.errors import NotVisible
from guanhu.plumbing.forms import Form, as_form

HEAD: Final = frozenset({"id", "version"})
"""What a head tells, by the names under which records show it."""


@dataclass(frozen=True, slots=True)
class Head:
    """A record's identifier and the version it stands at."""

    id: UUID
    version: int


async def find_head(look: Look, table: Any, record_id: UUID) -> Head:
    """The head of a row of `table` (with `id`, `case_id`, `version`), or `NotVisible`.

    One statement, which is built once for each table and role.
    """
    actor = look.actor
    form = _form(table, actor.role, look.sees_offered)
    given = {"record": record_id, "office": actor.office_id, "account": actor.account_id}
    rows = await look.rows(form.text, form.values(given))
    if not rows:
        raise NotVisible
    return Head(*rows[0])


@lru_cache(maxsize=256)
def _form(table: Any, role: Role | None, sees_offered: bool) -> Form:  # noqa: FBT001 - a key
    statement = select(table.id, table.version).where(
        table.id == bindparam("record", type_=Uuid),
        table.case_id.in_(visible_case_ids(anybody(role, sees_offered=sees_offered))),
    )
    return as_form(statement)
