"""School hours of a case file. Byte columns are vault fields of the case's key."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base


class SchoolTimetableRow(Base):
    """A week of school hours; never changed, another one is set instead.

    When a child is where stands under the key.
    """

    __tablename__ = "school_timetables"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    lessons: Mapped[bytes] = mapped_column(
        LargeBinary, info={"sensitive": True}, comment="JSON inside: weekday, from, until"
    )
    set_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    set_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
