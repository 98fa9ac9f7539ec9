"""Keep what somebody has typed so far."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import orjson

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin
from guanhu.cases.repository import CaseRepository
from guanhu.drafts.facts import LARGEST_BYTES, WITHOUT_A_CASE, DraftForm
from guanhu.drafts.repository import DraftRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import InvalidInput, NotVisible, Problem
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveDraft:
    """Keep the content of a form that was not submitted yet; the last one saved counts."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    form: DraftForm = item("The form.")
    content: str = words(
        "What stands in the form: JSON text of at most 100,000 bytes.",
        at_most=LARGEST_BYTES,
        multiline=True,
    )
    record_id: UUID | None = item("What the form is about, where there is such.", default=None)
    case_id: UUID | None = item(
        "The case file the form belongs to; may be left out when the record is the case file.",
        default=None,
    )


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """The draft."""

    draft: UUID | None


async def save_draft(
    database: Database, clock: Clock, actor: Actor, command: SaveDraft
) -> SavedDraft:
    """Keep one draft per person, form and record.

    Raises `NotPermitted`, `NotVisible` (the case file), `InvalidInput`. Leaves no trail entry:
    nothing has been done to any record yet.
    """
    actor.require(Permission.DRAFT_KEEP)
    async with begin(database, clock, actor, command, SavedDraft) as work:
        if work.first_answer is not None:
            return work.first_answer
        _refuse_content(command.content)
        case_id = await _case_of(work, command)
        drafts = DraftRepository(work)
        draft_id = await drafts.save(command.form, command.record_id, case_id, command.content)
        work.leave_no_trace()
        return work.answer(SavedDraft(draft=draft_id))


def _refuse_content(content: str) -> None:
    if len(content.encode()) > LARGEST_BYTES:
        raise InvalidInput([Problem("content", "TOO_LONG")])
    try:
        orjson.loads(content)
    except orjson.JSONDecodeError as broken:
        raise InvalidInput([Problem("content", "NOT_JSON")]) from broken


async def _case_of(work: Look, command: SaveDraft) -> UUID | None:
    """The case file whose key protects the draft; a draft about a case is sealed with the case."""
    cases = CaseRepository(work)
    if command.case_id is not None:
        return (await cases.get(command.case_id)).id
    if command.record_id is not None:
        try:
            return (await cases.get(command.record_id)).id
        except NotVisible:
            pass  # another kind of record
    if command.form not in WITHOUT_A_CASE:
        raise InvalidInput([Problem("caseId", "REQUIRED")])
    return None
