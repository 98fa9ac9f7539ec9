"""Orders, first version: guardianship, family education, admonition.

Sources: law.md §8; S-07, S-08, S-10; FEPL 49; LPM 118(2); PJDL 61; R-07.
"""

from __future__ import annotations

from typing import Final

from guanhu.documents.facts import Blank, DocumentKind, Source
from guanhu.documents.paper import Block, Paper, Signature, Text
from guanhu.documents.snapshot import IncidentPart, Snapshot
from guanhu.documents.templates import wording as say
from guanhu.documents.templates.blanks import DATE, GUARDIAN_NAME, LONG
from guanhu.documents.templates.decisions_v1 import cited, closing, decision_of
from guanhu.documents.templates.template import Part, Template, blank, missing, optional

FEPL: Final = "《中华人民共和国家庭教育促进法》"
LPM: Final = "《中华人民共和国未成年人保护法》"
PJDL: Final = "《中华人民共和国预防未成年人犯罪法》"


def numbered(text: str) -> list[Text]:
    """Typed lines as numbered points."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        return [Text(say.stop(lines[0]))]
    return [Text(f"（{say.numeral(i)}）{say.stop(line)}") for i, line in enumerate(lines, 1)]


def _received(blocks: list[Block]) -> tuple[Block, ...]:
    return (*blocks, Text("本令已收到，内容已知悉。"), Signature("监护人（签名）"))


def _case(snapshot: Snapshot) -> str:
    return f"{say.name_of(snapshot)}涉嫌{say.offences(say.charges_of(snapshot))}一案"


def _you(snapshot: Snapshot) -> str:
    """One guardian or several are spoken to."""
    return "你们" if "、" in say.guardian_names(snapshot) else "你"


def guardianship_order(snapshot: Snapshot) -> Paper:
    """督促监护令 (S-10): facts, required acts, time, check, consequence."""
    name, you = say.name_of(snapshot), _you(snapshot)
    blocks: list[Block] = [
        Text(f"{say.guardian_names(snapshot)}：", flush=True),
        Text(
            f"本院在办理{_case(snapshot)}过程中，经调查发现，{you}作为{name}的监护人，在履行监护职责"
            "方面存在下列问题："
        ),
        *numbered(blank(snapshot, "deficiency")),
        Text(
            "未成年人的父母或者其他监护人应当依法履行监护职责，教育、管理和保护未成年人。依照"
            f"{LPM}{PJDL}{FEPL}的有关规定，现督促{you}："
        ),
        *numbered(blank(snapshot, "requirements")),
        Text(
            f"上述要求应当在{say.written_day(snapshot, 'until')}前落实。"
            f"{say.stop(blank(snapshot, 'check'))}"
        ),
        Text(
            f"{you}拒不履行或者怠于履行监护职责的，本院将依照{LPM}第一百一十八条第二款、{PJDL}"
            f"第六十一条、{FEPL}第四十九条的规定，予以训诫，并可以责令接受家庭教育指导。"
        ),
        closing(snapshot),
    ]
    return Paper(
        snapshot.office, "督促监护令", snapshot.number, snapshot.issued_on, _received(blocks)
    )


def family_education_order(snapshot: Snapshot) -> Paper:
    """责令接受家庭教育指导令 (S-08; rhythm as S-07 shows)."""
    name, you = say.name_of(snapshot), _you(snapshot)
    blocks: list[Block] = [
        Text(f"{say.guardian_names(snapshot)}：", flush=True),
        Text(f"本院在办理{_case(snapshot)}过程中发现，{say.stop(blank(snapshot, 'reason'))}"),
        Text(
            f"为促使{you}正确实施家庭教育，依照{FEPL}第四十九条、{LPM}第一百一十八条第二款的规定，"
            f"责令{you}接受家庭教育指导，具体要求如下："
        ),
        Text(f"一、指导机构：{say.stop(blank(snapshot, 'organiser'))}"),
        Text(
            f"二、指导期限：自{say.written_day(snapshot, 'from_day')}起至"
            f"{say.written_day(snapshot, 'until')}止。"
        ),
        Text(f"三、指导频次：{say.stop(blank(snapshot, 'rhythm'))}"),
        Text(f"四、指导内容：{say.stop(blank(snapshot, 'content'))}"),
        Text(
            f"五、{you}应当按时参加，如实反映家庭教育情况，并将所学用于对{name}的日常教育；确有困难"
            "不能参加的，应当提前说明理由，另行安排时间。"
        ),
        Text(f"指导机构将{you}参加指导的情况告知本院，作为考察家庭监护教育情况的参考。"),
        closing(snapshot),
    ]
    return Paper(
        snapshot.office, "责令接受家庭教育指导令", snapshot.number, snapshot.issued_on,
        _received(blocks),
    )  # fmt: skip


def admonition(snapshot: Snapshot) -> Paper:
    """训诫书 (R-07): breach, rule, requirement, signature."""
    name, decision, period = say.name_of(snapshot), decision_of(snapshot), say.period_of(snapshot)
    incidents = snapshot.incidents
    if not incidents:
        raise missing(snapshot, "incident")
    blocks: list[Block] = [
        Text(f"{name}：", flush=True),
        Text(
            f"本院于{cited(decision)}对你作出附条件不起诉决定，考验期{say.span(period)}。经查，你在"
            "考验期内有下列行为："
        ),
        *(Text(say.stop(say.happened(each))) for each in incidents),
        *say.paragraphs(optional(snapshot, "breach") or ""),
        Text(f"上述行为违反了{say.stop(_rule(snapshot, incidents))}"),
        Text("现依法对你予以训诫，并要求你："),
        *numbered(blank(snapshot, "requirements")),
        Text(
            "希望你认识错误，珍惜机会，认真遵守规定和附加条件，完成考验。你的法定代理人应当加强管教，"
            "督促你改正。"
        ),
        Text(
            "你和法定代理人对上述事实有不同意见的，可以当场或者事后向本院提出，本院将记录并审查。"
        ),
        closing(snapshot),
        Text("以上内容我已听清，并已收到本训诫书。"),
        Signature("被训诫人（签名）"),
        Signature("法定代理人（签名）"),
        Signature("训诫人（签名）"),
    ]
    return Paper(snapshot.office, "训诫书", snapshot.number, snapshot.issued_on, tuple(blocks))


def _rule(snapshot: Snapshot, incidents: tuple[IncidentPart, ...]) -> str:
    """What was broken: filled in, or the duty on record."""
    given = optional(snapshot, "rule")
    if given is not None:
        return given
    found = dict.fromkeys(say.DUTIES[each.duty] for each in incidents if each.duty)
    if not found:
        raise missing(snapshot, "rule")
    return "、".join(found)


REQUIREMENTS: Final = Blank(
    "requirements", "要求，每行一项", "What is required, one a line", LONG, at_most=4000
)

TEMPLATES: Final = (
    Template(
        DocumentKind.GUARDIANSHIP_ORDER, 1, "督促监护令", "Order urging guardianship",
        guardianship_order,
        blanks=(
            GUARDIAN_NAME,
            Blank("deficiency", "监护不当的事实，每行一项", "Facts of deficient guardianship", LONG,
                  at_most=4000),
            REQUIREMENTS,
            Blank("until", "落实期限", "By when", DATE),
            Blank("check", "检查方式，如本院每月回访一次", "How it is checked", LONG, at_most=1000),
        ),
        reads=frozenset({Part.CHARGES}), series="督监",
    ),
    Template(
        DocumentKind.FAMILY_EDUCATION_ORDER, 1, "责令接受家庭教育指导令",
        "Family-education guidance order", family_education_order,
        blanks=(
            GUARDIAN_NAME,
            Blank("reason", "家庭教育存在的问题", "What is wrong with the upbringing", LONG,
                  at_most=2000),
            Blank("organiser", "指导机构", "Who gives the guidance", at_most=100),
            Blank("from_day", "开始日期", "First day", DATE),
            Blank("until", "结束日期", "Last day", DATE),
            Blank("rhythm", "频次，如每月不少于1次，每次不少于40分钟", "Rhythm", at_most=200),
            Blank("content", "指导内容", "What it covers", LONG, at_most=2000),
        ),
        reads=frozenset({Part.CHARGES}), series="家教令",
    ),
    Template(
        DocumentKind.ADMONITION, 1, "训诫书", "Admonition", admonition,
        blanks=(
            Blank("breach", "补充的事实", "Further facts", LONG, required=False, at_most=4000),
            Blank("rule", "违反的规定或者附加条件（记录中未写明的必填）",
                  "The rule broken, where the record names none", LONG, required=False,
                  at_most=1000),
            REQUIREMENTS,
        ),
        reads=frozenset({Part.CONDITIONAL, Part.PERIOD}), source=Source.INCIDENT, series="训",
        editable=True,
    ),
)  # fmt: skip
