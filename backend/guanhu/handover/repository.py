"""SQL of offers. Accepting and sending back are functions of the gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Integer, Uuid, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow, CaseTransferRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.handover.facts import OpenTransfer, TransferSeen, TransferState
from guanhu.kernel.clock import office_date
from guanhu.kernel.errors import NotVisible
from guanhu.kernel.ids import new_id
from guanhu.plumbing.vault import RecordKey

REASON = "case_transfers.reason"
ANSWER = "case_transfers.answer"

MOVE_DRAFTS = text(
    "SELECT handed_over, cleared, cleared_of_former"
    " FROM guanhu_move_drafts(:case_id, :from_account, :team)"
).bindparams(bindparam("team", type_=ARRAY(Uuid)))


@dataclass(frozen=True, slots=True)
class MovedDrafts:
    """How many drafts changed hands, and how many are gone; of these the former officer's."""

    handed_over: int
    cleared: int
    cleared_of_former: int


class TransferRepository:
    """Offers of the files the actor may see, and those made to the actor."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def of_case(self, case_id: UUID) -> list[TransferSeen]:
        """Every offer of a visible file, the first one first."""
        rows = (
            await self._session.scalars(
                select(CaseTransferRow)
                .where(
                    CaseTransferRow.case_id == case_id,
                    CaseTransferRow.case_id.in_(visible_case_ids(self._look)),
                )
                .order_by(CaseTransferRow.offered_at, CaseTransferRow.id)
            )
        ).all()
        if not rows:
            return []
        key = await self._look.keys.of(case_id)
        return [_seen(row, key) for row in rows]

    async def open_of(self, case_id: UUID) -> OpenTransfer | None:
        """The offer of a locked file that waits for its answer."""
        row = await self._session.scalar(
            select(CaseTransferRow).where(
                CaseTransferRow.case_id == case_id,
                CaseTransferRow.state == TransferState.OFFERED.value,
            )
        )
        if row is None:
            return None
        return OpenTransfer(row.id, row.to_account_id, office_date(row.offered_at))

    async def case_of(self, transfer_id: UUID) -> UUID:
        """The visible file an offer is about, or `NotVisible`."""
        found = await self._session.scalar(
            select(CaseTransferRow.case_id).where(
                CaseTransferRow.id == transfer_id,
                CaseTransferRow.case_id.in_(visible_case_ids(self._look)),
            )
        )
        if found is None:
            raise NotVisible
        return found

    async def offered_to_me(self, transfer_id: UUID) -> CaseTransferRow:
        """An offer that waits for the actor's answer, or `NotVisible`."""
        row = await self._session.scalar(
            select(CaseTransferRow).where(
                CaseTransferRow.id == transfer_id,
                CaseTransferRow.to_account_id == self._look.actor.account_id,
                CaseTransferRow.office_id == self._look.actor.office_id,
                CaseTransferRow.state == TransferState.OFFERED.value,
            )
        )
        if row is None:
            raise NotVisible
        return row

    async def offer(
        self, file: CaseFileRow, *, receiver_id: UUID, reason: str, team_stays: bool
    ) -> UUID:
        """Store an offer; the file is locked and has none open."""
        transfer_id = new_id()
        key = await self._look.keys.of(file.id)
        self._session.add(
            CaseTransferRow(
                id=transfer_id,
                office_id=file.office_id,
                case_id=file.id,
                from_account_id=file.officer_id,
                to_account_id=receiver_id,
                reason=key.seal(REASON, transfer_id, reason),
                team_stays=team_stays,
                state=TransferState.OFFERED.value,
                offered_by=self._look.actor.account_id,
                offered_at=self._look.now,
            )
        )
        await self._session.flush()
        return transfer_id

    async def withdraw(self, transfer_id: UUID) -> None:
        """Take an open offer back; the file is locked."""
        row = await self._session.get_one(CaseTransferRow, transfer_id)
        row.state = TransferState.WITHDRAWN.value
        row.answered_at = self._look.now
        await self._session.flush()

    async def reason_of(self, row: CaseTransferRow) -> str:
        """Why an offer was made."""
        key = await self._look.keys.of(row.case_id)
        return key.open(REASON, row.id, row.reason)

    async def take_over(self, transfer_id: UUID) -> bool:
        """Make the actor the file's officer, its row locked; False when the offer is gone."""
        taken = await self._session.scalar(
            select(func.guanhu_take_over(transfer_id, self._look.now))
        )
        return bool(taken)

    async def send_back(self, row: CaseTransferRow, answer: str) -> bool:
        """Answer an offer with the reason why not; False when the offer is gone."""
        key = await self._look.keys.of(row.case_id)
        sealed = key.seal(ANSWER, row.id, answer)
        sent = await self._session.scalar(
            select(func.guanhu_send_back(row.id, sealed, self._look.now))
        )
        return bool(sent)

    async def move_drafts(
        self, case_id: UUID, from_account: UUID, team: Sequence[UUID]
    ) -> MovedDrafts:
        """Hand the former officer's drafts over and clear the withdrawn members'.

        For a file the actor has just taken over. Cleared, too, is what the former officer alone may
        read: a draft of a check-in with its private addendum, and one of a field note, which may
        name other files.
        """
        found = await self._session.execute(
            MOVE_DRAFTS.columns(handed_over=Integer, cleared=Integer, cleared_of_former=Integer),
            {"case_id": case_id, "from_account": from_account, "team": list(team)},
        )
        return MovedDrafts(*found.one())


def _seen(row: CaseTransferRow, key: RecordKey) -> TransferSeen:
    return TransferSeen(
        id=row.id,
        case_id=row.case_id,
        from_account=row.from_account_id,
        to_account=row.to_account_id,
        reason=key.open(REASON, row.id, row.reason),
        team_stays=row.team_stays,
        state=TransferState(row.state),
        offered_by=row.offered_by,
        offered_at=row.offered_at,
        answered_at=row.answered_at,
        answer=key.open_optional(ANSWER, row.id, row.answer),
    )
