"""Moving home is asked for beforehand, each time (O-03)."""

from __future__ import annotations

from support.builders_checkins import a_case_under_supervision
from support.builders_leave import a_leave, an_approved_leave, leaves_of
from support.refusals import refused
from support.world import World


async def test_o03_whoever_moved_home_once_may_ask_to_move_again(world: World) -> None:
    """O-03: one move to come at a time, and each asked for beforehand."""
    case_id = await a_case_under_supervision(world)
    world.at("2026-04-01")
    again = {"kind": "MOVE", "until": None, "asker": "GUARDIAN"}
    await an_approved_leave(world, case_id, **again, fromOn="2026-04-10")
    asked = a_leave(case_id, **again, fromOn="2026-06-01")
    for day in ("2026-04-01", "2026-04-10"):
        world.at(day)
        await refused(world, "li", "askLeave", "LEAVE_OVERLAPS", None, **asked)

    world.at("2026-04-11")
    second = (await world.done("li", "askLeave", **asked))["leaveId"]

    await world.done("li", "decideLeave", leaveId=second, approved=True)
    assert [(one["fromOn"], one["state"]) for one in await leaves_of(world, case_id)] == [
        ("2026-04-10", "APPROVED"), ("2026-06-01", "APPROVED"),
    ]  # fmt: skip
