"""The offence table and the roles in the chain."""

from __future__ import annotations

import pytest

from guanhu.kernel.basis import Verification
from guanhu.law.amounts import THRESHOLDS, Measured
from guanhu.law.offences import OFFENCES, is_known_offence, offence
from guanhu.law.roles_in_chain import (
    CHAIN_ROLES,
    MEANS,
    MEASURES,
    TIERS,
    ChainRole,
    Means,
    Tier,
)


def test_chapters_decide_which_offences_qualify() -> None:
    assert {code: found.chapter for code, found in OFFENCES.items()} == {
        "266": 5,
        "287-2": 6,
        "287-1": 6,
        "312": 6,
        "295": 6,
        "253-1": 4,
        "274": 5,
        "285(2)": 6,
        "285(3)": 6,
        "286": 6,
        "280(3)": 6,
        "280-1": 6,
        "264": 5,
        "322": 6,
        "177-1": 3,
        "196": 3,
        "191": 3,
        "225": 3,
    }
    excluded = {code for code, found in OFFENCES.items() if not found.eligible_chapter}
    assert excluded == {"177-1", "196", "191", "225"}


def test_every_offence_needs_sixteen_years() -> None:
    assert {found.min_age for found in OFFENCES.values()} == {16}


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        (
            "266",
            "3年以下；3年以上10年以下；10年以上",
            "up to 3 years; 3 to 10 years; 10 years or more",
        ),
        ("287-2", "3年以下", "up to 3 years"),
        ("264", "3年以下；另有更重档次", "up to 3 years; higher bands exist"),
        ("191", "以条文为准", "see the article"),
    ],
)
def test_base_ranges_in_words(code: str, zh: str, en: str) -> None:
    found = OFFENCES[code]

    assert found.base_range("zh") == zh
    assert found.base_range("en") == en


def test_an_offence_has_two_names_and_its_article() -> None:
    assert OFFENCES["287-2"].name("zh") == "帮助信息网络犯罪活动罪"
    assert OFFENCES["287-2"].name("en") == "Assisting information-network crime"
    assert OFFENCES["287-2"].basis.citation("zh") == "《刑法》第二百八十七条之二"


def test_an_unknown_code_is_absent() -> None:
    assert offence("999") is None
    assert is_known_offence("999") is False
    assert is_known_offence("266") is True


def test_thresholds_are_in_fen_and_carry_their_verification() -> None:
    large, *_ = OFFENCES["266"].thresholds
    assert (large.at_least, large.up_to, large.measured) == (300_000, 1_000_000, Measured.MONEY)
    assert large.verification is Verification.V1

    settled = OFFENCES["287-2"].thresholds[1]
    assert settled.at_least == 20_000_000

    nationwide = [found for found in OFFENCES["266"].thresholds if found.source is None]
    assert {found.verification for found in nationwide} == {Verification.N}
    assert [found.at_least for found in nationwide] == [300_000, 3_000_000, 50_000_000]

    assert OFFENCES["295"].thresholds == ()
    assert set(THRESHOLDS) <= set(OFFENCES)


YUAN = 100
TABLE = {
    # law.md §3: Chinese name in part, chapter, bands in years, figures in yuan or counts.
    "266": ("诈骗", 5, [(None, 3), (3, 10), (10, None)],
            [3_000, 30_000, 500_000, 3_000, 30_000, 500_000, 5_000, 500]),
    "287-2": ("帮助信息网络犯罪活动", 6, [(None, 3)], [3, 200_000, 50_000, 10_000]),
    "287-1": ("非法利用信息网络", 6, [(None, 3)],
              [3, 2_000, 5, 1_000, 100, 2_000, 3_000, 30_000, 10_000]),
    "312": ("掩饰、隐瞒犯罪所得", 6, [(None, 3), (3, 7)], [500_000, 250_000]),
    "295": ("传授犯罪方法", 6, [(None, 5)], []),
    "253-1": ("公民个人信息", 4, [(None, 3), (3, 7)], [50, 500, 5_000, 5_000]),
    "274": ("敲诈勒索", 5, [(None, 3), (3, 10), (10, None)], []),
    "285(2)": ("计算机信息系统数据", 6, [(None, 3), (3, 7)],
               [10, 500, 20, 5_000, 10_000, 50, 2_500, 100, 25_000, 50_000]),
    "285(3)": ("程序、工具", 6, [(None, 3), (3, 7)], []),
    "286": ("破坏计算机信息系统", 6, [(None, 5), (5, None)], []),
    "280(3)": ("身份证件", 6, [(None, 3), (3, 7)], []),
    "280-1": ("身份证件", 6, [], []),
    "264": ("盗窃", 5, [(None, 3)], []),
    "177-1": ("妨害信用卡管理", 3, [(None, 3), (3, 10)], []),
    "196": ("信用卡诈骗", 3, [], []),
    "191": ("洗钱", 3, [], []),
    "225": ("非法经营", 3, [], []),
    # Not in §3; law.md §6 names it for those lured abroad.
    "322": ("偷越国", 6, [], []),
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(TABLE))
def test_the_table_is_that_of_law_md(code: str) -> None:
    """TC-T8, E-01: name, article, chapter, bands and thresholds of every row of law.md §3."""
    zh, chapter, bands, figures = TABLE[code]
    found = OFFENCES[code]

    assert zh in found.zh
    assert (found.article, found.chapter) == (code, chapter)
    assert [(band.from_years, band.to_years) for band in found.bands] == bands
    in_yuan = [
        one.at_least // YUAN if one.measured is Measured.MONEY else one.at_least
        for one in found.thresholds
    ]
    assert in_yuan == figures


def test_the_table_has_no_other_row() -> None:
    assert set(OFFENCES) == set(TABLE)


def test_amounts_a_province_may_set_stand_beside_those_of_the_whole_country() -> None:
    """The parallel amounts of fraud: 3,000 to 10,000 and 30,000 to 100,000 yuan by province."""
    by_province = {one.at_least: one.up_to for one in OFFENCES["266"].thresholds if one.up_to}
    assert by_province == {300_000: 1_000_000, 3_000_000: 10_000_000}
    others = [one for code in OFFENCES for one in OFFENCES[code].thresholds if code != "266"]
    assert all(one.up_to is None for one in others)


def test_thirteen_roles_with_charges_and_measures_that_exist() -> None:
    assert set(CHAIN_ROLES) == set(ChainRole)
    assert len(ChainRole) == 13
    for found in CHAIN_ROLES.values():
        assert found.typical_charges
        assert all(is_known_offence(code) for code in found.typical_charges)
        assert all(OFFENCES[code].eligible_chapter for code in found.typical_charges)
        assert found.measures
        assert all(code in MEASURES for code in found.measures)
        assert found.measures_verification is Verification.I


def test_roles_tiers_and_means_have_names_in_both_languages() -> None:
    assert set(TIERS) == set(Tier)
    assert set(MEANS) == set(Means)
    names = [*TIERS.values(), *MEANS.values(), *MEASURES.values()]
    names += [found.name for found in CHAIN_ROLES.values()]
    assert all(name.text("zh") and name.text("en") for name in names)
    assert CHAIN_ROLES[ChainRole.CARD_SUPPLIER].name.text("zh") == "供卡人（卡农）"
