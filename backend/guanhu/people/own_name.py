"""What somebody of a family is called: read from the vault by themselves."""

from __future__ import annotations

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
