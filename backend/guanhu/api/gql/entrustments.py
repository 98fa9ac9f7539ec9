"""Entrustments in the schema, the deciding office's side."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.case_base import CaseBase, gate
from guanhu.api.gql.context import Info
from guanhu.api.gql.entrustment_records import Entrustment
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.api.gql.scalars import Language
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.entrustments.gate_facts import ENTRUSTMENTS, LETTER_WAITS
from guanhu.entrustments.gates import reasons
from guanhu.entrustments.rules import ASSISTED_IN
from guanhu.entrustments.use_cases.answer_entrustment import record_entrustment_answer
from guanhu.entrustments.use_cases.ask_entrustment import ask_entrustment, end_entrustment
from guanhu.entrustments.use_cases.read_entrustments import (
    read_case_entrustments,
    read_other_offices,
)
from guanhu.entrustments.use_cases.report_assistance import (
    receive_entrustment_letter,
    record_entrustment_letter,
)
from guanhu.plans.facts import Texts


@strawberry.type(description="Another procuratorate of this system.")
class OtherOffice:
    """Wraps an office."""

    office_id: strawberry.Private[UUID]
    texts: strawberry.Private[Texts]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.office_id

    @strawberry.field(description="Name.")
    def name(self, language: LanguageArgument = Language.ZH) -> str:
        return self.texts.text(language.value)


@strawberry.type(description="One page of offices.")
class OtherOfficePage:
    """Items and total."""

    items: list[OtherOffice] = strawberry.field(description="The offices of this page.")
    total: int = strawberry.field(description="How many there are in all.")


@strawberry.type
class EntrustmentQueries:
    """Whom one can ask."""

    @strawberry.field(description="Offices of this system that can be asked to assist, one page.")
    async def other_offices(
        self, info: Info, page: PageNumber = 1, per_page: PageSize = 25
    ) -> OtherOfficePage:
        rows, context = window(page, per_page), info.context
        found, total = await read_other_offices(
            context.database, context.clock, context.actor, limit=rows.limit, offset=rows.offset
        )
        items = [OtherOffice(office_id=each, texts=texts) for each, texts in found]
        return OtherOfficePage(items=items, total=total)


@strawberry.type(description="Who assists in a case from elsewhere.")
class CaseEntrustmentsPart(CaseBase):
    """What the entrustments room adds to the case page; null for those it is not for."""

    @strawberry.field(description="Entrustments to another place, oldest first (S-11, S-12).")
    async def entrustments(self, info: Info) -> list[Entrustment] | None:
        context = info.context
        if not context.actor.may(Permission.ENTRUST):
            return None
        found = await read_case_entrustments(
            context.database, context.clock, context.actor, self.page.case.id
        )
        return [Entrustment(seen=each) for each in found]


@gate(Permission.ENTRUST, ENTRUSTMENTS, LETTER_WAITS)
def refused_entrustment_actions(asked: Asked) -> Iterable[Gate]:
    """Why the actions on entrustments are refused now."""
    return reasons(
        asked[ENTRUSTMENTS],
        letter_waits=asked[LETTER_WAITS],
        today=asked.today,
        assisted=asked.page.case.status in ASSISTED_IN,
    )


MUTATIONS = (
    (ask_entrustment, "Ask the procuratorate of another place to assist with the inspection."),
    (record_entrustment_answer, "Write down what an office outside this system answered."),
    (record_entrustment_letter, "Write down a letter on paper about the result of assisting."),
    (receive_entrustment_letter, "Write down that the assisting office's letter was received."),
    (end_entrustment, "End an entrustment, or take a request back."),
)
