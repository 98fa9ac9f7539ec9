"""SQL of the work list: one statement, built once for each form of it.

The parts are put together, counted by kind, cut to a page, and the names fetched for the rows on
the page only. Counts and page come from the same rows, so a count is the length of its list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, Integer, Text, bindparam, func, select, true, union_all
from sqlalchemy import cast as cast_to

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.alarms import FIRST_ALARM_DAYS
from guanhu.cases.clock import next_deadline
from guanhu.cases.listing import CASE_COLUMNS, MILESTONE_COLUMNS, Visible, read_column
from guanhu.cases.repository import case_seen
from guanhu.cases.states import CaseAction
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import anybody, visible
from guanhu.identity.tables import AccountRow
from guanhu.kernel.masking import masked_name
from guanhu.people.tables import MinorRow
from guanhu.plans.tables import TeamMemberRow
from guanhu.plumbing.forms import Form, as_form
from guanhu.plumbing.tables import RecordKeyRow
from guanhu.worklists.facts import WorkItem, WorkKind, Worklist
from guanhu.worklists.part import OWNER, TODAY, select_part
from guanhu.worklists.parts import PARTS
from guanhu.worklists.rules import SOON_DAYS, next_action, operation_of

ITEM: Final = (
    "kind", "record_id", "case_id", "action", "operation", "rule", "due_on", "since",
)  # fmt: skip
CASE_FROM: Final = 1 + len(ITEM)
CASE_UNTIL: Final = CASE_FROM + len(CASE_COLUMNS) + len(MILESTONE_COLUMNS)


@dataclass(frozen=True, slots=True)
class ListOf:
    """Whose list: an account and its role; the reader's own, or a colleague's for a supervisor."""

    account_id: UUID
    role: Role


class WorklistRepository:
    """The list of the actor, or of a colleague of whose files the actor sees all."""

    def __init__(self, look: Look) -> None:
        self._look = look

    async def page(
        self, of: ListOf, kind: WorkKind | None, *, silent_days: int, limit: int, offset: int
    ) -> Worklist:
        """One page with the counts of all kinds, in one statement.

        `silent_days`: a file without contact for so long is silent, as the installation has it.
        """
        look, actor = self._look, self._look.actor
        own = of.account_id == actor.account_id
        form = worklist_form(visible, actor.role, of.role, own=own, narrowed=kind is not None)
        given = {
            "office": actor.office_id,
            "account": actor.account_id,
            "owner": of.account_id,
            "today": look.today,
            "soon": look.today + timedelta(days=SOON_DAYS),
            "silent_from": look.today - timedelta(days=silent_days),
            "alarmed_until": look.today + timedelta(days=FIRST_ALARM_DAYS),
            "kind": None if kind is None else kind.value,
            "limit": limit,
            "offset": offset,
        }
        rows = await look.rows(form.text, form.values(given))
        counted = orjson.loads(rows[0][0]) if rows and rows[0][0] else {}
        counts = {each: int(counted.get(each.value, 0)) for each in WorkKind}
        total = sum(counts.values()) if kind is None else counts[kind]
        items = [self._item(row) for row in rows if row[1] is not None]
        return Worklist(items, total, {each: n for each, n in counts.items() if n})

    def _item(self, row: Sequence[Any]) -> WorkItem:
        kind, record_id, case_id, action, operation, rule, due_on, since = row[1:CASE_FROM]
        look = self._look
        case = None if case_id is None else case_seen(row[CASE_FROM:CASE_UNTIL], look.today)
        done_by = None if action is None else CaseAction(action)
        name = None
        if case is not None:
            sealed, master_key_id, wrapped, officer_name = row[CASE_UNTIL:]
            key = look.keys.keep(case.minor_id, master_key_id, wrapped)
            name = masked_name(key.open("minors.name", case.minor_id, sealed))
        else:
            officer_name = None
        if kind == WorkKind.DEADLINE.value and case is not None:
            found = next_deadline(case.milestones, look.today)
            drafted = case.milestones.outcome_drafted_on is not None
            done_by = None if found is None else next_action(found.what, drafted=drafted)
            rule = None if found is None else found.basis.rule
        return WorkItem(
            kind=WorkKind(kind),
            record_id=record_id,
            case=case,
            masked_name=name,
            officer_name=officer_name,
            action=done_by,
            operation=operation or ("" if done_by is None else operation_of(done_by)),
            rule=rule,
            due_on=due_on,
            since=since,
        )


@lru_cache(maxsize=64)
def worklist_form(
    visible: Visible, reader: Role | None, role: Role, *, own: bool, narrowed: bool
) -> Form:
    """The statement for one kind of list. Columns: the counts, `ITEM`, the case's, then name,
    master_key_id, wrapped, display_name.
    """
    mine = visible(anybody(reader, sees_offered=False))
    if not own:
        mine = mine & _of(role)
    items = (
        union_all(*(select_part(part, mine) for part in PARTS if role in part.roles))
        .cte("items")
        .prefix_with("MATERIALIZED")
    )
    by_kind = select(items.c.kind, func.count().label("n")).group_by(items.c.kind).subquery()
    counts = (
        select(cast_to(func.jsonb_object_agg(by_kind.c.kind, by_kind.c.n), Text).label("counts"))
        .select_from(by_kind)
        .cte("counts")
    )
    order = (
        items.c.rank,
        func.coalesce(items.c.due_on, items.c.since).asc().nullslast(),
        items.c.record_id,
    )
    chosen_rows = select(items, func.row_number().over(order_by=order).label("place"))
    if narrowed:
        chosen_rows = chosen_rows.where(
            items.c.kind == bindparam("kind", type_=Text, required=False)
        )
    chosen = (
        chosen_rows.order_by(*order)
        .limit(bindparam("limit", type_=Integer, required=False))
        .offset(bindparam("offset", type_=Integer, required=False))
        .cte("chosen")
    )
    statement = (
        select(
            counts.c.counts,
            *(chosen.c[name] for name in ITEM),
            *(read_column(name) for name in (*CASE_COLUMNS, *MILESTONE_COLUMNS)),
            MinorRow.name,
            RecordKeyRow.master_key_id,
            RecordKeyRow.wrapped,
            AccountRow.display_name,
        )
        .select_from(counts)
        .join(chosen, true(), isouter=True)
        .join(CaseFileRow, CaseFileRow.id == chosen.c.case_id, isouter=True)
        .join(MinorRow, MinorRow.id == CaseFileRow.minor_id, isouter=True)
        .join(RecordKeyRow, RecordKeyRow.record_id == CaseFileRow.minor_id, isouter=True)
        .join(AccountRow, AccountRow.id == CaseFileRow.officer_id, isouter=True)
        .order_by(chosen.c.place)
    )
    return as_form(statement)


def _of(role: Role) -> ColumnElement[bool]:
    """The files of the colleague whose list a supervisor reads."""
    if role is Role.OFFICER:
        return CaseFileRow.officer_id == OWNER
    on_team = select(TeamMemberRow.case_id).where(
        TeamMemberRow.account_id == OWNER,
        TeamMemberRow.withdrawn_at.is_(None),
        TeamMemberRow.valid_during.op("@>")(TODAY),
    )
    return CaseFileRow.id.in_(on_team)
