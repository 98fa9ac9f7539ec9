"""Access tokens: short-lived JWTs signed with Ed25519; keys rotate by key id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import jwt

from guanhu.plumbing.keys import TokenKeys

LIFETIME: Final = timedelta(minutes=10)
ISSUER: Final = "guanhu"
REMEMBERED: Final = 4_096


class TokenRefused(Exception):
    """The token is malformed, expired, or not signed by a known key."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What an access token says about who holds it."""

    account_id: UUID
    session_id: UUID
    office_id: UUID
    role: str
    expires_at: datetime


class Tokens:
    """Signs and reads access tokens. Expiry is judged by the given clock, not the machine's."""

    def __init__(self, keys: TokenKeys) -> None:
        self._keys = keys
        # A signature is checked once: the same token always says the same. Expiry is not part of
        # it and is judged at every reading, as is, in the database, whether the session lives.
        self._verified: dict[str, Claims] = {}

    def issue(
        self, *, account_id: UUID, session_id: UUID, office_id: UUID, role: str, now: datetime
    ) -> tuple[str, datetime]:
        """A token for ten minutes from `now`, and the instant it expires."""
        expires_at = (now + LIFETIME).replace(microsecond=0)
        token = jwt.encode(
            {
                "iss": ISSUER,
                "sub": str(account_id),
                "sid": str(session_id),
                "office": str(office_id),
                "role": role,
                "iat": int(now.timestamp()),
                "exp": int(expires_at.timestamp()),
            },
            self._keys.by_id[self._keys.active],
            algorithm="EdDSA",
            headers={"kid": self._keys.active},
        )
        return token, expires_at

    def read(self, token: str, *, now: datetime) -> Claims:
        """The claims of a valid token; else `TokenRefused`."""
        read = self._verified.get(token)
        if read is None:
            read = self._verify(token)
            if len(self._verified) >= REMEMBERED:
                self._verified.clear()
            self._verified[token] = read
        if now >= read.expires_at:
            raise TokenRefused
        return read

    def _verify(self, token: str) -> Claims:
        try:
            key = self._keys.by_id[jwt.get_unverified_header(token)["kid"]]
            claims = jwt.decode(
                token,
                key.public_key(),
                algorithms=["EdDSA"],
                issuer=ISSUER,
                # The clock is an argument: expiry is judged by `read`.
                options={"verify_exp": False, "verify_iat": False, "require": ["exp", "sub"]},
            )
            return Claims(
                account_id=UUID(claims["sub"]),
                session_id=UUID(claims["sid"]),
                office_id=UUID(claims["office"]),
                role=str(claims["role"]),
                expires_at=datetime.fromtimestamp(claims["exp"], UTC),
            )
        except (jwt.PyJWTError, KeyError, ValueError) as broken:
            raise TokenRefused from broken
