"""Assigned modules. Byte columns are vault fields of the case's key."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, Integer, LargeBinary, Text, text
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
            unique=True,
            postgresql_where=text("status <> 'withdrawn'"),
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
