"""Assigned modules, and what learners do. Byte columns are vault fields of the case's key."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    Uuid,
    false,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class AssignmentRow(Base):
    """One module given to one young person, in the version it had on that day."""

    __tablename__ = "assignments"
    __table_args__ = (
        Index(
            "uq_assignments_case_id_module_code_standing",
            "case_id",
            "module_code",
            "learner",
            unique=True,
            postgresql_where=text("status <> 'withdrawn'"),
        ),
        Index(
            "ix_assignments_failed",
            "office_id",
            "case_id",
            postgresql_where=text(
                "status = 'assigned' AND attempts_allowed > 0"
                " AND attempts_failed >= attempts_allowed"
            ),
        ),
        Index(
            "ix_assignments_to_credit",
            "office_id",
            "case_id",
            postgresql_where=text("status = 'completed' AND credited_at IS NULL"),
        ),
        Index(
            "ix_assignments_delayed",
            "office_id",
            "case_id",
            postgresql_where=text("delayed_due_on IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    module_code: Mapped[str] = mapped_column(Text)
    module_version: Mapped[int] = mapped_column(Integer)
    condition_id: Mapped[UUID | None] = mapped_column(ForeignKey("plan_conditions.id"), index=True)
    due_on: Mapped[date]
    status: Mapped[str] = mapped_column(Text)
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    assigned_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    assigned_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    completed_on: Mapped[date | None]
    minutes: Mapped[int | None] = mapped_column(Integer)
    how: Mapped[str | None] = mapped_column(Text)
    credited_minutes: Mapped[int | None] = mapped_column(
        Integer, comment="to the condition; 0 is a refusal with a reason"
    )
    no_credit_reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    completed_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    withdrawal_reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    learner: Mapped[str] = mapped_column(Text, server_default="young_person")
    results_shown: Mapped[bool] = mapped_column(Boolean, server_default=true())
    recommended: Mapped[bool] = mapped_column(Boolean, server_default=false())
    attempts_allowed: Mapped[int] = mapped_column(Integer, server_default="3")
    attempts_failed: Mapped[int] = mapped_column(Integer, server_default="0")
    delayed_due_on: Mapped[date | None]
    credited_to: Mapped[UUID | None] = mapped_column(ForeignKey("plan_conditions.id"), index=True)
    credited_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    credited_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class AttemptRow(Base):
    """One attempt at one test. The paper follows from `seed` and the module's version."""

    __tablename__ = "attempts"
    __table_args__ = (
        UniqueConstraint("assignment_id", "kind", "number"),
        Index(
            "uq_attempts_assignment_id_open",
            "assignment_id",
            unique=True,
            postgresql_where=text("finished_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"))
    kind: Mapped[str] = mapped_column(Text)
    number: Mapped[int] = mapped_column(Integer)
    seed: Mapped[int] = mapped_column(BigInteger)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    asked: Mapped[int] = mapped_column(Integer)
    right_first: Mapped[int | None] = mapped_column(Integer)
    passed: Mapped[bool | None]
    active_seconds: Mapped[int | None] = mapped_column(Integer)


class LearningStepRow(Base):
    """One line of the log of an assignment; the application may add lines and change none."""

    __tablename__ = "learning_steps"
    __table_args__ = (UniqueConstraint("assignment_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"))
    attempt_id: Mapped[UUID | None] = mapped_column(ForeignKey("attempts.id"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(Text)
    part: Mapped[str | None] = mapped_column(Text)
    given: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    is_right: Mapped[bool | None]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    session_id: Mapped[UUID | None]


class AttemptGrantRow(Base):
    """One attempt more, granted by a worker with the reason."""

    __tablename__ = "attempt_grants"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), index=True)
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    granted_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    granted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class OfficeModuleRow(Base):
    """One version of a module an office wrote itself; published, it never changes."""

    __tablename__ = "office_modules"
    __table_args__ = (
        UniqueConstraint("office_id", "code", "version"),
        Index("ix_office_modules_code_version", "code", "version"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("offices.id"))
    code: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(Text)
    files: Mapped[dict[str, str]] = mapped_column(
        JSONB, comment="the files of its folder by name; about nobody"
    )
    writers: Mapped[list[UUID]] = mapped_column(
        ARRAY(Uuid), comment="everybody who wrote in it; none of them publishes it"
    )
    author_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    drafted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    feedback: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    retired_on: Mapped[date | None]
    retired_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
