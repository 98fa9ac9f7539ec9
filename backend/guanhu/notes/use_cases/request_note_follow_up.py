"""Ask that something be followed up after a field note."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin
from guanhu.cases.tables import CaseFileRow
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, words
from guanhu.notes.errors import FollowUpOpen
from guanhu.notes.keeping import NoteKeeping
from guanhu.notes.repository import FieldNoteRepository
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plans.teams import TeamRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestNoteFollowUp:
    """Ask for a follow-up of one note; one of them is open at a time."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    note_id: UUID = item("The field note.")
    request: str = words("What is to be followed up.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class RequestedNoteFollowUp:
    """The note and the follow-up."""

    field_note: UUID | None
    follow_up_id: UUID


async def request_note_follow_up(
    database: Database, clock: Clock, actor: Actor, command: RequestNoteFollowUp
) -> RequestedNoteFollowUp:
    """Ask the writer of a note to follow something up (S53).

    Told is the writer, or the officer where the writer has no part in the file any more.
    Raises `NotPermitted`, `NotVisible`, or the refusal `FollowUpOpen`.
    """
    actor.require(Permission.NOTE_FOLLOW_UP_REQUEST)
    async with begin(database, clock, actor, command, RequestedNoteFollowUp) as work:
        if work.first_answer is not None:
            return work.first_answer
        notes = FieldNoteRepository(work)
        file, row = await notes.lock(command.note_id)
        for follow_up in (await notes.follow_ups([row.id])).get(row.id, []):
            if follow_up.resolved_at is None:
                raise FollowUpOpen(since=office_date(follow_up.requested_at))
        follow_up_id = await NoteKeeping(work).request(row, command.request)
        await _tell(work, file, row.author_id, follow_up_id)
        work.record("notes.follow_up_requested", "field_note", row.id, case_id=file.id)
        return work.answer(RequestedNoteFollowUp(field_note=row.id, follow_up_id=follow_up_id))


async def _tell(work: Look, file: CaseFileRow, author_id: UUID, follow_up_id: UUID) -> None:
    members = await TeamRepository(work).members_on(file.id, work.today)
    asked = {file.officer_id, *(member.account_id for member in members)}
    account_id = author_id if author_id in asked else file.officer_id
    if account_id == work.actor.account_id:
        return
    await tell(
        work, Cause.NOTE_FOLLOW_UP, follow_up_id, Audience.ACCOUNT,
        case_id=file.id, account_id=account_id,
    )  # fmt: skip
