"""All SQL of voluntary follow-up and of undertakings of secrecy. Wall: whose line one sees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from guanhu.afterwards.facts import (
    Consent,
    FollowUpEnd,
    FollowUpNoteSeen,
    FollowUpSeen,
    SecrecySeen,
    UndertakingPerson,
)
from guanhu.afterwards.tables import FollowUpNoteRow, FollowUpRow, SecrecyUndertakingRow
from guanhu.afterwards.texts import keys_of, own_key
from guanhu.audit.work import Look
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id


class FollowUpRepository:
    """Follow-up of visible lines of the register, as one actor."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def sign(
        self, seal_order_id: UUID, person_kind: UndertakingPerson, person: str, signed_on: date
    ) -> None:
        """Keep an undertaking of secrecy."""
        look, row_id = self._look, new_id()
        key = await own_key(look)
        self._session.add(
            SecrecyUndertakingRow(
                id=row_id,
                office_id=look.actor.office_id,
                seal_order_id=seal_order_id,
                person_kind=person_kind.value,
                person=key.seal("secrecy_undertakings.person", row_id, person.strip()),
                signed_on=signed_on,
                recorded_by=look.actor.account_id,
                recorded_at=look.now,
            )
        )
        await self._session.flush()

    async def begin(self, seal_order_id: UUID, consent: Consent) -> UUID:
        """Keep that a follow-up begins; answers its id."""
        look, follow_up_id = self._look, new_id()
        self._session.add(
            FollowUpRow(
                id=follow_up_id,
                office_id=look.actor.office_id,
                seal_order_id=seal_order_id,
                of_age=consent.of_age,
                minor_consented_on=consent.minor_on,
                representative_consented_on=consent.representative_on,
                until=consent.until,
                begun_by=look.actor.account_id,
                begun_at=look.now,
            )
        )
        await self._session.flush()
        return follow_up_id

    async def note(
        self, follow_up_id: UUID, happened_on: date, situation: str, need: str | None
    ) -> None:
        """Keep a contact."""
        look, note_id = self._look, new_id()
        key = await own_key(look)
        self._session.add(
            FollowUpNoteRow(
                id=note_id,
                office_id=look.actor.office_id,
                follow_up_id=follow_up_id,
                happened_on=happened_on,
                situation=key.seal("follow_up_notes.situation", note_id, situation.strip()),
                need=key.seal_optional("follow_up_notes.need", note_id, need),
                recorded_by=look.actor.account_id,
                recorded_at=look.now,
            )
        )
        await self._session.flush()

    async def lock(self, follow_up_id: UUID) -> tuple[FollowUpRow, FollowUpSeen]:
        """One visible follow-up, locked, with its notes; or `NotVisible`."""
        row: FollowUpRow | None = await self._session.scalar(
            select(FollowUpRow)
            .where(
                FollowUpRow.id == follow_up_id,
                FollowUpRow.office_id == self._look.actor.office_id,
            )
            .with_for_update()
        )
        if row is None:
            raise NotVisible
        return row, _seen(row, (await self._notes([row.id])).get(row.id, ()))

    async def of_orders(self, order_ids: Sequence[UUID]) -> dict[UUID, list[FollowUpSeen]]:
        """The follow-ups of many visible lines, the first one first."""
        found = await self._session.scalars(
            select(FollowUpRow)
            .where(
                FollowUpRow.seal_order_id.in_(order_ids),
                FollowUpRow.office_id == self._look.actor.office_id,
            )
            .order_by(FollowUpRow.begun_at, FollowUpRow.id)
        )
        rows = found.all()
        notes = await self._notes([row.id for row in rows])
        listed: dict[UUID, list[FollowUpSeen]] = {}
        for row in rows:
            listed.setdefault(row.seal_order_id, []).append(_seen(row, notes.get(row.id, ())))
        return listed

    async def undertakings(self, order_ids: Sequence[UUID]) -> dict[UUID, list[SecrecySeen]]:
        """The undertakings of secrecy of many visible lines, the first recorded first."""
        found = await self._session.scalars(
            select(SecrecyUndertakingRow)
            .where(
                SecrecyUndertakingRow.seal_order_id.in_(order_ids),
                SecrecyUndertakingRow.office_id == self._look.actor.office_id,
            )
            .order_by(SecrecyUndertakingRow.recorded_at, SecrecyUndertakingRow.id)
        )
        rows = found.all()
        keys = await keys_of(self._look, {row.recorded_by for row in rows})
        listed: dict[UUID, list[SecrecySeen]] = {}
        for row in rows:
            seen = SecrecySeen(
                row.id,
                UndertakingPerson(row.person_kind),
                keys[row.recorded_by].open("secrecy_undertakings.person", row.id, row.person),
                row.signed_on,
                row.recorded_by,
            )
            listed.setdefault(row.seal_order_id, []).append(seen)
        return listed

    async def _notes(self, follow_ups: Sequence[UUID]) -> dict[UUID, list[FollowUpNoteSeen]]:
        found = await self._session.scalars(
            select(FollowUpNoteRow)
            .where(FollowUpNoteRow.follow_up_id.in_(follow_ups))
            .order_by(FollowUpNoteRow.happened_on, FollowUpNoteRow.recorded_at, FollowUpNoteRow.id)
        )
        rows = found.all()
        keys = await keys_of(self._look, {row.recorded_by for row in rows})
        listed: dict[UUID, list[FollowUpNoteSeen]] = {}
        for row in rows:
            key = keys[row.recorded_by]
            seen = FollowUpNoteSeen(
                row.id,
                row.happened_on,
                key.open("follow_up_notes.situation", row.id, row.situation),
                key.open_optional("follow_up_notes.need", row.id, row.need),
                row.recorded_by,
            )
            listed.setdefault(row.follow_up_id, []).append(seen)
        return listed


def _seen(row: FollowUpRow, notes: Sequence[FollowUpNoteSeen]) -> FollowUpSeen:
    return FollowUpSeen(
        id=row.id,
        seal_order_id=row.seal_order_id,
        consent=Consent(
            row.of_age, row.minor_consented_on, row.representative_consented_on, row.until
        ),
        begun_by=row.begun_by,
        ended_on=row.ended_on,
        ended_because=None if row.ended_because is None else FollowUpEnd(row.ended_because),
        notes=tuple(notes),
    )
