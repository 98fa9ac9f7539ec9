"""The conduct in the period as dated facts, for the sentencing proposal (R-11)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, look
from guanhu.cases.repository import CaseRepository
from guanhu.checkins.repository import CheckInRepository
from guanhu.decisions.repository import DecisionRepository
from guanhu.education.facts import AssignmentStatus
from guanhu.education.repository import EducationRepository
from guanhu.incidents.conduct import ConductFact, ConductKind, conduct
from guanhu.incidents.repository import IncidentRepository
from guanhu.kernel.clock import Clock, office_date
from guanhu.plans.facts import GoalStatus
from guanhu.plans.repository import PlanRepository
from guanhu.plumbing.database import Database

MOST_CHECK_INS = 2_000
EVERY_ROOM = (
    Permission.CHECK_IN_READ, Permission.EDUCATION_READ, Permission.INCIDENT_READ,
    Permission.PLAN_READ,
)  # fmt: skip
"""The summary is read from every room, so every room's permission is asked for."""


async def read_conduct(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> tuple[ConductFact, ...]:
    """Every dated fact of the period with its source, oldest first; no score (R-11).

    Raises `NotPermitted` or `NotVisible`.
    """
    actor.require(Permission.DECISION_READ)
    for permission in EVERY_ROOM:
        actor.require(permission)
    async with look(database, clock, actor) as seen:
        case = await CaseRepository(seen).get(case_id)
        return conduct(
            case.milestones,
            await CheckInRepository(seen).of_case(case_id, MOST_CHECK_INS),
            await DecisionRepository(seen).period_changes(case_id),
            await IncidentRepository(seen).of_case(case_id),
            [fact async for fact in _beside(seen, case_id)],
        )


async def _beside(look: Look, case_id: UUID) -> AsyncIterator[ConductFact]:
    """Modules completed, and goals of the plan in force that were reached."""
    for assignment in await EducationRepository(look).assignments_of(case_id):
        if assignment.status is AssignmentStatus.COMPLETED and assignment.completed_on is not None:
            yield ConductFact(
                assignment.completed_on, ConductKind.MODULE_COMPLETED, assignment.id,
                assignment.module_code,
            )  # fmt: skip
    plan = await PlanRepository(look).in_force(case_id)
    for goal in () if plan is None else plan.goals:
        if goal.status is GoalStatus.DONE and goal.marked_at is not None:
            yield ConductFact(office_date(goal.marked_at), ConductKind.GOAL_REACHED, goal.id)
