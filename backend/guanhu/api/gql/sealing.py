"""Sealing and the sealed register in the schema."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.case_base import gate
from guanhu.api.gql.commands import record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.seal_afterwards import SealAfterwards, SealScopePart, afterwards_of
from guanhu.api.gql.words import sentence
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.cases.states import CaseAction as Action
from guanhu.challenges.facts import ChallengeState
from guanhu.challenges.gate_facts import CHALLENGES, QUASHING_PROPOSER
from guanhu.sealing import facts
from guanhu.sealing.rules import refuse_seal
from guanhu.sealing.use_cases.read_register import (
    read_certificates,
    read_register,
    read_seal_order,
)
from guanhu.sealing.use_cases.seal_case import seal_case


@strawberry.type(description="One surface that was looked at for traces.")
class SealSurface:
    """Wraps a line of a certificate."""

    checked: strawberry.Private[facts.SurfaceChecked]

    @strawberry.field(description="What was looked at.")
    def name(self, language: LanguageArgument = Language.ZH) -> str:
        kind, _, name = self.checked.surface.partition(":")
        if kind != "table":
            return sentence("surfaces", self.checked.surface, language.value)
        return f"{sentence('surfaces', 'table', language.value)} {name}"

    @strawberry.field(description="Stable code, e.g. table:check_ins.")
    def code(self) -> str:
        return self.checked.surface

    @strawberry.field(description="How many traces were found; zero is what sealing means.")
    def found(self) -> int:
        return self.checked.found


@strawberry.type(description="What was checked after sealing.")
class SealCertificate:
    """Wraps a certificate."""

    seen: strawberry.Private[facts.Certificate]

    @strawberry.field(description="When the check was made.")
    def checked_at(self) -> datetime:
        return self.seen.checked_at

    @strawberry.field(description="Every surface that was looked at.")
    def surfaces(self) -> list[SealSurface]:
        return [SealSurface(checked=checked) for checked in self.seen.surfaces]


@strawberry.type(description="A line of the sealed register: no name, no case number.")
class SealOrder:
    """Wraps an order."""

    seen: strawberry.Private[facts.SealOrderSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Number in the office's register, e.g. 2026-0012.")
    def seal_number(self) -> str:
        return self.seen.seal_number

    @strawberry.field(description="Day of sealing.")
    def sealed_on(self) -> date:
        return self.seen.sealed_on

    @strawberry.field(description="Who sealed it.")
    async def sealed_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.sealed_by)

    @strawberry.field(description="The rule it was sealed under.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule(self.seen.basis_rule)

    @strawberry.field(description="What the seal covers (F-06): always all of it.")
    def scope(self) -> list[SealScopePart]:
        return [SealScopePart(part=part) for part in self.seen.scope]

    @strawberry.field(description="Day on which the non-prosecution took effect (P-14, F-04).")
    def effective_on(self) -> date | None:
        return self.seen.effective_on

    @strawberry.field(description="When it was last checked; every night.")
    def last_checked_at(self) -> datetime:
        return self.seen.checked_at

    @strawberry.field(description="How many traces the last check found.")
    def last_found(self) -> int:
        return self.seen.found

    @strawberry.field(description="The latest certificate.")
    async def certificate(self, info: Info) -> SealCertificate | None:
        found = await _certificates(info.context).load(self.seen.id)
        return None if found is None else SealCertificate(seen=found)

    @strawberry.field(description="What followed the seal; null for others' eyes.")
    async def afterwards(self, info: Info) -> SealAfterwards | None:
        return await afterwards_of(info.context, self.seen)


@strawberry.type(description="One page of the sealed register.")
class SealedRegisterPage:
    """Items and total."""

    items: list[SealOrder] = strawberry.field(description="The orders of this page.")
    total: int = strawberry.field(description="How many orders there are.")


@strawberry.type
class SealingQueries:
    """The sealed register."""

    @strawberry.field(description="The office's sealed register, the latest order first.")
    async def sealed_register(
        self, info: Info, page: PageNumber = 1, per_page: PageSize = 25
    ) -> SealedRegisterPage:
        rows = window(page, per_page)
        context = info.context
        items, total = await read_register(
            context.database,
            context.clock,
            context.actor,
            limit=rows.limit,
            offset=rows.offset,
        )
        return SealedRegisterPage(items=[SealOrder(seen=seen) for seen in items], total=total)


@gate(Permission.DECISION_READ, CHALLENGES, QUASHING_PROPOSER)
def refused_sealing(asked: Asked) -> Iterable[Gate]:
    """Why a finally decided file cannot be sealed yet."""
    yield (
        Action.SEAL,
        refuse_seal(
            asked.page.case.milestones,
            challenged=any(each.state is ChallengeState.OPEN for each in asked[CHALLENGES]),
            quashing=asked[QUASHING_PROPOSER] is not None,
        ),
    )


async def load_seal_order(context: Context, order_id: UUID) -> SealOrder:
    """An order for an answer."""
    return SealOrder(
        seen=await read_seal_order(context.database, context.clock, context.actor, order_id)
    )


def _certificates(context: Context) -> DataLoader[UUID, facts.Certificate | None]:
    if "certificates" not in context.loaders:

        async def load(wanted: list[UUID]) -> list[facts.Certificate | None]:
            found = await read_certificates(context.database, context.clock, context.actor, wanted)
            return [found.get(each) for each in wanted]

        context.loaders["certificates"] = DataLoader(load_fn=load)
    loader: DataLoader[UUID, facts.Certificate | None] = context.loaders["certificates"]
    return loader


record("seal_order", SealOrder, load_seal_order, "The order in the sealed register.")

MUTATIONS = ((seal_case, "Seal a file: archive it, remove it, check that it is gone."),)
