"""Sign out: end the session a refresh token belongs to."""

from __future__ import annotations

from guanhu.identity import doorway
from guanhu.identity.door import Door


async def sign_out(door: Door, token: str | None) -> None:
    """End the session; without a token, or when it has ended already, there is nothing to do."""
    if not token:
        return
    now = door.clock.now()
    async with door.database.doorstep() as session:
        found = await doorway.find_presented(session, token)
        if found is None or found.facts.session_ended:
            return
        held = found.session.id
        await doorway.end_sessions(
            session, found.account.id, because="signed_out", now=now, only=held
        )
        await doorway.trace(session, found.account, "identity.signed_out", now, session_id=held)
