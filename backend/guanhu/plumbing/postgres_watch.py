"""Ends an embedded server whose users have all died without saying goodbye.

Run beside each server as a process of its own: `python -m guanhu.plumbing.postgres_watch FOLDER
DATA PID`. It sleeps on the lock that users of the server share, so it costs nothing until the
last of them is gone, however they went, even if the folder went with them.
"""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path
from typing import IO


def watch(users: IO[str], door: IO[str], data: Path, pid: int) -> None:
    """Return when the server `pid` has ended; end it when nobody uses it any more."""
    # Late, so that starting the watch costs its starter next to nothing.
    from guanhu.plumbing.postgres_process import postmaster_pid, stop_orphan  # noqa: PLC0415

    while postmaster_pid(data) == pid:
        fcntl.flock(users, fcntl.LOCK_EX)
        # Let go at once: who is just starting holds the door and waits for this lock.
        fcntl.flock(users, fcntl.LOCK_UN)
        fcntl.flock(door, fcntl.LOCK_EX)
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            fcntl.flock(door, fcntl.LOCK_UN)
            continue
        if postmaster_pid(data) == pid:
            stop_orphan(data)


def main() -> None:
    """Detach from the starter, which need not wait for us, and watch."""
    folder, data, pid = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    # Opened while the starter waits: afterwards nothing of ours appears in the folder.
    with (folder / "users").open("r+") as users, (folder / "door").open("r+") as door:
        if os.fork() == 0:
            watch(users, door, data, pid)
        os._exit(0)


if __name__ == "__main__":
    main()
