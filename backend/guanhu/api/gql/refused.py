"""The one shape of a refusal, and of a legal basis."""

from __future__ import annotations

from typing import Annotated, Self

import strawberry

from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import refusal_sentence
from guanhu.kernel.basis import LegalBasis as Basis
from guanhu.kernel.basis import Verification
from guanhu.kernel.errors import InvalidInput, Refusal, facts_as_text
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


@strawberry.type(description="One fact a refusal rests on: a code, a date or a count.")
class Fact:
    """A name and its value as text."""

    name: str = strawberry.field(description="Name of the fact, camelCase.")
    value: str = strawberry.field(description="ISO date, code or number.")


@strawberry.type(description="One thing wrong with the input.")
class InputProblem:
    """Where and what."""

    path: str = strawberry.field(description="Dotted path of the field within the input.")
    code: str = strawberry.field(description="Stable code, e.g. TOO_LONG.")


@strawberry.type(description="An expected no: nothing was written.")
class Refused:
    """Wraps a refusal of the domain."""

    refusal: strawberry.Private[Refusal]

    @strawberry.field(description="Stable code, e.g. APPROVER_IS_AUTHOR.")
    def code(self) -> str:
        return self.refusal.code

    @strawberry.field(description="The refusal in one sentence.")
    def message(self, language: LanguageArgument = Language.ZH) -> str:
        return refusal_sentence(self.refusal.code, language.value)

    @strawberry.field(description="The rule that speaks, where one does.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule(self.refusal.rule)

    @strawberry.field(description="The facts the refusal rests on.")
    def facts(self) -> list[Fact]:
        shown = facts_as_text(self.refusal.facts)
        return [Fact(name=_camel(name), value=value) for name, value in shown.items()]

    @strawberry.field(description="What is wrong with the input, where that is the reason.")
    def problems(self) -> list[InputProblem]:
        if not isinstance(self.refusal, InvalidInput):
            return []
        return [InputProblem(path=p.path, code=p.code) for p in self.refusal.problems]


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)
