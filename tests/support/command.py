"""`guanhu …`, run as the command it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from support.world import World


def run(world: World, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, in a process of its own, on the world's database."""
    settings = world.product.settings
    environment = {
        "PATH": os.environ["PATH"],
        "GUANHU_ENVIRONMENT": "test",
        "GUANHU_DATABASE_URL": settings.database_url.get_secret_value(),
        "GUANHU_KEYS_FOLDER": str(settings.keys_folder),
        "GUANHU_ARGON2_MEMORY_KIB": "64",
        "GUANHU_ARGON2_PASSES": "1",
    }
    guanhu = Path(sys.executable).with_name("guanhu")
    return subprocess.run(
        [str(guanhu), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
