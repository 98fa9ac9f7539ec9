"""Case files and what happened. Byte columns are vault fields of the case's key."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class CaseFileRow(Base):
    """One minor, one file. Milestones and counters are maintained, so that a list is one query."""

    __tablename__ = "case_files"
    __table_args__ = (
        UniqueConstraint("office_id", "case_number"),
        Index(
            "ix_case_files_officer_id_next_deadline_on_id", "officer_id", "next_deadline_on", "id"
        ),
        Index("ix_case_files_office_id_next_deadline_on_id", "office_id", "next_deadline_on", "id"),
        Index("ix_case_files_office_id_status", "office_id", "status"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    minor_id: Mapped[UUID] = mapped_column(ForeignKey("minors.id"), index=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    case_number: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    rulebook: Mapped[str] = mapped_column(Text)
    received_on: Mapped[date]
    has_victim: Mapped[bool]
    has_defender: Mapped[bool]
    last_act_on: Mapped[date]
    chain_role: Mapped[str] = mapped_column(Text)
    legal_aid_notified_on: Mapped[date | None]
    suspect_informed_on: Mapped[date | None]
    victim_informed_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    services_missing: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    announced_on: Mapped[date | None]
    probation_months: Mapped[int | None]
    probation_ends_on: Mapped[date | None] = mapped_column(
        comment="same-day reading, SPC-Int 202(1)"
    )
    printed_end: Mapped[date | None] = mapped_column(
        comment="as printed in the decision, officer-confirmed"
    )
    final_decided_on: Mapped[date | None]
    final_services_missing: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    final_announced_on: Mapped[date | None]
    outcome_drafted_on: Mapped[date | None]
    revoked_on: Mapped[date | None]
    revocation_announced_on: Mapped[date | None]
    held_since: Mapped[date | None] = mapped_column(
        comment="a crime is investigated; the final decision waits (R-12)"
    )
    quashed_on: Mapped[date | None] = mapped_column(comment="non-prosecution quashed (D-18)")
    in_custody: Mapped[bool] = mapped_column(
        server_default=text("false"), comment="now; no holiday lengthens a limit then (T-04)"
    )
    review_events: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB,
        server_default=text("'[]'"),
        comment="what happened to the review for prosecution: codes and days (T-07)",
    )
    clocks: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB,
        server_default=text("'[]'"),
        comment="started clocks: codes, days, identifiers",
    )
    holidays: Mapped[str | None] = mapped_column(
        Text, comment="what the office's administrator added to the official calendar (T-04)"
    )
    next_deadline_on: Mapped[date | None]
    last_check_in_on: Mapped[date | None]  # or contact note: the last day somebody was reached
    missed_to_review: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    charges_changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    charges_reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    opened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ReviewEventRow(Base):
    """One event of the review for prosecution with its reason; the day stands on the file too."""

    __tablename__ = "review_events"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    happened_on: Mapped[date]
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ChargeRow(Base):
    """One offence a case file is about."""

    __tablename__ = "charges"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    offence_code: Mapped[str] = mapped_column(Text)


class ActRow(Base):
    """One dated act with its amount in fen."""

    __tablename__ = "acts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    charge_id: Mapped[UUID] = mapped_column(
        ForeignKey("charges.id", ondelete="CASCADE"), index=True
    )
    occurred_on: Mapped[date]
    amount_fen: Mapped[int] = mapped_column(BigInteger)
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class InvolvementRow(Base):
    """Status and role in the crime (law.md §6)."""

    __tablename__ = "involvements"
    __table_args__ = (UniqueConstraint("case_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"))
    chain_role: Mapped[str] = mapped_column(Text)
    tier: Mapped[str] = mapped_column(Text)
    means: Mapped[list[str]] = mapped_column(ARRAY(Text))
    platform: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    gain_fen: Mapped[int] = mapped_column(BigInteger)
    began_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    recruited_by: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    recruits: Mapped[int] = mapped_column(Integer)
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class CaseGroupRow(Base):
    """Files that belong together."""

    __tablename__ = "case_groups"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(Text)
    linked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    holds_sealed: Mapped[bool] = mapped_column(
        server_default=text("false"), comment="a file of the group was sealed (F-12)"
    )


class CaseGroupMemberRow(Base):
    """One file in one group."""

    __tablename__ = "case_group_members"
    __table_args__ = (UniqueConstraint("group_id", "case_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("case_groups.id"))


class CaseClosureRow(Base):
    """How a file was closed: by whom, for which reasons (code and version)."""

    __tablename__ = "case_closures"
    __table_args__ = (UniqueConstraint("case_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"))
    closed_on: Mapped[date]
    reasons: Mapped[list[str]] = mapped_column(ARRAY(Text))
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    closed_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    closed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class CaseTransferRow(Base):
    """A file offered to another officer of the office, and what they answered (S59)."""

    __tablename__ = "case_transfers"
    __table_args__ = (
        Index(
            "uq_case_transfers_open",
            "case_id",
            unique=True,
            postgresql_where=text("state = 'offered'"),
        ),
        Index(
            "ix_case_transfers_offered_to",
            "to_account_id",
            postgresql_where=text("state = 'offered'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    from_account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    to_account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    team_stays: Mapped[bool]
    state: Mapped[str] = mapped_column(Text)
    offered_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    offered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    answer: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
