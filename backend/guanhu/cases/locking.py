"""The statements that lock a case file, built once: nearly every command begins with one."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, select

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import anybody, visible
from guanhu.plumbing.tables import RecordKeyRow


async def locked_file(look: Look, case_id: UUID) -> CaseFileRow | None:
    """A visible case file, locked until the commit; its key is open from then on."""
    return await _locked(look, None, case_id)


async def locked_file_of(look: Look, table: Any, row_id: UUID) -> CaseFileRow | None:
    """The same by a row of `table` that belongs to it. What the row says is to be read after."""
    return await _locked(look, table, row_id)


async def _locked(look: Look, table: Any, record_id: UUID) -> CaseFileRow | None:
    actor = look.actor
    found = await look.session.execute(
        _locking(table, actor.role, look.sees_offered),
        {"record": record_id, "office": actor.office_id, "account": actor.account_id},
    )
    row = found.one_or_none()
    if row is None:
        return None
    file, master_key_id, wrapped = row
    if wrapped is not None:
        look.keys.keep(file.id, master_key_id, wrapped)
    return file


@lru_cache(maxsize=512)
def _locking(
    table: Any,
    role: Role | None,
    sees_offered: bool,  # noqa: FBT001 - a key of the cache
) -> Select[CaseFileRow, str, bytes]:
    statement = select(CaseFileRow, RecordKeyRow.master_key_id, RecordKeyRow.wrapped).outerjoin(
        RecordKeyRow, RecordKeyRow.record_id == CaseFileRow.id
    )
    if table is not None:
        statement = statement.join(table, table.case_id == CaseFileRow.id)
    return (
        statement.where(
            (CaseFileRow if table is None else table).id == bindparam("record", type_=Uuid),
            visible(anybody(role, sees_offered=sees_offered)),
        )
        .with_for_update(of=CaseFileRow)
        .execution_options(populate_existing=True)
    )
