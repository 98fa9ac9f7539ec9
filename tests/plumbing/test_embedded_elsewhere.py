"""Where the embedded PostgreSQL lives when root may not keep it in the folder itself."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest

from guanhu.plumbing.embedded import EmbeddedPostgres
from guanhu.plumbing.postgres_home import MARKER, home_elsewhere

pytestmark = pytest.mark.slow


def ask(server: EmbeddedPostgres, question: str) -> object:
    with psycopg.connect(server.admin_url(), autocommit=True) as connection:
        answer = connection.execute(question.encode())
        row = answer.fetchone() if answer.description else None
    return None if row is None else row[0]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs a home elsewhere")
def test_root_in_a_closed_folder_gets_a_home_elsewhere_that_remove_clears(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    folder = tmp_path / "postgres"
    server = EmbeddedPostgres(folder, durable=False)

    with server:
        home = home_elsewhere(folder)
        assert ask(server, "SHOW data_directory") == str(home / "data")
        assert (home / MARKER).is_file()
        assert not (folder / "data").exists()
    server.remove()

    assert not home.exists()
    assert not folder.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs a home elsewhere")
def test_what_a_deleted_clone_left_elsewhere_is_not_taken_for_ours(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    folder = tmp_path / "postgres"
    with EmbeddedPostgres(folder, durable=False) as server:
        ask(server, "CREATE TABLE old AS SELECT 7 AS value")
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()

    with EmbeddedPostgres(folder, durable=False) as server:
        assert ask(server, "SELECT to_regclass('old')") is None
    server.remove()
