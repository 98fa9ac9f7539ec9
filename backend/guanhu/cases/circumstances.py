"""SQL that reads what a case is about: charges with acts, involvement, linked files."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from guanhu.audit.work import Look
from guanhu.cases.facts import LinkKind
from guanhu.cases.tables import (
    ActRow,
    CaseFileRow,
    CaseGroupMemberRow,
    CaseGroupRow,
    ChargeRow,
    InvolvementRow,
)
from guanhu.cases.visibility import visible, visible_case_ids
from guanhu.law.roles_in_chain import ChainRole, Means, Tier


@dataclass(frozen=True, slots=True)
class ActSeen:
    """One dated act; amount in fen."""

    id: UUID
    occurred_on: date
    amount_fen: int
    note: str | None


@dataclass(frozen=True, slots=True)
class ChargeSeen:
    """One offence with its acts, earliest first."""

    id: UUID
    offence_code: str
    acts: tuple[ActSeen, ...]


@dataclass(frozen=True, slots=True)
class InvolvementSeen:
    """Status and role in the crime; gain in fen."""

    chain_role: ChainRole
    tier: Tier
    means: tuple[Means, ...]
    platform: str | None
    gain_fen: int
    began_on: date | None
    ended_on: date | None
    recruited_by: str | None
    recruits: int
    note: str | None


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """Another file of the same group that the actor may see."""

    case_id: UUID
    case_number: str
    chain_role: str
    kind: LinkKind


class CircumstancesRepository:
    """What visible case files are about."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def charges(self, case_id: UUID) -> list[ChargeSeen]:
        """The charges of one case in order; empty when hidden."""
        found = await self._session.execute(
            select(ChargeRow, ActRow)
            .outerjoin(ActRow, ActRow.charge_id == ChargeRow.id)
            .where(ChargeRow.case_id == case_id, ChargeRow.case_id.in_(self._cases()))
            .order_by(ChargeRow.position, ActRow.occurred_on, ActRow.id)
        )
        pairs = found.all()
        if not pairs:
            return []
        key = await self._look.keys.of(case_id)
        charges: dict[UUID, ChargeRow] = {}
        acts: dict[UUID, list[ActSeen]] = defaultdict(list)
        for charge, act in pairs:
            charges[charge.id] = charge
            if act is not None:
                note = key.open_optional("acts.note", act.id, act.note)
                acts[charge.id].append(ActSeen(act.id, act.occurred_on, act.amount_fen, note))
        return [
            ChargeSeen(charge.id, charge.offence_code, tuple(acts[charge.id]))
            for charge in charges.values()
        ]

    async def involvement(self, case_id: UUID) -> InvolvementSeen | None:
        """Status and role of one case; None when hidden."""
        row = await self._session.scalar(
            select(InvolvementRow).where(
                InvolvementRow.case_id == case_id, InvolvementRow.case_id.in_(self._cases())
            )
        )
        if row is None:
            return None
        key = await self._look.keys.of(case_id)
        return InvolvementSeen(
            chain_role=ChainRole(row.chain_role),
            tier=Tier(row.tier),
            means=tuple(Means(means) for means in row.means),
            platform=key.open_optional("involvements.platform", row.id, row.platform),
            gain_fen=row.gain_fen,
            began_on=row.began_on,
            ended_on=row.ended_on,
            recruited_by=key.open_optional("involvements.recruited_by", row.id, row.recruited_by),
            recruits=row.recruits,
            note=key.open_optional("involvements.note", row.id, row.note),
        )

    async def linked(self, case_id: UUID) -> list[LinkSeen]:
        """Other visible files of the groups this file is in."""
        mine = select(CaseGroupMemberRow.group_id).where(CaseGroupMemberRow.case_id == case_id)
        found = await self._session.execute(
            select(
                CaseFileRow.id, CaseFileRow.case_number, CaseFileRow.chain_role, CaseGroupRow.kind
            )
            .join(CaseGroupMemberRow, CaseGroupMemberRow.case_id == CaseFileRow.id)
            .join(CaseGroupRow, CaseGroupRow.id == CaseGroupMemberRow.group_id)
            .where(
                CaseGroupMemberRow.group_id.in_(mine),
                CaseFileRow.id != case_id,
                visible(self._look),
            )
            .distinct()
            .order_by(CaseFileRow.case_number)
        )
        return [
            LinkSeen(linked_id, number, role, LinkKind(kind))
            for linked_id, number, role, kind in found
        ]

    def _cases(self) -> Select[Any]:
        return visible_case_ids(self._look)
