"""How a newer catalogue stands to a plan, in the schema."""

from __future__ import annotations

import strawberry

from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.catalogues import CatalogueCondition
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.plan_contents import Condition, SlotValue
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import sentence
from guanhu.plans import walkthrough

CatalogueChangeKind = enum_type(walkthrough.CatalogueChangeKind)
WalkChoice = enum_type(walkthrough.WalkChoice)


@strawberry.type(description="A condition that today's catalogue tells otherwise than the plan.")
class CatalogueChange:
    """Wraps a difference; `every_days` is the rhythm of the version."""

    found: strawberry.Private[walkthrough.Difference]
    every_days: strawberry.Private[int]

    @strawberry.field(description="The condition as the plan holds it.")
    def condition(self) -> Condition:
        return Condition(seen=self.found.condition, every_days=self.every_days)

    @strawberry.field(description="What changed.")
    def kinds(self) -> list[CatalogueChangeKind]:  # type: ignore[valid-type]
        return list(self.found.kinds)

    @strawberry.field(description="What changed, one sentence each.")
    def told(self, language: LanguageArgument = Language.ZH) -> list[str]:
        return [sentence("catalogue", kind.name, language.value) for kind in self.found.kinds]

    @strawberry.field(description="Why the code was retired, where it was.")
    def retired_why(self, language: LanguageArgument = Language.ZH) -> str | None:
        why = self.found.retired_why
        return None if why is None else why.text(language.value)

    @strawberry.field(description="The catalogue's version the plan was written with.")
    def old(self) -> CatalogueCondition:
        return CatalogueCondition(entry=self.found.old)

    @strawberry.field(description="The version of the same code offered today.")
    def new(self) -> CatalogueCondition | None:
        entry = self.found.new
        return None if entry is None else CatalogueCondition(entry=entry)

    @strawberry.field(description="What took the place of a retired code.")
    def replacement(self) -> CatalogueCondition | None:
        entry = self.found.replacement
        return None if entry is None else CatalogueCondition(entry=entry)

    @strawberry.field(description="Answers that fit the new version, or what replaces it.")
    def carried_slots(self) -> list[SlotValue]:
        entry = self.found.new or self.found.replacement
        if entry is None:
            return []
        kept = walkthrough.carried(self.found.condition, self.found.old, entry)
        return [SlotValue(name=name, value=value) for name, value in kept.items()]

    @strawberry.field(description="What may be done with it.")
    def choices(self) -> list[WalkChoice]:  # type: ignore[valid-type]
        return list(self.found.choices)

    @strawberry.field(description="Whether it was kept, knowing exactly this.")
    def answered(self) -> bool:
        return self.found.answered
