"""Running, ready, orphaned, stopped: what a PostgreSQL server process of a data folder is doing."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
from pathlib import Path

import psutil

STOP_SECONDS = 30.0
STATUS_LINE = 7  # of postmaster.pid, counted from 0


def postmaster_pid(data: Path) -> int | None:
    """Process id of a running server of `data`; `None` when there is none, or the file is stale."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
        command = psutil.Process(pid).cmdline()
    except (FileNotFoundError, ValueError, psutil.NoSuchProcess, psutil.AccessDenied):
        return None
    return pid if str(data) in command else None


def is_ready(data: Path) -> bool:
    if postmaster_pid(data) is None:
        return False
    try:
        lines = (data / "postmaster.pid").read_text().split("\n")
    except FileNotFoundError:
        return False
    return len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready"


def stop_orphan(data: Path) -> None:
    """End a server whose owner died, and clear a pid file whose process is not a server of ours.

    Only called while holding the lock: nobody else may own this server.
    """
    pid = postmaster_pid(data)
    if pid is None:
        (data / "postmaster.pid").unlink(missing_ok=True)
        return
    orphan = psutil.Process(pid)
    orphan.send_signal(signal.SIGINT)
    try:
        orphan.wait(STOP_SECONDS)
    except psutil.TimeoutExpired:
        orphan.send_signal(signal.SIGQUIT)
        orphan.wait(STOP_SECONDS)


def end(process: subprocess.Popen[bytes]) -> None:
    """Fast shutdown; immediate shutdown when that takes too long."""
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
