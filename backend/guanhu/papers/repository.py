"""SQL for what only papers say: full names of guardians, and the office's own names."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from guanhu.audit.work import Look
from guanhu.documents.snapshot import GuardianPart
from guanhu.identity.tables import OfficeRow
from guanhu.papers.words import RELATIONS
from guanhu.people.facts import Relation
from guanhu.people.tables import GuardianRow, GuardianshipRow


class PapersRepository:
    """Names in full; whoever reads them leaves a trail entry."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def office(self) -> tuple[str, str | None]:
        """The name of the actor's office, and of the next-higher one where it is on record."""
        higher = aliased(OfficeRow)
        found = await self._session.execute(
            select(OfficeRow.name_zh, higher.name_zh)
            .outerjoin(higher, higher.id == OfficeRow.parent_id)
            .where(OfficeRow.id == self._look.actor.office_id)
        )
        name, above = found.one()
        return name, above

    async def guardians(self, minor_id: UUID) -> tuple[GuardianPart, ...]:
        """Everybody who is guardian today and not blocked (Q-11)."""
        found = await self._session.execute(
            select(GuardianshipRow, GuardianRow)
            .join(GuardianRow, GuardianRow.id == GuardianshipRow.guardian_id)
            .where(
                GuardianshipRow.minor_id == minor_id,
                GuardianshipRow.blocked_at.is_(None),
                GuardianshipRow.valid_during.contains(self._look.today),
            )
            .order_by(GuardianshipRow.valid_during, GuardianshipRow.id)
        )
        pairs = found.all()
        if not pairs:
            return ()
        key = await self._look.keys.of(minor_id)
        return tuple(
            GuardianPart(
                name=key.open("guardians.name", guardian.id, guardian.name),
                relation=RELATIONS[Relation(link.relation)],
                phone=key.open_optional("guardians.phone", guardian.id, guardian.phone),
                legal_representative=link.legal_representative,
            )
            for link, guardian in pairs
        )
