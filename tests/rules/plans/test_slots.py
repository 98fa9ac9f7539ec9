"""Checking what is written into the blanks of a condition, and showing it."""

from __future__ import annotations

from datetime import date

import pytest

from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.facts import CatalogueEntry
from guanhu.plans.slots import check_slots, shown_day, shown_fen, shown_slots

TODAY = date(2026, 3, 2)
RESTITUTION = [
    ("total", "844553"),
    ("instalments", "3"),
    ("first_on", "2026-04-01"),
    ("last_on", "2026-06-01"),
]


def entry(code: str) -> CatalogueEntry:
    found = conditions().find_offered(code, TODAY)
    assert found is not None
    return found


def problems(code: str, given: list[tuple[str, str]], last_day: date | None = None) -> list[str]:
    _, found = check_slots(entry(code), given, today=TODAY, last_day=last_day)
    return [f"{each.path} {each.code}" for each in found]


def test_answers_are_kept_in_one_normal_form() -> None:
    given = [(name, f"  {value} ") for name, value in RESTITUTION]
    given[1] = ("instalments", "003")

    values, found = check_slots(entry("RESTITUTION"), given, today=TODAY, last_day=None)

    assert found == []
    assert values == dict(RESTITUTION)


@pytest.mark.parametrize(
    ("position", "value", "code"),
    [
        pytest.param(0, "-1", "NOT_A_WHOLE_NUMBER", id="negative"),
        pytest.param(0, "1e3", "NOT_A_WHOLE_NUMBER", id="exponent"),
        pytest.param(0, "１２", "NOT_A_WHOLE_NUMBER", id="full-width-digits"),
        pytest.param(0, "9" * 40, "NOT_A_WHOLE_NUMBER", id="endless"),
        pytest.param(0, "0", "OUT_OF_RANGE", id="nothing"),
        pytest.param(0, str(10**13 + 1), "OUT_OF_RANGE", id="too-much"),
        pytest.param(1, "25", "OUT_OF_RANGE", id="above-the-catalogues-limit"),
        pytest.param(2, "2026-02-30", "NOT_A_DATE", id="no-such-day"),
        pytest.param(2, "2026-03-01", "DATE_IN_PAST", id="past"),
        pytest.param(3, "2026-03-31", "BEFORE_FIRST", id="last-before-first"),
        pytest.param(3, "2026-09-03", "AFTER_PERIOD", id="after-the-period"),
    ],
)
def test_wrong_answer_is_named_by_its_place(position: int, value: str, code: str) -> None:
    given = list(RESTITUTION)
    given[position] = (given[position][0], value)

    assert problems("RESTITUTION", given, date(2026, 9, 2)) == [f"slots.{position}.value {code}"]


def test_every_problem_is_told_at_once() -> None:
    given = [("total", "many"), ("total", "1"), ("colour", "red")]

    assert problems("RESTITUTION", given) == [
        "slots.0.value NOT_A_WHOLE_NUMBER",
        "slots.1.name GIVEN_TWICE",
        "slots.2.name UNKNOWN_SLOT",
        "slots.instalments MISSING_SLOT",
        "slots.first_on MISSING_SLOT",
        "slots.last_on MISSING_SLOT",
    ]


def test_persons_and_places_are_short_and_not_empty() -> None:
    until = ("until", "2026-06-01")

    assert problems("NO_CONTACT", [("persons", "  "), until]) == ["slots.0.value REQUIRED"]
    assert problems("NO_CONTACT", [("persons", "某" * 121), until]) == ["slots.0.value TOO_LONG"]


def test_times_of_day_are_written_as_on_a_clock() -> None:
    rest = [("to_time", "06:30"), ("place", "客厅"), ("until", "2026-06-01")]

    assert problems("NIGHT_DEVICE_PLAN", [("from_time", " 22:30 "), *rest]) == []
    for wrong in ("24:00", "9:30", "22.30", "二十二点", ""):
        assert problems("NIGHT_DEVICE_PLAN", [("from_time", wrong), *rest]) == [
            "slots.0.value NOT_A_TIME"
        ]


def test_today_and_the_last_day_are_both_fine() -> None:
    for day in ("2026-03-02", "2026-09-02"):
        assert problems("APOLOGY", [("until", day)], date(2026, 9, 2)) == []


def test_braces_in_an_answer_are_only_text() -> None:
    values = {"persons": "{until} {0}", "until": "2026-06-01"}

    shown = shown_slots(entry("NO_CONTACT"), values, "en")

    assert entry("NO_CONTACT").wording.en.format(**shown) == (
        "Until 1 June 2026, not meet, write to or contact {until} {0} online without the approval"
        " of the inspecting organ."
    )


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (1, "0.01元", "¥0.01"),
        (100, "1元", "¥1"),
        (844553, "8,445.53元", "¥8,445.53"),
        (120000000, "1,200,000元", "¥1,200,000"),
    ],
)
def test_amounts_are_shown_in_yuan(fen: int, zh: str, en: str) -> None:
    assert (shown_fen(fen, "zh"), shown_fen(fen, "en")) == (zh, en)


def test_days_are_shown_as_one_says_them() -> None:
    assert shown_day(date(2026, 9, 1), "zh") == "2026年9月1日"
    assert shown_day(date(2026, 12, 31), "en") == "31 December 2026"
