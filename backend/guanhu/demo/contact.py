"""What the demo tells of daily contact: school hours, notes, leave, an incident, a report."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from guanhu.demo import visits
from guanhu.demo.people import OFFICERS
from guanhu.law.periods import add_months

if TYPE_CHECKING:
    from guanhu.demo.story import Story

OFFERED: Final = 18
"""A file its officer offers to a colleague, who has not answered yet."""


def daily_life(story: Story, decided: date) -> None:
    """A note in every story, school hours where there is a school, the rest in some of them."""
    first = decided + timedelta(days=9)
    if visits.at_school(story):
        _school(story, first)
    day = "按时上学" if visits.at_school(story) else "按时下班"
    note = _note(story, first + timedelta(days=3), f"电话联系，近期{day}，和父亲一起吃晚饭。")
    match story.number % 4:
        case 0:
            _follow_up(story, note, first + timedelta(days=4))
        case 2:
            _taken_back(story, first + timedelta(days=5))
        case 3:
            _away(story, decided + timedelta(days=26))
        case _:
            _incident(story, decided + timedelta(days=46))
    outcome = decided + timedelta(days=40)
    story.do(
        outcome, 17, story.worker, "recordOutcome",
        {"caseId": story.of("case"), "about": "SESSION", "heldOn": outcome.isoformat(),
         "outcome": "ATTENDED_COMPLIED", "note": "参加小组活动，主动分享了自己的经历"},
    )  # fmt: skip


def self_report(story: Story, decided: date) -> None:
    """A self-report beside the visits: given on its first day (S17), and read."""
    opens, ends = decided + timedelta(days=19), add_months(decided, story.kind["months"])
    if opens + timedelta(days=7) >= ends:
        return
    story.do(
        opens - timedelta(days=3), 15, story.worker, "scheduleCheckIns",
        {"caseId": story.of("case"), "kind": "SELF_REPORT", "firstDueOn": opens.isoformat(),
         "everyDays": 28, "count": 1},
        {"report": "checkIn.id"},
    )  # fmt: skip
    story.do(
        opens, 20, f"young{story.number:02d}", "giveSelfReport",
        {"checkInId": story.of("report"), "mood": "SO_SO" if story.number % 2 else "GOOD",
         "helpWanted": bool(story.number % 2), "wantToTalk": False, "conditions": [],
         "helpWith": "数学跟不上" if story.number % 2 else None, "proudOf": "这周都按时起床了"},
    )  # fmt: skip
    seen = opens + timedelta(days=5 if story.number % 2 else 2)
    story.do(
        seen, 10, story.worker, "reviewSelfReport",
        {"checkInId": story.of("report"),
         "note": "已和班主任联系，每周三下午补数学" if story.number % 2 else None},
    )  # fmt: skip


def offered(stories: Mapping[int, Story], today: date) -> Iterator[dict[str, Any]]:
    """Yesterday an officer offered a file to a colleague."""
    story = stories.get(OFFERED)
    if story is None:
        return
    other = next(handle for handle in OFFICERS if handle != story.officer)
    yield {
        "at": datetime.combine(today - timedelta(days=1), time(15)), "as": story.officer,
        "do": "offerTransfers",
        "with": {"caseIds": [story.of("case")], "toAccountId": f"${{account.{other}}}",
                 "reason": "工作调整，请接手监督考察"},
    }  # fmt: skip


def _school(story: Story, first: date) -> None:
    school = [{"weekday": day, "begins": "08:00", "ends": "16:30"} for day in range(1, 6)]
    story.do(
        first, 9, story.worker, "setSchoolHours",
        {"caseId": story.of("case"), "validFrom": first.isoformat(), "lessons": school},
    )  # fmt: skip


def _note(story: Story, on: date, text: str) -> str:
    """A note of a call in the evening; the saved name."""
    name = f"note{len(story.steps)}"
    part = {
        "caseId": story.of("case"), "contactMade": True, "concernLevel": "NONE",
        "present": ["MINOR"], "note": text,
    }  # fmt: skip
    client_id = uuid.uuid5(uuid.NAMESPACE_URL, f"{story.ref}.{name}")
    story.do(
        on, 19, story.worker, "recordFieldNote",
        {"clientId": str(client_id), "happenedAt": f"{on.isoformat()}T18:30:00+08:00",
         "how": "PHONE", "topics": ["FAMILY"], "parts": [part]},
        {name: "noteIds.0"},
    )  # fmt: skip
    return name


def _follow_up(story: Story, note: str, on: date) -> None:
    """The officer asks back on a note, and the worker answers."""
    story.do(
        on, 10, story.officer, "requestNoteFollowUp",
        {"noteId": story.of(note), "request": "请了解一下晚上几点睡，下次见面时问问"},
        {"follow_up": "followUpId"},
    )  # fmt: skip
    story.do(
        on + timedelta(days=3), 16, story.worker, "resolveNoteFollowUp",
        {"followUpId": story.of("follow_up"), "resolution": "现在十一点前睡，手机放在客厅"},
    )  # fmt: skip


def _taken_back(story: Story, on: date) -> None:
    """A note that was written into the wrong file is taken back the same evening."""
    note = _note(story, on, "走访记录（写错了对象）")
    story.do(
        on, 20, story.worker, "retractFieldNote",
        {"noteId": story.of(note), "reason": "记到了另一人名下，已在正确的案件中重新记录"},
    )  # fmt: skip


def _away(story: Story, asked: date) -> None:
    """Four days with the grandmother: asked, approved, and back in time (O-03)."""
    leaves, back = asked + timedelta(days=4), asked + timedelta(days=7)
    story.do(
        asked, 11, story.worker, "askLeave",
        {"caseId": story.of("case"), "kind": "LEAVE", "fromOn": leaves.isoformat(),
         "until": back.isoformat(), "place": "邻市外祖母家", "reason": "探望生病的外祖母",
         "company": "父亲同行", "asker": "GUARDIAN"},
        {"leave": "leaveId"},
    )  # fmt: skip
    story.do(
        asked + timedelta(days=1), 10, story.officer, "decideLeave",
        {"leaveId": story.of("leave"), "approved": True, "reason": "同意外出，按时返回"},
    )  # fmt: skip
    story.do(
        back, 18, story.worker, "recordReturn",
        {"leaveId": story.of("leave"), "returnedOn": back.isoformat()},
    )  # fmt: skip


def _incident(story: Story, found: date) -> None:
    """A missed lesson is reported; looked into, it had a reason."""
    story.do(
        found, 10, story.worker, "reportIncident",
        {"caseId": story.of("case"), "kind": "SUPERVISION_BREACH", "duty": "EDUCATION",
         "happenedOn": (found - timedelta(days=1)).isoformat(), "foundOn": found.isoformat(),
         "facts": "没有参加约定的补课，事先没有说明", "source": "SCHOOL"},
        {"incident": "incidentId"},
    )  # fmt: skip
    story.do(
        found + timedelta(days=5), 10, story.officer, "decideIncident",
        {"incidentId": story.of("incident"), "finding": "EXPLAINED",
         "evidence": "就诊记录：当天发烧在社区医院就诊"},
    )  # fmt: skip
