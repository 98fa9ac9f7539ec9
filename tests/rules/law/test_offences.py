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
