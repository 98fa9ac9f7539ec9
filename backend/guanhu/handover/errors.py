"""Refusals about handing files over."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class ReceiverNotSuitable(Refusal):
    """Who takes a file over is an active officer of the office (S59); never says which is amiss."""

    code = "RECEIVER_NOT_SUITABLE"


class AlreadyTheirCase(Refusal):
    """The officer has the file already."""

    code = "ALREADY_THEIR_CASE"


class CaseAlreadyOffered(Refusal):
    """An offer of the file waits for its answer. Facts: ``since``."""

    code = "CASE_ALREADY_OFFERED"


class NoTransferOpen(Refusal):
    """No offer of the file waits for this person's answer."""

    code = "NO_TRANSFER_OPEN"


class CaseOnlyOffered(Refusal):
    """An offered file is read; nothing is done on it before it is accepted (S59)."""

    code = "CASE_ONLY_OFFERED"
