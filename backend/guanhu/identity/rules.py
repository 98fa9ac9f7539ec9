"""Passwords, waiting times, how long sessions live, and what a refresh token is worth. Pure."""

from __future__ import annotations

import itertools
import math
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from guanhu.access.roles import STAFF, Role
from guanhu.identity.errors import PasswordTooCommon, PasswordTooShort
from guanhu.identity.facts import DoorPolicy, RefreshFacts, Throttle
from guanhu.kernel.errors import Refusal

PASSWORD_AT_LEAST: Final = 12
FEWEST_DIFFERENT: Final = 5
DIGITS_ONLY_AT_LEAST: Final = 16
SHORTEST_LOGIN_PART: Final = 4

COMMON_WORDS: Final = frozenset(
    {
        "abc", "abcabc", "abcd", "abcdef", "abcdefgh", "abcdefghijkl", "admin", "administrator",
        "asdf", "asdfgh", "asdfghjkl", "beijing", "changeme", "chinachina", "demo", "dragon",
        "football", "guanhu", "guanhuguanhu", "hangzhou", "helloworld", "iloveyou", "jiancha",
        "jianchaguan", "jianchayuan", "letmein", "mima", "mimamima", "monkey", "pass", "passpass",
        "passw", "passwd", "password", "passwordpassword", "passwrd", "princess", "procurator",
        "qazwsx", "qazwsxedc", "qwer", "qwert", "qwerty", "qwertyqwerty", "qwertyuiop", "secret",
        "shanghai", "sunshine", "superman", "test", "testtest", "user", "welcome", "woaini",
        "woaiwojia", "woaizhongguo", "zaq", "zxcvbn", "zxcvbnm",
    }
)  # fmt: skip
"""What is tried first; digits and signs around or inside a word do not make it another word."""

AROUND: Final = "0123456789-_.,!?#*+&%"
LEET: Final = str.maketrans("013457@$!", "oleastasi")


def refuse_password(
    password: str, *, login: str | None = None, display_name: str | None = None
) -> Refusal | None:
    """Say why a password is not acceptable, or None. One policy for staff and families.

    At least 12 characters, any characters, no forced mixture and no expiry: length is what makes
    guessing hopeless, and forced mixtures and forced changes make people write passwords down. It
    is the same for families, who have no second factor and whose page shows a child's case; twelve
    characters of one's own sentence can be typed on a phone. Refused on top: what is tried first
    anyway, and the login or the name inside the password.
    """
    plain = _plain(password)
    if len(password.strip()) < PASSWORD_AT_LEAST:
        return PasswordTooShort(at_least=PASSWORD_AT_LEAST)
    if len(set(plain)) < FEWEST_DIFFERENT:
        return PasswordTooCommon()
    if plain.isdigit() and len(plain) < DIGITS_ONLY_AT_LEAST:
        return PasswordTooCommon()
    if _is_run(plain):
        return PasswordTooCommon()
    core = plain.strip(AROUND)
    for spelled in (plain, core, core.translate(LEET)):
        letters = "".join(character for character in spelled if character.isalpha())
        if letters in COMMON_WORDS:
            return PasswordTooCommon()
    for known in (login, display_name):
        part = _plain(known or "").partition("@")[0]
        if len(part) >= SHORTEST_LOGIN_PART and part in plain:
            return PasswordTooCommon()
    return None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _is_run(plain: str) -> bool:
    """Whether every character follows the one before it: abcdef…, 987654…, with wrapping digits."""
    steps = {
        (ord(after) - ord(before)) % 10
        if before.isdigit() and after.isdigit()
        else ord(after) - ord(before)
        for before, after in itertools.pairwise(plain)
    }
    return steps <= {1} or steps <= {-1, 9}


@dataclass(frozen=True, slots=True)
class Limit:
    """How many attempts in vain are free; then the wait doubles from the first to the longest."""

    free: int
    first_wait_seconds: int = 30
    longest_wait_seconds: int = 900


LOGIN_LIMIT: Final = Limit(free=5)
ADDRESS_LIMIT: Final = Limit(free=30)
"""An office sits behind one address: a dozen people may mistype on one morning."""
FORGOTTEN_AFTER: Final = timedelta(hours=1)
"""An hour without an attempt clears the count; longer than the longest wait on purpose."""
STEEPEST: Final = 10


def wait_seconds(throttle: Throttle, limit: Limit, now: datetime) -> int:
    """Whole seconds until the next attempt is taken, 0 when it may be made now.

    An attempt refused for waiting is not counted, so waiting always ends.
    """
    if throttle.failures < limit.free or is_forgotten(throttle, now):
        return 0
    doublings = min(throttle.failures - limit.free, STEEPEST)
    wait = min(limit.first_wait_seconds * 2**doublings, limit.longest_wait_seconds)
    left = throttle.last_failed_at + timedelta(seconds=wait) - now
    return max(0, math.ceil(left.total_seconds()))


def is_forgotten(throttle: Throttle, now: datetime) -> bool:
    """Whether the count starts again at nothing."""
    return now - throttle.last_failed_at >= FORGOTTEN_AFTER


def session_expiry(
    role: Role, policy: DoorPolicy, *, started_at: datetime, now: datetime
) -> datetime:
    """Until when a session used at `now` lives: idle time from now, never past its longest life."""
    idle = policy.staff_idle if role in STAFF else policy.family_idle
    return min(now + idle, started_at + policy.longest)


class Refreshed(StrEnum):
    """What a presented refresh token is worth."""

    ROTATE = "rotate"
    REPEAT = "repeat"
    REUSE = "reuse"
    ENDED = "ended"


REPEAT_GRACE: Final = timedelta(seconds=10)


def judge_refresh(facts: RefreshFacts, now: datetime) -> Refreshed:
    """Decide about one presented refresh token.

    The newest token rotates. An older one is reuse and ends the family, with one exception: the
    token that was rotated last, within ten seconds of its use. Two tabs of one browser that wake
    together send the same cookie twice, and ending the session then would teach people that being
    signed out means nothing. The repetition is answered with an access token only and never with
    a refresh token, so the family cannot fork: whoever holds the older token has ten minutes and
    cannot go on, and if it was the thief who came first, the honest browser presents the old token
    again when those minutes are over, outside the grace, and the family ends.
    """
    if facts.session_ended or not facts.account_active or facts.session_expires_at <= now:
        return Refreshed.ENDED
    if facts.used_at is None:
        return Refreshed.ROTATE
    rotated_last = facts.generation == facts.newest - 1
    if rotated_last and now - facts.used_at <= REPEAT_GRACE:
        return Refreshed.REPEAT
    return Refreshed.REUSE


BROWSERS: Final = (
    ("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS: Final = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_name(user_agent: str) -> str:
    """A short name by which people know their own device: ``Chrome · Windows``; empty if unknown.

    The full text a browser sends is never stored: it tells more than anyone needs.
    """
    found = [
        next((name for mark, name in marks if mark in user_agent), None)
        for marks in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(part for part in found if part)
