"""Incidents, responses, holds and proposals to revoke. Byte columns are vault fields.

What a row says about a public-security violation is `restricted`: the walls open it to the
prosecution alone (R-13). Holds and proposals are the prosecution's in any case.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class IncidentRow(Base):
    """Something that happened: as reported, as found (S-01), and as disputed."""

    __tablename__ = "incidents"
    __table_args__ = (
        Index(
            "ix_incidents_undecided",
            "office_id",
            "case_id",
            postgresql_where=text("decided_on IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    duty: Mapped[str | None] = mapped_column(Text)
    happened_on: Mapped[date]
    happened_until: Mapped[date | None]
    found_on: Mapped[date]
    facts: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    source: Mapped[str] = mapped_column(Text)
    check_in_id: Mapped[UUID | None] = mapped_column(ForeignKey("check_ins.id"), index=True)
    absence_id: Mapped[UUID | None] = mapped_column(ForeignKey("absences.id"), unique=True)
    outcome_id: Mapped[UUID | None] = mapped_column(ForeignKey("outcomes.id"), unique=True)
    restricted: Mapped[bool]
    reported_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    reported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    finding: Mapped[str | None] = mapped_column(Text)
    serious: Mapped[bool] = mapped_column(server_default=text("false"))
    to_prosecute: Mapped[bool] = mapped_column(server_default=text("false"))
    serious_reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    evidence: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    investigation: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    found_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    decided_on: Mapped[date | None]
    disputed_on: Mapped[date | None]
    disputed_by: Mapped[str | None] = mapped_column(Text)
    dispute: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    dispute_accepted: Mapped[bool | None]
    dispute_explanation: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    dispute_decided_on: Mapped[date | None]
    dispute_decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))


class IncidentResponseRow(Base):
    """What somebody decided to do about an incident; without a rung, to do no more (R-07)."""

    __tablename__ = "incident_responses"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incidents.id"), index=True)
    proposed: Mapped[str | None] = mapped_column(Text)
    rung: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    done_on: Mapped[date]
    served_on: Mapped[date | None]
    restricted: Mapped[bool]
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class InvestigationHoldRow(Base):
    """The final decision waits while a crime is investigated (R-12)."""

    __tablename__ = "investigation_holds"
    __table_args__ = (
        Index(
            "uq_investigation_holds_case_id_standing",
            "case_id",
            unique=True,
            postgresql_where=text("lifted_on IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incidents.id"), index=True)
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    since: Mapped[date]
    placed_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    lifted_on: Mapped[date | None]
    lift_reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    lifted_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))


class RevocationProposalRow(Base):
    """A proposal to revoke on one ground; the exchange about it is kept (R-08)."""

    __tablename__ = "revocation_proposals"
    __table_args__ = (
        CheckConstraint("approver_id <> author_id", name="approver_is_somebody_else"),
        Index(
            "uq_revocation_proposals_case_id_submitted",
            "case_id",
            unique=True,
            postgresql_where=text("state = 'submitted'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    ground: Mapped[str] = mapped_column(Text)
    reasons: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    state: Mapped[str] = mapped_column(Text)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    approver_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    feedback: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class RevocationIncidentRow(Base):
    """One fact a proposal to revoke rests on."""

    __tablename__ = "revocation_incidents"
    __table_args__ = (UniqueConstraint("proposal_id", "incident_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("revocation_proposals.id"))
    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incidents.id"), index=True)


class LeaveRequestRow(Base):
    """Somebody asked to leave the city or county, or to move home (O-03). Never changed."""

    __tablename__ = "leave_requests"
    __table_args__ = (CheckConstraint("until >= from_on", name="in_order"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    from_on: Mapped[date]
    until: Mapped[date | None]
    place: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    company: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    asker: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class LeaveStepRow(Base):
    """What happened to a request: decided, withdrawn, answered by the police, returned from."""

    __tablename__ = "leave_steps"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    leave_id: Mapped[UUID] = mapped_column(ForeignKey("leave_requests.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    happened_on: Mapped[date]
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AbsenceRow(Base):
    """Days away without approval, as somebody wrote them down; input, and no finding (S-01)."""

    __tablename__ = "absences"
    __table_args__ = (CheckConstraint("until >= from_on", name="in_order"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    leave_id: Mapped[UUID | None] = mapped_column(ForeignKey("leave_requests.id"), index=True)
    from_on: Mapped[date]
    until: Mapped[date]
    known_on: Mapped[date]
    note: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class OutcomeRow(Base):
    """What came of an appointment, and what awaited evidence was found to be (R-07, S-01)."""

    __tablename__ = "outcomes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    about: Mapped[str] = mapped_column(Text)
    check_in_id: Mapped[UUID | None] = mapped_column(ForeignKey("check_ins.id"), unique=True)
    condition_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan_conditions.id"), index=True)
    held_on: Mapped[date]
    code: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    absence_kind: Mapped[str | None] = mapped_column(Text)
    note: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    evidence_until: Mapped[date | None]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    lapsed_on: Mapped[date | None]
    settled_code: Mapped[str | None] = mapped_column(Text)
    settled_version: Mapped[int | None]
    settled_kind: Mapped[str | None] = mapped_column(Text)
    settled_on: Mapped[date | None]
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    settlement: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class ConsultationRow(Base):
    """What an officer answered to the suggestion to consult a supervisor, and on which facts."""

    __tablename__ = "consultations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    asked: Mapped[bool]
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    facts: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), comment="records it rested on")
    least: Mapped[int] = mapped_column(comment="the setting of that day (unconfirmed)")
    ages_out_months: Mapped[int] = mapped_column(comment="the setting of that day (unconfirmed)")
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class BreachRecommendationRow(Base):
    """A worker's recommendation after a breach: input for the officer (S-01)."""

    __tablename__ = "breach_recommendations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incidents.id"), index=True)
    started_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    rung: Mapped[str | None] = mapped_column(Text)
    next_appointment_on: Mapped[date | None]
    finished_on: Mapped[date | None]


class BreachAnswerRow(Base):
    """The answer to one question of a recommendation."""

    __tablename__ = "breach_answers"
    __table_args__ = (UniqueConstraint("recommendation_id", "question"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    recommendation_id: Mapped[UUID] = mapped_column(ForeignKey("breach_recommendations.id"))
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    answered_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    answered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class IncentiveRow(Base):
    """Recognition, or why a change of plan or period is an incentive."""

    __tablename__ = "incentives"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    given_on: Mapped[date]
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    plan_version_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("plan_versions.id"), unique=True
    )
    period_change_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("period_changes.id"), unique=True
    )
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
