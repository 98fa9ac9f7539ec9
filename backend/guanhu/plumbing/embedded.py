"""The embedded PostgreSQL: a private server for the demo and the tests.

Only the binaries come from elsewhere (`postgres_home.find_binaries`); creating, starting,
supervising and stopping the server is done here. Sign-in is by password (scram) on loopback and
on a socket in a private folder. One process owns the server of a folder, by a lock; others attach
to it.
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
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Self, TypedDict

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

SUPERUSER = "postgres"
READY_SECONDS = 60.0
RESTARTS_ALLOWED = 10  # within one RESTART_WINDOW_SECONDS
RESTART_WINDOW_SECONDS = 60.0
LARGEST_LOG_BYTES = 10_000_000
FIRST_MAJOR_WITH_BUILTIN_LOCALE = 17

log = logging.getLogger(__name__)


class ServerState(TypedDict):
    """What is kept in `server.json` (mode 0600), so that a restart finds the same server."""

    password: str
    port: int
    durable: bool
    home: str


class EmbeddedPostgres:
    """A PostgreSQL server whose state lies in `folder`.

    `durable=False` switches off every wait for the disk; a crash of the machine may then lose
    the data, so it is for tests only.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self._folder = folder.absolute()
        self._durable = durable
        self._home: Home | None = None
        self._lock: IO[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._supervisor: threading.Thread | None = None
        self._stopping = threading.Event()
        self._socket_folder: Path | None = None
        self._state: ServerState | None = None

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
    def owned(self) -> bool:
        """Whether this object started the server, and will stop it."""
        return self._lock is not None

    @property
    def pid(self) -> int:
        """Process id of the running server. Raises `PostgresUnavailable` when there is none."""
        pid = postmaster_pid(self._data())
        if pid is None:
            raise PostgresUnavailable("the embedded PostgreSQL is not running")
        return pid

    def admin_url(self, database: str = "postgres") -> str:
        """postgresql:// URL of the superuser, over loopback, password included."""
        state = self._state or self._read_state()
        return f"postgresql://{SUPERUSER}:{state['password']}@127.0.0.1:{state['port']}/{database}"

    def start(self) -> None:
        """Create the server if it is new, start it, and return when it answers.

        Attaches when another process runs the server of this folder already. Raises
        `PostgresUnavailable` when it cannot be started.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        deadline = time.monotonic() + READY_SECONDS
        while not self._take_lock():
            if self._attach():
                return
            if time.monotonic() > deadline:
                raise PostgresUnavailable(f"another process holds {self._folder}, not answering")
            time.sleep(0.1)
        try:
            self._prepare()
            self._launch()
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise
        atexit.register(self.stop)
        self._supervisor = threading.Thread(
            target=self._supervise, name="embedded-postgres", daemon=True
        )
        self._supervisor.start()

    def stop(self) -> None:
        """Shut the server down, ending open sessions. Does nothing when we only attached."""
        atexit.unregister(self.stop)
        self._stopping.set()
        if self._supervisor is not None:
            self._supervisor.join()
            self._supervisor = None
        if self._process is not None:
            end(self._process)
            self._process = None
        if self._socket_folder is not None:
            if self._home is not None and self._socket_folder.parent != self._home.folder:
                shutil.rmtree(self._socket_folder, ignore_errors=True)
            self._socket_folder = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def remove(self) -> None:
        """Stop the server and delete everything of it, data included."""
        self.stop()
        if not self._folder.exists():
            return
        if not self._take_lock():
            raise PostgresUnavailable(f"another process is running the server of {self._folder}")
        with contextlib.suppress(FileNotFoundError):
            stop_orphan(self._data())
        remove_home_elsewhere(self._folder)
        shutil.rmtree(self._folder)
        self.stop()

    # --- state -------------------------------------------------------------------------------

    def _data(self) -> Path:
        if self._home is not None:
            return self._home.data
        return Path((self._state or self._read_state())["home"]) / "data"

    def _state_file(self) -> Path:
        return self._folder / "server.json"

    def _read_state(self) -> ServerState:
        state: ServerState = json.loads(self._state_file().read_text())
        return state

    def _write_state(self, state: ServerState) -> None:
        new = self._folder / "server.json.new"
        new.touch(mode=0o600)  # closed before the password goes in
        new.write_text(json.dumps(state))
        new.replace(self._state_file())

    def _take_lock(self) -> bool:
        file = (self._folder / "lock").open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._lock = file
        return True

    def _attach(self) -> bool:
        try:
            state = self._read_state()
        except FileNotFoundError:
            return False
        if not is_ready(Path(state["home"]) / "data"):
            return False
        if state["durable"] != self._durable:
            raise PostgresUnavailable(
                f"the server of {self._folder} is running with durable={state['durable']}"
            )
        self._state = state
        return True

    # --- creating and starting ---------------------------------------------------------------

    def _prepare(self) -> None:
        """Settle home, password and port, and create the data folder when there is none."""
        self._stopping.clear()
        binaries = find_binaries()
        known = self._read_state() if self._state_file().exists() else None
        if known is None:
            # A clone deleted without `make clean` may have left a server's home behind.
            stop_orphan(home_elsewhere(self._folder) / "data")
            remove_home_elsewhere(self._folder)
        self._home = choose_home(self._folder, binaries)
        stop_orphan(self._home.data)
        self._state = {
            "password": known["password"] if known else secrets.token_urlsafe(32),
            "port": known["port"] if known and is_free(known["port"]) else free_port(),
            "durable": self._durable,
            "home": str(self._home.folder),
        }
        self._write_state(self._state)
        if not self._home.data.exists():
            self._create()
        made_by = (self._home.data / "PG_VERSION").read_text().strip()
        if made_by != str(binaries.major):
            raise PostgresUnavailable(
                f"the data in {self._home.data} was made by PostgreSQL {made_by}, "
                f"the server at hand is {binaries.major}"
            )

    def _create(self) -> None:
        """Run initdb beside the final place, so that one cut short leaves nothing half done."""
        home, state = self._prepared()
        building, password_file = home.folder / "building", home.folder / "building.password"
        if building.exists():
            shutil.rmtree(building)
        building.mkdir(mode=0o700)
        home.give(building)
        # Closed before it is filled: nobody may open it between the two.
        password_file.touch(mode=0o600)
        password_file.write_text(state["password"])
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
            *([] if self._durable else ["--no-sync"]),
        ]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, **home.run_as()
            )
        finally:
            password_file.unlink()
        if done.returncode != 0:
            raise PostgresUnavailable(f"initdb failed: {done.stderr.strip()}")
        building.rename(home.data)

    def _launch(self) -> None:
        home, state = self._prepared()
        if self._socket_folder is None:
            self._socket_folder = home.socket_folder()
        quoted = str(self._socket_folder).replace('"', '""')
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
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # Ctrl-C in a terminal goes to the whole group; the server must outlive its users.
                start_new_session=True,
                **home.run_as(),
            )

    def _log_file(self) -> IO[bytes]:
        path = self._folder / "server.log"
        if path.exists() and path.stat().st_size > LARGEST_LOG_BYTES:
            path.replace(self._folder / "server.log.1")
        path.touch(mode=0o600)
        return path.open("ab")

    def _prepared(self) -> tuple[Home, ServerState]:
        if self._home is None or self._state is None:
            raise PostgresUnavailable("the embedded PostgreSQL was not started")
        return self._home, self._state

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        process = self._process
        while process is not None and time.monotonic() < deadline:
            if process.poll() is not None:
                break
            if postmaster_pid(self._data()) == process.pid and is_ready(self._data()):
                return
            time.sleep(0.02)
        raise PostgresUnavailable(f"PostgreSQL did not start; see {self._folder / 'server.log'}")

    # --- supervising and stopping ------------------------------------------------------------

    def _supervise(self) -> None:
        restarts: list[float] = []
        while not self._stopping.wait(0.1):
            process = self._process
            if process is None or process.poll() is None:
                continue
            now = time.monotonic()
            restarts = [at for at in restarts if now - at < RESTART_WINDOW_SECONDS] + [now]
            if len(restarts) > RESTARTS_ALLOWED:
                log.error("embedded PostgreSQL keeps ending; given up")
                return
            log.warning("embedded PostgreSQL ended with %s; restarting", process.returncode)
            # Sessions of the dead server may still hold its shared memory for a moment; a start
            # that fails for that is simply tried again.
            self._stopping.wait(0.2 * (len(restarts) - 1))
            if self._stopping.is_set():
                return
            self._launch()
