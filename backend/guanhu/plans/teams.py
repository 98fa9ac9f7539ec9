"""SQL of support teams: membership is what gives a worker access, for as long as it lasts."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.plans.facts import MemberSeen, TeamDuty
from guanhu.plans.tables import TeamMemberRow
from guanhu.plumbing.vault import RecordKey

ONE_DAY = timedelta(days=1)


class TeamRepository:
    """Members of the support teams of the case files the actor may see."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def members(self, case_id: UUID) -> list[MemberSeen]:
        """Everybody who was, is or will be on the team, first day first."""
        rows = (
            await self._session.scalars(
                select(TeamMemberRow)
                .where(
                    TeamMemberRow.case_id == case_id,
                    TeamMemberRow.case_id.in_(visible_case_ids(self._look)),
                )
                .order_by(TeamMemberRow.valid_during, TeamMemberRow.id)
            )
        ).all()
        if not rows:
            return []
        key = await self._look.keys.of(case_id)
        return [_seen(row, key) for row in rows]

    async def members_on(self, case_id: UUID, day: date) -> list[MemberSeen]:
        """The team of one day."""
        return [
            member
            for member in await self.members(case_id)
            if not member.withdrawn
            and member.valid_from <= day
            and (member.last_day is None or day <= member.last_day)
        ]

    async def case_of(self, member_id: UUID) -> UUID:
        """The case a membership belongs to, or `NotVisible`."""
        found = await self._session.scalar(
            select(TeamMemberRow.case_id).where(
                TeamMemberRow.id == member_id,
                TeamMemberRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        if found is None:
            raise NotVisible
        return found

    async def overlapping(self, case_id: UUID, account_id: UUID, start: date) -> date | None:
        """First day of a membership that reaches to `start` or beyond, or None."""
        rows = await self._session.scalars(
            select(TeamMemberRow).where(
                TeamMemberRow.case_id == case_id,
                TeamMemberRow.account_id == account_id,
                TeamMemberRow.withdrawn_at.is_(None),
                TeamMemberRow.valid_during.op("&&")(Range(start, None, bounds="[)")),
            )
        )
        found = rows.first()
        return None if found is None else found.valid_during.lower

    async def add(
        self,
        file: CaseFileRow,
        *,
        account_id: UUID,
        duty: TeamDuty,
        start: date,
        notes_from: date | None = None,
    ) -> UUID:
        """Store an open membership; the case file is locked."""
        member_id = new_id()
        self._session.add(
            TeamMemberRow(
                id=member_id,
                office_id=file.office_id,
                case_id=file.id,
                account_id=account_id,
                duty=duty.value,
                valid_during=Range(start, None, bounds="[)"),
                appointed_by=self._look.actor.account_id,
                appointed_at=self._look.now,
                notes_from=notes_from,
            )
        )
        await self._session.flush()
        return member_id

    async def get(self, member_id: UUID) -> MemberSeen:
        """One membership, or `NotVisible`."""
        row = await self._session.get(TeamMemberRow, member_id)
        if row is None:
            raise NotVisible
        return _seen(row, await self._look.keys.of(row.case_id))

    async def end(self, member_id: UUID, *, last_day: date, reason: str) -> None:
        """Close a membership after `last_day`; the case file is locked."""
        row = await self._session.get_one(TeamMemberRow, member_id)
        key = await self._look.keys.of(row.case_id)
        row.valid_during = Range(row.valid_during.lower, last_day + ONE_DAY, bounds="[)")
        row.end_reason = key.seal("team_members.end_reason", row.id, reason)
        await self._session.flush()

    async def withdraw(self, file: CaseFileRow, *, reason: str) -> list[UUID]:
        """End every membership of a locked file at this instant; the accounts that lose access.

        What lies ahead never begins: its day stays, and opens nothing.
        """
        today, now = self._look.today, self._look.now
        rows = await self._session.scalars(
            select(TeamMemberRow).where(
                TeamMemberRow.case_id == file.id,
                TeamMemberRow.withdrawn_at.is_(None),
                TeamMemberRow.valid_during.op("&&")(Range(today, None, bounds="[)")),
            )
        )
        key = await self._look.keys.of(file.id)
        gone = []
        for row in rows:
            start = row.valid_during.lower or today
            row.valid_during = Range(start, max(start, today) + ONE_DAY, bounds="[)")
            row.withdrawn_at = now
            row.end_reason = key.seal("team_members.end_reason", row.id, reason)
            gone.append(row.account_id)
        await self._session.flush()
        return gone


def _seen(row: TeamMemberRow, key: RecordKey) -> MemberSeen:
    upper = row.valid_during.upper
    return MemberSeen(
        id=row.id,
        case_id=row.case_id,
        account_id=row.account_id,
        duty=TeamDuty(row.duty),
        valid_from=row.valid_during.lower or date.min,
        last_day=None if upper is None else upper - ONE_DAY,
        notes_from=row.notes_from,
        withdrawn=row.withdrawn_at is not None,
        end_reason=key.open_optional("team_members.end_reason", row.id, row.end_reason),
    )
