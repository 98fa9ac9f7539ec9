"""The facts a computed date rests on, by name and with their days, beside its arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from guanhu.law.deadlines import Deadline
from guanhu.law.steps import Event, StepCode, StepValue, event_text

Used = tuple[tuple[str, StepValue], ...]

_NAMES: Final[Mapping[StepCode, Mapping[str, str]]] = {
    StepCode.PERIOD_FROM: {"day": Event.DECISION.value},
    StepCode.USED: {
        "received": Event.CASE_RECEIVED.value,
        "stopped": "clock_stopped",
        "used": "days_used",
    },
    StepCode.LEFT: {"granted": "days_granted", "left": "days_left"},
    StepCode.EXTENDED: {"days": "days_added"},
    StepCode.BEFORE: {"limit": "review_limit"},
    StepCode.READINGS: {"same_day": "ends_same_day", "day_before": "ends_day_before"},
    StepCode.PRINTED: {"day": "printed_end"},
}
"""Step → its facts that are facts of the case, and what they are called."""

_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "clock_stopped": ("审查期限停止计算", "the review clock stopped"),
    "days_used": ("已用日数", "days used"),
    "days_granted": ("期限日数", "days in all"),
    "days_left": ("剩余日数", "days left"),
    "days_added": ("延长日数", "days added"),
    "review_limit": ("审查期限届满", "the review limit ends"),
    "ends_same_day": ("按月计算的末日", "last day by months"),
    "ends_day_before": ("按刑期方式的末日", "last day in sentence style"),
    "printed_end": ("决定书载明的末日", "last day as printed"),
    "due_on": ("最后一日", "last day"),
    "done_on": ("完成日", "done on"),
}


def facts_used(deadline: Deadline) -> Used:
    """The facts a deadline was computed from, and its day; never a name or a note."""
    return tuple(dict(_facts(deadline)).items())


def _facts(deadline: Deadline) -> Iterator[tuple[str, StepValue]]:
    for told in deadline.steps:
        if told.code in {StepCode.BEGINS, StepCode.RESUMES, StepCode.AT_ONCE}:
            yield str(told["event"]), told["day"]
        for name, value in told.facts:
            shown = _NAMES.get(told.code, {}).get(name)
            if shown is not None:
                yield shown, value
    yield "due_on", deadline.due_on
    if deadline.done_on is not None:
        yield "done_on", deadline.done_on


def fact_label(name: str, language: str) -> str:
    """What a fact is, in words; `language` is "zh" or "en"."""
    if name in _LABELS:
        zh, en = _LABELS[name]
        return zh if language == "zh" else en
    return event_text(Event(name), language)
