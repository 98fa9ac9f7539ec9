"""SQL that reads plans. Every look goes through the case files the actor may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow, CaseGroupMemberRow
from guanhu.cases.visibility import visible, visible_case_ids
from guanhu.kernel.errors import NotVisible
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.facts import (
    AgreementParty,
    AgreementSeen,
    Answer,
    CheckInKind,
    ConditionCategory,
    ConditionChange,
    ConditionSeen,
    FeedbackSeen,
    GoalSeen,
    GoalStatus,
    PlanSeen,
    PlanVersionSeen,
    PlanVersionState,
    Rhythm,
)
from guanhu.plans.likenesses import LIVING, Likeness, alike
from guanhu.plans.shown import condition_seen, goal_seen, step_seen
from guanhu.plans.tables import (
    GoalMarkRow,
    PlanAgreementRow,
    PlanConditionRow,
    PlanFeedbackRow,
    PlanGoalRow,
    PlanStepRow,
    PlanVersionRow,
)
from guanhu.plumbing.vault import RecordKey

# Naming a table twice is dear, and who finds alike plans needs the same names each time.
MINE, OTHER = aliased(PlanVersionRow), aliased(PlanVersionRow)
GROUP, NEIGHBOUR = aliased(CaseGroupMemberRow), aliased(CaseGroupMemberRow)


def rhythm_of(row: PlanVersionRow) -> Rhythm:
    """How often a version asks for contact."""
    return Rhythm(
        kind=CheckInKind(row.check_in_kind),
        every_days=row.check_in_every_days,
        window_days=row.check_in_window_days,
        grace_days=row.check_in_grace_days,
        self_report_every_days=row.self_report_every_days,
    )


@dataclass(frozen=True, slots=True)
class PlanFile:
    """Everything about the plan of one case, by version."""

    versions: list[PlanVersionSeen]
    conditions: dict[UUID, list[ConditionSeen]]
    goals: dict[UUID, list[GoalSeen]]
    agreements: dict[UUID, list[AgreementSeen]]
    feedback: dict[UUID, list[FeedbackSeen]]
    alike: list[Likeness]

    @property
    def needs_consents(self) -> bool:
        """Whether the version in force holds a condition that needs both consents (O-07)."""
        running = [each.id for each in self.versions if each.state is PlanVersionState.IN_FORCE]
        return any(
            conditions().entry(held.code, held.catalogue_version).requires_consents
            for version_id in running
            for held in self.conditions.get(version_id, ())
            if held.change is not ConditionChange.REMOVED
        )

    def version(self, plan_version_id: UUID) -> PlanVersionSeen:
        """One version of this file; `NotVisible` when it is another's."""
        found = next((each for each in self.versions if each.id == plan_version_id), None)
        if found is None:
            raise NotVisible
        return found


