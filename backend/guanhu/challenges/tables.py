"""Challenges of a decision and proposals to quash it. Byte columns are vault fields.

Both are the prosecution's: the walls open them to nobody else.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class ChallengeRow(Base):
    """A police request or a complaint, and what it came to (D-12 to D-17)."""

    __tablename__ = "challenges"
    __table_args__ = (
        # Each level of the police is asked once about a decision; victims may be several.
        Index(
            "uq_challenges_decision_id_kind_police",
            "decision_id",
            "kind",
            unique=True,
            postgresql_where=text("kind <> 'complaint'"),
        ),
        Index(
            "ix_challenges_without_reviewer",
            "office_id",
            "case_id",
            postgresql_where=text(
                "reviewer_id IS NULL AND answered_on IS NULL AND lapsed_on IS NULL"
            ),
        ),
        CheckConstraint(
            "(kind = 'complaint') = (complainant IS NOT NULL)", name="only_complaints_have_one"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decisions.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    complainant: Mapped[str | None] = mapped_column(Text)
    made_on: Mapped[date] = mapped_column(comment="a posted one counts by its postmark (T-03)")
    received_on: Mapped[date]
    last_day: Mapped[date | None]
    late: Mapped[bool]
    route: Mapped[str | None] = mapped_column(Text)
    grounds: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    complex_because: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    assigned_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    answered_on: Mapped[date | None]
    outcome: Mapped[str | None] = mapped_column(Text)
    answer: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    answer_received_on: Mapped[date | None]
    lapsed_on: Mapped[date | None] = mapped_column(comment="quashed before it was answered")
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class QuashingProposalRow(Base):
    """A proposal to quash a wrong non-prosecution; the exchange about it is kept (D-18)."""

    __tablename__ = "quashing_proposals"
    __table_args__ = (
        CheckConstraint("approver_id <> author_id", name="approver_is_somebody_else"),
        Index(
            "uq_quashing_proposals_case_id_submitted",
            "case_id",
            unique=True,
            postgresql_where=text("state = 'submitted'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decisions.id"), index=True)
    reasons: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    state: Mapped[str] = mapped_column(Text)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    approver_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    feedback: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
