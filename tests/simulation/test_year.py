"""An office of eight workers, looked at every night: weeks here, a year by `make simulate`.

A year of two hundred cases takes minutes; what is asked of each night is the same.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest
from graphql import GraphQLSchema

from guanhu.demo.people import WORKERS
from guanhu.jobs.daily import run_daily
from guanhu.kernel.clock import FixedClock, office_date
from guanhu.product import Product, assemble
from guanhu.replay.player import Player
from guanhu.settings import Settings
from simulation.invariants import broken
from simulation.year import YEAR, a_year
from support.cluster import Cluster

WHOLE = os.environ.get("GUANHU_SIMULATE") == "year"
CASES, DAYS = (200, YEAR) if WHOLE else (4, 45)
AGAIN_EVERY_DAYS = 30
COUNTED_AGAIN = {"recheck_sealed", "sign_trail"}
"""Jobs that look at everything each time: what they did is what they looked at."""


@pytest.fixture
def product(settings: Settings, clock: FixedClock) -> Product:
    """One product, on which everything happens; the player closes it."""
    return assemble(settings, clock)


@pytest.fixture
async def player(
    product: Product,
    cluster: Cluster,
    database_name: str,
    clock: FixedClock,
    schema: GraphQLSchema,
) -> AsyncIterator[Player]:
    made = Player(product, schema, clock, cluster.admin_url(database_name), bare=True)
    yield made
    await made.close()


async def test_a_year_of_one_office(
    player: Player, product: Product, cluster: Cluster, database_name: str, clock: FixedClock
) -> None:
    year, nights, sealed = a_year(CASES, days=DAYS), 0, 0
    with cluster.admin(database_name) as owner:
        async for outcome in player.play(year):
            assert outcome.problem is None, (outcome.step, outcome.answer)
            sealed += outcome.step.name == "sealCase"
            if outcome.step.verb != "run":
                continue
            night = {"now": clock.now(), "day": office_date(clock.now())}
            found = broken(owner, night)
            assert not found, (night, found)
            if nights % AGAIN_EVERY_DAYS == 0:
                await _nothing_more_is_done(product, clock)
            nights += 1
        assert nights == DAYS
        assert len(WORKERS) == 8
        left = owner.execute("SELECT count(*) FROM case_files").fetchone()
        orders = owner.execute("SELECT count(*) FROM seal_orders").fetchone()
    assert left == (CASES - sealed,)
    assert orders == (sealed,)
    assert not WHOLE or sealed > CASES // 5


async def _nothing_more_is_done(product: Product, clock: FixedClock) -> None:
    again = await run_daily(product, clock)
    assert not again.failures
    done = {job.name: job.tally.done for job in again.jobs if job.name not in COUNTED_AGAIN}
    assert not any(done.values()), (clock.now(), done)
