"""Who is asking: the bearer token of a request as an actor."""

from __future__ import annotations

from datetime import datetime

from starlette.requests import Request

from guanhu.access.actor import Actor
from guanhu.access.roles import Role
from guanhu.kernel.errors import Unauthenticated
from guanhu.plumbing.tokens import TokenRefused, Tokens


def caller_of(request: Request, tokens: Tokens, now: datetime) -> Actor | None:
    """The actor of a request, None without a token; `Unauthenticated` for a token that fails."""
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthenticated
    try:
        claims = tokens.read(token, now=now)
        role = Role(claims.role)
    except (TokenRefused, ValueError) as refused:
        raise Unauthenticated from refused
    return Actor(claims.account_id, claims.office_id, role, claims.session_id)
