"""Tables that belong to no room: wrapped record keys, and keys of commands already done."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base


class RecordKeyRow(Base):
    """One data key per record; kinds: ``case``, ``minor``, ``account``, ``office``."""

    __tablename__ = "record_keys"

    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    office_id: Mapped[UUID]
    master_key_id: Mapped[str] = mapped_column(Text, index=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class IdempotencyKeyRow(Base):
    """One command done under one key; the answer holds identifiers and codes only."""

    __tablename__ = "idempotency_keys"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    command: Mapped[str] = mapped_column(Text)
    input_digest: Mapped[bytes] = mapped_column(LargeBinary)
    answer: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'::jsonb"))
    done_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
