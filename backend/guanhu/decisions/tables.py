"""Hearing, proposing, deciding, serving and announcing.

Byte columns are vault fields of the case's key. Decisions, services and announcements are only
ever inserted: the database grants no update on them.
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
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


def _somebody_else() -> CheckConstraint:
    return CheckConstraint("approver_id <> author_id", name="approver_is_somebody_else")


def _one_submitted(table: str) -> Index:
    return Index(
        f"uq_{table}_case_id_submitted",
        "case_id",
        unique=True,
        postgresql_where=text("state = 'submitted'"),
    )


class OpinionRow(Base):
    """One record of hearing, or of why it was impossible (D-01)."""

    __tablename__ = "opinions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    stage: Mapped[str] = mapped_column(Text)
    party: Mapped[str] = mapped_column(Text)
    heard_on: Mapped[date | None]
    how: Mapped[str | None] = mapped_column(Text)
    stance: Mapped[str | None] = mapped_column(Text)
    objection: Mapped[str] = mapped_column(Text)
    statement: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    approved_by: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    impossible_because: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    withdrawn_on: Mapped[date | None]
    adopted: Mapped[bool | None]
    explanation: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ProposalRow(Base):
    """A proposed non-prosecution, conditional or direct; the exchange about it is kept."""

    __tablename__ = "proposals"
    __table_args__ = (
        _somebody_else(),
        CheckConstraint(
            "(kind = 'conditional_non_prosecution') = (period_months IS NOT NULL)",
            name="only_conditional_has_a_period",
        ),
        _one_submitted("proposals"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    period_months: Mapped[int | None] = mapped_column(Integer)
    reasons: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    state: Mapped[str] = mapped_column(Text)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    approver_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    feedback: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class DecisionRow(Base):
    """A decision; never changed once issued."""

    __tablename__ = "decisions"
    __table_args__ = (
        # Decided directly again after the minor's complaint undid the first decision (D-17).
        Index(
            "uq_decisions_case_id_kind_once",
            "case_id",
            "kind",
            unique=True,
            postgresql_where=text(
                "kind NOT IN ('relative_non_prosecution', 'statutory_non_prosecution',"
                " 'evidence_non_prosecution', 'quashing')"
            ),
        ),
        # A file ends once: revoked, or with the final decision.
        Index(
            "uq_decisions_case_id_ending",
            "case_id",
            unique=True,
            postgresql_where=text("kind IN ('revocation', 'final_non_prosecution')"),
        ),
        _somebody_else(),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    decided_on: Mapped[date]
    period_months: Mapped[int | None] = mapped_column(Integer)
    basis_rule: Mapped[str] = mapped_column(Text)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    approver_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    text: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    addressees: Mapped[list[str]] = mapped_column(ARRAY(Text))
    decided_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ServiceRow(Base):
    """Service of one decision on one addressee."""

    __tablename__ = "services"
    __table_args__ = (UniqueConstraint("decision_id", "addressee"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decisions.id"))
    addressee: Mapped[str] = mapped_column(Text)
    mode: Mapped[str] = mapped_column(Text)
    sent_on: Mapped[date]
    received_on: Mapped[date]
    due_on: Mapped[date]
    late: Mapped[bool]
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class AnnouncementRow(Base):
    """The announcement of one decision."""

    __tablename__ = "announcements"
    __table_args__ = (UniqueConstraint("decision_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decisions.id"))
    announced_on: Mapped[date]
    minor_present: Mapped[bool]
    legal_representative_present: Mapped[bool]
    explained: Mapped[list[str]] = mapped_column(ARRAY(Text))
    place: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class PeriodChangeRow(Base):
    """A proposed or made change of the period's length (P-04, P-05)."""

    __tablename__ = "period_changes"
    __table_args__ = (_somebody_else(), _one_submitted("period_changes"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    state: Mapped[str] = mapped_column(Text)
    old_months: Mapped[int] = mapped_column(Integer)
    old_ends_on: Mapped[date]
    new_months: Mapped[int] = mapped_column(Integer)
    new_ends_on: Mapped[date]
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    approver_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    feedback: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class FinalMeasureRow(Base):
    """One measure that came with the final decision (F-02)."""

    __tablename__ = "final_measures"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    done_on: Mapped[date]
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class VictimCorrectionRow(Base):
    """What a file said of a victim, corrected after intake, and why. Never updated."""

    __tablename__ = "victim_corrections"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    has_victim: Mapped[bool]
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    corrected_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    corrected_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
