"""What the rules need to know about people."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Sex(StrEnum):
    """As stated in the identity document."""

    FEMALE = "female"
    MALE = "male"


class SchoolStatus(StrEnum):
    """Where the young person learns or works now (O-08 protects pupils)."""

    COMPULSORY_EDUCATION = "compulsory_education"
    SENIOR_SECONDARY = "senior_secondary"
    VOCATIONAL = "vocational"
    HIGHER_EDUCATION = "higher_education"
    OUT_OF_SCHOOL_WORKING = "out_of_school_working"
    OUT_OF_SCHOOL_IDLE = "out_of_school_idle"


class AgeProof(StrEnum):
    """How the birth date is proven; UNPROVEN blocks eligibility (E-08)."""

    IDENTITY_CARD = "identity_card"
    HOUSEHOLD_REGISTER = "household_register"
    BIRTH_CERTIFICATE = "birth_certificate"
    OTHER_EVIDENCE = "other_evidence"
    UNPROVEN = "unproven"


class Relation(StrEnum):
    """Of the guardian to the minor."""

    FATHER = "father"
    MOTHER = "mother"
    ADOPTIVE_PARENT = "adoptive_parent"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    OTHER_RELATIVE = "other_relative"
    PROTECTING_ORGAN = "protecting_organ"


class CorrectionAsker(StrEnum):
    """Who asks for a correction (Q-09)."""

    MINOR = "minor"
    LEGAL_REPRESENTATIVE = "legal_representative"
    OFFICE = "office"


class CorrectionState(StrEnum):
    """Where a correction stands; APPLIED was made at once by the office."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    REFUSED = "refused"
    APPLIED = "applied"


@dataclass(frozen=True, slots=True)
class NewMinor:
    """What a registration stores."""

    name: str
    birth_date: date
    sex: Sex
    school_status: SchoolStatus
    age_proof: AgeProof
    identity_number: str | None
    phone: str | None
    address: str | None
    school: str | None


def changed_fields(before: NewMinor, after: NewMinor) -> list[str]:
    """Names of the fields that differ; names only, as the trail has them."""
    return [
        each.name
        for each in fields(NewMinor)
        if getattr(before, each.name) != getattr(after, each.name)
    ]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One identity field, as it was and as it should be."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class CorrectionSeen:
    """One correction with old and new; read on purpose and on record."""

    id: UUID
    state: CorrectionState
    asked_by: CorrectionAsker
    reason: str
    author_id: UUID
    asked_at: datetime
    closer_id: UUID | None
    closed_at: datetime | None
    answer: str | None
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class MinorSeen:
    """A minor as case pages show one: never the full name."""

    id: UUID
    masked_name: str
    birth_date: date
    sex: Sex
    school_status: SchoolStatus
    age_proof: AgeProof
    version: int


@dataclass(frozen=True, slots=True)
class MinorIdentity:
    """The identity fields, read on purpose and on record."""

    id: UUID
    full_name: str
    birth_date: date
    identity_number: str | None
    phone: str | None
    address: str | None
    school: str | None


@dataclass(frozen=True, slots=True)
class GuardianSeen:
    """One guardianship as the case page shows it."""

    guardianship_id: UUID
    guardian_id: UUID
    minor_id: UUID
    masked_name: str
    relation: Relation
    legal_representative: bool
    valid_from: date
    valid_until: date | None
    blocked: bool
    joined: bool
