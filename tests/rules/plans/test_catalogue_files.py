"""The condition catalogue, and the reader that refuses a bad file with line and reason."""

from __future__ import annotations

import os
import re
import shutil
import string
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from guanhu.kernel.strict_yaml import FileRefused
from guanhu.law.roles_in_chain import ChainRole
from guanhu.plans.catalogue_reader import read_entries, together
from guanhu.plans.catalogue_review import refuse_unreviewed, reviewed_lines
from guanhu.plans.condition_catalogue import (
    SHIPPED,
    ConditionCatalogue,
    conditions,
    read_newer,
)
from guanhu.plans.facts import ConditionCategory, SlotType

TODAY = date(2026, 3, 2)
DUTIES = (
    "OBEY_AND_ACCEPT_SUPERVISION", "REPORT_ACTIVITIES", "LEAVE_WITH_APPROVAL", "ACCEPT_EDUCATION",
)  # fmt: skip

GOOD = """\
- code: READ_A_BOOK
  version: 1
  category: EDUCATION
  rule: O-05
  title: {zh: 读一本书, en: Read a book}
  wording: {zh: "在{until}以前读完。", en: "Finish by {until}."}
  plain: {zh: 读完一本书。, en: Finish a book.}
  slots:
    - {name: until, type: DATE, label: {zh: 期限, en: By}}
  evidence: [LEARNING_RECORD]
  sign_off: SOCIAL_WORKER
  roles: [CARD_SUPPLIER]
  proportionality: {zh: 选短的。, en: Choose a short one.}
"""


