"""What belongs to one check-in in the schema: review, remarks, changes, addendum."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Context, Info
from guanhu.checkins import facts
from guanhu.checkins.use_cases.read_check_ins import (
    read_addenda,
    read_changes,
    read_remarks,
    read_unreached,
    read_who_entered,
)
from guanhu.identity.directory import AccountSeen

ConcernLevel = enum_type(facts.ConcernLevel)
MissedReason = enum_type(facts.MissedReason)
AskedBy = enum_type(facts.AskedBy)
ChangeKind = enum_type(facts.ChangeKind)
ExcuseKind = enum_type(facts.ExcuseKind)


@strawberry.type(description="How a missed check-in was looked into.")
class CheckInReview:
    """Wraps a review."""

    seen: strawberry.Private[facts.MissedReviewSeen]

    @strawberry.field(description="Why it was missed.")
    def reason(self) -> MissedReason:  # type: ignore[valid-type]
        return self.seen.reason

    @strawberry.field(description="What was found out and what follows.")
    def note(self) -> str:
        return self.seen.note

    @strawberry.field(description="Day of the review.")
    def reviewed_on(self) -> date:
        return self.seen.reviewed_on

    @strawberry.field(description="Who reviewed it.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.reviewed_by)


@strawberry.type(description="A later remark; what was written before stays as it was.")
class CheckInRemark:
    """Wraps a remark."""

    seen: strawberry.Private[facts.RemarkSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The remark.")
    def note(self) -> str:
        return self.seen.note

    @strawberry.field(description="How worried the writer was.")
    def concern_level(self) -> ConcernLevel:  # type: ignore[valid-type]
        return self.seen.concern_level

    @strawberry.field(description="Whether the writer called it sensitive.")
    def sensitive(self) -> bool:
        return self.seen.sensitive

    @strawberry.field(description="When it was written.")
    def written_at(self) -> datetime:
        return self.seen.written_at

    @strawberry.field(description="Who wrote it.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.author_id)


@strawberry.type(description="A review, an excuse or a move, with its reason.")
class CheckInChange:
    """Wraps a change."""

    seen: strawberry.Private[facts.ChangeSeen]

    @strawberry.field(description="What was done.")
    def kind(self) -> ChangeKind:  # type: ignore[valid-type]
        return self.seen.kind

    @strawberry.field(description="What kind of excuse, where it was excused.")
    def excuse(self) -> ExcuseKind | None:  # type: ignore[valid-type]
        return self.seen.excuse

    @strawberry.field(description="Who asked, where it was moved.")
    def asked_by(self) -> AskedBy | None:  # type: ignore[valid-type]
        return self.seen.asked_by

    @strawberry.field(description="Why.")
    def reason(self) -> str:
        return self.seen.reason

    @strawberry.field(description="Whether the reason is not to be shown to the family.")
    def sensitive(self) -> bool:
        return self.seen.sensitive

    @strawberry.field(description="When it was done.")
    def made_at(self) -> datetime:
        return self.seen.made_at

    @strawberry.field(description="Who did it.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.made_by)


def remarks_of(context: Context) -> DataLoader[UUID, list[facts.RemarkSeen]]:
    if "check_in_remarks" not in context.loaders:

        async def load(wanted: list[UUID]) -> list[list[facts.RemarkSeen]]:
            found = await read_remarks(context.database, context.clock, context.actor, wanted)
            return [found.get(each, []) for each in wanted]

        context.loaders["check_in_remarks"] = DataLoader(load_fn=load)
    loader: DataLoader[UUID, list[facts.RemarkSeen]] = context.loaders["check_in_remarks"]
    return loader


def changes_of(context: Context) -> DataLoader[UUID, list[facts.ChangeSeen]]:
    if "check_in_changes" not in context.loaders:

        async def load(wanted: list[UUID]) -> list[list[facts.ChangeSeen]]:
            found = await read_changes(context.database, context.clock, context.actor, wanted)
            return [found.get(each, []) for each in wanted]

        context.loaders["check_in_changes"] = DataLoader(load_fn=load)
    loader: DataLoader[UUID, list[facts.ChangeSeen]] = context.loaders["check_in_changes"]
    return loader


def entered_of(context: Context) -> DataLoader[UUID, AccountSeen | None]:
    if "check_in_entered" not in context.loaders:

        async def load(wanted: list[UUID]) -> list[AccountSeen | None]:
            found = await read_who_entered(context.database, context.clock, context.actor, wanted)
            return [found.get(each) for each in wanted]

        context.loaders["check_in_entered"] = DataLoader(load_fn=load)
    loader: DataLoader[UUID, AccountSeen | None] = context.loaders["check_in_entered"]
    return loader


def addenda_of(context: Context) -> DataLoader[UUID, str | None]:
    if "check_in_addenda" not in context.loaders:

        async def load(wanted: list[UUID]) -> list[str | None]:
            found = await read_addenda(context.database, context.clock, context.actor, wanted)
            return [found.get(each) for each in wanted]

        context.loaders["check_in_addenda"] = DataLoader(load_fn=load)
    loader: DataLoader[UUID, str | None] = context.loaders["check_in_addenda"]
    return loader


def unreached_of(context: Context) -> DataLoader[UUID, date | None]:
    if "check_in_unreached" not in context.loaders:

        async def load(wanted: list[UUID]) -> list[date | None]:
            found = await read_unreached(context.database, context.clock, context.actor, wanted)
            return [found.get(each) for each in wanted]

        context.loaders["check_in_unreached"] = DataLoader(load_fn=load)
    loader: DataLoader[UUID, date | None] = context.loaders["check_in_unreached"]
    return loader
