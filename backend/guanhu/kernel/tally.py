"""What a job did: how many things, and which of them failed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that failed: its id, and the kind of failure (a type's name, never its text)."""

    record: UUID | None
    kind: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was done. One failing item never stops the others (S02)."""

    done: int
    failures: tuple[Failure, ...] = ()
