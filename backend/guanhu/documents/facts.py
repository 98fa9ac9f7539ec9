"""Kinds of papers, the blanks a person fills in, and a paper as lists show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID


class DocumentKind(StrEnum):
    """The papers of law.md §8 that the product makes."""

    CONDITIONAL_DECISION = "conditional_decision"
    VICTIM_NOTICE = "victim_notice"
    ANNOUNCEMENT_RECORD = "announcement_record"
    OPINION_RECORD = "opinion_record"
    SUPERVISION_AGREEMENT = "supervision_agreement"
    LEAVE_APPROVAL = "leave_approval"
    GUARDIANSHIP_ORDER = "guardianship_order"
    FAMILY_EDUCATION_ORDER = "family_education_order"
    ADMONITION = "admonition"
    PERIOD_CHANGE = "period_change"
    INSPECTION_OPINION = "inspection_opinion"
    REVOCATION = "revocation"
    FINAL_DECISION = "final_decision"
    DIRECT_DECISION = "direct_decision"
    SEAL_NOTICE = "seal_notice"
    QUERY_DECISION = "query_decision"
    SERVICE_RECEIPT = "service_receipt"
    NO_RECORD_CERTIFICATE = "no_record_certificate"


class DocumentFormat(StrEnum):
    """The paper itself, or its editable form where an office signs on paper."""

    PDF = "pdf"
    DOCX = "docx"


MEDIA_TYPES: Final = {
    DocumentFormat.PDF: "application/pdf",
    DocumentFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class BlankType(StrEnum):
    """What a blank holds. Values travel as text: ISO dates, codes of choices."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of a CHOICE."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Blank:
    """Something a paper says that no record of the case holds. Lengths count characters."""

    name: str
    zh: str
    en: str
    type: BlankType = BlankType.TEXT
    required: bool = True
    at_most: int = 200
    choices: tuple[Choice, ...] = ()


class Source(StrEnum):
    """Which record a paper is made from, where a case may hold several."""

    DECISION = "decision"
    OPINION = "opinion"
    SERVICE = "service"
    PERIOD_CHANGE = "period_change"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class DocumentSeen:
    """An issued paper as lists show it; without a case it is about the sealed register."""

    id: UUID
    case_id: UUID | None
    kind: DocumentKind
    template_version: int
    number: str | None
    sha256: str
    editable: bool
    source_id: UUID | None
    issued_by: UUID
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """The bytes of one issued paper; `name` carries no name of a person."""

    name: str
    media_type: str
    content: bytes
