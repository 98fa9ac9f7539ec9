"""Messages that wait to be handed out: codes, identifiers and dates."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base


class OutboxMessageRow(Base):
    """One message about one cause for one audience; kept after it was handed out, so that the same
    cause is never told twice.
    """

    __tablename__ = "outbox_messages"
    __table_args__ = (
        UniqueConstraint(
            "record_id",
            "cause",
            "occurrence",
            "audience",
            "account_id",
            name="uq_outbox_messages_once",
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint("(audience = 'account') = (account_id IS NOT NULL)", name="one_account"),
        CheckConstraint("audience = 'account' OR case_id IS NOT NULL OR"
                        " audience = 'supervisors'", name="of_a_case"),
        Index(
            "ix_outbox_messages_waiting", "office_id", "told_at",
            postgresql_where=text("handed_out_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_files.id"), index=True)
    cause: Mapped[str] = mapped_column(Text)
    record_id: Mapped[UUID]
    occurrence: Mapped[str] = mapped_column(
        Text, server_default=text("''"), comment="a day or a level; empty where it happens once"
    )
    audience: Mapped[str] = mapped_column(Text)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default=text("'{}'::jsonb"), comment="days and numbers the sentence names"
    )
    told_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    handed_out_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
