"""Outcome reviews. Byte columns are vault fields of the case's key.

A social worker adds an evaluation but never reads what prosecutors draft, so the review itself
holds no content: opinion, ratings and feedback stand in tables of the prosecution.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class OutcomeReviewRow(Base):
    """One review per file, from draft to approval."""

    __tablename__ = "outcome_reviews"
    __table_args__ = (UniqueConstraint("case_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"))
    state: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    drafted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    approver_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    approved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class OutcomeOpinionRow(Base):
    """One submission: what was proposed on which record. A later one does not replace it."""

    __tablename__ = "outcome_opinions"
    __table_args__ = (UniqueConstraint("review_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("outcome_reviews.id"))
    number: Mapped[int] = mapped_column(Integer)
    proposal: Mapped[str] = mapped_column(Text)
    reasons: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    assembled: Mapped[dict[str, Any]] = mapped_column(JSONB, comment="counts and dates only")
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    submitted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class OutcomeRatingRow(Base):
    """How one condition, duty or goal went."""

    __tablename__ = "outcome_ratings"
    __table_args__ = (UniqueConstraint("review_id", "subject_kind", "lineage_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("outcome_reviews.id"))
    subject_kind: Mapped[str] = mapped_column(Text)
    lineage_id: Mapped[UUID]
    rating: Mapped[str] = mapped_column(Text)
    evidence: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    rated_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    rated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class OutcomeEvaluationRow(Base):
    """One view from outside the office; the worker's own colleagues read it."""

    __tablename__ = "outcome_evaluations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("outcome_reviews.id"), index=True)
    evaluator: Mapped[str] = mapped_column(Text)
    text: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class OutcomeFeedbackRow(Base):
    """Why a submission was sent back; kept when it comes again."""

    __tablename__ = "outcome_feedback"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("outcome_reviews.id"), index=True)
    text: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    written_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    written_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
