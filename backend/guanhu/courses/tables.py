"""Places in learning sessions, and learning entries. Byte columns are vault fields of the case.

A session has no row of its own: everybody in it has a place with the same `session_id`, each
sealed under the key of their own file.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class SessionPlaceRow(Base):
    """One young person's place in one learning session."""

    __tablename__ = "session_places"
    __table_args__ = (
        UniqueConstraint("session_id", "case_id"),
        Index("ix_session_places_case_id_starts_at", "case_id", "starts_at"),
        Index(
            "uq_session_places_catch_up_of_standing",
            "catch_up_of",
            unique=True,
            postgresql_where=text("status <> 'cancelled'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"))
    session_id: Mapped[UUID] = mapped_column(comment="the same for everybody in the session")
    module_code: Mapped[str | None] = mapped_column(Text)
    module_version: Mapped[int | None] = mapped_column(Integer)
    topic: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    starts_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    planned_minutes: Mapped[int] = mapped_column(Integer)
    venue: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    leader: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    of_group: Mapped[bool]
    catch_up_of: Mapped[UUID | None] = mapped_column(ForeignKey("session_places.id"), index=True)
    status: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int | None] = mapped_column(Integer)
    planned_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    planned_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    cancelled_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    cancelled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    cancel_reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class SessionNoteRow(Base):
    """A note about one young person's place; notes are added, never changed."""

    __tablename__ = "session_notes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    place_id: Mapped[UUID] = mapped_column(ForeignKey("session_places.id"), index=True)
    note: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    written_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class LearningEntryRow(Base):
    """Learning that happened, and what is credited for it."""

    __tablename__ = "learning_entries"
    __table_args__ = (Index("ix_learning_entries_case_id_learned_on", "case_id", "learned_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"))
    how: Mapped[str] = mapped_column(Text)
    module_code: Mapped[str | None] = mapped_column(Text)
    module_version: Mapped[int | None] = mapped_column(Integer)
    topic: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    learned_on: Mapped[date]
    minutes: Mapped[int] = mapped_column(Integer)
    place_id: Mapped[UUID | None] = mapped_column(ForeignKey("session_places.id"), unique=True)
    assignment_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("assignments.id"), unique=True, comment="completed by it and credited there"
    )
    provider: Mapped[str | None] = mapped_column(Text, comment="of a pass from outside: its code")
    condition_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan_conditions.id"), index=True)
    credited_minutes: Mapped[int | None] = mapped_column(
        Integer, comment="0 is a refusal with a reason; null while undecided"
    )
    no_credit_reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    credited_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    credited_on: Mapped[date | None]
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class CoursePassRow(Base):
    """A pass from outside that waits for a person to say whose it is.

    It belongs to no file yet, so its texts lie under a key of the office, and only as long as it
    waits. What stays is that the provider's identifier has been here.
    """

    __tablename__ = "course_passes"
    __table_args__ = (
        UniqueConstraint("provider", "external_index"),
        Index("ix_course_passes_office_id_waiting", "office_id", "received_at",
              postgresql_where=text("state = 'waiting'")),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("offices.id"))
    provider: Mapped[str] = mapped_column(Text)
    external_index: Mapped[bytes] = mapped_column(
        LargeBinary, comment="keyed digest of the provider's identifier"
    )
    content_hash: Mapped[bytes] = mapped_column(
        LargeBinary, comment="keyed digest, to know the same pass sent again"
    )
    state: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes | None] = mapped_column(
        LargeBinary, info=SENSITIVE, comment="JSON; null as soon as nobody has to match it"
    )
    completed_on: Mapped[date]
    minutes: Mapped[int | None] = mapped_column(Integer)
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    settled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
