"""An account as others see it: author, approver, team member. Loaded many at a time."""

from __future__ import annotations

from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from guanhu.access.roles import Role as AccountRole
from guanhu.api.gql.commands import enum_type
from guanhu.api.gql.context import Context
from guanhu.identity.directory import AccountSeen
from guanhu.identity.use_cases.read_directory import read_accounts

Role = enum_type(AccountRole)
LOADER = "accounts"


@strawberry.type(description="A colleague's account: who, and in which role.")
class AccountSummary:
    """Wraps an account of the directory."""

    seen: strawberry.Private[AccountSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Display name; empty for families, who are named in the vault.")
    def display_name(self) -> str:
        return self.seen.display_name or ""

    @strawberry.field(description="Role.")
    def role(self) -> Role:  # type: ignore[valid-type]
        return self.seen.role


async def account_summary(context: Context, account_id: UUID | None) -> AccountSummary | None:
    """One account, batched with every other one the request asks for; None when unknown."""
    if account_id is None:
        return None
    if LOADER not in context.loaders:

        async def load(account_ids: list[UUID]) -> list[AccountSeen | None]:
            found = await read_accounts(context.database, context.clock, context.actor, account_ids)
            return [found.get(wanted) for wanted in account_ids]

        context.loaders[LOADER] = DataLoader(load_fn=load)
    seen: AccountSeen | None = await context.loaders[LOADER].load(account_id)
    return None if seen is None else AccountSummary(seen=seen)
