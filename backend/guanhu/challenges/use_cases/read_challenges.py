"""What was brought against the decisions of one case."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.challenges.facts import CaseChallenges
from guanhu.challenges.repository import ChallengeRepository
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_case_challenges(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> CaseChallenges:
    """Challenges and proposals to quash of a visible case, oldest first."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        return await ChallengeRepository(seen).of_case(case_id)
