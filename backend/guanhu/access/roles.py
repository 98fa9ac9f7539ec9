"""The roles of product.md §1, and the two actors that are not people."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """A role is held per office."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    SOCIAL_WORKER = "social_worker"
    GUARDIAN = "guardian"
    YOUNG_PERSON = "young_person"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


STAFF: Final = frozenset(
    {Role.OFFICER, Role.SUPERVISOR, Role.SOCIAL_WORKER, Role.AUDITOR, Role.ADMINISTRATOR}
)
FAMILY: Final = frozenset({Role.GUARDIAN, Role.YOUNG_PERSON})
