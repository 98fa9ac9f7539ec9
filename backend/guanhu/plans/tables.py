"""Plans and support teams. Byte columns are vault fields of the case's key."""

from __future__ import annotations

from datetime import date, datetime
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
    text,
)
from sqlalchemy import Uuid as UuidType
from sqlalchemy.dialects.postgresql import (
    ARRAY,
    DATERANGE,
    TSTZRANGE,
    ExcludeConstraint,
    Range,
)
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class TeamMemberRow(Base):
    """Who is on a case's support team when; membership is what gives a worker access."""

    __tablename__ = "team_members"
    __table_args__ = (
        ExcludeConstraint(
            ("case_id", "="),
            ("account_id", "="),
            ("valid_during", "&&"),
            using="gist",
            where=text("withdrawn_at IS NULL"),
            name="ex_team_members_one_at_a_time",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    duty: Mapped[str] = mapped_column(Text)
    valid_during: Mapped[Range[date]] = mapped_column(DATERANGE)
    appointed_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    appointed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    end_reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    notes_from: Mapped[date | None] = mapped_column(
        comment="a worker reads no note of a day before it (S61)"
    )
    withdrawn_at: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=True), comment="access ended at this instant, before the day was over"
    )


class PlanVersionRow(Base):
    """One version of a case's plan; at every instant one at most is in force."""

    __tablename__ = "plan_versions"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        ExcludeConstraint(
            ("case_id", "="),
            ("in_force", "&&"),
            using="gist",
            name="ex_plan_versions_one_in_force",
        ),
        CheckConstraint(
            "(state IN ('in_force', 'superseded')) = (in_force IS NOT NULL)", name="in_force"
        ),
        Index(
            "uq_plan_versions_case_id_open",
            "case_id",
            unique=True,
            postgresql_where=text("state IN ('draft', 'submitted', 'returned')"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"))
    number: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    content_number: Mapped[int] = mapped_column(
        Integer, comment="counts edits of the content; an agreement is to one of them"
    )
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan_versions.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    writers: Mapped[list[UUID]] = mapped_column(
        ARRAY(UuidType), comment="everybody who wrote in it; none of them approves it"
    )
    approver_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    check_in_kind: Mapped[str] = mapped_column(Text)
    check_in_every_days: Mapped[int] = mapped_column(Integer)
    check_in_window_days: Mapped[int] = mapped_column(Integer, server_default=text("3"))
    check_in_grace_days: Mapped[int] = mapped_column(Integer, server_default=text("2"))
    self_report_every_days: Mapped[int | None] = mapped_column(Integer)
    fingerprint: Mapped[bytes] = mapped_column(
        LargeBinary, comment="keyed digest of the conditions, to find identical plans (O-06)"
    )
    drafted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    submitted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    approved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    in_force: Mapped[Range[datetime] | None] = mapped_column(TSTZRANGE)
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    last_change: Mapped[str] = mapped_column(Text)


class PlanConditionRow(Base):
    """A condition of one version; `lineage_id` is the same in every version it is copied to."""

    __tablename__ = "plan_conditions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    plan_version_id: Mapped[UUID] = mapped_column(ForeignKey("plan_versions.id"), index=True)
    lineage_id: Mapped[UUID] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(Integer)
    code: Mapped[str] = mapped_column(Text)
    catalogue_version: Mapped[int] = mapped_column(Integer)
    category: Mapped[str] = mapped_column(Text)
    slots: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    proportionality: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    change: Mapped[str] = mapped_column(Text)
    dropped: Mapped[bool] = mapped_column(
        comment="added and taken out again before anybody agreed: no longer shown"
    )
    removal_note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    minor_consented_on: Mapped[date | None] = mapped_column(comment="PJDL 51(1)")
    representative_consented_on: Mapped[date | None] = mapped_column(comment="PJDL 51(1)")
    kept_against: Mapped[str | None] = mapped_column(
        Text, comment="the catalogue's standing it was kept against"
    )


class PlanGoalRow(Base):
    """A goal of one version."""

    __tablename__ = "plan_goals"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    plan_version_id: Mapped[UUID] = mapped_column(ForeignKey("plan_versions.id"), index=True)
    lineage_id: Mapped[UUID]
    position: Mapped[int] = mapped_column(Integer)
    text: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    owner: Mapped[str] = mapped_column(Text)
    target_on: Mapped[date]
    need_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("needs_findings.id"), index=True, comment="the need that raised it"
    )
    removed: Mapped[bool]
    removal_note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class PlanStepRow(Base):
    """A step towards a goal of one version."""

    __tablename__ = "plan_steps"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("plan_goals.id"), index=True)
    lineage_id: Mapped[UUID]
    position: Mapped[int] = mapped_column(Integer)
    text: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    owner: Mapped[str] = mapped_column(Text)
    target_on: Mapped[date]
    removed: Mapped[bool]
    removal_note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class GoalMarkRow(Base):
    """Where a goal, or a step, was found to stand; the latest mark of a lineage counts."""

    __tablename__ = "goal_marks"
    __table_args__ = (UniqueConstraint("lineage_id", "sequence"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    lineage_id: Mapped[UUID]
    sequence: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(Text)
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    marked_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    marked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class PlanAgreementRow(Base):
    """What a party answered to a version; never changed, a later answer is another row."""

    __tablename__ = "plan_agreements"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    plan_version_id: Mapped[UUID] = mapped_column(ForeignKey("plan_versions.id"), index=True)
    content_number: Mapped[int] = mapped_column(Integer)
    sequence: Mapped[int] = mapped_column(Integer)
    party: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    answered_on: Mapped[date]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class PlanFeedbackRow(Base):
    """One remark of the conversation between author and approver."""

    __tablename__ = "plan_feedback"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    plan_version_id: Mapped[UUID] = mapped_column(ForeignKey("plan_versions.id"), index=True)
    sequence: Mapped[int] = mapped_column(Integer)
    written_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    written_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    text: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


class ConditionEvidenceRow(Base):
    """A piece of evidence for a condition; never changed."""

    __tablename__ = "condition_evidence"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    condition_id: Mapped[UUID] = mapped_column(ForeignKey("plan_conditions.id"), index=True)
    lineage_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(Text)
    happened_on: Mapped[date]
    source: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class EvidenceLookRow(Base):
    """A second person's look at a piece of evidence; never changed, a later look is another row."""

    __tablename__ = "evidence_looks"
    __table_args__ = (UniqueConstraint("evidence_id", "sequence"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("condition_evidence.id"))
    sequence: Mapped[int] = mapped_column(Integer)
    verdict: Mapped[str] = mapped_column(Text)
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    looked_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    looked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class RestitutionEntryRow(Base):
    """One line of a ledger, in fen; never changed, a correction is another line."""

    __tablename__ = "restitution_entries"
    __table_args__ = (
        UniqueConstraint("case_id", "sequence"),
        CheckConstraint("amount_fen > 0 OR corrects_id IS NOT NULL", name="amount"),
        CheckConstraint("(corrects_id IS NULL) = (reason IS NULL)", name="reason"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"))
    condition_id: Mapped[UUID] = mapped_column(ForeignKey("plan_conditions.id"), index=True)
    lineage_id: Mapped[UUID]
    sequence: Mapped[int] = mapped_column(Integer)
    corrects_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("restitution_entries.id"), index=True
    )
    amount_fen: Mapped[int] = mapped_column(BigInteger)
    paid_on: Mapped[date]
    payer: Mapped[str] = mapped_column(Text)
    source: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    evidence_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("condition_evidence.id"), index=True
    )
    reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
