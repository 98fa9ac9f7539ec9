"""Leave requests for tests: asked, decided and returned from through the API."""

from __future__ import annotations

from typing import Any

from support.world import World

WHOLE = (
    "leaveRequests.state", "leaveRequests.missing", "leaveRequests.onBail",
    "leaveRequests.conflicts.checkInId", "leaveRequests.conflicts.dueFrom",
    "leaveRequests.steps.kind", "leaveRequests.steps.on", "leaveRequests.steps.note",
    "leaveRequests.steps.by.id", "leaveRequests.basis.rule", "leaveRequests.paperBlanks.name",
    "leaveRequests.paperBlanks.value", "leaveRequests.askedBy.id",
)  # fmt: skip


def a_leave(case_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``askOwnLeave``: eight days with the grandmother in April."""
    given: dict[str, Any] = {
        "caseId": case_id,
        "kind": "LEAVE",
        "fromOn": "2026-04-08",
        "until": "2026-04-15",
        "place": "邻省某县",
        "reason": "探望外祖母",
        "company": "父亲同行",
    }
    return given | overrides


async def asked_leave(world: World, case_id: str, by: str = "li", **overrides: Any) -> str:
    """Ask as staff for the guardian; the id of the request."""
    given = a_leave(case_id, **({"asker": "GUARDIAN"} | overrides))
    return str((await world.done(by, "askLeave", **given))["leaveId"])


async def an_approved_leave(world: World, case_id: str, **overrides: Any) -> str:
    """Ask and approve; the id of the request."""
    leave_id = await asked_leave(world, case_id, **overrides)
    await world.done("li", "decideLeave", leaveId=leave_id, approved=True, reason="同意外出")
    return leave_id


async def leaves_of(world: World, case_id: str, who: str = "li") -> list[dict[str, Any]]:
    """The requests as staff see them."""
    page = await world.ask(who, "caseFile", WHOLE, id=case_id)
    found: list[dict[str, Any]] = page["leaveRequests"]
    return found
