"""The table of outcomes as the API shows it."""

from __future__ import annotations

import strawberry

from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.incident_records import Rung
from guanhu.api.gql.scalars import Language
from guanhu.incidents import outcome_table


@strawberry.type(description="One kind of acceptable absence.")
class AbsenceKind:
    """Wraps a kind."""

    seen: strawberry.Private[outcome_table.AbsenceReason]

    @strawberry.field(description="Stable code.")
    def code(self) -> str:
        return self.seen.code

    @strawberry.field(description="What it is, in words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return self.seen.title.text(language.value)


@strawberry.type(description="One outcome of the table; what it says is practice, unconfirmed.")
class OutcomeEntry:
    """Wraps an entry."""

    seen: strawberry.Private[outcome_table.OutcomeEntry]

    @strawberry.field(description="Stable code.")
    def code(self) -> str:
        return self.seen.code

    @strawberry.field(description="Version of the entry; a record keeps its own.")
    def version(self) -> int:
        return self.seen.version

    @strawberry.field(description="What it is, in words.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return self.seen.title.text(language.value)

    @strawberry.field(description="Whether the young person was there.")
    def attended(self) -> bool:
        return self.seen.attended

    @strawberry.field(description="Whether it counts.")
    def counts(self) -> bool:
        return self.seen.counts

    @strawberry.field(description="Whether somebody has to do something about it.")
    def needs_action(self) -> bool:
        return self.seen.needs_action

    @strawberry.field(description="Which responses fit it.")
    def responses(self) -> list[Rung]:
        return list(self.seen.responses)

    @strawberry.field(description="The kinds there are of it.")
    def kinds(self) -> list[AbsenceKind]:
        return [AbsenceKind(seen=one) for one in self.seen.kinds]

    @strawberry.field(description="Days for evidence; null where none is awaited.")
    def evidence_days(self) -> int | None:
        return self.seen.evidence_days

    @strawberry.field(description="What it reads as when the days are over.")
    def lapses_to(self) -> str | None:
        return self.seen.lapses_to

    @strawberry.field(description="The rule it rests on; not confirmed.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule("R-07")
