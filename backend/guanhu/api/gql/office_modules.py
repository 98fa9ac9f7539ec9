"""Modules an office writes itself, in the schema."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.education import Module
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.education import office_facts as facts
from guanhu.education.use_cases.author_office_module import (
    draft_office_module,
    publish_office_module,
    retire_office_module,
    return_office_module,
    submit_office_module,
)
from guanhu.education.use_cases.read_office_modules import (
    list_office_modules,
    read_office_module,
)

OfficeModuleState = enum_type(facts.OfficeModuleState)


@strawberry.type(description="One file of a module's folder.")
class ModuleFile:
    """Name and content."""

    name: str = strawberry.field(description="Its name in the folder.")
    content: str = strawberry.field(description="What stands in it.")


@strawberry.type(description="One version of a module the office wrote itself.")
class OfficeModule:
    """Wraps a version."""

    seen: strawberry.Private[facts.OfficeModuleSeen]

    @strawberry.field(description="Identifier of the version.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Where it stands; published, it never changes.")
    def state(self) -> OfficeModuleState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(description="What it holds.")
    def module(self) -> Module:
        return Module(module=self.seen.module)

    @strawberry.field(description="The files of its folder.")
    def files(self) -> list[ModuleFile]:
        return [
            ModuleFile(name=name, content=self.seen.files[name]) for name in sorted(self.seen.files)
        ]

    @strawberry.field(description="Who wrote it last.")
    async def author(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.author_id)

    @strawberry.field(description="When it was written last.")
    def drafted_at(self) -> datetime:
        return self.seen.drafted_at

    @strawberry.field(description="Who published it or sent it back.")
    async def reviewer(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.reviewer_id)

    @strawberry.field(description="When that was.")
    def decided_at(self) -> datetime | None:
        return self.seen.decided_at

    @strawberry.field(description="What was to be changed when it was sent back last.")
    def feedback(self) -> str | None:
        return self.seen.feedback

    @strawberry.field(description="From when on it is no longer offered.")
    def retired_on(self) -> date | None:
        return self.seen.retired_on


@strawberry.type(description="One page of own modules.")
class OfficeModulePage:
    """Items and total."""

    items: list[OfficeModule] = strawberry.field(description="The versions of this page.")
    total: int = strawberry.field(description="How many there are in all.")


@strawberry.type
class OfficeModuleQueries:
    """Own modules."""

    @strawberry.field(description="Versions of the office's own modules, the newest first.")
    async def office_modules(
        self, info: Info, page: PageNumber = 1, per_page: PageSize = 25
    ) -> OfficeModulePage:
        rows = window(page, per_page)
        context = info.context
        found, total = await list_office_modules(
            context.database, context.clock, context.actor, limit=rows.limit, offset=rows.offset
        )
        return OfficeModulePage(items=[OfficeModule(seen=each) for each in found], total=total)

    @strawberry.field(description="One version of an own module.")
    async def office_module(
        self, info: Info, id: Annotated[UUID, strawberry.argument(description="The version.")]
    ) -> OfficeModule:
        return await load_office_module(info.context, id)


async def load_office_module(context: Context, module_id: UUID) -> OfficeModule:
    """A version for an answer."""
    seen = await read_office_module(context.database, context.clock, context.actor, module_id)
    return OfficeModule(seen=seen)


record("office_module", OfficeModule, load_office_module, "The version as it stands now.")

MUTATIONS = (
    (draft_office_module, "Write a new version of an own module, or the open one anew."),
    (submit_office_module, "Hand a version of an own module in for a second person."),
    (return_office_module, "Send a version of an own module back."),
    (publish_office_module, "Publish a version of an own module somebody else wrote."),
    (retire_office_module, "Offer an own module no longer."),
)
