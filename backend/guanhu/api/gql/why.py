"""Why: the one shape in which a date, a status, a refusal or a finding explains itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import strawberry

from guanhu.api.gql.basis import Fact, LanguageArgument, LegalBasis, facts_shown
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import refusal_sentence, sentence
from guanhu.cases.states import MOVES, CaseAction
from guanhu.kernel.basis import LegalBasis as Basis
from guanhu.kernel.errors import FactValue, MoveNotAllowed, NotPermitted, Refusal
from guanhu.law.deadlines import Deadline
from guanhu.law.register import RULES
from guanhu.law.steps import step_sentence
from guanhu.law.why import facts_used


@strawberry.type(
    description="Why: the rule and its article, the facts used, and the reasoning step by step."
)
class Why:
    """Facts are codes, dates and counts: never a name, never a note."""

    rule_id: strawberry.Private[str | None]
    source: strawberry.Private[Basis | None]
    used: strawberry.Private[Mapping[str, FactValue]]
    told: strawberry.Private[Callable[[str], list[str]]]

    @strawberry.field(description="Rule id; null where no rule of law speaks.")
    def rule(self) -> str | None:
        return self.rule_id

    @strawberry.field(description="What the rule says, in one or two sentences.")
    def statement(self, language: LanguageArgument = Language.ZH) -> str | None:
        return None if self.rule_id is None else RULES[self.rule_id].statement(language.value)

    @strawberry.field(description="The article, and how far it was verified.")
    def basis(self) -> LegalBasis | None:
        return None if self.source is None else LegalBasis(source=self.source)

    @strawberry.field(description="The facts used, with their dates.")
    def facts(self) -> list[Fact]:
        return facts_shown(self.used)

    @strawberry.field(description="The arithmetic or the reasoning, one sentence a step.")
    def steps(self, language: LanguageArgument = Language.ZH) -> list[str]:
        return self.told(language.value)


def why_of(
    rule_id: str | None, used: Mapping[str, FactValue], told: Callable[[str], list[str]]
) -> Why:
    """Why, by the first article of a rule."""
    source = None if rule_id is None else RULES[rule_id].basis
    return Why(rule_id=rule_id, source=source, used=used, told=told)


def why_date(deadline: Deadline) -> Why:
    """Why something is due, or ends, on its day."""

    def told(language: str) -> list[str]:
        return [step_sentence(step, language) for step in deadline.steps]

    basis = deadline.basis
    return Why(rule_id=basis.rule, source=basis, used=dict(facts_used(deadline)), told=told)


def why_refused(refusal: Refusal | NotPermitted) -> Why:
    """Why not: the rule of the refusal, or that of the move the status does not allow."""
    facts: Mapping[str, FactValue] = refusal.facts if isinstance(refusal, Refusal) else {}
    rule_id = refusal.rule if isinstance(refusal, Refusal) else None
    if isinstance(refusal, MoveNotAllowed):
        rule_id = _rule_of_action(facts.get("action"))

    def told(language: str) -> list[str]:
        said = [refusal_sentence(refusal.code, language)]
        if rule_id is None:
            said.append(sentence("why", "NO_RULE_OF_LAW", language))
        return said

    return why_of(rule_id, facts, told)


def _rule_of_action(action: FactValue) -> str | None:
    return next(
        (
            found.rule
            for (_, moved), found in MOVES.items()
            if isinstance(action, CaseAction) and moved is action
        ),
        None,
    )
