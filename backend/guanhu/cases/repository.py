"""All SQL about case files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, or_, select

from guanhu.audit.work import Look
from guanhu.cases.clock import next_due
from guanhu.cases.facts import CaseSeen, Milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, CaseStatus, move
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible
from guanhu.identity.tables import AccountRow
from guanhu.kernel.errors import NotVisible, StaleVersion
from guanhu.kernel.masking import masked_name
from guanhu.people.tables import MinorRow
from guanhu.plumbing.tables import RecordKeyRow


class CaseSort(StrEnum):
    """What the caseload is sorted by."""

    NEXT_DEADLINE = "next_deadline"
    CASE_NUMBER = "case_number"
    RECEIVED_ON = "received_on"
    STATUS = "status"
    LAST_CHECK_IN = "last_check_in"


SORT_COLUMNS = {
    CaseSort.NEXT_DEADLINE: CaseFileRow.next_deadline_on,
    CaseSort.CASE_NUMBER: CaseFileRow.case_number,
    CaseSort.RECEIVED_ON: CaseFileRow.received_on,
    CaseSort.STATUS: CaseFileRow.status,
    CaseSort.LAST_CHECK_IN: CaseFileRow.last_check_in_on,
}


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which files of the caseload; every part narrows further."""

    status: tuple[CaseStatus, ...] = ()
    search: str | None = None
    chain_role: str | None = None
    officer_id: UUID | None = None
    due_before: date | None = None
    missed_only: bool = False


@dataclass(frozen=True, slots=True)
class CaseListed:
    """One line of the caseload."""

    case: CaseSeen
    masked_name: str
    born: date
    officer_name: str | None


