"""SQL that finds linked files whose plan holds the same conditions (O-06)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.facts import CaseStatus
from guanhu.cases.tables import CaseFileRow, CaseGroupMemberRow
from guanhu.cases.visibility import visible
from guanhu.plans.facts import PlanVersionState
from guanhu.plans.states import OPEN
from guanhu.plans.tables import PlanVersionRow

LIVING = tuple(state.value for state in (*OPEN, PlanVersionState.IN_FORCE))
GONE = (CaseStatus.SEALED.value, CaseStatus.CLOSED.value)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Linked files have a plan with the same conditions (O-06).

    One file of the actor's with its number, or how many of others', of which nothing else is told.
    """

    plan_version_id: UUID
    other_case_number: str | None
    files: int = 1


async def alike(look: Look, case_id: UUID) -> list[Likeness]:
    """Linked files whose plan holds the same conditions as one of this case.

    For an officer those of colleagues count too: looked up as the system, told as a number.
    """
    linked = await look.session.scalar(
        select(CaseGroupMemberRow.group_id).where(CaseGroupMemberRow.case_id == case_id).limit(1)
    )
    if linked is None:
        return []
    rows = await _seen_by(look, case_id)
    mine = {other_id for _, other_id, _ in rows}
    found = [Likeness(version_id, number) for version_id, _, number in rows]
    if look.actor.role is not Role.OFFICER:
        return found
    async with look.as_system() as system:
        everybodys = await _seen_by(system, case_id)
    theirs = Counter(version_id for version_id, other, _ in everybodys if other not in mine)
    return [*found, *(Likeness(version_id, None, files) for version_id, files in theirs.items())]


async def _seen_by(look: Look, case_id: UUID) -> Sequence[tuple[UUID, UUID, str]]:
    mine, other = aliased(PlanVersionRow), aliased(PlanVersionRow)
    group, neighbour = aliased(CaseGroupMemberRow), aliased(CaseGroupMemberRow)
    rows = await look.session.execute(
        select(mine.id, CaseFileRow.id, CaseFileRow.case_number)
        .distinct()
        .join(group, group.case_id == mine.case_id)
        .join(neighbour, neighbour.group_id == group.group_id)
        .join(CaseFileRow, CaseFileRow.id == neighbour.case_id)
        .join(other, other.case_id == neighbour.case_id)
        .where(
            mine.case_id == case_id,
            neighbour.case_id != case_id,
            mine.state.in_(LIVING),
            other.state.in_(LIVING),
            mine.fingerprint == other.fingerprint,
            CaseFileRow.status.not_in(GONE),
            visible(look),
        )
        .order_by(CaseFileRow.case_number)
    )
    return [(row[0], row[1], row[2]) for row in rows]
