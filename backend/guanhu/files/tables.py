"""Attachments. The content is a vault field of the case's key and leaves by one door only."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base


class AttachmentRow(Base):
    """One file of one case. What it belongs to is said once, after it was uploaded."""

    __tablename__ = "attachments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    type: Mapped[str] = mapped_column(Text, comment="by content, never by name")
    size_bytes: Mapped[int] = mapped_column(Integer, comment="of what is kept, in the open")
    attached_to: Mapped[str | None] = mapped_column(Text)
    record_id: Mapped[UUID | None] = mapped_column(index=True)
    content: Mapped[bytes] = mapped_column(LargeBinary, info={"sensitive": True}, deferred=True)
    uploaded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    uploaded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
