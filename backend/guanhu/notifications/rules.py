"""When a delivery may leave, and when to try again. Pure."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Final

from guanhu.kernel.clock import OFFICE_ZONE
from guanhu.kernel.errors import InvalidInput, Problem, Refusal

LONGEST_TRIES: Final = 8
FIRST_PAUSE: Final = timedelta(minutes=2)
LONGEST_PAUSE: Final = timedelta(hours=6)
EMAIL: Final = re.compile(r"[^\s@<>\"(),:;\\\[\]]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
MOBILE: Final = re.compile(r"1[3-9]\d{9}")
"""A mobile number of China's mainland, digits only."""


def quiet_until(at: datetime, begins: time, ends: time) -> datetime | None:
    """The end of the quiet hours in which an instant falls, or None outside of them.

    `begins` and `ends` are times of day in Asia/Shanghai; the first is quiet, the second no more.
    They may pass midnight; two equal times are no quiet hours.
    """
    if begins == ends:
        return None
    local = at.astimezone(OFFICE_ZONE)
    now = local.time()
    quiet = begins <= now < ends if begins < ends else now >= begins or now < ends
    if not quiet:
        return None
    day = local.date() if now < ends else local.date() + timedelta(days=1)
    return datetime.combine(day, ends, OFFICE_ZONE).astimezone(at.tzinfo)


def next_try(now: datetime, tries: int) -> datetime | None:
    """When to try again after `tries` that failed; None when no more.

    Two minutes after the first, each pause twice as long as the one before, at most six hours.
    """
    if tries >= LONGEST_TRIES:
        return None
    pause: timedelta = FIRST_PAUSE * 2 ** (tries - 1)
    return now + min(pause, LONGEST_PAUSE)


def refuse_addresses(
    email: str | None, phone: str | None, *, by_email: bool, by_sms: bool, on_file: bool
) -> Refusal | None:
    """Say what is wrong with how somebody wants to be reached, or None.

    `on_file` says that a number of the family is known already, so none need be given for SMS.
    """
    problems = []
    if email is not None and not EMAIL.fullmatch(email):
        problems.append(Problem("email", "MALFORMED"))
    elif by_email and email is None:
        problems.append(Problem("email", "REQUIRED"))
    if phone is not None and not MOBILE.fullmatch(phone):
        problems.append(Problem("phone", "MALFORMED"))
    elif by_sms and phone is None and not on_file:
        problems.append(Problem("phone", "REQUIRED"))
    return InvalidInput(problems) if problems else None
