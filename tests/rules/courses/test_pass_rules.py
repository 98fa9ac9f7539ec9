"""Whose a pass may be, and what is read of a statement."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from guanhu.courses.pass_facts import Known, Likeness, PassSeen
from guanhu.courses.pass_rules import Reader, candidates, likeness, read_statements
from guanhu.courses.providers import FileRefused, read_providers
from guanhu.kernel.errors import InvalidInput

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
SAME, SIMILAR, BORN = Likeness.SAME_NAME, Likeness.SIMILAR_NAME, Likeness.SAME_BIRTH_DATE


def a_known(name: str, born: date = date(2008, 10, 5), number: str = "1") -> Known:
    return Known(UUID(int=1), number, name, born, frozenset())


def a_waiting(name: str | None, born: date | None = None) -> PassSeen:
    return PassSeen(UUID(int=2), "P", name, born, None, "课", None, date(2026, 3, 1), 60, NOW)


@pytest.mark.parametrize(
    ("wanted", "known", "why"),
    [
        ("林小禾", "林小禾", (SAME,)),
        ("林 小禾", "林小禾", (SAME,)),
        ("林小荷", "林小禾", (SIMILAR,)),
        ("小禾林", "林小禾", (SIMILAR,)),
        ("林禾", "林小禾", (SIMILAR,)),
        ("林大山", "林小禾", ()),
        ("李明", "李红", ()),
        ("Lin Xiaohe", "LIN XIAOHE", (SAME,)),
        ("Lin Xiaohee", "Lin Xiaohe", (SIMILAR,)),
        (None, "林小禾", ()),
    ],
)
def test_a_name_is_the_same_alike_or_neither(
    wanted: str | None, known: str, why: tuple[Likeness, ...]
) -> None:
    assert likeness(a_waiting(wanted), a_known(known)) == why


def test_same_name_comes_first_and_a_birth_date_speaks_alone() -> None:
    born = date(2008, 1, 1)
    people = [
        a_known("周远", born, "1"),
        a_known("林小荷", born, "2"),
        a_known("林小禾", number="3"),
    ]

    found = candidates(a_waiting("林小禾", born), people)

    assert [(each.case_number, each.why) for each in found] == [
        ("3", (SAME,)), ("2", (SIMILAR, BORN)), ("1", (BORN,)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("PT1H30M", 90), ("PT90M", 90), ("PT5400S", 90), ("PT59M60S", 60), ("P1DT1H", 1500),
        ("PT1234S", 20), ("P1W", None), ("PT59S", None), ("P1Y", None), ("PT", None), ("P", None),
        ("1H", None), ("PT1H30", None), (90, None),
    ],
)  # fmt: skip
def test_iso_8601_duration_is_whole_minutes(text: object, minutes: int | None) -> None:
    reader = Reader()

    assert reader.duration(text, "d") == minutes
    assert bool(reader.problems) == (minutes is None)


def test_no_statement_and_too_many_are_refused() -> None:
    for given in ([], [{}] * 3):
        with pytest.raises(InvalidInput):
            read_statements(given, 2, NOW)


def test_providers_file_is_refused_with_its_line(tmp_path: Path) -> None:

    folder = tmp_path
    (folder / "short").write_bytes(b"short")
    file = folder / "providers.yaml"
    file.write_text("- code: A_B\n  office: P1\n  secret_file: short\n", encoding="utf-8")

    with pytest.raises(FileRefused, match=r"providers\.yaml:3: at least 32 bytes"):
        read_providers(file)
    assert read_providers(None).known_by("A_B", "short") is None
