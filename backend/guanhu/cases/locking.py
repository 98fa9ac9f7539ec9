"""The statements that lock a case file, built once: nearly every command begins with one."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, select

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import anybody, visible
from guanhu.plumbing.tables import RecordKeyRow

Part = TypeVar("Part")


async def locked_file(look: Look, case_id: UUID) -> CaseFileRow | None:
    """A visible case file, locked until the commit; its key is open from then on."""
    found = await _locked(look, None, case_id)
    return None if found is None else found[0]


async def locked_file_of(look: Look, table: Any, row_id: UUID) -> CaseFileRow | None:
    """The same by a row of `table` that belongs to it. What the row says is to be read after."""
    found = await _locked(look, table, row_id)
    return None if found is None else found[0]


async def locked_with(
    look: Look, table: type[Part], row_id: UUID
) -> tuple[CaseFileRow, Part] | None:
    """A row of a table whose rows may be changed, behind its file, both locked in this order.

    Both are as they stand behind the lock, whoever held it before.
    """
    found = await _locked(look, table, row_id, both=True)
    return None if found is None else (found[0], found[3])


async def _locked(look: Look, table: Any, record_id: UUID, *, both: bool = False) -> Any:
    """The file, its key's two parts, and with `both` the row; None when there is none to see."""
    actor = look.actor
    found = await look.session.execute(
        _locking(table, actor.role, look.sees_offered, both),
        {"record": record_id, "office": actor.office_id, "account": actor.account_id},
    )
    row = found.one_or_none()
    if row is not None and row[2] is not None:
        look.keys.keep(row[0].id, row[1], row[2])
    return row


@lru_cache(maxsize=512)
def _locking(
    table: Any,
    role: Role | None,
    sees_offered: bool,  # noqa: FBT001 - a key of the cache
    both: bool,  # noqa: FBT001 - the same
) -> Select[Any]:
    parts: list[Any] = [CaseFileRow, RecordKeyRow.master_key_id, RecordKeyRow.wrapped]
    statement: Select[Any] = select(*parts, *([table] if both else [])).select_from(CaseFileRow)
    statement = statement.outerjoin(RecordKeyRow, RecordKeyRow.record_id == CaseFileRow.id)
    if table is not None:
        statement = statement.join(table, table.case_id == CaseFileRow.id)
    return (
        statement.where(
            (CaseFileRow if table is None else table).id == bindparam("record", type_=Uuid),
            visible(anybody(role, sees_offered=sees_offered)),
        )
        # Rows are locked in the order in which the tables are named here.
        .with_for_update(of=[CaseFileRow, table] if both else CaseFileRow)
        .execution_options(populate_existing=True)
    )
