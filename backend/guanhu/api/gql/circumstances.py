"""What a case is about, and the commands that change it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import strawberry

from guanhu.api.gql.basis import LanguageArgument, LegalBasis, VerificationEnum
from guanhu.api.gql.case_base import CaseBase, once
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.scalars import Language
from guanhu.cases.circumstances import ActSeen, ChargeSeen, InvolvementSeen, LinkSeen
from guanhu.cases.facts import LinkKind as Kind
from guanhu.cases.use_cases.change_circumstances import record_involvement
from guanhu.cases.use_cases.link_cases import link_cases
from guanhu.cases.use_cases.read_circumstances import Circumstances, read_circumstances
from guanhu.cases.use_cases.record_notice import record_notice
from guanhu.kernel.money import Fen
from guanhu.law import amounts, roles_in_chain
from guanhu.law.ages import AgeBand as Band
from guanhu.law.ages import age_band
from guanhu.law.offences import offence

LinkKind = enum_type(Kind)
AgeBand = enum_type(Band)
ChainRole = enum_type(roles_in_chain.ChainRole)
Tier = enum_type(roles_in_chain.Tier)
Means = enum_type(roles_in_chain.Means)
Measured = enum_type(amounts.Measured)


@strawberry.type(description="One threshold of an offence: it informs, and never decides alone.")
class OffenceThreshold:
    """Wraps a threshold."""

    of: strawberry.Private[amounts.Threshold]

    @strawberry.field(description="What it is about.")
    def name(self, language: LanguageArgument = Language.ZH) -> str:
        return self.of.zh if language is Language.ZH else self.of.en

    @strawberry.field(description="Money in fen, or a count.")
    def measured(self) -> Measured:  # type: ignore[valid-type]
        return self.of.measured

    @strawberry.field(description="Reached from here, in fen or as a count.")
    def at_least(self) -> Fen:
        return Fen(self.of.at_least)

    @strawberry.field(description="Up to where a province may set it higher; null where it cannot.")
    def up_to(self) -> Fen | None:
        return None if self.of.up_to is None else Fen(self.of.up_to)

    @strawberry.field(description="The interpretation it was read in; null where none is named.")
    def basis(self) -> LegalBasis | None:
        return None if self.of.source is None else LegalBasis(source=self.of.source)

    @strawberry.field(description="How far the figure was verified.")
    def verification(self) -> VerificationEnum:  # type: ignore[valid-type]
        return self.of.verification


@strawberry.type(description="An offence of the offence table.")
class Offence:
    """Wraps a code; an unknown one (an older table) shows the code itself."""

    code: str = strawberry.field(description="Article number as code, e.g. 287-2.")

    @strawberry.field(description="Name of the offence.")
    def name(self, language: LanguageArgument = Language.ZH) -> str:
        found = offence(self.code)
        if found is None:
            return self.code
        return found.zh if language is Language.ZH else found.en

    @strawberry.field(description="Chapter of the special part of the Criminal Law.")
    def chapter(self) -> int | None:
        found = offence(self.code)
        return None if found is None else found.chapter

    @strawberry.field(description="Whether the chapter allows a conditional decision (E-01).")
    def eligible_chapter(self) -> bool:
        found = offence(self.code)
        return found is not None and found.eligible_chapter

    @strawberry.field(description="The article that defines it.")
    def basis(self) -> LegalBasis | None:
        found = offence(self.code)
        return None if found is None else LegalBasis(source=found.basis)

    @strawberry.field(description="The statutory range, in words.")
    def base_range(self, language: LanguageArgument = Language.ZH) -> str | None:
        found = offence(self.code)
        return None if found is None else found.base_range(language.value)

    @strawberry.field(description="Amounts and counts at which the interpretations speak.")
    def thresholds(self) -> list[OffenceThreshold]:
        found = offence(self.code)
        return [] if found is None else [OffenceThreshold(of=one) for one in found.thresholds]


@strawberry.type(description="One dated act.")
class Act:
    """Wraps an act."""

    seen: strawberry.Private[ActSeen]
    born: strawberry.Private[date]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Day of the act.")
    def occurred_on(self) -> date:
        return self.seen.occurred_on

    @strawberry.field(description="Amount in fen.")
    def amount_fen(self) -> Fen:
        return Fen(self.seen.amount_fen)

    @strawberry.field(description="Age band on that day (E-09).")
    def age_band(self) -> AgeBand:  # type: ignore[valid-type]
        return age_band(self.born, self.seen.occurred_on)

    @strawberry.field(description="What happened.")
    def note(self) -> str | None:
        return self.seen.note


@strawberry.type(description="One offence a case is about.")
class Charge:
    """Wraps a charge."""

    seen: strawberry.Private[ChargeSeen]
    born: strawberry.Private[date]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The offence.")
    def offence(self) -> Offence:
        return Offence(code=self.seen.offence_code)

    @strawberry.field(description="The acts, earliest first.")
    def acts(self) -> list[Act]:
        return [Act(seen=act, born=self.born) for act in self.seen.acts]

    @strawberry.field(description="Sum of the acts in fen.")
    def total_fen(self) -> Fen:
        return Fen(sum(act.amount_fen for act in self.seen.acts))


@strawberry.type(description="Status and role in the crime (law.md §6).")
class Involvement:
    """Wraps an involvement."""

    seen: strawberry.Private[InvolvementSeen]

    @strawberry.field(description="Role in the chain.")
    def chain_role(self) -> ChainRole:  # type: ignore[valid-type]
        return self.seen.chain_role

    @strawberry.field(description="Standing among those who took part.")
    def tier(self) -> Tier:  # type: ignore[valid-type]
        return self.seen.tier

    @strawberry.field(description="Means used.")
    def means(self) -> list[Means]:  # type: ignore[valid-type]
        return list(self.seen.means)

    @strawberry.field(description="Platform or app.")
    def platform(self) -> str | None:
        return self.seen.platform

    @strawberry.field(description="Own gain in fen.")
    def gain_fen(self) -> Fen:
        return Fen(self.seen.gain_fen)

    @strawberry.field(description="First day of taking part.")
    def began_on(self) -> date | None:
        return self.seen.began_on

    @strawberry.field(description="Last day of taking part.")
    def ended_on(self) -> date | None:
        return self.seen.ended_on

    @strawberry.field(description="Who recruited, in words.")
    def recruited_by(self) -> str | None:
        return self.seen.recruited_by

    @strawberry.field(description="How many others were recruited.")
    def recruits(self) -> int:
        return self.seen.recruits

    @strawberry.field(description="Remarks.")
    def note(self) -> str | None:
        return self.seen.note


@strawberry.type(description="Another file of the same group.")
class LinkedCase:
    """Wraps a link one may see."""

    seen: strawberry.Private[LinkSeen]

    @strawberry.field(description="Identifier of the other case file.")
    def id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="Its number.")
    def case_number(self) -> str:
        return self.seen.case_number

    @strawberry.field(description="Code of its role in the chain.")
    def chain_role(self) -> str:
        return self.seen.chain_role.upper()

    @strawberry.field(description="Joint crime, or linked only.")
    def kind(self) -> LinkKind:  # type: ignore[valid-type]
        return self.seen.kind


@strawberry.type(description="What the case is about.")
class CaseCircumstancesPart(CaseBase):
    """Charges, involvement and links on the case page."""

    async def _circumstances(self, info: Info) -> Circumstances:
        context, case_id = info.context, self.page.case.id

        async def load() -> Circumstances:
            return await read_circumstances(context.database, context.clock, context.actor, case_id)

        found: Circumstances = await once(context, ("circumstances", case_id), load)
        return found

    @strawberry.field(description="The charges, in order.")
    async def charges(self, info: Info) -> list[Charge]:
        found = await self._circumstances(info)
        return [Charge(seen=charge, born=self.page.minor.birth_date) for charge in found.charges]

    @strawberry.field(description="Status and role in the crime.")
    async def involvement(self, info: Info) -> Involvement | None:
        found = (await self._circumstances(info)).involvement
        return None if found is None else Involvement(seen=found)

    @strawberry.field(description="Linked files the caller may see.")
    async def linked_cases(self, info: Info) -> list[LinkedCase]:
        return [LinkedCase(seen=link) for link in (await self._circumstances(info)).linked]


MUTATIONS = (
    (record_involvement, "Replace status and role in the crime."),
    (record_notice, "Record an early notice with a three-day limit."),
    (link_cases, "Link files that belong together."),
)
