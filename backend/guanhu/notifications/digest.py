"""SQL of the Monday digest: what waits for each member of staff, counted as in their lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.alarms import ALARMED, FIRST_ALARM_DAYS
from guanhu.cases.tables import CaseFileRow
from guanhu.identity.tables import AccountRow
from guanhu.outbox.facts import Audience, Cause, Message
from guanhu.outbox.telling import tell_all
from guanhu.plans.tables import TeamMemberRow

AHEAD: Final = timedelta(days=7)
COUNTED: Final = ("soon", "overdue", "missed", "alarmed")


def _numbers(look: Look) -> list[ColumnElement[int]]:
    """Each the number of lines of one filter of the caseload (`cases.listing`)."""
    file, today = CaseFileRow, look.today
    alarmed = or_(*(file.status == each.value for each in sorted(ALARMED)))
    conditions = {
        "soon": file.next_deadline_on < today + AHEAD,
        "overdue": file.next_deadline_on < today,
        "missed": file.missed_to_review > 0,
        "alarmed": alarmed
        & file.outcome_drafted_on.is_(None)
        & (file.probation_ends_on <= today + timedelta(days=FIRST_ALARM_DAYS)),
    }
    return [func.count().filter(conditions[name]).label(name) for name in COUNTED]


def _of_staff(look: Look) -> list[Any]:
    """For each role the accounts with the numbers of the files they see."""
    office = look.actor.office_id
    active = AccountRow.office_id == office, AccountRow.deactivated_at.is_(None)
    numbers = _numbers(look)
    officers = select(AccountRow.id, *numbers).join(
        CaseFileRow, CaseFileRow.officer_id == AccountRow.id
    )
    workers = (
        select(AccountRow.id, *numbers)
        .join(TeamMemberRow, TeamMemberRow.account_id == AccountRow.id)
        .join(CaseFileRow, CaseFileRow.id == TeamMemberRow.case_id)
        .where(
            TeamMemberRow.withdrawn_at.is_(None),
            TeamMemberRow.valid_during.contains(look.today),
        )
    )
    supervisors = select(AccountRow.id, *numbers).join(
        CaseFileRow, CaseFileRow.office_id == AccountRow.office_id
    )
    by_role = (
        (officers, Role.OFFICER),
        (workers, Role.SOCIAL_WORKER),
        (supervisors, Role.SUPERVISOR),
    )
    return [
        asked.where(
            *active, AccountRow.role == role.value, CaseFileRow.office_id == office
        ).group_by(AccountRow.id)
        for asked, role in by_role
    ]


async def staff_with_work(look: Look) -> dict[UUID, dict[str, int]]:
    """The numbers of every member of staff for whom anything waits."""
    found = dict[UUID, dict[str, int]]()
    for asked in _of_staff(look):
        for account_id, *numbers in await look.session.execute(asked):
            if any(numbers):
                found[account_id] = dict(zip(COUNTED, numbers, strict=True))
    return found


async def tell_digest(
    look: Look, account_ids: Sequence[UUID], *, numbers: dict[UUID, dict[str, int]]
) -> int:
    """Tell these accounts once for this day."""
    until = ("until", look.today + AHEAD)
    return await tell_all(
        look,
        [
            Message(
                Cause.DIGEST, account_id, Audience.ACCOUNT, account_id=account_id,
                occurrence=look.today.isoformat(), facts=(until, *numbers[account_id].items()),
            )
            for account_id in account_ids
        ],
    )  # fmt: skip
