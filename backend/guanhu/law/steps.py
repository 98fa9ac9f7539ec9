"""The arithmetic of a date, step by step, and its sentences in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

StepValue = int | date | StrEnum


class StepCode(StrEnum):
    """One step of counting."""

    BEGINS = "begins"
    PERIOD_FROM = "period_from"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    EXTENDED = "extended"
    USED = "used"
    LEFT = "left"
    OVERRUN = "overrun"
    RESUMES = "resumes"
    CLOCK_SOURCE = "clock_source"
    BEFORE = "before"
    HOLIDAY = "holiday"
    WORKING_DAY_BEFORE = "working_day_before"
    CUSTODY = "custody"
    NOT_MOVED = "not_moved"
    READINGS = "readings"
    PRINTED = "printed"
    EARLIER_OF = "earlier_of"
    AT_ONCE = "at_once"
    PROVISIONAL = "provisional"
    ENTERED = "entered"


class Event(StrEnum):
    """What happened on the day something is counted from."""

    CASE_RECEIVED = "case_received"
    SENT_BACK = "sent_back"
    DECISION = "decision"
    FINAL_DECISION = "final_decision"
    NON_PROSECUTION_EFFECTIVE = "non_prosecution_effective"
    DECISION_SERVED = "decision_served"
    RECONSIDERATION_RECEIVED = "reconsideration_received"
    RECONSIDERATION_SERVED = "reconsideration_served"
    POLICE_REVIEW_RECEIVED = "police_review_received"
    COMPLAINT_FILED = "complaint_filed"
    PROBATION_OVER = "probation_over"
    REVOCATION = "revocation"
    BAIL_BEGAN = "bail_began"
    SURVEILLANCE_BEGAN = "surveillance_began"
    LEGAL_AID_NOTIFIED = "legal_aid_notified"
    SEAL_NOTICE_SERVED = "seal_notice_served"
    RECOMMENDATION_SENT = "recommendation_sent"
    ORDER_SERVED = "order_served"
    DUTY_GIVEN = "duty_given"
    GUIDANCE_ENDED = "guidance_ended"
    LEAVE_BEGAN = "leave_began"
    ABSENCE_NOTED = "absence_noted"
    QUERY_RECEIVED = "query_received"
    CERTIFICATE_ASKED = "certificate_asked"


@dataclass(frozen=True, slots=True)
class Step:
    """A step and the facts it used, by name, in order."""

    code: StepCode
    facts: tuple[tuple[str, StepValue], ...] = ()

    def __getitem__(self, name: str) -> StepValue:
        return dict(self.facts)[name]


def step(code: StepCode, **facts: StepValue) -> Step:
    """A step with its facts."""
    return Step(code, tuple(facts.items()))


_EVENTS: Final[Mapping[str, tuple[str, str]]] = {
    Event.CASE_RECEIVED: ("收到案件", "the case was received"),
    Event.SENT_BACK: ("退回补充侦查", "the case was sent back for supplementary investigation"),
    Event.DECISION: ("作出附条件不起诉决定", "the conditional decision"),
    Event.FINAL_DECISION: ("作出不起诉决定", "the final decision"),
    Event.NON_PROSECUTION_EFFECTIVE: (
        "不起诉决定宣布生效",
        "the non-prosecution took effect",
    ),
    Event.DECISION_SERVED: ("收到决定书", "the decision was served"),
    Event.RECONSIDERATION_RECEIVED: ("收到复议要求", "the request for reconsideration arrived"),
    Event.RECONSIDERATION_SERVED: ("收到复议决定", "the reconsideration answer was served"),
    Event.POLICE_REVIEW_RECEIVED: ("收到复核提请", "the request for review arrived"),
    Event.COMPLAINT_FILED: ("申诉立案", "the complaint was filed"),
    Event.PROBATION_OVER: ("考验期届满", "the probation period ran out"),
    Event.REVOCATION: ("撤销附条件不起诉", "the decision was revoked"),
    Event.BAIL_BEGAN: ("取保候审开始", "bail began"),
    Event.SURVEILLANCE_BEGAN: ("监视居住开始", "residential surveillance began"),
    Event.LEGAL_AID_NOTIFIED: ("通知法律援助机构", "the legal-aid agency was notified"),
    Event.SEAL_NOTICE_SERVED: ("公安机关收到封存通知", "the police received the seal notice"),
    Event.RECOMMENDATION_SENT: ("送达检察建议", "the recommendation was served"),
    Event.ORDER_SERVED: ("送达家庭教育指导令", "the family-education order was served"),
    Event.DUTY_GIVEN: ("布置监护职责事项", "the duty was given"),
    Event.GUIDANCE_ENDED: ("家庭教育指导结束", "the course of guidance ended"),
    Event.ABSENCE_NOTED: ("记录缺席", "the absence was recorded"),
    Event.LEAVE_BEGAN: ("外出第一日", "the first day away"),
    Event.QUERY_RECEIVED: ("收到查询申请", "the query was received"),
    Event.CERTIFICATE_ASKED: ("收到证明申请", "the certificate was asked for"),
    "same_day": ("对应日", "the same day of the month"),
    "last_to_last": ("起算日为月末，算到月末", "from a month's last day to the last day"),
    "day_missing": ("没有对应日，取月末", "the day does not exist, so the month's last day"),
}

_SENTENCES: Final[Mapping[StepCode, tuple[str, str]]] = {
    StepCode.BEGINS: (
        "自{day}（{event}）起算，当日不计入（《刑事诉讼法》第一百零五条第二款）。",
        (
            "Counted from {day} ({event}); that day itself is not counted (Criminal Procedure Law"
            " art. 105(2))."
        ),
    ),
    StepCode.PERIOD_FROM: (
        "考验期自作出决定之日{day}起计算。",
        "The period runs from the day of the decision, {day}.",
    ),
    StepCode.DAYS: ("计{days}日，至{ends}。", "Days counted: {days}, to {ends}."),
    StepCode.WORKING_DAYS: (
        "计{days}个工作日，至{ends}。",
        "Working days counted: {days}, to {ends}.",
    ),
    StepCode.MONTHS: (
        "计{months}个月，至{ends}（{how}）。",
        "Months counted: {months}, to {ends} ({how}).",
    ),
    StepCode.EXTENDED: (
        "延长{days}日，至{ends}。",
        "Days added: {days}, to {ends}.",
    ),
    StepCode.USED: (
        "审查期限自{received}至{stopped}已用{used}日，此后停止计算。",
        "The review clock ran from {received} to {stopped} and then stood; days used: {used}.",
    ),
    StepCode.LEFT: (
        "期限共{granted}日，剩余{left}日。",
        "Days in all: {granted}; days left: {left}.",
    ),
    StepCode.OVERRUN: (
        "停止计算时期限已超过{days}日。",
        "The limit was already overrun when the clock stopped; days over: {days}.",
    ),
    StepCode.RESUMES: (
        "自{day}（{event}）恢复计算，当日不计入。",
        "The clock goes on from {day} ({event}), that day not counted.",
    ),
    StepCode.CLOCK_SOURCE: (
        "考验期不计入审查期限，依据2013年规定第四十条、第四十五条（二手来源，待确认）。",
        (
            "That probation does not use up the limit rests on arts 40 and 45 of the 2013"
            " Provisions (secondary source, to be confirmed)."
        ),
    ),
    StepCode.BEFORE: (
        "审查期限至{limit}，提前{days}日为{ends}。",
        "The review limit ends on {limit}; counted back by {days}: {ends}.",
    ),
    StepCode.HOLIDAY: (
        "{raw}是休息日，顺延至节假日后的第一个工作日{due}（《刑事诉讼法》第一百零五条第四款）。",
        (
            "{raw} is a rest day, so it moves to the first working day after it, {due} (Criminal"
            " Procedure Law art. 105(4))."
        ),
    ),
    StepCode.WORKING_DAY_BEFORE: (
        "{raw}是休息日，提示提前到之前的工作日{due}。",
        "{raw} is a rest day, so the warning moves to the working day before it, {due}.",
    ),
    StepCode.CUSTODY: (
        "在押期间不因节假日顺延。",
        "Time in custody is never lengthened by a holiday.",
    ),
    StepCode.NOT_MOVED: (
        "节假日顺延不适用，以免加重未成年人的负担。",
        "The holiday rule does not apply: it would lengthen a burden on the minor.",
    ),
    StepCode.READINGS: (
        "两种算法：按月计算至{same_day}，按刑期方式计算至{day_before}；两日都过后才算届满。",
        (
            "Two readings: by months to {same_day}, sentence style to {day_before}; the period is"
            " over only after both."
        ),
    ),
    StepCode.PRINTED: ("决定书载明至{day}。", "The decision prints {day}."),
    StepCode.EARLIER_OF: (
        "两个期限分别至{first}和{second}，取较早的一个。",
        "Two limits end on {first} and {second}; the earlier one counts.",
    ),
    StepCode.AT_ONCE: (
        "自{day}（{event}）起应当立即办理，法律没有另给期限。",
        "Due at once from {day} ({event}); the law gives no further days.",
    ),
    StepCode.PROVISIONAL: (
        "{year}年前后的节假日安排尚未全部公布，结果为暂定。",
        "The holidays around {year} are not all published yet, so this is provisional.",
    ),
    StepCode.ENTERED: (
        "{day}是休息日还是工作日，以本院管理员录入的节假日通知为准。",
        "Whether {day} is a rest day follows the holiday notice entered by this office.",
    ),
}

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _shown(value: StepValue, *, zh: bool) -> str:
    if isinstance(value, date):
        if zh:
            return f"{value.year}年{value.month}月{value.day}日"
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, StrEnum):
        return _EVENTS[value][0 if zh else 1]
    return str(value)


def event_text(event: Event, language: str) -> str:
    """An event in words; `language` is "zh" or "en"."""
    return _EVENTS[event][0 if language == "zh" else 1]


def value_text(value: StepValue, language: str) -> str:
    """A date, number or code as sentences show it; `language` is "zh" or "en"."""
    return _shown(value, zh=language == "zh")


def step_sentence(told: Step, language: str) -> str:
    """A step in one sentence; `language` is "zh" or "en"."""
    zh = language == "zh"
    template = _SENTENCES[told.code][0 if zh else 1]
    return template.format(**{name: _shown(value, zh=zh) for name, value in told.facts})


def unconfirmed_sentence(language: str) -> str:
    """What is said beside a date whose rule nobody has confirmed."""
    if language == "zh":
        return "该依据未经确认，须由未检检察官核实。"
    return "This source is unconfirmed; a juvenile prosecutor has to check it."
