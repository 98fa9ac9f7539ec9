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


class TracesLeft(Refusal):
    """The check found traces, so nothing was sealed. Facts: ``surface``, ``found``."""

    code = "TRACES_LEFT"
    rule = "F-07"
