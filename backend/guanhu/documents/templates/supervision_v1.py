"""Papers of supervision, first version: agreement, leave.

Sources: law.md §8; S-01 … S-05; CPL 283(1), 283(3)(3); Rules 474–476; O-03, O-11.
"""

from __future__ import annotations

from typing import Final

from guanhu.documents.facts import Blank, Choice, DocumentKind
from guanhu.documents.facts import BlankType as Type
from guanhu.documents.paper import Block, Grid, Head, Line, Note, Paper, Signature, Text
from guanhu.documents.snapshot import Snapshot
from guanhu.documents.templates import wording as say
from guanhu.documents.templates.blanks import DATE, LONG
from guanhu.documents.templates.template import Part, Template, blank, missing, optional

SIGNED: Final = "\n\n签名：　　　　　　　　　年　月　日"


def agreement(snapshot: Snapshot) -> Paper:
    """监督考察（帮教）协议书 (S-05)."""
    name, period, plan = say.name_of(snapshot), say.period_of(snapshot), snapshot.plan
    if plan is None:
        raise missing(snapshot, "plan")
    unit = optional(snapshot, "support_unit")
    guardians = say.representative_names(snapshot)
    blocks: list[Block] = [
        Line("甲方（考察机关）", snapshot.office),
        Line("乙方（监护人）", guardians),
        Line("丙方（被附条件不起诉人）", name),
    ]
    if unit:
        blocks.append(Line("丁方（学校、观护基地或者社会组织）", unit))
    blocks += [
        Text(
            f"甲方依法对丙方作出附条件不起诉决定。为做好考验期内的监督考察和帮教工作，依照{say.CPL}"
            f"第二百八十三条、{say.RULES}第四百七十四条至第四百七十六条的规定，各方达成如下协议。"
        ),
        Head("一、期限"),
        Text(f"监督考察期限与考验期相同，{say.span(period)}。考验期依法变更的，期限随之变更。"),
        Head("二、甲方的职责"),
        Text(
            "甲方是考察机关，负责制定考察方案，定期考察、教育，指导乙方加强管教，听取丙方报告，"
            "对丙方的申请及时审批。"
        ),
        Text(f"甲方联系人：{snapshot.officer}，联系电话：{blank(snapshot, 'office_phone')}。"),
        Head("三、乙方的职责"),
        Text(
            "乙方应当对丙方加强管教，配合甲方做好监督考察工作，督促丙方遵守规定和附加条件；发现丙方"
            "有违反规定的情形，及时告知甲方；按照要求接受家庭教育指导。"
        ),
        *_lines(snapshot, "guardian_duties"),
        Head("四、丙方的义务"),
        *(Text(rule) for rule in say.STATUTORY),
        *(
            Text(f"（{say.numeral(index)}）{say.stop(condition.sentence)}")
            for index, condition in enumerate(plan.conditions, len(say.STATUTORY) + 1)
        ),
        Head("五、报告和联系"),
        Text(
            f"丙方每{plan.every_days}日与甲方或者甲方指定的人员联系一次，方式为{plan.contact}。"
            f"{say.stop(blank(snapshot, 'reporting'))}"
        ),
    ]
    if unit:
        blocks += [
            Head("六、丁方的职责"),
            Text(say.stop(blank(snapshot, "unit_duties"))),
        ]
    numbers = ("七", "八", "九") if unit else ("六", "七", "八")
    blocks += [
        Head(f"{numbers[0]}、保密"),
        Text(
            "各方对丙方的身份、案件情况以及监督考察中获知的个人信息负有保密义务，不得向无关人员泄露，"
            "不得在丙方的学校、单位、社区公开。"
        ),
        Head(f"{numbers[1]}、责任"),
        Text(
            "丙方违反规定和附加条件的，甲方视情予以提醒、训诫或者调整考察措施；有"
            f"{say.CPL}第二百八十四条第一款规定情形的，由甲方依法决定。违反保密义务的，依法承担责任。"
        ),
        Head(f"{numbers[2]}、其他"),
        Text(
            f"本协议一式{'四' if unit else '三'}份，各方各执一份，自各方签名或者盖章之日起生效。"
            "本协议不改变附条件不起诉决定书的内容。"
        ),
        Signature("甲方（盖章）"),
        Signature("乙方（签名）"),
        Signature("丙方（签名）"),
    ]
    if unit:
        blocks.append(Signature("丁方（盖章）"))
    return Paper(snapshot.office, "监督考察（帮教）协议书", None, snapshot.issued_on, tuple(blocks))


