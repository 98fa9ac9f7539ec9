"""The certificate of no criminal record, first version. Sources: law.md §8; Rules 487; F-10."""

from __future__ import annotations

from typing import Final

from guanhu.documents.facts import Blank, DocumentKind
from guanhu.documents.paper import Block, Paper, Text
from guanhu.documents.snapshot import Snapshot
from guanhu.documents.templates import wording as say
from guanhu.documents.templates.decisions_v1 import closing
from guanhu.documents.templates.template import Template, blank, optional


def no_record_certificate(snapshot: Snapshot) -> Paper:
    """无犯罪记录证明: it says nothing of what was sealed, nor that anything was (F-10).

    It cites no article either: that of the Rules is about sealed records, and would tell.
    """
    number = optional(snapshot, "identity_number")
    who = blank(snapshot, "person") + (f"（证件号码：{number}）" if number else "")
    blocks: list[Block] = [
        Text("根据申请，经查询，证明如下："),
        Text(f"{who}无犯罪记录。"),
    ]
    purpose = optional(snapshot, "purpose")
    if purpose is not None:
        blocks.append(Text(f"本证明用于：{say.stop(purpose)}"))
    blocks += [Text("特此证明。"), closing(snapshot)]
    return Paper(
        snapshot.office, "无犯罪记录证明", snapshot.number, snapshot.issued_on, tuple(blocks)
    )


TEMPLATES: Final = (
    Template(
        DocumentKind.NO_RECORD_CERTIFICATE, 1, "无犯罪记录证明",
        "Certificate of no criminal record", no_record_certificate,
        blanks=(
            Blank("person", "姓名", "Name", at_most=60),
            Blank("identity_number", "证件号码", "Identity number", required=False, at_most=40),
            Blank("purpose", "用途", "For what", required=False, at_most=500),
        ),
        series="证明", of_register=True,
    ),
)  # fmt: skip
