"""The state computed in SQL is the state computed in Python, on every day and for every mark."""

from __future__ import annotations

import itertools
import uuid
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from guanhu.audit.work import look
from guanhu.cases.repository import milestones
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.facts import CheckInStatus
from guanhu.checkins.filtering import CheckInFilter
from guanhu.checkins.repository import CheckInRepository, CheckInSort
from guanhu.checkins.standing import marks_of, supervision_of
from guanhu.checkins.states import state_on
from guanhu.checkins.tables import CheckInRow
from support.builders_checkins import a_case_under_supervision, a_check_in
from support.world import World

FIRST = date(2026, 3, 2)
MARKS = ("recorded_at", "excused_at", "marked_missed_on", "reviewed_at", "superseded_by")


async def every_kind_of_row(world: World) -> str:
    """Windows of three lengths, each with every set of marks that can stand together."""
    case_id = await a_case_under_supervision(world)
    seed = await a_check_in(world, case_id)
    for offset, marks in itertools.product(
        range(0, 12, 3),
        [(), *[(mark,) for mark in MARKS], ("marked_missed_on", "reviewed_at")],
    ):
        begins = FIRST + timedelta(days=offset)
        values = dict.fromkeys(marks, FIRST)
        world.sql(
            "INSERT INTO check_ins (id, office_id, case_id, schedule_id, kind, due_from, due_until,"
            " grace_until, recorded_at, excused_at, marked_missed_on, reviewed_at, superseded_by)"
            " SELECT %s, office_id, case_id, schedule_id, kind, %s, %s, %s, %s, %s, %s, %s, %s"
            " FROM check_ins WHERE id = %s",
            [
                uuid.uuid4(), begins, begins + timedelta(days=2), begins + timedelta(days=4),
                *(values.get(mark) for mark in MARKS[:4]),
                seed if "superseded_by" in marks else None, seed,
            ],
        )  # fmt: skip
    return case_id


@pytest.mark.parametrize("status", ["decided", "on_probation", "opinion_given", "prosecuted"])
async def test_sql_and_python_agree_on_every_day(world: World, status: str) -> None:
    case_id = await every_kind_of_row(world)
    database, actor = world.product.database, world.actors["li"]
    seen: set[CheckInStatus] = set()

    for day, last_day in itertools.product(range(-1, 20, 2), (None, 3, 6, 9, 30)):
        ends = None if last_day is None else FIRST + timedelta(days=last_day)
        world.sql(
            "UPDATE case_files SET status = %s, probation_ends_on = %s WHERE id = %s",
            [status, ends, case_id],
        )
        world.at((FIRST + timedelta(days=day)).isoformat())
        async with look(database, world.clock, actor) as opened:
            items, total = await CheckInRepository(opened).page(
                CheckInFilter(), sort=CheckInSort.DUE, descending=False, limit=100, offset=0
            )
            rows = (await opened.session.scalars(select(CheckInRow))).all()
            file = await opened.session.get_one(CaseFileRow, UUID(case_id))
            supervision = supervision_of(milestones(file))
            expected = {row.id: state_on(marks_of(row), supervision, opened.today) for row in rows}
        assert {item.id: item.status for item in items} == expected
        assert total == len(rows) == 29
        seen |= set(expected.values())

    assert seen == set(CheckInStatus) - (
        {CheckInStatus.SCHEDULED, CheckInStatus.DUE} if status == "prosecuted" else set()
    )


@pytest.mark.parametrize("wanted", list(CheckInStatus))
async def test_a_filter_by_state_finds_exactly_those(world: World, wanted: CheckInStatus) -> None:
    await every_kind_of_row(world)
    world.at("2026-03-09")
    everything = await world.ask("li", "checkIns", perPage=100)
    expected = [each["id"] for each in everything["items"] if each["status"] == wanted.name]

    page = await world.ask("li", "checkIns", filter={"status": [wanted.name]}, perPage=100)

    assert (sorted(each["id"] for each in page["items"]), page["total"]) == (
        sorted(expected), len(expected),
    )  # fmt: skip
