"""Read which conditions and modules are suggested for a case; nothing is attached."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.cases.circumstances import CircumstancesRepository
from guanhu.education.facts import AssignmentStatus
from guanhu.education.recommending import ModuleSuggestion, suggest_modules
from guanhu.education.repository import EducationRepository
from guanhu.education.versions import offered_modules
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import NotVisible
from guanhu.needs.repository import NeedsRepository
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.recommending import Profile, Suggestion, suggest
from guanhu.plans.repository import PlanRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The facts used, and what is suggested on them."""

    profile: Profile
    conditions: list[Suggestion]
    modules: list[ModuleSuggestion]


async def read_recommendation(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> Recommendation:
    """What role, tier, means and the latest completed needs assessment suggest; or `NotVisible`."""
    actor.require(Permission.PLAN_WRITE)
    async with look(database, clock, actor) as seen:
        involvement = await CircumstancesRepository(seen).involvement(case_id)
        if involvement is None:
            raise NotVisible
        profile = Profile(
            chain_role=involvement.chain_role,
            tier=involvement.tier,
            means=involvement.means,
            needs=await NeedsRepository(seen).bands(case_id),
        )
        assigned = {
            each.module_code
            for each in await EducationRepository(seen).assignments_of(case_id)
            if each.status is not AssignmentStatus.WITHDRAWN
        }
        held = await PlanRepository(seen).codes_held(case_id)
        return Recommendation(
            profile,
            suggest(profile, conditions().offered(seen.today), held),
            suggest_modules(profile, await offered_modules(seen), assigned),
        )
