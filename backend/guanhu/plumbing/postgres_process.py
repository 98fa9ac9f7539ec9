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
    pid = _named_pid(data)
    return pid if pid is not None and str(data) in _command_of(pid) else None


def _named_pid(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _command_of(pid: int) -> list[str]:
    """The command line of a process; empty when it is gone, or dead and not yet collected."""
    try:
        command: list[str] = psutil.Process(pid).cmdline()
    except psutil.NoSuchProcess:
        return []
    return command


def is_ready(data: Path) -> bool:
    if postmaster_pid(data) is None:
        return False
    try:
        lines = (data / "postmaster.pid").read_text().split("\n")
    except FileNotFoundError:
        return False
    return len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready"


def stop_orphan(data: Path) -> None:
    """End a server nobody uses any more, and clear a pid file that names a living stranger.

    Only called while holding the door. A pid file naming a dead process is left alone:
    PostgreSQL reads in it whether sessions of the dead server still run, and clears it itself.
    """
    pid = postmaster_pid(data)
    if pid is None:
        stranger = _named_pid(data)
        if stranger is not None and _command_of(stranger):
            (data / "postmaster.pid").unlink()
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
