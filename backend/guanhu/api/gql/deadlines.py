"""Deadlines as the API shows them."""

from __future__ import annotations

import dataclasses
from datetime import date
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

import strawberry

from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.why import Why, why_date
from guanhu.api.gql.words import deadline_title
from guanhu.cases.clock import deadlines, next_deadline
from guanhu.cases.facts import Milestones
from guanhu.law.deadlines import Deadline as LawDeadline
from guanhu.law.deadlines import DeadlineKind as Kind
from guanhu.law.deadlines import DeadlineState as State
from guanhu.law.deadlines import explain

DeadlineKind = enum_type(Kind)
DeadlineState = enum_type(State)
REMEMBERED: Final = 10_000
PAGES_REMEMBERED: Final = 1_000
"""A case page has about ten deadlines, all their words kept."""


@strawberry.type(description="What is due, until when, under which article, and why.")
class Deadline:
    """Wraps a computed deadline; `today` is the office's date of the reading."""

    source: strawberry.Private[LawDeadline]
    today: strawberry.Private[date]
    # Filled by `guanhu.api.gql.shaping`: what one says is decided by the two above alone.
    shapes: strawberry.Private[dict[Any, Any]] = dataclasses.field(default_factory=dict)

    @strawberry.field(description="What is due.")
    def kind(self) -> DeadlineKind:  # type: ignore[valid-type]
        return self.source.what

    @strawberry.field(description="What is due, in words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return deadline_title(self.source, language.value)

    @strawberry.field(description="The record that started the clock, where one did.")
    def record_id(self) -> UUID | None:
        return self.source.record_id

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

    @strawberry.field(description="Whether it was met, but after its last day; never hidden.")
    def late(self) -> bool:
        return self.source.late

    @strawberry.field(description="Whether the holiday calendar of the year is not published yet.")
    def provisional(self) -> bool:
        return self.source.provisional

    @strawberry.field(description="The arithmetic, step by step.")
    def explanation(self, language: LanguageArgument = Language.ZH) -> list[str]:
        return explain(self.source, language.value)

    @strawberry.field(description="Why this day: rule, article, facts, arithmetic.")
    def why(self) -> Why:
        return why_date(self.source)


@lru_cache(maxsize=REMEMBERED)
def next_deadline_of(facts: Milestones, today: date) -> Deadline | None:
    """The next open deadline of a file; the same facts on the same day give the same object."""
    found = next_deadline(facts, today)
    return None if found is None else Deadline(source=found, today=today)


@lru_cache(maxsize=PAGES_REMEMBERED)
def deadlines_of(facts: Milestones, today: date) -> tuple[Deadline, ...]:
    """Every deadline of a file; the same facts on the same day give the same objects."""
    return tuple(Deadline(source=one, today=today) for one in deadlines(facts, today))
