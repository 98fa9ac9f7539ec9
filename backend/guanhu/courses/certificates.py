"""What a certificate of learning says. Pure; the paper is set like any other.

It is shown at a school or to an employer, so nothing on it tells that there is a case: no office,
no number to look up, no seal, no article, no condition it was credited to, no period. An office's
name alone would tell, since prosecution offices give no courses. It is therefore issued under the
name of the subject, and whoever led the course signs by hand. Three shipped modules have titles
that speak of what somebody did or of a record; on a certificate they are called by their subject.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from guanhu.documents.paper import Block, Grid, Head, Line, Paper, Signature, Text, printed_day
from guanhu.plans.facts import Texts

SUBJECT: Final = Texts("青少年网络安全教育", "Online safety for young people")
TITLE: Final = Texts("学习证明", "Certificate of learning")
CALLED: Final[Mapping[str, Texts]] = {
    "MAKING_AMENDS": Texts("责任与沟通", "Responsibility and talking to others"),
    "THE_LAW": Texts("网络与法律", "The internet and the law"),
    "AFTER": Texts("以后：上学和工作", "Later: study and work"),
}
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Learned:
    """One module somebody has completed."""

    code: str
    title: Texts
    minutes: int
    completed_on: date


def certificate(name: str, learned: Sequence[Learned], language: str, today: date) -> Paper:
    """The paper for one module, or for all of a plan; `learned` is not empty.

    `language` is "zh" or "en".
    """
    zh = language == "zh"
    total = sum(each.minutes for each in learned)
    last = max(each.completed_on for each in learned)
    blocks: list[Block]
    if len(learned) == 1:
        (one,) = learned
        called, time, day = _called(one, language), _minutes(total, language), _day(last, language)
        blocks = (
            [
                Text(f"兹证明{name}完成了课程“{called}”的学习。"),
                Line("学习时长", time),
                Line("完成日期", day),
            ]
            if zh
            else [
                Text(f"{name} has completed the course", flush=True),
                Head(called),
                Text(f"Time spent: {time}", flush=True),
                Text(f"Completed on: {day}", flush=True),
            ]
        )
    else:
        head = ("课程", "时长", "完成日期") if zh else ("Course", "Time spent", "Completed on")
        rows = [
            (
                _called(each, language),
                _minutes(each.minutes, language),
                _day(each.completed_on, language),
            )
            for each in sorted(learned, key=lambda each: (each.completed_on, each.code))
        ]
        blocks = [
            Text(
                f"兹证明{name}完成了下列{len(learned)}门课程的学习，共{_minutes(total, language)}。"
                if zh
                else f"{name} has completed the {len(learned)} courses below,"
                f" {_minutes(total, language)} in all.",
                flush=not zh,
            ),
            Grid((5, 2, 3), (head, *rows), head=True),
        ]
    # The layout's rules for signatures are written in Chinese.
    by_hand = Grid((2, 5, 1, 3), (("Teacher", "", "Date", ""),), tall=(0,))
    blocks.append(Signature("授课人") if zh else by_hand)
    return Paper(SUBJECT.text(language), TITLE.text(language), None, today, tuple(blocks))


def _called(learned: Learned, language: str) -> str:
    return CALLED.get(learned.code, learned.title).text(language)


def _minutes(minutes: int, language: str) -> str:
    if language == "zh":
        return f"{minutes}分钟"
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def _day(day: date, language: str) -> str:
    return printed_day(day) if language == "zh" else f"{day.day} {MONTHS[day.month - 1]} {day.year}"
