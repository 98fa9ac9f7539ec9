"""A legal basis, and a fact, as the API shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self

import strawberry

from guanhu.api.gql.scalars import Language
from guanhu.kernel.basis import LegalBasis as Basis
from guanhu.kernel.basis import Verification
from guanhu.kernel.commands import camel
from guanhu.kernel.errors import FactValue, facts_as_text
from guanhu.law.register import rule

VerificationEnum = strawberry.enum(
    Verification,
    name="Verification",
    description="How far the legal source was read: V1 and V2 full text, V3 secondary, N not"
    " verified, I inference.",
)

LanguageArgument = Annotated[
    Language, strawberry.argument(description="Language of the text; Chinese when left out.")
]


@strawberry.type(description="The rule something rests on.")
class LegalBasis:
    """Wraps a basis of the law room."""

    source: strawberry.Private[Basis]

    @strawberry.field(description="Rule id in the product's register, e.g. P-01.")
    def rule(self) -> str | None:
        return self.source.rule

    @strawberry.field(description="Articles, e.g. 283(2).")
    def article(self) -> str:
        return self.source.article

    @strawberry.field(description="Statute and article as one would cite them.")
    def citation(self, language: LanguageArgument = Language.ZH) -> str:
        return self.source.citation(language.value)

    @strawberry.field(description="How far the source was verified.")
    def verification(self) -> VerificationEnum:  # type: ignore[valid-type]
        return self.source.verification

    @strawberry.field(description="Whether a juvenile prosecutor still has to confirm the rule.")
    def unconfirmed(self) -> bool:
        return self.source.verification in (Verification.N, Verification.I)

    @classmethod
    def of_rule(cls, rule_id: str | None) -> Self | None:
        return None if rule_id is None else cls(source=rule(rule_id).basis)


@strawberry.type(description="One fact something rests on: a code, a date or a count.")
class Fact:
    """A name and its value as text."""

    name: str = strawberry.field(description="Name of the fact, camelCase.")
    value: str = strawberry.field(description="ISO date, code or number.")


def facts_shown(facts: Mapping[str, FactValue]) -> list[Fact]:
    """Facts for an answer, in the order given; several codes of one name are one fact each."""
    return [
        Fact(name=camel(name), value=text)
        for name, value in facts.items()
        for each in (value if isinstance(value, tuple) else (value,))
        for text in facts_as_text({name: each}).values()
    ]
