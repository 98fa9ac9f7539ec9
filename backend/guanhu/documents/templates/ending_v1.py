"""Papers of the end, first version: inspection opinion, final decision, sealing, queries.

Sources: law.md §8; Rules 372, 376(2), 477, 480, 484, 486; CPL 284(2); PJDL 59(2); D-15, F-01,
F-04, F-05, F-08, F-09, F-11.
"""

from __future__ import annotations

from typing import Final

from guanhu.documents.facts import Blank, Choice, DocumentKind
from guanhu.documents.facts import BlankType as Type
from guanhu.documents.paper import Block, Closing, Grid, Head, Paper, Text
from guanhu.documents.snapshot import OpinionPart, ReviewPart, Snapshot
from guanhu.documents.templates import wording as say
from guanhu.documents.templates.blanks import (
    DEFENDER,
    HIGHER_OFFICE,
    LONG,
    MEASURES,
    PERSON_DETAILS,
    POLICE_ORGAN,
)
from guanhu.documents.templates.decisions_v1 import (
    ROLE,
    cited,
    closing,
    decision_of,
    identity,
)
from guanhu.documents.templates.orders_v1 import PJDL
from guanhu.documents.templates.template import Part, Template, blank, missing, optional

SEALING: Final = "《关于未成年人犯罪记录封存的实施办法》"


def review_of(snapshot: Snapshot) -> ReviewPart:
    if snapshot.review is None:
        raise missing(snapshot, "review")
    return snapshot.review


def inspection_opinion(snapshot: Snapshot) -> Paper:
    """附条件不起诉考察意见书 (Rules 477(1); P-08)."""
    name, period, review = say.name_of(snapshot), say.period_of(snapshot), review_of(snapshot)
    decision = decision_of(snapshot)
    if not review.ratings:
        raise missing(snapshot, "ratings")
    rows = [
        (rating.subject, say.RATINGS[rating.rating], rating.evidence) for rating in review.ratings
    ]
    blocks: list[Block] = [
        Head("一、基本情况"),
        say.person(snapshot, ROLE),
        *say.representatives(snapshot),
        Text(
            f"{name}涉嫌{say.offences(say.charges_of(snapshot))}一案，本院于{cited(decision)}"
            f"作出附条件不起诉决定，考验期为{say.months(period.months)}，{say.span(period)}。"
        ),
        Head("二、履行义务和附加条件的情况"),
        Text(
            f"考验期内，与{name}应到联系中已完成{review.check_ins_kept}次，未完成"
            f"{review.check_ins_missed}次；安排学习课程{review.modules_assigned}门，完成"
            f"{review.modules_done}门。逐项评定如下："
        ),
        Grid((6, 3, 8), (("义务、条件或者目标", "评定", "依据"), *rows), head=True),
        Head("三、违反规定及处理情况"),
        *_breaches(snapshot),
        Head("四、监护人、学校、司法社工的评价"),
        *_views(review),
        Head("五、被害人的意见"),
        _victim(snapshot),
        Head("六、考察意见"),
        *say.paragraphs(say.stop(review.reasons)),
        Text(_proposal(name, review)),
        Text("以上意见，请检察长审批。"),
        Closing(f"承办检察官：{review.author}", snapshot.issued_on, seal=False),
    ]
    return Paper(
        snapshot.office, "附条件不起诉考察意见书", snapshot.number, snapshot.issued_on,
        tuple(blocks),
    )  # fmt: skip


def _breaches(snapshot: Snapshot) -> list[Text]:
    """Every established breach with what was done about it, and what else was filled in."""
    found = []
    for each in snapshot.incidents:
        done = "、".join(say.RESPONSES[code] for code in each.responses)
        found.append(
            Text(f"{say.happened(each)}。处理情况：{say.stop(done or '未再采取其他措施')}")
        )
    found += say.paragraphs(optional(snapshot, "breaches") or "")
    return found or [Text("考验期内未认定有违反规定的情形。")]


def _views(review: ReviewPart) -> list[Text]:
    if not review.evaluations:
        return [Text("无书面评价。")]
    return [Text(f"{say.VIEWS[each.by]}：{say.stop(each.text)}") for each in review.evaluations]


