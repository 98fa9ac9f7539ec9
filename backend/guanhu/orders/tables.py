"""Orders to guardians, sessions, checks, duties, undertakings, recommendations.

Byte columns are vault fields of the case's key.
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
)
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class GuardianOrderRow(Base):
    """An order or admonition to one guardian, proposed by one person, issued by another."""

    __tablename__ = "guardian_orders"
    __table_args__ = (
        Index(
            "ix_guardian_orders_submitted",
            "office_id",
            "case_id",
            postgresql_where=sql("state = 'submitted'"),
        ),
        CheckConstraint("approver_id <> author_id", name="approver_is_somebody_else"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    guardian_id: Mapped[UUID] = mapped_column(ForeignKey("guardians.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    deficits: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    required: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    checking: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    consequence: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    until: Mapped[date | None]
    per_month: Mapped[int | None] = mapped_column(Integer)
    minutes: Mapped[int | None] = mapped_column(Integer)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    approver_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    feedback: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    issued_on: Mapped[date | None]
    served_on: Mapped[date | None]
    served_mode: Mapped[str | None] = mapped_column(Text)
    ended_on: Mapped[date | None]
    end_reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class OrderSessionRow(Base):
    """One session of family-education guidance, attended or not."""

    __tablename__ = "order_sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("guardian_orders.id"), index=True)
    held_on: Mapped[date]
    minutes: Mapped[int] = mapped_column(Integer)
    present: Mapped[bool]
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class OrderCheckRow(Base):
    """One check of an order's effect."""

    __tablename__ = "order_checks"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("guardian_orders.id"), index=True)
    checked_on: Mapped[date]
    effect: Mapped[str] = mapped_column(Text)
    note: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    checked_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    checked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class GuardianDutyRow(Base):
    """One thing a guardian is to do under an order; the guardian reads it too."""

    __tablename__ = "guardian_duties"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("guardian_orders.id"), index=True)
    guardian_id: Mapped[UUID] = mapped_column(ForeignKey("guardians.id"), index=True)
    kind: Mapped[str | None] = mapped_column(Text)
    task: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    guide: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    help_offered: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    given_on: Mapped[date]
    within_days: Mapped[int] = mapped_column(Integer)
    given_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    closed_on: Mapped[date | None]
    confirmed: Mapped[bool | None]
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    confirmation: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class DutyReportRow(Base):
    """What a guardian said of an own duty, or what help staff gave; added, never changed."""

    __tablename__ = "duty_reports"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    duty_id: Mapped[UUID] = mapped_column(ForeignKey("guardian_duties.id"), index=True)
    word: Mapped[str] = mapped_column(Text)
    happened_on: Mapped[date]
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    said_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    said_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class UndertakingRow(Base):
    """What a guardian undertook (S-02)."""

    __tablename__ = "undertakings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    guardian_id: Mapped[UUID] = mapped_column(ForeignKey("guardians.id"), index=True)
    given_on: Mapped[date]
    text: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class RecommendationRow(Base):
    """A recommendation to a unit that failed to educate or protect (S-14)."""

    __tablename__ = "recommendations"
    __table_args__ = (
        Index(
            "ix_recommendations_submitted",
            "office_id",
            "case_id",
            postgresql_where=sql("state = 'submitted'"),
        ),
        CheckConstraint("approver_id <> author_id", name="approver_is_somebody_else"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    state: Mapped[str] = mapped_column(Text)
    unit: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    failed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    asked: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    approver_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    approved_on: Mapped[date | None]
    feedback: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    sent_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    answer: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    answer_recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
