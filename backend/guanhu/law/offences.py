"""The offence table for screening: article, chapter, base ranges, thresholds (law.md §3).

The same conduct under another charge may stand in another chapter: 177-1 is in chapter 3 and never
qualifies, 287-2 and 312 are in chapter 6 and do. Screening is therefore run again when a charge
changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guanhu.kernel.basis import LegalBasis, Verification
from guanhu.kernel.statutes import Statute
from guanhu.law.ages import AGE_OF_FULL_RESPONSIBILITY
from guanhu.law.amounts import THRESHOLDS, Threshold

ELIGIBLE_CHAPTERS: Final = frozenset({4, 5, 6})
"""CL special part: persons' rights, property, social administration (E-01)."""


@dataclass(frozen=True, slots=True)
class SentenceBand:
    """One step of the statutory range, in years of imprisonment; None means open."""

    from_years: int | None
    to_years: int | None


UP_TO_3 = SentenceBand(None, 3)
UP_TO_5 = SentenceBand(None, 5)
FROM_3_TO_7 = SentenceBand(3, 7)
FROM_3_TO_10 = SentenceBand(3, 10)
FROM_5 = SentenceBand(5, None)
FROM_10 = SentenceBand(10, None)

PROPERTY_RANGE = (UP_TO_3, FROM_3_TO_10, FROM_10)
NETWORK_RANGE = (UP_TO_3, FROM_3_TO_7)


class RangeNote(StrEnum):
    """Whether the bands are the whole statutory range."""

    COMPLETE = "complete"
    HIGHER_BANDS_EXIST = "higher_bands_exist"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True)
class Offence:
    """An offence as the product knows it. `code` is the article as one writes it: `266`, `287-2`.

    `min_age` is the age from which a person answers for it (CL 17, E-07).
    """

    code: str
    zh: str
    en: str
    article: str
    chapter: int
    bands: tuple[SentenceBand, ...]
    range_note: RangeNote = RangeNote.COMPLETE
    min_age: int = AGE_OF_FULL_RESPONSIBILITY

    @property
    def eligible_chapter(self) -> bool:
        """Whether its chapter admits conditional non-prosecution (E-01)."""
        return self.chapter in ELIGIBLE_CHAPTERS

    @property
    def basis(self) -> LegalBasis:
        """The article of the Criminal Law that defines it."""
        return LegalBasis(Statute.CL, self.article, "E-01", Verification.V1)

    @property
    def thresholds(self) -> tuple[Threshold, ...]:
        """Amounts and counts from the interpretations, each with its own verification."""
        return THRESHOLDS.get(self.code, ())

    def name(self, language: str) -> str:
        """Name of the offence; `language` is "zh" or "en"."""
        return self.zh if language == "zh" else self.en

    def base_range(self, language: str) -> str:
        """The statutory range in words."""
        zh = language == "zh"
        if self.range_note is RangeNote.NOT_RECORDED:
            return "以条文为准" if zh else "see the article"
        text = ("；" if zh else "; ").join(_band_text(band, zh=zh) for band in self.bands)
        if self.range_note is RangeNote.HIGHER_BANDS_EXIST:
            text += "；另有更重档次" if zh else "; higher bands exist"
        return text


def _band_text(band: SentenceBand, *, zh: bool) -> str:
    low, high = band.from_years, band.to_years
    if low is None:
        return f"{high}年以下" if zh else f"up to {high} years"
    if high is None:
        return f"{low}年以上" if zh else f"{low} years or more"
    return f"{low}年以上{high}年以下" if zh else f"{low} to {high} years"


_TABLE: Final = (
    Offence("266", "诈骗罪", "Fraud", "266", 5, PROPERTY_RANGE),
    Offence(
        "287-2",
        "帮助信息网络犯罪活动罪",
        "Assisting information-network crime",
        "287-2",
        6,
        (UP_TO_3,),
    ),
    Offence(
        "287-1", "非法利用信息网络罪", "Illegal use of information networks", "287-1", 6, (UP_TO_3,)
    ),
    Offence(
        "312",
        "掩饰、隐瞒犯罪所得、犯罪所得收益罪",
        "Concealing proceeds of crime",
        "312",
        6,
        NETWORK_RANGE,
    ),
    Offence("295", "传授犯罪方法罪", "Teaching criminal methods", "295", 6, (UP_TO_5,)),
    Offence(
        "253-1",
        "侵犯公民个人信息罪",
        "Infringing citizens' personal information",
        "253-1",
        4,
        NETWORK_RANGE,
    ),
    Offence("274", "敲诈勒索罪", "Extortion", "274", 5, PROPERTY_RANGE),
    Offence(
        "285(2)",
        "非法获取计算机信息系统数据、非法控制计算机信息系统罪",
        "Illegally obtaining data from, or controlling, computer systems",
        "285(2)",
        6,
        NETWORK_RANGE,
    ),
    Offence(
        "285(3)",
        "提供侵入、非法控制计算机信息系统程序、工具罪",
        "Providing programs or tools for intruding into or controlling computer systems",
        "285(3)",
        6,
        NETWORK_RANGE,
    ),
    Offence(
        "286", "破坏计算机信息系统罪", "Damaging computer systems", "286", 6, (UP_TO_5, FROM_5)
    ),
    Offence(
        "280(3)",
        "伪造、变造、买卖身份证件罪",
        "Forging, altering or trading identity documents",
        "280(3)",
        6,
        NETWORK_RANGE,
    ),
    Offence(
        "280-1",
        "使用虚假身份证件、盗用身份证件罪",
        "Using false or another's identity documents",
        "280-1",
        6,
        (),
        RangeNote.NOT_RECORDED,
    ),
    Offence("264", "盗窃罪", "Theft", "264", 5, (UP_TO_3,), RangeNote.HIGHER_BANDS_EXIST),
    Offence(
        "322",
        "偷越国（边）境罪",
        "Illegally crossing the border",
        "322",
        6,
        (),
        RangeNote.NOT_RECORDED,
    ),
    Offence(
        "177-1",
        "妨害信用卡管理罪",
        "Disrupting credit-card management",
        "177-1",
        3,
        (UP_TO_3, FROM_3_TO_10),
    ),
    Offence("196", "信用卡诈骗罪", "Credit-card fraud", "196", 3, (), RangeNote.NOT_RECORDED),
    Offence("191", "洗钱罪", "Money laundering", "191", 3, (), RangeNote.NOT_RECORDED),
    Offence(
        "225", "非法经营罪", "Illegal business operations", "225", 3, (), RangeNote.NOT_RECORDED
    ),
)

OFFENCES: Final[Mapping[str, Offence]] = {found.code: found for found in _TABLE}
"""Every offence of the table by its code, those that never qualify included."""


def offence(code: str) -> Offence | None:
    """The offence with this code, or None when the table does not hold it."""
    return OFFENCES.get(code)


def is_known_offence(code: str) -> bool:
    """Whether the table holds this code."""
    return code in OFFENCES
