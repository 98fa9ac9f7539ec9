"""Files under supervision and their check-ins: valid by default, any part replaced."""

from __future__ import annotations

from datetime import date
from typing import Any

from guanhu.law.periods import add_months
from support.builders_cases import a_case
from support.builders_family import a_young_person
from support.stages import staged
from support.world import World


@staged
async def a_case_under_supervision(
    world: World, officer: str = "li", *, months: int = 6, **overrides: Any
) -> str:
    """A file decided and announced on the world's day; the way there has tests of its own."""
    case_id = await a_case(world, officer, **overrides)
    put_under_supervision(world, case_id, months=months)
    return case_id


def put_under_supervision(world: World, case_id: str, *, months: int = 6) -> None:
    """Let a file have been decided and announced on the world's day."""
    decided_on = world.today
    world.sql(
        "UPDATE case_files SET status = 'on_probation', decided_on = %s, announced_on = %s,"
        " probation_months = %s, probation_ends_on = %s, printed_end = NULL WHERE id = %s",
        [decided_on, decided_on, months, add_months(decided_on, months), case_id],
    )


def end_period(world: World, case_id: str, last_day: str) -> None:
    """Let the period of a file end on another day."""
    world.sql(
        "UPDATE case_files SET probation_ends_on = %s WHERE id = %s",
        [date.fromisoformat(last_day), case_id],
    )


async def a_check_in(world: World, case_id: str, officer: str = "li", **overrides: Any) -> str:
    """One visit due on the world's day (window of three days, grace of two); answers its id."""
    given: dict[str, Any] = {
        "caseId": case_id,
        "kind": "VISIT",
        "firstDueOn": world.today.isoformat(),
        "everyDays": 14,
        "count": 1,
    }
    made = await world.done(officer, "scheduleCheckIns", **(given | overrides))
    return str(made["checkIn"]["id"])


def a_visit(check_in_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``logCheckIn`` for a visit that went well."""
    visit: dict[str, Any] = {
        "checkInId": check_in_id,
        "happenedAt": "2026-03-02T08:30:00+08:00",
        "how": "VISIT",
        "present": ["MINOR", "GUARDIAN"],
        "contactMade": True,
        "topics": ["SCHOOL", "CONDITIONS"],
        "conditionsEvidenced": [],
        "concernLevel": "NONE",
        "note": "按时到校，情绪稳定。",
    }
    return visit | overrides


async def marked_self_report(world: World, case_id: str, marker: str) -> None:
    """A self-report whose every word is `marker`, from an account made for it."""
    a_young_person(world, case_id, "self-reporter")
    await world.done("li", "setSelfReportQuestions", caseId=case_id, questions=[marker])
    check_in = await a_check_in(world, case_id, kind="SELF_REPORT")
    await world.done("li", "sendSelfReportLink", checkInId=check_in)
    await world.done(
        "self-reporter", "giveSelfReport",
        checkInId=check_in, mood="GOOD", helpWanted=True, wantToTalk=False, conditions=[],
        helpWith=marker, proudOf=marker, extraAnswers=[marker],
    )  # fmt: skip
