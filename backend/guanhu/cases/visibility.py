"""Which case files an actor may see: wall one. Other rooms build their queries on it."""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace
from typing import Any
from typing import cast as as_look

from sqlalchemy import (
    ColumnElement,
    Select,
    Uuid,
    and_,
    any_,
    bindparam,
    cast,
    false,
    func,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.facts import CaseStatus, TransferState
from guanhu.cases.tables import CaseFileRow, CaseTransferRow


def anybody(role: Role | None, *, sees_offered: bool) -> Look:
    """A look as anybody of a role, for a statement that is built once.

    Its values are called ``office`` and ``account``.
    """
    # Statements in which lists of constants are written out are compiled without values.
    office_id: Any = bindparam("office", required=False)
    account_id: Any = bindparam("account", required=False)
    actor = SimpleNamespace(role=role, office_id=office_id, account_id=account_id)
    return as_look("Look", SimpleNamespace(actor=actor, sees_offered=sees_offered))


def visible(look: Look) -> ColumnElement[bool]:
    """A condition on `CaseFileRow` for the actor of `look`.

    Officer: own caseload, and in a transaction that cannot write what is offered to them (S59).
    Supervisor: own office. Social worker, guardian and young person: the
    files the database function `guanhu_enter` found for them when the transaction began (team
    membership and guardianship valid today, not blocked). Everyone else: nothing.
    """
    actor = look.actor
    return _visible(actor.role, actor.office_id, actor.account_id, bool(look.sees_offered))


@lru_cache(maxsize=4_096)
def _visible(
    role: Role | None,
    office_id: Any,
    account_id: Any,
    sees_offered: bool,  # noqa: FBT001 - a key of the cache
) -> ColumnElement[bool]:
    """Built once for each account: building it anew took longer than many a statement."""
    own_office: ColumnElement[bool] = CaseFileRow.office_id == office_id
    match role:
        case None:
            return true()
        case Role.OFFICER:
            own: ColumnElement[bool] = CaseFileRow.officer_id == account_id
            return own_office & (own | _offered(account_id) if sees_offered else own)
        case Role.SUPERVISOR:
            return own_office
        case Role.SOCIAL_WORKER | Role.GUARDIAN | Role.YOUNG_PERSON:
            return own_office & CaseFileRow.id.in_(entered_cases())
        case _:
            return false()


def _offered(account_id: Any) -> ColumnElement[bool]:
    """The files offered to an officer and neither answered nor at their end."""
    # An array asked once: the database then reads by the index of either side.
    ids = (
        select(func.array_agg(CaseTransferRow.case_id))
        .where(
            CaseTransferRow.to_account_id == account_id,
            CaseTransferRow.state == TransferState.OFFERED.value,
        )
        .scalar_subquery()
    )
    return and_(
        CaseFileRow.id == any_(cast(ids, ARRAY(Uuid))),
        CaseFileRow.status != CaseStatus.SEALED.value,
        CaseFileRow.status != CaseStatus.CLOSED.value,
    )


def entered_cases() -> Select[Any]:
    """The case ids the transaction was entered with."""
    return select(func.unnest(func.guanhu_cases()))


def visible_case_ids(look: Look) -> Select[Any]:
    """A SELECT of the ids of the case files the actor may see."""
    return _ids(visible(look))


@lru_cache(maxsize=4_096)
def _ids(shown: ColumnElement[bool]) -> Select[Any]:
    return select(CaseFileRow.id).where(shown)
