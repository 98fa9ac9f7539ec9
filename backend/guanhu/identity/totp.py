"""Time-based one-time codes (RFC 6238): six digits, thirty seconds, on the given clock."""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Final

import pyotp

STEP_SECONDS: Final = 30
ISSUER: Final = "Guanhu"


def new_secret() -> str:
    """A fresh secret of 160 bits, base32."""
    return pyotp.random_base32()


def uri(secret: str, login: str) -> str:
    """What an authenticator app reads from the square code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login.strip(), issuer_name=ISSUER)


def code_at(secret: str, now: datetime) -> str:
    """The code of this moment."""
    return pyotp.TOTP(secret).generate_otp(step_of(now))


def step_of(now: datetime) -> int:
    """The number of the thirty-second step an instant lies in."""
    return int(now.timestamp()) // STEP_SECONDS


def matching_step(secret: str, code: str, now: datetime, *, after: int) -> int | None:
    """The step whose code this is, one step of clock difference allowed either way.

    None when no step matches or the matching one is not later than `after`: a code serves once.
    """
    typed = "".join(code.split())
    if not (typed.isascii() and typed.isdigit()):
        return None
    totp, here = pyotp.TOTP(secret), step_of(now)
    for step in (here - 1, here, here + 1):
        if step > after and hmac.compare_digest(totp.generate_otp(step), typed):
            return step
    return None
