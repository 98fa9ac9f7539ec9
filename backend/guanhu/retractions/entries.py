"""SQL that reads an entry whole, with everything that hangs on it, before it leaves its file.

For the system's own actor: whoever confirms a retraction need not read what goes, and a private
addendum is not theirs to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from guanhu.audit.work import Look
from guanhu.checkins.tables import (
    CheckInAddendumRow,
    CheckInEvidenceRow,
    CheckInRecordRow,
    CheckInRemarkRow,
    CheckInRow,
)
from guanhu.incidents.tables import OutcomeRow
from guanhu.kernel.errors import NotVisible
from guanhu.notes.tables import (
    FieldNoteAddendumRow,
    FieldNoteRemarkRow,
    FieldNoteRow,
    NoteFollowUpRow,
)
from guanhu.retractions.facts import KeptEntry, KeptText, TextSeen


@dataclass(frozen=True, slots=True)
class NoteParts:
    """What was added to a field note."""

    remarks: Sequence[FieldNoteRemarkRow]
    addenda: Sequence[FieldNoteAddendumRow]
    follow_ups: Sequence[NoteFollowUpRow]


async def note_parts(look: Look, note_id: UUID) -> NoteParts:
    """Everything that hangs on a field note, in the order of writing."""
    one, two, three = FieldNoteRemarkRow, FieldNoteAddendumRow, NoteFollowUpRow
    return NoteParts(
        (
            await look.session.scalars(
                select(one).where(one.note_id == note_id).order_by(one.written_at, one.id)
            )
        ).all(),
        (
            await look.session.scalars(
                select(two).where(two.note_id == note_id).order_by(two.written_at, two.id)
            )
        ).all(),
        (
            await look.session.scalars(
                select(three).where(three.note_id == note_id).order_by(three.requested_at, three.id)
            )
        ).all(),
    )


async def whole_note(look: Look, row: FieldNoteRow) -> KeptEntry:
    """A field note with everything that hangs on it, open."""
    key, parts = await look.keys.of(row.case_id), await note_parts(look, row.id)
    texts = [
        _own(what, key.open_optional(f"field_notes.{what.value}", row.id, sealed), row)
        for what, sealed in (
            (KeptText.NOTE, row.note), (KeptText.SHARED, row.shared),
            (KeptText.NEXT_STEP, row.next_step),
        )
    ]  # fmt: skip
    for added in parts.addenda:
        text = key.open("field_note_addenda.body", added.id, added.body)
        texts.append(TextSeen(KeptText.PRIVATE_ADDENDUM, text, added.author_id, added.written_at))
    for remark in parts.remarks:
        text = key.open("field_note_remarks.note", remark.id, remark.note)
        texts.append(TextSeen(KeptText.REMARK, text, remark.author_id, remark.written_at))
    for asked in parts.follow_ups:
        text = key.open("note_follow_ups.request", asked.id, asked.request)
        texts.append(TextSeen(KeptText.FOLLOW_UP, text, asked.requested_by, asked.requested_at))
        came = key.open_optional("note_follow_ups.resolution", asked.id, asked.resolution)
        if came is not None and asked.resolved_by and asked.resolved_at:
            texts.append(TextSeen(KeptText.RESOLUTION, came, asked.resolved_by, asked.resolved_at))
    return KeptEntry(
        happened_at=row.happened_at,
        marks=_marks(
            row.how, contact_made=row.contact_made, reason=row.no_contact_reason,
            present=row.present, topics=row.topics, concern=row.concern_level,
        ),
        texts=tuple(text for text in texts if text is not None),
    )  # fmt: skip


async def whole_record(
    look: Look, row: CheckInRow, author_id: UUID, happened_at: datetime, outcome: OutcomeRow | None
) -> KeptEntry:
    """The record of a check-in with everything that hangs on it, open; `NotVisible` without one."""
    key, session = await look.keys.of(row.case_id), look.session
    record = await session.get(CheckInRecordRow, row.id, populate_existing=True)
    if record is None or row.recorded_at is None:
        raise NotVisible
    evidence = await session.scalars(
        select(CheckInEvidenceRow.condition_id)
        .where(CheckInEvidenceRow.check_in_id == row.id)
        .order_by(CheckInEvidenceRow.condition_id)
    )
    texts = []
    for what, sealed in ((KeptText.NOTE, record.note), (KeptText.NEXT_STEP, record.next_step)):
        text = key.open_optional(f"check_in_records.{what.value}", row.id, sealed)
        if text is not None:
            texts.append(TextSeen(what, text, author_id, row.recorded_at))
    added = CheckInAddendumRow
    for addendum in await session.scalars(select(added).where(added.check_in_id == row.id)):
        text = key.open("check_in_addenda.body", addendum.id, addendum.body)
        texts.append(
            TextSeen(KeptText.PRIVATE_ADDENDUM, text, addendum.author_id, addendum.written_at)
        )
    said = CheckInRemarkRow
    for remark in await session.scalars(
        select(said).where(said.check_in_id == row.id).order_by(said.written_at, said.id)
    ):
        text = key.open("check_in_remarks.note", remark.id, remark.note)
        texts.append(TextSeen(KeptText.REMARK, text, remark.author_id, remark.written_at))
    marks = _marks(
        record.how, contact_made=bool(row.contact_made), reason=record.no_contact_reason,
        present=record.present, topics=record.topics, concern=record.concern_level,
    )  # fmt: skip
    marks["conditions_evidenced"] = tuple(str(each) for each in evidence)
    if outcome is not None:
        marks["outcome"] = (outcome.code,)
        text = key.open("outcomes.note", outcome.id, outcome.note)
        texts.append(TextSeen(KeptText.OUTCOME, text, outcome.recorded_by, outcome.recorded_at))
    return KeptEntry(happened_at, marks, tuple(texts))


def _own(what: KeptText, text: str | None, row: FieldNoteRow) -> TextSeen | None:
    return None if text is None else TextSeen(what, text, row.author_id, row.entered_at)


def _marks(
    how: str,
    *,
    contact_made: bool,
    reason: str | None,
    present: Sequence[str],
    topics: Sequence[str],
    concern: str,
) -> dict[str, tuple[str, ...]]:
    return {
        "how": (how,),
        "contact_made": ("yes" if contact_made else "no",),
        "no_contact_reason": () if reason is None else (reason,),
        "present": tuple(present),
        "topics": tuple(topics),
        "concern_level": (concern,),
    }
