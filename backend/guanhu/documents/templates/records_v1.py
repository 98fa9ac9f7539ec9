"""Records, first version: announcement, hearing, proof of service.

Sources: law.md §8; Rules 469(2), 471(2), 477(2); Police Rules 329; CPL 107; T-09.
"""

from __future__ import annotations

from typing import Final

from guanhu.documents.facts import Blank, DocumentKind, Source
from guanhu.documents.paper import Block, Grid, Note, Paper, Signature, Text
from guanhu.documents.snapshot import OpinionPart, Snapshot
from guanhu.documents.templates import wording as say
from guanhu.documents.templates.blanks import LONG, RECORDER
from guanhu.documents.templates.decisions_v1 import CONDITIONAL, ROLE, cited, decision_of
from guanhu.documents.templates.template import Part, Template, blank, missing, optional

FINAL: Final = "final_non_prosecution"
DIRECTLY: Final = (
    "relative_non_prosecution",
    "statutory_non_prosecution",
    "evidence_non_prosecution",
)
DECIDED: Final = {
    CONDITIONAL: "附条件不起诉决定",
    FINAL: "不起诉决定",
    "revocation": "撤销附条件不起诉决定",
    **dict.fromkeys(DIRECTLY, "不起诉决定"),
}
"""Decisions that are announced and served, as they are called."""

INTENDED: Final = {
    "before_decision": (
        f"根据{say.CPL}第二百八十二条第一款和{say.RULES}第四百六十九条第二款的规定，",
        "拟对{name}作出附条件不起诉决定",
    ),
    "before_final_decision": (
        f"根据{say.RULES}第四百七十七条第二款的规定，",
        "拟对{name}作出不起诉决定",
    ),
    "before_revocation": ("", "拟撤销对{name}的附条件不起诉决定，依法提起公诉"),
}
"""By stage: the article under which somebody is heard, where there is one, and on what (R-08)."""

READ_AND_TRUE: Final = "以上笔录我已看过（或者已向我宣读），与我所说的相符。"


def announcement_record(snapshot: Snapshot) -> Paper:
    """附条件不起诉决定宣布笔录 (Rules 471(2); D-09), or of the final decision (P-14)."""
    announced, decision = snapshot.announcement, decision_of(snapshot)
    if announced is None:
        raise missing(snapshot, "announcement")
    name, conditional = say.name_of(snapshot), decision.kind == CONDITIONAL
    decided = DECIDED[decision.kind]
    paper = f"{decided}书"
    role = "被不起诉人" if decision.kind in {FINAL, *DIRECTLY} else ROLE
    place = announced.place or optional(snapshot, "place")
    if place is None:
        raise missing(snapshot, "place")
    present = []
    if announced.minor_present:
        present.append(f"{role}{name}")
    if announced.legal_representative_present:
        present.append(f"法定代理人{say.representative_names(snapshot)}")
    others = optional(snapshot, "others_present")
    if others:
        present.append(others)
    if not present:
        raise missing(snapshot, "others_present")
    blocks: list[Block] = [
        Grid(
            (2, 5, 2, 5),
            (
                ("时间", f"{say.day(announced.announced_on)}{blank(snapshot, 'time')}"),
                ("地点", place),
                ("宣布人", snapshot.officer, "记录人", blank(snapshot, "recorder")),
                ("到场人员", "；".join(present)),
            ),
        ),
        Text(
            f"宣布人：今天由{snapshot.office}向你们宣布本院于{cited(decision)}作出的"
            f"《{paper}》，并送达文书。（宣读《{paper}》全文）"
        ),
        *(_explained(snapshot, name) if conditional else []),
        Text(f"{role}{name}：{say.stop(blank(snapshot, 'minor_statement'))}"),
    ]
    if announced.legal_representative_present:
        blocks.append(
            Text(
                f"法定代理人{say.representative_names(snapshot)}："
                f"{say.stop(blank(snapshot, 'representative_statement'))}"
            )
        )
    blocks += [Text(READ_AND_TRUE), Signature(role)]
    if announced.legal_representative_present:
        blocks.append(Signature("法定代理人"))
    if others:
        blocks.append(Signature("其他到场人员"))
    blocks += [Signature("宣布人"), Signature("记录人")]
    return Paper(snapshot.office, f"{decided}宣布笔录", None, snapshot.issued_on, tuple(blocks))


