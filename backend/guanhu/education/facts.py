"""What the rules and the other rooms need to know about learning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from guanhu.kernel.statutes import Statute
from guanhu.law.roles_in_chain import ChainRole
from guanhu.plans.facts import Texts


class AssignmentStatus(StrEnum):
    """Where an assignment stands."""

    ASSIGNED = "assigned"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


class SessionMode(StrEnum):
    """How a module was worked through; all count the same way."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Article:
    """An article a module explains."""

    statute: Statute
    article: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson: a title and a few paragraphs, separated by empty lines."""

    title: Texts
    body: Texts


@dataclass(frozen=True, slots=True)
class Module:
    """One version of a module; a version never changes once assigned. `minutes` is a guide."""

    code: str
    version: int
    number: int
    title: Texts
    summary: Texts
    minutes: int
    aims: tuple[Texts, ...]
    articles: tuple[Article, ...]
    roles: tuple[ChainRole, ...]
    lessons: tuple[Lesson, ...]
    retired_on: date | None


@dataclass(frozen=True, slots=True)
class AssignmentSeen:
    """A module given to one young person. `condition_id` is a row of the version of that day."""

    id: UUID
    case_id: UUID
    module_code: str
    module_version: int
    condition_id: UUID | None
    due_on: date
    status: AssignmentStatus
    reason: str | None
    assigned_by: UUID
    completed_on: date | None
    minutes: int | None
    how: SessionMode | None
    credited_minutes: int | None
    no_credit_reason: str | None
    note: str | None
    completed_by: UUID | None
    withdrawal_reason: str | None
