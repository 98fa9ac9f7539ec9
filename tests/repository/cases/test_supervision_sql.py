"""Whether supervision is live, in SQL: the same answer as in Python, for every status and day."""

from __future__ import annotations

import itertools
import uuid
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from guanhu.access.actor import system_actor
from guanhu.audit.work import look
from guanhu.cases.facts import CaseStatus
from guanhu.cases.repository import milestones
from guanhu.cases.rules import supervision_is_live, supervision_stopped
from guanhu.cases.supervision import supervision_live, supervision_stopped_sql
from guanhu.cases.tables import CaseFileRow
from support.builders_cases import a_case
from support.world import World

FIRST = date(2026, 3, 2)
LAST = date(2026, 9, 2)
DAYS = [end + timedelta(days=by) for end in (FIRST, LAST) for by in (-1, 0, 1)]


async def files_of_every_kind(world: World) -> None:
    seed = await a_case(world)
    columns = [
        name
        for (name,) in world.sql(
            "SELECT column_name::text FROM information_schema.columns WHERE table_name ="
            " 'case_files' AND column_name NOT IN ('id', 'case_number', 'status', 'decided_on',"
            " 'probation_ends_on')"
        )
    ]
    listed = ", ".join(columns)
    for number, (status, begins, ends) in enumerate(
        itertools.product(CaseStatus, (None, FIRST), (None, LAST))
    ):
        world.sql(
            f"INSERT INTO case_files ({listed}, id, case_number, status, decided_on,"  # noqa: S608
            f" probation_ends_on) SELECT {listed}, %s, %s, %s, %s, %s FROM case_files"
            " WHERE id = %s",
            [uuid.uuid4(), f"copy {number}", status.value, begins, ends, seed],
        )


async def test_sql_and_python_agree_for_every_status_and_day(world: World) -> None:
    await files_of_every_kind(world)
    actor = system_actor(world.office())
    lived: set[tuple[CaseStatus, date]] = set()

    async with look(world.product.database, world.clock, actor) as seen:
        files = (await seen.session.scalars(select(CaseFileRow))).all()
        for day in DAYS:
            told = dict[UUID, tuple[bool, bool]]()
            for case_id, live, stopped in await seen.session.execute(
                select(CaseFileRow.id, supervision_live(day), supervision_stopped_sql())
            ):
                told[case_id] = live, stopped
            expected = {
                file.id: (
                    supervision_is_live(milestones(file), day),
                    supervision_stopped(CaseStatus(file.status)),
                )
                for file in files
            }
            assert told == expected
            lived |= {(CaseStatus(file.status), day) for file in files if expected[file.id][0]}

    assert lived == {
        (status, day)
        for status in (CaseStatus.DECIDED, CaseStatus.ON_PROBATION)
        for day in DAYS
        if FIRST <= day <= LAST
    }