def _explained(snapshot: Snapshot, name: str) -> list[Block]:
    announced, period = snapshot.announcement, say.period_of(snapshot)
    explained = () if announced is None else announced.explained
    blocks: list[Block] = []
    if "period" in explained:
        blocks.append(
            Text(
                f"宣布人：考验期为{say.months(period.months)}，{say.span(period)}，"
                "从作出决定之日起计算。"
            )
        )
    if "rules" in explained:
        blocks.append(
            Text(
                f"宣布人：在考验期内，{name}应当遵守下列规定，并遵守决定书所列的附加条件："
                + "".join(rule.rstrip("；。") + "；" for rule in say.STATUTORY)[:-1]
                + "。"
            )
        )
    if "consequence" in explained:
        grounds = "".join(ground.rstrip("；。") + "；" for ground in say.CONSEQUENCE)[:-1]
        blocks.append(
            Text(
                f"宣布人：有下列情形之一的，本院将撤销附条件不起诉的决定，提起公诉：{grounds}。"
                "没有上述情形，考验期满的，本院将作出不起诉的决定。"
            )
        )
    return blocks


def opinion_record(snapshot: Snapshot) -> Paper:
    """听取意见笔录, one per person (Rules 469(2), 477(2); D-01, D-02)."""
    (opinion,) = snapshot.opinions or (None,)
    if opinion is None:
        raise missing(snapshot, "opinion")
    if opinion.impossible_because is not None:
        return _impossible(snapshot, opinion)
    if opinion.heard_on is None or opinion.statement is None:
        raise missing(snapshot, "opinion")
    party = say.PARTIES[opinion.party]
    rows: list[tuple[str, ...]] = [
        ("案由", _cause(snapshot)),
        ("时间", say.day(opinion.heard_on), "方式", say.WAYS[opinion.how or "in_person"]),
    ]
    if opinion.party == "police":
        if opinion.approved_by is None:
            raise missing(snapshot, "approved_by")
        rows += [
            ("提出意见的公安机关", blank(snapshot, "heard_person")),
            ("批准人", opinion.approved_by, "承办检察官", snapshot.officer),
        ]
    else:
        rows += [
            ("地点", optional(snapshot, "place") or "（非当面听取）")
            if opinion.how != "in_person"
            else ("地点", blank(snapshot, "place")),
            ("被听取意见人", _heard_name(snapshot, opinion), "身份", party),
            ("听取人", snapshot.officer, "记录人", blank(snapshot, "recorder")),
        ]
    article, intended = INTENDED[opinion.stage]
    blocks: list[Block] = [
        Grid((4, 5, 3, 5), tuple(rows)),
        Text(f"{article}本院{intended.format(name=say.name_of(snapshot))}，现就此听取意见。"),
        Text(f"{party}的意见："),
        *say.paragraphs(say.stop(opinion.statement)),
        Text(f"态度：{_stance(opinion)}。"),
    ]
    if opinion.explanation:
        blocks.append(Text(f"对异议的答复：{say.stop(opinion.explanation)}"))
    if opinion.party == "police":
        blocks += [
            Text("公安机关的书面意见及批准文件附卷。"),
            Signature("承办检察官"),
        ]
    else:
        blocks += [
            Text(READ_AND_TRUE),
            Signature("被听取意见人"),
            Signature("听取人"),
            Signature("记录人"),
        ]
    return Paper(snapshot.office, "听取意见笔录", None, snapshot.issued_on, tuple(blocks))


def _stance(opinion: OpinionPart) -> str:
    text = say.STANCES[opinion.stance or "no_objection"]
    return say.OBJECTIONS.get(opinion.objection, text)


def _cause(snapshot: Snapshot) -> str:
    return f"{say.name_of(snapshot)}涉嫌{say.offences(say.charges_of(snapshot))}"


def _heard_name(snapshot: Snapshot, opinion: OpinionPart) -> str:
    given = optional(snapshot, "heard_person")
    if given:
        return given
    if opinion.party == "minor":
        return say.name_of(snapshot)
    if opinion.party == "legal_representative":
        return say.representative_names(snapshot)
    raise missing(snapshot, "heard_person")


def _impossible(snapshot: Snapshot, opinion: OpinionPart) -> Paper:
    _, intended = INTENDED[opinion.stage]
    blocks: tuple[Block, ...] = (
        Grid(
            (3, 13),
            (("案由", _cause(snapshot)), ("应听取意见的人", say.PARTIES[opinion.party])),
        ),
        Text(
            f"本院{intended.format(name=say.name_of(snapshot))}，应当听取"
            f"{say.PARTIES[opinion.party]}的意见。因下列原因未能听取："
        ),
        *say.paragraphs(say.stop(opinion.impossible_because or "")),
        Text("有关情况记录在案，材料附卷。"),
        Signature("承办检察官"),
    )
    return Paper(snapshot.office, "未能听取意见情况说明", None, snapshot.issued_on, blocks)


