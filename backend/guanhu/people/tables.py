"""Minors, guardians and guardianships. Byte columns are vault fields of the minor's key."""

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
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, DATERANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class MinorRow(Base):
    """A young person; everything that tells who it is lies in the vault."""

    __tablename__ = "minors"
    __table_args__ = (
        Index(None, "office_id", "name_index"),
        # Not unique: a refusal would tell that another officer's file exists.
        Index(None, "office_id", "identity_index"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    name: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    birth_date: Mapped[bytes] = mapped_column(LargeBinary)
    identity_number: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    phone: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    address: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    school: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    sex: Mapped[str] = mapped_column(Text)
    school_status: Mapped[str] = mapped_column(Text)
    age_proof: Mapped[str] = mapped_column(Text)
    name_index: Mapped[bytes] = mapped_column(LargeBinary)
    identity_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column(Integer)
    registered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class GuardianRow(Base):
    """A guardian of one minor."""

    __tablename__ = "guardians"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    minor_id: Mapped[UUID] = mapped_column(ForeignKey("minors.id"), index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    name: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    phone: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class GuardianshipRow(Base):
    """Who stood in which relation when; never two overlapping rows for one pair."""

    __tablename__ = "guardianships"
    __table_args__ = (
        ExcludeConstraint(
            ("guardian_id", "="),
            ("minor_id", "="),
            ("valid_during", "&&"),
            using="gist",
            name="ex_guardianships_one_at_a_time",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    minor_id: Mapped[UUID] = mapped_column(ForeignKey("minors.id"), index=True)
    guardian_id: Mapped[UUID] = mapped_column(ForeignKey("guardians.id"), index=True)
    relation: Mapped[str] = mapped_column(Text)
    legal_representative: Mapped[bool]
    valid_during: Mapped[Range[date]] = mapped_column(DATERANGE)
    blocked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    block_reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class MinorCorrectionRow(Base):
    """A correction of a minor's identity, asked for or made; vault fields of the case's key."""

    __tablename__ = "minor_corrections"
    __table_args__ = (
        CheckConstraint("closer_id <> author_id", name="closer_is_somebody_else"),
        Index(
            "uq_minor_corrections_minor_id_submitted",
            "minor_id",
            unique=True,
            postgresql_where=text("state = 'submitted'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    minor_id: Mapped[UUID] = mapped_column(ForeignKey("minors.id"), index=True)
    state: Mapped[str] = mapped_column(Text)
    expected_version: Mapped[int] = mapped_column(Integer)
    asked_by: Mapped[str] = mapped_column(Text)
    fields: Mapped[list[str]] = mapped_column(ARRAY(Text), comment="names of changed fields")
    before: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    after: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    closer_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    answer: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
