"""Take a planned session back, for everybody in it whose file one may see."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.courses.errors import PlaceClosed
from guanhu.courses.facts import PlaceStatus
from guanhu.courses.keeping import CourseKeeping
from guanhu.courses.repository import CourseRepository
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, items, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.outbox.facts import FAMILY_AUDIENCES, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelLearningSession:
    """Cancel a session, or some places in it, with the reason."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    session_id: UUID = item("The session.")
    reason: str = words("Why it is cancelled.", at_most=500, multiline=True)
    place_ids: tuple[UUID, ...] = items(
        "Only these places; all planned ones when left out.", at_most=40, default=()
    )


@dataclass(frozen=True, slots=True)
class CancelledLearningSession:
    """The session."""

    learning_session: UUID | None


async def cancel_learning_session(
    database: Database, clock: Clock, actor: Actor, command: CancelLearningSession
) -> CancelledLearningSession:
    """Cancel planned places; what was attended or missed stays.

    Raises `NotPermitted`, `NotVisible`, `InvalidInput`, `PlaceClosed` when nothing is planned.
    """
    actor.require(Permission.EDUCATION_ASSIGN)
    async with begin(database, clock, actor, command, CancelledLearningSession) as work:
        if work.first_answer is not None:
            return work.first_answer
        _, rows = await CourseRepository(work).lock_places(command.session_id)
        known = {row.id: row for row in rows}
        problems = [
            Problem(f"placeIds.{index}", "NOT_THERE")
            for index, place_id in enumerate(command.place_ids)
            if place_id not in known
        ]
        if problems:
            raise InvalidInput(problems)
        wanted = [known[each] for each in dict.fromkeys(command.place_ids)]
        planned = [row for row in wanted or rows if row.status == PlaceStatus.PLANNED.value]
        if not planned or (wanted and len(planned) != len(wanted)):
            closed = next(row for row in wanted or rows if row not in planned)
            raise PlaceClosed(status=PlaceStatus(closed.status))
        await CourseKeeping(work).cancel(planned, command.reason.strip())
        for row in planned:
            on = office_date(row.starts_at)
            work.record(
                "courses.session_cancelled",
                "session_place",
                row.id,
                case_id=row.case_id,
                on=on.isoformat(),
            )
            if row.starts_at > work.now:
                await tell(
                    work, Cause.SESSION_CANCELLED, row.id, sorted(FAMILY_AUDIENCES),
                    case_id=row.case_id, on=on,
                )  # fmt: skip
        return work.answer(CancelledLearningSession(learning_session=command.session_id))
