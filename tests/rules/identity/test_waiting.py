"""Waiting times, session lives, one-time codes, device names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from guanhu.access.roles import Role
from guanhu.identity.facts import DoorPolicy, Throttle
from guanhu.identity.rules import (
    ADDRESS_LIMIT,
    LOGIN_LIMIT,
    device_name,
    session_expiry,
    wait_seconds,
)
from guanhu.identity.totp import code_at, matching_step, new_secret, step_of, uri

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(
    ("failures", "wait"),
    [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 900), (99, 900)],
)
def test_the_wait_of_a_login_doubles_up_to_a_quarter_of_an_hour(failures: int, wait: int) -> None:
    assert wait_seconds(Throttle(failures, NOW), LOGIN_LIMIT, NOW) == wait


def test_a_wait_counts_down_from_the_last_failure() -> None:
    throttle = Throttle(5, NOW)

    assert wait_seconds(throttle, LOGIN_LIMIT, NOW + timedelta(seconds=29, milliseconds=1)) == 1
    assert wait_seconds(throttle, LOGIN_LIMIT, NOW + timedelta(seconds=30)) == 0


def test_an_hour_without_a_failure_clears_the_count() -> None:
    assert wait_seconds(Throttle(99, NOW), LOGIN_LIMIT, NOW + timedelta(minutes=14)) == 60
    assert wait_seconds(Throttle(99, NOW), LOGIN_LIMIT, NOW + timedelta(hours=1)) == 0


def test_an_address_has_more_room_than_a_login() -> None:
    assert wait_seconds(Throttle(29, NOW), ADDRESS_LIMIT, NOW) == 0
    assert wait_seconds(Throttle(30, NOW), ADDRESS_LIMIT, NOW) == 30


POLICY = DoorPolicy(
    totp_required=True,
    staff_idle=timedelta(hours=12),
    family_idle=timedelta(days=30),
    longest=timedelta(days=90),
)


@pytest.mark.parametrize(
    ("role", "used_after", "lives"),
    [
        pytest.param(Role.OFFICER, timedelta(0), timedelta(hours=12), id="staff"),
        pytest.param(Role.GUARDIAN, timedelta(0), timedelta(days=30), id="family"),
        pytest.param(Role.OFFICER, timedelta(days=3), timedelta(days=3, hours=12), id="used"),
        pytest.param(Role.YOUNG_PERSON, timedelta(days=80), timedelta(days=90), id="longest"),
    ],
)
def test_how_long_a_session_lives(role: Role, used_after: timedelta, lives: timedelta) -> None:
    found = session_expiry(role, POLICY, started_at=NOW, now=NOW + used_after)

    assert found == NOW + lives


def test_a_code_is_good_for_its_step_and_one_either_side_and_once() -> None:
    secret = new_secret()
    step = step_of(NOW)

    for away in (-1, 0, 1):
        code = code_at(secret, NOW + timedelta(seconds=30 * away))
        assert matching_step(secret, code, NOW, after=0) == step + away
    for away in (-2, 2):
        code = code_at(secret, NOW + timedelta(seconds=30 * away))
        assert matching_step(secret, code, NOW, after=0) is None
    assert matching_step(secret, code_at(secret, NOW), NOW, after=step) is None
    assert matching_step(secret, code_at(secret, NOW), NOW, after=step - 1) == step


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "１２３４５６", "-12345", "1234567"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert matching_step(SECRET, typed, NOW, after=0) is None


def test_the_code_of_the_published_vector() -> None:
    """RFC 6238, appendix B: SHA-1, second 59, eight digits 94287082; ours are the last six."""
    secret = SECRET

    assert code_at(secret, datetime.fromtimestamp(59, UTC)) == "287082"


def test_the_square_code_names_product_and_login() -> None:
    assert uri(SECRET, " 李明 ") == (
        "otpauth://totp/Guanhu:%E6%9D%8E%E6%98%8E?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Guanhu"
    )


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) MicroMessenger/8.0 Safari", "WeChat · iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Version/26 Safari/605", "Safari · macOS"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_devices_are_named_shortly(agent: str, name: str) -> None:
    assert device_name(agent) == name
