"""No test meets what another left: databases lent one after another, and rows put back."""

from __future__ import annotations

from collections.abc import AsyncIterator

import psycopg
import pytest
from sqlalchemy import event

from guanhu.product import assemble
from support import rows, stages
from support.builders_cases import a_case, an_intake
from support.builders_decisions import a_decided_case
from support.cluster import Cluster
from support.lending import LENT_AT_MOST, Lender, Lent
from support.world import World

OTHER_SHAPES = [
    pytest.param("ALTER TABLE acts DISABLE ROW LEVEL SECURITY", id="wall"),
    pytest.param("ALTER TABLE trail_entries DISABLE TRIGGER ALL", id="triggers"),
    pytest.param("ALTER TABLE minors ADD CONSTRAINT refused CHECK (false)", id="constraint"),
    pytest.param("ALTER TABLE check_ins RENAME COLUMN marked_missed_on TO elsewhere", id="column"),
    pytest.param("GRANT DELETE ON trail_entries TO guanhu_app", id="grant"),
    pytest.param("GRANT UPDATE (seq) ON trail_entries TO guanhu_app", id="grant-of-a-column"),
    pytest.param("CREATE FUNCTION one() RETURNS int LANGUAGE sql RETURN 1", id="function"),
    pytest.param("CREATE TABLE elsewhere (id int)", id="table"),
    pytest.param("DROP INDEX ix_sessions_account_id", id="index"),
    pytest.param("UPDATE alembic_version SET version_num = '0001'", id="version"),
    pytest.param(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = 64', current_database());"
        " END $$",
        id="setting",
    ),
    pytest.param("BEGIN", id="open-transaction"),
]


@pytest.fixture
async def lender(cluster: Cluster) -> AsyncIterator[Lender]:
    """A lender of this test alone."""
    own = Lender(cluster)
    yield own
    await own.end()


@pytest.fixture(scope="module")
async def busy(cluster: Cluster) -> AsyncIterator[Lender]:
    """A lender that goes on: what one test was given anew, the next is lent."""
    own = Lender(cluster)
    yield own
    await own.end()


async def test_what_was_written_is_gone(world: World, lent: Lent) -> None:
    empty = world.counts()
    await a_case(world)
    world.sql("SELECT nextval('procrastinate_jobs_id_seq')")
    assert world.counts() != empty

    assert await lent.emptied()

    assert world.counts() == empty
    assert world.sql("SELECT nextval('procrastinate_jobs_id_seq')") == [(1,)]


async def test_the_rules_are_awake_again(world: World) -> None:
    await a_case(world)
    rows.put(world.admin, rows.copied(world.admin))

    with pytest.raises(psycopg.DatabaseError, match="append-only"):
        world.sql("UPDATE trail_entries SET seq = seq")
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        world.sql("UPDATE accounts SET office_id = id")


async def test_the_session_of_the_superuser_is_as_after_signing_in(lent: Lent) -> None:
    lent.admin.execute("SET session_replication_role = replica")
    lent.admin.execute("SET ROLE guanhu_app")

    assert await lent.emptied()

    assert lent.admin.execute("SHOW session_replication_role").fetchall() == [("origin",)]
    assert lent.admin.execute("SELECT current_user").fetchall() == [("postgres",)]


async def test_the_next_gets_the_same_database(lender: Lender) -> None:
    first = lender.lend()
    await lender.take_back(first)

    assert lender.lend() is first
    assert first.times == 2
    await lender.take_back(first)


@pytest.mark.parametrize("statement", OTHER_SHAPES)
async def test_what_is_more_than_rows_is_not_lent_again(busy: Lender, statement: str) -> None:
    first = busy.lend()
    first.admin.execute(statement.encode())
    await busy.take_back(first)

    second = busy.lend()

    assert second is not first
    await busy.take_back(second)


async def test_a_database_somebody_is_in_is_not_lent_again(busy: Lender, cluster: Cluster) -> None:
    first = busy.lend()
    stays = psycopg.connect(cluster.app_url(first.name))
    await busy.take_back(first)
    stays.close()

    second = busy.lend()

    assert second is not first
    await busy.take_back(second)


async def test_what_is_in_use_is_not_lent_again(world: World, lent: Lent) -> None:
    async with world.product.database.engine.connect():
        assert not await lent.emptied()
    assert await lent.emptied()


async def test_a_watched_pool_is_not_handed_on(world: World, lent: Lent) -> None:
    """What listens to one test's statements does not hear the next one's."""
    first = world.product.database
    event.listen(first.engine.sync_engine, "before_cursor_execute", lambda *_: None)
    assert await lent.emptied()

    afresh = await lent.serve(assemble(world.product.settings, world.clock))
    assert afresh.database is not first
    again = await lent.serve(assemble(world.product.settings, world.clock))
    assert again.database is afresh.database


async def test_none_is_lent_for_ever(busy: Lender) -> None:
    first = busy.lend()
    first.times = LENT_AT_MOST
    await busy.take_back(first)

    second = busy.lend()

    assert second is not first
    await busy.take_back(second)


async def test_rows_put_back_are_the_rows_copied(world: World) -> None:
    case_id, _ = await a_decided_case(world)
    world.sql("SELECT setval('procrastinate_jobs_id_seq', 41)")
    before = world.counts()
    kept = rows.copied(world.admin)
    await world.done("li", "openCase", **an_intake(receivedOn=world.today.isoformat()))
    assert world.counts() != before

    rows.put(world.admin, kept)

    assert world.counts() == before
    assert rows.copied(world.admin) == kept
    assert world.sql("SELECT nextval('procrastinate_jobs_id_seq')") == [(42,)]
    page = await world.ask("li", "caseFile", ("minor.maskedName", "status"), id=case_id)
    assert page["status"] == "DECIDED"


async def test_what_another_worker_has_built_is_taken(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = await a_decided_case(world)
    kept, actors, now = rows.copied(world.admin), world.actors, world.clock.now()
    world.afresh()
    monkeypatch.setattr(stages, "_kept", {})
    monkeypatch.setattr(world, "post", None)

    assert await a_decided_case(world) == built
    assert rows.copied(world.admin) == kept
    assert (world.actors, world.clock.now()) == (actors, now)
