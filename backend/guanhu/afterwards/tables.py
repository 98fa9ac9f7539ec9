"""Queries about sealed records, certificates, and what else follows a seal.

Everything hangs on a line of the sealed register, never on a file or a person: those are gone.
Texts are vault fields under the key of the account that wrote them; a sealed file's own key opens
nothing here, and nothing of the file is copied.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class SealQueryRow(Base):
    """A written application to look into a sealed record (F-09)."""

    __tablename__ = "seal_queries"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID] = mapped_column(index=True)
    applicant_kind: Mapped[str] = mapped_column(Text)
    applicant: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    handled_case: Mapped[bytes | None] = mapped_column(
        LargeBinary, info=SENSITIVE, comment="the applicant's own case"
    )
    received_on: Mapped[date]
    person: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    identity_number: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    queried_case_number: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    identity_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    case_number_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    legal_basis: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    scope: Mapped[list[str]] = mapped_column(ARRAY(Text))
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SealQueryDecisionRow(Base):
    """A supervisor's answer to a query; it names a line only where something was permitted."""

    __tablename__ = "seal_query_decisions"
    __table_args__ = (UniqueConstraint("query_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    query_id: Mapped[UUID] = mapped_column(ForeignKey("seal_queries.id"))
    verdict: Mapped[str] = mapped_column(Text)
    seal_order_id: Mapped[UUID | None] = mapped_column(ForeignKey("seal_orders.id"), index=True)
    scope: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    decided_on: Mapped[date]
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class QueryUndertakingRow(Base):
    """What a reader signed before reading: to keep it secret (F-09)."""

    __tablename__ = "query_undertakings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    query_id: Mapped[UUID] = mapped_column(ForeignKey("seal_queries.id"), index=True)
    person: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    signed_on: Mapped[date]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class QueryReadingRow(Base):
    """That somebody read within a permitted query: the log of F-09."""

    __tablename__ = "query_readings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    query_id: Mapped[UUID] = mapped_column(ForeignKey("seal_queries.id"), index=True)
    undertaking_id: Mapped[UUID] = mapped_column(ForeignKey("query_undertakings.id"))
    read_on: Mapped[date]
    scope: Mapped[list[str]] = mapped_column(ARRAY(Text))
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class RecordCertificateRow(Base):
    """A certificate of no criminal record, asked for and given (F-10)."""

    __tablename__ = "record_certificates"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    seal_order_id: Mapped[UUID] = mapped_column(ForeignKey("seal_orders.id"), index=True)
    asked_by: Mapped[str] = mapped_column(Text)
    asked_on: Mapped[date]
    purpose: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    issued_on: Mapped[date | None]
    issued_by: Mapped[str | None] = mapped_column(Text)
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("register_documents.id"))


class SealNoticeRow(Base):
    """A notice of the seal to one recipient, from sent to confirmed (F-06, F-08)."""

    __tablename__ = "seal_notices"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    seal_order_id: Mapped[UUID] = mapped_column(ForeignKey("seal_orders.id"), index=True)
    recipient_kind: Mapped[str] = mapped_column(Text)
    recipient: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    mode: Mapped[str] = mapped_column(Text)
    sent_on: Mapped[date]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    received_on: Mapped[date | None] = mapped_column(comment="day on the receipt")
    confirmed_on: Mapped[date | None]
    confirmed_as: Mapped[str | None] = mapped_column(Text)


class UnsealingRow(Base):
    """A proposal to open a seal on a ground of the law, and what was decided (F-13)."""

    __tablename__ = "unsealings"
    __table_args__ = (
        Index(
            "uq_unsealings_seal_order_id_waiting",
            "seal_order_id",
            unique=True,
            postgresql_where=text("decided_on IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    seal_order_id: Mapped[UUID] = mapped_column(ForeignKey("seal_orders.id"), index=True)
    ground: Mapped[str] = mapped_column(Text)
    judged_on: Mapped[date]
    combined_months: Mapped[int | None] = mapped_column(Integer)
    as_a_minor: Mapped[bool | None] = mapped_column(comment="whether the acts were a minor's")
    judgment: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    rulebook: Mapped[str] = mapped_column(Text, comment="under which the ground was examined")
    proposed_on: Mapped[date]
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    verdict: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    decided_on: Mapped[date | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))


class SecrecyUndertakingRow(Base):
    """What somebody who learned the data in the proceedings signed: to keep it secret (F-18)."""

    __tablename__ = "secrecy_undertakings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    seal_order_id: Mapped[UUID] = mapped_column(ForeignKey("seal_orders.id"), index=True)
    person_kind: Mapped[str] = mapped_column(Text)
    person: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    signed_on: Mapped[date]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class FollowUpRow(Base):
    """Voluntary follow-up after the end, on consent (F-17)."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        Index(
            "uq_follow_ups_seal_order_id_running",
            "seal_order_id",
            unique=True,
            postgresql_where=text("ended_on IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    seal_order_id: Mapped[UUID] = mapped_column(ForeignKey("seal_orders.id"), index=True)
    of_age: Mapped[bool]
    minor_consented_on: Mapped[date]
    representative_consented_on: Mapped[date | None]
    until: Mapped[date | None] = mapped_column(comment="as agreed; the law sets no length")
    begun_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    begun_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended_on: Mapped[date | None]
    ended_because: Mapped[str | None] = mapped_column(Text)


class FollowUpNoteRow(Base):
    """One contact of a follow-up: situation and need."""

    __tablename__ = "follow_up_notes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    follow_up_id: Mapped[UUID] = mapped_column(ForeignKey("follow_ups.id"), index=True)
    happened_on: Mapped[date]
    situation: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    need: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
