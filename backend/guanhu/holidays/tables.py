"""Holiday notices. No case data: days, and where they were published."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, DateTime, ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base


class HolidayNoticeRow(Base):
    """One version of a year's notice; rows are added, never changed."""

    __tablename__ = "holiday_notices"
    __table_args__ = (UniqueConstraint("office_id", "year", "version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("offices.id"))
    year: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    rest_days: Mapped[list[date]] = mapped_column(ARRAY(Date))
    working_days: Mapped[list[date]] = mapped_column(ARRAY(Date))
    complete: Mapped[bool]
    source: Mapped[str] = mapped_column(Text, comment="where it was published; names nobody")
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    entered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