def test_good_file_is_read() -> None:
    (entry,) = read_entries("good.yaml", GOOD)

    assert entry.code == "READ_A_BOOK"
    assert entry.wording.text("en") == "Finish by {until}."
    assert entry.wording.text("zh") == "在{until}以前读完。"
    assert entry.check_every_days is None
    assert entry.requires_consents is False


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        pytest.param("  version: 1\n", "", "bad.yaml:1: version is missing", id="missing-key"),
        pytest.param(
            "  version: 1", "  version: one", "bad.yaml:2: a whole number is needed", id="number"
        ),
        pytest.param(
            "  version: 1", "  version: 0", "bad.yaml:2: at least 1 is needed", id="too-small"
        ),
        pytest.param(
            "  sign_off:", "  signed_by:", "bad.yaml:11: unknown key signed_by", id="unknown-key"
        ),
        pytest.param(
            "  version: 1", "  version: 1\n  version: 1", "bad.yaml:3: version is given twice",
            id="doubled-key",
        ),
        pytest.param(
            "code: READ_A_BOOK", "code: read a book",
            "bad.yaml:1: a code is upper case letters, digits and underscores", id="code",
        ),
        pytest.param(
            "category: EDUCATION", "category: PENANCE", "bad.yaml:3: PENANCE is not one of",
            id="category",
        ),
        pytest.param(
            "rule: O-05", "rule: O-99", "bad.yaml:4: O-99 is not in the register of rules",
            id="rule",
        ),
        pytest.param(
            "title: {zh: 读一本书, en: Read a book}", "title: {zh: 读一本书}",
            "bad.yaml:5: en is missing", id="no-english",
        ),
        pytest.param(
            "title: {zh: 读一本书, en: Read a book}", 'title: {zh: "", en: Read a book}',
            "bad.yaml:5: a text is needed", id="empty-text",
        ),
        pytest.param(
            '"Finish by {until}."', '"Finish by {when}."',
            "bad.yaml:6: en: undeclared blank when", id="undeclared-blank",
        ),
        pytest.param(
            '"Finish by {until}."', '"Finish it."', "bad.yaml:6: en: unused blank until",
            id="unused-blank",
        ),
        pytest.param(
            '"Finish by {until}."', '"Finish by {until."', "bad.yaml:6: en: expected '}'",
            id="open-brace",
        ),
        pytest.param(
            "type: DATE", "type: DAY", "bad.yaml:9: DAY is not one of", id="slot-type"
        ),
        pytest.param(
            "type: DATE", "type: DATE, at_most: 3", "bad.yaml:9: DATE takes no limits",
            id="limits-on-a-date",
        ),
        pytest.param(
            "type: DATE", "type: DATE, not_before: since",
            "bad.yaml:9: until: not_before needs two dates", id="not-before",
        ),
        pytest.param(
            "name: until,", "name: every_days,",
            "bad.yaml:9: every_days cannot be the name of a blank", id="reserved-name",
        ),
        pytest.param(
            "roles: [CARD_SUPPLIER]", "roles: [CARD_SUPPLIER, CARD_SUPPLIER]",
            "bad.yaml:12: CARD_SUPPLIER is given twice", id="doubled-role",
        ),
        pytest.param(
            "roles: [CARD_SUPPLIER]", "roles: []", "bad.yaml:12: at least one role is needed",
            id="no-role",
        ),
        pytest.param(
            "evidence: [LEARNING_RECORD]", "evidence: []",
            "bad.yaml:10: at least one kind of evidence is needed", id="no-evidence",
        ),
        pytest.param(
            "roles: [CARD_SUPPLIER]", "roles: [CARD_LENDER]",
            "bad.yaml:12: CARD_LENDER is not one of", id="unknown-role",
        ),
        pytest.param(
            "  proportionality: {zh: 选短的。, en: Choose a short one.}", "  tiers: [LEAD]",
            "bad.yaml:1: proportionality is missing", id="no-note",
        ),
        pytest.param(
            "roles: [CARD_SUPPLIER]", "roles: [CARD_SUPPLIER]\n  means: [CARD]",
            "bad.yaml:13: CARD is not one of", id="unknown-means",
        ),
        pytest.param(
            "roles: [CARD_SUPPLIER]",
            "roles: [CARD_SUPPLIER]\n  needs: [{domain: LUCK, at_least: SOME}]",
            "bad.yaml:13: LUCK is not one of", id="unknown-domain",
        ),
        pytest.param(
            "roles: [CARD_SUPPLIER]",
            "roles: [CARD_SUPPLIER]\n  needs: [{domain: MONEY, at_least: NONE}]",
            "bad.yaml:13: NONE is no need", id="no-need",
        ),
        pytest.param(
            "roles: [CARD_SUPPLIER]", "roles: [CARD_SUPPLIER]\n  replaced_by: WRITE_A_PAGE",
            "bad.yaml:13: replaced_by needs retired_on", id="replaced-but-not-retired",
        ),
        pytest.param(
            "  version: 1", "  version: 1\n  retired_on: soon",
            "bad.yaml:3: a date YYYY-MM-DD is needed", id="retired-on",
        ),
        pytest.param(
            "  version: 1", "  version: 1\n  requires_consents: maybe",
            "bad.yaml:3: true or false is needed", id="flag",
        ),
    ],
)  # fmt: skip
def test_bad_file_is_refused_with_line_and_reason(old: str, new: str, complaint: str) -> None:
    assert old in GOOD

    with pytest.raises(FileRefused) as refused:
        read_entries("bad.yaml", GOOD.replace(old, new, 1))

    assert str(refused.value).startswith(complaint)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        pytest.param("", "bad.yaml:1: the file is empty", id="empty"),
        pytest.param("code: X", "bad.yaml:1: a list is needed", id="not-a-list"),
        pytest.param("- A\n- B: [", "bad.yaml:2: ", id="not-yaml"),
        pytest.param("- just words", "bad.yaml:1: a mapping is needed", id="not-a-mapping"),
    ],
)
def test_file_that_is_no_catalogue_is_refused(content: str, complaint: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_entries("bad.yaml", content)

    assert str(refused.value).startswith(complaint)


SECOND = GOOD.replace("version: 1", "version: 2")
SUPERSEDED = GOOD.replace("version: 1", "version: 1\n  retired_on: 2026-06-01")
GONE = SUPERSEDED + "  retired_why: {zh: 用得太少。, en: Hardly used.}\n"


def test_same_version_twice_and_two_current_versions_are_refused() -> None:
    second, retired = SECOND, SUPERSEDED

    with pytest.raises(FileRefused, match=r"b.yaml:1: READ_A_BOOK version 1 is given twice"):
        together([("a.yaml", GOOD), ("b.yaml", GOOD)])
    with pytest.raises(FileRefused, match="two versions are current"):
        together([("a.yaml", GOOD), ("b.yaml", second)])
    assert len(together([("a.yaml", retired), ("b.yaml", second)])) == 2


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        pytest.param(
            [GONE, SECOND], "1.yaml:1: READ_A_BOOK was retired for good; a retired code is not",
            id="retired-code-used-again",
        ),
        pytest.param(
            [SUPERSEDED], "0.yaml:1: READ_A_BOOK is retired without retired_why", id="no-reason"
        ),
        pytest.param(
            [SECOND], "0.yaml:1: READ_A_BOOK version 2 stands without version 1", id="no-version-1"
        ),
        pytest.param(
            [GONE + "  replaced_by: READ_TWO_BOOKS\n"],
            "0.yaml:1: READ_A_BOOK: replaced_by names no other condition", id="replaced-by-nothing",
        ),
        pytest.param(
            [GONE.replace("EDUCATION", "STATUTORY")],
            "0.yaml:1: READ_A_BOOK: a statutory duty is not retired", id="duty-retired",
        ),
    ],
)  # fmt: skip
def test_broken_history_of_a_code_is_refused(files: list[str], complaint: str) -> None:
    with pytest.raises(FileRefused) as refused:
        together((f"{place}.yaml", content) for place, content in enumerate(files))

    assert str(refused.value).startswith(complaint)


