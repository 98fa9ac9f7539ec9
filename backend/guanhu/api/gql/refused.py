"""The one shape of a refusal."""

from __future__ import annotations

import strawberry

from guanhu.api.gql.basis import Fact, LanguageArgument, LegalBasis, facts_shown
from guanhu.api.gql.context import Info
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.why import Why, why_refused
from guanhu.api.gql.words import refusal_sentence
from guanhu.kernel.errors import InvalidInput, Refusal


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
    def facts(self, info: Info) -> list[Fact]:
        facts = self.refusal.facts
        phone = info.context.settings.family_phone
        if self.refusal.tells_whom_to_call and phone is not None:
            facts = facts | {"call": phone}
        return facts_shown(facts)

    @strawberry.field(description="Why: the rule, the facts, and what follows from them.")
    def why(self) -> Why:
        return why_refused(self.refusal)

    @strawberry.field(description="What is wrong with the input, where that is the reason.")
    def problems(self) -> list[InputProblem]:
        if not isinstance(self.refusal, InvalidInput):
            return []
        return [InputProblem(path=p.path, code=p.code) for p in self.refusal.problems]