def _victim(snapshot: Snapshot) -> Text:
    """What the victim said before the final decision (P-09); raises when nobody asked."""
    if not snapshot.has_victim:
        return Text("本案无被害人。")
    heard: OpinionPart | None = next(
        (
            each
            for each in snapshot.opinions
            if each.party == "victim" and each.stage == "before_final_decision"
        ),
        None,
    )
    if heard is None:
        raise missing(snapshot, "victim_opinion")
    if heard.impossible_because is not None:
        return Text(f"未能听取被害人意见，原因：{say.stop(heard.impossible_because)}")
    stance = say.STANCES[heard.stance or "no_objection"]
    on = f"本院于{say.day(heard.heard_on)}听取被害人意见，" if heard.heard_on else ""
    return Text(f"{on}被害人{stance}。{say.stop(heard.statement or '')}")


def _proposal(name: str, review: ReviewPart) -> str:
    if review.proposal == "non_prosecution":
        return (
            f"{name}在考验期内没有{say.CPL}第二百八十四条第一款规定的情形，考验期已满。依照该条"
            f"第二款、{say.RULES}第四百八十条的规定，建议对{name}作出不起诉决定。"
        )
    return (
        f"依照{say.CPL}第二百八十四条第一款、{say.RULES}第四百七十七条第一款的规定，"
        f"建议对{name}提起公诉。"
    )


def final_decision(snapshot: Snapshot) -> Paper:
    """不起诉决定书 after the period: the six blocks of Rules 372 (F-01)."""
    name, period, decision = say.name_of(snapshot), say.period_of(snapshot), decision_of(snapshot)
    charges = say.charges_of(snapshot)
    blocks: list[Block] = [
        *identity(snapshot, "被不起诉人"),
        Text("经本院依法审查查明："),
        *say.acts(snapshot),
        Text(
            f"本院于{say.day(period.starts_on)}对{name}作出附条件不起诉决定，考验期为"
            f"{say.months(period.months)}，{say.span(period)}。考验期内的情况："
        ),
        *say.paragraphs(say.stop(blank(snapshot, "conduct"))),
        Text(
            f"本院认为，{name}实施了{say.CL}{say.articles(charges)}规定的行为，本院依法对其附条件"
            f"不起诉。{name}在考验期内没有{say.CPL}第二百八十四条第一款规定的情形，考验期已满。"
        ),
        *say.paragraphs(say.stop(decision.text)),
        Text(f"依照{say.CPL}第二百八十四条第二款的规定，决定对{name}不起诉。"),
        Text(f"查封、扣押、冻结的涉案财物的处理：{say.stop(blank(snapshot, 'seized'))}"),
        Text("本决定自公开宣布之日起生效。宣布时依法不公开未成年人的身份信息。"),
    ]
    if snapshot.has_victim:
        blocks.append(say.victim_route(snapshot))
    blocks += [
        Text(
            f"依照{PJDL}第五十九条第二款、{say.RULES}第四百八十六条的规定，本院对{name}的相关记录"
            "予以封存，非因法定事由不得向任何单位和个人提供。"
        ),
        closing(snapshot, decision.decided_on),
    ]
    return Paper(
        snapshot.office, "不起诉决定书", snapshot.number, snapshot.issued_on, tuple(blocks)
    )


def seal_notice(snapshot: Snapshot) -> Paper:
    """犯罪记录封存通知书 (F-04, F-08, F-11)."""
    name, decision = say.name_of(snapshot), decision_of(snapshot)
    to_person = blank(snapshot, "recipient_kind") == "person"
    to = f"{name}、{say.representative_names(snapshot)}" if to_person else blank(
        snapshot, "recipient"
    )  # fmt: skip
    blocks: list[Block] = [
        Text(f"{to}：", flush=True),
        Text(
            f"{name}涉嫌{say.offences(say.charges_of(snapshot))}一案，本院于{cited(decision)}作出"
            f"不起诉决定。依照{PJDL}第五十九条第二款、{say.RULES}第四百八十六条和{SEALING}的规定，"
            "决定对该案有关记录予以封存。现通知如下："
        ),
        Text(
            "一、封存范围：侦查、审查起诉过程中形成的案卷材料和电子数据，以及社会调查、帮教考察、"
            "心理疏导、司法救助等记录和强制措施记录。"
        ),
        Text(
            "二、封存的记录，非因司法机关办案需要并经依法审批，不得向任何单位和个人提供查询，不得"
            "披露，不得用于其他目的。"
        ),
    ]
    if to_person:
        blocks += [
            Text(
                "三、在入伍、就业时，免除报告上述被封存记录的义务；因涉嫌其他犯罪被讯问的，应当如实"
                "供述。"
            ),
            Text("四、需要开具无犯罪记录证明的，可以依法向公安机关申请，本院予以协助。"),
        ]
    else:
        blocks += [
            Text(
                "三、请你单位依照上述规定，对所掌握的该案有关记录及时予以封存，加设封存标记，并将"
                "封存情况书面回复本院。"
            ),
            Text("四、知悉上述记录的人员应当保密；泄露的，依法承担责任。"),
        ]
    blocks.append(closing(snapshot))
    return Paper(
        snapshot.office, "犯罪记录封存通知书", snapshot.number, snapshot.issued_on, tuple(blocks)
    )


