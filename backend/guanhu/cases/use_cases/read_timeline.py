"""What happened to a case: its trail, without the views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.audit.facts import TrailSeen
from guanhu.audit.repository import TrailRepository
from guanhu.audit.work import look
from guanhu.cases.visibility import visible_case_ids
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database

PROSECUTION_ROOMS: Final = (
    "eligibility", "decisions", "incidents", "challenges", "entrustments", "reviews",
    "sealing",
)  # fmt: skip
"""Rooms whose steps a social worker does not follow: they lead to prosecutors' drafts."""


async def read_timeline(
    database: Database,
    clock: Clock,
    actor: Actor,
    case_id: UUID,
    *,
    limit: int,
    only: Sequence[str] = (),
) -> list[TrailSeen]:
    """The latest `limit` events of one case, newest first; nothing for a case that is hidden.

    `only` keeps to these actions of the trail.
    """
    actor.require(Permission.CASE_READ)
    hidden = PROSECUTION_ROOMS if actor.role is Role.SOCIAL_WORKER else ()
    async with look(database, clock, actor) as seen:
        return await TrailRepository(seen).of_case(
            case_id, visible_case_ids(seen), hidden_rooms=hidden, limit=limit, only=only
        )
