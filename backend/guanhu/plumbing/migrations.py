"""Runs Alembic from code: the command line, the demo and the tests migrate the same way."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

# Alembic brings template engines with it; most who look for `ROOT` migrate nothing.
if TYPE_CHECKING:
    from alembic.config import Config

ROOT = Path(__file__).resolve().parents[3]
"""The folder that holds ``pyproject.toml`` and ``migrations/``, in a checkout and in the image."""


def configuration(owner_url: str) -> Config:
    """Alembic's configuration for one database; `owner_url` is the role that owns the tables."""
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config(toml_file=ROOT / "pyproject.toml")
    config.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    return config


def upgrade(owner_url: str, revision: str = "head") -> None:
    """Migrate up to `revision`."""
    from alembic import command  # noqa: PLC0415 - see above

    command.upgrade(configuration(owner_url), revision)


@cache
def expected_revision() -> str:
    """The revision this code needs its database to stand at."""
    from alembic.config import Config  # noqa: PLC0415 - see above
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see above

    config = Config(toml_file=ROOT / "pyproject.toml")
    return ScriptDirectory.from_config(config).get_current_head() or ""
