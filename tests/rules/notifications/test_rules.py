"""When a delivery may leave, and when it is tried again."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from guanhu.notifications.rules import LONGEST_TRIES, next_try, quiet_until, refuse_addresses

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "begins", "ends", "until"),
    [
        ("2026-03-02T20:59", 21, 8, None),
        ("2026-03-02T21:00", 21, 8, "2026-03-03T08:00"),
        ("2026-03-02T23:59", 21, 8, "2026-03-03T08:00"),
        ("2026-03-03T00:10", 21, 8, "2026-03-03T08:00"),
        ("2026-03-03T07:59", 21, 8, "2026-03-03T08:00"),
        ("2026-03-03T08:00", 21, 8, None),
        ("2026-03-03T12:30", 12, 14, "2026-03-03T14:00"),
        ("2026-03-03T14:00", 12, 14, None),
        ("2026-03-03T03:00", 5, 5, None),
    ],
)
def test_quiet_hours_of_shanghai(now: str, begins: int, ends: int, until: str | None) -> None:
    found = quiet_until(at(now), time(begins), time(ends))

    assert found == (None if until is None else at(until))


def test_pauses_grow_and_end() -> None:
    now = at("2026-03-02T09:00")
    pauses = [next_try(now, tries) for tries in range(1, LONGEST_TRIES + 1)]

    minutes = [None if each is None else (each - now) // timedelta(minutes=1) for each in pauses]
    assert minutes == [2, 4, 8, 16, 32, 64, 128, None]


@pytest.mark.parametrize("email", ["a@b.cn", "li.na+x@mail.example.org"])
def test_addresses_that_can_be_written_to(email: str) -> None:
    assert refuse_addresses(email, None, by_email=True, by_sms=False, on_file=False) is None


@pytest.mark.parametrize(
    "email", ["a@b", "a b@c.cn", "a@b.cn\nBcc: x@y.cn", "<a@b.cn>", "a@b.cn,c@d.cn", "@b.cn"]
)
def test_addresses_that_carry_something_else(email: str) -> None:
    refusal = refuse_addresses(email, None, by_email=False, by_sms=False, on_file=False)

    assert refusal is not None
