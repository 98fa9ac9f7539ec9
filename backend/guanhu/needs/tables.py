"""Needs assessments. Byte columns are vault fields of the case's key.

What stands in a completed assessment is not changed any more; the database refuses it, too.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
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


class NeedsAssessmentRow(Base):
    """One assessment of a case; a case has one draft at most."""

    __tablename__ = "needs_assessments"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint("(state = 'completed') = (completed_at IS NOT NULL)", name="completed"),
        Index(
            "uq_needs_assessments_case_id_draft",
            "case_id",
            unique=True,
            postgresql_where=text("state = 'draft'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"))
    number: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    form_version: Mapped[int] = mapped_column(Integer)
    amends_id: Mapped[UUID | None] = mapped_column(ForeignKey("needs_assessments.id"), index=True)
    reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    minor_not_heard: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    guardian_not_heard: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    drafted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    completed_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    completed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    last_change: Mapped[str] = mapped_column(Text)


class NeedsFindingRow(Base):
    """What is found in one domain: facts, what the worker makes of them, and a band."""

    __tablename__ = "needs_findings"
    __table_args__ = (UniqueConstraint("assessment_id", "domain"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("needs_assessments.id"))
    domain: Mapped[str] = mapped_column(Text)
    band: Mapped[str] = mapped_column(Text)
    answers: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    other_facts: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    analysis: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


class NeedsViewRow(Base):
    """What the young person or a guardian says themselves; never changed, only added to."""

    __tablename__ = "needs_views"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("needs_assessments.id"), index=True)
    lineage_id: Mapped[UUID]
    domain: Mapped[str] = mapped_column(Text)
    teller: Mapped[str] = mapped_column(Text)
    guardian_id: Mapped[UUID | None] = mapped_column(ForeignKey("guardians.id"), index=True)
    text: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    told_on: Mapped[date]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
