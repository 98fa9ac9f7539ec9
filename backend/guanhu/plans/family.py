"""SQL of the family page: the own child's case, and what holds in it. No drafts, no notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from guanhu.audit.work import Look
from guanhu.cases.facts import CaseSeen, CaseStatus
from guanhu.cases.repository import CaseRepository
from guanhu.cases.rules import supervision_is_live
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible
from guanhu.identity.directory import AccountSeen, Directory
from guanhu.identity.tables import OfficeRow
from guanhu.kernel.clock import office_date
from guanhu.kernel.errors import NotVisible
from guanhu.people.repository import PeopleRepository
from guanhu.plans.evidence_facts import (
    Ledger,
)
from guanhu.plans.evidence_repository import EvidenceRepository
from guanhu.plans.facts import (
    ConditionSeen,
    GoalOwner,
    GoalSeen,
    GoalStatus,
    StepSeen,
    Texts,
)
from guanhu.plans.repository import PlanRepository
from guanhu.plans.teams import TeamRepository

GONE = frozenset({CaseStatus.SEALED, CaseStatus.CLOSED})


@dataclass(frozen=True, slots=True)
class FamilyStep:
    """A goal, or a step towards one, as a family sees it: nothing that staff noted with it."""

    text: str
    owner: GoalOwner
    target_on: date
    done: bool
    steps: tuple[FamilyStep, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyPlan:
    """What a family may know of the case and its plan. `plan_from` is an office date.

    `live`: supervision runs today; conditions are owed, and shown, only then, and so are goals.
    What is still to be paid stays to be seen.
    """

    case: CaseSeen
    masked_name: str
    office: Texts
    officer: AccountSeen | None
    workers: list[AccountSeen]
    live: bool
    conditions: list[ConditionSeen]
    goals: list[FamilyStep]
    ledgers: list[Ledger]
    every_days: int
    plan_from: date | None


class FamilyRepository:
    """The files the family member entered with: own child or self, and nothing while blocked."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def plan(self, case_id: UUID | None) -> FamilyPlan:
        """The case asked for, else the one under supervision, else the latest; or `NotVisible`."""
        look = self._look
        case = await self._case(case_id)
        minors = await PeopleRepository(look).minors([case.minor_id])
        members = await TeamRepository(look).members_on(case.id, look.today)
        accounts = await Directory(look).by_ids(
            [case.officer_id, *(member.account_id for member in members)]
        )
        plan = await PlanRepository(look).in_force(case.id)
        live = supervision_is_live(case.milestones, look.today)
        start = None if plan is None else plan.version.in_force_from
        return FamilyPlan(
            case=case,
            masked_name=minors[case.minor_id].masked_name,
            office=await self._office(),
            officer=accounts.get(case.officer_id),
            workers=[
                accounts[member.account_id]
                for member in members
                if member.account_id in accounts and accounts[member.account_id].active
            ],
            live=live,
            conditions=plan.conditions if plan is not None and live else [],
            goals=[_goal(goal) for goal in plan.goals] if plan is not None and live else [],
            ledgers=[
                ledger
                for ledger in await EvidenceRepository(look).ledgers(case.id)
                if ledger.current
            ],
            every_days=0 if plan is None else plan.version.check_in_every_days,
            plan_from=None if start is None else office_date(start),
        )

    async def _case(self, case_id: UUID | None) -> CaseSeen:
        cases = CaseRepository(self._look)
        rows = await self._session.scalars(
            select(CaseFileRow)
            .where(
                visible(self._look),
                CaseFileRow.status.not_in([status.value for status in GONE]),
            )
            .order_by(CaseFileRow.received_on.desc(), CaseFileRow.id)
        )
        seen = [cases.seen(row) for row in rows]
        wanted = [case for case in seen if case_id is None or case.id == case_id]
        if not wanted:
            raise NotVisible
        today = self._look.today
        return next(
            (case for case in wanted if supervision_is_live(case.milestones, today)), wanted[0]
        )

    async def _office(self) -> Texts:
        row = await self._session.get_one(OfficeRow, self._look.actor.office_id)
        return Texts(row.name_zh, row.name_en)


def _goal(goal: GoalSeen) -> FamilyStep:
    steps = [step for step in goal.steps if step.status is not GoalStatus.REMOVED]
    return _step(goal, tuple(_step(step) for step in steps))


def _step(seen: GoalSeen | StepSeen, steps: tuple[FamilyStep, ...] = ()) -> FamilyStep:
    done = seen.status is GoalStatus.DONE
    return FamilyStep(seen.text, seen.owner, seen.target_on, done, steps)
