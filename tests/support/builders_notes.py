"""Field notes: valid by default, any part replaced."""

from __future__ import annotations

import uuid
from typing import Any

from support.world import World

NOTE = (
    "fieldNote.id", "fieldNote.caseId", "fieldNote.note", "fieldNote.shared",
    "fieldNote.privateAddendum", "fieldNote.concernLevel", "fieldNote.sensitive",
    "fieldNote.ofGroup", "fieldNote.remarks.note", "fieldNote.by.displayName",
    "fieldNote.attachments.id", "fieldNote.followUps.id", "fieldNote.followUps.request",
    "fieldNote.followUps.resolution", "fieldNote.followUps.requestedBy.displayName",
    "fieldNote.followUps.resolvedBy.displayName",
)  # fmt: skip


def a_part(case_id: str, **overrides: Any) -> dict[str, Any]:
    """What a note says of one young person."""
    part: dict[str, Any] = {
        "caseId": case_id, "contactMade": True, "concernLevel": "NONE", "present": ["MINOR"],
        "note": "情绪平稳，愿意返校。",
    }  # fmt: skip
    return part | overrides


def a_note(*parts: dict[str, Any], **overrides: Any) -> dict[str, Any]:
    """The input of ``recordFieldNote`` for a visit on the evening of 1 March 2026."""
    note: dict[str, Any] = {
        "clientId": str(uuid.uuid4()), "happenedAt": "2026-03-01T18:30:00+08:00", "how": "VISIT",
        "topics": ["SCHOOL"], "parts": list(parts),
    }  # fmt: skip
    return note | overrides


async def a_written_note(
    world: World, case_id: str, who: str = "li", **overrides: Any
) -> dict[str, Any]:
    """A note about one young person; the note as the answer shows it."""
    when = {"happenedAt": world.clock.now().isoformat()}
    done = await world.done(
        who, "recordFieldNote", NOTE, **a_note(a_part(case_id, **overrides), **when)
    )
    note: dict[str, Any] = done["fieldNote"]
    return note


async def everything_about_a_note(world: World, case_id: str, text: str) -> None:
    """A note with a marker in every text it can hold; nobody else was part of it."""
    part = {"note": text, "nextStep": text, "privateAddendum": text}
    note = (await a_written_note(world, case_id, **part))["id"]
    await world.done("li", "addFieldNoteRemark", noteId=note, note=text, concernLevel="HIGH")
    asked = await world.done("li", "requestNoteFollowUp", noteId=note, request=text)
    await world.done("li", "resolveNoteFollowUp", followUpId=asked["followUpId"], resolution=text)
    wrong = (await a_written_note(world, case_id, **part))["id"]
    await world.done("li", "retractFieldNote", noteId=wrong, reason=text)
