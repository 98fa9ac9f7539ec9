"""The sentences of screening, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from guanhu.eligibility.facts import Criterion, Reason, ReasonCode, Remorse
from guanhu.law.offences import offence
from guanhu.law.register import rule

_CRITERIA: Final[Mapping[Criterion, tuple[str, str]]] = {
    Criterion.E_01: ("罪名属于刑法分则第四、五、六章", "Offence in chapter 4, 5 or 6"),
    Criterion.E_02: ("可能判处一年以下有期徒刑", "Expected sentence of one year or less"),
    Criterion.E_03: ("符合起诉条件", "Conditions for prosecution met"),
    Criterion.E_04: ("有悔罪表现", "Remorse"),
    Criterion.E_05: ("行为时是未成年人", "A minor at the time of the act"),
    Criterion.E_06: ("年龄有证据证明并依法计算", "Age proven and lawfully counted"),
    Criterion.E_07: ("行为时达到刑事责任年龄", "Of the age of responsibility at the act"),
}

_REMORSE: Final[Mapping[Remorse, tuple[str, str]]] = {
    Remorse.PLEADED_GUILTY: ("认罪认罚", "pleaded guilty"),
    Remorse.APOLOGISED: ("赔礼道歉", "apologised"),
    Remorse.RESTITUTION: ("退赃退赔", "made restitution"),
    Remorse.FORGIVEN: ("取得被害人谅解", "forgiven by the victim"),
    Remorse.SELF_SURRENDER: ("自首", "surrendered"),
    Remorse.MERITORIOUS_SERVICE: ("立功", "meritorious service"),
    Remorse.DISCONTINUED: ("犯罪中止", "stopped of one's own accord"),
}

_R = ReasonCode
_REASONS: Final[Mapping[ReasonCode, tuple[str, str]]] = {
    _R.NO_CHARGE: ("尚未录入罪名。", "No charge is recorded."),
    _R.OFFENCE_NOT_IN_TABLE: (
        "罪名表中没有“{charge}”，须由检察官判断所属章节。",
        "“{charge}” is not in the offence table; the prosecutor judges its chapter.",
    ),
    _R.CHAPTER_EXCLUDED: (
        "{charge}属于分则第{chapter}章，不在可以适用的章节内。",
        "{charge} stands in chapter {chapter}, which does not qualify.",
    ),
    _R.CHAPTER_ALLOWED: (
        "涉嫌罪名（{charges}）属于可以适用的章节。",
        "Every charge ({charges}) stands in a chapter that qualifies.",
    ),
    _R.SENTENCE_NOT_ESTIMATED: (
        "尚未估计预期宣告刑。",
        "The expected sentence has not been estimated.",
    ),
    _R.SENTENCE_TOO_LONG: (
        "预期宣告刑{months}个月，超过{most}个月。",
        "Expected sentence in months: {months}; the most is {most}.",
    ),
    _R.SENTENCE_WITHIN: (
        "预期宣告刑{months}个月，不超过{most}个月。",
        "Expected sentence in months: {months}, within {most}.",
    ),
    _R.COMBINED_SENTENCE_WITHIN: (
        "数罪合并的预期宣告刑{months}个月，不超过{most}个月。",
        "Expected sentence for all offences together, in months: {months}, within {most}.",
    ),
    _R.EVIDENCE_NOT_ASSESSED: ("尚未审查证据。", "The evidence has not been assessed."),
    _R.EVIDENCE_SUFFICIENT: (
        "事实清楚，证据确实、充分。",
        "Facts clear, evidence reliable and sufficient.",
    ),
    _R.EVIDENCE_INSUFFICIENT: (
        "证据不足，应当考虑存疑不起诉。",
        "Evidence insufficient: non-prosecution for want of evidence is the way.",
    ),
    _R.NO_CRIME: (
        "不构成犯罪，应当作出法定不起诉。",
        "No crime: statutory non-prosecution is the way.",
    ),
    _R.RELATIVE_FIRST: (
        "情节轻微，应当先考虑相对不起诉。",
        "Minor circumstances: relative non-prosecution is considered first.",
    ),
    _R.REMORSE_NOT_CONSIDERED: ("尚未审查悔罪表现。", "Remorse has not been considered."),
    _R.NO_REMORSE: ("没有记录悔罪表现。", "No sign of remorse is recorded."),
    _R.REMORSE_SHOWN: ("已记录悔罪表现{count}项。", "Signs of remorse recorded: {count}."),
    _R.BIRTH_DATE_UNKNOWN: ("出生日期不明。", "The birth date is not known."),
    _R.NO_DATED_ACTS: ("没有录入行为日期。", "No dated act is recorded."),
    _R.UNDER_14: (
        "行为时{age}周岁，不满十四周岁。",
        "Aged {age} at the act, under 14.",
    ),
    _R.ADULT_AT_THE_ACT: (
        "行为时{age}周岁，已满十八周岁。",
        "Aged {age} at the act, an adult.",
    ),
    _R.BOTH_SIDES_OF_18: (
        "十八周岁前的行为{before}次，之后{after}次，应当分开处理，须由检察官决定。",
        "Acts before 18: {before}; after: {after}. They are separated and a person decides.",
    ),
    _R.MINOR_AT_THE_ACT: ("行为时{age}周岁。", "Aged {age} at the act."),
    _R.AGE_NOT_PROVEN: (
        "年龄没有充分证据证明，推定未达到。",
        "The age is not proven, so it is presumed not reached.",
    ),
    _R.AGE_COUNTED: (
        "自{sixteen}起满十六周岁，自{eighteen}起满十八周岁。",
        "16 from {sixteen}, 18 from {eighteen}.",
    ),
    _R.NOT_RESPONSIBLE: (
        "行为时{age}周岁，对该罪不负刑事责任，依照预防未成年人犯罪法矫治教育。",
        "Aged {age} at the act and not answerable for it: correction under the prevention law.",
    ),
    _R.LATER_ACTS_COUNT: (
        "达到刑事责任年龄以后的行为{counted}次计入，之前的{left_out}次不计入。",
        "Acts that count, from the age of responsibility: {counted}; left out: {left_out}.",
    ),
    _R.RESPONSIBLE: (
        "行为时{age}周岁，应当负刑事责任。",
        "Aged {age} at the act and answerable for it.",
    ),
}


def _of(texts: tuple[str, str], language: str) -> str:
    return texts[0] if language == "zh" else texts[1]


def criterion_text(criterion: Criterion, language: str) -> str:
    """A criterion in a few words; `language` is "zh" or "en"."""
    return _of(_CRITERIA[criterion], language)


def criterion_statement(criterion: Criterion, language: str) -> str:
    """The whole rule behind a criterion."""
    return rule(criterion.rule).statement(language)


def remorse_text(remorse: Remorse, language: str) -> str:
    """A sign of remorse in words."""
    return _of(_REMORSE[remorse], language)


def reason_text(reason: Reason, language: str) -> str:
    """A reason in one sentence."""
    shown = {name: _shown(name, value, language) for name, value in reason.facts}
    return _of(_REASONS[reason.code], language).format(**shown)


def _shown(name: str, value: str | int | date, language: str) -> str:
    if isinstance(value, date):
        if language == "zh":
            return f"{value.year}年{value.month}月{value.day}日"
        return value.isoformat()
    if name in {"charge", "charges"}:
        return ("、" if language == "zh" else ", ").join(
            _article(code, language) for code in str(value).split(", ")
        )
    return str(value)


def _article(code: str, language: str) -> str:
    known = offence(code)
    return code if known is None else known.basis.citation(language)