def service_receipt(snapshot: Snapshot) -> Paper:
    """送达回证 (CPL 107; T-09)."""
    service, decision = snapshot.service, decision_of(snapshot)
    if service is None:
        raise missing(snapshot, "service")
    paper = f"{DECIDED[decision.kind]}书"
    recipient = optional(snapshot, "recipient")
    if recipient is None and service.addressee == "minor":
        recipient = say.name_of(snapshot)
    if recipient is None and service.addressee == "legal_representative":
        recipient = say.representative_names(snapshot)
    if recipient is None:
        raise missing(snapshot, "recipient")
    substitute = optional(snapshot, "substitute")
    witness = optional(snapshot, "witness")
    if service.mode == "adult_recipient" and substitute is None:
        raise missing(snapshot, "substitute")
    if service.mode == "left" and witness is None:
        raise missing(snapshot, "witness")
    rows = (
        ("送达机关", snapshot.office),
        ("案由", _cause(snapshot)),
        ("送达文书名称及文号", f"《{paper}》{decision.number or ''}　一份"),
        ("受送达人", f"{recipient}（{say.PARTIES[service.addressee]}）"),
        ("送达方式", say.MODES[service.mode]),
        ("送达地点", blank(snapshot, "place")),
        ("发出日期", say.day(service.sent_on), "收到日期", say.day(service.received_on)),
        ("受送达人签名或者盖章", ""),
        ("代收人签名、与受送达人的关系及代收理由", substitute or ""),
        ("拒绝接收的事由及见证人签名", witness or ""),
        ("送达人签名", "", "填发人", snapshot.officer),
        ("备注", service.note or ""),
    )
    blocks = (
        Grid((4, 5, 3, 5), rows, tall=(7, 8, 9, 10, 11)),
        Note(
            "注：受送达人本人不在的，可以交其成年家属或者所在单位的负责人员代收。受送达人或者代收人"
            "拒绝接收或者拒绝签名、盖章的，送达人可以邀请见证人到场，说明情况，在送达回证上记明拒绝"
            "的事由、送达的日期，由送达人签名，即认为已经送达。",
        ),
    )
    return Paper(snapshot.office, "送达回证", None, snapshot.issued_on, blocks)


TEMPLATES: Final = (
    Template(
        DocumentKind.ANNOUNCEMENT_RECORD, 1, "宣布笔录", "Announcement record",
        announcement_record,
        blanks=(
            Blank("time", "起止时间，如9时30分至10时15分", "From when to when", at_most=40),
            Blank("place", "地点（记录中未填的必填）", "Place, where the record has none",
                  required=False),
            RECORDER,
            Blank("others_present", "其他到场人员", "Others present", required=False),
            Blank("minor_statement", "未成年人的表示", "What the minor said", LONG, at_most=2000),
            Blank("representative_statement", "法定代理人的表示（到场的必填）",
                  "What the representative said, if present", LONG, required=False, at_most=2000),
        ),
        reads=frozenset({Part.PERIOD, Part.ANNOUNCEMENT}), source=Source.DECISION, editable=True,
    ),
    Template(
        DocumentKind.OPINION_RECORD, 1, "听取意见笔录", "Record of an opinion heard",
        opinion_record,
        blanks=(
            Blank("heard_person", "被听取意见人（被害人、辩护人、公安机关的必填）",
                  "Who was heard: for victim, defender and police", required=False, at_most=60),
            Blank("place", "地点（当面听取的必填）", "Place, if in person", required=False),
            Blank("recorder", "记录人（公安机关书面意见除外）",
                  "Who kept the record, except for the police opinion", required=False,
                  at_most=40),
        ),
        reads=frozenset({Part.CHARGES}), source=Source.OPINION, editable=True,
    ),
    Template(
        DocumentKind.SERVICE_RECEIPT, 1, "送达回证", "Proof of service", service_receipt,
        blanks=(
            Blank("recipient", "受送达人姓名或者名称（被害人、辩护人、公安机关的必填）",
                  "Addressee: for victim, defender and police", required=False, at_most=60),
            Blank("place", "送达地点", "Place of service"),
            Blank("substitute", "代收人、关系及理由（代收的必填）",
                  "Who accepted it instead, and why", required=False),
            Blank("witness", "拒收事由及见证人（留置送达的必填）",
                  "Why it was refused, and the witness", required=False),
        ),
        reads=frozenset({Part.CHARGES}), source=Source.SERVICE, editable=True,
    ),
)  # fmt: skip
