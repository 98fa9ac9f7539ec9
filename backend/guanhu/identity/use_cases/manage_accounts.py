"""What an administrator does with staff accounts: make, change role, close, reset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import STAFF, Role
from guanhu.audit.work import begin
from guanhu.identity.errors import AlreadyDeactivated, NoStaffRole, OwnAccount, SameRole
from guanhu.identity.repository import AccountRepository
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import NotVisible
from guanhu.plumbing.database import Database

INVITATION_LIVES: Final = timedelta(days=14)
RESET_LIVES: Final = timedelta(days=3)
"""A reset is waited for; a code that lies about for two weeks is not needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAccount:
    """Make an account for a member of staff."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    display_name: str = words("How colleagues see the person.", at_most=60)
    role: Role = item("A role of the staff.")
    office_id: UUID | None = item("The administrator's own office; may be left out.", default=None)


@dataclass(frozen=True, slots=True)
class CreatedAccount:
    """The account, and the one-time code to hand over."""

    account: UUID
    invitation_code: UUID
    expires_on: date


async def create_account(
    database: Database, clock: Clock, actor: Actor, command: CreateAccount
) -> CreatedAccount:
    """Make a staff account and an invitation; raises `NoStaffRole`, `NotVisible` (office)."""
    actor.require(Permission.ACCOUNT_MANAGE)
    async with begin(database, clock, actor, command, CreatedAccount) as work:
        if work.first_answer is not None:
            return work.first_answer
        if command.role not in STAFF:
            raise NoStaffRole(role=command.role)
        if command.office_id not in (None, actor.office_id):
            raise NotVisible
        accounts = AccountRepository(work)
        row = await accounts.add_staff(command.display_name.strip(), command.role)
        expires_at = work.now + INVITATION_LIVES
        invitation_id = await accounts.invite(row, expires_at)
        work.record("identity.account_created", "account", row.id, role=command.role.value)
        return work.answer(
            CreatedAccount(
                account=row.id, invitation_code=invitation_id, expires_on=office_date(expires_at)
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRole:
    """Give a member of staff another role."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    account_id: UUID = item("The account.")
    role: Role = item("A role of the staff.")


@dataclass(frozen=True, slots=True)
class ChangedRole:
    """The account in its new role, and how many sessions were ended."""

    account: UUID
    sessions_ended: int


async def change_role(
    database: Database, clock: Clock, actor: Actor, command: ChangeRole
) -> ChangedRole:
    """Change a role; every session of the account ends, so that nobody acts in an old role.

    Raises `NotVisible`, `OwnAccount`, `NoStaffRole`, `AlreadyDeactivated` or `SameRole`.
    """
    actor.require(Permission.ACCOUNT_MANAGE)
    async with begin(database, clock, actor, command, ChangedRole) as work:
        if work.first_answer is not None:
            return work.first_answer
        accounts = AccountRepository(work)
        row = await accounts.lock(command.account_id)
        if row.id == actor.account_id:
            raise OwnAccount
        if command.role not in STAFF:
            raise NoStaffRole(role=command.role)
        if row.deactivated_at is not None:
            raise AlreadyDeactivated
        if row.role == command.role.value:
            raise SameRole(role=command.role)
        before = row.role
        row.role = command.role.value
        # A code carries the role it was made for.
        await accounts.withdraw_invitations(row.id)
        ended = await accounts.end_sessions(row.id, "role_changed")
        work.record(
            "identity.role_changed", "account", row.id, before=before, after=command.role.value
        )
        return work.answer(ChangedRole(account=row.id, sessions_ended=ended))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeactivateAccount:
    """Close the account of a member of staff."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    account_id: UUID = item("The account.")
    reason: str = words("Why.", at_most=500, multiline=True)


@dataclass(frozen=True, slots=True)
class DeactivatedAccount:
    """The closed account, and how many sessions were ended."""

    account: UUID
    sessions_ended: int


async def deactivate_account(
    database: Database, clock: Clock, actor: Actor, command: DeactivateAccount
) -> DeactivatedAccount:
    """Close an account: it cannot sign in, its sessions end, its codes are void.

    What the person wrote stays theirs. Raises `NotVisible`, `OwnAccount`, `AlreadyDeactivated`.
    """
    actor.require(Permission.ACCOUNT_MANAGE)
    async with begin(database, clock, actor, command, DeactivatedAccount) as work:
        if work.first_answer is not None:
            return work.first_answer
        accounts = AccountRepository(work)
        row = await accounts.lock(command.account_id)
        if row.id == actor.account_id:
            raise OwnAccount
        if row.deactivated_at is not None:
            raise AlreadyDeactivated
        await accounts.deactivate(row, command.reason)
        await accounts.withdraw_invitations(row.id)
        ended = await accounts.end_sessions(row.id, "account_deactivated")
        work.record("identity.account_deactivated", "account", row.id)
        return work.answer(DeactivatedAccount(account=row.id, sessions_ended=ended))


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPassword:
    """Give a member of staff a new one-time code."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    account_id: UUID = item("The account.")


@dataclass(frozen=True, slots=True)
class IssuedReset:
    """The account, and the one-time code to hand over."""

    account: UUID
    invitation_code: UUID
    expires_on: date


async def reset_password(
    database: Database, clock: Clock, actor: Actor, command: ResetPassword
) -> IssuedReset:
    """Make a code by which the person chooses login, password and second factor anew.

    The old password stays good until the code is used, so that nobody is locked out by a code
    that does not arrive; its use ends every session. Raises `NotVisible`, `AlreadyDeactivated`.
    """
    actor.require(Permission.ACCOUNT_MANAGE)
    async with begin(database, clock, actor, command, IssuedReset) as work:
        if work.first_answer is not None:
            return work.first_answer
        accounts = AccountRepository(work)
        row = await accounts.lock(command.account_id)
        if row.deactivated_at is not None:
            raise AlreadyDeactivated
        expires_at = work.now + RESET_LIVES
        invitation_id = await accounts.invite(row, expires_at)
        work.record("identity.password_reset_issued", "account", row.id)
        return work.answer(
            IssuedReset(
                account=row.id, invitation_code=invitation_id, expires_on=office_date(expires_at)
            )
        )
