"""SQL that finds who entered check-ins, from another office too (S-11)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from guanhu.audit.work import Look
from guanhu.cases.visibility import visible_case_ids
from guanhu.checkins.tables import CheckInRow
from guanhu.identity.directory import AccountSeen, account_seen
from guanhu.identity.tables import AccountRow


async def who_entered(look: Look, check_in_ids: Iterable[UUID]) -> dict[UUID, AccountSeen]:
    """By check-in, of visible cases only, in one statement.

    The directory knows the own office only; a check-in may have been logged by a colleague of the
    office that assists, whom the deciding one has to know by name.
    """
    found = await look.session.execute(
        select(CheckInRow.id, AccountRow)
        .join(AccountRow, AccountRow.id == CheckInRow.recorded_by)
        .where(CheckInRow.id.in_(set(check_in_ids)), CheckInRow.case_id.in_(visible_case_ids(look)))
    )
    return {check_in_id: account_seen(row) for check_in_id, row in found}
