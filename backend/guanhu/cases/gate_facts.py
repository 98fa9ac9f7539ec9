"""What the reasons behind `allowedActions` rest on: every room's facts of one case, one statement.

A room that can refuse an action of the case page now gives two things:

1. In its own ``gate_facts.py``, beside its repository: a `GateFacts` for each thing it asks. It is
   a scalar sub-select of JSONB for the file of the outer statement (`listed` makes most of them),
   and `restore`, which turns the JSON into what the room's rules ask for. Codes, ids, dates and
   counts only: nothing of the vault is read here.
2. In its own ``gates.py``: one pure function from those facts to pairs of action and refusal.

Its module in ``api/gql`` ties the two with `gate` (``case_base.py``)::

    @gate(Permission.DECISION_READ, MEASURES)
    def refused_now(asked: Asked) -> Iterable[Gate]:
        return reasons(asked[MEASURES])

Nothing else: the parts of all rooms whose permission the actor holds travel in one statement, as
the actor, behind both walls; with the page, where the question asks for both. Wall one stands in
the outer statement (`visible`), wall two around every table. The values ``TODAY``, ``ACCOUNT`` and
``OFFICE`` may be used by name; a list of codes is written with `one_of`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, Date, ScalarSelect, Text, Uuid, bindparam, func, or_, select
from sqlalchemy import cast as cast_to
from sqlalchemy.dialects.postgresql import aggregate_order_by

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.facts import CasePage
from guanhu.cases.listing import Visible
from guanhu.cases.states import CaseAction
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import anybody, visible
from guanhu.kernel.errors import Refusal
from guanhu.plumbing.forms import Form, as_form
from guanhu.plumbing.vault import Vault

T_co = TypeVar("T_co", covariant=True)

Gate = tuple[CaseAction, Refusal | None]
"""An action with the reason that bars it; None where nothing does."""

TODAY: Final[ColumnElement[date]] = bindparam("today", type_=Date)
ACCOUNT: Final[ColumnElement[UUID]] = bindparam("account", type_=Uuid)
OFFICE: Final[ColumnElement[UUID]] = bindparam("office", type_=Uuid)


@dataclass(frozen=True, slots=True, eq=False)
class GateFacts(Generic[T_co]):
    """One part of the statement. `name` is its column; `needs` is asked before it is read.

    `restore` is given the JSON (None where the sub-select finds nothing) and the page.
    """

    name: str
    needs: Permission
    select: ScalarSelect[Any]
    restore: Callable[[Any, CasePage, Vault], T_co]


class Asked:
    """Who asks, when, about which page, and the facts found: ``asked[PART]``."""

    def __init__(
        self, actor: Actor, today: date, page: CasePage, vault: Vault, found: Mapping[str, Any]
    ) -> None:
        self.actor = actor
        self.today = today
        self.page = page
        self._vault = vault
        self._found = found

    def __getitem__(self, part: GateFacts[T_co]) -> T_co:
        value = self._found[part.name]
        return part.restore(None if value is None else orjson.loads(value), self.page, self._vault)


def listed(
    case_id: Any,
    *columns: Any,
    where: Sequence[ColumnElement[bool]] = (),
    order: Sequence[Any],
) -> ScalarSelect[Any]:
    """Rows of one table as an array of arrays; `case_id` is its column, nothing found is NULL."""
    row = func.jsonb_build_array(*columns)
    return (
        select(func.jsonb_agg(aggregate_order_by(row, *order)))
        .where(case_id == CaseFileRow.id, *where)
        .correlate(CaseFileRow)
        .scalar_subquery()
    )


def one_of(column: Any, codes: Iterable[str]) -> ColumnElement[bool]:
    """Whether a column holds one of these codes; ``in_`` would be written out at each sending."""
    return or_(*(column == code for code in sorted(codes)))


async def find_gate_facts(
    look: Look, page: CasePage, parts: tuple[GateFacts[Any], ...]
) -> Asked | None:
    """The facts of all parts in one statement; None when the case is hidden by now."""
    actor = look.actor
    form = gate_form(visible, actor.role, parts)
    given = {
        "case": page.case.id, "office": actor.office_id, "account": actor.account_id,
        "today": look.today,
    }  # fmt: skip
    rows = await look.rows(form.text, form.values(given))
    return asked_of(look, page, parts, rows[0]) if rows else None


def asked_of(
    look: Look, page: CasePage, parts: Sequence[GateFacts[Any]], values: Sequence[Any]
) -> Asked:
    """What the columns of `gate_columns` hold."""
    found = dict(zip((part.name for part in parts), values, strict=True))
    return Asked(look.actor, look.today, page, look.vault, found)


def gate_columns(parts: Iterable[GateFacts[Any]]) -> Iterator[ColumnElement[str]]:
    """One column for each part, over the `CaseFileRow` of a statement."""
    for part in parts:
        # As text: a session would read the JSON by itself, the bare driver would not.
        yield cast_to(part.select, Text).label(part.name)


@lru_cache(maxsize=64)
def gate_form(visible: Visible, role: Role | None, parts: tuple[GateFacts[Any], ...]) -> Form:
    """The statement for one role and its parts; built once."""
    statement = (
        select(*gate_columns(parts))
        .select_from(CaseFileRow)
        .where(
            CaseFileRow.id == bindparam("case"),
            visible(anybody(role, sees_offered=True)),
        )
    )
    return as_form(statement)
