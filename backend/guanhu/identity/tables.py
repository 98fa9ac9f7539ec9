"""Offices, accounts and sessions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base


class OfficeRow(Base):
    """A procuratorate: the tenant boundary."""

    __tablename__ = "offices"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True, comment="e.g. P330100")
    name_zh: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    region_code: Mapped[str] = mapped_column(Text)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("offices.id"))


class AccountRow(Base):
    """A person who signs in, in one role of one office."""

    __tablename__ = "accounts"
    __table_args__ = (Index(None, "office_id", "role"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("offices.id"))
    role: Mapped[str] = mapped_column(Text)
    display_name: Mapped[str | None] = mapped_column(
        Text, comment="staff only; families are named in the vault"
    )
    login_index: Mapped[bytes | None] = mapped_column(
        LargeBinary, unique=True, comment="blind index of the login"
    )
    password_hash: Mapped[str | None] = mapped_column(
        Text, comment="argon2id; null until the person has joined"
    )
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    deactivated_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class SessionRow(Base):
    """One sign-in on one device; its refresh tokens are one family."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    last_used_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    device: Mapped[str] = mapped_column(Text, server_default="")
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_because: Mapped[str | None] = mapped_column(Text)
