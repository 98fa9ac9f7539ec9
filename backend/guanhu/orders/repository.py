"""All SQL about orders to guardians, their duties, and recommendations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from guanhu.access.permissions import Permission
from guanhu.cases.parts import CaseParts
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.periods import add_months
from guanhu.orders import shown
from guanhu.orders.facts import (
    CaseOrders,
    DutyFacts,
    DutyWord,
    FamilyDuty,
    OrderFacts,
    OrderState,
    RecommendationFacts,
    SessionFacts,
)
from guanhu.orders.rules import next_session
from guanhu.orders.tables import (
    DutyReportRow,
    GuardianDutyRow,
    GuardianOrderRow,
    OrderCheckRow,
    OrderSessionRow,
    RecommendationRow,
    UndertakingRow,
)
from guanhu.people.repository import PeopleRepository
from guanhu.people.tables import GuardianRow

CaseRow = TypeVar(
    "CaseRow",
    GuardianOrderRow,
    OrderSessionRow,
    OrderCheckRow,
    GuardianDutyRow,
    DutyReportRow,
    UndertakingRow,
    RecommendationRow,
)


class OrderRepository(CaseParts):
    """Orders, duties and recommendations of visible cases."""

    async def is_guardian(self, minor_id: UUID, guardian_id: UUID) -> bool:
        """Whether somebody is a guardian of the minor today."""
        today = self._look.today
        return any(
            each.guardian_id == guardian_id
            and each.valid_from <= today
            and (each.valid_until is None or today < each.valid_until)
            for each in await PeopleRepository(self._look).guardians(minor_id)
        )

    # -- facts --------------------------------------------------------------------------------

    async def orders(self, case_id: UUID) -> tuple[OrderFacts, ...]:
        """Every order of a case as far as a rule asks."""
        return tuple(shown.order_facts(row) for row in await self._rows(GuardianOrderRow, case_id))

    async def sessions(self, case_id: UUID, order_id: UUID) -> list[SessionFacts]:
        """Every session of an order."""
        rows = await self._rows(OrderSessionRow, case_id)
        return [shown.session_facts(row) for row in rows if row.order_id == order_id]

    async def checked(self, case_id: UUID) -> frozenset[UUID]:
        """The orders whose effect was checked."""
        return frozenset(row.order_id for row in await self._rows(OrderCheckRow, case_id))

    async def open_duties(self, case_id: UUID, order_id: UUID) -> list[GuardianDutyRow]:
        """The duties of an order that nobody has closed."""
        rows = await self._rows(GuardianDutyRow, case_id)
        return [row for row in rows if row.order_id == order_id and row.closed_on is None]

    async def duties(self, case_id: UUID) -> tuple[DutyFacts, ...]:
        """Every duty of a case as far as a rule asks."""
        return tuple(shown.duty_facts(row) for row in await self._rows(GuardianDutyRow, case_id))

    async def recommendations(self, case_id: UUID) -> tuple[RecommendationFacts, ...]:
        """Every recommendation of a case as far as a rule asks."""
        rows = await self._rows(RecommendationRow, case_id)
        return tuple(shown.recommendation_facts(row) for row in rows)

    # -- duties -------------------------------------------------------------------------------

    async def hold_own_duty(self, duty_id: UUID, action: CaseAction) -> GuardianDutyRow:
        """A duty of the signed-in guardian, while `action` may be done on its file.

        For a guardian, who may not lock the file. Raises `NotVisible`, `MoveNotAllowed`.
        """
        look = self._look
        await look.hold(duty_id)
        row = await self._session.scalar(
            select(GuardianDutyRow)
            .join(GuardianRow, GuardianRow.id == GuardianDutyRow.guardian_id)
            .where(
                GuardianDutyRow.id == duty_id,
                GuardianDutyRow.case_id.in_(visible_case_ids(look)),
                GuardianRow.account_id == look.actor.account_id,
            )
        )
        if row is None:
            raise NotVisible
        case = await CaseRepository(look).get(row.case_id)
        move(case.status, action)
        return row

    async def lock_duty(self, duty_id: UUID, action: CaseAction) -> GuardianDutyRow:
        """A duty of a visible case, held before its file is locked; the same refusals."""
        await self._look.hold(duty_id)
        file, row = await self.with_case(GuardianDutyRow, duty_id)
        move(status_on(milestones(file), self._look.today), action)
        return row

    async def say(self, duty: GuardianDutyRow, word: DutyWord, on: date, note: str | None) -> UUID:
        """Add one word about a duty that is held."""
        key, report_id = await self.key(duty.case_id), new_id()
        return await self.add(
            DutyReportRow(
                id=report_id, case_id=duty.case_id, duty_id=duty.id, word=word.value,
                happened_on=on, note=key.seal_optional("duty_reports.note", report_id, note),
                said_by=self._look.actor.account_id, said_at=self._look.now,
            )
        )  # fmt: skip

    # -- reading ------------------------------------------------------------------------------

    async def of_case(self, case_id: UUID) -> CaseOrders:
        """Everything the actor may see of one case, oldest first.

        Outside the prosecution: no order before it was issued, and no recommendation.
        """
        prosecution = self._look.actor.may(Permission.DECISION_READ)
        orders = await self._rows(GuardianOrderRow, case_id)
        recommendations = await self._rows(RecommendationRow, case_id) if prosecution else ()
        undertakings = await self._rows(UndertakingRow, case_id)
        if not (orders or recommendations or undertakings):
            return CaseOrders((), (), (), (), (), ())
        case = milestones(await self._session.get_one(CaseFileRow, case_id))
        key = await self.key(case_id)
        reports = await self._rows(DutyReportRow, case_id)
        sessions = await self._rows(OrderSessionRow, case_id)
        return CaseOrders(
            tuple(
                shown.order(row, key, _next_session(row, sessions), inside=prosecution)
                for row in sorted(orders, key=lambda row: (row.proposed_at, row.id))
            ),
            tuple(
                shown.session(row, key)
                for row in sorted(sessions, key=lambda row: (row.held_on, row.recorded_at))
            ),
            tuple(
                shown.check(row, key)
                for row in sorted(
                    await self._rows(OrderCheckRow, case_id), key=lambda row: row.checked_at
                )
            ),
            tuple(
                shown.duty(row, key, reports)
                for row in sorted(
                    await self._rows(GuardianDutyRow, case_id),
                    key=lambda row: (row.given_on, row.id),
                )
            ),
            tuple(
                shown.undertaking(row, key)
                for row in sorted(undertakings, key=lambda row: row.recorded_at)
            ),
            tuple(
                shown.recommendation(row, key, case)
                for row in sorted(recommendations, key=lambda row: row.proposed_at)
            ),
        )

    async def of_guardian(self, case_id: UUID) -> list[FamilyDuty]:
        """What the signed-in guardian is to do, earliest first: own duties, own next session."""
        look = self._look
        mine = set(
            await self._session.scalars(
                select(GuardianRow.id).where(GuardianRow.account_id == look.actor.account_id)
            )
        )
        orders = [
            row
            for row in await self._rows(GuardianOrderRow, case_id)
            if row.guardian_id in mine and row.state == OrderState.SERVED.value
        ]
        duties = [
            row for row in await self._rows(GuardianDutyRow, case_id) if row.guardian_id in mine
        ]
        if not orders and not duties:
            return []
        case = milestones(await self._session.get_one(CaseFileRow, case_id))
        key = await self.key(case_id)
        due = {
            clock.record_id: add_months(clock.starts_on, int(clock.detail))
            for clock in case.clocks
            if clock.what is DeadlineKind.GUIDANCE_SESSION and clock.done_on is None
        }
        reports = await self._rows(DutyReportRow, case_id)
        found = [shown.family_duty(shown.duty(row, key, reports), look.today) for row in duties]
        found += [
            shown.family_session(row, due[row.id], look.today) for row in orders if row.id in due
        ]
        return sorted(found, key=lambda each: (each.due_on, each.id))

    async def _rows(self, table: type[CaseRow], case_id: UUID) -> Sequence[CaseRow]:
        wanted = select(table).where(
            table.case_id == case_id, table.case_id.in_(visible_case_ids(self._look))
        )
        if table is GuardianOrderRow and not self._look.actor.may(Permission.DECISION_READ):
            # What is not issued is a prosecutor's draft.
            wanted = wanted.where(GuardianOrderRow.issued_on.is_not(None))
        found = await self._session.scalars(wanted)
        return found.all()


def _next_session(row: GuardianOrderRow, sessions: Sequence[OrderSessionRow]) -> date | None:
    facts = shown.order_facts(row)
    if facts.state is not OrderState.SERVED or facts.rhythm is None or facts.served_on is None:
        return None
    held = [shown.session_facts(each) for each in sessions if each.order_id == row.id]
    months = next_session(facts.served_on, facts.rhythm, held)
    return None if months is None else add_months(facts.served_on, months)
