"""Drafts. The content is a vault field of the case's key, or of the account's where no case is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base


class DraftRow(Base):
    """One person's unsent input to one form about one record."""

    __tablename__ = "drafts"
    __table_args__ = (
        UniqueConstraint("account_id", "form", "record_id", postgresql_nulls_not_distinct=True),
        Index(None, "case_id"),
        Index(None, "saved_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    form: Mapped[str] = mapped_column(Text)
    record_id: Mapped[UUID | None]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_files.id"))
    content: Mapped[bytes | None] = mapped_column(
        LargeBinary, info={"sensitive": True}, comment="null once submitted and not begun again"
    )
    submitted_once: Mapped[bool]
    saved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
