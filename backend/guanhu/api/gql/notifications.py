"""Notifications in the schema: what one was told, how one wants to be told, what was sent."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.api.gql.account_summary import AccountSummary, Role, account_summary
from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Info
from guanhu.api.gql.paging import PageNumber, PageSize, window
from guanhu.api.gql.scalars import Language
from guanhu.notifications import facts
from guanhu.notifications.texts import sentence
from guanhu.notifications.use_cases.choose_contact import choose_contact
from guanhu.notifications.use_cases.mark_read import mark_notifications_read
from guanhu.notifications.use_cases.read_notifications import (
    count_unread,
    list_deliveries,
    list_notifications,
    read_preference,
)

NoticeLanguage = enum_type(facts.NoticeLanguage)
Channel = enum_type(facts.Channel)
DeliveryState = enum_type(facts.DeliveryState)
GivenUpBecause = enum_type(facts.GivenUpBecause)


@strawberry.type(description="One thing a person was told.")
class Notification:
    """Wraps a notification."""

    seen: strawberry.Private[facts.NotificationSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="What it is about, as a stable code.")
    def cause(self) -> str:
        return self.seen.cause.value

    @strawberry.field(description="The case it is about, if it is about one.")
    def case_id(self) -> UUID | None:
        return self.seen.case_id

    @strawberry.field(description="The sentence; it names no case, no offence and no person.")
    def text(self, language: LanguageArgument = Language.ZH) -> str:
        return sentence(self.seen.cause, self.seen.facts, facts.NoticeLanguage(language.value))

    @strawberry.field(description="When it became so.")
    def told_at(self) -> datetime:
        return self.seen.told_at

    @strawberry.field(description="When it was marked as read.")
    def read_at(self) -> datetime | None:
        return self.seen.read_at


@strawberry.type(description="One page of one's own notifications.")
class NotificationPage:
    """Items and counts."""

    items: list[Notification] = strawberry.field(description="Those of this page.")
    total: int = strawberry.field(description="How many there are in all.")


@strawberry.type(description="One delivery about a case: by which way, how far; no address.")
class Delivery:
    """Wraps a delivery."""

    seen: strawberry.Private[facts.DeliverySeen]

    @strawberry.field(description="Identifier; the provider knows it as the reference.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="To whom.")
    async def to(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.account_id)

    @strawberry.field(description="Role of who is told.")
    def role(self) -> Role:
        return self.seen.role

    @strawberry.field(description="What it is about, as a stable code.")
    def cause(self) -> str:
        return self.seen.cause.value

    @strawberry.field(description="By which way.")
    def channel(self) -> Channel:  # type: ignore[valid-type]
        return self.seen.channel

    @strawberry.field(description="How far it has come.")
    def state(self) -> DeliveryState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(description="Why it is not tried again, if it is not.")
    def because(self) -> GivenUpBecause | None:  # type: ignore[valid-type]
        return self.seen.because

    @strawberry.field(description="How often it was tried.")
    def tries(self) -> int:
        return self.seen.tries

    @strawberry.field(description="When it became so.")
    def told_at(self) -> datetime:
        return self.seen.told_at

    @strawberry.field(description="Not tried before; for what is under way.")
    def not_before(self) -> datetime | None:
        return self.seen.not_before

    @strawberry.field(description="When it was tried last.")
    def tried_at(self) -> datetime | None:
        return self.seen.tried_at

    @strawberry.field(description="When it was taken.")
    def sent_at(self) -> datetime | None:
        return self.seen.sent_at

    @strawberry.field(description="When it was given up.")
    def given_up_at(self) -> datetime | None:
        return self.seen.given_up_at


@strawberry.type(description="One page of what was sent about a case.")
class DeliveryPage:
    """Items and how many there are in all."""

    items: list[Delivery] = strawberry.field(description="Those of this page.")
    total: int = strawberry.field(description="How many there are in all.")


@strawberry.type(description="How one wants to be told, beside what stands in the product.")
class ContactPreference:
    """Wraps a preference."""

    seen: strawberry.Private[facts.Preference]

    @strawberry.field(description="Whether anything was chosen; otherwise this is the usual.")
    def chosen(self) -> bool:
        return self.seen.chosen

    @strawberry.field(description="Whether by e-mail too.")
    def by_email(self) -> bool:
        return self.seen.by_email

    @strawberry.field(description="Whether by SMS too.")
    def by_sms(self) -> bool:
        return self.seen.by_sms

    @strawberry.field(description="One's own e-mail address.")
    def email(self) -> str | None:
        return self.seen.email

    @strawberry.field(description="One's own mobile number, if another than the one on file.")
    def phone(self) -> str | None:
        return self.seen.phone

    @strawberry.field(description="Hour of day from which nothing is sent (Asia/Shanghai).")
    def quiet_from_hour(self) -> int:
        return self.seen.quiet_from.hour

    @strawberry.field(description="Hour of day from which it is sent again.")
    def quiet_until_hour(self) -> int:
        return self.seen.quiet_until.hour

    @strawberry.field(description="Language to be told in.")
    def language(self) -> NoticeLanguage:  # type: ignore[valid-type]
        return self.seen.language


@strawberry.type
class NotificationQueries:
    """Queries about what people are told."""

    @strawberry.field(description="What one was told oneself, the latest first.")
    async def notifications(
        self,
        info: Info,
        page: PageNumber = 1,
        per_page: PageSize = 25,
        unread_only: Annotated[  # noqa: FBT002 - an argument of the schema
            bool, strawberry.argument(description="Only what is unread.")
        ] = False,
    ) -> NotificationPage:
        context, rows = info.context, window(page, per_page)
        found, total = await list_notifications(
            context.database, context.clock, context.actor, unread_only=unread_only,
            limit=rows.limit, offset=rows.offset,
        )  # fmt: skip
        items = [Notification(seen=each) for each in found]
        return NotificationPage(items=items, total=total)

    @strawberry.field(description="How many of one's own notifications are unread.")
    async def unread_notifications(self, info: Info) -> int:
        context = info.context
        return await count_unread(context.database, context.clock, context.actor)

    @strawberry.field(description="How one wants to be told.")
    async def contact_preference(self, info: Info) -> ContactPreference:
        context = info.context
        seen = await read_preference(context.database, context.clock, context.actor)
        return ContactPreference(seen=seen)

    @strawberry.field(description="What was sent about a case, the latest first.")
    async def case_deliveries(
        self,
        info: Info,
        case_id: Annotated[UUID, strawberry.argument(description="The case file.")],
        page: PageNumber = 1,
        per_page: PageSize = 25,
    ) -> DeliveryPage:
        context, rows = info.context, window(page, per_page)
        found, total = await list_deliveries(
            context.database, context.clock, context.actor, case_id,
            limit=rows.limit, offset=rows.offset,
        )  # fmt: skip
        return DeliveryPage(items=[Delivery(seen=each) for each in found], total=total)


MUTATIONS = (
    (mark_notifications_read, "Mark one's own notifications as read."),
    (choose_contact, "Choose how to be told: by which ways, when not, in which language."),
)
