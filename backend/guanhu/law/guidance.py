"""Rules that guide wording and conduct rather than open or shut a gate, by where they matter."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class RuleTopic(StrEnum):
    """Where in the work a rule is shown."""

    HANDLING = "handling"
    DECIDING = "deciding"
    SUPERVISION = "supervision"
    COUNTING = "counting"
    AFTERWARDS = "afterwards"
    DATA = "data"


GUIDANCE: Final[Mapping[RuleTopic, tuple[str, ...]]] = {
    RuleTopic.HANDLING: ("M-01", "M-08", "M-09", "M-10", "S-15", "S-16"),
    RuleTopic.DECIDING: ("E-10", "P-03", "P-07"),
    RuleTopic.SUPERVISION: (
        *("S-01", "S-03", "S-04", "S-06", "S-07", "S-09", "S-13"),
        *("O-08", "O-10", "O-11"),
    ),
    RuleTopic.COUNTING: ("T-01", "T-02", "T-03", "T-04", "T-05", "T-06", "T-08", "T-10", "T-11"),
    RuleTopic.AFTERWARDS: ("F-11", "F-14", "F-15", "F-16", "F-18"),
    RuleTopic.DATA: (
        *("Q-01", "Q-02", "Q-03", "Q-04", "Q-05"),
        *("Q-06", "Q-07", "Q-08", "Q-09", "Q-10", "Q-11"),
    ),
}
"""Topic → the rules whose sentences stand beside the work there, in the order of law.md."""
