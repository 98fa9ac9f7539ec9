"""Invite a guardian or the young person of a case to the family page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.audit.work import Work, begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction, move
from guanhu.identity.errors import GuardianBlocked, GuardianshipOver
from guanhu.identity.invitations import add_invitation
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import InvalidInput, NotVisible, Problem
from guanhu.people.family_accounts import account_of_guardian, account_of_minor
from guanhu.people.repository import PeopleRepository
from guanhu.plumbing.database import Database

CODE_LIVES: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteFamily:
    """Give one person of a case a one-time code."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    guardian_id: UUID | None = item("The guardian to invite.", default=None)
    for_minor: bool = item("Invite the young person instead.", default=False)


@dataclass(frozen=True, slots=True)
class InvitedFamily:
    """The invitation, its code, and the last day it is good."""

    invitation_code: UUID
    expires_on: date


async def invite_family(
    database: Database, clock: Clock, actor: Actor, command: InviteFamily
) -> InvitedFamily:
    """Make a one-time code bound to the case and the person: 14 days, single use.

    An earlier unused code of the same person is no longer good. Somebody who has joined already
    gets a code to choose a new password with. Raises `NotVisible`, `MoveNotAllowed`,
    `GuardianBlocked` or `GuardianshipOver`.
    """
    actor.require(Permission.FAMILY_INVITE)
    async with begin(database, clock, actor, command, InvitedFamily) as work:
        if work.first_answer is not None:
            return work.first_answer
        if (command.guardian_id is not None) == command.for_minor:
            raise InvalidInput([Problem("guardianId", "EXACTLY_ONE_OF_GUARDIAN_AND_MINOR")])
        cases = CaseRepository(work)
        # Locked, so that of two invitations at once the later one replaces the earlier.
        row = await cases.lock(command.case_id)
        move(cases.seen(row).status, CaseAction.INVITE_FAMILY)
        if command.guardian_id is not None:
            await _require_guardian(work, row.minor_id, command.guardian_id)
            role, account_id = Role.GUARDIAN, await account_of_guardian(work, command.guardian_id)
        else:
            role, account_id = Role.YOUNG_PERSON, await account_of_minor(work, row.minor_id)
        expires_at = work.now + CODE_LIVES
        invitation_id = await add_invitation(
            work.session,
            work.vault,
            office_id=actor.office_id,
            role=role,
            invited_by=actor.account_id,
            now=work.now,
            expires_at=expires_at,
            account_id=account_id,
            case_id=row.id,
            guardian_id=command.guardian_id,
            minor_id=row.minor_id if command.for_minor else None,
        )
        work.record(
            "identity.family_invited", "invitation", invitation_id, case_id=row.id, role=role.value
        )
        return work.answer(
            InvitedFamily(invitation_code=invitation_id, expires_on=office_date(expires_at))
        )


async def _require_guardian(work: Work[InvitedFamily], minor_id: UUID, guardian_id: UUID) -> None:
    """A guardian of this minor whose guardianship is valid today and not blocked."""
    known = [
        each
        for each in await PeopleRepository(work).guardians(minor_id)
        if each.guardian_id == guardian_id
    ]
    if not known:
        raise NotVisible
    today = work.today
    current = [
        each
        for each in known
        if each.valid_from <= today and (each.valid_until is None or today < each.valid_until)
    ]
    if not current:
        raise GuardianshipOver
    if any(each.blocked for each in current):
        raise GuardianBlocked
