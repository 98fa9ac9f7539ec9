"""Which case files an actor may see: wall one. Other rooms build their queries on it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, select, true

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow


def visible(look: Look) -> ColumnElement[bool]:
    """A condition on `CaseFileRow` for the actor of `look`.

    Officer: own caseload. Supervisor: own office. Social worker, guardian and young person: the
    files the database function `guanhu_enter` found for them when the transaction began (team
    membership and guardianship valid today, not blocked). Everyone else: nothing.
    """
    actor = look.actor
    own_office = CaseFileRow.office_id == actor.office_id
    match actor.role:
        case None:
            return true()
        case Role.OFFICER:
            return own_office & (CaseFileRow.officer_id == actor.account_id)
        case Role.SUPERVISOR:
            return own_office
        case Role.SOCIAL_WORKER | Role.GUARDIAN | Role.YOUNG_PERSON:
            return own_office & CaseFileRow.id.in_(entered_cases())
        case _:
            return false()


def entered_cases() -> Select[Any]:
    """The case ids the transaction was entered with."""
    return select(func.unnest(func.guanhu_cases()))


def visible_case_ids(look: Look) -> Select[Any]:
    """A SELECT of the ids of the case files the actor may see."""
    return select(CaseFileRow.id).where(visible(look))
