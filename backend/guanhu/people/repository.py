"""All SQL about people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.dialects.postgresql import Range

from guanhu.audit.work import Look
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.kernel.masking import masked_name
from guanhu.people.facts import (
    AgeProof,
    GuardianSeen,
    MinorIdentity,
    MinorSeen,
    NewMinor,
    Relation,
    SchoolStatus,
    Sex,
)
from guanhu.people.tables import GuardianRow, GuardianshipRow, MinorRow


@dataclass(frozen=True, slots=True)
class NewGuardian:
    """What linking a guardian stores."""

    name: str
    phone: str | None
    relation: Relation
    legal_representative: bool
    valid_from: date


class PeopleRepository:
    """Minors and guardians the actor may see; row-level security holds the second wall."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def identity_is_known(self, identity_number: str) -> bool:
        """Whether a minor the actor may see has this identity number; hidden ones stay hidden."""
        index = self._look.vault.blind_index("minors.identity_number", identity_number)
        found = await self._session.scalar(
            select(MinorRow.id)
            .where(
                MinorRow.office_id == self._look.actor.office_id, MinorRow.identity_index == index
            )
            .limit(1)
        )
        return found is not None

    async def find(self, name: str | None, identity_number: str | None) -> Sequence[MinorSeen]:
        """Exact matches by full name or identity number, through the blind indexes."""
        conditions = []
        if name:
            conditions.append(
                MinorRow.name_index == self._look.vault.blind_index("minors.name", name)
            )
        if identity_number:
            conditions.append(
                MinorRow.identity_index
                == self._look.vault.blind_index("minors.identity_number", identity_number)
            )
        if not conditions:
            return []
        rows = await self._session.scalars(
            select(MinorRow)
            .where(MinorRow.office_id == self._look.actor.office_id, and_(*conditions))
            .limit(20)
        )
        return [await self._seen(row) for row in rows]

    async def register(self, new: NewMinor) -> UUID:
        """Store a minor under a fresh key; the caller enters again before reading it."""
        look = self._look
        minor_id = new_id()
        key = await look.keys.create("minor", minor_id, look.actor.office_id)
        self._session.add(
            MinorRow(
                id=minor_id,
                office_id=look.actor.office_id,
                name=key.seal("minors.name", minor_id, new.name.strip()),
                birth_date=key.seal("minors.birth_date", minor_id, new.birth_date.isoformat()),
                identity_number=key.seal_optional(
                    "minors.identity_number", minor_id, new.identity_number
                ),
                phone=key.seal_optional("minors.phone", minor_id, new.phone),
                address=key.seal_optional("minors.address", minor_id, new.address),
                school=key.seal_optional("minors.school", minor_id, new.school),
                sex=new.sex.value,
                school_status=new.school_status.value,
                age_proof=new.age_proof.value,
                name_index=look.vault.blind_index("minors.name", new.name),
                identity_index=None
                if new.identity_number is None
                else look.vault.blind_index("minors.identity_number", new.identity_number),
                version=1,
                registered_at=look.now,
            )
        )
        await self._session.flush()
        return minor_id

    async def link_guardian(self, minor_id: UUID, new: NewGuardian) -> UUID:
        """Store a guardian and the guardianship; answers the guardian's id."""
        look = self._look
        key = await look.keys.of(minor_id)
        guardian_id = new_id()
        self._session.add(
            GuardianRow(
                id=guardian_id,
                office_id=look.actor.office_id,
                minor_id=minor_id,
                name=key.seal("guardians.name", guardian_id, new.name.strip()),
                phone=key.seal_optional("guardians.phone", guardian_id, new.phone),
            )
        )
        await self._session.flush()
        self._session.add(
            GuardianshipRow(
                id=new_id(),
                office_id=look.actor.office_id,
                minor_id=minor_id,
                guardian_id=guardian_id,
                relation=new.relation.value,
                legal_representative=new.legal_representative,
                valid_during=Range(new.valid_from, None, bounds="[)"),
            )
        )
        await self._session.flush()
        return guardian_id

    async def minors(self, minor_ids: Iterable[UUID]) -> dict[UUID, MinorSeen]:
        """Many minors as lists and pages show them; hidden ones are left out."""
        rows = (
            await self._session.scalars(select(MinorRow).where(MinorRow.id.in_(set(minor_ids))))
        ).all()
        await self._look.keys.of_all(row.id for row in rows)
        return {row.id: await self._seen(row) for row in rows}

    async def identity(self, minor_id: UUID) -> MinorIdentity:
        """The identity fields; the caller leaves a trail entry. `NotVisible` when hidden."""
        row = await self._session.get(MinorRow, minor_id)
        if row is None:
            raise NotVisible
        key = await self._look.keys.of(minor_id)
        return MinorIdentity(
            id=row.id,
            full_name=key.open("minors.name", row.id, row.name),
            birth_date=date.fromisoformat(key.open("minors.birth_date", row.id, row.birth_date)),
            identity_number=key.open_optional(
                "minors.identity_number", row.id, row.identity_number
            ),
            phone=key.open_optional("minors.phone", row.id, row.phone),
            address=key.open_optional("minors.address", row.id, row.address),
            school=key.open_optional("minors.school", row.id, row.school),
        )

    async def as_registered(self, minor_id: UUID) -> NewMinor:
        """Everything a registration stores, as it stands now; `NotVisible` when hidden."""
        known = await self.identity(minor_id)
        seen = (await self.minors([minor_id]))[minor_id]
        return NewMinor(
            name=known.full_name,
            birth_date=known.birth_date,
            sex=seen.sex,
            school_status=seen.school_status,
            age_proof=seen.age_proof,
            identity_number=known.identity_number,
            phone=known.phone,
            address=known.address,
            school=known.school,
        )

    async def guardians(self, minor_id: UUID) -> list[GuardianSeen]:
        """Every guardianship of one minor, first day first."""
        found = await self._session.execute(
            select(GuardianshipRow, GuardianRow)
            .join(GuardianRow, GuardianRow.id == GuardianshipRow.guardian_id)
            .where(GuardianshipRow.minor_id == minor_id)
            .order_by(GuardianshipRow.valid_during, GuardianshipRow.id)
        )
        pairs = found.all()
        if not pairs:
            return []
        key = await self._look.keys.of(minor_id)
        return [
            GuardianSeen(
                guardianship_id=link.id,
                guardian_id=guardian.id,
                minor_id=minor_id,
                masked_name=masked_name(key.open("guardians.name", guardian.id, guardian.name)),
                relation=Relation(link.relation),
                legal_representative=link.legal_representative,
                valid_from=link.valid_during.lower or date.min,
                valid_until=link.valid_during.upper,
                blocked=link.blocked_at is not None,
                joined=guardian.account_id is not None,
            )
            for link, guardian in pairs
        ]

    async def _seen(self, row: MinorRow) -> MinorSeen:
        key = await self._look.keys.of(row.id)
        return MinorSeen(
            id=row.id,
            masked_name=masked_name(key.open("minors.name", row.id, row.name)),
            birth_date=date.fromisoformat(key.open("minors.birth_date", row.id, row.birth_date)),
            sex=Sex(row.sex),
            school_status=SchoolStatus(row.school_status),
            age_proof=AgeProof(row.age_proof),
            version=row.version,
        )
