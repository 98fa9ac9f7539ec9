"""Entrustments with their answers, contacts and letters. Bytes are fields of the case's key.

Every row belongs to the deciding office, whoever wrote it; the asked office sees and adds its part
through a wall of its own.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class EntrustmentRow(Base):
    """One request to assist, and its end. Only the deciding office writes here."""

    __tablename__ = "entrustments"
    __table_args__ = (
        Index("ix_entrustments_to_office_id_asked_on", "to_office_id", "asked_on"),
        CheckConstraint("(to_office_id IS NULL) <> (outside IS NULL)", name="one_office"),
        CheckConstraint("to_office_id <> office_id", name="another_office"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    to_office_id: Mapped[UUID | None] = mapped_column(ForeignKey("offices.id"))
    outside: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    ground: Mapped[str] = mapped_column(Text)
    approved_on: Mapped[date | None]
    why: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    letter: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    masked_name: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    asked_on: Mapped[date]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    ended_on: Mapped[date | None]
    end_reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))


class EntrustmentAnswerRow(Base):
    """What the asked office answered, from when until when, and who assists."""

    __tablename__ = "entrustment_answers"
    __table_args__ = (
        CheckConstraint(
            "accepted = (starts_on IS NOT NULL) AND accepted = (until IS NOT NULL)", name="term"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    entrustment_id: Mapped[UUID] = mapped_column(ForeignKey("entrustments.id"), unique=True)
    accepted: Mapped[bool]
    answered_on: Mapped[date]
    answer: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    starts_on: Mapped[date | None]
    until: Mapped[date | None]
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    worker_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class EntrustmentContactRow(Base):
    """One contact of the assisting office's own, outside the rhythm of check-ins."""

    __tablename__ = "entrustment_contacts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    entrustment_id: Mapped[UUID] = mapped_column(ForeignKey("entrustments.id"), index=True)
    happened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    how: Mapped[str] = mapped_column(Text)
    present: Mapped[list[str]] = mapped_column(ARRAY(Text))
    contact_made: Mapped[bool]
    no_contact_reason: Mapped[str | None] = mapped_column(Text)
    topics: Mapped[list[str]] = mapped_column(ARRAY(Text))
    concern_level: Mapped[str] = mapped_column(Text)
    note: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    next_step: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class EntrustmentLetterRow(Base):
    """One letter of the assisting office about the result."""

    __tablename__ = "entrustment_letters"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    entrustment_id: Mapped[UUID] = mapped_column(ForeignKey("entrustments.id"), index=True)
    sent_on: Mapped[date]
    text: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    written_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    written_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    received_on: Mapped[date | None]
    received_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
