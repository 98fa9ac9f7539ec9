"""An empty, migrated database for each test, a fixed clock, and a world to act in."""

from __future__ import annotations

import asyncio
import fcntl
import gc
import os
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvloop
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pydantic import SecretStr

from guanhu.kernel.clock import FixedClock

# Rules are tested without a product; loading one takes longer than testing them all.
if TYPE_CHECKING:
    from graphql import GraphQLSchema

    from guanhu.settings import Settings
    from support.cluster import Cluster
    from support.lending import Lender, Lent
    from support.world import World

ROOT = Path(__file__).resolve().parents[1]

# Nearly all that is loaded for a run stays to its end: it is searched for garbage less often.
gc.set_threshold(50_000, 20, 100)

# The loop the product is served on. Python 3.14 gives up choosing it for a whole process.
if sys.version_info < (3, 14):
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())

# Speed is measured elsewhere: on a busy machine no example fails for being slow.
hypothesis_settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("untimed")


SLOW_FIRST = ("browser", "demo", "replay")
"""Folders whose files take longest: begun last, they keep one worker while the others idle."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a journey in a browser waits as often as it works."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow files first; within them, and among all others, the order stays."""
    here = Path(__file__).parent
    items.sort(key=lambda item: item.path.relative_to(here).parts[0] not in SLOW_FIRST)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    from support.cluster import Cluster  # noqa: PLC0415 - see above

    found = Cluster(ROOT / ".guanhu" / "test-postgres")
    found.start()
    yield found
    found.stop()


@pytest.fixture(scope="session")
def keys_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The keys of this run: all its workers use the same ones."""
    from guanhu.plumbing.keys import KeyFolder  # noqa: PLC0415 - see above

    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "keys"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        KeyFolder.create(folder)
    return folder


@pytest.fixture(scope="session")
def schema() -> GraphQLSchema:
    from guanhu.api.gql.schema import build_schema  # noqa: PLC0415 - slow; only where needed

    built = build_schema(open_documents=True)._schema
    # What was loaded for good is not searched for garbage again, as when serving (serving.py).
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    return built


@pytest.fixture(scope="session")
async def lender(cluster: Cluster) -> AsyncIterator[Lender]:
    from support.lending import Lender  # noqa: PLC0415 - see above

    lends = Lender(cluster)
    yield lends
    await lends.end()


@pytest.fixture
async def lent(lender: Lender) -> AsyncIterator[Lent]:
    database = lender.lend()
    yield database
    await lender.take_back(database)


@pytest.fixture
def database_name(lent: Lent) -> str:
    return lent.name


@pytest.fixture(scope="session")
def settings_of_the_run(cluster: Cluster) -> Settings:
    """What all tests have alike; to read settings takes longer than many a test."""
    from guanhu.settings import Environment, Settings  # noqa: PLC0415 - see above

    return Settings(
        environment=Environment.TEST,
        database_url=cluster.app_url("postgres"),
        keys_folder=Path("keys"),
        totp_required=False,
        open_documents=True,
        secure_cookies=False,
        argon2_memory_kib=64,
        argon2_passes=1,
    )


@pytest.fixture
def settings(
    settings_of_the_run: Settings, cluster: Cluster, database_name: str, keys_folder: Path
) -> Settings:
    own = {
        "database_url": SecretStr(cluster.app_url(database_name)),
        "keys_folder": keys_folder,
    }
    return settings_of_the_run.model_copy(update=own)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 2, 1, tzinfo=UTC))


@pytest.fixture
async def world(
    cluster: Cluster,
    lent: Lent,
    settings: Settings,
    clock: FixedClock,
    schema: GraphQLSchema,
) -> AsyncIterator[World]:
    from guanhu.product import assemble  # noqa: PLC0415 - see above
    from support.world import World  # noqa: PLC0415 - see above

    product = await lent.serve(assemble(settings, clock))
    made = World(product, schema, clock, cluster, lent.name, lent.admin)
    yield made
    await made.hang_up()
