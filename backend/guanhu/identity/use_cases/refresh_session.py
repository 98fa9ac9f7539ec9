"""A new access token for a live session, by its refresh token."""

from __future__ import annotations

from guanhu.access.roles import Role
from guanhu.identity import doorway
from guanhu.identity.door import Door, SignedIn, issue
from guanhu.identity.rules import Refreshed, judge_refresh, session_expiry
from guanhu.kernel.errors import SessionEnded


async def refresh_session(door: Door, token: str) -> SignedIn:
    """Rotate the refresh token; `SessionEnded` when it is worth nothing (see `judge_refresh`)."""
    now = door.clock.now()
    signed_in: SignedIn | None = None
    async with door.database.doorstep() as session:
        found = await doorway.find_presented(session, token)
        if found is not None:
            verdict = judge_refresh(found.facts, now)
            if verdict is Refreshed.REUSE:
                await doorway.end_family(session, found, now)
            elif verdict is not Refreshed.ENDED:
                following = None
                if verdict is Refreshed.ROTATE:
                    expires_at = session_expiry(
                        Role(found.account.role),
                        door.policy,
                        started_at=found.session.started_at,
                        now=now,
                    )
                    following = await doorway.rotate(session, found, now, expires_at)
                signed_in = await issue(
                    door, session, found.account, found.session.id, now, following,
                    found.session.expires_at,
                )  # fmt: skip
    # Raised after the commit: an ended family stays ended.
    if signed_in is None:
        raise SessionEnded
    return signed_in
