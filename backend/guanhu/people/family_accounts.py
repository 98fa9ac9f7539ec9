"""Accounts of families: whose account it is, and what they are called."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.kernel.masking import masked_name
from guanhu.people.tables import GuardianRow, MinorRow


async def own_masked_name(look: Look) -> str | None:
    """The masked name of the guardian or young person behind the actor.

    None for staff, and for a guardian who is blocked or whose guardianship is over: then the
    minor's key stays closed to them, their own name included.
    """
    if look.actor.role is Role.YOUNG_PERSON:
        found = (
            await look.session.execute(
                select(MinorRow.id, MinorRow.name).where(
                    MinorRow.account_id == look.actor.account_id
                )
            )
        ).first()
        if found is None:
            return None
        key = await look.keys.of(found.id)
        return masked_name(key.open("minors.name", found.id, found.name))
    if look.actor.role is Role.GUARDIAN:
        guardian = (
            await look.session.execute(
                select(GuardianRow.id, GuardianRow.minor_id, GuardianRow.name)
                .where(GuardianRow.account_id == look.actor.account_id)
                .order_by(GuardianRow.id)
            )
        ).first()
        if guardian is None:
            return None
        key = await look.keys.of(guardian.minor_id)
        return masked_name(key.open("guardians.name", guardian.id, guardian.name))
    return None


async def account_of_guardian(look: Look, guardian_id: UUID) -> UUID | None:
    """The account a guardian has joined with, if they have; hidden guardians have none."""
    return await look.session.scalar(
        select(GuardianRow.account_id).where(GuardianRow.id == guardian_id)
    )


async def account_of_minor(look: Look, minor_id: UUID) -> UUID | None:
    """The account a young person has joined with, if they have."""
    return await look.session.scalar(select(MinorRow.account_id).where(MinorRow.id == minor_id))
