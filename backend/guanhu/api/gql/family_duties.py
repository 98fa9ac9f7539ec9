"""What an order asks of the guardian who looks."""

from __future__ import annotations

import enum
from datetime import date
from uuid import UUID

import strawberry

from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.duty_records import DutyReport
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import sentence
from guanhu.orders.duty_kinds import DutyKind, duty_kinds
from guanhu.orders.facts import DutyState as Duty
from guanhu.orders.facts import FamilyDuty as OwnDuty


@enum_type
class FamilyItemState(enum.Enum):
    """Whether it is done, still to do, or was not done in time."""

    DONE = "done"
    OPEN = "open"
    MISSED = "missed"


@strawberry.type(description="What an order asks of the signed-in guardian.")
class FamilyDuty:
    """Wraps a duty of one's own, or the next session of guidance."""

    seen: strawberry.Private[OwnDuty]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="What is to be done.")
    def task(self, language: LanguageArgument = Language.ZH) -> str:
        kind = self._kind()
        if kind is not None:
            return kind.title.text(language.value)
        if self.seen.task is not None:
            return self.seen.task
        told = sentence("family", "GUIDANCE_SESSION", language.value)
        return told.format(minutes=self.seen.minutes)

    @strawberry.field(description="How to do it, step by step.")
    def guide(self, language: LanguageArgument = Language.ZH) -> str | None:
        kind = self._kind()
        return self.seen.guide if kind is None else kind.guide.text(language.value)

    @strawberry.field(description="What was said of it and what help was given, oldest first.")
    def reports(self) -> list[DutyReport]:
        return [DutyReport(seen=each) for each in self.seen.reports]

    def _kind(self) -> DutyKind | None:
        return None if self.seen.kind is None else duty_kinds()[self.seen.kind]

    @strawberry.field(description="Who helps, and how to reach them.")
    def help_offered(self) -> str | None:
        return self.seen.help_offered

    @strawberry.field(description="Last day.")
    def due_on(self) -> date:
        return self.seen.due_on

    @strawberry.field(description="Whether it is done.")
    def state(self) -> FamilyItemState:
        if self.seen.state in {Duty.CONFIRMED, Duty.LAPSED}:
            return FamilyItemState.DONE
        return FamilyItemState.MISSED if self.seen.state is Duty.LATE else FamilyItemState.OPEN
