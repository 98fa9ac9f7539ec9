"""What the demo's workers write of their visits: every other week in the evening, at home."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from guanhu.demo.story import Story

AT_SCHOOL: Final = (
    "到家中走访，本人在写作业，情绪平稳。母亲说这两周按时回家。",
    "当面核对了这两周的作息，没有缺课；手机晚上十点交给父亲保管。",
    "说到网上兼职的广告，能讲出三处不可信的地方。",
    "和父亲一起吃的晚饭，主动说起班里的运动会。",
    "看了作业本和考勤表，老师评语有进步。",
    "聊了和原来网友的来往：已退出群聊，没有再联系。",
)
AT_WORK: Final = (
    "到家中走访，刚下班，情绪平稳。父亲说这两周按时回家。",
    "当面核对了这两周的作息和排班，没有迟到。",
    "说到有人出钱借银行卡，知道不能借，也知道该告诉谁。",
    "看了工资条，先还了家里垫付的退赔款。",
    "想学修车手艺，一起看了两家职业学校的短期班。",
    "聊了和原来网友的来往：已退出群聊，没有再联系。",
)
WORRYING: Final = (
    "最近晚睡，说没有精神；和父亲商量了晚上收手机的时间。",
    "和父亲吵过一次架，本人不愿多说；约好下次单独谈。",
    "情绪低落，觉得自己什么都做不好；约了心理老师下周见面。",
)
CALM_NEXT: Final = "两周后再次走访"
WORRYING_NEXT: Final = "三天内先打一次电话，两周后再次走访"


def at_school(story: Story) -> bool:
    """Whether the young person of the story goes to school."""
    return story.number % 4 != 2  # noqa: PLR2004 - an invented share


def log(story: Story, due: date, n: int) -> None:
    """The `n`-th visit on its first day, written down when back in the office."""
    worrying = n % 5 == 3  # noqa: PLR2004 - an invented rhythm
    written = WORRYING if worrying else AT_SCHOOL if at_school(story) else AT_WORK
    met = datetime.combine(due, time(17, 30))
    story.do(
        due, 19, story.worker, "logCheckIn",
        {"checkInId": story.of(f"check{n}"), "happenedAt": f"{met.isoformat()}+08:00",
         "how": "VISIT", "present": ["MINOR", "GUARDIAN"], "contactMade": True,
         "topics": ["SCHOOL" if at_school(story) else "WORK", "FAMILY", "ONLINE"],
         "conditionsEvidenced": [], "concernLevel": "SOME" if worrying else "NONE",
         "note": written[(n + story.number) % len(written)],
         "nextStep": WORRYING_NEXT if worrying else CALM_NEXT},
    )  # fmt: skip
