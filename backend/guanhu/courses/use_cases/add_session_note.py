"""Note something about one young person in a session, at once or later."""

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
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSessionNote:
    """Add a note; earlier ones stay as they are."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    place_id: UUID = item("The young person's place in the session.")
    note: str = words("About them alone.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class AddedSessionNote:
    """The session and the note."""

    learning_session: UUID | None
    note_id: UUID


async def add_session_note(
    database: Database, clock: Clock, actor: Actor, command: AddSessionNote
) -> AddedSessionNote:
    """Add a note. Raises `NotPermitted`, `NotVisible`, `PlaceClosed` for a cancelled place."""
    actor.require(Permission.EDUCATION_ASSIGN)
    async with begin(database, clock, actor, command, AddedSessionNote) as work:
        if work.first_answer is not None:
            return work.first_answer
        row = await CourseRepository(work).lock_place(command.place_id)
        if row.status == PlaceStatus.CANCELLED.value:
            raise PlaceClosed(status=PlaceStatus.CANCELLED)
        note_id = await CourseKeeping(work).note(row, command.note.strip())
        work.record("courses.noted", "session_place", row.id, case_id=row.case_id)
        return work.answer(AddedSessionNote(learning_session=row.session_id, note_id=note_id))
