"""The trail and its heads. Rows are written by one database function and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Index, LargeBinary, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base


class TrailEntryRow(Base):
    """One thing done or looked at: identifiers and codes only, never content."""

    __tablename__ = "trail_entries"
    __table_args__ = (Index(None, "case_id", "seq"),)

    office_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    account_id: Mapped[UUID]
    role: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    record_kind: Mapped[str] = mapped_column(Text)
    record_id: Mapped[UUID]
    case_id: Mapped[UUID | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSONB)
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class TrailHeadRow(Base):
    """The last entry of one office's chain."""

    __tablename__ = "trail_heads"

    office_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class TrailSignatureRow(Base):
    """A head as it was signed on one day (Ed25519 over office, sequence number and hash)."""

    __tablename__ = "trail_signatures"

    office_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    signed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    signature: Mapped[bytes] = mapped_column(LargeBinary)
