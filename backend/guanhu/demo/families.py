"""How a family comes to the demo's stories."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guanhu.demo.story import Story


def joins(story: Story, decided: date) -> None:
    """The father and the young person join by invitation."""
    invited = decided + timedelta(days=5)
    story.ask(
        invited, 9, story.officer, "caseFile", {"id": story.of("case")},
        {"guardian": "guardians.0.guardianId"},
    )  # fmt: skip
    story.do(
        invited, 10, story.officer, "inviteFamily",
        {"caseId": story.of("case"), "guardianId": story.of("guardian"), "forMinor": False},
        {"code": "invitationCode"},
    )  # fmt: skip
    story.steps.append(
        {"at": datetime.combine(invited, time(20)), "join": f"family{story.number:02d}",
         "with": {"code": story.of("code")}}
    )  # fmt: skip
    story.do(
        invited, 11, story.officer, "inviteFamily",
        {"caseId": story.of("case"), "guardianId": None, "forMinor": True},
        {"youngCode": "invitationCode"},
    )  # fmt: skip
    story.steps.append(
        {"at": datetime.combine(invited, time(21)), "join": f"young{story.number:02d}",
         "with": {"code": story.of("youngCode")}}
    )  # fmt: skip
