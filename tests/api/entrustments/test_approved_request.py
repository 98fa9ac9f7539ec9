"""An entrustment that follows a request to leave or move which was approved (O-03, S-11)."""

from __future__ import annotations

from support.builders_entrustments import a_request, an_entrustable_case
from support.builders_leave import asked_leave
from support.refusals import refused
from support.world import World


async def test_s11_an_entrustment_follows_the_request_that_was_approved(world: World) -> None:
    """O-03, S-11."""
    case_id = await an_entrustable_case(world)
    move_id = await asked_leave(world, case_id, kind="MOVE", until=None, fromOn="2026-05-01")
    given = a_request(world, case_id, ground="MOVE", approvedOn=None, leaveId=move_id)
    await refused(world, "li", "askEntrustment", "DEPARTURE_NOT_APPROVED", "S-11", **given)
    await world.done("li", "decideLeave", leaveId=move_id, approved=True)
    for wrong, path in (({"approvedOn": "2026-03-02"}, "approvedOn"),
                        ({"ground": "DEPARTURE"}, "leaveId")):  # fmt: skip
        answer = await refused(
            world, "li", "askEntrustment", "INVALID_INPUT", None, **(given | wrong)
        )
        assert [one["path"] for one in answer["problems"]] == [path]

    await world.done("li", "askEntrustment", **given)

    page = await world.ask("li", "caseFile", ("entrustments.approvedOn",), id=case_id)
    assert [one["approvedOn"] for one in page["entrustments"]] == [world.today.isoformat()]
