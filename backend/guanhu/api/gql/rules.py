"""The register of rules in the schema: what a rule id stands for, to be shown as "why"."""

from __future__ import annotations

from typing import Annotated, Final

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.basis import LanguageArgument, LegalBasis, VerificationEnum
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.scalars import Language
from guanhu.kernel.basis import Verification
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.law import guidance
from guanhu.law.register import RULES
from guanhu.law.rule import Rule as LawRule

RuleTopic = enum_type(guidance.RuleTopic)
MOST_IDS: Final = 200


@strawberry.type(description="A rule of the product's register.")
class Rule:
    """Wraps a rule."""

    source: strawberry.Private[LawRule]

    @strawberry.field(description="Id in the register, e.g. P-01.")
    def id(self) -> str:
        return self.source.id

    @strawberry.field(description="What it says, in one or two sentences.")
    def statement(self, language: LanguageArgument = Language.ZH) -> str:
        return self.source.statement(language.value)

    @strawberry.field(description="Where it stands; the first is what the product cites.")
    def articles(self) -> list[LegalBasis]:
        return [LegalBasis(source=source) for source in self.source.articles]

    @strawberry.field(description="How far its main statement was verified.")
    def verification(self) -> VerificationEnum:  # type: ignore[valid-type]
        return self.source.verification

    @strawberry.field(description="Weaker codes that hold for details of it.")
    def also(self) -> list[VerificationEnum]:  # type: ignore[valid-type]
        return list(self.source.also)

    @strawberry.field(description="How far it was verified, in words.")
    def verification_label(self, language: LanguageArgument = Language.ZH) -> str:
        code: Verification = self.source.verification
        return code.label(language.value)

    @strawberry.field(description="Whether a juvenile prosecutor still has to confirm the rule.")
    def unconfirmed(self) -> bool:
        return self.source.unconfirmed


@strawberry.type
class RuleQueries:
    """The register, for anybody signed in."""

    @strawberry.field(
        description="Rules by id, by where they matter, or both; all of them when neither is given."
    )
    def rules(
        self,
        info: Info,
        ids: Annotated[
            list[str] | None, strawberry.argument(description="At most 200 ids of the register.")
        ] = None,
        topic: Annotated[
            RuleTopic | None,  # type: ignore[valid-type]
            strawberry.argument(description="Where in the work the rules are shown."),
        ] = None,
    ) -> list[Rule]:
        info.context.actor.require(Permission.SESSION_OWN)
        if ids is None and topic is None:
            return [Rule(source=found) for found in RULES.values()]
        wanted = list(ids or ())
        problems = [
            Problem(f"ids.{place}", "UNKNOWN")
            for place, wanted_id in enumerate(wanted[: MOST_IDS + 1])
            if wanted_id not in RULES
        ]
        if len(wanted) > MOST_IDS:
            problems = [Problem("ids", "TOO_MANY")]
        if problems:
            raise InvalidInput(problems)
        if topic is not None:
            wanted += guidance.GUIDANCE[topic]
        return [Rule(source=RULES[wanted_id]) for wanted_id in dict.fromkeys(wanted)]
