"""Say that a pass from outside is nobody's here."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.courses.errors import PassSettled
from guanhu.courses.pass_facts import PassState
from guanhu.courses.passes import PassRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseCoursePass:
    """Refuse a pass that belongs to nobody of the office, with the reason."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    pass_id: UUID = item("The pass.")
    reason: str = words("Why it is refused.", at_most=250, multiline=True)


@dataclass(frozen=True, slots=True)
class RefusedCoursePass:
    """The pass."""

    pass_id: UUID


async def refuse_course_pass(
    database: Database, clock: Clock, actor: Actor, command: RefuseCoursePass
) -> RefusedCoursePass:
    """Refuse a pass; a supervisor alone sees that it is nobody's of the whole office.

    Raises `NotPermitted`, `NotVisible`, `PassSettled`.
    """
    actor.require(Permission.OUTSIDE_LEARNING_REFUSE)
    async with begin(database, clock, actor, command, RefusedCoursePass) as work:
        if work.first_answer is not None:
            return work.first_answer
        passes = PassRepository(work)
        row = await passes.lock(command.pass_id)
        if row.state != PassState.WAITING.value:
            raise PassSettled(state=PassState(row.state))
        await passes.settle(row, PassState.REFUSED, command.reason.strip())
        work.record("courses.pass_refused", "course_pass", row.id, provider=row.provider)
        return work.answer(RefusedCoursePass(pass_id=row.id))
