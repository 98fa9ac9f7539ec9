"""The one family of expected refusals, and the two answers that are not refusals of a rule.

A message never carries a name, a number or a note: only codes, dates, counts and rule ids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar
from uuid import UUID

FactValue = str | int | bool | date | UUID | Enum | tuple[Enum, ...] | None
"""One value; several codes of one name are told one by one."""


class Refusal(Exception):
    """An expected no. Subclasses give a stable ``code`` and, where a rule speaks, its ``rule`` id.

    Facts are keyword arguments: short codes, dates and counts, never free text.
    The same object is returned by rules and raised by use cases.
    """

    code: ClassVar[str] = "REFUSED"
    rule: ClassVar[str | None] = None
    tells_whom_to_call: ClassVar[bool] = False

    def __init__(self, **facts: FactValue) -> None:
        super().__init__(self.code)
        self.facts: dict[str, FactValue] = dict(facts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the input: where (dotted path, camelCase) and what (stable code)."""

    path: str
    code: str


class InvalidInput(Refusal):
    """The input is malformed; nothing was looked up and nothing was written."""

    code = "INVALID_INPUT"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(count=len(problems))
        self.problems: tuple[Problem, ...] = tuple(problems)


class StaleVersion(Refusal):
    """Somebody else changed the record since it was read."""

    code = "STALE_VERSION"


class NothingChanged(Refusal):
    """What was entered equals what stands there."""

    code = "NOTHING_CHANGED"


class MoveNotAllowed(Refusal):
    """The status does not allow this action. Facts: ``status``, ``action``."""

    code = "MOVE_NOT_ALLOWED"


class ApproverIsAuthor(Refusal):
    """What somebody wrote is approved by somebody else."""

    code = "APPROVER_IS_AUTHOR"


class IdempotencyKeyReused(Refusal):
    """The key was used before, with another command or other input."""

    code = "IDEMPOTENCY_KEY_REUSED"


class Outside(Exception):
    """Not a refusal of a rule: who asks may not, or may not see. Top-level in the API."""

    code: ClassVar[str] = "OUTSIDE"

    def __init__(self) -> None:
        super().__init__(self.code)


class Unauthenticated(Outside):
    """Nobody is signed in."""

    code = "UNAUTHENTICATED"


class SessionEnded(Outside):
    """The session behind the token has ended or the account has changed."""

    code = "SESSION_ENDED"


class NotPermitted(Outside):
    """The role does not hold the permission."""

    code = "NOT_PERMITTED"


class NotVisible(Outside):
    """The record does not exist for this actor: absent and hidden look the same."""

    code = "NOT_VISIBLE"


def facts_as_text(facts: Mapping[str, FactValue]) -> dict[str, str]:
    """Facts as the API shows them: ISO dates, enum values, plain numbers; nothing for None."""
    shown: dict[str, str] = {}
    for name, value in facts.items():
        if value is None:
            continue
        if isinstance(value, Enum):
            shown[name] = str(value.name)
        elif isinstance(value, tuple):
            shown[name] = ", ".join(each.name for each in value)
        elif isinstance(value, date):
            shown[name] = value.isoformat()
        elif isinstance(value, bool):
            shown[name] = "true" if value else "false"
        else:
            shown[name] = str(value)
    return shown
