"""All SQL of the deciding office's side of entrustments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from guanhu.audit.work import Look
from guanhu.cases.parts import CaseParts
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.entrustments import shown
from guanhu.entrustments.facts import (
    ContactSeen,
    EntrustmentFacts,
    EntrustmentSeen,
    LetterSeen,
)
from guanhu.entrustments.rules import ASSISTED_IN
from guanhu.entrustments.tables import (
    EntrustmentAnswerRow,
    EntrustmentContactRow,
    EntrustmentLetterRow,
    EntrustmentRow,
)
from guanhu.identity.tables import AccountRow, OfficeRow
from guanhu.plans.facts import Texts
from guanhu.plumbing.vault import RecordKey

OFFICER, WORKER = aliased(AccountRow), aliased(AccountRow)
"""Who assists, as the asked office named them."""

STORED = frozenset(status.value for status in ASSISTED_IN)


class EntrustmentRepository(CaseParts):
    """Entrustments of the actor's own cases."""

    async def facts(self, case_id: UUID) -> list[EntrustmentFacts]:
        """Every entrustment of a visible case as far as a rule asks."""
        found = await self._session.execute(
            select(EntrustmentRow, EntrustmentAnswerRow)
            .outerjoin(
                EntrustmentAnswerRow, EntrustmentAnswerRow.entrustment_id == EntrustmentRow.id
            )
            .where(
                EntrustmentRow.case_id == case_id,
                EntrustmentRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        return [shown.entrustment_facts(row, answer) for row, answer in found]

    async def facts_of(self, row: EntrustmentRow) -> EntrustmentFacts:
        """One locked entrustment as far as a rule asks."""
        answer = await self._session.scalar(
            select(EntrustmentAnswerRow).where(EntrustmentAnswerRow.entrustment_id == row.id)
        )
        return shown.entrustment_facts(row, answer)

    async def entrustment_of(self, letter: EntrustmentLetterRow) -> EntrustmentRow:
        """The entrustment a letter is about."""
        return await self._session.get_one(EntrustmentRow, letter.entrustment_id)

    async def office_is_there(self, office_id: UUID) -> bool:
        """Whether this system has the office."""
        found = await self._session.scalar(select(OfficeRow.id).where(OfficeRow.id == office_id))
        return found is not None

    async def other_offices(self, limit: int, offset: int) -> tuple[list[tuple[UUID, Texts]], int]:
        """One page of the offices of this system but the own one, by code, and how many."""
        others = OfficeRow.id != self._look.actor.office_id
        total = select(func.count()).select_from(OfficeRow).where(others).scalar_subquery()
        found = await self._session.execute(
            select(OfficeRow, total)
            .where(others)
            .order_by(OfficeRow.code)
            .limit(limit)
            .offset(offset)
        )
        rows = found.all()
        if not rows and offset:
            return [], int(await self._session.scalar(select(total)) or 0)
        return [(row.id, shown.texts(row)) for row, _ in rows], rows[0][1] if rows else 0

    async def of_case(self, case_id: UUID) -> list[EntrustmentSeen]:
        """Every entrustment of a visible case with its letters and contacts, oldest first."""
        found = await self._session.execute(
            select(
                EntrustmentRow, EntrustmentAnswerRow, OfficeRow, OFFICER, WORKER, CaseFileRow.status
            )
            .outerjoin(
                EntrustmentAnswerRow, EntrustmentAnswerRow.entrustment_id == EntrustmentRow.id
            )
            .outerjoin(OFFICER, OFFICER.id == EntrustmentAnswerRow.officer_id)
            .outerjoin(WORKER, WORKER.id == EntrustmentAnswerRow.worker_id)
            .join(CaseFileRow, CaseFileRow.id == EntrustmentRow.case_id)
            .outerjoin(OfficeRow, OfficeRow.id == EntrustmentRow.to_office_id)
            .where(
                EntrustmentRow.case_id == case_id,
                EntrustmentRow.case_id.in_(visible_case_ids(self._look)),
            )
            .order_by(EntrustmentRow.asked_on, EntrustmentRow.id)
        )
        rows = found.all()
        if not rows:
            return []
        key = await self.key(case_id)
        ids = [row[0].id for row in rows]
        letters = await letters_of(self._look, ids, key)
        contacts = await contacts_of(self._look, ids, key)
        return [
            shown.entrustment(
                row,
                answer,
                key,
                office=office,
                people=(officer, worker),
                letters=tuple(letters[row.id]),
                contacts=tuple(contacts[row.id]),
                today=self._look.today,
                assisted=status in STORED,
            )
            for row, answer, office, officer, worker, status in rows
        ]


async def letters_of(
    look: Look, entrustment_ids: Sequence[UUID], key: RecordKey
) -> dict[UUID, list[LetterSeen]]:
    """The letters of entrustments the actor was found to see, the first one first."""
    found = await look.session.execute(
        select(EntrustmentLetterRow, AccountRow)
        .join(AccountRow, AccountRow.id == EntrustmentLetterRow.written_by)
        .where(EntrustmentLetterRow.entrustment_id.in_(entrustment_ids))
        .order_by(EntrustmentLetterRow.sent_on, EntrustmentLetterRow.written_at)
    )
    letters: dict[UUID, list[LetterSeen]] = defaultdict(list)
    for row, by in found:
        letters[row.entrustment_id].append(shown.letter(row, by, key))
    return letters


async def contacts_of(
    look: Look, entrustment_ids: Sequence[UUID], key: RecordKey
) -> dict[UUID, list[ContactSeen]]:
    """The contacts under entrustments the actor was found to see, the first one first."""
    found = await look.session.execute(
        select(EntrustmentContactRow, AccountRow)
        .join(AccountRow, AccountRow.id == EntrustmentContactRow.recorded_by)
        .where(EntrustmentContactRow.entrustment_id.in_(entrustment_ids))
        .order_by(EntrustmentContactRow.happened_at, EntrustmentContactRow.id)
    )
    contacts: dict[UUID, list[ContactSeen]] = defaultdict(list)
    for row, by in found:
        contacts[row.entrustment_id].append(shown.contact(row, by, key))
    return contacts
