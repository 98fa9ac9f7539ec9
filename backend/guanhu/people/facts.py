"""What the rules need to know about people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
