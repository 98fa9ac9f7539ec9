"""What was brought against the decisions of one case, and why an action is refused now."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.cases.facts import CaseSeen
from guanhu.cases.states import CaseAction
from guanhu.challenges.facts import CaseChallenges
from guanhu.challenges.gates import GateFacts, reasons
from guanhu.challenges.repository import ChallengeRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import Refusal
from guanhu.plumbing.database import Database


async def read_case_challenges(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> CaseChallenges:
    """Challenges and proposals to quash of a visible case, oldest first."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        return await ChallengeRepository(seen).of_case(case_id)


async def read_challenge_gates(
    database: Database, clock: Clock, actor: Actor, case: CaseSeen
) -> Mapping[CaseAction, Refusal]:
    """The refusals of this room for one case; absent where none holds."""
    actor.require(Permission.DECISION_READ)
    if case.milestones.decided_on is None:
        return {}
    async with look(database, clock, actor) as seen:
        challenges = ChallengeRepository(seen)
        waiting = await challenges.submitted(case.id)
        facts = GateFacts(
            challenges=await challenges.facts(case.id),
            waiting_author=None if waiting is None else waiting.author_id,
            actor_id=actor.account_id,
        )
        return {action: refusal for action, refusal in reasons(facts) if refusal is not None}
