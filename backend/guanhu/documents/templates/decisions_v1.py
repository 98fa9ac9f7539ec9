"""Decisions, first version: conditional non-prosecution, its period, revocation; victim's notice.

Sources: law.md §8; CPL 282–284; Rules 469, 471, 473–476, 479, 480; D-14, D-15.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from guanhu.documents.facts import Blank, DocumentKind, Source
from guanhu.documents.paper import Block, Closing, Paper, Text
from guanhu.documents.snapshot import DecisionPart, Snapshot
from guanhu.documents.templates import wording as say
from guanhu.documents.templates.blanks import (
    DEFENDER,
    HIGHER_OFFICE,
    LONG,
    MEASURES,
    PERSON_DETAILS,
    POLICE_ORGAN,
)
from guanhu.documents.templates.template import Part, Template, blank, missing, optional

ROLE: Final = "被附条件不起诉人"
CONDITIONAL: Final = "conditional_non_prosecution"


def decision_of(snapshot: Snapshot) -> DecisionPart:
    if snapshot.decision is None:
        raise missing(snapshot, "decision")
    return snapshot.decision


def cited(decision: DecisionPart) -> str:
    """A decision as other papers cite it: day, and number where its paper has one."""
    number = f"（{decision.number}）" if decision.number else ""
    return f"{say.day(decision.decided_on)}{number}"


def closing(snapshot: Snapshot, day: date | None = None) -> Closing:
    """Issuer and day: a decision bears its own day, any other paper that of its issue."""
    return Closing(snapshot.office, day or snapshot.issued_on)


def identity(snapshot: Snapshot, role: str) -> list[Block]:
    """Who the minor is, who stands beside, what measures were taken, where the case comes from."""
    name = say.name_of(snapshot)
    if snapshot.received_on is None:
        raise missing(snapshot, "received_on")
    return [
        say.person(snapshot, role),
        *say.representatives(snapshot),
        *say.defender(snapshot),
        *say.paragraphs(say.stop(blank(snapshot, "measures"))),
        Text(
            f"本案由{blank(snapshot, 'police_organ')}侦查终结，以{name}涉嫌"
            f"{say.offences(say.charges_of(snapshot))}，于{say.day(snapshot.received_on)}"
            "向本院移送审查起诉。"
        ),
    ]


def conditional_decision(snapshot: Snapshot) -> Paper:
    """附条件不起诉决定书 (Rules 471; CPL 282, 283)."""
    name, period, decision = say.name_of(snapshot), say.period_of(snapshot), decision_of(snapshot)
    charges = say.charges_of(snapshot)
    if snapshot.screening is None:
        raise missing(snapshot, "screening")
    if not snapshot.screening.remorse:
        raise missing(snapshot, "remorse")
    remorse = "、".join(snapshot.screening.remorse)
    blocks: list[Block] = [
        *identity(snapshot, ROLE),
        Text("经本院依法审查查明："),
        *say.acts(snapshot),
        *say.paragraphs(optional(snapshot, "facts") or ""),
        Text("认定上述事实的证据如下："),
        *say.paragraphs(say.stop(blank(snapshot, "evidence"))),
        Text(f"社会调查情况：{say.stop(blank(snapshot, 'social_investigation'))}"),
        Text(
            f"本院认为，{ROLE}{name}实施了{say.CL}{say.articles(charges)}规定的行为，涉嫌"
            f"{say.offences(charges)}，可能判处一年有期徒刑以下刑罚，符合起诉条件，但犯罪时系"
            f"未成年人，具有{remorse}等悔罪表现。"
        ),
        *say.paragraphs(say.stop(decision.text)),
        Text(
            f"依照{say.CPL}第二百八十二条第一款、第二百八十三条第二款的规定，决定对{name}"
            f"附条件不起诉，考验期为{say.months(period.months)}，{say.span(period)}。"
        ),
        Text(f"依照{say.CPL}第二百八十三条第三款的规定，{name}在考验期内应当遵守下列规定："),
        *(Text(rule) for rule in say.STATUTORY),
        *_conditions(snapshot, name),
        Text(
            f"{name}在考验期内有下列情形之一的，本院将依照{say.CPL}第二百八十四条第一款的规定，"
            "撤销附条件不起诉的决定，提起公诉："
        ),
        *(Text(ground) for ground in say.CONSEQUENCE),
        Text(f"在考验期内没有上述情形，考验期满的，本院将依法对{name}作出不起诉的决定。"),
        Text(
            f"{name}及其法定代理人对本院决定附条件不起诉有异议的，可以向本院提出，"
            "本院将依法作出起诉的决定。"
        ),
    ]
    if snapshot.has_victim:
        blocks.append(say.victim_route(snapshot))
    blocks.append(closing(snapshot, decision.decided_on))
    return Paper(
        snapshot.office, "附条件不起诉决定书", snapshot.number, snapshot.issued_on, tuple(blocks)
    )


def _conditions(snapshot: Snapshot, name: str) -> list[Block]:
    """The added conditions of the plan (Rules 476), or those filled in while there is no plan."""
    plan = snapshot.plan
    if plan is not None and plan.conditions:
        sentences = [condition.sentence for condition in plan.conditions]
    else:
        given = optional(snapshot, "conditions")
        sentences = [] if given is None else [line for line in given.splitlines() if line.strip()]
    if not sentences:
        raise missing(snapshot, "conditions")
    return [
        Text(f"依照{say.RULES}第四百七十六条的规定，要求{name}在考验期内同时遵守下列附加条件："),
        *(
            Text(f"（{say.numeral(index)}）{say.stop(sentence)}")
            for index, sentence in enumerate(sentences, 1)
        ),
    ]


def victim_notice(snapshot: Snapshot) -> Paper:
    """被害人告知书: what was decided, the way to complain, and that no court is open (D-15)."""
    decision, name = decision_of(snapshot), say.name_of(snapshot)
    if decision.kind == CONDITIONAL:
        period = say.period_of(snapshot)
        done = (
            f"依照{say.CPL}第二百八十二条第一款的规定，于{cited(decision)}对{name}作出附条件不起诉"
            f"决定。考验期为{say.months(period.months)}，{say.span(period)}。"
        )
        title = "附条件不起诉决定被害人告知书"
    else:
        done = (
            f"鉴于考验期已满，依照{say.CPL}第二百八十四条第二款的规定，于{cited(decision)}"
            f"对{name}作出不起诉决定。"
        )
        title = "不起诉决定被害人告知书"
    charges = say.charges_of(snapshot)
    blocks: list[Block] = [
        Text(f"{blank(snapshot, 'victim_name')}：", flush=True),
        Text(f"{name}涉嫌{say.offences(charges)}一案，本院经依法审查，{done}"),
        Text("现将有关权利告知如下："),
        Text(
            "一、你如不服上述决定，可以自收到决定书后七日以内向"
            f"{say.higher_office(snapshot)}申诉，请求提起公诉。逾期提出申诉的，由本院依法审查处理。"
        ),
        Text(f"二、{say.NO_COURT}"),
        Text("三、你可以委托诉讼代理人代为提出申诉。申诉应当写明理由，并附有关材料。"),
        Text(
            "四、本案系未成年人案件，对案件情况以及能够识别未成年人身份的信息应当保密，不得向他人泄露。"
        ),
        Text(f"本院联系人：{snapshot.officer}，联系电话：{blank(snapshot, 'office_phone')}。"),
        closing(snapshot),
    ]
    return Paper(snapshot.office, title, snapshot.number, snapshot.issued_on, tuple(blocks))


def period_change(snapshot: Snapshot) -> Paper:
    """变更附条件不起诉考验期决定书 (P-04, P-05)."""
    change, decision, name = snapshot.change, decision_of(snapshot), say.name_of(snapshot)
    if change is None:
        raise missing(snapshot, "change")
    verb = "延长" if change.new_months > change.old_months else "缩短"
    starts_on = say.day(decision.decided_on)
    blocks: tuple[Block, ...] = (
        say.person(snapshot, ROLE),
        *say.representatives(snapshot),
        Text(
            f"本院于{cited(decision)}对{name}作出附条件不起诉决定，考验期为"
            f"{say.months(change.old_months)}，自{starts_on}起至"
            f"{say.day(change.old_ends_on)}止。"
        ),
        Text("经审查，变更考验期的理由如下："),
        *say.paragraphs(say.stop(change.reason)),
        Text(
            f"本院认为，根据{name}在考验期内的表现，应当在法定考验期限范围内{verb}考验期。"
            f"依照{say.CPL}第二百八十三条第二款关于考验期为六个月以上一年以下的规定，决定将{name}"
            f"的考验期{verb}为{say.months(change.new_months)}，自{starts_on}起至"
            f"{say.day(change.new_ends_on)}止。"
        ),
        Text(f"考验期变更后，{name}仍应当遵守附条件不起诉决定书所列的各项规定和附加条件。"),
        closing(snapshot, change.decided_on),
    )
    return Paper(
        snapshot.office, "变更附条件不起诉考验期决定书", snapshot.number, snapshot.issued_on, blocks
    )


GROUNDS: Final = {
    "new_crime": ("第（一）项", "第一项", "在考验期内实施新的犯罪"),
    "missed_crime": (
        "第（一）项",
        "第二项",
        "在考验期内被发现决定附条件不起诉以前还有其他犯罪需要追诉",
    ),
    "public_security": (
        "第（二）项",
        "第三项",
        "在考验期内违反治安管理规定，情节严重",
    ),
    "supervision_rules": (
        "第（二）项",
        "第四项",
        "在考验期内违反考察机关有关附条件不起诉的监督管理规定，情节严重",
    ),
}
"""Item of CPL 284(1), item of Rules 479, and the ground in words (R-01 … R-04)."""


def revocation(snapshot: Snapshot) -> Paper:
    """撤销附条件不起诉决定书 (R-01 … R-04, R-08): the facts the decision on record rests on."""
    decision, period, name = decision_of(snapshot), say.period_of(snapshot), say.name_of(snapshot)
    revoked = snapshot.revocation
    if revoked is None or not revoked.incidents:
        raise missing(snapshot, "revocation")
    ground = GROUNDS[revoked.ground]
    evidence = [each.evidence for each in revoked.incidents if each.evidence]
    more = optional(snapshot, "evidence")
    if not evidence and more is None:
        raise missing(snapshot, "evidence")
    blocks: tuple[Block, ...] = (
        say.person(snapshot, ROLE),
        *say.representatives(snapshot),
        *say.defender(snapshot),
        Text(
            f"{name}涉嫌{say.offences(say.charges_of(snapshot))}一案，本院于{cited(decision)}"
            f"作出附条件不起诉决定，考验期为{say.months(period.months)}，{say.span(period)}。"
        ),
        Text("经本院依法审查查明："),
        *(Text(say.stop(say.happened(each))) for each in revoked.incidents),
        *say.paragraphs(optional(snapshot, "facts") or ""),
        Text("认定上述事实的证据如下："),
        *(line for each in evidence for line in say.paragraphs(say.stop(each))),
        *say.paragraphs(more or ""),
        *_heard_before(snapshot),
        Text(f"本院认为，{ROLE}{name}{ground[2]}。"),
        *say.paragraphs(say.stop(revoked.text)),
        Text(
            f"依照{say.CPL}第二百八十四条第一款{ground[0]}、{say.RULES}第四百七十九条{ground[1]}的"
            f"规定，决定撤销本院对{name}的附条件不起诉决定，依法提起公诉。"
        ),
        closing(snapshot, revoked.decided_on),
    )
    return Paper(
        snapshot.office, "撤销附条件不起诉决定书", snapshot.number, snapshot.issued_on, blocks
    )


def _heard_before(snapshot: Snapshot) -> list[Text]:
    """Who was heard before the revocation, and what each said (R-08)."""
    found = []
    for each in snapshot.opinions:
        if each.stage != "before_revocation":
            continue
        party = say.PARTIES[each.party]
        if each.statement:
            found.append(Text(f"{party}的意见：{say.stop(each.statement)}"))
        else:
            because = say.stop(each.impossible_because or "")
            found.append(Text(f"未能听取{party}的意见，原因：{because}"))
    if not found:
        raise missing(snapshot, "opinions")
    return found


TEMPLATES: Final = (
    Template(
        DocumentKind.CONDITIONAL_DECISION, 1, "附条件不起诉决定书",
        "Decision of conditional non-prosecution", conditional_decision,
        blanks=(
            PERSON_DETAILS, DEFENDER, MEASURES, POLICE_ORGAN,
            Blank("facts", "补充查明的事实", "Further facts", LONG, required=False, at_most=8000),
            Blank("evidence", "认定事实的证据", "Evidence", LONG, at_most=8000),
            Blank("social_investigation", "社会调查情况", "Social investigation", LONG,
                  at_most=4000),
            Blank("conditions", "附加条件，每行一项（尚无生效方案的必填）",
                  "Added conditions, one a line, while no plan is in force", LONG,
                  required=False, at_most=4000),
            HIGHER_OFFICE,
        ),
        reads=frozenset({Part.CHARGES, Part.CONDITIONAL, Part.PERIOD, Part.PLAN, Part.SCREENING}),
        series="附不诉",
    ),
    Template(
        DocumentKind.VICTIM_NOTICE, 1, "被害人告知书", "Notice to the victim", victim_notice,
        blanks=(
            Blank("victim_name", "被害人姓名", "Victim's name", at_most=60),
            Blank("office_phone", "本院联系电话", "The office's telephone", at_most=40),
            HIGHER_OFFICE,
        ),
        reads=frozenset({Part.CHARGES, Part.PERIOD}), source=Source.DECISION, series="告",
    ),
    Template(
        DocumentKind.PERIOD_CHANGE, 1, "变更附条件不起诉考验期决定书",
        "Decision to change the period", period_change,
        blanks=(PERSON_DETAILS,), reads=frozenset({Part.CONDITIONAL}),
        source=Source.PERIOD_CHANGE, series="附变",
    ),
    Template(
        DocumentKind.REVOCATION, 1, "撤销附条件不起诉决定书", "Decision of revocation", revocation,
        blanks=(
            PERSON_DETAILS, DEFENDER,
            Blank("facts", "补充查明的事实", "Further facts", LONG, required=False, at_most=8000),
            Blank("evidence", "其他证据（记录中没有证据的必填）",
                  "Further evidence, or all of it where the record has none", LONG,
                  required=False, at_most=8000),
        ),
        reads=frozenset({
            Part.CHARGES, Part.CONDITIONAL, Part.PERIOD, Part.OPINIONS, Part.REVOCATION,
        }),
        series="撤附不诉",
    ),
)  # fmt: skip
