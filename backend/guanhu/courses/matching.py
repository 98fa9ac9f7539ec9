"""The inbox of passes from outside, as far as it may concern somebody."""

from __future__ import annotations

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.courses.pass_facts import PassListed
from guanhu.courses.pass_rules import candidates
from guanhu.courses.passes import PassRepository
from guanhu.kernel.masking import masked_name


async def inbox(look: Look) -> list[PassListed]:
    """What waits, as far as it may concern a file the actor sees; for a supervisor all of it.

    Who finished a course is told to nobody who has no file it may belong to.
    """
    passes = PassRepository(look)
    waiting = await passes.waiting()
    known = await passes.known() if waiting else []
    listed = [
        PassListed(
            each, None if each.name is None else masked_name(each.name), candidates(each, known)
        )
        for each in waiting
    ]
    if look.actor.role is Role.SUPERVISOR:
        return listed
    return [each for each in listed if each.candidates]
