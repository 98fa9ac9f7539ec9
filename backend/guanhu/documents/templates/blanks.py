"""Blanks that several papers share."""

from __future__ import annotations

from typing import Final

from guanhu.documents.facts import Blank, BlankType

LONG: Final = BlankType.LONG_TEXT
DATE: Final = BlankType.DATE

PERSON_DETAILS: Final = Blank(
    "person_details", "民族、文化程度、职业、户籍地等", "Ethnic group, schooling, origin",
    required=False, at_most=300,
)  # fmt: skip
DEFENDER: Final = Blank(
    "defender", "辩护人姓名、单位（有辩护人的必填）", "Defender's name and firm, if there is one",
    required=False, at_most=100,
)  # fmt: skip
HIGHER_OFFICE: Final = Blank(
    "higher_office", "上一级人民检察院（机构未登记上级的必填）",
    "Next-higher procuratorate, where the office's record names none",
    required=False, at_most=60,
)  # fmt: skip
POLICE_ORGAN: Final = Blank("police_organ", "移送审查起诉的公安机关", "Police organ", at_most=60)
MEASURES: Final = Blank(
    "measures", "采取强制措施的情况", "Compulsory measures taken", LONG, at_most=600
)
RECORDER: Final = Blank("recorder", "记录人", "Who kept the record", at_most=40)
GUARDIAN_NAME: Final = Blank(
    "guardian_name", "监护人姓名（不填为全部法定代理人）", "Guardian, else every representative",
    required=False, at_most=60,
)  # fmt: skip
