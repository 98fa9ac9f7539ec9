"""Check-ins in the schema."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.case_base import CaseBase, gate
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.paging import PageNumber, PageSize, SortOrder, window
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.checkins import facts
from guanhu.checkins.gate_facts import TO_DO
from guanhu.checkins.gates import reasons
from guanhu.checkins.repository import CheckInFilter
from guanhu.checkins.repository import CheckInSort as Sort
from guanhu.checkins.use_cases.add_check_in_remark import add_check_in_remark
from guanhu.checkins.use_cases.excuse_check_in import excuse_check_in
from guanhu.checkins.use_cases.log_check_in import log_check_in
from guanhu.checkins.use_cases.read_check_ins import (
    list_check_ins,
    read_addenda,
    read_check_in,
    read_check_ins_of_case,
    read_remarks,
    read_who_entered,
)
from guanhu.checkins.use_cases.reschedule_check_in import reschedule_check_in
from guanhu.checkins.use_cases.review_missed_check_in import review_missed_check_in
from guanhu.checkins.use_cases.schedule_check_ins import schedule_check_ins
from guanhu.identity.directory import AccountSeen

CheckInKind = enum_type(facts.CheckInKind)
CheckInStatus = enum_type(facts.CheckInStatus)
ConcernLevel = enum_type(facts.ConcernLevel)
MissedReason = enum_type(facts.MissedReason)
NoContactReason = enum_type(facts.NoContactReason)
Present = enum_type(facts.Present)
Topic = enum_type(facts.Topic)
CheckInSort = enum_type(Sort)


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

    @strawberry.field(description="When it was written.")
    def written_at(self) -> datetime:
        return self.seen.written_at

    @strawberry.field(description="Who wrote it.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.author_id)


@strawberry.type(description="A check-in: when contact is due, and what was found.")
class CheckIn:
    """Wraps a check-in as staff see it."""

    seen: strawberry.Private[facts.CheckInSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="How contact was meant to be made.")
    def kind(self) -> CheckInKind:  # type: ignore[valid-type]
        return self.seen.kind

    @strawberry.field(description="Where it stands today; computed, whether or not jobs ran.")
    def status(self) -> CheckInStatus:  # type: ignore[valid-type]
        return self.seen.status

    @strawberry.field(description="First day of the due window.")
    def due_from(self) -> date:
        return self.seen.due_from

    @strawberry.field(description="Last day of the due window.")
    def due_until(self) -> date:
        return self.seen.due_until

    @strawberry.field(description="Last day on which it is still accepted, as late.")
    def grace_until(self) -> date:
        return self.seen.grace_until

    @strawberry.field(description="Whether contact came after the window.")
    def late(self) -> bool:
        return self.seen.late

    @strawberry.field(description="When contact happened.")
    def happened_at(self) -> datetime | None:
        return self.seen.happened_at

    @strawberry.field(description="When it was entered.")
    def entered_at(self) -> datetime | None:
        return self.seen.entered_at

    @strawberry.field(description="Who entered it; may be of an office that assists.")
    async def entered_by(self, info: Info) -> AccountSummary | None:
        own = await account_summary(info.context, self.seen.entered_by)
        if own is not None or self.seen.entered_by is None:
            return own
        found = await _entered(info.context).load(self.seen.id)
        return None if found is None else AccountSummary(seen=found)

    @strawberry.field(description="How contact was really made.")
    def how(self) -> CheckInKind | None:  # type: ignore[valid-type]
        return None if self.seen.record is None else self.seen.record.how

    @strawberry.field(description="Whether the young person was reached.")
    def contact_made(self) -> bool | None:
        return None if self.seen.record is None else self.seen.record.contact_made

    @strawberry.field(description="Why nobody was reached.")
    def no_contact_reason(self) -> NoContactReason | None:  # type: ignore[valid-type]
        return None if self.seen.record is None else self.seen.record.no_contact_reason

    @strawberry.field(description="Who was there.")
    def present(self) -> list[Present]:  # type: ignore[valid-type]
        return [] if self.seen.record is None else list(self.seen.record.present)

    @strawberry.field(description="What was talked about.")
    def topics(self) -> list[Topic]:  # type: ignore[valid-type]
        return [] if self.seen.record is None else list(self.seen.record.topics)

    @strawberry.field(description="Conditions it gives evidence for.")
    def conditions_evidenced(self) -> list[UUID]:
        return [] if self.seen.record is None else list(self.seen.record.conditions_evidenced)

    @strawberry.field(description="The highest concern anybody has voiced; it never falls.")
    def concern_level(self) -> ConcernLevel | None:  # type: ignore[valid-type]
        return None if self.seen.record is None else self.seen.record.concern_level

    @strawberry.field(description="What was found.")
    def note(self) -> str | None:
        return None if self.seen.record is None else self.seen.record.note

    @strawberry.field(
        description="Whether what was found is hidden from the caller, whose assignment began"
        " later (S61)."
    )
    def notes_hidden(self) -> bool:
        return self.seen.record is None and self.seen.entered_at is not None

    @strawberry.field(description="What comes next.")
    def next_step(self) -> str | None:
        return None if self.seen.record is None else self.seen.record.next_step

    @strawberry.field(description="Private addendum: for its writer and the supervisor, else null.")
    async def private_addendum(self, info: Info) -> str | None:
        if self.seen.record is None:
            return None
        found: str | None = await _addenda(info.context).load(self.seen.id)
        return found

    @strawberry.field(description="Later remarks, the first one first.")
    async def remarks(self, info: Info) -> list[CheckInRemark]:
        if self.seen.record is None:
            return []
        found = await _remarks(info.context).load(self.seen.id)
        return [CheckInRemark(seen=remark) for remark in found]

    @strawberry.field(description="How it was looked into, when it was missed.")
    def review(self) -> CheckInReview | None:
        return None if self.seen.review is None else CheckInReview(seen=self.seen.review)

    @strawberry.field(description="The check-in that took its place, when it was moved.")
    def superseded_by(self) -> UUID | None:
        return self.seen.superseded_by


@strawberry.type(description="One page of check-ins.")
class CheckInPage:
    """Items and total."""

    items: list[CheckIn] = strawberry.field(description="The check-ins of this page.")
    total: int = strawberry.field(description="How many match in all.")


@strawberry.input(description="Narrows the list of check-ins; every part narrows further.")
class CheckInFilterInput:
    """All parts optional."""

    case_id: UUID | None = strawberry.field(default=None, description="Of this case file.")
    status: list[CheckInStatus] | None = strawberry.field(  # type: ignore[valid-type]
        default=None, description="Any of these states, as of today."
    )
    from_: date | None = strawberry.field(
        default=None, name="from", description="First due day on or after."
    )
    to: date | None = strawberry.field(default=None, description="First due day on or before.")
    missed_to_review: bool = strawberry.field(
        default=False, description="Only missed ones nobody has reviewed."
    )

    def as_filter(self) -> CheckInFilter:
        return CheckInFilter(
            case_id=self.case_id,
            status=tuple(self.status or ()),
            begins=self.from_,
            ends=self.to,
            missed_to_review=self.missed_to_review,
        )


@strawberry.type
class CheckInQueries:
    """The list of check-ins."""

    @strawberry.field(description="Check-ins of the files the caller may see, one page.")
    async def check_ins(
        self,
        info: Info,
        page: PageNumber = 1,
        per_page: PageSize = 25,
        sort: Annotated[CheckInSort, strawberry.argument(description="Sort key.")] = (  # type: ignore[valid-type]
            Sort.DUE
        ),
        order: Annotated[SortOrder, strawberry.argument(description="Direction.")] = SortOrder.ASC,
        filter: Annotated[
            CheckInFilterInput | None, strawberry.argument(description="Narrows the list.")
        ] = None,
    ) -> CheckInPage:
        rows = window(page, per_page)
        context = info.context
        items, total = await list_check_ins(
            context.database,
            context.clock,
            context.actor,
            filter.as_filter() if filter else CheckInFilter(),
            sort=sort,
            descending=order is SortOrder.DESC,
            limit=rows.limit,
            offset=rows.offset,
        )
        return CheckInPage(items=[CheckIn(seen=seen) for seen in items], total=total)


@strawberry.type(description="The check-ins of a case file.")
class CaseCheckInsPart(CaseBase):
    """What the check-ins room adds to the case page."""

    @strawberry.field(description="Check-ins, the latest window first.")
    async def check_ins(
        self,
        info: Info,
        first: Annotated[int, strawberry.argument(description="How many at most, 1 to 100.")] = 50,
    ) -> list[CheckIn]:
        context = info.context
        rows = window(1, first)
        if not context.actor.may(Permission.CHECK_IN_READ):
            return []
        found = await read_check_ins_of_case(
            context.database, context.clock, context.actor, self.page.case.id, rows.limit
        )
        return [CheckIn(seen=seen) for seen in found]


@gate(Permission.CHECK_IN_READ, TO_DO)
def refused_check_in_actions(asked: Asked) -> Iterable[Gate]:
    """Why nothing can be logged or reviewed on a case now."""
    return reasons(asked[TO_DO])


async def load_check_in(context: Context, check_in_id: UUID) -> CheckIn:
    """A check-in for an answer."""
    seen = await read_check_in(context.database, context.clock, context.actor, check_in_id)
    return CheckIn(seen=seen)


def _remarks(context: Context) -> DataLoader[UUID, list[facts.RemarkSeen]]:
    if "check_in_remarks" not in context.loaders:

        async def load(wanted: list[UUID]) -> list[list[facts.RemarkSeen]]:
            found = await read_remarks(context.database, context.clock, context.actor, wanted)
            return [found.get(each, []) for each in wanted]

        context.loaders["check_in_remarks"] = DataLoader(load_fn=load)
    loader: DataLoader[UUID, list[facts.RemarkSeen]] = context.loaders["check_in_remarks"]
    return loader


def _entered(context: Context) -> DataLoader[UUID, AccountSeen | None]:
    if "check_in_entered" not in context.loaders:

        async def load(wanted: list[UUID]) -> list[AccountSeen | None]:
            found = await read_who_entered(context.database, context.clock, context.actor, wanted)
            return [found.get(each) for each in wanted]

        context.loaders["check_in_entered"] = DataLoader(load_fn=load)
    loader: DataLoader[UUID, AccountSeen | None] = context.loaders["check_in_entered"]
    return loader


def _addenda(context: Context) -> DataLoader[UUID, str | None]:
    if "check_in_addenda" not in context.loaders:

        async def load(wanted: list[UUID]) -> list[str | None]:
            found = await read_addenda(context.database, context.clock, context.actor, wanted)
            return [found.get(each) for each in wanted]

        context.loaders["check_in_addenda"] = DataLoader(load_fn=load)
    loader: DataLoader[UUID, str | None] = context.loaders["check_in_addenda"]
    return loader


record("check_in", CheckIn, load_check_in, "The check-in as it stands now.")

MUTATIONS = (
    (schedule_check_ins, "Schedule a series of check-ins within the period."),
    (log_check_in, "Log what was found at a check-in."),
    (review_missed_check_in, "Write down why a check-in was missed."),
    (excuse_check_in, "Excuse a check-in in advance."),
    (reschedule_check_in, "Move a check-in to another date."),
    (add_check_in_remark, "Add a later remark to a logged check-in."),
)
