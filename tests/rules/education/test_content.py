"""The shipped modules: a broken or thin one stops the release here."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest
from click.testing import CliRunner

from guanhu.content_checking import check, check_content
from guanhu.education.module_catalogue import content_folders, modules
from guanhu.education.module_facts import Article
from guanhu.kernel.statutes import STATUTES, Statute
from guanhu.law.offences import OFFENCES
from support.modules import a_folder

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize("folder", content_folders(), ids=lambda folder: str(folder.name))
def test_shipped_module_is_what_it_must_be(folder: Traversable) -> None:
    found, wrong = check([folder])

    assert wrong == []
    strange = [each for each in found[0].articles if not stands_in_the_law(each)]
    assert strange == []


def test_numbers_and_codes_stand_once_and_prerequisites_are_there() -> None:
    offered = modules().offered(TODAY)
    codes = {each.code for each in offered}

    assert len({each.number for each in offered}) == len(codes) == len(offered)
    assert all(set(each.after) <= codes for each in offered)
    assert [each.number for each in offered] == list(range(1, 17))
    assert [each.number for each in offered if each.audience == "guardian"] == [15]
    assert all(each.bank for each in offered)


def test_command_tells_place_and_reason(tmp_path: Path) -> None:
    folder = tmp_path / "a_module"
    for name, text in a_folder().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    good = CliRunner().invoke(check_content, [str(folder)])
    (folder / "questions.yaml").write_text("pre: [\n", encoding="utf-8")
    bad = CliRunner().invoke(check_content, [str(folder)])

    assert (good.exit_code, good.output) == (0, "1 modules can be shipped\n")
    assert bad.exit_code == 1
    assert bad.output.startswith("a_module/questions.yaml:2: ")


def stands_in_the_law(article: Article) -> bool:
    """Whether law.md names the article; of the Criminal Law also as the article of an offence."""
    # "476 item 4" stands in law.md as 476(4), "282–284" as 282, 283 and 284.
    whole = re.split(r"[ (–]", article.article)[0]
    offences = {each.article.partition("(")[0] for each in OFFENCES.values()}
    if article.statute is Statute.CL and whole in offences:
        return True
    number = re.compile(rf"(?<![\d-]){re.escape(whole)}(?![\d-])")
    words = STATUTES[article.statute].short.split()  # law.md says "Opinion 2025"
    return any(all(word in line for word in words) and number.search(line) for line in law())


@cache
def law() -> list[str]:
    return (Path(__file__).parents[3] / "docs" / "law.md").read_text(encoding="utf-8").splitlines()
