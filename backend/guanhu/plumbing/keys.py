"""The key files of an installation: master keys, index key, token keys, trail key, seal keys.

One folder, readable by the service account only. A KMS can stand behind `KeyFolder` later; nothing
else reads key files.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

RAW: Final = serialization.Encoding.Raw
KEY_BYTES: Final = 32


class KeysUnreadable(RuntimeError):
    """A key file is missing, malformed, or readable by others."""


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """Every master key still needed to read, and the one that wraps new record keys."""

    active: str
    by_id: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class TokenKeys:
    """Ed25519 keys that sign access tokens; older ones still verify until removed."""

    active: str
    by_id: dict[str, Ed25519PrivateKey]


class KeyFolder:
    """Reads and makes the files: ``master.json``, ``index.key``, ``tokens.json``, ``trail.key``,
    ``seal.pub`` and, only where sealed records are opened, ``seal.key``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def create(cls, folder: Path) -> KeyFolder:
        """Make every missing key in `folder` (0700); existing ones are never touched."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        keys = cls(folder)
        if not (folder / "master.json").exists():
            keys.write_master(MasterKeys("m1", {"m1": secrets.token_bytes(KEY_BYTES)}))
        if not (folder / "index.key").exists():
            keys._write("index.key", base64.b64encode(secrets.token_bytes(KEY_BYTES)))
        if not (folder / "tokens.json").exists():
            keys.write_tokens(TokenKeys("t1", {"t1": Ed25519PrivateKey.generate()}))
        if not (folder / "trail.key").exists():
            raw = Ed25519PrivateKey.generate().private_bytes_raw()
            keys._write("trail.key", base64.b64encode(raw))
        if not (folder / "seal.pub").exists():
            seal = X25519PrivateKey.generate()
            keys._write("seal.key", base64.b64encode(seal.private_bytes_raw()))
            keys._write("seal.pub", base64.b64encode(seal.public_key().public_bytes_raw()))
        return keys

    def master(self) -> MasterKeys:
        active, stored = self._several("master.json")
        return MasterKeys(active, stored)

    def master_stamp(self) -> tuple[int, int]:
        """Changes whenever the master keys were written anew; costs one look at the folder."""
        found = (self.folder / "master.json").stat()
        return found.st_mtime_ns, found.st_ino

    def write_master(self, keys: MasterKeys) -> None:
        stored = {
            "active": keys.active,
            "keys": {name: base64.b64encode(key).decode() for name, key in keys.by_id.items()},
        }
        self._write("master.json", json.dumps(stored).encode())

    def index(self) -> bytes:
        return self._bytes("index.key")

    def tokens(self) -> TokenKeys:
        active, stored = self._several("tokens.json")
        keys = {name: Ed25519PrivateKey.from_private_bytes(raw) for name, raw in stored.items()}
        return TokenKeys(active, keys)

    def write_tokens(self, keys: TokenKeys) -> None:
        stored = {
            "active": keys.active,
            "keys": {
                name: base64.b64encode(key.private_bytes_raw()).decode()
                for name, key in keys.by_id.items()
            },
        }
        self._write("tokens.json", json.dumps(stored).encode())

    def rotate_tokens(self) -> str:
        """Sign with a fresh key from now on; the id of it.

        The key before it still verifies; older ones go, their tokens have long expired.
        """
        before = self.tokens()
        numbers = (int(name[1:]) for name in before.by_id if name[1:].isdigit())
        active = f"t{max(numbers, default=0) + 1}"
        kept = {before.active: before.by_id[before.active]}
        self.write_tokens(TokenKeys(active, kept | {active: Ed25519PrivateKey.generate()}))
        return active

    def trail(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._bytes("trail.key"))

    def trail_public(self) -> Ed25519PublicKey:
        return self.trail().public_key()

    def seal_public(self) -> X25519PublicKey:
        return X25519PublicKey.from_public_bytes(self._bytes("seal.pub"))

    def seal_private(self) -> X25519PrivateKey | None:
        """The key that opens sealed records; None where it is kept elsewhere, as it should."""
        if not (self.folder / "seal.key").exists():
            return None
        return X25519PrivateKey.from_private_bytes(self._bytes("seal.key"))

    def _several(self, name: str) -> tuple[str, dict[str, bytes]]:
        """The id of the active key, and every key by its id."""
        stored = json.loads(self._read(name))
        keys = {key_id: base64.b64decode(value) for key_id, value in stored["keys"].items()}
        return str(stored["active"]), keys

    def _bytes(self, name: str) -> bytes:
        return base64.b64decode(self._read(name))

    def _read(self, name: str) -> bytes:
        path = self.folder / name
        try:
            mode = path.stat().st_mode
        except FileNotFoundError as missing:
            message = f"key file {name} is missing"
            raise KeysUnreadable(message) from missing
        if mode & 0o077 and name != "seal.pub":
            message = f"key file {name} is readable by others; chmod 600 it"
            raise KeysUnreadable(message)
        return path.read_bytes()

    def _write(self, name: str, content: bytes) -> None:
        """Written beside and renamed, so that a crash leaves the old file or the new one."""
        path = self.folder / name
        beside = path.with_suffix(path.suffix + ".new")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
