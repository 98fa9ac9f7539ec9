"""Accounts and sessions in the schema."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.access.roles import FAMILY
from guanhu.api.gql.account_summary import AccountSummary, Role
from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.paging import PageNumber, PageSize, SortOrder, window
from guanhu.api.gql.scalars import Language
from guanhu.cases.use_cases.invite_family import invite_family
from guanhu.identity.facts import AccountProfile, SessionSeen
from guanhu.identity.invitations import code_of
from guanhu.identity.repository import AccountFilter
from guanhu.identity.repository import AccountSort as Sort
from guanhu.identity.use_cases.change_password import change_password
from guanhu.identity.use_cases.manage_accounts import (
    change_role,
    create_account,
    deactivate_account,
    reset_password,
)
from guanhu.identity.use_cases.own_sessions import end_other_sessions, end_session, list_sessions
from guanhu.identity.use_cases.read_accounts import list_accounts, read_account, read_me
from guanhu.identity.use_cases.read_directory import read_team_candidates
from guanhu.people.use_cases.read_own_name import read_own_name

AccountSort = enum_type(Sort)


@strawberry.type(description="A procuratorate.")
class Office:
    """Names of an office."""

    profile: strawberry.Private[AccountProfile]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.profile.office_id

    @strawberry.field(description="Name.")
    def name(self, language: LanguageArgument = Language.ZH) -> str:
        if language is Language.EN:
            return self.profile.office_name_en
        return self.profile.office_name_zh


@strawberry.type(description="An account as its owner and administrators see it.")
class Account:
    """Wraps a profile."""

    profile: strawberry.Private[AccountProfile]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.profile.id

    @strawberry.field(
        description="Display name; for families their own masked name, shown to themselves only."
    )
    async def display_name(self, info: Info) -> str:
        profile, context = self.profile, info.context
        if profile.role in FAMILY and profile.id == context.actor.account_id:
            found = await read_own_name(context.database, context.clock, context.actor)
            return found or ""
        return profile.display_name or ""

    @strawberry.field(description="Role.")
    def role(self) -> Role:
        return self.profile.role

    @strawberry.field(description="The office the role is held in.")
    def office(self) -> Office:
        return Office(profile=self.profile)

    @strawberry.field(description="Whether the person has taken up an invitation.")
    def joined(self) -> bool:
        return self.profile.joined

    @strawberry.field(description="Whether the account is open.")
    def active(self) -> bool:
        return self.profile.active

    @strawberry.field(description="When the account was made.")
    def created_at(self) -> datetime:
        return self.profile.created_at


@strawberry.type(description="Who is signed in, and what they may do.")
class Me:
    """The caller."""

    account: Account = strawberry.field(description="The caller's account.")
    permissions: list[str] = strawberry.field(
        description="Permissions of the role (room:resource:action), sorted."
    )


@strawberry.type(description="A live session of one's own.")
class Session:
    """Wraps a session."""

    seen: strawberry.Private[SessionSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="When it began, by signing in.")
    def started_at(self) -> datetime:
        return self.seen.started_at

    @strawberry.field(description="When it was used last.")
    def last_used_at(self) -> datetime:
        return self.seen.last_used_at

    @strawberry.field(description="When it ends if it is not used until then.")
    def expires_at(self) -> datetime:
        return self.seen.expires_at

    @strawberry.field(description="Browser and system, e.g. Chrome · Windows; empty if unknown.")
    def device(self) -> str:
        return self.seen.device

    @strawberry.field(description="Whether it is the one asking.")
    def current(self) -> bool:
        return self.seen.current


@strawberry.type(description="One page of accounts.")
class AccountPage:
    """Items and total."""

    items: list[Account] = strawberry.field(description="The accounts of this page.")
    total: int = strawberry.field(description="How many accounts match in all.")


@strawberry.input(description="Narrows the accounts; every part narrows further.")
class AccountFilterInput:
    """All parts optional."""

    role: Role | None = strawberry.field(default=None, description="In this role.")
    active: bool | None = strawberry.field(default=None, description="Open, or closed.")


async def load_account(context: Context, account_id: UUID) -> Account:
    """A staff account for an administrator."""
    return Account(
        profile=await read_account(context.database, context.clock, context.actor, account_id)
    )


async def load_invitation_code(context: Context, invitation_id: UUID) -> str:
    """The code of an invitation just made; computed, never stored."""
    return code_of(context.database.vault, invitation_id)


record("account", Account, load_account, "The account as it stands now.")
record(
    "invitation_code",
    str,
    load_invitation_code,
    "The one-time code to hand over, e.g. ABCD-EFGH-IJKL-MNOP. It cannot be asked for again.",
)


@strawberry.type
class IdentityQueries:
    """Accounts and sessions."""

    @strawberry.field(description="Who is signed in.")
    async def me(self, info: Info) -> Me:
        context = info.context
        profile = await read_me(context.database, context.clock, context.actor)
        return Me(
            account=Account(profile=profile),
            permissions=sorted(permission.value for permission in context.actor.permissions),
        )

    @strawberry.field(description="One's own live sessions, the one used last first.")
    async def my_sessions(self, info: Info) -> list[Session]:
        context = info.context
        found = await list_sessions(context.database, context.clock, context.actor)
        return [Session(seen=seen) for seen in found]

    @strawberry.field(description="Staff accounts of the office, for administrators.")
    async def accounts(
        self,
        info: Info,
        page: PageNumber = 1,
        per_page: PageSize = 25,
        sort: Annotated[
            AccountSort, strawberry.argument(description="What to sort by.")  # type: ignore[valid-type]
        ] = Sort.DISPLAY_NAME,
        order: Annotated[
            SortOrder, strawberry.argument(description="Ascending or descending.")
        ] = SortOrder.ASC,
        filter: Annotated[
            AccountFilterInput | None, strawberry.argument(description="Narrows the list.")
        ] = None,
    ) -> AccountPage:
        context = info.context
        rows = window(page, per_page)
        wanted = AccountFilter() if filter is None else AccountFilter(filter.role, filter.active)
        found, total = await list_accounts(
            context.database,
            context.clock,
            context.actor,
            wanted,
            sort=sort,
            descending=order is SortOrder.DESC,
            limit=rows.limit,
            offset=rows.offset,
        )
        return AccountPage(items=[Account(profile=each) for each in found], total=total)

    @strawberry.field(description="Who can be put on a support team: social workers, officers.")
    async def team_candidates(self, info: Info) -> list[AccountSummary]:
        context = info.context
        found = await read_team_candidates(context.database, context.clock, context.actor)
        return [AccountSummary(seen=seen) for seen in found]


MUTATIONS = (
    (create_account, "Make an account for a member of staff, with a one-time code to join by."),
    (change_role, "Give a member of staff another role; all their sessions end."),
    (deactivate_account, "Close the account of a member of staff."),
    (reset_password, "Make a code by which a member of staff chooses everything anew."),
    (invite_family, "Invite a guardian or the young person of a case to the family page."),
    (change_password, "Change one's own password; all other sessions end."),
    (end_session, "End one of one's own sessions."),
    (end_other_sessions, "End all of one's own sessions but this one."),
)
