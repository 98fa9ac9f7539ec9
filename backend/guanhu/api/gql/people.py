"""The people of a case: commands, and the register of corrections."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.cases.use_cases.correct_minor import (
    approve_minor_correction,
    correct_minor,
    read_minor_corrections,
    refuse_minor_correction,
    request_minor_correction,
)
from guanhu.cases.use_cases.keep_people import (
    add_guardian,
    block_guardian,
    end_guardianship,
    unblock_guardian,
)
from guanhu.kernel.commands import camel
from guanhu.people import facts

CorrectionAsker = enum_type(facts.CorrectionAsker)
CorrectionState = enum_type(facts.CorrectionState)


@strawberry.type(description="One identity field, as it was and as it should be.")
class FieldChange:
    """Wraps a change."""

    seen: strawberry.Private[facts.FieldChange]

    @strawberry.field(description="Name of the field, as commands call it.")
    def field(self) -> str:
        return camel(self.seen.name)

    @strawberry.field(description="What stood there; null for nothing.")
    def before(self) -> str | None:
        return self.seen.before

    @strawberry.field(description="What should stand there; null for nothing.")
    def after(self) -> str | None:
        return self.seen.after


@strawberry.type(description="A correction of a minor's identity, asked for or made (Q-09).")
class MinorCorrection:
    """Wraps a correction."""

    seen: strawberry.Private[facts.CorrectionSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Where it stands.")
    def state(self) -> CorrectionState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(description="Who asked.")
    def asked_by(self) -> CorrectionAsker:  # type: ignore[valid-type]
        return self.seen.asked_by

    @strawberry.field(description="Why.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="When it was written down.")
    def asked_at(self) -> datetime:
        return self.seen.asked_at

    @strawberry.field(description="Who wrote it down.")
    async def author(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.author_id)

    @strawberry.field(description="Who decided it.")
    async def closer(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.closer_id)

    @strawberry.field(description="When it was decided.")
    def closed_at(self) -> datetime | None:
        return self.seen.closed_at

    @strawberry.field(description="Why it was refused.")
    def answer(self) -> str | None:
        return self.seen.answer

    @strawberry.field(description="Each field that changes.")
    def changes(self) -> list[FieldChange]:
        return [FieldChange(seen=change) for change in self.seen.changes]


@strawberry.type
class PeopleQueries:
    """The register of corrections."""

    @strawberry.field(
        description="Corrections of the minor of a case, with old and new; a trail entry each time."
    )
    async def minor_corrections(
        self,
        info: Info,
        case_id: Annotated[UUID, strawberry.argument(description="The case file.")],
    ) -> list[MinorCorrection]:
        context = info.context
        found = await read_minor_corrections(
            context.database, context.clock, context.actor, case_id
        )
        return [MinorCorrection(seen=each) for each in found]


MUTATIONS = (
    (correct_minor, "Correct a minor's identity."),
    (request_minor_correction, "Ask for a correction of a minor's identity."),
    (approve_minor_correction, "Apply a requested correction."),
    (refuse_minor_correction, "Refuse a requested correction, with reasons."),
    (add_guardian, "Add a guardian."),
    (end_guardianship, "End a guardianship."),
    (block_guardian, "Cut a guardian's access at once."),
    (unblock_guardian, "Give a blocked guardian access again."),
)
