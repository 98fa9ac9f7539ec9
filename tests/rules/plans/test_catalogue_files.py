"""The condition catalogue, and the reader that refuses a bad file with line and reason."""

from __future__ import annotations

import string
from datetime import date

import pytest

from guanhu.kernel.strict_yaml import FileRefused
from guanhu.law.roles_in_chain import ChainRole
from guanhu.plans.catalogue_reader import read_entries, together
from guanhu.plans.condition_catalogue import ConditionCatalogue, conditions
from guanhu.plans.facts import ConditionCategory

TODAY = date(2026, 3, 2)

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


def test_same_version_twice_and_two_current_versions_are_refused() -> None:
    second = GOOD.replace("version: 1", "version: 2")
    retired = GOOD.replace("version: 1", "version: 1\n  retired_on: 2026-06-01")

    with pytest.raises(FileRefused, match=r"b.yaml:1: READ_A_BOOK version 1 is given twice"):
        together([("a.yaml", GOOD), ("b.yaml", GOOD)])
    with pytest.raises(FileRefused, match="two versions are current"):
        together([("a.yaml", GOOD), ("b.yaml", second)])
    assert len(together([("a.yaml", retired), ("b.yaml", second)])) == 2


def test_retired_code_is_offered_no_more_and_stays_readable() -> None:
    retired = GOOD.replace("version: 1", "version: 1\n  retired_on: 2026-06-01")
    second = GOOD.replace("version: 1", "version: 2")
    catalogue = ConditionCatalogue(together([("a.yaml", retired)]))
    both = ConditionCatalogue(together([("a.yaml", retired), ("b.yaml", second)]))

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
    assert sorted(entry.code for entry in offered[4:]) == [
        "APOLOGY", "COUNSELLING", "DECLARE_ACCOUNTS", "DEVICE_INVENTORY", "NO_CARD_TRADE",
        "NO_CONTACT", "NO_GROUP_ADMIN", "PSYCHOLOGICAL_ASSESSMENT", "PUBLIC_WORK", "RESTITUTION",
        "SCHOOL_ATTENDANCE", "VOCATIONAL_COURSE",
    ]  # fmt: skip
    assert {entry.category for entry in offered} == set(ConditionCategory)


def test_every_role_in_the_chain_has_a_condition_that_suits_it() -> None:
    suited = {
        role for entry in conditions().offered(TODAY) if not entry.statutory for role in entry.roles
    }

    assert suited == set(ChainRole)


def test_no_condition_names_a_community_correction_or_a_position() -> None:
    # O-10: community correction does not apply, and there is no power to track anybody.
    for entry in conditions().offered(TODAY):
        everything = entry.wording.zh + entry.plain.zh + entry.title.zh
        assert "社区矫正" not in everything
        assert "定位" not in everything


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
