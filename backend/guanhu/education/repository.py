"""All SQL about assignments, through the case files the actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import exists, select

from guanhu.access.roles import FAMILY
from guanhu.audit.work import Look
from guanhu.cases.repository import CaseRepository
from guanhu.cases.supervision import supervision_live
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.education.attempt_facts import AttemptKind, Learner
from guanhu.education.facts import AssignmentSeen, AssignmentStatus, SessionMode
from guanhu.education.module_facts import Module
from guanhu.education.office_modules import OfficeModuleRepository
from guanhu.education.tables import AssignmentRow, AttemptRow
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.plumbing.vault import RecordKey


class EducationRepository:
    """Assignments of the case files the actor may see."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def assignments_of(self, case_id: UUID) -> list[AssignmentSeen]:
        """The assignments of one case, first due first. Families read no reasons and no notes."""
        rows = (
            await self._session.scalars(
                select(AssignmentRow)
                .where(
                    AssignmentRow.case_id == case_id,
                    AssignmentRow.case_id.in_(visible_case_ids(self._look)),
                )
                .order_by(AssignmentRow.due_on, AssignmentRow.assigned_at, AssignmentRow.id)
            )
        ).all()
        if not rows:
            return []
        await self._learn(rows)
        key = None if self._look.actor.role in FAMILY else await self._look.keys.of(case_id)
        return [_seen(row, key) for row in rows]

    async def _learn(self, rows: Sequence[AssignmentRow]) -> None:
        """Whoever reads an assignment finds its module, also one the office wrote itself."""
        versions = {(row.module_code, row.module_version) for row in rows}
        await OfficeModuleRepository(self._look).learn(versions)

    async def case_of(self, assignment_id: UUID) -> UUID:
        """The case an assignment belongs to, or `NotVisible`."""
        found = await self._session.scalar(
            select(AssignmentRow.case_id).where(
                AssignmentRow.id == assignment_id,
                AssignmentRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        if found is None:
            raise NotVisible
        return found

    async def get(self, assignment_id: UUID) -> AssignmentSeen:
        """One assignment, or `NotVisible`."""
        case_id = await self.case_of(assignment_id)
        row = await self._session.get_one(AssignmentRow, assignment_id)
        await self._learn([row])
        return _seen(row, await self._look.keys.of(case_id))

    async def lock(self, assignment_id: UUID) -> tuple[CaseFileRow, AssignmentRow, AssignmentSeen]:
        """An assignment with its case file, both locked in this order; or `NotVisible`."""
        file, row = await CaseRepository(self._look).lock_with(AssignmentRow, assignment_id)
        return file, row, _seen(row, await self._look.keys.of(file.id))

    async def standing(self, case_id: UUID, learner: Learner) -> dict[str, date | None]:
        """The modules a learner was given, by code: until when, None where it is completed."""
        found = await self._session.execute(
            select(AssignmentRow.module_code, AssignmentRow.due_on, AssignmentRow.status).where(
                AssignmentRow.case_id == case_id,
                AssignmentRow.learner == learner.value,
                AssignmentRow.status != AssignmentStatus.WITHDRAWN.value,
            )
        )
        done = AssignmentStatus.COMPLETED.value
        return {code: None if status == done else due_on for code, due_on, status in found}

    async def assign(
        self,
        file: CaseFileRow,
        module: Module,
        *,
        condition_id: UUID | None,
        due_on: date,
        reason: str,
        learner: Learner = Learner.YOUNG_PERSON,
        results_shown: bool = True,
        recommended: bool = False,
    ) -> UUID:
        """Store an assignment; the case file is locked."""
        key = await self._look.keys.of(file.id)
        assignment_id = new_id()
        self._session.add(
            AssignmentRow(
                id=assignment_id,
                office_id=file.office_id,
                case_id=file.id,
                module_code=module.code,
                module_version=module.version,
                condition_id=condition_id,
                due_on=due_on,
                status=AssignmentStatus.ASSIGNED.value,
                reason=key.seal("assignments.reason", assignment_id, reason),
                assigned_by=self._look.actor.account_id,
                assigned_at=self._look.now,
                learner=learner.value,
                results_shown=results_shown,
                recommended=recommended,
                attempts_allowed=module.attempts,
                attempts_failed=0,
            )
        )
        await self._session.flush()
        return assignment_id

    async def complete(
        self,
        row: AssignmentRow,
        *,
        completed_on: date,
        minutes: int,
        how: SessionMode,
        credited_minutes: int | None,
        no_credit_reason: str | None,
        note: str | None,
    ) -> None:
        """Note that the module was worked through, and what is credited for it."""
        key = await self._look.keys.of(row.case_id)
        row.status = AssignmentStatus.COMPLETED.value
        row.completed_on = completed_on
        row.minutes = minutes
        row.how = how.value
        row.credited_minutes = credited_minutes
        row.no_credit_reason = key.seal_optional(
            "assignments.no_credit_reason", row.id, no_credit_reason
        )
        row.note = key.seal_optional("assignments.note", row.id, note)
        row.completed_by = self._look.actor.account_id
        row.credited_to = row.condition_id if credited_minutes else None
        row.credited_by, row.credited_at = self._look.actor.account_id, self._look.now
        await self._session.flush()

    async def pass_online(
        self, row: AssignmentRow, *, by: UUID, minutes: int, delayed_due_on: date | None
    ) -> None:
        """Note that the test was passed; the credit waits for a person."""
        row.status = AssignmentStatus.COMPLETED.value
        row.completed_on, row.completed_by = self._look.today, by
        row.minutes, row.how = minutes, SessionMode.ONLINE.value
        row.delayed_due_on = delayed_due_on
        await self._session.flush()

    async def fail_online(self, row: AssignmentRow) -> None:
        """Count a failed test."""
        row.attempts_failed += 1
        await self._session.flush()

    async def credit(
        self, row: AssignmentRow, *, condition_id: UUID | None, minutes: int, reason: str | None
    ) -> None:
        """Credit a completion to a condition, or refuse credit (0 minutes) with the reason."""
        key = await self._look.keys.of(row.case_id)
        row.credited_minutes, row.credited_to = minutes, condition_id
        row.no_credit_reason = key.seal_optional("assignments.no_credit_reason", row.id, reason)
        row.credited_by, row.credited_at = self._look.actor.account_id, self._look.now
        await self._session.flush()

    async def due_delayed_checks(self) -> list[tuple[UUID, UUID, Learner, date]]:
        """Delayed checks that are due and not taken, of files whose supervision is live today."""
        taken = exists().where(
            AttemptRow.assignment_id == AssignmentRow.id,
            AttemptRow.kind == AttemptKind.DELAYED.value,
        )
        found = await self._session.execute(
            select(
                AssignmentRow.id, AssignmentRow.case_id, AssignmentRow.learner,
                AssignmentRow.delayed_due_on,
            )
            .join(CaseFileRow, CaseFileRow.id == AssignmentRow.case_id)
            .where(
                CaseFileRow.office_id == self._look.actor.office_id,
                AssignmentRow.delayed_due_on <= self._look.today,
                supervision_live(self._look.today),
                ~taken,
            )
            .order_by(AssignmentRow.delayed_due_on, AssignmentRow.id)
        )  # fmt: skip
        return [
            (row_id, case_id, Learner(who), due)
            for row_id, case_id, who, due in found
            if due is not None
        ]

    async def withdraw(self, row: AssignmentRow, reason: str) -> None:
        """Take an assignment back; it stays to be seen."""
        key = await self._look.keys.of(row.case_id)
        row.status = AssignmentStatus.WITHDRAWN.value
        row.withdrawn_by = self._look.actor.account_id
        row.withdrawn_at = self._look.now
        row.withdrawal_reason = key.seal("assignments.withdrawal_reason", row.id, reason)
        await self._session.flush()


def _seen(row: AssignmentRow, key: RecordKey | None) -> AssignmentSeen:
    def words(field: str, sealed: bytes | None) -> str | None:
        return None if key is None else key.open_optional(f"assignments.{field}", row.id, sealed)

    return AssignmentSeen(
        id=row.id,
        case_id=row.case_id,
        module_code=row.module_code,
        module_version=row.module_version,
        condition_id=row.condition_id,
        due_on=row.due_on,
        status=AssignmentStatus(row.status),
        reason=words("reason", row.reason),
        assigned_by=row.assigned_by,
        completed_on=row.completed_on,
        minutes=row.minutes,
        how=None if row.how is None else SessionMode(row.how),
        credited_minutes=row.credited_minutes,
        no_credit_reason=words("no_credit_reason", row.no_credit_reason),
        note=words("note", row.note),
        completed_by=row.completed_by,
        withdrawal_reason=words("withdrawal_reason", row.withdrawal_reason),
        learner=Learner(row.learner),
        results_shown=row.results_shown,
        recommended=row.recommended,
        attempts_allowed=row.attempts_allowed,
        attempts_failed=row.attempts_failed,
        delayed_due_on=row.delayed_due_on,
        credited_to=row.credited_to,
        credited_by=row.credited_by,
        credited_at=row.credited_at,
    )
