"""What people were told, by which ways, and how they want to be told.

Notifications and deliveries hold codes, days and identifiers. Addresses are vault fields of the
account's own key.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import (
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Text,
    Time,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class NotificationRow(Base):
    """One message for one person, as it stands in the product."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("message_id", "account_id"),
        Index("ix_notifications_account_id_told_at", "account_id", "told_at", "id"),
        Index(
            "ix_notifications_unread", "account_id", postgresql_where=text("read_at IS NULL")
        ),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_files.id"), index=True)
    message_id: Mapped[UUID] = mapped_column(ForeignKey("outbox_messages.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    cause: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, comment="days and numbers")
    told_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    read_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class DeliveryRow(Base):
    """One notification on its way out; its id is the reference under which a provider knows it."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("notification_id", "channel"),
        Index(
            "ix_deliveries_open", "office_id", "not_before",
            postgresql_where=text("state IN ('waiting', 'failed')"),
        ),
        Index("ix_deliveries_account_id_channel_sent_at", "account_id", "channel", "sent_at"),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_files.id"), index=True)
    notification_id: Mapped[UUID] = mapped_column(ForeignKey("notifications.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    cause: Mapped[str] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    because: Mapped[str | None] = mapped_column(Text, comment="why it was given up")
    tries: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    told_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    not_before: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    tried_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    given_up_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ContactPreferenceRow(Base):
    """How one person wants to be told."""

    __tablename__ = "contact_preferences"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    office_id: Mapped[UUID]
    email: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    phone: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    by_email: Mapped[bool]
    by_sms: Mapped[bool]
    quiet_from: Mapped[time] = mapped_column(Time)
    quiet_until: Mapped[time] = mapped_column(Time)
    language: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