def _lines(snapshot: Snapshot, name: str) -> list[Block]:
    return [*say.paragraphs(optional(snapshot, name) or "")]


def leave(snapshot: Snapshot) -> Paper:
    """外出（迁居）审批表 (CPL 283(3)(3); O-03)."""
    minor = snapshot.minor
    if minor is None:
        raise missing(snapshot, "minor")
    moving = blank(snapshot, "leave_kind") == "move"
    verdict = optional(snapshot, "leave_decision")
    until = optional(snapshot, "until")
    if not moving and until is None:
        raise missing(snapshot, "until")
    why = optional(snapshot, "decision_reason") or ""
    marks = {"approve": ("■", "□"), "refuse": ("□", "■"), None: ("□", "□")}[verdict]
    rows = (
        ("申请人", minor.name, "性别", minor.sex),
        ("出生日期", say.day(minor.birth_date), "联系电话", minor.phone or ""),
        ("现住址", minor.address or blank(snapshot, "address")),
        ("申请事项", "□外出　■迁居" if moving else "■外出　□迁居"),
        ("前往地点", blank(snapshot, "destination")),
        (
            "迁居日期" if moving else "起止日期",
            say.written_day(snapshot, "from_day")
            if moving
            else f"{say.written_day(snapshot, 'from_day')}至{say.written_day(snapshot, 'until')}",
        ),
        ("事由", blank(snapshot, "reason")),
        ("同行人及联系方式", optional(snapshot, "company") or ""),
        (
            "监护人意见",
            f"{blank(snapshot, 'guardian_opinion')}{SIGNED}",
        ),
        ("承办检察官意见", SIGNED),
        (
            "审批决定",
            f"{marks[0]}批准　{marks[1]}不批准　{why}{SIGNED}",
        ),
        ("返回报告", ""),
    )
    blocks = (
        Grid((3, 5, 3, 5), rows, tall=(11,)),
        Note(
            f"注：一、依照{say.CPL}第二百八十三条第三款第（三）项，离开所居住的市、县或者迁居，应当"
            "报经考察机关批准。二、被取保候审的，离开所居住的市、县还应当经执行机关批准。三、外出应当"
            "按期返回并报告；不能按期返回的，应当事先申请延期。",
        ),
    )
    return Paper(snapshot.office, "外出（迁居）审批表", None, snapshot.issued_on, blocks)


TEMPLATES: Final = (
    Template(
        DocumentKind.SUPERVISION_AGREEMENT, 1, "监督考察（帮教）协议书",
        "Supervision and help-education agreement", agreement,
        blanks=(
            Blank("office_phone", "本院联系电话", "The office's telephone", at_most=40),
            Blank("reporting", "报告要求，如每月提交书面思想汇报", "Reporting rules", LONG,
                  at_most=1000),
            Blank("guardian_duties", "监护人的其他职责", "Further duties of the guardian", LONG,
                  required=False, at_most=2000),
            Blank("support_unit", "学校、观护基地或者社会组织", "School, base or agency",
                  required=False, at_most=100),
            Blank("unit_duties", "该单位的职责（有该单位的必填）", "Its duties, if there is one",
                  LONG, required=False, at_most=2000),
        ),
        reads=frozenset({Part.PERIOD, Part.PLAN}), editable=True,
    ),
    Template(
        DocumentKind.LEAVE_APPROVAL, 1, "外出（迁居）审批表", "Leave or move approval", leave,
        blanks=(
            Blank("leave_kind", "申请事项", "What is asked", Type.CHOICE, choices=(
                Choice("leave", "外出", "Leave"), Choice("move", "迁居", "Move"),
            )),
            Blank("address", "现住址（档案中未填的必填）", "Address, where the file has none",
                  required=False),
            Blank("destination", "前往地点", "Destination"),
            Blank("from_day", "起始日期或者迁居日期", "First day", DATE),
            Blank("until", "返回日期（外出的必填）", "Day of return, for a leave", DATE,
                  required=False),
            Blank("reason", "事由", "Reason", LONG, at_most=1000),
            Blank("company", "同行人及联系方式", "Company and how to reach them", required=False),
            Blank("guardian_opinion", "监护人意见", "Guardian's opinion", LONG, at_most=500),
            Blank("leave_decision", "审批决定", "Decision", Type.CHOICE, required=False, choices=(
                Choice("approve", "批准", "Approved"), Choice("refuse", "不批准", "Refused"),
            )),
            Blank("decision_reason", "审批理由", "Reason of the decision", required=False),
        ),
        editable=True,
    ),
)  # fmt: skip
