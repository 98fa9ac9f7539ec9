"""Check-ins in the schema."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.attachments import Attachment, attachments_of
from guanhu.api.gql.case_base import CaseBase, gate
from guanhu.api.gql.check_in_parts import (
    CheckInChange,
    CheckInRemark,
    CheckInReview,
    ConcernLevel,
    addenda_of,
    changes_of,
    entered_of,
    remarks_of,
    unreached_of,
)
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.paging import PageNumber, PageSize, SortOrder, window
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.checkins import facts
from guanhu.checkins.filtering import CheckInFilter
from guanhu.checkins.gate_facts import TO_DO
from guanhu.checkins.gates import reasons
from guanhu.checkins.repository import CheckInSort as Sort
from guanhu.checkins.rules import entered_later
from guanhu.checkins.use_cases.add_check_in_remark import add_check_in_remark
from guanhu.checkins.use_cases.excuse_check_in import excuse_check_in
from guanhu.checkins.use_cases.log_check_in import log_check_in
from guanhu.checkins.use_cases.read_check_ins import (
    list_check_ins,
    read_check_in,
    read_check_ins_of_case,
)
from guanhu.checkins.use_cases.reschedule_check_in import reschedule_check_in
from guanhu.checkins.use_cases.review_missed_check_in import review_missed_check_in
from guanhu.checkins.use_cases.schedule_check_ins import schedule_check_ins

CheckInKind = enum_type(facts.CheckInKind)
CheckInStatus = enum_type(facts.CheckInStatus)
NoContactReason = enum_type(facts.NoContactReason)
Present = enum_type(facts.Present)
Topic = enum_type(facts.Topic)
CheckInSort = enum_type(Sort)


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

    @strawberry.field(description="Whether anything about it is sensitive; once yes, always yes.")
    def sensitive(self) -> bool:
        return self.seen.sensitive

    @strawberry.field(description="The version of the plan whose rhythm asked for it, if one did.")
    def plan_version_id(self) -> UUID | None:
        return self.seen.plan_version_id

    @strawberry.field(
        description="Whether it was entered on a later day than it happened; both days are shown."
    )
    def entered_later(self) -> bool:
        return entered_later(self.seen.happened_at, self.seen.entered_at)

    @strawberry.field(description="Its review, excuse or move, with the reason.")
    async def changes(self, info: Info) -> list[CheckInChange]:
        found = await changes_of(info.context).load(self.seen.id)
        return [CheckInChange(seen=each) for each in found]

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
        found = await entered_of(info.context).load(self.seen.id)
        return None if found is None else AccountSummary(seen=found)

    @strawberry.field(description="How contact was really made.")
    def how(self) -> CheckInKind | None:  # type: ignore[valid-type]
        return None if self.seen.record is None else self.seen.record.how

    @strawberry.field(description="Whether the young person was reached.")
    def contact_made(self) -> bool | None:
        return self.seen.contact_made

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
    def concern_level(self) -> ConcernLevel | None:
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
        found: str | None = await addenda_of(info.context).load(self.seen.id)
        return found

    @strawberry.field(description="Later remarks, the first one first.")
    async def remarks(self, info: Info) -> list[CheckInRemark]:
        if self.seen.record is None and self.seen.review is None:
            return []
        found = await remarks_of(info.context).load(self.seen.id)
        return [CheckInRemark(seen=remark) for remark in found]

    @strawberry.field(description="Files that belong to what was found.")
    async def attachments(self, info: Info) -> list[Attachment]:
        if self.seen.record is None:
            return []
        return await attachments_of(info.context, self.seen.id)

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
    happened_from: date | None = strawberry.field(
        default=None, description="Contact on or after this day, which is not in the future."
    )
    happened_to: date | None = strawberry.field(
        default=None, description="Contact on or before this day, which is not in the future."
    )
    missed_to_review: bool = strawberry.field(
        default=False, description="Only missed ones nobody has reviewed."
    )

    def as_filter(self) -> CheckInFilter:
        return CheckInFilter(
            case_id=self.case_id,
            status=tuple(self.status or ()),
            begins=self.from_,
            ends=self.to,
            happened_from=self.happened_from,
            happened_to=self.happened_to,
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

    @strawberry.field(
        description="Since when nothing reaches the young person for a self-report: find a way."
        " Null where there is nothing to do."
    )
    async def no_way_to_reach_since(self, info: Info) -> date | None:
        context = info.context
        if not context.actor.may(Permission.CHECK_IN_READ):
            return None
        found: date | None = await unreached_of(context).load(self.page.case.id)
        return found


@gate(Permission.CHECK_IN_READ, TO_DO)
def refused_check_in_actions(asked: Asked) -> Iterable[Gate]:
    """Why nothing can be logged or reviewed on a case now."""
    return reasons(asked[TO_DO])


async def load_check_in(context: Context, check_in_id: UUID) -> CheckIn:
    """A check-in for an answer."""
    seen = await read_check_in(context.database, context.clock, context.actor, check_in_id)
    return CheckIn(seen=seen)


record("check_in", CheckIn, load_check_in, "The check-in as it stands now.", by_id=True)

MUTATIONS = (
    (schedule_check_ins, "Schedule a series of check-ins within the period."),
    (log_check_in, "Log what was found at a check-in."),
    (review_missed_check_in, "Write down why a check-in was missed."),
    (excuse_check_in, "Excuse a check-in in advance."),
    (reschedule_check_in, "Move a check-in to another date."),
    (add_check_in_remark, "Add a later remark to a logged check-in."),
)