class PlanRepository:
    """Plans of the case files the actor may see."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def case_of(self, plan_version_id: UUID) -> UUID:
        """The case a version belongs to, or `NotVisible`."""
        found = await self._session.scalar(
            select(PlanVersionRow.case_id).where(
                PlanVersionRow.id == plan_version_id,
                PlanVersionRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        if found is None:
            raise NotVisible
        return found

    async def in_force(self, case_id: UUID) -> PlanSeen | None:
        """The one version in force; conditions and goals that were taken out are left out."""
        row = await self._session.scalar(
            select(PlanVersionRow)
            .join(CaseFileRow, CaseFileRow.id == PlanVersionRow.case_id)
            .where(
                PlanVersionRow.case_id == case_id,
                PlanVersionRow.state == PlanVersionState.IN_FORCE.value,
                visible(self._look),
            )
        )
        if row is None:
            return None
        key = await self._look.keys.of(case_id)
        held = await self.conditions_of([row.id], key)
        goals = await self.goals_of([row.id], key)
        return PlanSeen(
            version=self.seen(row, key),
            conditions=[c for c in held[row.id] if c.change is not ConditionChange.REMOVED],
            goals=[g for g in goals[row.id] if g.status is not GoalStatus.REMOVED],
        )

    async def file_of(self, case_id: UUID, *, with_discarded: bool = False) -> PlanFile:
        """The plan of one case in all its versions, first one first, in a few statements."""
        rows = (
            await self._session.scalars(
                select(PlanVersionRow)
                .join(CaseFileRow, CaseFileRow.id == PlanVersionRow.case_id)
                .where(PlanVersionRow.case_id == case_id, visible(self._look))
                .order_by(PlanVersionRow.number)
            )
        ).all()
        shown = [
            row for row in rows if with_discarded or row.state != PlanVersionState.DISCARDED.value
        ]
        if not shown:
            return PlanFile([], {}, {}, {}, {}, [])
        key = await self._look.keys.of(case_id)
        ids = [row.id for row in shown]
        return PlanFile(
            versions=[self.seen(row, key) for row in shown],
            conditions=await self.conditions_of(ids, key),
            goals=await self.goals_of(ids, key),
            agreements=await self._agreements(shown, key),
            feedback=await self._feedback(ids, key),
            alike=await alike(self._look, case_id),
        )

    async def codes_held(self, case_id: UUID) -> set[str]:
        """The codes in the plan in force or in the version being worked on."""
        rows = await self._session.scalars(
            select(PlanConditionRow.code)
            .distinct()
            .join(PlanVersionRow, PlanVersionRow.id == PlanConditionRow.plan_version_id)
            .where(
                PlanConditionRow.case_id == case_id,
                PlanConditionRow.case_id.in_(visible_case_ids(self._look)),
                PlanConditionRow.change != ConditionChange.REMOVED.value,
                PlanVersionRow.state.in_(LIVING),
            )
        )
        return set(rows)

    async def conditions_of(
        self, version_ids: Iterable[UUID], key: RecordKey
    ) -> dict[UUID, list[ConditionSeen]]:
        """The conditions of some versions in their order, removed ones marked."""
        rows = await self._session.scalars(
            select(PlanConditionRow)
            .where(
                PlanConditionRow.plan_version_id.in_(list(version_ids)),
                PlanConditionRow.dropped.is_(False),
                PlanConditionRow.case_id.in_(visible_case_ids(self._look)),
            )
            .order_by(PlanConditionRow.position)
        )
        found: dict[UUID, list[ConditionSeen]] = defaultdict(list)
        for row in rows:
            found[row.plan_version_id].append(condition_seen(row, key))
        return found

    async def goals_of(
        self, version_ids: Iterable[UUID], key: RecordKey
    ) -> dict[UUID, list[GoalSeen]]:
        """The goals of some versions in their order, each with the latest mark of its lineage."""
        rows = (
            await self._session.scalars(
                select(PlanGoalRow)
                .where(
                    PlanGoalRow.plan_version_id.in_(list(version_ids)),
                    PlanGoalRow.case_id.in_(visible_case_ids(self._look)),
                )
                .order_by(PlanGoalRow.position)
            )
        ).all()
        steps = await self._steps([row.id for row in rows])
        marks = await self._marks(
            {row.lineage_id for row in rows} | {step.lineage_id for step in steps}
        )
        found: dict[UUID, list[GoalSeen]] = defaultdict(list)
        for row in rows:
            own = [
                step_seen(step, marks.get(step.lineage_id), key)
                for step in steps
                if step.goal_id == row.id
            ]
            found[row.plan_version_id].append(goal_seen(row, marks.get(row.lineage_id), key, own))
        return found

    async def condition_in_force(
        self, case_id: UUID, condition_id: UUID
    ) -> tuple[UUID, ConditionCategory] | None:
        """Lineage and category of a condition that the version in force holds; else None."""
        rows = await self._session.execute(
            select(PlanConditionRow.lineage_id, PlanConditionRow.category)
            .join(PlanVersionRow, PlanVersionRow.id == PlanConditionRow.plan_version_id)
            .where(
                PlanConditionRow.id == condition_id,
                PlanConditionRow.case_id == case_id,
                PlanConditionRow.case_id.in_(visible_case_ids(self._look)),
                PlanConditionRow.dropped.is_(False),
                PlanConditionRow.change != ConditionChange.REMOVED.value,
                PlanVersionRow.state == PlanVersionState.IN_FORCE.value,
            )
        )
        row = rows.one_or_none()
        return None if row is None else (row.lineage_id, ConditionCategory(row.category))

    async def lineages(self, condition_ids: Iterable[UUID]) -> dict[UUID, UUID]:
        """Condition row id → lineage id; ids the actor may not see are left out."""
        rows = await self._session.execute(
            select(PlanConditionRow.id, PlanConditionRow.lineage_id).where(
                PlanConditionRow.id.in_(set(condition_ids)),
                PlanConditionRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        return {row.id: row.lineage_id for row in rows}

    async def is_condition_of(self, case_id: UUID, condition_id: UUID) -> bool:
        """Whether the condition belongs to any version of the case's plan."""
        found = await self._session.scalar(
            select(PlanConditionRow.id).where(
                PlanConditionRow.id == condition_id,
                PlanConditionRow.case_id == case_id,
                PlanConditionRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        return found is not None

    def seen(self, row: PlanVersionRow, key: RecordKey) -> PlanVersionSeen:
        """A row as facts; what was approved and superseded in one instant held for none."""
        during = row.in_force
        return PlanVersionSeen(
            id=row.id,
            case_id=row.case_id,
            number=row.number,
            state=PlanVersionState(row.state),
            version=row.version,
            parent_id=row.parent_id,
            author_id=row.author_id,
            writers=tuple(row.writers),
            approver_id=row.approver_id,
            reason=key.open_optional("plan_versions.reason", row.id, row.reason),
            check_in_kind=CheckInKind(row.check_in_kind),
            check_in_every_days=row.check_in_every_days,
            rhythm=rhythm_of(row),
            in_force_from=None if during is None else during.lower or row.approved_at,
            in_force_until=_end(row),
            changed_by=row.changed_by,
            changed_at=row.changed_at,
            last_change=row.last_change,
            content_number=row.content_number,
        )

    async def _steps(self, goal_ids: Sequence[UUID]) -> Sequence[PlanStepRow]:
        if not goal_ids:
            return []
        rows = await self._session.scalars(
            select(PlanStepRow)
            .where(
                PlanStepRow.goal_id.in_(goal_ids),
                PlanStepRow.case_id.in_(visible_case_ids(self._look)),
            )
            .order_by(PlanStepRow.position, PlanStepRow.id)
        )
        return rows.all()

    async def _marks(self, lineages: set[UUID]) -> dict[UUID, GoalMarkRow]:
        if not lineages:
            return {}
        rows = await self._session.scalars(
            select(GoalMarkRow)
            .where(GoalMarkRow.lineage_id.in_(lineages))
            .order_by(GoalMarkRow.sequence)
        )
        return {row.lineage_id: row for row in rows}

    async def _agreements(
        self, versions: Sequence[PlanVersionRow], key: RecordKey
    ) -> dict[UUID, list[AgreementSeen]]:
        rows = (
            await self._session.scalars(
                select(PlanAgreementRow)
                .where(PlanAgreementRow.plan_version_id.in_([row.id for row in versions]))
                .order_by(PlanAgreementRow.sequence)
            )
        ).all()
        latest = {(row.plan_version_id, row.party): row.id for row in rows}
        content = {row.id: row.content_number for row in versions}
        found: dict[UUID, list[AgreementSeen]] = defaultdict(list)
        for row in rows:
            found[row.plan_version_id].append(
                AgreementSeen(
                    id=row.id,
                    plan_version_id=row.plan_version_id,
                    party=AgreementParty(row.party),
                    answer=Answer(row.answer),
                    reason=key.open_optional("plan_agreements.reason", row.id, row.reason),
                    answered_on=row.answered_on,
                    current=latest[(row.plan_version_id, row.party)] == row.id
                    and row.content_number == content[row.plan_version_id],
                )
            )
        return found

    async def _feedback(
        self, version_ids: Sequence[UUID], key: RecordKey
    ) -> dict[UUID, list[FeedbackSeen]]:
        """The prosecutors' own conversation; nobody else reads it."""
        found: dict[UUID, list[FeedbackSeen]] = defaultdict(list)
        if self._look.actor.role not in {Role.OFFICER, Role.SUPERVISOR}:
            return found
        rows = await self._session.scalars(
            select(PlanFeedbackRow)
            .where(PlanFeedbackRow.plan_version_id.in_(version_ids))
            .order_by(PlanFeedbackRow.sequence)
        )
        for row in rows:
            found[row.plan_version_id].append(
                FeedbackSeen(
                    id=row.id,
                    plan_version_id=row.plan_version_id,
                    by=row.written_by,
                    at=row.written_at,
                    text=key.open("plan_feedback.text", row.id, row.text),
                )
            )
        return found


def _end(row: PlanVersionRow) -> datetime | None:
    during = row.in_force
    if during is None:
        return None
    return row.approved_at if during.isempty else during.upper
