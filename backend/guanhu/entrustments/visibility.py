"""Wall one of the asked office: which entrustments of others an actor may see.

Conditions on `EntrustmentRow` joined with its `EntrustmentAnswerRow`. That the case is still under
supervision stands in the other office's file, which nobody here reads: wall two says it (0032).
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_, true

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.entrustments.tables import EntrustmentAnswerRow, EntrustmentRow


def asked(look: Look) -> ColumnElement[bool]:
    """The actor is the supervisor of an office that was asked and does not assist yet (S-11)."""
    if look.actor.role is not Role.SUPERVISOR:
        return false()
    answer = EntrustmentAnswerRow
    ahead = and_(answer.accepted.is_(True), answer.starts_on > look.today)
    return and_(_open_to(look), or_(answer.id.is_(None), ahead))


def assists(look: Look) -> ColumnElement[bool]:
    """The actor assists today: who was named, and the supervisor of that office (S-11)."""
    actor, answer = look.actor, EntrustmentAnswerRow
    match actor.role:
        case Role.SUPERVISOR:
            named: ColumnElement[bool] = true()
        case Role.OFFICER:
            named = answer.officer_id == actor.account_id
        case Role.SOCIAL_WORKER:
            named = answer.worker_id == actor.account_id
        case _:
            return false()
    return and_(
        _open_to(look),
        answer.accepted.is_(True),
        answer.starts_on <= look.today,
        answer.until >= look.today,
        named,
    )


def _open_to(look: Look) -> ColumnElement[bool]:
    row = EntrustmentRow
    return and_(row.to_office_id == look.actor.office_id, row.ended_on.is_(None))
