"""The server is killed twenty times while answers come in: none it acknowledged is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from guanhu.replay.learner import said
from support.builders_education import a_learner, begun, given, paper_of
from support.world import World

KILLS = 20
DYING = Path(__file__).with_name("dying_server.py")
MODULES = ("THE_LAW", "MAKING_AMENDS", "BEHIND_THE_SCRIPT", "MULE_CHAIN")
"""With TWO_CARDS five pre-tests are answered at once, a wrong answer tried again and again."""

Work = list[list[dict[str, Any]]]


class Servers:
    """Starts servers that die; see `dying_server`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(DYING)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONHASHSEED": "0"},
        )

    def run(self, world: World, work: Work, dies_at: int) -> tuple[str, dict[str, str]]:
        """How a server ended, and what it acknowledged: key → identifier."""
        settings, actor = world.product.settings, world.actors["xiaohe"]
        asked = {
            "now": world.clock.now().isoformat(),
            "dies_at": dies_at,
            "work": work,
            "actor": {
                "account": str(actor.account_id), "session": str(actor.session_id),
                "office": str(actor.office_id), "role": "young_person",
            },
            "settings": settings.model_dump(mode="json")
            | {"database_url": settings.database_url.get_secret_value(), "pool_size": 4},
        }  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(orjson.dumps(asked) + b"\n")
        self._process.stdin.flush()
        told: dict[str, str] = {}
        for line in iter(self._process.stdout.readline, b""):
            key, _, value = line.decode().strip().partition(" ")
            if key == "=":
                return value, told
            told[key] = value
        raise AssertionError("the servers are gone")

    def stop(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    started = Servers()
    yield started
    started.stop()


@pytest.mark.slow
async def test_killed_twenty_times_under_load_no_acknowledged_answer_is_lost(
    world: World, servers: Servers
) -> None:
    case_id, first, _plan = await a_learner(world)
    assignments = [first, *[await given(world, case_id, moduleCode=each) for each in MODULES]]
    attempts = [(await begun(world, each, "PRE"))["id"] for each in assignments]
    wrong = {
        attempt: {"attemptId": attempt, "questionId": sheet.question.id} | said(sheet, right=False)
        for attempt in attempts
        for sheet in paper_of(world, attempt)[:1]
    }
    chance = random.Random(20)  # noqa: S311 - the same deaths each time
    sent: Work = [[] for _ in attempts]
    kept: dict[str, str] = {}
    killed = with_answers = 0

    while killed < KILLS:
        work: Work = [
            [wrong[attempt] | {"idempotencyKey": f"{killed}-{number}-{n}-of-the-phone"}
             for n in range(3)]
            for number, attempt in enumerate(attempts)
        ]  # fmt: skip
        for queue, more in zip(sent, work, strict=True):
            queue.extend(more)
        # Fifteen answers take some ten statements each: most die with some of them saved.
        ended, told = servers.run(world, work, chance.randint(10, 140))
        assert ended == "killed"
        killed += 1
        with_answers += bool(told)
        kept |= told
        saved = {str(row[0]) for row in world.sql("SELECT id FROM learning_steps")}
        assert set(kept.values()) <= saved
    # Each device sends again, under the same key, what it has no answer to.
    left = [[each for each in work if each["idempotencyKey"] not in kept] for work in sent]
    ended, told = servers.run(world, left, 0)
    kept |= told

    assert (ended, with_answers >= KILLS // 2) == ("0", True)
    assert len(kept) == KILLS * len(attempts) * 3
    answers = world.sql(
        "SELECT id::text, number, assignment_id FROM learning_steps WHERE kind = 'answered'"
    )
    assert {row[0] for row in answers} == set(kept.values())
    assert len({row[1:] for row in answers}) == len(answers) == len(kept)
