"""The launcher of the embedded PostgreSQL, against the real thing."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from guanhu.plumbing.embedded import EmbeddedPostgres
from guanhu.plumbing.postgres_home import PostgresUnavailable, find_binaries, home_elsewhere

NOBODY = 65534

pytestmark = pytest.mark.slow

HOLD = """
import sys, time
from pathlib import Path
from guanhu.plumbing.embedded import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]), durable=False)
server.start()
print(server.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Path]:
    """A folder in which no server ever was."""
    place = tmp_path / "postgres"
    yield place
    EmbeddedPostgres(place, durable=False).remove()


@pytest.fixture(scope="module")
def left() -> Iterator[list[Path]]:
    """Folders as stopped servers left them. To make the data of one costs ten starts."""
    folders: list[Path] = []
    yield folders
    for folder in folders:
        EmbeddedPostgres(folder, durable=False).remove()


@pytest.fixture
def folder(left: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder whose server is not running: of an earlier test, where that one left it whole."""
    place = left.pop() if left else tmp_path_factory.mktemp("embedded") / "postgres"
    yield place
    if is_whole(place):
        left.append(place)
    else:
        EmbeddedPostgres(place, durable=False).remove()


def is_whole(folder: Path) -> bool:
    data = Path(json.loads((folder / "server.json").read_text())["home"]) / "data"
    version = (data / "PG_VERSION").read_text().strip()
    return version == str(find_binaries().major) and not (data / "postmaster.pid").exists()


def hold(folder: Path) -> tuple[int, subprocess.Popen[str]]:
    """Another process that starts the server of `folder` and stays; also the server's pid."""
    owner = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert owner.stdout is not None
    pid = int(owner.stdout.readline())
    owner.stdout.close()
    return pid, owner


def ask(server: EmbeddedPostgres, question: str) -> object:
    with psycopg.connect(server.admin_url(), autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
    return None if row is None else row[0]


def run(server: EmbeddedPostgres, statement: str) -> None:
    with psycopg.connect(server.admin_url(), autocommit=True) as connection:
        connection.execute(statement.encode())


def wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def answers(server: EmbeddedPostgres) -> bool:
    try:
        return ask(server, "SELECT 1") == 1
    except psycopg.OperationalError:
        return False


def modes_up_to_the_root(path: Path) -> dict[Path, tuple[int, int, int]]:
    found = {place: place.stat() for place in path.parents}
    return {place: (s.st_mode, s.st_uid, s.st_gid) for place, s in found.items()}


def test_a_restart_keeps_data_port_and_password(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as server:
        first_url = server.admin_url("postgres")
        run(server, "CREATE TABLE kept AS SELECT 7 AS value")

    with EmbeddedPostgres(folder, durable=False) as server:
        assert server.admin_url("postgres") == first_url
        assert ask(server, "SELECT value FROM kept") == 7


def test_the_server_is_set_up_as_promised(bare: Path) -> None:
    with EmbeddedPostgres(bare, durable=False) as server:
        settings = {
            name: ask(server, f"SHOW {name}")
            for name in (
                "server_encoding",
                "listen_addresses",
                "max_connections",
                "fsync",
                "synchronous_commit",
                "full_page_writes",
                "unix_socket_permissions",
                "shared_preload_libraries",
            )
        }
        socket_folder = Path(str(ask(server, "SHOW unix_socket_directories")).strip('"'))
        methods = ask(server, "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules")

        assert settings == {
            "server_encoding": "UTF8",
            "listen_addresses": "127.0.0.1",
            "max_connections": "200",
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "unix_socket_permissions": "0700",
            "shared_preload_libraries": "",
        }
        assert methods == "scram-sha-256"
        assert stat.S_IMODE(socket_folder.stat().st_mode) == 0o700


def test_durable_is_the_default(bare: Path) -> None:
    with EmbeddedPostgres(bare) as server:
        assert ask(server, "SHOW fsync") == "on"
        assert ask(server, "SHOW synchronous_commit") == "on"


def test_a_wrong_password_is_refused_on_the_socket_and_on_loopback(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as server:
        password = json.loads((folder / "server.json").read_text())["password"]
        for over_loopback in (False, True):
            right = server.admin_url(over_loopback=over_loopback)

            psycopg.connect(right).close()
            with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                psycopg.connect(right.replace(password, "wrong"))


def test_only_the_owner_can_read_the_password(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False):
        assert stat.S_IMODE((folder / "server.json").stat().st_mode) == 0o600


def test_a_killed_server_comes_back_by_itself(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    with server:
        run(server, "CREATE TABLE survived AS SELECT 7 AS value")
        first_pid = server.pid

        os.kill(first_pid, signal.SIGKILL)

        wait_for(lambda: answers(server))
        assert server.pid != first_pid
        assert ask(server, "SELECT value FROM survived") == 7


def test_a_second_start_joins_and_the_server_ends_with_its_last_user(folder: Path) -> None:
    first = EmbeddedPostgres(folder, durable=False)
    second = EmbeddedPostgres(folder, durable=False)
    first.start()
    pid = first.pid

    second.start()
    assert (second.pid, second.admin_url()) == (pid, first.admin_url())
    first.stop()
    assert ask(second, "SELECT 1") == 1
    second.stop()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_third_start_after_the_first_left_does_not_disturb_the_second(folder: Path) -> None:
    first, second, third = (EmbeddedPostgres(folder, durable=False) for _ in range(3))
    first.start()
    second.start()
    with psycopg.connect(second.admin_url()) as session:
        first.stop()
        third.start()
        third.stop()

        assert session.execute("SELECT 1").fetchone() == (1,)
    second.stop()


def test_those_who_joined_revive_a_server_whose_starter_left(folder: Path) -> None:
    first, second = EmbeddedPostgres(folder), EmbeddedPostgres(folder)
    first.start()
    second.start()
    first.stop()
    pid = second.pid

    os.kill(pid, signal.SIGKILL)

    wait_for(lambda: answers(second))
    assert second.pid != pid
    second.stop()


def test_a_server_in_use_is_not_removed(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as server:
        with pytest.raises(PostgresUnavailable, match="is in use"):
            EmbeddedPostgres(folder, durable=False).remove()

        assert ask(server, "SELECT 1") == 1


def test_a_second_start_with_another_durability_is_refused(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as owner:
        with pytest.raises(PostgresUnavailable, match="durable=False"):
            EmbeddedPostgres(folder, durable=True).start()

        assert ask(owner, "SHOW fsync") == "off"


def test_stop_ends_the_server_while_sessions_are_open(folder: Path) -> None:
    server = EmbeddedPostgres(folder, durable=False)
    server.start()
    pid = server.pid
    with psycopg.connect(server.admin_url()) as session:
        server.stop()

        with pytest.raises(psycopg.OperationalError):
            session.execute("SELECT 1")
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_stale_pid_file_naming_a_living_stranger_is_cleared(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as server:
        data = Path(str(ask(server, "SHOW data_directory")))
    stranger = os.getpid()
    (data / "postmaster.pid").write_text(f"{stranger}\n{data}\n1\n1\n\n127.0.0.1\n0 0\nready\n")

    with EmbeddedPostgres(folder, durable=False) as server:
        assert ask(server, "SELECT 1") == 1
        assert server.pid != stranger


def test_a_server_whose_users_were_killed_ends_by_itself(folder: Path) -> None:
    pid, owner = hold(folder)
    owner.kill()
    owner.wait()

    wait_for(lambda: not Path(f"/proc/{pid}/cmdline").exists())
    with EmbeddedPostgres(folder, durable=False) as server:
        assert ask(server, "SELECT 1") == 1


def test_a_killed_user_does_not_end_the_server_of_the_others(folder: Path) -> None:
    pid, owner = hold(folder)
    with EmbeddedPostgres(folder, durable=False) as server:
        owner.kill()
        owner.wait()
        time.sleep(0.5)

        assert (server.pid, ask(server, "SELECT 1")) == (pid, 1)
    assert not Path(f"/proc/{pid}/cmdline").exists()


def test_a_server_without_a_watch_and_users_is_replaced(folder: Path) -> None:
    """As after a crash of the machine's other half: nobody holds a lock, the server runs."""
    with EmbeddedPostgres(folder, durable=False) as first:
        command = psutil.Process(first.pid).cmdline()
        account = psutil.Process(first.pid).uids().real
    Path(json.loads((folder / "server.json").read_text())["socket"]).mkdir(exist_ok=True)
    orphan = subprocess.Popen(
        command,
        user=account,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_for(lambda: answers(first))

    with EmbeddedPostgres(folder, durable=False) as server:
        assert server.pid != orphan.pid
        assert orphan.wait(timeout=10) == 0
        assert ask(server, "SELECT 1") == 1


def test_a_deleted_folder_does_not_leave_a_server_behind(tmp_path: Path) -> None:
    folder = tmp_path / "postgres"
    server = EmbeddedPostgres(folder, durable=False)
    server.start()
    pid = server.pid
    while folder.exists():  # the server may be writing meanwhile
        shutil.rmtree(folder, ignore_errors=True)

    server.stop()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    if home_elsewhere(folder).exists():
        shutil.rmtree(home_elsewhere(folder))


def test_a_port_taken_meanwhile_is_replaced(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as server:
        first_url = server.admin_url()
    port = json.loads((folder / "server.json").read_text())["port"]

    squatter = socket.create_server(("127.0.0.1", port))
    with squatter, EmbeddedPostgres(folder, durable=False) as server:
        assert server.admin_url() != first_url
        assert ask(server, "SELECT 1") == 1


def test_permissions_of_the_parents_stay_as_they_were(bare: Path) -> None:
    # tmp_path is open to its owner alone, as a project in a private home is
    before = modes_up_to_the_root(bare)

    with EmbeddedPostgres(bare, durable=False) as server:
        during = modes_up_to_the_root(bare)
        owner_uid = Path(str(ask(server, "SHOW data_directory"))).stat().st_uid

    assert during == before
    assert modes_up_to_the_root(bare) == before
    assert owner_uid == (NOBODY if os.geteuid() == 0 else os.geteuid())


def test_a_long_path_still_gets_a_private_socket(request: pytest.FixtureRequest) -> None:
    # not below tmp_path: that one is closed, and root would be sent to a short home elsewhere
    parent = Path(tempfile.mkdtemp())
    request.addfinalizer(lambda: shutil.rmtree(parent))
    parent.chmod(0o711)
    folder = parent / ("long-" * 20) / "postgres"
    folder.parent.mkdir()
    server = EmbeddedPostgres(folder, durable=False)

    with server:
        place = Path(str(ask(server, "SHOW unix_socket_directories")).strip('"'))
        assert ask(server, "SHOW data_directory") == str(folder / "data")
        assert len(str(place)) < 80
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
    server.remove()

    assert not place.exists()


def test_data_of_another_major_version_is_refused_with_both_versions_named(folder: Path) -> None:
    with EmbeddedPostgres(folder, durable=False) as server:
        version_file = Path(str(ask(server, "SHOW data_directory"))) / "PG_VERSION"
    ours = find_binaries().major
    version_file.write_text("14\n")

    with pytest.raises(PostgresUnavailable, match=f"by PostgreSQL 14, .* is {ours}"):
        EmbeddedPostgres(folder, durable=False).start()

    version_file.write_text(f"{ours}\n")
    with EmbeddedPostgres(folder, durable=False) as server:
        assert ask(server, "SELECT 1") == 1


def test_a_chosen_folder_without_a_server_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANHU_POSTGRES_BIN", str(tmp_path))

    with pytest.raises(PostgresUnavailable, match=f"GUANHU_POSTGRES_BIN={tmp_path} holds no"):
        find_binaries()
