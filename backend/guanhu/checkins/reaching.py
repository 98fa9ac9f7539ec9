"""SQL about young people whom nothing reaches (S04): a task for whoever works on the case.

Supervision goes on; only self-reports, which would have to be asked for, are not put on record.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from guanhu.audit.work import Look
from guanhu.cases.supervision import supervision_live
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible
from guanhu.checkins.tables import ReachTaskRow
from guanhu.identity.tables import AccountRow
from guanhu.kernel.ids import new_id
from guanhu.outbox.facts import Audience, Cause, Message
from guanhu.outbox.telling import tell_all
from guanhu.people.tables import MinorRow
from guanhu.plans.facts import PlanVersionState
from guanhu.plans.tables import PlanVersionRow


def reachable() -> ColumnElement[bool]:
    """Whether an account that works reaches the minor; over `MinorRow`.

    Messages go to accounts, and a self-report is given from one: a telephone alone asks nobody.
    """
    return exists().where(AccountRow.id == MinorRow.account_id, AccountRow.deactivated_at.is_(None))


def wants_self_reports() -> ColumnElement[bool]:
    return exists().where(
        PlanVersionRow.case_id == CaseFileRow.id,
        PlanVersionRow.state == PlanVersionState.IN_FORCE.value,
        PlanVersionRow.self_report_every_days.is_not(None),
    )


def reachable_file() -> ColumnElement[bool]:
    return exists().where(MinorRow.id == CaseFileRow.minor_id, reachable())


async def unreached_since(look: Look, case_ids: Sequence[UUID]) -> dict[UUID, date]:
    """By case, since when nothing reaches the young person; a task that is moot is left out."""
    found = await look.session.execute(
        select(ReachTaskRow.case_id, ReachTaskRow.raised_on)
        .join(CaseFileRow, CaseFileRow.id == ReachTaskRow.case_id)
        .where(
            ReachTaskRow.case_id.in_(case_ids),
            ReachTaskRow.closed_on.is_(None),
            unreached(look.today),
            visible(look),
        )
    )
    return {row.case_id: row.raised_on for row in found}


async def keep_tasks(look: Look, case_ids: Sequence[UUID]) -> int:
    """Raise a task where nothing reaches the young person, and close those that are over."""
    nobody = unreached(look.today)
    closed = await look.session.execute(
        update(ReachTaskRow)
        .values(closed_on=look.today)
        .where(
            ReachTaskRow.case_id.in_(case_ids),
            ReachTaskRow.closed_on.is_(None),
            CaseFileRow.id == ReachTaskRow.case_id,
            ~nobody,
        )
        .returning(ReachTaskRow.id, ReachTaskRow.case_id)
        .execution_options(synchronize_session=False)
    )
    over = closed.all()
    for task_id, case_id in over:
        look.record("checkins.way_to_reach_found", "reach_task", task_id, case_id=case_id)
    wanted = (
        await look.session.scalars(
            select(CaseFileRow.id).where(CaseFileRow.id.in_(case_ids), nobody)
        )
    ).all()
    if not wanted:
        return len(over)
    # The index of open tasks decides: a task that stands is left as it is.
    raised = await look.session.execute(
        upsert(ReachTaskRow)
        .values(
            [
                {
                    "id": new_id(),
                    "office_id": look.actor.office_id,
                    "case_id": case_id,
                    "raised_on": look.today,
                }
                for case_id in wanted
            ]
        )
        .on_conflict_do_nothing()
        .returning(ReachTaskRow.id, ReachTaskRow.case_id)
    )
    new = raised.all()
    for task_id, case_id in new:
        look.record("checkins.no_way_to_reach", "reach_task", task_id, case_id=case_id)
    await tell_all(
        look,
        [
            Message(Cause.NO_WAY_TO_REACH, task_id, to, case_id)
            for task_id, case_id in new
            for to in (Audience.LEAD_WORKER, Audience.OFFICER)
        ],
    )
    return len(over) + len(new)


def unreached(today: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Whether self-reports are part of the plan of a supervised file and nothing reaches."""
    return and_(supervision_live(today), wants_self_reports(), ~reachable_file())
