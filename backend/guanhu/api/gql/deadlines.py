"""Deadlines as the API shows them."""

from __future__ import annotations

from datetime import date

import strawberry

from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.refused import LanguageArgument, LegalBasis
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import sentence
from guanhu.law.deadlines import Deadline as LawDeadline
from guanhu.law.deadlines import DeadlineKind as Kind
from guanhu.law.deadlines import DeadlineState as State
from guanhu.law.deadlines import explain

DeadlineKind = enum_type(Kind)
DeadlineState = enum_type(State)


@strawberry.type(description="What is due, until when, under which article, and why.")
class Deadline:
    """Wraps a computed deadline; `today` is the office's date of the reading."""

    source: strawberry.Private[LawDeadline]
    today: strawberry.Private[date]

    @strawberry.field(description="What is due.")
    def kind(self) -> DeadlineKind:  # type: ignore[valid-type]
        return self.source.what

    @strawberry.field(description="What is due, in words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return sentence("deadlines", self.source.what.name, language.value)

    @strawberry.field(description="The article it rests on.")
    def basis(self) -> LegalBasis:
        return LegalBasis(source=self.source.basis)

    @strawberry.field(description="The day from which it is counted (itself not counted).")
    def starts_on(self) -> date:
        return self.source.starts

    @strawberry.field(description="The last day.")
    def due_on(self) -> date:
        return self.source.due_on

    @strawberry.field(description="Where it stands today.")
    def state(self) -> DeadlineState:  # type: ignore[valid-type]
        return self.source.state_on(self.today)

    @strawberry.field(description="Whether the holiday calendar of the year is not published yet.")
    def provisional(self) -> bool:
        return self.source.provisional

    @strawberry.field(description="The arithmetic, step by step.")
    def explanation(self, language: LanguageArgument = Language.ZH) -> list[str]:
        return explain(self.source, language.value)
