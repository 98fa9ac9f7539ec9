"""Suggested conditions and modules in the schema, each with its reasons."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.api.gql.catalogues import CatalogueCondition
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.education import Module
from guanhu.api.gql.why import Why, why_of
from guanhu.api.gql.words import sentence
from guanhu.education.recommending import ModuleSuggestion
from guanhu.education.use_cases import read_recommendation as reading
from guanhu.kernel.errors import FactValue
from guanhu.law.need_domains import NEED_BANDS, NEED_DOMAINS, NeedDomain
from guanhu.law.roles_in_chain import CHAIN_ROLES, MEANS, TIERS, ChainRole, Means, Name
from guanhu.plans import recommending

SuggestionGround = enum_type(recommending.SuggestionGround)


@strawberry.type(description="A condition that may suit; the officer chooses.")
class SuggestedCondition:
    """Wraps a suggestion."""

    found: strawberry.Private[recommending.Suggestion]

    @strawberry.field(description="The condition, as the catalogue offers it today.")
    def condition(self) -> CatalogueCondition:
        return CatalogueCondition(entry=self.found.entry)

    @strawberry.field(description="What it rests on.")
    def grounds(self) -> list[SuggestionGround]:  # type: ignore[valid-type]
        return _kinds(self.found.grounds)

    @strawberry.field(description="Whether the plan, or the draft of it, holds it already.")
    def already_there(self) -> bool:
        return self.found.there

    @strawberry.field(description="Why it is suggested: the rule that allows it, and the facts.")
    def why(self) -> Why:
        return _why(self.found.entry.rule, self.found.grounds)


@strawberry.type(description="A learning module that may suit; the officer chooses.")
class SuggestedModule:
    """Wraps a suggestion."""

    found: strawberry.Private[ModuleSuggestion]

    @strawberry.field(description="The module.")
    def module(self) -> Module:
        return Module(module=self.found.module)

    @strawberry.field(description="What it rests on.")
    def grounds(self) -> list[SuggestionGround]:  # type: ignore[valid-type]
        return _kinds(self.found.grounds)

    @strawberry.field(description="Whether it stands assigned or completed.")
    def already_there(self) -> bool:
        return self.found.there

    @strawberry.field(description="Why it is suggested: the rule that allows it, and the facts.")
    def why(self) -> Why:
        return _why("O-05", self.found.grounds)


@strawberry.type(description="What role, tier, means and assessed needs suggest for a case.")
class PlanRecommendation:
    """Wraps a recommendation; nothing of it is attached to any plan."""

    seen: strawberry.Private[reading.Recommendation]

    @strawberry.field(description="Conditions, most grounds first.")
    def conditions(self) -> list[SuggestedCondition]:
        return [SuggestedCondition(found=each) for each in self.seen.conditions]

    @strawberry.field(description="Learning modules, most grounds first.")
    def modules(self) -> list[SuggestedModule]:
        return [SuggestedModule(found=each) for each in self.seen.modules]


@strawberry.type
class RecommendationQueries:
    """Suggestions for whoever writes a plan."""

    @strawberry.field(
        description="Suggested conditions and modules of a case; NOT_VISIBLE when hidden."
    )
    async def plan_recommendation(
        self,
        info: Info,
        case_id: Annotated[UUID, strawberry.argument(description="The case file.")],
    ) -> PlanRecommendation:
        context = info.context
        found = await reading.read_recommendation(
            context.database, context.clock, context.actor, case_id
        )
        return PlanRecommendation(seen=found)


def _kinds(grounds: tuple[recommending.Ground, ...]) -> list[recommending.SuggestionGround]:
    return list(dict.fromkeys(ground.kind for ground in grounds))


def _why(rule: str, grounds: tuple[recommending.Ground, ...]) -> Why:
    used: dict[str, FactValue] = {
        kind.value: tuple(each.fact for each in grounds if each.kind is kind)
        for kind in _kinds(grounds)
    }

    def told(language: str) -> list[str]:
        return [
            *(_told(ground, language) for ground in grounds),
            sentence("recommendation", "ONLY_A_SUGGESTION", language),
        ]

    return why_of(rule, used, told)


def _told(ground: recommending.Ground, language: str) -> str:
    band = "" if ground.band is None else NEED_BANDS[ground.band].text(language)
    name = _name(ground.fact).text(language)
    return sentence("recommendation", ground.kind.name, language).format(name=name, band=band)


def _name(fact: recommending.Fact) -> Name:
    match fact:
        case ChainRole():
            return CHAIN_ROLES[fact].name
        case Means():
            return MEANS[fact]
        case NeedDomain():
            return NEED_DOMAINS[fact]
        case _:
            return TIERS[fact]
