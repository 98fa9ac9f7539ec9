"""The mark on files that were linked with a sealed one (F-12)."""

from __future__ import annotations

import strawberry

from guanhu.api.gql.basis import LanguageArgument, LegalBasis
from guanhu.api.gql.case_base import CaseBase, once
from guanhu.api.gql.context import Info
from guanhu.api.gql.scalars import Language
from guanhu.api.gql.words import sentence
from guanhu.sealing.use_cases.read_register import read_sealed_mark


@strawberry.type(description="That a file holds information of a sealed record; not whose (F-12).")
class SealedMark:
    """The label, and the article that asks for it."""

    @strawberry.field(description="The label, as it stands on the file.")
    def label(self, language: LanguageArgument = Language.ZH) -> str:
        return sentence("labels", "HOLDS_SEALED_INFORMATION", language.value)

    @strawberry.field(description="The article it rests on.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule("F-12")


@strawberry.type(description="The mark of sealed information on the case page.")
class CaseSealedMarkPart(CaseBase):
    """One statement, when asked for."""

    @strawberry.field(
        description="The mark of a file linked with a sealed one (F-12); null without one."
    )
    async def sealed_mark(self, info: Info) -> SealedMark | None:
        context, case_id = info.context, self.page.case.id

        async def load() -> bool:
            return await read_sealed_mark(context.database, context.clock, context.actor, case_id)

        marked: bool = await once(context, ("sealed_mark", case_id), load)
        return SealedMark() if marked else None
