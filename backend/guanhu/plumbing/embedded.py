"""The embedded PostgreSQL: a private server for the demo and the tests.

Only the binaries come from elsewhere (`postgres_home.find_binaries`); creating, starting,
supervising and stopping the server is done here. Sign-in is by password (scram) on loopback and
on a socket in a private folder. Several processes may use the server of one folder; locks on
files in it settle who starts and who stops it.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import json
import logging
import secrets
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self, TypedDict
from urllib.parse import quote

from guanhu.plumbing.postgres_data import SUPERUSER, create_data
from guanhu.plumbing.postgres_home import (
    Home,
    PostgresUnavailable,
    choose_home,
    find_binaries,
    home_elsewhere,
    remove_home_elsewhere,
)
from guanhu.plumbing.postgres_process import (
    end,
    free_port,
    is_free,
    is_ready,
    postmaster_pid,
    stop_orphan,
)

READY_SECONDS = 60.0
DOOR_SECONDS = 2 * READY_SECONDS
WATCH_SECONDS = 0.2
RESTARTS_ALLOWED = 10  # within one RESTART_WINDOW_SECONDS
RESTART_WINDOW_SECONDS = 60.0
LARGEST_LOG_BYTES = 10_000_000

log = logging.getLogger(__name__)


class ServerState(TypedDict):
    """What is kept in `server.json` (mode 0600), so that a restart finds the same server."""

    password: str
    port: int
    durable: bool
    home: str
    socket: str


class EmbeddedPostgres:
    """A PostgreSQL server whose state lies in `folder`, shared by all who start it there.

    The first to come starts it, the last to leave stops it, and whoever notices its death first
    starts it again. `durable=False` switches off every wait for the disk; a crash may then lose
    the data, so it is for tests only.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self._folder = folder.absolute()
        self._durable = durable
        self._home: Home | None = None
        self._state: ServerState | None = None
        self._use: IO[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._supervisor: threading.Thread | None = None
        self._stopping = threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        """Process id of the running server. Raises `PostgresUnavailable` when there is none."""
        pid = postmaster_pid(self._prepared()[0].data)
        if pid is None:
            raise PostgresUnavailable("the embedded PostgreSQL is not running")
        return pid

    def admin_url(self, database: str = "postgres", *, over_loopback: bool = False) -> str:
        """postgresql:// URL of the superuser, password included.

        By the socket, which costs half of what loopback does for each statement; over loopback
        for what can read no other address.
        """
        state = self._prepared()[1]
        signed = f"postgresql://{SUPERUSER}:{state['password']}"
        if over_loopback:
            return f"{signed}@127.0.0.1:{state['port']}/{database}"
        return f"{signed}@/{database}?host={quote(state['socket'])}&port={state['port']}"

    def start(self) -> None:
        """Create the server if it is new, start it, and return when it answers.

        Joins in when others run the server of this folder already. Raises `PostgresUnavailable`
        when it cannot be started, or runs with another durability.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._door():
            if not self._join():
                try:
                    self._prepare()
                    self._launch()
                except BaseException:
                    if self._process is not None:
                        end(self._process)
                        self._process = None
                    raise
            self._use = self._folder.joinpath("users").open("a")
            fcntl.flock(self._use, fcntl.LOCK_SH)
            if self._process is not None:
                self._watch(self._process.pid)
        atexit.register(self.stop)
        self._stopping.clear()
        self._supervisor = threading.Thread(
            target=self._supervise, name="embedded-postgres", daemon=True
        )
        self._supervisor.start()

    def stop(self) -> None:
        """Leave; the last one to leave shuts the server down, which ends open sessions."""
        if self._use is None:
            return
        atexit.unregister(self.stop)
        self._stopping.set()
        if self._supervisor is not None:
            self._supervisor.join()
            self._supervisor = None
        if not self._folder.exists():
            # Somebody deleted it under a running server, which then has no use for anybody.
            self._use.close()
            self._use = None
            self._shut_down()
            self._process = None
            return
        with self._door():
            self._use.close()
            self._use = None
            if not self._has_users():
                self._shut_down()
            elif self._process is not None:
                # The server goes on for the others. It is our child: should it die while we live,
                # somebody must take it off the process table, or its successor cannot start.
                threading.Thread(target=self._process.wait, daemon=True).start()
            self._process = None

    def remove(self) -> None:
        """Stop the server and delete everything of it, data included.

        Raises `PostgresUnavailable` when others are using it.
        """
        self.stop()
        if not self._folder.exists():
            return
        with self._door():
            if self._has_users():
                raise PostgresUnavailable(f"the server of {self._folder} is in use")
            state = self._read_state()
            if state is not None:
                stop_orphan(Path(state["home"]) / "data")
                _remove_socket_folder(state)
            remove_home_elsewhere(self._folder)
            shutil.rmtree(self._folder)

    # --- state -------------------------------------------------------------------------------

    def _prepared(self) -> tuple[Home, ServerState]:
        if self._home is None or self._state is None:
            raise PostgresUnavailable("the embedded PostgreSQL was not started")
        return self._home, self._state

    def _read_state(self) -> ServerState | None:
        try:
            state: ServerState = json.loads((self._folder / "server.json").read_text())
        except FileNotFoundError:
            return None
        return state

    def _write_state(self, state: ServerState) -> None:
        new = self._folder / "server.json.new"
        new.touch(mode=0o600)  # closed before the password goes in
        new.write_text(json.dumps(state))
        new.replace(self._folder / "server.json")

    @contextlib.contextmanager
    def _door(self) -> Iterator[None]:
        """Held while the server is started, stopped or judged: one process at a time."""
        deadline = time.monotonic() + DOOR_SECONDS
        with (self._folder / "door").open("a") as file:
            while not _locked(file):
                if time.monotonic() > deadline:
                    raise PostgresUnavailable(f"another process keeps {self._folder} busy")
                time.sleep(0.05)
            yield

    def _has_users(self) -> bool:
        with (self._folder / "users").open("a") as file:
            if _locked(file):
                return False
            time.sleep(0.02)  # a watch waking up holds it for an instant
            return not _locked(file)

    def _join(self) -> bool:
        """Take part in a running server that others use. Raises when it differs in durability."""
        state = self._read_state()
        if state is None or not self._has_users():
            return False
        home = Path(state["home"])
        if not is_ready(home / "data"):
            return False
        if state["durable"] != self._durable:
            raise PostgresUnavailable(
                f"the server of {self._folder} is running with durable={state['durable']}"
            )
        self._state, self._home = state, choose_home(self._folder, find_binaries())
        return True

    # --- creating and starting ---------------------------------------------------------------

    def _prepare(self) -> None:
        """Settle home, password and port, and create the data folder when there is none."""
        binaries = find_binaries()
        known = self._read_state()
        if known is None:
            # A clone deleted without `make clean` may have left a server's home behind.
            stop_orphan(home_elsewhere(self._folder) / "data")
            remove_home_elsewhere(self._folder)
        home = self._home = choose_home(self._folder, binaries)
        stop_orphan(home.data)
        if known is not None:
            _remove_socket_folder(known)
        self._state = {
            "password": known["password"] if known else secrets.token_urlsafe(32),
            "port": known["port"] if known and is_free(known["port"]) else free_port(),
            "durable": self._durable,
            "home": str(home.folder),
            "socket": str(home.socket_folder()),
        }
        self._write_state(self._state)
        if not home.data.exists():
            create_data(home, self._state["password"], durable=self._durable)
        made_by = (home.data / "PG_VERSION").read_text().strip()
        if made_by != str(binaries.major):
            raise PostgresUnavailable(
                f"the data in {home.data} was made by PostgreSQL {made_by}, "
                f"the server at hand is {binaries.major}"
            )

    def _launch(self) -> int:
        """Start the server, wait until it answers, and give its process id."""
        home, state = self._prepared()
        quoted = state["socket"].replace('"', '""')
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(state["port"]),
            "unix_socket_directories": f'"{quoted}"',
            "unix_socket_permissions": "0700",
            "password_encryption": "scram-sha-256",
            "max_connections": "200",
            "shared_preload_libraries": "",
            "timezone": "UTC",
            "log_timezone": "UTC",
            # The server's log must not repeat statements or the values in them.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
        }
        if not self._durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        command = [home.binaries.path("postgres"), "-D", str(home.data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        with self._log_file() as output:
            process = self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # Ctrl-C in a terminal goes to the whole group; the server must outlive its users.
                start_new_session=True,
                **home.run_as(),
            )
        self._wait_until_ready(process)
        return process.pid

    def _watch(self, pid: int) -> None:
        """Have the server ended should all its users be killed; returns at once."""
        data = self._prepared()[0].data
        module = "guanhu.plumbing.postgres_watch"
        subprocess.run(
            [sys.executable, "-m", module, str(self._folder), str(data), str(pid)],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _log_file(self) -> IO[bytes]:
        path = self._folder / "server.log"
        if path.exists() and path.stat().st_size > LARGEST_LOG_BYTES:
            path.replace(self._folder / "server.log.1")
        path.touch(mode=0o600)
        return path.open("ab")

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        data = self._prepared()[0].data
        deadline = time.monotonic() + READY_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            if postmaster_pid(data) == process.pid and is_ready(data):
                return
            time.sleep(0.02)
        raise PostgresUnavailable(f"PostgreSQL did not start; see {self._folder / 'server.log'}")

    # --- supervising and stopping ------------------------------------------------------------

    def _supervise(self) -> None:
        home = self._prepared()[0]
        restarts: list[float] = []
        while not self._stopping.wait(WATCH_SECONDS * (1 + len(restarts))):
            if self._process is not None:
                self._process.poll()  # takes the dead child off the process table
            now = time.monotonic()
            restarts = [at for at in restarts if now - at < RESTART_WINDOW_SECONDS]
            if postmaster_pid(home.data) is not None:
                continue
            restarts.append(now)
            if len(restarts) > RESTARTS_ALLOWED:
                log.error("embedded PostgreSQL keeps ending; given up")
                return
            with self._door():
                if postmaster_pid(home.data) is None:
                    self._revive()

    def _revive(self) -> None:
        log.warning("embedded PostgreSQL ended; starting it again")
        try:
            self._watch(self._launch())
        except PostgresUnavailable:
            # Sessions of the dead server hold its shared memory for a moment longer; the next
            # round tries again, and RESTARTS_ALLOWED ends it.
            log.warning("embedded PostgreSQL did not come back yet")

    def _shut_down(self) -> None:
        home, state = self._prepared()
        if self._process is not None:
            end(self._process)
        stop_orphan(home.data)
        _remove_socket_folder(state)


def _locked(file: IO[str]) -> bool:
    """Lock `file` against everybody; `False` when somebody holds it. Closing it unlocks."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _remove_socket_folder(state: ServerState) -> None:
    """Remove the socket's folder when it had to be a temporary one."""
    place = Path(state["socket"])
    if place.parent != Path(state["home"]):
        shutil.rmtree(place, ignore_errors=True)
