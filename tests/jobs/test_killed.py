"""A worker killed in the middle of each job, twenty times: nothing lost, nothing doubled."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from support.builders_checkins import a_case_under_supervision, a_check_in, end_period
from support.builders_family import a_guardian, a_young_person
from support.builders_leave import an_approved_leave
from support.builders_plans import a_draft, a_member, approved, submitted
from support.telling import sent
from support.world import World

KILLS = 20
DYING = Path(__file__).with_name("dying.py")
LEASE = timedelta(minutes=11)


class Workers:
    """Starts workers that die; see `dying`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(DYING)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONHASHSEED": "0"},
        )

    def run(self, world: World, job: str, folder: Path, dies_at: int) -> str:
        """How a worker ended: ``killed``, or its exit code."""
        settings = world.product.settings
        asked = {
            "job": job,
            "now": world.clock.now().isoformat(),
            "folder": str(folder),
            "dies_at": dies_at,
            "settings": settings.model_dump(mode="json")
            | {"database_url": settings.database_url.get_secret_value(), "pool_size": 2,
               "messages_per_hour": 1000},
        }  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(orjson.dumps(asked) + b"\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().decode().strip()

    def stop(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    started = Workers()
    yield started
    started.stop()


def killed_and_done(
    world: World, workers: Workers, job: str, folder: Path, state: Any, *, later: timedelta
) -> tuple[Any, Any]:
    """Kill workers of a job at a random statement, then let one end: what stood after each.

    A worker that gets through before its end has come leaves nothing for those after it: the point
    of death is drawn among the statements of what is still to be done.
    """
    chance = random.Random(f"{job} 20")  # noqa: S311 - the same deaths each time
    killed, longest, seen = 0, 4, []
    while killed < KILLS:
        ended = workers.run(world, job, folder, chance.randint(1, longest))
        assert ended in {"killed", "0"}
        killed += ended == "killed"
        # Deeper and deeper into the job, as long as workers die on the way.
        longest = longest + 2 if ended == "killed" else 4
        seen.append(state())
        world.clock.set(world.clock.now() + later)
    assert workers.run(world, job, folder, 0) == "0"
    return seen, state()


async def a_busy_office(world: World) -> list[str]:
    """Five files with everything the jobs of Monday, 3 August find."""
    cases = []
    for number in range(5):
        case_id = await a_case_under_supervision(world)
        await a_member(world, case_id, "zhao", duty="LEAD")
        await a_check_in(world, case_id, firstDueOn="2026-08-04")
        await a_check_in(world, case_id, kind="PHONE", firstDueOn="2026-08-01")
        await a_check_in(world, case_id, kind="OFFICE", firstDueOn="2026-03-10")
        draft = await a_draft(world, case_id, checkInKind="VIDEO", selfReportEveryDays=7)
        await approved(world, await submitted(world, draft), by="chief")
        await an_approved_leave(world, case_id)
        await world.done(
            "li", "recordOutcome", caseId=case_id, about="SESSION", heldOn="2026-03-02",
            outcome="EVIDENCE_PENDING", note="说有病历，尚未提交",
        )  # fmt: skip
        cases.append(case_id)
        if number == 0:
            a_guardian(world, case_id)
            a_young_person(world, case_id)
    end_period(world, cases[0], "2026-08-10")
    world.sql("DELETE FROM outbox_messages")  # what was told on the way here
    world.at("2026-08-03T10:00")
    return cases


TELLING = {
    # Of each file the call and the video call of the rhythm are open; the first one's young person,
    # whom something reaches, is asked for a self-report beside it.
    "open_due_windows": {
        ("checkins.due", "young_person"): 11,
        ("checkins.no_way_to_reach", "lead_worker"): 4,
        ("checkins.no_way_to_reach", "officer"): 4,
    },
    "evidence_windows": {("incidents.evidence_lapsed", "officer"): 5},
    "tell_leaves": {("incidents.leave_overdue", "officer"): 5},
    "remind": {
        ("checkins.tomorrow", "young_person"): 5,
        ("checkins.last_day", "young_person"): 5,
        ("checkins.last_day", "lead_worker"): 5,
    },
    "mark_missed": {("checkins.missed", "lead_worker"): 5, ("checkins.missed", "officer"): 5},
    "tell_silent": {("cases.silent", "lead_worker"): 5, ("cases.silent", "officer"): 5},
    "tell_periods": {
        ("cases.period_ends", "officer"): 5, ("cases.period_ends", "supervisors"): 5,
    },
    "write_digest": {("jobs.digest", "account"): 3},
}  # fmt: skip


@pytest.mark.slow
async def test_killed_twenty_times_in_each_job(
    world: World, workers: Workers, tmp_path: Path
) -> None:
    await a_busy_office(world)

    def messages() -> dict[tuple[str, str], int]:
        found = world.sql(
            "SELECT cause, audience, count(*) FROM outbox_messages GROUP BY cause, audience"
        )
        return {(cause, audience): count for cause, audience, count in found}

    expected: dict[tuple[str, str], int] = {}
    for job, adds in TELLING.items():
        seen, told = killed_and_done(world, workers, job, tmp_path, messages, later=timedelta(0))
        expected |= adds
        assert told == expected, job
        assert all(count <= expected[what] for each in seen for what, count in each.items())
    assert world.sql("SELECT count(*) FROM check_ins WHERE marked_missed_on IS NOT NULL") == [(5,)]
    planned = world.sql(
        "SELECT kind, count(*) FROM check_ins WHERE plan_version_id IS NOT NULL GROUP BY kind"
    )
    assert sorted(planned) == [("self_report", 1), ("video", 5)]
    assert world.sql("SELECT count(*) FROM reach_tasks") == [(4,)]
    assert world.sql("SELECT count(*) FROM outcomes WHERE lapsed_on IS NOT NULL") == [(5,)]
    noted = world.sql(
        "SELECT action, count(*) FROM trail_entries WHERE role = 'system' GROUP BY action"
    )
    assert dict(noted) == {
        "checkins.planned": 6, "checkins.opened": 11, "checkins.no_way_to_reach": 4,
        "checkins.missed": 5, "incidents.evidence_lapsed": 5,
    }  # fmt: skip
    assert world.sql("SELECT DISTINCT missed_to_review FROM case_files") == [(1,)]

    def handed_out() -> list[tuple[Any, ...]]:
        return world.sql(
            "SELECT (SELECT count(*) FROM outbox_messages WHERE handed_out_at IS NULL),"
            " count(*), count(DISTINCT (message_id, account_id)),"
            " (SELECT count(*) FROM deliveries) FROM notifications"
        )

    halves, ((waiting, people, different, deliveries),) = killed_and_done(
        world, workers, "hand_out", tmp_path, handed_out, later=timedelta(0)
    )
    total = sum(expected.values())
    # The young person has one account, of the first file; everybody else has one for each.
    assert (waiting, people, different) == (0, total - 16, total - 16)
    assert deliveries == 5
    assert {half[0][:2] for half in halves} <= {(total, 0), (0, people)}

    def delivered() -> list[tuple[Any, ...]]:
        return world.sql("SELECT state, count(*) FROM deliveries GROUP BY state")

    world.sql("UPDATE contact_preferences SET by_sms = true")
    _, states = killed_and_done(world, workers, "deliver", tmp_path, delivered, later=LEASE)
    assert states == [("sent", 5)]
    assert len(sent(tmp_path)) == 5

    world.at("2026-09-20T10:00")
    for job in ("settle_deadlines", "expire_drafts", "recheck_sealed", "forget_expired",
                "sign_trail"):  # fmt: skip
        for dies_at in (2, 4, 6, 8):
            workers.run(world, job, tmp_path, dies_at)
        assert workers.run(world, job, tmp_path, 0) == "0"
    heads = world.sql("SELECT office_id, seq, hash FROM trail_heads ORDER BY 1")
    assert world.sql("SELECT office_id, seq, hash FROM trail_signatures ORDER BY 1") == heads
