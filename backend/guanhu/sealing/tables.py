"""The register, the archives, the certificates. Nothing in here names anybody."""

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
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base


class SealCounterRow(Base):
    """The last seal number given in one office and year."""

    __tablename__ = "seal_counters"

    office_id: Mapped[UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(Integer)


class SealedArchiveRow(Base):
    """A whole case file, encrypted under its own key, which is wrapped for the seal key only."""

    __tablename__ = "sealed_archives"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    format: Mapped[str] = mapped_column(Text)
    ciphertext: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_key: Mapped[bytes] = mapped_column(LargeBinary, comment="for the seal key only")
    digest: Mapped[bytes] = mapped_column(LargeBinary, comment="SHA-256 of the ciphertext")
    row_count: Mapped[int] = mapped_column(Integer, comment="rows that were removed")


class SealOrderRow(Base):
    """One line of the register; blind indexes serve lawful queries (F-05, F-09)."""

    __tablename__ = "seal_orders"
    __table_args__ = (UniqueConstraint("office_id", "year", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    archive_id: Mapped[UUID] = mapped_column(ForeignKey("sealed_archives.id"))
    year: Mapped[int] = mapped_column(Integer)
    number: Mapped[int] = mapped_column(Integer)
    case_id: Mapped[UUID] = mapped_column(comment="of a row that is no more")
    minor_id: Mapped[UUID | None] = mapped_column(
        comment="when the minor's rows went with the file"
    )
    sealed_on: Mapped[date]
    sealed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    sealed_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    basis_rule: Mapped[str] = mapped_column(Text)
    scope: Mapped[list[str]] = mapped_column(
        ARRAY(Text), server_default=text("'{}'"), comment="what is sealed (F-06)"
    )
    effective_on: Mapped[date | None] = mapped_column(
        comment="day on which the non-prosecution took effect"
    )
    rulebook: Mapped[str | None] = mapped_column(Text, comment="the file's, for what follows")
    case_number_index: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    identity_index: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    checked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    found: Mapped[int] = mapped_column(Integer)


class SealCheckRow(Base):
    """One line of a certificate: a surface, and how many traces were found on it."""

    __tablename__ = "seal_checks"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    seal_order_id: Mapped[UUID] = mapped_column(ForeignKey("seal_orders.id"), index=True)
    checked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    surface: Mapped[str] = mapped_column(Text)
    found: Mapped[int] = mapped_column(Integer)
