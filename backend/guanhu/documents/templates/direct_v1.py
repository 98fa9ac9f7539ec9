"""Non-prosecution without a period, first version: relative, statutory, for want of evidence.

Sources: law.md §8; Rules 372, 376(2), 377, 385, 486; CPL 175(4), 177(1), 177(2), 180, 181; E-03,
D-14, D-17, F-01, P-14. Of courts it says nothing: D-15 speaks of the conditional decision and of
the final one alone.
"""

from __future__ import annotations

from typing import Final

from guanhu.documents.facts import Blank, DocumentKind
from guanhu.documents.paper import Block, Paper, Text
from guanhu.documents.snapshot import Snapshot
from guanhu.documents.templates import wording as say
from guanhu.documents.templates.blanks import (
    DEFENDER,
    HIGHER_OFFICE,
    LONG,
    MEASURES,
    PERSON_DETAILS,
    POLICE_ORGAN,
)
from guanhu.documents.templates.decisions_v1 import closing, decision_of, identity
from guanhu.documents.templates.orders_v1 import PJDL
from guanhu.documents.templates.template import Part, Template, blank, missing, optional

RELATIVE: Final = "relative_non_prosecution"
STATUTORY: Final = "statutory_non_prosecution"
WANT_OF_EVIDENCE: Final = "evidence_non_prosecution"
ARTICLE: Final = {
    RELATIVE: "第一百七十七条第二款",
    STATUTORY: "第一百七十七条第一款",
    WANT_OF_EVIDENCE: "第一百七十五条第四款",
}


def direct_decision(snapshot: Snapshot) -> Paper:
    """不起诉决定书 without a period: the six blocks of Rules 372 (F-01), by its ground (E-03)."""
    name, decision = say.name_of(snapshot), decision_of(snapshot)
    if decision.kind not in ARTICLE:
        raise missing(snapshot, "decision")
    blocks: list[Block] = [
        *identity(snapshot, "被不起诉人"),
        *_facts(snapshot, decision.kind),
        Text(_ground(snapshot, decision.kind)),
        *say.paragraphs(say.stop(decision.text)),
        Text(f"依照{say.CPL}{ARTICLE[decision.kind]}的规定，决定对{name}不起诉。"),
        Text(f"查封、扣押、冻结的涉案财物的处理：{say.stop(blank(snapshot, 'seized'))}"),
        Text("本决定自公开宣布之日起生效。宣布时依法不公开未成年人的身份信息。"),
        *_notices(snapshot, decision.kind),
        Text(
            f"依照{PJDL}第五十九条第二款、{say.RULES}第四百八十六条的规定，本院对{name}的相关记录"
            "予以封存，非因法定事由不得向任何单位和个人提供。"
        ),
        closing(snapshot, decision.decided_on),
    ]
    return Paper(
        snapshot.office, "不起诉决定书", snapshot.number, snapshot.issued_on, tuple(blocks)
    )


def _facts(snapshot: Snapshot, kind: str) -> list[Block]:
    """What was found; for want of evidence only what the police say, as theirs."""
    found: list[Block] = [*say.acts(snapshot), *say.paragraphs(optional(snapshot, "facts") or "")]
    if kind == WANT_OF_EVIDENCE:
        return [Text(f"{blank(snapshot, 'police_organ')}移送审查起诉认定："), *found]
    return [
        Text("经本院依法审查查明："),
        *found,
        Text("认定上述事实的证据如下："),
        *say.paragraphs(say.stop(blank(snapshot, "evidence"))),
    ]


def _ground(snapshot: Snapshot, kind: str) -> str:
    """Why, as far as the article says it; the decision's own reasons follow (E-03)."""
    name, charges = say.name_of(snapshot), say.charges_of(snapshot)
    if kind == RELATIVE:
        return (
            f"本院认为，{name}实施了{say.CL}{say.articles(charges)}规定的行为，犯罪时系未成年人，"
            "犯罪情节轻微。"
        )
    if kind == STATUTORY:
        return f"本院认为，{name}的上述行为不构成犯罪。"
    return "经本院审查，上述认定的事实证据不足，不符合起诉条件。"


def _notices(snapshot: Snapshot, kind: str) -> list[Text]:
    """The complaints: the minor's of a relative one only (D-17), the victim's of each (D-14)."""
    told = []
    if kind == RELATIVE:
        told.append(Text("被不起诉人如不服本决定，可以自收到本决定书后七日以内向本院申诉。"))
    if snapshot.has_victim:
        told.append(
            Text(
                "被害人如不服本决定，可以自收到本决定书后七日以内向"
                f"{say.higher_office(snapshot)}申诉，请求提起公诉。"
            )
        )
    return told


TEMPLATES: Final = (
    Template(
        DocumentKind.DIRECT_DECISION, 1, "不起诉决定书（直接不起诉）",
        "Decision of direct non-prosecution", direct_decision,
        blanks=(
            PERSON_DETAILS, DEFENDER, MEASURES, POLICE_ORGAN,
            Blank("facts", "对事实的补充说明", "More about the facts", LONG, required=False,
                  at_most=4000),
            Blank("evidence", "证据（存疑不起诉的不填）", "Evidence, unless it is wanting", LONG,
                  required=False, at_most=4000),
            Blank("seized", "涉案财物的处理，没有的写“无”", "Handling of seized property", LONG,
                  at_most=2000),
            HIGHER_OFFICE,
        ),
        reads=frozenset({Part.CHARGES, Part.DIRECT}), series="不诉",
    ),
)  # fmt: skip
