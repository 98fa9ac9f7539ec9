"""SQL that stores a field note, with everything that hangs on it, in another file under its key."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import exists, select

from guanhu.audit.work import Look
from guanhu.cases.tables import CaseFileRow
from guanhu.files.repository import CONTENT, AttachmentRepository
from guanhu.files.rules import refuse_more
from guanhu.files.tables import AttachmentRow
from guanhu.kernel.ids import new_id
from guanhu.notes.tables import (
    FieldNoteAddendumRow,
    FieldNoteRemarkRow,
    FieldNoteRow,
    NoteFollowUpRow,
)
from guanhu.plumbing.vault import RecordKey
from guanhu.retractions.entries import note_parts


async def has_its_part(look: Look, note: FieldNoteRow, target_id: UUID) -> bool:
    """Whether the other file has a part of the same contact."""
    row = FieldNoteRow
    found = await look.session.scalar(
        select(
            exists().where(
                row.case_id == target_id,
                row.author_id == note.author_id,
                row.client_id == note.client_id,
            )
        )
    )
    return bool(found)


async def move_note(look: Look, note: FieldNoteRow, target: CaseFileRow) -> UUID:
    """Store a note in the file it belongs to; answers its id there. Who wrote it and when stays.

    Its files come along. Raises `CaseAttachmentsFull`.
    """
    old, new = await look.keys.of(note.case_id), await look.keys.of(target.id)
    moved = FieldNoteRow(
        id=new_id(),
        office_id=target.office_id,
        case_id=target.id,
        client_id=note.client_id,
        author_id=note.author_id,
        happened_at=note.happened_at,
        entered_at=note.entered_at,
        how=note.how,
        of_group=note.of_group,
        present=list(note.present),
        contact_made=note.contact_made,
        no_contact_reason=note.no_contact_reason,
        topics=list(note.topics),
        concern_level=note.concern_level,
        sensitive=note.sensitive,
    )
    for name in ("note", "shared", "next_step"):
        said = old.open_optional(f"field_notes.{name}", note.id, getattr(note, name))
        setattr(moved, name, new.seal_optional(f"field_notes.{name}", moved.id, said))
    look.session.add(moved)
    await look.session.flush()
    await _move_parts(look, note, moved, old, new)
    await _move_files(look, note, moved, old, new)
    return moved.id


async def _move_parts(
    look: Look, note: FieldNoteRow, moved: FieldNoteRow, old: RecordKey, new: RecordKey
) -> None:
    parts = await note_parts(look, note.id)
    where = {"office_id": moved.office_id, "case_id": moved.case_id, "note_id": moved.id}
    for remark in parts.remarks:
        row_id, said = new_id(), old.open("field_note_remarks.note", remark.id, remark.note)
        look.session.add(
            FieldNoteRemarkRow(
                id=row_id, **where, concern_level=remark.concern_level,
                sensitive=remark.sensitive, author_id=remark.author_id,
                written_at=remark.written_at,
                note=new.seal("field_note_remarks.note", row_id, said),
            )
        )  # fmt: skip
    for added in parts.addenda:
        row_id, said = new_id(), old.open("field_note_addenda.body", added.id, added.body)
        look.session.add(
            FieldNoteAddendumRow(
                id=row_id, **where, author_id=added.author_id, written_at=added.written_at,
                body=new.seal("field_note_addenda.body", row_id, said),
            )
        )  # fmt: skip
    for asked in parts.follow_ups:
        row_id = new_id()
        came = old.open_optional("note_follow_ups.resolution", asked.id, asked.resolution)
        said = old.open("note_follow_ups.request", asked.id, asked.request)
        look.session.add(
            NoteFollowUpRow(
                id=row_id, **where, requested_by=asked.requested_by,
                requested_at=asked.requested_at, resolved_by=asked.resolved_by,
                resolved_at=asked.resolved_at,
                request=new.seal("note_follow_ups.request", row_id, said),
                resolution=new.seal_optional("note_follow_ups.resolution", row_id, came),
            )
        )  # fmt: skip
    await look.session.flush()


async def _move_files(
    look: Look, note: FieldNoteRow, moved: FieldNoteRow, old: RecordKey, new: RecordKey
) -> None:
    found = await look.session.execute(
        select(AttachmentRow, AttachmentRow.content).where(
            AttachmentRow.record_id == note.id, AttachmentRow.case_id == note.case_id
        )
    )
    rows = found.all()
    if not rows:
        return
    held = await AttachmentRepository(look).kept_bytes(moved.case_id)
    refusal = refuse_more(held, sum(row.size_bytes for row, _content in rows))
    if refusal is not None:
        raise refusal
    for row, content in rows:
        row_id = new_id()
        look.session.add(
            AttachmentRow(
                id=row_id,
                office_id=moved.office_id,
                case_id=moved.case_id,
                type=row.type,
                size_bytes=row.size_bytes,
                attached_to=row.attached_to,
                record_id=moved.id,
                content=new.seal_bytes(CONTENT, row_id, old.open_bytes(CONTENT, row.id, content)),
                uploaded_by=row.uploaded_by,
                uploaded_at=row.uploaded_at,
            )
        )
    await look.session.flush()
