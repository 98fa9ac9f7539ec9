"""All SQL about incentives."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from guanhu.access.permissions import Permission
from guanhu.cases.parts import CaseParts
from guanhu.cases.visibility import visible_case_ids
from guanhu.decisions.facts import ProposalState
from guanhu.decisions.tables import PeriodChangeRow
from guanhu.incidents.incentives import (
    CHANGE_STATES,
    PLAN_STATES,
    Change,
    IncentiveKind,
    IncentiveSeen,
    IncentiveState,
)
from guanhu.incidents.tables import IncentiveRow
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.plans.facts import PlanVersionState
from guanhu.plans.tables import PlanVersionRow


class IncentiveRepository(CaseParts):
    """Incentives in visible cases."""

    async def rhythm(self, case_id: UUID, plan_version_id: UUID) -> Change:
        """Days between check-ins before and in a version of the case's plan."""
        parent = aliased(PlanVersionRow)
        row = (
            await self._session.execute(
                select(parent.check_in_every_days, PlanVersionRow.check_in_every_days)
                .select_from(PlanVersionRow)
                .outerjoin(parent, parent.id == PlanVersionRow.parent_id)
                .where(PlanVersionRow.id == plan_version_id, PlanVersionRow.case_id == case_id)
            )
        ).one_or_none()
        if row is None:
            raise NotVisible
        return Change(row[0], row[1])

    async def months(self, case_id: UUID, period_change_id: UUID) -> Change:
        """Months of the period before and after a change of the case."""
        row = (
            await self._session.execute(
                select(PeriodChangeRow.old_months, PeriodChangeRow.new_months).where(
                    PeriodChangeRow.id == period_change_id, PeriodChangeRow.case_id == case_id
                )
            )
        ).one_or_none()
        if row is None:
            raise NotVisible
        return Change(row[0], row[1])

    async def is_told(self, plan_version_id: UUID | None, period_change_id: UUID | None) -> bool:
        """Whether a change was said to be an incentive before."""
        # A column compared with nothing would find every recognition.
        same = (
            IncentiveRow.period_change_id == period_change_id
            if plan_version_id is None
            else IncentiveRow.plan_version_id == plan_version_id
        )
        found = await self._session.scalar(select(IncentiveRow.id).where(same))
        return found is not None

    async def record(
        self,
        case_id: UUID,
        kind: IncentiveKind,
        on: date,
        reason: str,
        changed: tuple[UUID | None, UUID | None],
    ) -> UUID:
        """Keep an incentive; `changed` are the version of the plan and the change of the period."""
        key, row_id = await self.key(case_id), new_id()
        return await self.add(
            IncentiveRow(
                id=row_id, case_id=case_id, kind=kind.value, given_on=on,
                reason=key.seal("incentives.reason", row_id, reason),
                plan_version_id=changed[0], period_change_id=changed[1],
                recorded_by=self._look.actor.account_id, recorded_at=self._look.now,
            )
        )  # fmt: skip

    async def of_case(self, case_id: UUID) -> list[IncentiveSeen]:
        """Every incentive of a visible case, the latest first.

        A change of the period is the prosecution's to read; nobody else sees that incentive here.
        """
        rows = (
            await self._session.execute(
                select(IncentiveRow, PlanVersionRow.state, PeriodChangeRow.state)
                .outerjoin(PlanVersionRow, PlanVersionRow.id == IncentiveRow.plan_version_id)
                .outerjoin(PeriodChangeRow, PeriodChangeRow.id == IncentiveRow.period_change_id)
                .where(
                    IncentiveRow.case_id == case_id,
                    IncentiveRow.case_id.in_(visible_case_ids(self._look)),
                )
                .order_by(IncentiveRow.given_on.desc(), IncentiveRow.id)
            )
        ).all()
        if not rows:
            return []
        key, prosecution = await self.key(case_id), self._look.actor.may(Permission.DECISION_READ)
        return [
            IncentiveSeen(
                id=row.id,
                kind=IncentiveKind(row.kind),
                state=_state(plan, change),
                on=row.given_on,
                reason=key.open("incentives.reason", row.id, row.reason),
                plan_version_id=row.plan_version_id,
                period_change_id=row.period_change_id,
                recorded_by=row.recorded_by,
                recorded_at=row.recorded_at,
            )
            for row, plan, change in rows
            if prosecution or row.period_change_id is None
        ]


def _state(plan: str | None, change: str | None) -> IncentiveState:
    if plan is not None:
        return PLAN_STATES[PlanVersionState(plan)]
    if change is not None:
        return CHANGE_STATES[ProposalState(change)]
    return IncentiveState.GIVEN
