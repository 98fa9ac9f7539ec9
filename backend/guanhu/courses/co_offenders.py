"""SQL that finds co-offenders with places in one session (N06)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.facts import LinkKind
from guanhu.cases.tables import CaseFileRow, CaseGroupMemberRow, CaseGroupRow
from guanhu.cases.visibility import visible, visible_case_ids
from guanhu.courses.facts import CoOffenders, PlaceStatus
from guanhu.courses.tables import SessionPlaceRow


async def co_offenders(look: Look, session_ids: Iterable[UUID]) -> dict[UUID, list[CoOffenders]]:
    """Files of a joint crime in one session, by session, of those the actor sees.

    For an officer those of colleagues count too: looked up as the system, told as a number.
    """
    wanted = set(session_ids)
    shown: dict[UUID, list[CoOffenders]] = {}
    for session_id, one, other, number in await _pairs(look, wanted):
        if one < other:
            shown.setdefault(session_id, []).append(CoOffenders(one, other, number))
    if look.actor.role is not Role.OFFICER:
        return shown
    own = set(
        await look.session.scalars(
            select(SessionPlaceRow.case_id).where(
                SessionPlaceRow.session_id.in_(wanted),
                SessionPlaceRow.case_id.in_(visible_case_ids(look)),
            )
        )
    )
    async with look.as_system() as system:
        everybodys = await _pairs(system, wanted)
    hidden = Counter(
        (session_id, one)
        for session_id, one, other, _ in everybodys
        if one in own and other not in own
    )
    for (session_id, one), files in sorted(hidden.items()):
        shown.setdefault(session_id, []).append(CoOffenders(one, None, None, files))
    return shown


async def _pairs(look: Look, session_ids: set[UUID]) -> Sequence[tuple[UUID, UUID, UUID, str]]:
    """Session, file, a file of a joint crime with a place in the same session, its number."""
    here, there = aliased(SessionPlaceRow), aliased(SessionPlaceRow)
    mine, theirs = aliased(CaseGroupMemberRow), aliased(CaseGroupMemberRow)
    cancelled = PlaceStatus.CANCELLED.value
    found = await look.session.execute(
        select(here.session_id, here.case_id, there.case_id, CaseFileRow.case_number)
        .join(there, and_(there.session_id == here.session_id, there.case_id != here.case_id))
        .join(mine, mine.case_id == here.case_id)
        .join(theirs, and_(theirs.group_id == mine.group_id, theirs.case_id == there.case_id))
        .join(CaseGroupRow, CaseGroupRow.id == mine.group_id)
        .join(CaseFileRow, CaseFileRow.id == there.case_id)
        .where(
            here.session_id.in_(session_ids),
            CaseGroupRow.kind == LinkKind.JOINT.value,
            here.status != cancelled,
            there.status != cancelled,
            here.case_id.in_(visible_case_ids(look)),
            visible(look),
        )
        .distinct()
        .order_by(here.session_id, here.case_id, CaseFileRow.case_number)
    )
    return [(row[0], row[1], row[2], row[3]) for row in found]
