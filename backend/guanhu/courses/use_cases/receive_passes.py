"""Take in passes that a provider sent; they wait for a person."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look, look_on_record
from guanhu.courses.pass_facts import PassGiven
from guanhu.courses.passes import PassRepository
from guanhu.kernel.clock import Clock
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database


async def find_office(
    database: Database, clock: Clock, actor: Actor, office_code: str
) -> UUID | None:
    """The office a provider sends to; for the system actor."""
    actor.require(Permission.OUTSIDE_LEARNING_RECEIVE)
    async with look(database, clock, actor) as seen:
        return await PassRepository(seen).office(office_code)


async def receive_passes(
    database: Database, clock: Clock, actor: Actor, provider: str, given: Sequence[PassGiven]
) -> list[bool]:
    """Keep passes in the inbox of the actor's office, all or none; whether each is new.

    Nothing is credited here, whatever name it carries (S44). Supervisors are told once a day.
    Raises `PassDiffers`, `InboxFull`.
    """
    actor.require(Permission.OUTSIDE_LEARNING_RECEIVE)
    async with look_on_record(database, clock, actor) as work:
        passes = PassRepository(work)
        new: list[bool] = []
        for each in given:
            pass_id, is_new = await passes.keep(provider, each)
            new.append(is_new)
            if is_new:
                work.record("courses.pass_received", "course_pass", pass_id, provider=provider)
        if any(new):
            await tell(
                work, Cause.OUTSIDE_WAITING, actor.office_id, Audience.SUPERVISORS,
                occurrence=work.today,
            )  # fmt: skip
        return new
