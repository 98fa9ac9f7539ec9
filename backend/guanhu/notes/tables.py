"""Field notes and retractions. Byte columns are vault fields of the case's key.

A note about several young people is one row in each of their files, each under its own key. No
row names another file: who else was there is a trace of another child.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class FieldNoteRow(Base):
    """One young person's part of one contact. Written once; what follows is added beside it."""

    __tablename__ = "field_notes"
    __table_args__ = (
        UniqueConstraint("author_id", "client_id", "case_id"),
        Index("ix_field_notes_case_id_happened_at", "case_id", "happened_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"))
    client_id: Mapped[UUID] = mapped_column(comment="given by the device that queued it")
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    happened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    entered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    how: Mapped[str] = mapped_column(Text)
    of_group: Mapped[bool]
    present: Mapped[list[str]] = mapped_column(ARRAY(Text))
    contact_made: Mapped[bool]
    no_contact_reason: Mapped[str | None] = mapped_column(Text)
    topics: Mapped[list[str]] = mapped_column(ARRAY(Text))
    concern_level: Mapped[str] = mapped_column(Text, comment="only ever rises")
    sensitive: Mapped[bool] = mapped_column(comment="once true, always true")
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    shared: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    next_step: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class FieldNoteRemarkRow(Base):
    """A later remark. Remarks are added, never changed."""

    __tablename__ = "field_note_remarks"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("field_notes.id"), index=True)
    concern_level: Mapped[str] = mapped_column(Text)
    sensitive: Mapped[bool]
    note: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    written_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class FieldNoteAddendumRow(Base):
    """A private addendum: its author and the supervisor read it, nobody else."""

    __tablename__ = "field_note_addenda"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("field_notes.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    body: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    written_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class NoteFollowUpRow(Base):
    """What is to be followed up after a note; one of them open at a time."""

    __tablename__ = "note_follow_ups"
    __table_args__ = (
        Index(
            "uq_note_follow_ups_note_id_open",
            "note_id",
            unique=True,
            postgresql_where=text("resolved_at IS NULL"),
        ),
        Index("ix_note_follow_ups_note_id", "note_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("field_notes.id"))
    request: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    requested_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    requested_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    resolution: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    resolved_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    resolved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class RetractionRow(Base):
    """That an entry is to be taken back, and what became of that. The entry itself is gone then.

    The file it is to go to stands under the key, and only until it is settled: a file is no place
    for a trace of another child.
    """

    __tablename__ = "retractions"
    __table_args__ = (
        Index(
            "uq_retractions_record_id_open",
            "record_id",
            unique=True,
            postgresql_where=text("settled_at IS NULL"),
        ),
        Index("ix_retractions_client_id", "client_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    entry_kind: Mapped[str] = mapped_column(Text)
    record_id: Mapped[UUID]
    client_id: Mapped[UUID | None] = mapped_column(comment="so that a queue does not send it again")
    entry_author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    state: Mapped[str] = mapped_column(Text)
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    target: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    settled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    decline_reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class RetractedEntryRow(Base):
    """What an entry said that was taken back: for its writer and the supervisor, on record."""

    __tablename__ = "retracted_entries"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    retraction_id: Mapped[UUID] = mapped_column(ForeignKey("retractions.id"), unique=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    content: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE, comment="JSON inside")
