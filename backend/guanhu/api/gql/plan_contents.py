"""What a version of a plan holds, in the schema: conditions, goals, answers, remarks."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.scalars import Language
from guanhu.plans import facts, wording

ConditionCategory = enum_type(facts.ConditionCategory)
ConditionChange = enum_type(facts.ConditionChange)
EvidenceKind = enum_type(facts.EvidenceKind)
GoalOwner = enum_type(facts.GoalOwner)
GoalStatus = enum_type(facts.GoalStatus)
AgreementParty = enum_type(facts.AgreementParty)
Answer = enum_type(facts.Answer)


@strawberry.type(description="What is written into one blank of a condition.")
class SlotValue:
    """Name and value as entered; the sentence shows it in words."""

    name: str = strawberry.field(description="Name of the blank in the catalogue.")
    value: str = strawberry.field(description="Whole fen, ISO date, whole number or short text.")


@strawberry.type(description="A condition of one version of a plan.")
class Condition:
    """Wraps a condition; `every_days` is the rhythm of its version."""

    seen: strawberry.Private[facts.ConditionSeen]
    every_days: strawberry.Private[int]

    @strawberry.field(description="Identifier within this version.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The same in every version the condition was copied to.")
    def lineage_id(self) -> UUID:
        return self.seen.lineage_id

    @strawberry.field(description="Code in the condition catalogue.")
    def code(self) -> str:
        return self.seen.code

    @strawberry.field(description="Version of the catalogue entry it was written with.")
    def catalogue_version(self) -> int:
        return self.seen.catalogue_version

    @strawberry.field(description="A statutory duty, or one of the six kinds of Rules art. 476.")
    def category(self) -> ConditionCategory:  # type: ignore[valid-type]
        return self.seen.category

    @strawberry.field(description="The rule it rests on.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule(wording.entry_of(self.seen).rule)

    @strawberry.field(description="Short name.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return wording.title(self.seen, language.value)

    @strawberry.field(description="The condition as it reads in the decision.")
    def sentence(self, language: LanguageArgument = Language.ZH) -> str:
        return wording.sentence(self.seen, language.value, every_days=self.every_days)

    @strawberry.field(description="The condition in plain words, for a fifteen-year-old.")
    def plain_wording(self, language: LanguageArgument = Language.ZH) -> str:
        return wording.plain_wording(self.seen, language.value, every_days=self.every_days)

    @strawberry.field(description="Why this, for this young person; empty for statutory duties.")
    def proportionality(self) -> str:
        return self.seen.proportionality or ""

    @strawberry.field(description="What this version does to it, against the one before.")
    def change(self) -> ConditionChange:  # type: ignore[valid-type]
        return self.seen.change

    @strawberry.field(description="Whether it was kept although the catalogue tells it otherwise.")
    def kept_against_catalogue(self) -> bool:
        return self.seen.kept_against is not None

    @strawberry.field(description="Why it was taken out, if it was.")
    def removal_note(self) -> str | None:
        return self.seen.removal_note

    @strawberry.field(description="What is written into its blanks.")
    def slots(self) -> list[SlotValue]:
        return [SlotValue(name=name, value=value) for name, value in self.seen.slots.items()]

    @strawberry.field(description="What counts as evidence that it is kept.")
    def evidence(self) -> list[EvidenceKind]:  # type: ignore[valid-type]
        return list(wording.entry_of(self.seen).evidence)

    @strawberry.field(description="Day of the minor's consent, where one is needed (O-07).")
    def minor_consented_on(self) -> date | None:
        return self.seen.consents.minor_on

    @strawberry.field(description="Day of the representative's consent, where one is needed.")
    def representative_consented_on(self) -> date | None:
        return self.seen.consents.representative_on


@strawberry.type(description="A step towards a goal.")
class Step:
    """Wraps a step."""

    seen: strawberry.Private[facts.StepSeen]

    @strawberry.field(description="Identifier within this version.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The same in every version the step was copied to.")
    def lineage_id(self) -> UUID:
        return self.seen.lineage_id

    @strawberry.field(description="What is to be done.")
    def text(self) -> str:
        return self.seen.text

    @strawberry.field(description="Who does it.")
    def owner(self) -> GoalOwner:  # type: ignore[valid-type]
        return self.seen.owner

    @strawberry.field(description="Day by which it is to be done.")
    def target_on(self) -> date:
        return self.seen.target_on

    @strawberry.field(description="Where it stands.")
    def status(self) -> GoalStatus:  # type: ignore[valid-type]
        return self.seen.status

    @strawberry.field(description="What was noted with its status.")
    def note(self) -> str | None:
        return self.seen.note


@strawberry.type(description="A goal of one version of a plan.")
class Goal:
    """Wraps a goal."""

    seen: strawberry.Private[facts.GoalSeen]

    @strawberry.field(description="Identifier within this version.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The same in every version the goal was copied to.")
    def lineage_id(self) -> UUID:
        return self.seen.lineage_id

    @strawberry.field(description="What is to be reached.")
    def text(self) -> str:
        return self.seen.text

    @strawberry.field(description="Who brings it about.")
    def owner(self) -> GoalOwner:  # type: ignore[valid-type]
        return self.seen.owner

    @strawberry.field(description="Day by which it is to be reached.")
    def target_on(self) -> date:
        return self.seen.target_on

    @strawberry.field(description="Where it stands.")
    def status(self) -> GoalStatus:  # type: ignore[valid-type]
        return self.seen.status

    @strawberry.field(description="Its steps, in order; removed ones marked.")
    def steps(self) -> list[Step]:
        return [Step(seen=each) for each in self.seen.steps]

    @strawberry.field(description="The finding of a needs assessment that raised it.")
    def need_id(self) -> UUID | None:
        return self.seen.need_id

    @strawberry.field(description="What was noted with its status.")
    def note(self) -> str | None:
        return self.seen.note


@strawberry.type(description="What a party answered to a version.")
class Agreement:
    """Wraps an answer."""

    seen: strawberry.Private[facts.AgreementSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Who answered.")
    def party(self) -> AgreementParty:  # type: ignore[valid-type]
        return self.seen.party

    @strawberry.field(description="What was answered.")
    def answer(self) -> Answer:  # type: ignore[valid-type]
        return self.seen.answer

    @strawberry.field(description="Why; always given with no and could not answer.")
    def reason(self) -> str | None:
        return self.seen.reason

    @strawberry.field(description="Day of the answer.")
    def answered_on(self) -> date:
        return self.seen.answered_on

    @strawberry.field(description="The party's latest, given to the content as it stands now.")
    def current(self) -> bool:
        return self.seen.current


@strawberry.type(description="One remark of the conversation between author and approver.")
class PlanFeedback:
    """Wraps a remark."""

    seen: strawberry.Private[facts.FeedbackSeen]

    @strawberry.field(description="Who wrote it.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.by)

    @strawberry.field(description="When.")
    def at(self) -> datetime:
        return self.seen.at

    @strawberry.field(description="What.")
    def text(self) -> str:
        return self.seen.text
