"""What the rules and the other rooms need to know about a needs assessment.

Facts, as the form's questions brought them up, stand apart from what the worker makes of them, and
both stand apart from what the young person and the guardian say themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from guanhu.law.need_domains import NeedBand, NeedDomain
from guanhu.law.roles_in_chain import Name


class NeedsState(StrEnum):
    """Where an assessment stands."""

    DRAFT = "draft"
    COMPLETED = "completed"
    DISCARDED = "discarded"


class Teller(StrEnum):
    """Whose own view it is."""

    MINOR = "minor"
    GUARDIAN = "guardian"


class ChangedPart(StrEnum):
    """What of an assessment an amendment changed."""

    BAND = "band"
    ANSWER = "answer"
    OTHER_FACTS = "other_facts"
    ANALYSIS = "analysis"
    OWN_VIEW = "own_view"
    NOT_HEARD = "not_heard"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form; its code is kept through the versions while it asks the same."""

    code: str
    text: Name


@dataclass(frozen=True, slots=True)
class NeedsForm:
    """One version of the form: every domain with its questions. Answers open in their version."""

    version: int
    questions: Mapping[NeedDomain, tuple[Question, ...]]
    retired_on: date | None


@dataclass(frozen=True, slots=True)
class FindingContent:
    """What is found in one domain. `answers`: question code → facts; `other_facts`: the rest."""

    band: NeedBand
    answers: Mapping[str, str]
    other_facts: str | None
    analysis: str


@dataclass(frozen=True, slots=True)
class FindingSeen:
    """One domain of one assessment."""

    id: UUID
    assessment_id: UUID
    domain: NeedDomain
    content: FindingContent


@dataclass(frozen=True, slots=True)
class OwnViewSeen:
    """What the young person or a guardian says of one domain, as told to `recorded_by`."""

    id: UUID
    assessment_id: UUID
    lineage_id: UUID
    domain: NeedDomain
    teller: Teller
    guardian_id: UUID | None
    text: str
    told_on: date
    recorded_by: UUID
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class AssessmentSeen:
    """One assessment. `amends_id`: the one before; `not_heard`: why there is no own view."""

    id: UUID
    case_id: UUID
    number: int
    state: NeedsState
    version: int
    form_version: int
    amends_id: UUID | None
    reason: str | None
    not_heard: Mapping[Teller, str]
    author_id: UUID
    drafted_at: datetime
    completed_by: UUID | None
    completed_at: datetime | None
    changed_by: UUID
    changed_at: datetime
    findings: tuple[FindingSeen, ...]
    views: tuple[OwnViewSeen, ...]


@dataclass(frozen=True, slots=True)
class NeedChange:
    """One thing an amendment changed. `question` for an answer; None: there was, or is, nothing."""

    domain: NeedDomain | None
    part: ChangedPart
    question: str | None
    teller: Teller | None
    old: str | None
    new: str | None
