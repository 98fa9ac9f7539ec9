"""SQL of the register of corrections: what a minor's identity was, and what it became."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select

from guanhu.audit.work import Look
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.people.facts import (
    AgeProof,
    CorrectionAsker,
    CorrectionSeen,
    CorrectionState,
    FieldChange,
    NewMinor,
    SchoolStatus,
    Sex,
    changed_fields,
)
from guanhu.people.tables import MinorCorrectionRow

BEFORE, AFTER = "minor_corrections.before", "minor_corrections.after"
REASON, ANSWER = "minor_corrections.reason", "minor_corrections.answer"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a correction is about; `version` is that of the minor it rests on."""

    case_id: UUID
    minor_id: UUID
    office_id: UUID
    version: int
    by: CorrectionAsker
    before: NewMinor
    after: NewMinor
    reason: str


class CorrectionKeeping:
    """Corrections of the minors of cases the actor may see; the caller locks the file."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def waiting(self, minor_id: UUID) -> UUID | None:
        """The request that waits for a decision, if one does."""
        return await self._session.scalar(
            select(MinorCorrectionRow.id).where(
                MinorCorrectionRow.minor_id == minor_id,
                MinorCorrectionRow.state == CorrectionState.SUBMITTED.value,
            )
        )

    async def waits_under(self, case_id: UUID) -> bool:
        """Whether a request made under this file waits for a decision."""
        found = await self._session.scalar(
            select(MinorCorrectionRow.id).where(
                MinorCorrectionRow.case_id == case_id,
                MinorCorrectionRow.state == CorrectionState.SUBMITTED.value,
            )
        )
        return found is not None

    async def add(self, asked: Asked, state: CorrectionState) -> UUID:
        """Keep what was, what is asked for, and why; answers its id."""
        look, row_id = self._look, new_id()
        key = await look.keys.of(asked.case_id)
        self._session.add(
            MinorCorrectionRow(
                id=row_id,
                office_id=asked.office_id,
                case_id=asked.case_id,
                minor_id=asked.minor_id,
                state=state.value,
                expected_version=asked.version,
                asked_by=asked.by.value,
                fields=changed_fields(asked.before, asked.after),
                before=key.seal(BEFORE, row_id, _packed(asked.before)),
                after=key.seal(AFTER, row_id, _packed(asked.after)),
                reason=key.seal(REASON, row_id, asked.reason),
                author_id=look.actor.account_id,
                asked_at=look.now,
            )
        )
        await self._session.flush()
        return row_id

    async def case_of(self, correction_id: UUID) -> UUID:
        """The file a correction belongs to: it is locked first; `NotVisible`."""
        case_id = await self._session.scalar(
            select(MinorCorrectionRow.case_id).where(MinorCorrectionRow.id == correction_id)
        )
        if case_id is None:
            raise NotVisible
        return case_id

    async def get(self, correction_id: UUID) -> MinorCorrectionRow:
        """One correction as it stands behind the lock of its file."""
        return await self._session.get_one(
            MinorCorrectionRow, correction_id, populate_existing=True
        )

    async def wanted(self, row: MinorCorrectionRow) -> NewMinor:
        """The identity as it should stand."""
        key = await self._look.keys.of(row.case_id)
        return _unpacked(key.open(AFTER, row.id, row.after))

    async def close(
        self, row: MinorCorrectionRow, state: CorrectionState, answer: str | None
    ) -> None:
        """Decide a waiting request."""
        key = await self._look.keys.of(row.case_id)
        row.state = state.value
        row.closer_id, row.closed_at = self._look.actor.account_id, self._look.now
        row.answer = key.seal_optional(ANSWER, row.id, answer)
        await self._session.flush()

    async def of_case(self, case_id: UUID) -> list[CorrectionSeen]:
        """Every correction of the case's minor, the first one first."""
        rows = await self._session.scalars(
            select(MinorCorrectionRow)
            .where(MinorCorrectionRow.case_id == case_id)
            .order_by(MinorCorrectionRow.asked_at, MinorCorrectionRow.id)
        )
        key = await self._look.keys.of(case_id)
        return [_seen(row, key) for row in rows.all()]


def _seen(row: MinorCorrectionRow, key: Any) -> CorrectionSeen:
    before = _plain(_unpacked(key.open(BEFORE, row.id, row.before)))
    after = _plain(_unpacked(key.open(AFTER, row.id, row.after)))
    return CorrectionSeen(
        id=row.id,
        state=CorrectionState(row.state),
        asked_by=CorrectionAsker(row.asked_by),
        reason=key.open(REASON, row.id, row.reason),
        author_id=row.author_id,
        asked_at=row.asked_at,
        closer_id=row.closer_id,
        closed_at=row.closed_at,
        answer=None if row.answer is None else key.open(ANSWER, row.id, row.answer),
        changes=tuple(FieldChange(name, before[name], after[name]) for name in row.fields),
    )


def _plain(minor: NewMinor) -> dict[str, str | None]:
    values = dataclasses.asdict(minor)
    return {name: None if value is None else str(value) for name, value in values.items()}


def _packed(minor: NewMinor) -> str:
    return orjson.dumps(dataclasses.asdict(minor)).decode()


def _unpacked(packed: str) -> NewMinor:
    values = orjson.loads(packed)
    return NewMinor(
        **values
        | {
            "birth_date": date.fromisoformat(values["birth_date"]),
            "sex": Sex(values["sex"]),
            "school_status": SchoolStatus(values["school_status"]),
            "age_proof": AgeProof(values["age_proof"]),
        }
    )
