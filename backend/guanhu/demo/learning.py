"""What the demo's stories tell of learning: at every stage online, in a group, and elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from guanhu.courses.pass_facts import PassGiven
from guanhu.demo.people import name_of
from guanhu.kernel.clock import OFFICE_ZONE

if TYPE_CHECKING:
    from guanhu.demo.story import Story

STAGES: Final = {
    9: "started", 10: "paused", 11: "failed", 12: "granted", 13: "passed", 14: "credited",
    20: "delayed_due",
}  # fmt: skip
"""Cases whose young person learns online, and how far it has come; 8 and others were only given
a module, or work through it in person."""
KNOWN_AT_FIRST: Final = 3
"""Right answers of ten where the mark is not reached."""
FAILURES: Final = 3
TOGETHER: Final = (16, 24)
"""Two young people of one worker in one session; the second misses it."""
PROVIDER: Final = "OPEN_COURSES"


def online(story: Story, assigned: date) -> None:
    """The young person works through the first module, as far as its stage says."""
    stage, given = STAGES[story.number], story.of("module0")
    who = f"young{story.number:02d}"
    day = assigned + timedelta(days=1)
    if stage == "paused":
        story.do(
            day, 19, who, "startAttempt", {"assignmentId": given, "kind": "PRE"},
            {"attempt": "attempt.id"},
        )  # fmt: skip
        story.do(day, 19, who, "pauseAttempt", {"attemptId": story.of("attempt")})
        return
    _learn(story, day, 18, who, "PRE", right=2)
    if stage == "started":
        return
    _learn(story, day, 19, who, "LESSONS")
    if stage in {"failed", "granted"}:
        for n in range(FAILURES):
            _learn(story, day + timedelta(days=n), 20, who, "POST", right=KNOWN_AT_FIRST)
        if stage == "granted":
            story.do(
                day + timedelta(days=FAILURES), 10, story.worker, "grantAttempt",
                {"assignmentId": given, "reason": "已当面把错题一起看过一遍，愿意再试一次"},
            )  # fmt: skip
        return
    _learn(story, day + timedelta(days=1), 20, who, "POST")
    if stage != "passed":
        story.do(
            day + timedelta(days=2), 10, story.worker, "creditAssignment",
            {"assignmentId": given, "creditedMinutes": 1,
             "conditionId": story.of("condition.NO_CARD_TRADE")},
        )  # fmt: skip


def _learn(
    story: Story, on: date, hour: int, who: str, what: str, *, right: int | None = None
) -> None:
    given: dict[str, Any] = {"assignmentId": story.of("module0")}
    if right is not None:
        given["right"] = right
    at = datetime.combine(on, time(hour)) + timedelta(seconds=2 * len(story.steps))
    story.steps.append({"at": at, "as": who, "learn": what, "with": given})


def together(
    stories: Mapping[int, Story], first_day: date, today: date
) -> Iterator[dict[str, Any]]:
    """A session of two young people, one of whom misses it and catches up; another one to come."""
    if not set(TOGETHER) <= stories.keys():
        return
    here, there = (stories[number] for number in TOGETHER)
    who, cases = here.worker, [here.of("case"), there.of("case")]

    def step(on: date, hour: int, mutation: str, given: dict[str, Any], **save: str) -> Any:
        return {
            "at": datetime.combine(on, time(hour)), "as": who, "do": mutation, "with": given,
            "save": save,
        }  # fmt: skip

    def when(on: date) -> dict[str, Any]:
        return {
            "startsAt": f"{on.isoformat()}T14:00:00+08:00", "minutes": 90,
            "venue": "临江区青少年活动中心二楼", "leader": "周晓岚",
        }  # fmt: skip

    plan = {"caseIds": cases, "topic": "网上兼职骗局辨识"}
    yield step(
        first_day - timedelta(days=3), 10, "planLearningSession", plan | when(first_day),
        session="learningSession.id", place0="placeIds.0", place1="placeIds.1",
    )  # fmt: skip
    people = [
        {"placeId": "${place0}", "attended": True, "minutes": 90, "note": "能讲出三个破绽",
         "conditionId": here.of("condition.NO_CARD_TRADE")},
        {"placeId": "${place1}", "attended": False, "note": "当天在校考试"},
    ]  # fmt: skip
    yield step(
        first_day, 17, "recordSessionAttendance", {"sessionId": "${session}", "people": people}
    )
    again = first_day + timedelta(days=7)
    yield step(
        first_day + timedelta(days=1), 9, "planCatchUpSession",
        {"sessionId": "${session}", **when(again)},
        caughtUp="learningSession.id", place2="placeIds.0",
    )  # fmt: skip
    yield step(
        again, 17, "recordSessionAttendance",
        {"sessionId": "${caughtUp}",
         "people": [{"placeId": "${place2}", "attended": True, "minutes": 80}]},
    )  # fmt: skip
    yield step(
        today - timedelta(days=1), 16, "planLearningSession",
        {"caseIds": cases, "moduleCode": "MONEY_SENSE"} | when(today + timedelta(days=2)),
    )  # fmt: skip


def from_outside(now: datetime) -> list[PassGiven]:
    """A pass that waits for a person: the name is that of one young person and like another's."""
    done = now.astimezone(OFFICE_ZONE) - timedelta(days=2)
    return [
        PassGiven(
            external_id="demo-1", name=name_of(TOGETHER[0]), birth_date=None, account=None,
            course_id="open-17", course_name="网络安全公开课", module_code=None,
            completed_at=done, minutes=120,
        )
    ]  # fmt: skip
