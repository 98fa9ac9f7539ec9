"""Refusals about people."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class MinorAlreadyKnown(Refusal):
    """The identity number is registered in this office: use the known minor (search first)."""

    code = "MINOR_ALREADY_KNOWN"


class GuardianshipOverlaps(Refusal):
    """The same guardian already stands in this relation for part of the period."""

    code = "GUARDIANSHIP_OVERLAPS"


class EndBeforeStart(Refusal):
    """The last day lies before the first."""

    code = "END_BEFORE_START"


class CorrectionWaiting(Refusal):
    """A correction of this minor already waits for a decision."""

    code = "CORRECTION_WAITING"


class CorrectionClosed(Refusal):
    """The correction was decided. Facts: ``state``."""

    code = "CORRECTION_CLOSED"
