"""Compulsory measures. Byte columns are vault fields of the case's key."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, LargeBinary, Text
from sqlalchemy.dialects.postgresql import DATERANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class MeasureRow(Base):
    """One compulsory measure; `holds_during` ends before the day on which it ended (P-13)."""

    __tablename__ = "compulsory_measures"
    __table_args__ = (
        ExcludeConstraint(
            ("case_id", "="),
            ("holds_during", "&&"),
            using="gist",
            name="ex_compulsory_measures_one_at_a_time",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    ordered_by: Mapped[str] = mapped_column(Text)
    began_on: Mapped[date]
    ended_on: Mapped[date | None]
    holds_during: Mapped[Range[date]] = mapped_column(DATERANGE)
    ending: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
