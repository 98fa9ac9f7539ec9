"""Evidence for conditions, and the ledger of what is owed, in the schema."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.attachments import Attachment, attachments_of
from guanhu.api.gql.case_base import CaseBase, once
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.plan_contents import EvidenceKind
from guanhu.kernel.money import Fen
from guanhu.plans import evidence_facts as facts
from guanhu.plans.use_cases.assess_evidence import assess_evidence
from guanhu.plans.use_cases.correct_payment import correct_payment
from guanhu.plans.use_cases.read_evidence import read_evidence, read_ledgers
from guanhu.plans.use_cases.record_evidence import record_evidence
from guanhu.plans.use_cases.record_payment import record_payment

Verdict = enum_type(facts.Verdict)
Payer = enum_type(facts.Payer)
InstalmentState = enum_type(facts.InstalmentState)


@strawberry.type(description="A second person's look at a piece of evidence.")
class EvidenceLook:
    """Wraps a look."""

    seen: strawberry.Private[facts.LookSeen]

    @strawberry.field(description="What it shows.")
    def verdict(self) -> Verdict:  # type: ignore[valid-type]
        return self.seen.verdict

    @strawberry.field(description="Why.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="Who looked.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.by)

    @strawberry.field(description="When.")
    def at(self) -> datetime:
        return self.seen.at


@strawberry.type(description="A piece of evidence for a condition.")
class ConditionEvidence:
    """Wraps a piece of evidence."""

    seen: strawberry.Private[facts.EvidenceSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The condition, in the version it was entered to.")
    def condition_id(self) -> UUID:
        return self.seen.condition_id

    @strawberry.field(description="The condition through all versions.")
    def lineage_id(self) -> UUID:
        return self.seen.lineage_id

    @strawberry.field(description="What kind it is.")
    def kind(self) -> EvidenceKind:
        return self.seen.kind

    @strawberry.field(description="Day of what it shows.")
    def happened_on(self) -> date:
        return self.seen.happened_on

    @strawberry.field(description="Where it comes from.")
    def source(self) -> str:
        return self.seen.source

    @strawberry.field(description="What it shows.")
    def note(self) -> str | None:
        return self.seen.note

    @strawberry.field(description="Who entered it.")
    async def entered_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.entered_by)

    @strawberry.field(description="Files that belong to it.")
    async def attachments(self, info: Info) -> list[Attachment]:
        return await attachments_of(info.context, self.seen.id)

    @strawberry.field(description="Every look at it, the first one first; the latest counts.")
    def looks(self) -> list[EvidenceLook]:
        return [EvidenceLook(seen=each) for each in self.seen.looks]

    @strawberry.field(description="The latest verdict; null while nobody has looked.")
    def verdict(self) -> Verdict | None:  # type: ignore[valid-type]
        return self.seen.looks[-1].verdict if self.seen.looks else None


@strawberry.type(description="A part of what is owed.")
class Instalment:
    """Wraps an instalment."""

    seen: strawberry.Private[facts.Instalment]

    @strawberry.field(description="Which one.")
    def number(self) -> int:
        return self.seen.number

    @strawberry.field(description="Its day.")
    def due_on(self) -> date:
        return self.seen.due_on

    @strawberry.field(description="Its amount.")
    def amount_fen(self) -> Fen:
        return Fen(self.seen.amount_fen)

    @strawberry.field(description="What of it has come in, payments laid on parts in order.")
    def paid_fen(self) -> Fen:
        return Fen(self.seen.paid_fen)

    @strawberry.field(description="Whether it is paid, late or still to come.")
    def state(self) -> InstalmentState:  # type: ignore[valid-type]
        return self.seen.state


@strawberry.type(description="One line of a ledger.")
class LedgerEntry:
    """Wraps an entry."""

    seen: strawberry.Private[facts.LedgerEntry]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The payment it sets right; null for a payment.")
    def corrects_id(self) -> UUID | None:
        return self.seen.corrects_id

    @strawberry.field(description="What it adds to what was paid; below zero in a correction only.")
    def amount_fen(self) -> Fen:
        return Fen(self.seen.amount_fen)

    @strawberry.field(description="Day of the payment.")
    def paid_on(self) -> date:
        return self.seen.paid_on

    @strawberry.field(description="Who paid.")
    def payer(self) -> Payer:  # type: ignore[valid-type]
        return self.seen.payer

    @strawberry.field(description="How it is known.")
    def source(self) -> str:
        return self.seen.source

    @strawberry.field(description="Evidence of the same condition.")
    def evidence_id(self) -> UUID | None:
        return self.seen.evidence_id

    @strawberry.field(description="What was wrong, in a correction.")
    def reason(self) -> str | None:
        return self.seen.reason

    @strawberry.field(description="Who entered it.")
    async def entered_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.entered_by)

    @strawberry.field(description="When.")
    def entered_at(self) -> datetime:
        return self.seen.entered_at


@strawberry.type(description="What is owed under one condition, and what came in.")
class RestitutionLedger:
    """Wraps a ledger; every figure is computed from its lines."""

    seen: strawberry.Private[facts.Ledger]

    @strawberry.field(description="The condition as it last was in force.")
    def condition_id(self) -> UUID:
        return self.seen.condition_id

    @strawberry.field(description="Code of the condition.")
    def code(self) -> str:
        return self.seen.code

    @strawberry.field(description="Whether the condition holds now.")
    def current(self) -> bool:
        return self.seen.current

    @strawberry.field(description="The total the condition asks of the young person.")
    def owed_fen(self) -> Fen:
        return Fen(self.seen.owed_fen)

    @strawberry.field(description="What came in, corrections counted.")
    def paid_fen(self) -> Fen:
        return Fen(self.seen.paid_fen)

    @strawberry.field(description="What is still owed.")
    def outstanding_fen(self) -> Fen:
        return Fen(self.seen.outstanding_fen)

    @strawberry.field(description="Its parts by due day; empty where the condition names no day.")
    def instalments(self) -> list[Instalment]:
        return [Instalment(seen=each) for each in self.seen.instalments]

    @strawberry.field(description="Its lines, in the order they were entered.")
    def entries(self) -> list[LedgerEntry]:
        return [LedgerEntry(seen=each) for each in self.seen.entries]


@strawberry.type(description="Evidence and ledgers of a case file.")
class CaseEvidencePart(CaseBase):
    """What evidence and ledgers add to the case page."""

    @strawberry.field(description="Evidence for conditions, the first one first.")
    async def condition_evidence(self, info: Info) -> list[ConditionEvidence]:
        context, case_id = info.context, self.page.case.id
        if not context.actor.may(Permission.PLAN_READ):
            return []

        async def load() -> list[facts.EvidenceSeen]:
            return await read_evidence(context.database, context.clock, context.actor, case_id)

        found: list[facts.EvidenceSeen] = await once(context, ("evidence", case_id), load)
        return [ConditionEvidence(seen=each) for each in found]

    @strawberry.field(description="What is owed under each condition that asks for money.")
    async def ledgers(self, info: Info) -> list[RestitutionLedger]:
        context, case_id = info.context, self.page.case.id
        if not context.actor.may(Permission.PLAN_READ):
            return []

        async def load() -> list[facts.Ledger]:
            return await read_ledgers(context.database, context.clock, context.actor, case_id)

        found: list[facts.Ledger] = await once(context, ("ledgers", case_id), load)
        return [RestitutionLedger(seen=each) for each in found]


MUTATIONS = (
    (record_evidence, "Enter a piece of evidence for a condition."),
    (assess_evidence, "Say what evidence shows that somebody else entered."),
    (record_payment, "Enter a payment towards what a condition asks for."),
    (correct_payment, "Set a payment right by a line of its own."),
)
