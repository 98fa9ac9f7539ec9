"""Check-ins and what was found. Byte columns are vault fields of the case's key.

Families see dates and states, so those stand in a table of their own; what staff wrote stands in
others, which the walls close to families, and a private addendum in one that only its author and
the supervisor enter.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
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
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}
OPEN_MARKS = (
    "recorded_at IS NULL AND excused_at IS NULL AND superseded_by IS NULL"
    " AND marked_missed_on IS NULL"
)
UNANSWERED_MARKS = (
    "recorded_at IS NULL AND excused_at IS NULL AND superseded_by IS NULL AND reviewed_at IS NULL"
)
UNREAD_MARKS = "kind = 'self_report' AND recorded_at IS NOT NULL AND reviewed_at IS NULL"


class CheckInScheduleRow(Base):
    """A series as it was asked for."""

    __tablename__ = "check_in_schedules"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    first_due_on: Mapped[date]
    every_days: Mapped[int] = mapped_column(Integer)
    count: Mapped[int] = mapped_column(Integer)
    window_days: Mapped[int] = mapped_column(Integer)
    grace_days: Mapped[int] = mapped_column(Integer)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    scheduled_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class CheckInRow(Base):
    """One check-in: its window, and what happened to it. Its state is computed, never stored."""

    __tablename__ = "check_ins"
    __table_args__ = (
        Index("ix_check_ins_case_id_due_from", "case_id", "due_from"),
        Index("ix_check_ins_open_grace_until", "grace_until", postgresql_where=text(OPEN_MARKS)),
        Index(
            "ix_check_ins_unanswered",
            "office_id",
            "due_from",
            "case_id",
            postgresql_where=text(UNANSWERED_MARKS),
        ),
        Index(
            "ix_check_ins_report_unread",
            "case_id",
            postgresql_where=text(UNREAD_MARKS),
        ),
        Index(
            "ix_check_ins_unopened_due_from",
            "due_from",
            postgresql_where=text(f"opened_on IS NULL AND {OPEN_MARKS}"),
        ),
        CheckConstraint(
            "(schedule_id IS NULL) <> (plan_version_id IS NULL)", name="of_a_series_or_a_plan"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"))
    schedule_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("check_in_schedules.id"), index=True
    )
    plan_version_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan_versions.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    due_from: Mapped[date]
    due_until: Mapped[date]
    grace_until: Mapped[date]
    questions_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("self_report_questions.id"), index=True
    )
    opened_on: Mapped[date | None] = mapped_column(comment="told that the window is open")
    happened_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    recorded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    contact_made: Mapped[bool | None]
    late: Mapped[bool] = mapped_column(server_default=text("false"))
    sensitive: Mapped[bool] = mapped_column(server_default=text("false"))
    excused_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    superseded_by: Mapped[UUID | None] = mapped_column(ForeignKey("check_ins.id"), index=True)
    marked_missed_on: Mapped[date | None]
    reviewed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class CheckInRecordRow(Base):
    """What was found; one per check-in, for staff only."""

    __tablename__ = "check_in_records"

    check_in_id: Mapped[UUID] = mapped_column(ForeignKey("check_ins.id"), primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    how: Mapped[str] = mapped_column(Text)
    present: Mapped[list[str]] = mapped_column(ARRAY(Text))
    no_contact_reason: Mapped[str | None] = mapped_column(Text)
    topics: Mapped[list[str]] = mapped_column(ARRAY(Text))
    concern_level: Mapped[str] = mapped_column(Text)
    note: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    next_step: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class CheckInEvidenceRow(Base):
    """One condition of the plan that a check-in gave evidence for."""

    __tablename__ = "check_in_evidence"
    __table_args__ = (UniqueConstraint("check_in_id", "condition_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    check_in_id: Mapped[UUID] = mapped_column(ForeignKey("check_ins.id"))
    condition_id: Mapped[UUID] = mapped_column(ForeignKey("plan_conditions.id"), index=True)


class CheckInChangeRow(Base):
    """Why a check-in was reviewed, excused or moved, who asked and who did it. Staff only."""

    __tablename__ = "check_in_changes"
    __table_args__ = (UniqueConstraint("check_in_id", "kind"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    check_in_id: Mapped[UUID] = mapped_column(ForeignKey("check_ins.id"))
    kind: Mapped[str] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    sensitive: Mapped[bool] = mapped_column(server_default=text("false"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class CheckInRemarkRow(Base):
    """A later remark. Remarks are added, never changed."""

    __tablename__ = "check_in_remarks"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    check_in_id: Mapped[UUID] = mapped_column(ForeignKey("check_ins.id"), index=True)
    concern_level: Mapped[str] = mapped_column(Text)
    note: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    sensitive: Mapped[bool] = mapped_column(server_default=text("false"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    written_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class CheckInAddendumRow(Base):
    """A private addendum: its author and the supervisor read it, nobody else."""

    __tablename__ = "check_in_addenda"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    check_in_id: Mapped[UUID] = mapped_column(ForeignKey("check_ins.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    body: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    written_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ReachTaskRow(Base):
    """Nothing reaches the young person (S04): somebody on the case has to find a way."""

    __tablename__ = "reach_tasks"
    __table_args__ = (
        Index(
            "uq_reach_tasks_case_id_open",
            "case_id",
            unique=True,
            postgresql_where=text("closed_on IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    raised_on: Mapped[date]
    closed_on: Mapped[date | None]


class SelfReportQuestionsRow(Base):
    """Up to three questions a worker adds to the self-reports of one file; never changed, the next
    set is another row. A check-in keeps the set it was put on record with, once it is due.
    """

    __tablename__ = "self_report_questions"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    questions: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    set_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SelfReportRow(Base):
    """What a young person said; one per check-in, for staff and for themself."""

    __tablename__ = "self_reports"

    check_in_id: Mapped[UUID] = mapped_column(ForeignKey("check_ins.id"), primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    mood: Mapped[str] = mapped_column(Text)
    help_wanted: Mapped[bool]
    want_to_talk: Mapped[bool]
    help_with: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    proud_of: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    extra_answers: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)


class SelfReportAnswerRow(Base):
    """How one condition goes, in the young person's own view; no evidence and no finding."""

    __tablename__ = "self_report_answers"
    __table_args__ = (UniqueConstraint("check_in_id", "condition_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    check_in_id: Mapped[UUID] = mapped_column(ForeignKey("check_ins.id"))
    condition_id: Mapped[UUID] = mapped_column(ForeignKey("plan_conditions.id"), index=True)
    answer: Mapped[str] = mapped_column(Text)


class CheckInLinkRow(Base):
    """A link to a self-report that somebody had sent again (S10)."""

    __tablename__ = "check_in_links"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    check_in_id: Mapped[UUID] = mapped_column(ForeignKey("check_ins.id"), index=True)
    sent_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    sent_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
