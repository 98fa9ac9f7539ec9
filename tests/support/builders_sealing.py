"""Files that are ready to be sealed."""

from __future__ import annotations

from typing import Any

from support.builders_checkins import (
    a_case_under_supervision,
    a_check_in,
    a_visit,
    put_under_supervision,
)
from support.stages import staged
from support.world import World


@staged
async def a_finished_case(world: World, officer: str = "li", **overrides: Any) -> str:
    """A file with a logged visit whose final decision was announced and served."""
    case_id = await a_case_under_supervision(world, officer, **overrides)
    check_in = await a_check_in(world, case_id, officer)
    happened = f"{world.today.isoformat()}T08:30:00+08:00"
    await world.done(officer, "logCheckIn", **a_visit(check_in, happenedAt=happened))
    finish(world, case_id)
    return case_id


def finish(world: World, case_id: str) -> None:
    """Let the final decision have been made and announced; the way there has tests of its own."""
    world.sql(
        "UPDATE case_files SET status = 'final_decision', final_decided_on = probation_ends_on + 1,"
        " final_announced_on = probation_ends_on + 2, final_services_missing = 0 WHERE id = %s",
        [case_id],
    )


__all__ = ["a_finished_case", "finish", "put_under_supervision"]
