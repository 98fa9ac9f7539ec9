"""SQL that changes people who are on record."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from guanhu.audit.work import Look
from guanhu.kernel.errors import NotVisible, StaleVersion
from guanhu.people.facts import NewMinor
from guanhu.people.tables import GuardianshipRow, MinorRow


class PeopleKeeping:
    """Corrections and endings inside one command."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def correct(self, minor_id: UUID, new: NewMinor, expected_version: int) -> None:
        """Replace the identity of a minor; `NotVisible`, `StaleVersion`."""
        row = await self._session.scalar(
            select(MinorRow).where(MinorRow.id == minor_id).with_for_update()
        )
        if row is None:
            raise NotVisible
        if row.version != expected_version:
            raise StaleVersion(current_version=row.version)
        vault = self._look.vault
        key = await self._look.keys.of(minor_id)
        row.name = key.seal("minors.name", minor_id, new.name)
        row.birth_date = key.seal("minors.birth_date", minor_id, new.birth_date.isoformat())
        row.identity_number = key.seal_optional(
            "minors.identity_number", minor_id, new.identity_number
        )
        row.phone = key.seal_optional("minors.phone", minor_id, new.phone)
        row.address = key.seal_optional("minors.address", minor_id, new.address)
        row.school = key.seal_optional("minors.school", minor_id, new.school)
        row.sex = new.sex.value
        row.school_status = new.school_status.value
        row.age_proof = new.age_proof.value
        row.name_index = vault.blind_index("minors.name", new.name)
        row.identity_index = (
            None
            if new.identity_number is None
            else vault.blind_index("minors.identity_number", new.identity_number)
        )
        row.version += 1
        await self._session.flush()

    async def began(self, minor_id: UUID, guardianship_id: UUID) -> date:
        """First day of a guardianship of this minor; `NotVisible` when there is none."""
        row = await self._of(guardianship_id)
        if row.minor_id != minor_id:
            raise NotVisible
        return row.valid_during.lower or date.min

    async def end(self, guardianship_id: UUID, last_day: date) -> None:
        row = await self._of(guardianship_id)
        row.valid_during = Range(row.valid_during.lower, last_day + timedelta(days=1), bounds="[)")
        await self._session.flush()

    async def block(self, minor_id: UUID, guardianship_id: UUID, reason: str) -> None:
        row = await self._of(guardianship_id)
        key = await self._look.keys.of(minor_id)
        row.blocked_at = self._look.now
        row.block_reason = key.seal("guardianships.block_reason", row.id, reason)
        await self._session.flush()

    async def unblock(self, guardianship_id: UUID) -> None:
        row = await self._of(guardianship_id)
        row.blocked_at = None
        row.block_reason = None
        await self._session.flush()

    async def _of(self, guardianship_id: UUID) -> GuardianshipRow:
        row = await self._session.get(GuardianshipRow, guardianship_id)
        if row is None:
            raise NotVisible
        return row
