"""Offices, accounts, sessions, and what signing in and joining need."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class OfficeRow(Base):
    """A procuratorate: the tenant boundary."""

    __tablename__ = "offices"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True, comment="e.g. P330100")
    name_zh: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    region_code: Mapped[str] = mapped_column(Text)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("offices.id"))
    holidays: Mapped[str | None] = mapped_column(
        Text, comment="holiday notices in force, as new case files take them over (T-04)"
    )


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
    deactivation_reason: Mapped[bytes | None] = mapped_column(
        LargeBinary, info=SENSITIVE, comment="vault field of the account's own key"
    )


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


class RefreshTokenRow(Base):
    """One refresh token of a session; only its digest is kept."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (UniqueConstraint("session_id", "generation"),)

    token_hash: Mapped[bytes] = mapped_column(
        LargeBinary, primary_key=True, comment="SHA-256 of the token"
    )
    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id"))
    generation: Mapped[int] = mapped_column(Integer, comment="0 at sign-in, then counting")
    issued_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class SignInThrottleRow(Base):
    """How often somebody tried in vain: by login, by address, by account."""

    __tablename__ = "sign_in_throttles"

    subject: Mapped[bytes] = mapped_column(
        LargeBinary, primary_key=True, comment="blind index of a login, an address or an account"
    )
    failures: Mapped[int] = mapped_column(Integer)
    last_failed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class TotpSecretRow(Base):
    """The second factor of one account; the secret lies in the vault under the account's key."""

    __tablename__ = "totp_secrets"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    last_step: Mapped[int] = mapped_column(BigInteger, comment="newest 30-second step used")


class InvitationRow(Base):
    """A one-time code: staff join their account; family join one person of one case."""

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint(
            "CASE WHEN case_id IS NULL"
            " THEN account_id IS NOT NULL AND num_nonnulls(guardian_id, minor_id) = 0"
            " ELSE num_nonnulls(guardian_id, minor_id) = 1 END",
            name="bound",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("offices.id"))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    role: Mapped[str] = mapped_column(Text)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_files.id"), index=True)
    guardian_id: Mapped[UUID | None] = mapped_column(ForeignKey("guardians.id"), index=True)
    minor_id: Mapped[UUID | None] = mapped_column(ForeignKey("minors.id"), index=True)
    invited_by: Mapped[UUID]
    invited_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    superseded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class EnrolmentRow(Base):
    """Staff joining who still have to show a first code of their second factor."""

    __tablename__ = "enrolments"

    token_hash: Mapped[bytes] = mapped_column(
        LargeBinary, primary_key=True, comment="SHA-256 of the token"
    )
    invitation_id: Mapped[UUID] = mapped_column(ForeignKey("invitations.id"), unique=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    login_index: Mapped[bytes] = mapped_column(LargeBinary)
    password_hash: Mapped[str] = mapped_column(Text)
    secret: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    failures: Mapped[int] = mapped_column(Integer)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
