"""SQL of intake: what a new file stores, and what replaces its charges and involvement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from guanhu.audit.work import Look
from guanhu.cases.errors import CaseNumberTaken
from guanhu.cases.facts import LinkKind
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseStatus
from guanhu.cases.tables import (
    ActRow,
    CaseFileRow,
    CaseGroupMemberRow,
    CaseGroupRow,
    ChargeRow,
    InvolvementRow,
)
from guanhu.identity.holidays import office_holidays
from guanhu.kernel.ids import new_id
from guanhu.law.roles_in_chain import ChainRole, Means, Tier
from guanhu.law.rulebooks import rulebook_for

NUMBER_ONCE: Final = "uq_case_files_office_id_case_number"


@dataclass(frozen=True, slots=True)
class NewAct:
    """One dated act, amount in fen."""

    occurred_on: date
    amount_fen: int
    note: str | None


@dataclass(frozen=True, slots=True)
class NewCharge:
    """One offence with its acts."""

    offence: str
    acts: Sequence[NewAct]


@dataclass(frozen=True, slots=True)
class NewInvolvement:
    """Status and role in the crime; gain in fen."""

    chain_role: ChainRole
    tier: Tier
    means: Sequence[Means]
    platform: str | None
    gain_fen: int
    began_on: date | None
    ended_on: date | None
    recruited_by: str | None
    recruits: int
    note: str | None


class CaseIntake:
    """Writes the circumstances of a case file inside one command."""

    def __init__(self, work: Look) -> None:
        self._work = work
        self._session = work.session

    async def open(
        self,
        *,
        minor_id: UUID,
        case_number: str,
        received_on: date,
        has_victim: bool,
        has_defender: bool,
        charges: Sequence[NewCharge],
        involvement: NewInvolvement,
    ) -> UUID:
        """Store the file with everything that belongs to it, owned by the actor.

        Raises `CaseNumberTaken`. The database knows it, not a reading before: a colleague's file
        with the number cannot be seen, and two may be opened at once.
        """
        work = self._work
        case_id = new_id()
        holidays = await office_holidays(work, keep=True)
        row = CaseFileRow(
            id=case_id,
            office_id=work.actor.office_id,
            minor_id=minor_id,
            officer_id=work.actor.account_id,
            case_number=case_number,
            status=CaseStatus.RECEIVED.value,
            version=1,
            rulebook=rulebook_for(received_on).id,
            received_on=received_on,
            has_victim=has_victim,
            has_defender=has_defender,
            last_act_on=received_on,
            chain_role=involvement.chain_role.value,
            services_missing=0,
            final_services_missing=0,
            in_custody=False,
            review_events=[],
            clocks=[],
            holidays=holidays.stored(),
            missed_to_review=0,
            charges_changed_at=work.now,
            opened_at=work.now,
        )
        CaseRepository(work).settle(row)
        try:
            async with self._session.begin_nested():
                self._session.add(row)
                await self._session.flush()
        except IntegrityError as broken:
            if NUMBER_ONCE not in str(broken.orig):
                raise
            raise CaseNumberTaken from broken
        await work.keys.create("case", case_id, work.actor.office_id)
        await work.scope_changed()
        await self.replace_charges(row, charges)
        await self.replace_involvement(row, involvement)
        return case_id

    async def offence_codes(self, case_id: UUID) -> list[str]:
        """The offences a file is about, in order."""
        found = await self._session.scalars(
            select(ChargeRow.offence_code)
            .where(ChargeRow.case_id == case_id)
            .order_by(ChargeRow.position)
        )
        return list(found)

    async def keep_reason(self, row: CaseFileRow, reason: str) -> None:
        """Keep why the charges changed, in the vault; the latest reason stands on the file."""
        key = await self._work.keys.of(row.id)
        row.charges_reason = key.seal("case_files.charges_reason", row.id, reason)

    async def link(self, case_ids: Sequence[UUID], kind: LinkKind) -> UUID:
        """Put files into a new group."""
        work, group_id = self._work, new_id()
        self._session.add(
            CaseGroupRow(
                id=group_id, office_id=work.actor.office_id, kind=kind.value, linked_at=work.now
            )
        )
        await self._session.flush()
        for case_id in case_ids:
            self._session.add(
                CaseGroupMemberRow(
                    id=new_id(), office_id=work.actor.office_id, case_id=case_id, group_id=group_id
                )
            )
        await self._session.flush()
        return group_id

    async def replace_charges(self, row: CaseFileRow, charges: Sequence[NewCharge]) -> None:
        """Put `charges` in the place of those stored; `row.last_act_on` follows."""
        await self._session.execute(delete(ActRow).where(ActRow.case_id == row.id))
        await self._session.execute(delete(ChargeRow).where(ChargeRow.case_id == row.id))
        key = await self._work.keys.of(row.id)
        for position, charge in enumerate(charges):
            charge_id = new_id()
            self._session.add(
                ChargeRow(
                    id=charge_id, office_id=row.office_id, case_id=row.id, position=position,
                    offence_code=charge.offence,
                )
            )  # fmt: skip
            await self._session.flush()
            for act in charge.acts:
                act_id = new_id()
                self._session.add(
                    ActRow(
                        id=act_id, office_id=row.office_id, case_id=row.id, charge_id=charge_id,
                        occurred_on=act.occurred_on, amount_fen=act.amount_fen,
                        note=key.seal_optional("acts.note", act_id, act.note),
                    )
                )  # fmt: skip
        row.last_act_on = max(act.occurred_on for charge in charges for act in charge.acts)
        await self._session.flush()

    async def replace_involvement(self, row: CaseFileRow, new: NewInvolvement) -> None:
        """Put `new` in the place of the stored involvement; the list column follows."""
        stored = await self._session.scalar(
            select(InvolvementRow).where(InvolvementRow.case_id == row.id)
        )
        if stored is None:
            stored = InvolvementRow(id=new_id(), office_id=row.office_id, case_id=row.id)
            self._session.add(stored)
        key = await self._work.keys.of(row.id)
        stored.chain_role = new.chain_role.value
        stored.tier = new.tier.value
        stored.means = [means.value for means in new.means]
        stored.platform = key.seal_optional("involvements.platform", stored.id, new.platform)
        stored.gain_fen = new.gain_fen
        stored.began_on = new.began_on
        stored.ended_on = new.ended_on
        stored.recruited_by = key.seal_optional(
            "involvements.recruited_by", stored.id, new.recruited_by
        )
        stored.recruits = new.recruits
        stored.note = key.seal_optional("involvements.note", stored.id, new.note)
        row.chain_role = new.chain_role.value
        await self._session.flush()