def query_decision(snapshot: Snapshot) -> Paper:
    """许可（不许可）查询犯罪记录决定书 (Rules 484; F-05, F-09)."""
    granted = blank(snapshot, "verdict") == "grant"
    title = "许可查询犯罪记录决定书" if granted else "不许可查询犯罪记录决定书"
    applicant = blank(snapshot, "applicant")
    blocks: list[Block] = [
        Text(f"{applicant}：", flush=True),
        Text(
            f"你单位于{say.written_day(snapshot, 'applied_on')}向本院提出书面申请，申请查询"
            f"{blank(snapshot, 'person')}的封存记录。"
            f"申请理由：{say.stop(blank(snapshot, 'reason'))}"
            f"申请依据：{say.stop(blank(snapshot, 'basis'))}"
        ),
    ]
    if granted:
        blocks += [
            Text(
                f"经审查，上述申请符合{say.RULES}第四百八十四条、第四百八十六条的规定，决定许可查询。"
                f"查询范围：{say.stop(blank(snapshot, 'scope'))}"
            ),
            Text(
                "你单位及查询人员应当在查询前签署保密承诺书，仅将查询所得用于申请所列的办案用途，不得"
                "复制、扩散或者向他人提供；使用完毕后，有关材料继续按照封存要求保管。"
            ),
        ]
    else:
        blocks.append(
            Text(
                f"经审查，上述申请不符合{say.RULES}第四百八十四条、第四百八十六条的规定，决定不许可"
                f"查询。理由：{say.stop(blank(snapshot, 'refusal_reason'))}"
            )
        )
    blocks.append(closing(snapshot))
    return Paper(snapshot.office, title, snapshot.number, snapshot.issued_on, tuple(blocks))


TEMPLATES: Final = (
    Template(
        DocumentKind.INSPECTION_OPINION, 1, "附条件不起诉考察意见书", "Inspection opinion",
        inspection_opinion,
        blanks=(
            PERSON_DETAILS,
            Blank("breaches", "违反规定及处理情况的补充说明", "More about breaches and responses",
                  LONG, required=False, at_most=4000),
        ),
        reads=frozenset({
            Part.CHARGES, Part.CONDITIONAL, Part.PERIOD, Part.OPINIONS, Part.REVIEW,
            Part.INCIDENTS,
        }),
        series="附考", editable=True,
    ),
    Template(
        DocumentKind.FINAL_DECISION, 1, "不起诉决定书", "Decision not to prosecute",
        final_decision,
        blanks=(
            PERSON_DETAILS, DEFENDER, MEASURES, POLICE_ORGAN,
            Blank("conduct", "考验期内的表现", "Conduct in the period", LONG, at_most=4000),
            Blank("seized", "涉案财物的处理，没有的写“无”", "Handling of seized property", LONG,
                  at_most=2000),
            HIGHER_OFFICE,
        ),
        reads=frozenset({Part.CHARGES, Part.FINAL, Part.PERIOD}), series="不诉",
    ),
    Template(
        DocumentKind.SEAL_NOTICE, 1, "犯罪记录封存通知书", "Sealing notice", seal_notice,
        blanks=(
            Blank("recipient_kind", "通知对象", "Who is told", Type.CHOICE, choices=(
                Choice("person", "未成年人及其法定代理人", "The person and the representative"),
                Choice("organ", "公安机关或者其他单位", "Police or another unit"),
            )),
            Blank("recipient", "单位名称（通知单位的必填）", "The unit's name, if one is told",
                  required=False, at_most=100),
        ),
        reads=frozenset({Part.CHARGES, Part.NOT_PROSECUTED}), series="封存",
    ),
    Template(
        DocumentKind.QUERY_DECISION, 1, "查询犯罪记录决定书", "Query decision", query_decision,
        series="封查", of_register=True,
    ),
)  # fmt: skip
