"""Milestone reviews. Byte columns are vault fields of the case's key.

Families see windows, so those hold days only; pauses and evaluations stand in tables of staff (a
guardian reads the own words there), findings in one of the prosecution.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class MilestoneReviewRow(Base):
    """One window: when the review is open and due. Its state is computed, never stored."""

    __tablename__ = "milestone_reviews"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"))
    number: Mapped[int] = mapped_column(Integer)
    nodes: Mapped[int] = mapped_column(Integer, comment="how many reviews were scheduled together")
    opens_on: Mapped[date]
    due_on: Mapped[date]
    paused_days: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    paused_until: Mapped[date | None]
    completed_on: Mapped[date | None]
    exempted_on: Mapped[date | None]
    scheduled_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    scheduled_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class MilestonePauseRow(Base):
    """One pause: why, by whom, and the days it gave."""

    __tablename__ = "milestone_pauses"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("milestone_reviews.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    days: Mapped[int] = mapped_column(Integer)
    paused_on: Mapped[date]
    note: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    paused_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    paused_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class MilestoneEvaluationRow(Base):
    """One view of the young person's time. Views are added, never changed."""

    __tablename__ = "milestone_evaluations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("milestone_reviews.id"), index=True)
    evaluator: Mapped[str] = mapped_column(Text)
    text: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class MilestoneConclusionRow(Base):
    """How a review ended, once: findings with what follows, or why it was exempted."""

    __tablename__ = "milestone_conclusions"
    __table_args__ = (UniqueConstraint("review_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("milestone_reviews.id"))
    text: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    following: Mapped[str | None] = mapped_column(Text)
    missing_because: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    concluded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    concluded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
