"""SQL that writes plans: the desk at which one version is locked, edited and moved on.

The case file is locked first, always, then the version: two hands on one plan queue up.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import Range

from guanhu.audit.work import Work
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.cases.tables import CaseFileRow
from guanhu.kernel.clock import office_date
from guanhu.kernel.errors import NotVisible, StaleVersion
from guanhu.kernel.ids import new_id
from guanhu.plans.contents import Opened, PlanContents
from guanhu.plans.errors import PlanVersionOpen
from guanhu.plans.facts import (
    AgreementParty,
    Answer,
    GoalSeen,
    PlanVersionState,
    Rhythm,
    StepSeen,
)
from guanhu.plans.repository import PlanRepository, rhythm_of
from guanhu.plans.shown import goal_seen, step_seen
from guanhu.plans.states import OPEN, PlanAction, plan_move
from guanhu.plans.tables import (
    GoalMarkRow,
    PlanAgreementRow,
    PlanConditionRow,
    PlanFeedbackRow,
    PlanGoalRow,
    PlanStepRow,
    PlanVersionRow,
)


class PlanDesk:
    """Writes plans inside one command."""

    def __init__(self, work: Work[Any]) -> None:
        self._work = work
        self._session = work.session
        self._plans = PlanRepository(work)
        self.contents = PlanContents(work)

    # -- opening ------------------------------------------------------------------------------

    async def open(self, plan_version_id: UUID, expected_version: int | None = None) -> Opened:
        """A version for a command; `NotVisible`, or `StaleVersion` telling who changed what."""
        file, row = await CaseRepository(self._work).lock_with(PlanVersionRow, plan_version_id)
        if expected_version is not None and row.version != expected_version:
            raise StaleVersion(
                current_version=row.version,
                changed_by=row.changed_by,
                changed_on=office_date(row.changed_at),
                change=row.last_change,
            )
        return Opened(file, row, await self._work.keys.of(file.id))

    async def open_to_read(self, plan_version_id: UUID) -> Opened:
        """The same for those who add answers but may not change the version's row itself."""
        file = await CaseRepository(self._work).lock_of(PlanVersionRow, plan_version_id)
        row = await self._session.get_one(PlanVersionRow, plan_version_id, populate_existing=True)
        return Opened(file, row, await self._work.keys.of(file.id))

    async def open_condition(
        self, condition_id: UUID, expected_version: int
    ) -> tuple[Opened, PlanConditionRow]:
        """A condition with its version, for a command."""
        row = await self._session.get(PlanConditionRow, condition_id)
        if row is None or row.dropped:
            raise NotVisible
        opened = await self.open(row.plan_version_id, expected_version)
        await self._session.refresh(row)
        return opened, row

    async def open_goal(self, goal_id: UUID) -> tuple[Opened, PlanGoalRow, GoalSeen]:
        """A goal with its version and its latest mark, for a command."""
        row = await self._session.get(PlanGoalRow, goal_id)
        if row is None:
            raise NotVisible
        opened = await self.open_to_read(row.plan_version_id)
        await self._session.refresh(row)
        mark = await self._latest_mark(row.lineage_id)
        return opened, row, goal_seen(row, mark, opened.key, ())

    async def open_step(self, step_id: UUID) -> tuple[Opened, PlanStepRow, StepSeen]:
        """A step with its version and its latest mark, for a command."""
        row = await self._session.get(PlanStepRow, step_id)
        if row is None:
            raise NotVisible
        opened, _, _ = await self.open_goal(row.goal_id)
        await self._session.refresh(row)
        mark = await self._latest_mark(row.lineage_id)
        return opened, row, step_seen(row, mark, opened.key)

    async def _latest_mark(self, lineage_id: UUID) -> GoalMarkRow | None:
        mark: GoalMarkRow | None = await self._session.scalar(
            select(GoalMarkRow)
            .where(GoalMarkRow.lineage_id == lineage_id)
            .order_by(GoalMarkRow.sequence.desc())
            .limit(1)
        )
        return mark

    def require_plan_work(self, file: CaseFileRow) -> None:
        """Plans are worked on until the period has ended; else `MoveNotAllowed`."""
        move(status_on(milestones(file), self._work.today), CaseAction.DRAFT_PLAN)

    def require_editable(self, opened: Opened) -> None:
        """`MoveNotAllowed` or `PlanMoveNotAllowed` unless the version's content may change now."""
        self.require_plan_work(opened.file)
        plan_move(opened.state, PlanAction.EDIT)

    # -- versions -----------------------------------------------------------------------------

    async def require_none_open(self, file: CaseFileRow) -> None:
        """`PlanVersionOpen` while another version of the plan is being worked on."""
        row = await self._session.scalar(
            select(PlanVersionRow).where(
                PlanVersionRow.case_id == file.id,
                PlanVersionRow.state.in_([state.value for state in OPEN]),
            )
        )
        if row is not None:
            raise PlanVersionOpen(plan_version=row.id, number=row.number)

    async def draft(
        self, file: CaseFileRow, *, rhythm: Rhythm, reason: str | None
    ) -> PlanVersionRow:
        """A new draft: the statutory duties alone, or a full copy of the version in force."""
        work, key = self._work, await self._work.keys.of(file.id)
        parent = await self.in_force(file)
        number = await self._session.scalar(
            select(func.coalesce(func.max(PlanVersionRow.number), 0) + 1).where(
                PlanVersionRow.case_id == file.id
            )
        )
        version_id = new_id()
        row = PlanVersionRow(
            id=version_id,
            office_id=file.office_id,
            case_id=file.id,
            number=number,
            state=PlanVersionState.DRAFT.value,
            version=1,
            content_number=1,
            parent_id=None if parent is None else parent.id,
            author_id=work.actor.account_id,
            writers=[work.actor.account_id],
            reason=key.seal_optional("plan_versions.reason", version_id, reason),
            check_in_kind=rhythm.kind.value,
            check_in_every_days=rhythm.every_days,
            check_in_window_days=rhythm.window_days,
            check_in_grace_days=rhythm.grace_days,
            self_report_every_days=rhythm.self_report_every_days,
            fingerprint=b"",
            drafted_at=work.now,
            changed_by=work.actor.account_id,
            changed_at=work.now,
            last_change="DRAFTED",
        )
        self._session.add(row)
        await self._session.flush()
        opened = Opened(file, row, key)
        if parent is None:
            await self.contents.attach_duties(opened)
        else:
            await self.contents.copy(parent, opened)
        await self.contents.take_fingerprint(opened)
        return row

    async def in_force(self, file: CaseFileRow) -> PlanVersionRow | None:
        """The version in force, its row locked with the file."""
        found: PlanVersionRow | None = await self._session.scalar(
            select(PlanVersionRow).where(
                PlanVersionRow.case_id == file.id,
                PlanVersionRow.state == PlanVersionState.IN_FORCE.value,
            )
        )
        return found

    def go(self, opened: Opened, action: PlanAction, change: str) -> None:
        """Move the version on, or `PlanMoveNotAllowed`; counts its version."""
        opened.row.state = plan_move(opened.state, action).value
        self.contents.note(opened, change)

    async def put_in_force(self, opened: Opened) -> None:
        """Flip which version is in force, within this transaction: never none, never two."""
        work, row = self._work, opened.row
        current = await self.in_force(opened.file)
        start = work.now
        if current is not None and current.in_force is not None:
            # A clock that went back must not turn the range around.
            start = max(start, current.in_force.lower or start)
            plan_move(PlanVersionState(current.state), PlanAction.SUPERSEDE)
            current.state = PlanVersionState.SUPERSEDED.value
            current.in_force = Range(current.in_force.lower, start, bounds="[)")
            await self._session.flush()
        row.in_force = Range(start, None, bounds="[)")
        row.approver_id = work.actor.account_id
        row.approved_at = work.now
        self.go(opened, PlanAction.APPROVE, "APPROVED")
        await self._session.flush()

    async def say(self, opened: Opened, text: str) -> None:
        """Add a remark to the conversation between author and approver; none is ever removed."""
        remark_id = new_id()
        self._session.add(
            PlanFeedbackRow(
                id=remark_id,
                office_id=opened.file.office_id,
                case_id=opened.file.id,
                plan_version_id=opened.row.id,
                sequence=await self._next(PlanFeedbackRow, opened.row.id),
                written_by=self._work.actor.account_id,
                written_at=self._work.now,
                text=opened.key.seal("plan_feedback.text", remark_id, text),
            )
        )
        await self._session.flush()

    async def unchanged(self, opened: Opened) -> bool:
        """Whether a variation says exactly what its parent says, rhythm included."""
        row = opened.row
        if row.parent_id is None:
            return False
        parent = await self._session.get_one(PlanVersionRow, row.parent_id)
        return row.content_number == 1 and rhythm_of(row) == rhythm_of(parent)

    async def lineages_of_parent(self, opened: Opened) -> set[UUID]:
        """The goals and steps the version was copied with, by lineage."""
        parent = PlanGoalRow.plan_version_id == opened.row.parent_id
        steps = select(PlanStepRow.lineage_id).join(
            PlanGoalRow, PlanGoalRow.id == PlanStepRow.goal_id
        )
        rows = await self._session.scalars(
            select(PlanGoalRow.lineage_id).where(parent).union_all(steps.where(parent))
        )
        return set(rows)

    # -- agreement ----------------------------------------------------------------------------

    async def somebody_agreed(self, opened: Opened) -> bool:
        """Whether anybody has said yes to this version, to any of its contents so far."""
        found = await self._session.scalar(
            select(PlanAgreementRow.id)
            .where(
                PlanAgreementRow.plan_version_id == opened.row.id,
                PlanAgreementRow.answer == Answer.YES.value,
            )
            .limit(1)
        )
        return found is not None

    async def answer(
        self,
        opened: Opened,
        *,
        party: AgreementParty,
        answer: Answer,
        reason: str | None,
        answered_on: date,
    ) -> UUID:
        """Store what a party answered to the content as it is now; earlier answers are kept."""
        answer_id = new_id()
        self._session.add(
            PlanAgreementRow(
                id=answer_id,
                office_id=opened.file.office_id,
                case_id=opened.file.id,
                plan_version_id=opened.row.id,
                content_number=opened.row.content_number,
                sequence=await self._next(PlanAgreementRow, opened.row.id),
                party=party.value,
                answer=answer.value,
                reason=opened.key.seal_optional("plan_agreements.reason", answer_id, reason),
                answered_on=answered_on,
                recorded_by=self._work.actor.account_id,
                recorded_at=self._work.now,
            )
        )
        await self._session.flush()
        return answer_id

    # -- inside -------------------------------------------------------------------------------

    async def _next(
        self, table: type[PlanAgreementRow | PlanFeedbackRow], plan_version_id: UUID
    ) -> int:
        found = await self._session.scalar(
            select(func.count()).select_from(table).where(table.plan_version_id == plan_version_id)
        )
        return int(found or 0) + 1
