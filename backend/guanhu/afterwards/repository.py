"""All SQL of what else hangs on a line of the sealed register. Wall: whose line one sees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from guanhu.afterwards.facts import (
    AfterSealing,
    CertificateAsker,
    CertificateIssuer,
    CertificateSeen,
    CopyFate,
    NoticeRecipient,
    NoticeSeen,
    UnsealClaim,
    UnsealGround,
    UnsealingSeen,
    UnsealVerdict,
)
from guanhu.afterwards.follow_ups import FollowUpRepository
from guanhu.afterwards.tables import RecordCertificateRow, SealNoticeRow, UnsealingRow
from guanhu.afterwards.texts import keys_of, own_key
from guanhu.audit.work import Look
from guanhu.decisions.facts import ServiceMode
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id

Line = TypeVar("Line", RecordCertificateRow, SealNoticeRow, UnsealingRow)


class AfterwardsRepository:
    """What follows a seal, as one actor."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def of_orders(self, order_ids: Sequence[UUID]) -> dict[UUID, AfterSealing]:
        """What followed many visible lines of the register."""
        certificates = await self.certificates(order_ids)
        notices = await self.notices(order_ids)
        unsealings = await self.unsealings(order_ids)
        follow_up = FollowUpRepository(self._look)
        undertakings = await follow_up.undertakings(order_ids)
        follow_ups = await follow_up.of_orders(order_ids)
        return {
            order_id: AfterSealing(
                certificates=tuple(certificates.get(order_id, ())),
                notices=tuple(notices.get(order_id, ())),
                unsealings=tuple(unsealings.get(order_id, ())),
                undertakings=tuple(undertakings.get(order_id, ())),
                follow_ups=tuple(follow_ups.get(order_id, ())),
            )
            for order_id in order_ids
        }

    # -- certificates of no criminal record ---------------------------------------------------

    async def ask_certificate(
        self, seal_order_id: UUID, asked_by: CertificateAsker, asked_on: date, purpose: str | None
    ) -> UUID:
        """Keep that a certificate was asked for; answers its id."""
        look, certificate_id = self._look, new_id()
        key = await own_key(look)
        self._session.add(
            RecordCertificateRow(
                id=certificate_id,
                office_id=look.actor.office_id,
                seal_order_id=seal_order_id,
                asked_by=asked_by.value,
                asked_on=asked_on,
                purpose=key.seal_optional("record_certificates.purpose", certificate_id, purpose),
                recorded_by=look.actor.account_id,
                recorded_at=look.now,
            )
        )
        await self._session.flush()
        return certificate_id

    async def lock_certificate(self, certificate_id: UUID) -> RecordCertificateRow:
        """One visible certificate, locked; or `NotVisible`."""
        return await self._lock(RecordCertificateRow, certificate_id)

    async def certificates(self, order_ids: Sequence[UUID]) -> dict[UUID, list[CertificateSeen]]:
        """The certificates of many visible lines, the first asked for first."""
        rows = await self._rows(RecordCertificateRow, order_ids, RecordCertificateRow.recorded_at)
        keys = await keys_of(self._look, {row.recorded_by for row in rows})
        found: dict[UUID, list[CertificateSeen]] = {}
        for row in rows:
            purpose = keys[row.recorded_by].open_optional(
                "record_certificates.purpose", row.id, row.purpose
            )
            found.setdefault(row.seal_order_id, []).append(certificate(row, purpose))
        return found

    # -- notices of the seal ------------------------------------------------------------------

    async def send_notice(
        self,
        seal_order_id: UUID,
        recipient_kind: NoticeRecipient,
        recipient: str | None,
        mode: ServiceMode,
        sent_on: date,
    ) -> UUID:
        """Keep that a notice was sent; answers its id."""
        look, notice_id = self._look, new_id()
        key = await own_key(look)
        self._session.add(
            SealNoticeRow(
                id=notice_id,
                office_id=look.actor.office_id,
                seal_order_id=seal_order_id,
                recipient_kind=recipient_kind.value,
                recipient=key.seal_optional("seal_notices.recipient", notice_id, recipient),
                mode=mode.value,
                sent_on=sent_on,
                recorded_by=look.actor.account_id,
                recorded_at=look.now,
            )
        )
        await self._session.flush()
        return notice_id

    async def lock_notice(self, notice_id: UUID) -> SealNoticeRow:
        """One visible notice, locked; or `NotVisible`."""
        return await self._lock(SealNoticeRow, notice_id)

    async def notices(self, order_ids: Sequence[UUID]) -> dict[UUID, list[NoticeSeen]]:
        """The notices of many visible lines, the first recorded first."""
        rows = await self._rows(SealNoticeRow, order_ids, SealNoticeRow.recorded_at)
        keys = await keys_of(self._look, {row.recorded_by for row in rows})
        found: dict[UUID, list[NoticeSeen]] = {}
        for row in rows:
            name = keys[row.recorded_by].open_optional(
                "seal_notices.recipient", row.id, row.recipient
            )
            found.setdefault(row.seal_order_id, []).append(notice(row, name))
        return found

    # -- unsealing ----------------------------------------------------------------------------

    async def propose_unsealing(
        self, seal_order_id: UUID, claim: UnsealClaim, judgment: str, rulebook: str
    ) -> UUID:
        """Keep a proposal to unseal; answers its id."""
        look, unsealing_id = self._look, new_id()
        key = await own_key(look)
        self._session.add(
            UnsealingRow(
                id=unsealing_id,
                office_id=look.actor.office_id,
                seal_order_id=seal_order_id,
                ground=claim.ground.value,
                judged_on=claim.judged_on,
                combined_months=claim.combined_months,
                as_a_minor=claim.as_a_minor,
                judgment=key.seal("unsealings.judgment", unsealing_id, judgment.strip()),
                rulebook=rulebook,
                proposed_on=look.today,
                proposed_by=look.actor.account_id,
                proposed_at=look.now,
            )
        )
        await self._session.flush()
        return unsealing_id

    async def lock_unsealing(self, unsealing_id: UUID) -> UnsealingRow:
        """One visible proposal to unseal, locked; or `NotVisible`."""
        return await self._lock(UnsealingRow, unsealing_id)

    async def decide_unsealing(
        self, row: UnsealingRow, verdict: UnsealVerdict, reason: str
    ) -> None:
        """Keep what was decided about a proposal."""
        key = await own_key(self._look)
        row.verdict = verdict.value
        row.reason = key.seal("unsealings.reason", row.id, reason.strip())
        row.decided_on = self._look.today
        row.decided_by = self._look.actor.account_id

    async def unsealing(self, unsealing_id: UUID) -> UnsealingSeen | None:
        """One proposal without its texts, for the system that opens a file; or None."""
        row: UnsealingRow | None = await self._session.scalar(
            select(UnsealingRow).where(
                UnsealingRow.id == unsealing_id,
                UnsealingRow.office_id == self._look.actor.office_id,
            )
        )
        return None if row is None else unsealing(row)

    async def unsealings(self, order_ids: Sequence[UUID]) -> dict[UUID, list[UnsealingSeen]]:
        """The proposals to unseal of many visible lines, the first one first."""
        rows = await self._rows(UnsealingRow, order_ids, UnsealingRow.proposed_at)
        writers = {row.proposed_by for row in rows} | {
            row.decided_by for row in rows if row.decided_by is not None
        }
        keys = await keys_of(self._look, writers)
        found: dict[UUID, list[UnsealingSeen]] = {}
        for row in rows:
            said = keys[row.proposed_by].open("unsealings.judgment", row.id, row.judgment)
            why = (
                None
                if row.decided_by is None
                else keys[row.decided_by].open_optional("unsealings.reason", row.id, row.reason)
            )
            found.setdefault(row.seal_order_id, []).append(unsealing(row, said, why))
        return found

    # -- rows ---------------------------------------------------------------------------------

    async def _lock(self, table: type[Line], row_id: UUID) -> Line:
        row: Line | None = await self._session.scalar(
            select(table)
            .where(table.id == row_id, table.office_id == self._look.actor.office_id)
            .with_for_update()
        )
        if row is None:
            raise NotVisible
        return row

    async def _rows(self, table: type[Line], order_ids: Sequence[UUID], by: Any) -> Sequence[Line]:
        rows = await self._session.scalars(
            select(table)
            .where(
                table.seal_order_id.in_(order_ids),
                table.office_id == self._look.actor.office_id,
            )
            .order_by(by, table.id)
        )
        return rows.all()


