"""Catalogues: conditions, modules, offences, roles in the chain, criteria; alike for everybody."""

from __future__ import annotations

from datetime import date

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.circumstances import ChainRole, Offence
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.education import Module
from guanhu.api.gql.eligibility import ScreeningCriterion
from guanhu.api.gql.plan_contents import ConditionCategory, EvidenceKind
from guanhu.api.gql.scalars import Language
from guanhu.education.use_cases.read_education import read_module_catalogue
from guanhu.eligibility.facts import Criterion as CriterionCode
from guanhu.eligibility.wording import criterion_statement, criterion_text
from guanhu.law import roles_in_chain
from guanhu.law.offences import OFFENCES
from guanhu.plans import facts
from guanhu.plans.use_cases.read_catalogue import read_condition_catalogue

SlotType = enum_type(facts.SlotType)
SignOff = enum_type(facts.SignOff)


@strawberry.type(description="One blank of a condition.")
class CatalogueSlot:
    """Wraps a slot."""

    slot: strawberry.Private[facts.Slot]

    @strawberry.field(description="Name, as commands give it.")
    def name(self) -> str:
        return self.slot.name

    @strawberry.field(description="What it holds.")
    def type(self) -> SlotType:  # type: ignore[valid-type]
        return self.slot.type

    @strawberry.field(description="What to write into it.")
    def label(self, language: LanguageArgument = Language.ZH) -> str:
        return self.slot.label.text(language.value)

    @strawberry.field(description="Smallest number it takes, where the catalogue sets one.")
    def at_least(self) -> int | None:
        return self.slot.at_least

    @strawberry.field(description="Largest number it takes, where the catalogue sets one.")
    def at_most(self) -> int | None:
        return self.slot.at_most


@strawberry.type(description="A condition that may be added to a plan today.")
class CatalogueCondition:
    """Wraps a catalogue entry."""

    entry: strawberry.Private[facts.CatalogueEntry]

    @strawberry.field(description="Stable code; retired one day, never renamed.")
    def code(self) -> str:
        return self.entry.code

    @strawberry.field(description="Version of the wording.")
    def version(self) -> int:
        return self.entry.version

    @strawberry.field(description="A statutory duty, or one of the six kinds of Rules art. 476.")
    def category(self) -> ConditionCategory:
        return self.entry.category

    @strawberry.field(description="The rule it rests on.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule(self.entry.rule)

    @strawberry.field(description="Short name.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return self.entry.title.text(language.value)

    @strawberry.field(description="The formal wording, with its blanks in braces.")
    def wording(self, language: LanguageArgument = Language.ZH) -> str:
        return self.entry.wording.text(language.value)

    @strawberry.field(description="The wording for a fifteen-year-old, with its blanks in braces.")
    def plain_wording(self, language: LanguageArgument = Language.ZH) -> str:
        return self.entry.plain.text(language.value)

    @strawberry.field(description="What to weigh before choosing it, so that it fits.")
    def proportionality_note(self, language: LanguageArgument = Language.ZH) -> str:
        return self.entry.proportionality.text(language.value)

    @strawberry.field(description="The blanks.")
    def slots(self) -> list[CatalogueSlot]:
        return [CatalogueSlot(slot=slot) for slot in self.entry.slots]

    @strawberry.field(description="What counts as evidence.")
    def evidence(self) -> list[EvidenceKind]:
        return list(self.entry.evidence)

    @strawberry.field(description="Who may sign it off.")
    def sign_off(self) -> SignOff:  # type: ignore[valid-type]
        return self.entry.sign_off

    @strawberry.field(description="How often it is looked at, in days; once, when due, if null.")
    def check_every_days(self) -> int | None:
        return self.entry.check_every_days

    @strawberry.field(description="Roles in the chain it suits.")
    def roles(self) -> list[ChainRole]:
        return list(self.entry.roles)

    @strawberry.field(description="Whether it needs the consent of minor and representative.")
    def requires_consents(self) -> bool:
        return self.entry.requires_consents

    @strawberry.field(description="Day from which it is no longer offered, if one is named.")
    def retired_on(self) -> date | None:
        return self.entry.retired_on


@strawberry.type(description="A role in the chain, with its name.")
class ChainRoleEntry:
    """Wraps a role."""

    role: strawberry.Private[roles_in_chain.RoleInChain]

    @strawberry.field(description="Code.")
    def code(self) -> ChainRole:
        return self.role.role

    @strawberry.field(description="Name.")
    def name(self, language: LanguageArgument = Language.ZH) -> str:
        return self.role.name.text(language.value)

    @strawberry.field(description="Articles it usually meets.")
    def typical_charges(self) -> list[str]:
        return list(self.role.typical_charges)

    @strawberry.field(description="Kinds of measures that suit it: a suggestion, never a rule.")
    def measures(self, language: LanguageArgument = Language.ZH) -> list[str]:
        return [roles_in_chain.MEASURES[code].text(language.value) for code in self.role.measures]


@strawberry.type(description="A criterion of eligibility.")
class CriterionEntry:
    """Wraps a criterion."""

    criterion: strawberry.Private[CriterionCode]

    @strawberry.field(description="Code.")
    def code(self) -> ScreeningCriterion:
        return self.criterion

    @strawberry.field(description="The criterion in a few words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return criterion_text(self.criterion, language.value)

    @strawberry.field(description="The whole rule.")
    def statement(self, language: LanguageArgument = Language.ZH) -> str:
        return criterion_statement(self.criterion, language.value)

    @strawberry.field(description="The article it rests on.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule(self.criterion.rule)


@strawberry.type
class CatalogueQueries:
    """What is offered, and what codes mean."""

    @strawberry.field(description="Conditions: statutory duties first, then what may be added.")
    def condition_catalogue(self, info: Info) -> list[CatalogueCondition]:
        found = read_condition_catalogue(info.context.clock, info.context.actor)
        return [CatalogueCondition(entry=entry) for entry in found]

    @strawberry.field(description="Learning modules that may be assigned.")
    async def module_catalogue(self, info: Info) -> list[Module]:
        context = info.context
        found = await read_module_catalogue(context.database, context.clock, context.actor)
        return [Module(module=module) for module in found]

    @strawberry.field(description="The offence table.")
    def offences(self, info: Info) -> list[Offence]:
        info.context.actor.require(Permission.CATALOGUE_READ)
        return [Offence(code=code) for code in OFFENCES]

    @strawberry.field(description="Roles in the chain (law.md §6).")
    def chain_roles(self, info: Info) -> list[ChainRoleEntry]:
        info.context.actor.require(Permission.CATALOGUE_READ)
        return [ChainRoleEntry(role=role) for role in roles_in_chain.CHAIN_ROLES.values()]

    @strawberry.field(description="The criteria of eligibility (E-01 to E-07).")
    def criteria(self, info: Info) -> list[CriterionEntry]:
        info.context.actor.require(Permission.CATALOGUE_READ)
        return [CriterionEntry(criterion=criterion) for criterion in CriterionCode]