def test_text_does_not_change_under_its_version() -> None:
    (entry,) = read_entries("good.yaml", GOOD)
    reviewed = reviewed_lines([entry])
    advice = GOOD.replace("选短的。", "选读得完的。").replace("[CARD_SUPPLIER]", "[MONEY_MULE]")

    refuse_unreviewed(read_entries("good.yaml", advice), reviewed)
    refuse_unreviewed(together([("a.yaml", GONE)]), reviewed)
    for reworded in ("在{until}前读完。", "在{until}以前读完！"):
        changed = read_entries("good.yaml", GOOD.replace("在{until}以前读完。", reworded))
        with pytest.raises(FileRefused, match=r"reviewed.txt:1: .* reads differently now"):
            refuse_unreviewed(changed, reviewed)
    with pytest.raises(FileRefused, match=r"reviewed.txt:1: READ_A_BOOK version 1 has left"):
        refuse_unreviewed([], reviewed)
    with pytest.raises(FileRefused, match="READ_A_BOOK version 1 is not reviewed yet"):
        refuse_unreviewed([entry], "")
    with pytest.raises(FileRefused, match=r"reviewed.txt:1: code, version and digest"):
        refuse_unreviewed([entry], "READ_A_BOOK one\n")


def test_a_newer_catalogue_keeps_what_was_shipped(tmp_path: Path) -> None:
    shutil.copytree(str(SHIPPED), tmp_path, dirs_exist_ok=True)
    assert len(read_newer(tmp_path).entries()) == len(conditions().entries())
    (tmp_path / "1_statutory.yaml").unlink()
    mine = "".join(
        line for line in (tmp_path / "reviewed.txt").read_text().splitlines(keepends=True)
        if line.split()[0] not in DUTIES
    )  # fmt: skip
    (tmp_path / "reviewed.txt").write_text(mine)

    with pytest.raises(FileRefused, match="ACCEPT_EDUCATION version 1 has left the catalogue"):
        read_newer(tmp_path)


def test_the_reviewed_file_is_that_of_the_catalogue() -> None:
    # Written anew on request; read which lines changed: none may, lines are only added.
    stored = Path(str(SHIPPED)) / "reviewed.txt"
    folder = sorted(Path(str(SHIPPED)).glob("*.yaml"))
    now = reviewed_lines(together((file.name, file.read_text("utf-8")) for file in folder))
    if os.environ.get("WRITE_REVIEWED"):
        stored.write_text(now, encoding="utf-8")

    assert stored.read_text(encoding="utf-8") == now


def test_retired_code_is_offered_no_more_and_stays_readable() -> None:
    catalogue = ConditionCatalogue(together([("a.yaml", GONE)]))
    both = ConditionCatalogue(together([("a.yaml", SUPERSEDED), ("b.yaml", SECOND)]))

    assert catalogue.find_offered("READ_A_BOOK", date(2026, 5, 31)) is not None
    assert catalogue.find_offered("READ_A_BOOK", date(2026, 6, 1)) is None
    assert catalogue.entry("READ_A_BOOK", 1).retired_on == date(2026, 6, 1)
    assert [entry.version for entry in both.offered(date(2026, 5, 1))] == [2]
    with pytest.raises(KeyError):
        catalogue.entry("READ_A_BOOK", 2)


