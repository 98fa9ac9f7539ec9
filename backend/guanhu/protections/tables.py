"""What protects a minor before a decision. Byte columns are vault fields."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class InvestigationRow(Base):
    """One request for a social investigation (M-02)."""

    __tablename__ = "social_investigations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    investigator: Mapped[str] = mapped_column(Text)
    entrusted_to: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    asked_on: Mapped[date]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ReportRow(Base):
    """One report of an investigation; a supplemented one is a new row, the old one stays (M-04).

    `topics` is one vault field: a JSON object of topic codes and texts.
    """

    __tablename__ = "investigation_reports"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    investigation_id: Mapped[UUID] = mapped_column(
        ForeignKey("social_investigations.id"), index=True
    )
    received_on: Mapped[date]
    author: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    topics: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    verdict: Mapped[str | None] = mapped_column(Text)
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    reviewed_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))


class LegalAidRow(Base):
    """The lawyer whom the legal-aid agency assigned (M-06); written once."""

    __tablename__ = "legal_aid_assignments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), unique=True)
    assigned_on: Mapped[date]
    lawyer: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    knows_minors: Mapped[bool]
    due_on: Mapped[date]
    late: Mapped[bool]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AssessmentConsentRow(Base):
    """One party's consent to a psychological assessment, until it is withdrawn (O-07)."""

    __tablename__ = "assessment_consents"
    __table_args__ = (
        Index(
            "uq_assessment_consents_case_id_party_standing",
            "case_id",
            "party",
            unique=True,
            postgresql_where=text("withdrawn_on IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    party: Mapped[str] = mapped_column(Text)
    given_on: Mapped[date]
    form: Mapped[str] = mapped_column(Text)
    given_by: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    withdrawn_on: Mapped[date | None]
    withdrawn_because: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    withdrawal_recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))


class AssessmentRow(Base):
    """One psychological assessment with its report (O-07, M-04)."""

    __tablename__ = "assessments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    scheduled_for: Mapped[date]
    assessor: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reported_on: Mapped[date | None]
    author: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    report: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    lapsed_on: Mapped[date | None] = mapped_column(
        comment="a consent was withdrawn before it took place"
    )
    cancelled_on: Mapped[date | None]
    cancelled_because: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    cancelled_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))


class AttendanceRow(Base):
    """Who attended one interrogation (M-05)."""

    __tablename__ = "attendances"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    interrogated_on: Mapped[date]
    attendee: Mapped[str] = mapped_column(Text)
    name: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    notified_on: Mapped[date | None]
    ground: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    refused_because: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ClosedHearingRow(Base):
    """One closed hearing (D-03)."""

    __tablename__ = "closed_hearings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    held_on: Mapped[date]
    ground: Mapped[str] = mapped_column(Text)
    conclusion: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class PleaRow(Base):
    """One plea document, or why none is needed (D-11)."""

    __tablename__ = "pleas"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    happened_on: Mapped[date]
    outcome: Mapped[str] = mapped_column(Text)
    objector: Mapped[str | None] = mapped_column(Text)
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
