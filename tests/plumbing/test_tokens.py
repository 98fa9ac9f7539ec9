"""Access tokens and the rotation of the keys that sign them."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guanhu.plumbing.keys import KeyFolder, TokenKeys
from guanhu.plumbing.tokens import Claims, TokenRefused, Tokens

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
WHO = {
    "account_id": uuid.UUID(int=1),
    "session_id": uuid.UUID(int=2),
    "office_id": uuid.UUID(int=3),
}


def issued(tokens: Tokens, now: datetime = NOW) -> str:
    return tokens.issue(**WHO, role="officer", now=now)[0]


def test_a_token_says_who_for_ten_minutes_on_the_given_clock(tmp_path: Path) -> None:
    tokens = Tokens(KeyFolder.create(tmp_path).tokens())
    token = issued(tokens)

    read = tokens.read(token, now=NOW + timedelta(minutes=9, seconds=59))

    assert read == Claims(**WHO, role="officer", expires_at=NOW + timedelta(minutes=10))
    with pytest.raises(TokenRefused):
        tokens.read(token, now=NOW + timedelta(minutes=10))


def test_after_a_rotation_the_key_before_still_verifies_and_the_one_before_that_does_not(
    tmp_path: Path,
) -> None:
    folder = KeyFolder.create(tmp_path)
    first = issued(Tokens(folder.tokens()))

    assert folder.rotate_tokens() == "t2"
    second = issued(Tokens(folder.tokens()))
    assert jwt.get_unverified_header(second)["kid"] == "t2"
    assert Tokens(folder.tokens()).read(first, now=NOW).account_id == WHO["account_id"]

    assert folder.rotate_tokens() == "t3"
    rotated = Tokens(folder.tokens())
    assert rotated.read(second, now=NOW).account_id == WHO["account_id"]
    with pytest.raises(TokenRefused):
        rotated.read(first, now=NOW)
    assert (tmp_path / "tokens.json").stat().st_mode & 0o077 == 0


def test_an_unknown_key_id_is_refused(tmp_path: Path) -> None:
    tokens = Tokens(KeyFolder.create(tmp_path).tokens())
    stranger = Tokens(TokenKeys("t9", {"t9": Ed25519PrivateKey.generate()}))

    with pytest.raises(TokenRefused):
        tokens.read(issued(stranger), now=NOW)


def test_a_known_key_id_does_not_help_another_key(tmp_path: Path) -> None:
    tokens = Tokens(KeyFolder.create(tmp_path).tokens())
    forged = issued(Tokens(TokenKeys("t1", {"t1": Ed25519PrivateKey.generate()})))

    with pytest.raises(TokenRefused):
        tokens.read(forged, now=NOW)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_no_other_algorithm_is_read(tmp_path: Path, algorithm: str) -> None:
    folder = KeyFolder.create(tmp_path)
    claims = {
        "iss": "guanhu", "sub": str(WHO["account_id"]), "sid": str(WHO["session_id"]),
        "office": str(WHO["office_id"]), "role": "administrator",
        "exp": int((NOW + timedelta(minutes=5)).timestamp()),
    }  # fmt: skip
    key = None if algorithm == "none" else "k" * 32
    forged = jwt.encode(claims, key, algorithm=algorithm, headers={"kid": "t1"})

    with pytest.raises(TokenRefused):
        Tokens(folder.tokens()).read(forged, now=NOW)


@pytest.mark.parametrize("missing", ["sub", "sid", "office", "role", "exp", "iss"])
def test_a_token_without_one_of_its_claims_is_refused(tmp_path: Path, missing: str) -> None:
    keys = KeyFolder.create(tmp_path).tokens()
    claims = {
        "iss": "guanhu", "sub": str(WHO["account_id"]), "sid": str(WHO["session_id"]),
        "office": str(WHO["office_id"]), "role": "officer",
        "exp": int((NOW + timedelta(minutes=5)).timestamp()),
    }  # fmt: skip
    del claims[missing]
    token = jwt.encode(claims, keys.by_id["t1"], algorithm="EdDSA", headers={"kid": "t1"})

    with pytest.raises(TokenRefused):
        Tokens(keys).read(token, now=NOW)
