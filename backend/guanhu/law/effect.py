"""When a non-prosecution takes effect."""

from __future__ import annotations

from datetime import date


def effective_on(signed_on: date, announced_on: date | None) -> date | None:
    """The day from which a final non-prosecution holds and sealing begins: its announcement.

    None until it is announced; the signature alone has no effect. An announcement before the
    signature raises `ValueError`. Source: Rules art. 376(2) (P-14); sealing follows (F-04).
    """
    if announced_on is not None and announced_on < signed_on:
        message = "nothing is announced before it is signed"
        raise ValueError(message)
    return announced_on
