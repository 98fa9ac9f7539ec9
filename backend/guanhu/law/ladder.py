"""The ladder of responses to a breach (R-07): practice, not law, so an office may set its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from guanhu.kernel.basis import LegalBasis


class Rung(StrEnum):
    """One response to a breach, mildest first."""

    REMINDER = "reminder"
    TALK = "talk"
    """A talk, and a plan of help."""
    WARNING = "warning"
    """A recorded warning or admonition."""
    INTENSIFIED = "intensified"
    """Intensified or varied conditions."""
    EXTENSION = "extension"
    """The period extended, never beyond its longest (P-04)."""
    REVOCATION_PROPOSAL = "revocation_proposal"


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs in the order in which they are climbed; unconfirmed (R-07).

    The last rung is the proposal to revoke, which rests on a ground of its own (R-06) and is never
    reached by climbing alone. Other ladders raise `ValueError`.
    """

    rungs: tuple[Rung, ...]
    basis: LegalBasis

    def __post_init__(self) -> None:
        in_order = [rung for rung in Rung if rung in self.rungs]
        if list(self.rungs) != in_order or Rung.REVOCATION_PROPOSAL not in self.rungs:
            message = "a ladder climbs, and ends with the proposal to revoke"
            raise ValueError(message)

    @property
    def milder(self) -> tuple[Rung, ...]:
        """The rungs below the proposal to revoke."""
        return self.rungs[:-1]