class CaseRepository:
    """Case files the actor may see. There is no way to build one without an actor."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def get(self, case_id: UUID) -> CaseSeen:
        """One case file, or `NotVisible`."""
        row = await self._session.scalar(
            select(CaseFileRow).where(CaseFileRow.id == case_id, visible(self._look))
        )
        if row is None:
            raise NotVisible
        return self.seen(row)

    async def lock(self, case_id: UUID, expected_version: int | None = None) -> CaseFileRow:
        """One case file, locked until the commit, so that two commands at once queue up.

        Raises `NotVisible`, or `StaleVersion` when the caller saw an older version.
        """
        row = await self._session.scalar(
            select(CaseFileRow)
            .where(CaseFileRow.id == case_id, visible(self._look))
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        if row is None:
            raise NotVisible
        if expected_version is not None and row.version != expected_version:
            raise StaleVersion(current_version=row.version)
        return row

    def act(self, row: CaseFileRow, action: CaseAction) -> None:
        """Do `action` on a locked file: check the move, set the status, count the version.

        Raises `MoveNotAllowed`. Set milestones before or after; `settle` runs at the end.
        """
        before = status_on(milestones(row), self._look.today)
        after = move(before, action)
        # An ended period is computed, never stored; going back to it is going back to probation.
        stored = CaseStatus.ON_PROBATION if after is CaseStatus.PERIOD_ENDED else after
        row.status = stored.value
        row.version += 1

    def settle(self, row: CaseFileRow) -> None:
        """Recompute the maintained next deadline after milestones changed."""
        row.next_deadline_on = next_due(milestones(row), self._look.today)

    def seen(self, row: CaseFileRow) -> CaseSeen:
        """A row as facts, with the status of today."""
        facts = milestones(row)
        return CaseSeen(
            id=row.id,
            minor_id=row.minor_id,
            officer_id=row.officer_id,
            case_number=row.case_number,
            status=status_on(facts, self._look.today),
            version=row.version,
            last_act_on=row.last_act_on,
            chain_role=row.chain_role,
            last_check_in_on=row.last_check_in_on,
            missed_to_review=row.missed_to_review,
            milestones=facts,
        )

    async def page(
        self,
        wanted: CaseFilter,
        *,
        sort: CaseSort,
        descending: bool,
        limit: int,
        offset: int,
    ) -> tuple[list[CaseListed], int]:
        """One page of the caseload and the number of all matching files, in one statement."""
        conditions = self._conditions(wanted)
        column = SORT_COLUMNS[sort]
        ordered = column.desc().nullslast() if descending else column.asc().nullslast()
        total = (
            select(func.count()).select_from(CaseFileRow).where(*conditions)
            if wanted.search is None
            else select(func.count())
            .select_from(CaseFileRow)
            .join(MinorRow, MinorRow.id == CaseFileRow.minor_id)
            .where(*conditions)
        ).scalar_subquery()
        statement = (
            select(
                CaseFileRow,
                MinorRow.name,
                MinorRow.birth_date,
                RecordKeyRow.master_key_id,
                RecordKeyRow.wrapped,
                AccountRow.display_name,
                total.label("total"),
            )
            .join(MinorRow, MinorRow.id == CaseFileRow.minor_id)
            .join(RecordKeyRow, RecordKeyRow.record_id == CaseFileRow.minor_id)
            .join(AccountRow, AccountRow.id == CaseFileRow.officer_id)
            .where(*conditions)
            .order_by(ordered, CaseFileRow.id)
            .limit(limit)
            .offset(offset)
        )
        rows = (await self._session.execute(statement)).all()
        if not rows and offset:
            # The page lies past the end: the total still has to be told.
            first, count = await self.page(
                wanted, sort=sort, descending=descending, limit=1, offset=0
            )
            return [], count if first else 0
        return [self._listed(row) for row in rows], rows[0].total if rows else 0

    def _conditions(self, wanted: CaseFilter) -> Sequence[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = [visible(self._look)]
        if wanted.status:
            conditions.append(or_(*(self._has_status(status) for status in wanted.status)))
        if wanted.search:
            name_index = self._look.vault.blind_index("minors.name", wanted.search)
            conditions.append(
                (CaseFileRow.case_number == wanted.search.strip())
                | (MinorRow.name_index == name_index)
            )
        if wanted.chain_role:
            conditions.append(CaseFileRow.chain_role == wanted.chain_role)
        if wanted.officer_id:
            conditions.append(CaseFileRow.officer_id == wanted.officer_id)
        if wanted.due_before:
            conditions.append(CaseFileRow.next_deadline_on < wanted.due_before)
        if wanted.missed_only:
            conditions.append(CaseFileRow.missed_to_review > 0)
        return conditions

    def _has_status(self, status: CaseStatus) -> ColumnElement[bool]:
        running = CaseFileRow.status == CaseStatus.ON_PROBATION.value
        ended = running & (CaseFileRow.probation_ends_on < self._look.today)
        if status is CaseStatus.PERIOD_ENDED:
            return ended
        if status is CaseStatus.ON_PROBATION:
            return running & (CaseFileRow.probation_ends_on >= self._look.today)
        return CaseFileRow.status == status.value

    def _listed(self, row: Row[Any]) -> CaseListed:
        case: CaseFileRow = row[0]
        key = self._look.keys.keep(case.minor_id, row.master_key_id, row.wrapped)
        born = key.open("minors.birth_date", case.minor_id, row.birth_date)
        return CaseListed(
            case=self.seen(case),
            masked_name=masked_name(key.open("minors.name", case.minor_id, row.name)),
            born=date.fromisoformat(born),
            officer_name=row.display_name,
        )


def milestones(row: CaseFileRow) -> Milestones:
    """The dated facts of a stored case file."""
    return Milestones(
        status=CaseStatus(row.status),
        rulebook=row.rulebook,
        received_on=row.received_on,
        charges_changed_at=row.charges_changed_at,
        has_victim=row.has_victim,
        has_defender=row.has_defender,
        legal_aid_notified_on=row.legal_aid_notified_on,
        suspect_informed_on=row.suspect_informed_on,
        victim_informed_on=row.victim_informed_on,
        decided_on=row.decided_on,
        services_missing=row.services_missing,
        announced_on=row.announced_on,
        probation_months=row.probation_months,
        probation_ends_on=row.probation_ends_on,
        printed_end=row.printed_end,
        final_decided_on=row.final_decided_on,
        final_services_missing=row.final_services_missing,
        final_announced_on=row.final_announced_on,
    )