def certificate(row: RecordCertificateRow, purpose: str | None = None) -> CertificateSeen:
    """A certificate as rules and readers see it."""
    return CertificateSeen(
        id=row.id,
        seal_order_id=row.seal_order_id,
        asked_by=CertificateAsker(row.asked_by),
        asked_on=row.asked_on,
        purpose=purpose,
        issued_on=row.issued_on,
        issued_by=None if row.issued_by is None else CertificateIssuer(row.issued_by),
        document_id=row.document_id,
        recorded_by=row.recorded_by,
    )


def notice(row: SealNoticeRow, recipient: str | None = None) -> NoticeSeen:
    """A notice as rules and readers see it."""
    return NoticeSeen(
        id=row.id,
        seal_order_id=row.seal_order_id,
        recipient_kind=NoticeRecipient(row.recipient_kind),
        recipient=recipient,
        mode=ServiceMode(row.mode),
        sent_on=row.sent_on,
        received_on=row.received_on,
        confirmed_on=row.confirmed_on,
        confirmed_as=None if row.confirmed_as is None else CopyFate(row.confirmed_as),
        recorded_by=row.recorded_by,
    )


def unsealing(row: UnsealingRow, judgment: str = "", reason: str | None = None) -> UnsealingSeen:
    """A proposal to unseal as rules and readers see it."""
    return UnsealingSeen(
        id=row.id,
        seal_order_id=row.seal_order_id,
        claim=UnsealClaim(
            UnsealGround(row.ground), row.judged_on, row.combined_months, row.as_a_minor
        ),
        judgment=judgment,
        proposed_on=row.proposed_on,
        proposed_by=row.proposed_by,
        verdict=None if row.verdict is None else UnsealVerdict(row.verdict),
        reason=reason,
        decided_on=row.decided_on,
        decided_by=row.decided_by,
    )
