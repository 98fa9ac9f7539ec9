"""Which case files an actor may see: wall one. Other rooms build their queries on it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, and_, any_, cast, false, func, select, true
from sqlalchemy.dialects.postgresql import ARRAY

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.facts import CaseStatus, TransferState
from guanhu.cases.tables import CaseFileRow, CaseTransferRow


def visible(look: Look) -> ColumnElement[bool]:
    """A condition on `CaseFileRow` for the actor of `look`.

    Officer: own caseload, and in a transaction that cannot write what is offered to them (S59).
    Supervisor: own office. Social worker, guardian and young person: the
    files the database function `guanhu_enter` found for them when the transaction began (team
    membership and guardianship valid today, not blocked). Everyone else: nothing.
    """
    actor = look.actor
    own_office = CaseFileRow.office_id == actor.office_id
    match actor.role:
        case None:
            return true()
        case Role.OFFICER:
            own = CaseFileRow.officer_id == actor.account_id
            return own_office & (own | _offered(actor.account_id) if look.sees_offered else own)
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
    return select(CaseFileRow.id).where(visible(look))
