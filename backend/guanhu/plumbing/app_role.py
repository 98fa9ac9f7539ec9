"""The password of the role the application signs in as."""

from __future__ import annotations

import hashlib
from typing import Final

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

APP_ROLE: Final = "guanhu_app"


def set_app_password(owner_url: str, password: str) -> None:
    """Give the application's role a password; the server is told the hash of it only."""
    url = make_url(owner_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as owner:
        hashed = owner.pgconn.encrypt_password(
            password.encode(), APP_ROLE.encode(), b"scram-sha-256"
        )
        owner.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                sql.Identifier(APP_ROLE), sql.Literal(hashed.decode())
            )
        )


def open_app_role(owner_url: str) -> str:
    """Give the application's role a password derived from the owner's; answers its URL.

    For embedded servers. Derived, not random: several programs may use one at the same time, and
    a password that works already is left alone.
    """
    url = make_url(owner_url)
    password = hashlib.sha256(f"app:{url.password or ''}".encode()).hexdigest()[:24]
    app_url = url.set(username=APP_ROLE, password=password).render_as_string(hide_password=False)
    try:
        psycopg.connect(app_url).close()
    except psycopg.OperationalError:
        set_app_password(owner_url, password)
    return app_url
