"""The register of rules, and what they rest on."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from guanhu.kernel.basis import LegalBasis, Verification
from guanhu.kernel.statutes import STATUTES, Statute
from guanhu.law.register import RULES, rule
from guanhu.law.rule import entry


def test_every_rule_of_every_family_is_there_once_and_in_order() -> None:
    counts = Counter(rule_id[0] for rule_id in RULES)

    assert counts == {
        "E": 14,
        "D": 19,
        "P": 14,
        "O": 11,
        "S": 16,
        "R": 13,
        "F": 18,
        "M": 11,
        "T": 11,
        "Q": 11,
    }
    for family, count in counts.items():
        assert [rule_id for rule_id in RULES if rule_id[0] == family] == [
            f"{family}-{number:02}" for number in range(1, count + 1)
        ]


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_a_rule_speaks_both_languages_and_cites_itself(rule_id: str) -> None:
    found = rule(rule_id)

    assert re.search(r"[\u4e00-\u9fff]", found.zh)
    assert found.zh.endswith("。")
    assert found.en.endswith(".")
    assert not re.search(r"[\u4e00-\u9fff]", found.en)
    assert {source.rule for source in found.articles} == {rule_id}
    assert found.statement("zh") == found.zh
    assert found.statement("en") == found.en
    for source in found.articles:
        assert source.citation("zh")
        assert not re.search(r"[\u4e00-\u9fff]", source.citation("en"))


def test_unconfirmed_rules_are_exactly_those_marked_n_or_i() -> None:
    unconfirmed = {found.id for found in RULES.values() if found.unconfirmed}

    assert unconfirmed == {
        *("E-11", "D-03", "D-04", "D-19", "P-05", "P-07", "O-09", "S-05", "S-12"),
        *("R-05", "R-07", "R-08", "R-11", "R-12", "F-08", "F-15", "T-11", "Q-11"),
    }


def test_a_number_that_was_not_verified_is_never_marked_verified() -> None:
    # The records-sealing Measures were read in paraphrase, so V3 may stand beside a guessed number.
    for found in RULES.values():
        for source in found.articles:
            if source.article.startswith("~"):
                assert source.verification in {Verification.N, Verification.V3}, found.id


@pytest.mark.parametrize(
    ("statute", "article", "zh", "en"),
    [
        (
            Statute.CPL,
            "282(1)",
            "《刑事诉讼法》第二百八十二条第一款",
            "Criminal Procedure Law art. 282(1)",
        ),
        (
            Statute.CPL,
            "283(3)(3)",
            "《刑事诉讼法》第二百八十三条第三款第三项",
            "Criminal Procedure Law art. 283(3)(3)",
        ),
        (Statute.CL, "287-2", "《刑法》第二百八十七条之二", "Criminal Law art. 287-2"),
        (
            Statute.CL,
            "105",
            "《刑法》第一百零五条",
            "Criminal Law art. 105",
        ),
        (Statute.CL, "10", "《刑法》第十条", "Criminal Law art. 10"),
        (Statute.CL, "20", "《刑法》第二十条", "Criminal Law art. 20"),
        (Statute.CL, "110", "《刑法》第一百一十条", "Criminal Law art. 110"),
        (Statute.CL, "300", "《刑法》第三百条", "Criminal Law art. 300"),
        (
            Statute.RULES,
            "479 item 2",
            "《人民检察院刑事诉讼规则》第四百七十九条第二项",
            "Criminal Procedure Rules of the People's Procuratorates art. 479, item 2",
        ),
        (
            Statute.PJDL,
            "38–45",
            "《预防未成年人犯罪法》第三十八条至第四十五条",
            "Law on the Prevention of Juvenile Delinquency arts 38–45",
        ),
        (
            Statute.SEALING_MEASURES,
            "~12",
            "《关于未成年人犯罪记录封存的实施办法》第十二条（条号未核实）",
            "Measures on Sealing Juvenile Criminal Records art. 12 (number unverified)",
        ),
        (
            Statute.GUIDING_CASES,
            "105",
            "最高人民检察院指导性案例检例第105号",
            "SPP guiding case no. 105",
        ),
        (Statute.PRACTICE, "", "实践做法（无明文规定）", "practice (no statutory text)"),
    ],
)
def test_citations(statute: Statute, article: str, zh: str, en: str) -> None:
    basis = LegalBasis(statute, article, "E-01", Verification.V1)

    assert basis.citation("zh") == zh
    assert basis.citation("en") == en


@pytest.mark.parametrize("article", ["art. 5", "282()", "0", "5-", "~", "479 item"])
def test_what_is_no_article_is_refused(article: str) -> None:
    with pytest.raises(ValueError, match="not an article"):
        LegalBasis(Statute.CPL, article, "E-01", Verification.V1)


def test_an_unknown_source_or_code_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        entry("X-01", "V1", "Unknown Law 5", "甲。", "A.")
    with pytest.raises(KeyError):
        entry("X-01", "V9", "CPL 5", "甲。", "A.")


def test_every_source_is_registered_with_both_names() -> None:
    assert set(STATUTES) == set(Statute)
    assert len({info.short for info in STATUTES.values()}) == len(STATUTES)
    assert all(info.zh and info.en for info in STATUTES.values())


def test_every_verification_code_has_a_label() -> None:
    assert {code.label("zh") for code in Verification} == {
        "已核对全文",
        "已核对全文，现行有效",
        "仅核对二手来源摘录",
        "未经确认",
        "系统推断，待法律确认",
    }
    assert Verification.N.label("en") == "unconfirmed"
