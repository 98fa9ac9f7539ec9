"""Envelope encryption: master key → one data key per record → fields.

A field is AES-256-GCM under its record's key, with ``field:row id`` as associated data, so that a
ciphertext moved to another row or column does not open. Exact look-ups go through keyed blind
indexes. Sealing wraps a record's key to the seal key's public half, after which this program, and
whoever administers the database, cannot read it without the private half.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Mapping
from typing import Final, NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from guanhu.plumbing.keys import KEY_BYTES, KeyFolder, MasterKeys

FORMAT: Final = b"\x01"
NONCE_BYTES: Final = 12
BODY_FROM: Final = 1 + NONCE_BYTES
PUBLIC_BYTES: Final = 32
SEAL_PURPOSE: Final = b"guanhu seal v1"


class VaultUnreadable(RuntimeError):
    """A ciphertext does not open: wrong key, moved row, or changed bytes."""


class WrappedKey(NamedTuple):
    """A record's data key as it is stored: by which master key, and the wrapped bytes."""

    master_key_id: str
    wrapped: bytes


class RecordKey:
    """The open data key of one record, for as long as a transaction lasts."""

    __slots__ = ("_cipher", "_raw")

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._cipher = AESGCM(raw)

    def seal(self, field: str, row_id: UUID, text: str) -> bytes:
        """Encrypt `text` for one field (``table.column``) of one row."""
        return self.seal_bytes(field, row_id, text.encode())

    def seal_bytes(self, field: str, row_id: UUID, content: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return FORMAT + nonce + self._cipher.encrypt(nonce, content, _bound(field, row_id))

    def seal_optional(self, field: str, row_id: UUID, text: str | None) -> bytes | None:
        return None if text is None else self.seal(field, row_id, text)

    def open(self, field: str, row_id: UUID, sealed: bytes) -> str:
        """Decrypt what `seal` made for the same field and row; else `VaultUnreadable`."""
        return self.open_bytes(field, row_id, sealed).decode()

    def open_bytes(self, field: str, row_id: UUID, sealed: bytes) -> bytes:
        if sealed[:1] != FORMAT:
            raise VaultUnreadable
        try:
            return self._cipher.decrypt(
                sealed[1:BODY_FROM], sealed[BODY_FROM:], _bound(field, row_id)
            )
        except (InvalidTag, ValueError) as broken:
            raise VaultUnreadable from broken

    def open_optional(self, field: str, row_id: UUID, sealed: bytes | None) -> str | None:
        return None if sealed is None else self.open(field, row_id, sealed)

    def sealed_for(self, record_id: UUID, seal_key: X25519PublicKey) -> bytes:
        """This key wrapped to a seal key: ephemeral public key, then AES-256-GCM over X25519."""
        ephemeral = X25519PrivateKey.generate()
        public = ephemeral.public_key().public_bytes_raw()
        cipher = AESGCM(_seal_secret(ephemeral.exchange(seal_key), public))
        nonce = secrets.token_bytes(NONCE_BYTES)
        return FORMAT + public + nonce + cipher.encrypt(nonce, self._raw, record_id.bytes)


class Vault:
    """Makes and opens record keys with the master keys, and computes blind indexes."""

    def __init__(self, keys: KeyFolder) -> None:
        self._keys = keys
        self._stamp = keys.master_stamp()
        self._keep(keys.master())
        self._index_key = keys.index()
        self.seal_public = keys.seal_public()

    @property
    def active_master_key(self) -> str:
        return self._master.active

    def new_key(self, record_id: UUID) -> tuple[RecordKey, WrappedKey]:
        """A fresh data key for one record, open and wrapped."""
        raw = AESGCM.generate_key(bit_length=KEY_BYTES * 8)
        return RecordKey(raw), self._wrap(record_id, raw)

    def open_key(self, record_id: UUID, stored: WrappedKey) -> RecordKey:
        return RecordKey(self._unwrap(record_id, stored))

    def rewrap(self, record_id: UUID, stored: WrappedKey) -> WrappedKey:
        """The same data key under the active master key; fields are not touched."""
        return self._wrap(record_id, self._unwrap(record_id, stored))

    def fingerprint(self, content: bytes) -> bytes:
        """A keyed digest of what somebody sent, to know the same again; tells nothing else."""
        return hmac.digest(self._index_key, b"fingerprint\x1f" + content, hashlib.sha256)

    def blind_index(self, purpose: str, value: str) -> bytes:
        """A keyed digest by which equal values find each other; tells nothing without the key.

        `purpose` keeps equal values of different columns apart. Values are compared after Unicode
        NFKC, without spaces, case-folded.
        """
        plain = "".join(unicodedata.normalize("NFKC", value).split()).casefold()
        return hmac.digest(self._index_key, f"{purpose}\x1f{plain}".encode(), hashlib.sha256)

    def _refresh(self) -> None:
        """Read the master keys again if another process has rotated them since."""
        stamp = self._keys.master_stamp()
        if stamp != self._stamp:
            self._keep(self._keys.master())
            self._stamp = stamp

    def _keep(self, master: MasterKeys) -> None:
        """Hold the master keys, each with its cipher, until they are read again."""
        self._master = master
        self._ciphers: Mapping[str, AESGCM] = {
            key_id: AESGCM(raw) for key_id, raw in master.by_id.items()
        }

    def _wrap(self, record_id: UUID, raw: bytes) -> WrappedKey:
        self._refresh()
        nonce = secrets.token_bytes(NONCE_BYTES)
        cipher = self._ciphers[self._master.active]
        wrapped = FORMAT + nonce + cipher.encrypt(nonce, raw, record_id.bytes)
        return WrappedKey(self._master.active, wrapped)

    def _unwrap(self, record_id: UUID, stored: WrappedKey) -> bytes:
        key_id, wrapped = stored
        master = self._ciphers.get(key_id)
        if master is None:
            self._refresh()
            master = self._ciphers.get(key_id)
        if master is None or wrapped[:1] != FORMAT:
            raise VaultUnreadable
        try:
            return master.decrypt(wrapped[1:BODY_FROM], wrapped[BODY_FROM:], record_id.bytes)
        except (InvalidTag, ValueError) as broken:
            raise VaultUnreadable from broken


def unseal_key(record_id: UUID, sealed: bytes, seal_key: X25519PrivateKey) -> RecordKey:
    """Open a record key that `RecordKey.sealed_for` wrapped; else `VaultUnreadable`."""
    if sealed[:1] != FORMAT:
        raise VaultUnreadable
    public, rest = sealed[1 : 1 + PUBLIC_BYTES], sealed[1 + PUBLIC_BYTES :]
    shared = seal_key.exchange(X25519PublicKey.from_public_bytes(public))
    cipher = AESGCM(_seal_secret(shared, public))
    try:
        raw = cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], record_id.bytes)
    except (InvalidTag, ValueError) as broken:
        raise VaultUnreadable from broken
    return RecordKey(raw)


def _seal_secret(shared: bytes, public: bytes) -> bytes:
    derive = HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=public, info=SEAL_PURPOSE)
    return derive.derive(shared)


def _bound(field: str, row_id: UUID) -> bytes:
    return field.encode() + b":" + row_id.bytes
