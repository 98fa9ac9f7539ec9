"""Screenings and their answers. Byte columns are vault fields of the case's key."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class ScreeningRow(Base):
    """One dated screening; every one is kept, the latest counts. Never updated."""

    __tablename__ = "screenings"
    __table_args__ = (Index(None, "case_id", "screened_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    screened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    screened_on: Mapped[date]
    rulebook: Mapped[str] = mapped_column(Text)
    expected_months: Mapped[int] = mapped_column(Integer)
    expected_reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    evidence: Mapped[str] = mapped_column(Text)
    remorse: Mapped[list[str]] = mapped_column(ARRAY(Text))
    result: Mapped[str] = mapped_column(Text)
    because: Mapped[list[str]] = mapped_column(ARRAY(Text))
    facts_index: Mapped[bytes] = mapped_column(
        LargeBinary, comment="keyed digest of the charges, acts and birth date it rests on"
    )


class ScreeningAnswerRow(Base):
    """The officer's answer to one criterion, beside what the facts suggest."""

    __tablename__ = "screening_answers"
    __table_args__ = (UniqueConstraint("screening_id", "criterion"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    screening_id: Mapped[UUID] = mapped_column(ForeignKey("screenings.id"))
    criterion: Mapped[str] = mapped_column(Text)
    finding: Mapped[str] = mapped_column(Text)
    suggested: Mapped[str] = mapped_column(Text)
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


class TriageRow(Base):
    """Direct non-prosecution considered (E-13, E-14); the latest counts. Never updated."""

    __tablename__ = "triages"
    __table_args__ = (Index(None, "case_id", "considered_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    considered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    considered_on: Mapped[date]
    gravity: Mapped[str] = mapped_column(Text)
    assisting: Mapped[bool]
    leniency: Mapped[list[str]] = mapped_column(ARRAY(Text))
    strictness: Mapped[list[str]] = mapped_column(ARRAY(Text))
    presumption: Mapped[str] = mapped_column(Text)
    presumption_rule: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    departs_because: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    facts_index: Mapped[bytes] = mapped_column(
        LargeBinary, comment="keyed digest of the charges, acts and birth date it rests on"
    )


class RescreeningRow(Base):
    """What the screening rested on before and after a change of charges. Never updated."""

    __tablename__ = "rescreenings"
    __table_args__ = (Index(None, "case_id", "changed_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    changed_on: Mapped[date]
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    facts: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
