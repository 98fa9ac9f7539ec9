"""Goals and what is to be paid, as a family sees them: no notes, no reasons, no evidence."""

from __future__ import annotations

from datetime import date

import strawberry

from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.evidence import InstalmentState
from guanhu.api.gql.plan_contents import GoalOwner
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import sentence
from guanhu.kernel.money import Fen
from guanhu.plans import evidence_facts as facts
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.family import FamilyStep as StepOfFamily
from guanhu.plans.slots import shown_day, shown_fen


@strawberry.type(description="A step towards a goal.")
class FamilyStep:
    """Wraps a step."""

    seen: strawberry.Private[StepOfFamily]

    @strawberry.field(description="What is to be done.")
    def text(self) -> str:
        return self.seen.text

    @strawberry.field(description="Who does it.")
    def owner(self) -> GoalOwner:
        return self.seen.owner

    @strawberry.field(description="Day by which it is to be done.")
    def target_on(self) -> date:
        return self.seen.target_on

    @strawberry.field(description="Whether it is done.")
    def done(self) -> bool:
        return self.seen.done


@strawberry.type(description="A goal of the own plan.")
class FamilyGoal(FamilyStep):
    """Wraps a goal."""

    @strawberry.field(description="Its steps, in order.")
    def steps(self) -> list[FamilyStep]:
        return [FamilyStep(seen=each) for each in self.seen.steps]


@strawberry.type(description="A part of what is to be paid.")
class FamilyInstalment:
    """Wraps an instalment."""

    seen: strawberry.Private[facts.Instalment]

    @strawberry.field(description="Its day.")
    def due_on(self) -> date:
        return self.seen.due_on

    @strawberry.field(description="Its amount.")
    def amount_fen(self) -> Fen:
        return Fen(self.seen.amount_fen)

    @strawberry.field(description="Whether it is paid, late or still to come.")
    def state(self) -> InstalmentState:
        return self.seen.state


@strawberry.type(description="What is to be paid under a condition, and what came in.")
class FamilyLedger:
    """Wraps a ledger."""

    seen: strawberry.Private[facts.Ledger]

    @strawberry.field(description="What it is for.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        entry = conditions().entry(self.seen.code, self.seen.catalogue_version)
        return entry.title.text(language.value)

    @strawberry.field(description="In all.")
    def owed_fen(self) -> Fen:
        return Fen(self.seen.owed_fen)

    @strawberry.field(description="Paid so far.")
    def paid_fen(self) -> Fen:
        return Fen(self.seen.paid_fen)

    @strawberry.field(description="Still to be paid.")
    def outstanding_fen(self) -> Fen:
        return Fen(self.seen.outstanding_fen)

    @strawberry.field(description="Its parts by due day.")
    def instalments(self) -> list[FamilyInstalment]:
        return [FamilyInstalment(seen=each) for each in self.seen.instalments]

    @strawberry.field(description="Where it stands, in plain words.")
    def in_words(self, language: LanguageArgument = Language.ZH) -> str:
        tongue, seen = language.value, self.seen
        if seen.outstanding_fen == 0:
            return sentence("family", "LEDGER_PAID", tongue).format(
                owed=shown_fen(seen.owed_fen, tongue)
            )
        told = sentence("family", "LEDGER", tongue).format(
            owed=shown_fen(seen.owed_fen, tongue),
            paid=shown_fen(seen.paid_fen, tongue),
            left=shown_fen(seen.outstanding_fen, tongue),
        )
        following = next(
            (each for each in seen.instalments if each.paid_fen < each.amount_fen), None
        )
        if following is None:
            return told
        late = following.state is facts.InstalmentState.LATE
        key = "LEDGER_LATE" if late else "LEDGER_NEXT"
        return told + sentence("family", key, tongue).format(
            amount=shown_fen(following.amount_fen - following.paid_fen, tongue),
            day=shown_day(following.due_on, tongue),
        )
