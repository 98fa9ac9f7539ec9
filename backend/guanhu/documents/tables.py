"""Issued papers and the numbers given. Byte columns are vault fields of the case's key.

A paper is only ever inserted: the database grants no update on it.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from guanhu.plumbing.database import Base

SENSITIVE = {"sensitive": True}


class DocumentRow(Base):
    """One issued paper: what it says, and its files as they were made."""

    __tablename__ = "documents"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_files.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    template_version: Mapped[int] = mapped_column(Integer)
    number: Mapped[str | None] = mapped_column(Text)
    source_id: Mapped[UUID | None] = mapped_column(comment="the record it was made from")
    sha256: Mapped[str] = mapped_column(Text, comment="of the PDF")
    editable_sha256: Mapped[str | None] = mapped_column(Text, comment="of the editable form")
    snapshot: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    pdf: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE, comment="base64 inside")
    editable: Mapped[bytes | None] = mapped_column(
        LargeBinary, info=SENSITIVE, comment="base64 inside"
    )
    issued_on: Mapped[date]
    issued_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    issued_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class RegisterDocumentRow(Base):
    """A paper about a line of the sealed register, whose file is no more.

    Its texts are under the key of the account that issued it; the sealed file's key opens nothing
    here, and nothing of the file is copied: what it says was filled in.
    """

    __tablename__ = "register_documents"
    __table_args__ = (
        CheckConstraint("num_nonnulls(seal_order_id, seal_query_id) = 1", name="about_one"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    seal_order_id: Mapped[UUID | None] = mapped_column(ForeignKey("seal_orders.id"), index=True)
    seal_query_id: Mapped[UUID | None] = mapped_column(ForeignKey("seal_queries.id"), unique=True)
    kind: Mapped[str] = mapped_column(Text)
    template_version: Mapped[int] = mapped_column(Integer)
    number: Mapped[str | None] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text, comment="of the PDF")
    snapshot: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    pdf: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE, comment="base64 inside")
    issued_on: Mapped[date]
    issued_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    issued_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DocumentCounterRow(Base):
    """The last number an office gave in one series of one year."""

    __tablename__ = "document_counters"

    office_id: Mapped[UUID] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(Text, primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(Integer)
