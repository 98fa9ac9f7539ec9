"""Modules an office writes itself: what the rules and the API need to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from guanhu.education.module_facts import Module


class OfficeModuleState(StrEnum):
    """Where a version of an office's own module stands; a published one never changes."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class OfficeModuleSeen:
    """One version of an office's own module, with its files."""

    id: UUID
    code: str
    version: int
    state: OfficeModuleState
    files: Mapping[str, str]
    module: Module
    author_id: UUID
    drafted_at: datetime
    reviewer_id: UUID | None
    decided_at: datetime | None
    feedback: str | None
    retired_on: date | None
