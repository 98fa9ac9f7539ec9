"""Password hashes: argon2id. What makes a password acceptable is a rule of the identity room."""

from __future__ import annotations

import asyncio
import unicodedata
from base64 import b64encode
from secrets import token_bytes
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

MEMORY_KIB: Final = 65_536
PASSES: Final = 3
AT_ONCE: Final = 4
"""Hashes computed at the same time in one process: each one holds its memory while it runs."""


class Passwords:
    """Makes and checks hashes in a thread, so that other requests go on meanwhile."""

    def __init__(self, *, memory_kib: int = MEMORY_KIB, passes: int = PASSES) -> None:
        # One lane: the cost is the memory, and a server has better use for its other cores.
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._nobody = _nobodys(self._hasher)

    async def hash(self, password: str) -> str:
        """The argon2id hash of a password, with its parameters and salt."""
        async with self._gate:
            return await asyncio.to_thread(self._hasher.hash, _plain(password))

    async def verify(self, stored: str | None, password: str) -> bool:
        """Whether the password belongs to the hash.

        With None (no such account, or one that cannot sign in) a hash nobody owns is verified
        instead and the answer is no: the work is the same either way.
        """
        async with self._gate:
            right = await asyncio.to_thread(self._check, stored or self._nobody, _plain(password))
        return right and stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Whether the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(stored)

    def _check(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False


def _nobodys(hasher: PasswordHasher) -> str:
    """A hash no password is known for. To verify it takes as long as any; to make it, nothing."""
    salt, digest = (
        b64encode(token_bytes(length)).rstrip(b"=").decode()
        for length in (hasher.salt_len, hasher.hash_len)
    )
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${costs}${salt}${digest}"


def _plain(password: str) -> str:
    """One spelling for what different keyboards produce: NFKC."""
    return unicodedata.normalize("NFKC", password)
