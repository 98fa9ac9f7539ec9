"""All SQL about leave requests and absences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import exists, select, true

from guanhu.access.roles import Role
from guanhu.cases.facts import Milestones
from guanhu.cases.parts import CaseParts
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.supervision import supervision_live
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.incidents.leave import (
    AbsenceFacts,
    AbsenceSeen,
    LeaveAsker,
    LeaveFacts,
    LeaveKind,
    LeaveSeen,
    LeaveState,
    LeaveStep,
    LeaveStepKind,
    LeaveStepSeen,
    on_bail,
    state_on,
)
from guanhu.incidents.tables import AbsenceRow, IncidentRow, LeaveRequestRow, LeaveStepRow
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.plumbing.vault import RecordKey

Held = TypeVar("Held", LeaveRequestRow, LeaveStepRow, AbsenceRow)

FAMILY = frozenset({Role.GUARDIAN, Role.YOUNG_PERSON})
TOLD = frozenset({LeaveStepKind.APPROVED, LeaveStepKind.REFUSED})
"""Steps whose reason the family is told."""


@dataclass(frozen=True, slots=True)
class OverdueLeave:
    """A leave whose day of return, `until`, is over without a return on record."""

    leave_id: UUID
    case_id: UUID
    until: date


class LeaveRepository(CaseParts):
    """Leave requests and absences of visible cases.

    A family may not lock the file, so everybody who adds to the requests of a case holds them
    first, and the file after that.
    """

    async def hold_case(self, case_id: UUID) -> Milestones:
        """Nobody else adds to the requests of this case meanwhile; its dates, or `NotVisible`."""
        await self._look.hold(case_id)
        return (await CaseRepository(self._look).get(case_id)).milestones

    async def lock_case(self, case_id: UUID) -> CaseFileRow:
        """The same with the file locked, for staff."""
        await self._look.hold(case_id)
        return await CaseRepository(self._look).lock(case_id)

    async def case_of(self, leave_id: UUID) -> UUID:
        """The case of a request, or `NotVisible`."""
        case_id = await self._session.scalar(
            select(LeaveRequestRow.case_id).where(
                LeaveRequestRow.id == leave_id,
                LeaveRequestRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        if case_id is None:
            raise NotVisible
        return case_id

    async def get(self, leave_id: UUID, dates: Milestones) -> tuple[LeaveRequestRow, LeaveFacts]:
        """One request of a held case."""
        row = await self._session.get_one(LeaveRequestRow, leave_id)
        steps = await self._session.scalars(
            select(LeaveStepRow)
            .where(LeaveStepRow.leave_id == leave_id)
            .order_by(LeaveStepRow.recorded_at, LeaveStepRow.id)
        )
        return row, _facts(row, steps.all(), dates)

    async def facts(self, case_id: UUID, dates: Milestones) -> list[LeaveFacts]:
        """Every request of a case as far as a rule asks, the first day first."""
        steps = await self._steps(case_id)
        return [
            _facts(row, steps[row.id], dates) for row in await self._rows(LeaveRequestRow, case_id)
        ]

    async def ask(
        self,
        case_id: UUID,
        kind: LeaveKind,
        days: tuple[date, date | None],
        texts: tuple[str, str, str | None],
        asker: LeaveAsker,
    ) -> UUID:
        """Keep a request; `texts` are place, reason and company."""
        key, leave_id = await self.key(case_id), new_id()
        place, reason, company = texts
        return await self.add(
            LeaveRequestRow(
                id=leave_id, case_id=case_id, kind=kind.value, from_on=days[0], until=days[1],
                place=key.seal("leave_requests.place", leave_id, place),
                reason=key.seal("leave_requests.reason", leave_id, reason),
                company=key.seal_optional("leave_requests.company", leave_id, company),
                asker=asker.value, asked_by=self._look.actor.account_id, asked_at=self._look.now,
            )
        )  # fmt: skip

    async def step(
        self, row: LeaveRequestRow, kind: LeaveStepKind, on: date, note: str | None
    ) -> None:
        """Add a step to a request."""
        key, step_id = await self.key(row.case_id), new_id()
        await self.add(
            LeaveStepRow(
                id=step_id, case_id=row.case_id, leave_id=row.id, kind=kind.value, happened_on=on,
                note=key.seal_optional("leave_steps.note", step_id, note),
                recorded_by=self._look.actor.account_id, recorded_at=self._look.now,
            )
        )  # fmt: skip

    async def add_absence(
        self, case_id: UUID, leave_id: UUID | None, days: tuple[date, date, date], note: str
    ) -> UUID:
        """Keep an absence; `days` are its first, its last, and when it became known."""
        key, absence_id = await self.key(case_id), new_id()
        return await self.add(
            AbsenceRow(
                id=absence_id, case_id=case_id, leave_id=leave_id, from_on=days[0], until=days[1],
                known_on=days[2], note=key.seal("absences.note", absence_id, note),
                recorded_by=self._look.actor.account_id, recorded_at=self._look.now,
            )
        )  # fmt: skip

    async def absence(self, case_id: UUID, absence_id: UUID) -> AbsenceFacts:
        """One absence of a visible case; `NotVisible` for another's."""
        row = await self._session.scalar(
            select(AbsenceRow).where(
                AbsenceRow.id == absence_id,
                AbsenceRow.case_id == case_id,
                AbsenceRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        if row is None:
            raise NotVisible
        return AbsenceFacts(row.id, row.from_on, row.until)

    async def absence_facts(self, case_id: UUID) -> list[AbsenceFacts]:
        """Every absence of a visible case, the first day first."""
        rows = await self._rows(AbsenceRow, case_id)
        return [AbsenceFacts(row.id, row.from_on, row.until) for row in rows]

    async def is_reported(self, absence_id: UUID) -> bool:
        """Whether an absence has become an incident."""
        found = await self._session.scalar(
            select(IncidentRow.id).where(IncidentRow.absence_id == absence_id)
        )
        return found is not None

    async def overdue(self, leave_ids: Sequence[UUID] | None = None) -> list[OverdueLeave]:
        """Every overdue return of the office under live supervision, or those of them.

        For the system's own actor.
        """
        today = self._look.today
        found = await self._session.execute(
            select(LeaveRequestRow, CaseFileRow)
            .join(CaseFileRow, CaseFileRow.id == LeaveRequestRow.case_id)
            .where(
                CaseFileRow.office_id == self._look.actor.office_id,
                supervision_live(today),
                true() if leave_ids is None else LeaveRequestRow.id.in_(leave_ids),
                LeaveRequestRow.until < today,
                exists().where(
                    LeaveStepRow.leave_id == LeaveRequestRow.id,
                    LeaveStepRow.kind == LeaveStepKind.APPROVED.value,
                ),
                ~exists().where(
                    LeaveStepRow.leave_id == LeaveRequestRow.id,
                    LeaveStepRow.kind.in_(
                        [LeaveStepKind.RETURNED.value, LeaveStepKind.NOT_TAKEN.value]
                    ),
                ),
            )
            .order_by(LeaveRequestRow.until, LeaveRequestRow.id)
        )
        rows = [(row, milestones(file)) for row, file in found]
        steps: dict[UUID, list[LeaveStepRow]] = defaultdict(list)
        for step in await self._session.scalars(
            select(LeaveStepRow)
            .where(LeaveStepRow.leave_id.in_([row.id for row, _ in rows]))
            .order_by(LeaveStepRow.recorded_at, LeaveStepRow.id)
        ):
            steps[step.leave_id].append(step)
        return [
            OverdueLeave(row.id, row.case_id, row.until)
            for row, dates in rows
            if row.until is not None
            and state_on(_facts(row, steps[row.id], dates), today) is LeaveState.OVERDUE
        ]

    # -- reading ------------------------------------------------------------------------------

    async def of_case(self, case_id: UUID, dates: Milestones) -> list[LeaveSeen]:
        """Every request of a visible case, the first day first.

        A family reads its own words and the reasons of the decision; staff read everything.
        """
        rows = await self._rows(LeaveRequestRow, case_id)
        if not rows:
            return []
        key, steps = await self.key(case_id), await self._steps(case_id)
        return [self._seen(row, steps[row.id], dates, key) for row in rows]

    async def absences(self, case_id: UUID) -> list[AbsenceSeen]:
        """Every absence of a visible case, the first day first; for staff."""
        rows = await self._rows(AbsenceRow, case_id)
        if not rows:
            return []
        key = await self.key(case_id)
        found = await self._session.execute(
            select(IncidentRow.absence_id, IncidentRow.id).where(
                IncidentRow.case_id == case_id, IncidentRow.absence_id.is_not(None)
            )
        )
        reported: dict[UUID | None, UUID] = {row.absence_id: row.id for row in found}
        return [
            AbsenceSeen(
                facts=AbsenceFacts(row.id, row.from_on, row.until),
                leave_id=row.leave_id,
                known_on=row.known_on,
                note=key.open("absences.note", row.id, row.note),
                recorded_by=row.recorded_by,
                recorded_at=row.recorded_at,
                incident_id=reported.get(row.id),
            )
            for row in rows
        ]

    def _seen(
        self,
        row: LeaveRequestRow,
        steps: Sequence[LeaveStepRow],
        dates: Milestones,
        key: RecordKey,
    ) -> LeaveSeen:
        actor = self._look.actor
        family = actor.role in FAMILY
        own = not family or row.asked_by == actor.account_id
        return LeaveSeen(
            facts=_facts(row, steps, dates),
            case_id=row.case_id,
            asker=LeaveAsker(row.asker),
            asked_at=row.asked_at,
            place=key.open("leave_requests.place", row.id, row.place) if own else None,
            reason=key.open("leave_requests.reason", row.id, row.reason) if own else None,
            company=key.open_optional("leave_requests.company", row.id, row.company)
            if own
            else None,
            steps=tuple(_step_seen(one, key, family=family) for one in steps),
        )

    async def _steps(self, case_id: UUID) -> dict[UUID, list[LeaveStepRow]]:
        grouped: dict[UUID, list[LeaveStepRow]] = defaultdict(list)
        rows = await self._rows(LeaveStepRow, case_id)
        for row in sorted(rows, key=lambda one: (one.recorded_at, one.id)):
            grouped[row.leave_id].append(row)
        return grouped

    async def _rows(self, table: type[Held], case_id: UUID) -> list[Held]:
        found = await self._session.scalars(
            select(table).where(
                table.case_id == case_id, table.case_id.in_(visible_case_ids(self._look))
            )
        )
        rows = list(found.all())
        if rows and not isinstance(rows[0], LeaveStepRow):
            rows.sort(key=lambda row: (row.from_on, row.id))
        return rows


def _facts(row: LeaveRequestRow, steps: Sequence[LeaveStepRow], dates: Milestones) -> LeaveFacts:
    return LeaveFacts(
        id=row.id,
        kind=LeaveKind(row.kind),
        from_on=row.from_on,
        until=row.until,
        asked_by=row.asked_by,
        steps=tuple(LeaveStep(LeaveStepKind(one.kind), one.happened_on) for one in steps),
        bail=on_bail(dates, row.from_on, row.until),
    )


def _step_seen(row: LeaveStepRow, key: RecordKey, *, family: bool) -> LeaveStepSeen:
    kind = LeaveStepKind(row.kind)
    told = not family or kind in TOLD
    return LeaveStepSeen(
        step=LeaveStep(kind, row.happened_on),
        note=key.open_optional("leave_steps.note", row.id, row.note) if told else None,
        by=row.recorded_by,
        at=row.recorded_at,
    )
