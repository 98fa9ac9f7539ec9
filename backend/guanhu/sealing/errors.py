"""Refusals about sealing."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class FinalNotAnnounced(Refusal):
    """The final decision takes effect when it is announced (P-14); sealing follows it (F-04)."""

    code = "FINAL_NOT_ANNOUNCED"
    rule = "P-14"


class FinalServiceMissing(Refusal):
    """The final decision has not reached every addressee (F-03). Facts: ``missing``."""

    code = "FINAL_SERVICE_MISSING"
    rule = "F-03"


class ChallengeOpen(Refusal):
    """A challenge waits for its answer; once sealed nobody could give it (D-13, D-16)."""

    code = "CHALLENGE_OPEN"
    rule = "D-16"


class QuashingOpen(Refusal):
    """A proposal to quash the decision waits; once sealed nobody could decide it (D-18)."""

    code = "QUASHING_OPEN"
    rule = "D-18"


class TracesLeft(Refusal):
    """The check found traces, so nothing was sealed. Facts: ``surface``, ``found``."""

    code = "TRACES_LEFT"
    rule = "F-07"