def test_first_catalogue_is_four_duties_and_twelve_conditions() -> None:
    # Four duties of O-01 to O-04, and each of the six kinds of O-05.
    offered = conditions().offered(TODAY)

    assert [entry.rule for entry in offered[:4]] == ["O-01", "O-02", "O-03", "O-04"]
    assert all(entry.statutory for entry in offered[:4])
    assert [entry.code for entry in offered[:4]] == list(DUTIES)
    # Codes are retired, never renamed: what was offered first is still known.
    first = {
        "APOLOGY", "COUNSELLING", "DECLARE_ACCOUNTS", "DEVICE_INVENTORY", "NO_CARD_TRADE",
        "NO_CONTACT", "NO_GROUP_ADMIN", "PSYCHOLOGICAL_ASSESSMENT", "PUBLIC_WORK", "RESTITUTION",
        "SCHOOL_ATTENDANCE", "VOCATIONAL_COURSE",
    }  # fmt: skip
    assert {entry.code for entry in conditions().entries()} > first
    assert {entry.category for entry in offered} == set(ConditionCategory)


def test_thirty_conditions_and_more_are_offered_of_each_kind() -> None:
    # O-05: the six kinds; product.md §4 names these.
    offered = conditions().offered(TODAY)
    by_kind = Counter(entry.category for entry in offered)

    assert len(offered) == 51
    assert by_kind == {
        ConditionCategory.STATUTORY: 4, ConditionCategory.TREATMENT: 8,
        ConditionCategory.PUBLIC_WORK: 4, ConditionCategory.PROHIBITION: 12,
        ConditionCategory.AMENDS: 4, ConditionCategory.EDUCATION: 12,
        ConditionCategory.OTHER_PROHIBITION: 7,
    }  # fmt: skip
    assert {
        "NO_CARD_TRADE", "DECLARE_ACCOUNTS", "NO_GROUP_ADMIN", "NO_CONTACT", "DEVICE_INVENTORY",
        "RESTITUTION", "APOLOGY", "COUNSELLING", "PUBLIC_WORK", "SCHOOL_ATTENDANCE",
        "VOCATIONAL_COURSE", "NIGHT_DEVICE_PLAN",
    } <= {entry.code for entry in offered}  # fmt: skip
    assert {slot.type for entry in offered for slot in entry.slots} == set(SlotType)


def test_plain_words_are_short_and_know_no_office_language() -> None:
    # For a fifteen-year-old: short sentences, no terms of the trade.
    terms = ("考察机关", "附条件", "嫌疑", "义务", "处分", "inspecting organ", "minor", "statutory")
    for entry in conditions().entries():
        zh, en = entry.plain.zh, entry.plain.en
        assert len(zh) <= 110, entry.code
        assert max(map(len, re.split("[。！？；]", zh))) <= 60, entry.code
        assert len(en.split()) <= 55, entry.code
        assert max(len(part.split()) for part in re.split(r"[.!?;:]\s", en)) <= 28, entry.code
        assert not [term for term in terms if term in zh + en.lower()], entry.code


def test_both_languages_are_what_they_say_they_are() -> None:
    chinese = re.compile("[\u4e00-\u9fff]")
    for entry in conditions().entries():
        texts = [entry.title, entry.wording, entry.plain, entry.proportionality]
        for text in [*texts, *(slot.label for slot in entry.slots)]:
            assert chinese.search(text.zh), entry.code
            assert not chinese.search(text.en), entry.code
            assert re.search("[A-Za-z]", text.en), entry.code


def test_every_role_in_the_chain_has_a_condition_that_suits_it() -> None:
    suited = {
        role for entry in conditions().offered(TODAY) if not entry.statutory for role in entry.roles
    }

    assert suited == set(ChainRole)


def test_no_condition_names_a_community_correction_or_a_position() -> None:
    # O-10: community correction does not apply, and there is no power to track anybody.
    for entry in conditions().offered(TODAY):
        texts = (entry.wording, entry.plain, entry.title, entry.proportionality)
        everything = "".join(text.zh + text.en.lower() for text in texts)
        for word in ("社区矫正", "定位", "community correction", "gps", "electronic monitoring"):
            assert word not in everything, entry.code


def test_plain_words_use_the_same_blanks_in_both_languages() -> None:
    for entry in conditions().offered(TODAY):
        blanks = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (entry.plain.zh, entry.plain.en)
        ]
        assert blanks[0] == blanks[1], entry.code


def test_hours_of_public_work_have_no_minimum() -> None:
    # O-09: the law fixes none; the smallest number of hours there is will do.
    entry = conditions().find_offered("PUBLIC_WORK", TODAY)

    assert entry is not None
    (hours,) = [slot for slot in entry.slots if slot.name == "hours"]
    assert hours.at_least is None
