"""Which passwords are acceptable, and how they are stored."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from guanhu.identity.rules import refuse_password
from guanhu.plumbing.passwords import Passwords


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("ein langer Satz", id="a-sentence"),
        pytest.param("我家门前有一条小河弯弯流过", id="a-chinese-sentence"),
        pytest.param("4917-3802-8833", id="digits-and-signs"),
        pytest.param("4917380288334012", id="sixteen-digits"),
        pytest.param("my passphrase is mine", id="a-common-word-inside-a-sentence"),
    ],
)
def test_acceptable(password: str) -> None:
    assert refuse_password(password, login="li.ming", display_name="李明") is None


@pytest.mark.parametrize(
    ("password", "code"),
    [
        pytest.param("elf Zeichen", "PASSWORD_TOO_SHORT", id="eleven"),
        pytest.param("       short      ", "PASSWORD_TOO_SHORT", id="padded-with-spaces"),
        pytest.param("aaaaaaaaaaaaaaaa", "PASSWORD_TOO_COMMON", id="one-letter"),
        pytest.param("abababababab", "PASSWORD_TOO_COMMON", id="two-letters"),
        pytest.param("491738028833", "PASSWORD_TOO_COMMON", id="twelve-digits"),
        pytest.param("1234567890123456", "PASSWORD_TOO_COMMON", id="counting-up"),
        pytest.param("9876543210987654", "PASSWORD_TOO_COMMON", id="counting-down"),
        pytest.param("abcdefghijklm", "PASSWORD_TOO_COMMON", id="alphabet"),
        pytest.param("Password2026!", "PASSWORD_TOO_COMMON", id="word-and-digits"),
        pytest.param("p@$$w0rd-2026", "PASSWORD_TOO_COMMON", id="leet"),
        pytest.param("ｐａｓｓｗｏｒｄ２０２６", "PASSWORD_TOO_COMMON", id="full-width"),
        pytest.param("WoAiNi-1314-520", "PASSWORD_TOO_COMMON", id="woaini"),
        pytest.param("my li.ming rocks", "PASSWORD_TOO_COMMON", id="login-inside"),
        pytest.param("xx-欧阳明月明月-yy", "PASSWORD_TOO_COMMON", id="name-inside"),
    ],
)
def test_refused(password: str, code: str) -> None:
    refusal = refuse_password(password, login="li.ming@office", display_name="欧阳明月")

    assert refusal is not None
    assert refusal.code == code


def test_a_short_login_or_name_inside_is_no_reason() -> None:
    assert refuse_password("wir leben zusammen", login="leb", display_name="李") is None


async def test_a_hash_is_argon2id_with_the_parameters_of_the_settings() -> None:
    passwords = Passwords(memory_kib=64, passes=1)

    stored = await passwords.hash("ein langer Satz")

    assert stored.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    assert await passwords.verify(stored, "ein langer Satz")
    assert not await passwords.verify(stored, "ein langer Satz ")
    assert not passwords.is_outdated(stored)
    assert Passwords(memory_kib=128, passes=1).is_outdated(stored)


async def test_different_spellings_of_the_same_characters_are_one_password() -> None:
    passwords = Passwords(memory_kib=64, passes=1)
    composed, decomposed = "un café le matin", "un cafe\u0301 le matin"

    assert composed != decomposed
    assert await passwords.verify(await passwords.hash(composed), decomposed)


async def test_for_nobody_the_same_hash_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords = Passwords(memory_kib=64, passes=1)
    of_somebody = await passwords.hash("ein langer Satz")
    answers: list[tuple[str, str]] = []
    verify = PasswordHasher.verify

    def noted(hasher: PasswordHasher, stored: str, password: str) -> bool:
        try:
            return verify(hasher, stored, password)
        except VerificationError as problem:
            answers.append((stored.rpartition("$")[0][:-22], type(problem).__name__))
            raise

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    assert not await passwords.verify(None, "ein anderer Satz")
    assert not await passwords.verify(of_somebody, "ein anderer Satz")

    # One that could not be read would be answered at once, and tell that there is no account.
    assert answers == [("$argon2id$v=19$m=64,t=1,p=1$", "VerifyMismatchError")] * 2
