"""Closing of case files in the schema."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.case_base import CaseBase, gate
from guanhu.api.gql.context import Info
from guanhu.api.gql.scalars import Language
from guanhu.cases import closing_reasons
from guanhu.cases.closing import CORRECTION_WAITS, ClosureSeen
from guanhu.cases.facts import CaseStatus
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.cases.states import CaseAction
from guanhu.cases.use_cases.close_case import close_case, read_closure
from guanhu.kernel.clock import office_date


@strawberry.type(description="A reason for closing a file.")
class ClosingReason:
    """Wraps a reason."""

    source: strawberry.Private[closing_reasons.ClosingReason]

    @strawberry.field(description="Stable code; retired one day, never renamed.")
    def code(self) -> str:
        return self.source.code

    @strawberry.field(description="Version of its wording.")
    def version(self) -> int:
        return self.source.version

    @strawberry.field(description="The reason in words.")
    def label(self, language: LanguageArgument = Language.ZH) -> str:
        return self.source.label(language.value)


@strawberry.type(description="How a file was closed.")
class CaseClosure:
    """Wraps a closure."""

    seen: strawberry.Private[ClosureSeen]

    @strawberry.field(description="Day on which it was closed.")
    def closed_on(self) -> date:
        return self.seen.closed_on

    @strawberry.field(description="Why, in the wording of that day.")
    def reasons(self) -> list[ClosingReason]:
        return [ClosingReason(source=each) for each in self.seen.reasons]

    @strawberry.field(description="What else was said; for the prosecution, else null.")
    def note(self) -> str | None:
        return self.seen.note

    @strawberry.field(description="Who closed it.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.closed_by)


@strawberry.type(description="The closing of a case file.")
class CaseClosingPart(CaseBase):
    """What the case page says about closing."""

    @strawberry.field(description="Reasons for which it may be closed today; retired ones are not.")
    def closing_reasons(self, info: Info) -> list[ClosingReason]:
        today = office_date(info.context.clock.now())
        found = closing_reasons.offered(self.page.case.status, today)
        return [ClosingReason(source=each) for each in found]

    @strawberry.field(description="How it was closed; null while it is open.")
    async def closure(self, info: Info) -> CaseClosure | None:
        context = info.context
        if self.page.case.status is not CaseStatus.CLOSED:
            return None
        found = await read_closure(
            context.database, context.clock, context.actor, self.page.case.id
        )
        return None if found is None else CaseClosure(seen=found)


@gate(Permission.CASE_WRITE, CORRECTION_WAITS)
def refused_closing(asked: Asked) -> Iterable[Gate]:
    """What is still owed on the file."""
    yield (
        CaseAction.CLOSE_CASE,
        closing_reasons.refuse_closing(
            asked.page.case.milestones, asked.today, correction_waits=asked[CORRECTION_WAITS]
        ),
    )


MUTATIONS = ((close_case, "Close a file for at least one reason of the list."),)
