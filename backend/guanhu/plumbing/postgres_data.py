"""Making the data folder of an embedded server."""

from __future__ import annotations

import shutil
import subprocess

from guanhu.plumbing.postgres_home import Home, PostgresUnavailable

SUPERUSER = "postgres"
FIRST_MAJOR_WITH_BUILTIN_LOCALE = 17


def create_data(home: Home, password: str, *, durable: bool) -> None:
    """Run initdb beside the final place, so that one cut short leaves nothing half done.

    Raises `PostgresUnavailable` with what initdb said when it fails.
    """
    building, password_file = home.folder / "building", home.folder / "building.password"
    if building.exists():
        shutil.rmtree(building)
    building.mkdir(mode=0o700)
    home.give(building)
    # Closed before it is filled: nobody may open it between the two.
    password_file.touch(mode=0o600)
    password_file.write_text(password)
    home.give(password_file)
    locale = (
        ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        if home.binaries.major >= FIRST_MAJOR_WITH_BUILTIN_LOCALE
        else ["--locale=C"]
    )
    command = [
        home.binaries.path("initdb"),
        f"--pgdata={building}",
        f"--username={SUPERUSER}",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--data-checksums",
        *locale,
        *([] if durable else ["--no-sync"]),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, **home.run_as())
    finally:
        password_file.unlink()
    if done.returncode != 0:
        raise PostgresUnavailable(f"initdb failed: {done.stderr.strip()}")
    building.rename(home.data)
