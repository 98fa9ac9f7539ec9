"""The archive of a sealed file: every row that belonged to it, in one encrypted bundle.

A bundle is canonical JSON (sorted keys, rows in a fixed order) of rows as they stood in their
tables, vault fields still encrypted, compressed: bytes stand in it in hexadecimal, and every
archive is looked at every night. It is encrypted under the file's own data key. That key, and
inside the bundle the minor's, are wrapped for the seal key's public half; the private half is kept
where this program is not.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from guanhu.plumbing.vault import RecordKey, VaultUnreadable, unseal_key

FORMAT: Final = "guanhu-archive-2"
QUICK: Final = 1
"""More time makes nothing smaller: what is encrypted twice is only written shorter."""
UNCOMPRESSED: Final = "guanhu-archive-1"
"""How archives were kept before; they are still opened."""
FIELD: Final = "sealed_archives.ciphertext"
BYTES_PREFIX: Final = "\\x"
"""How PostgreSQL writes bytes into JSON: hexadecimal after a backslash and an x."""

Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]


class ArchiveDamaged(RuntimeError):
    """The stored bytes are not those that were sealed, or of a format this program cannot read."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is to be archived."""

    case_id: UUID
    minor_id: UUID
    sealed_at: datetime
    tables: Tables


@dataclass(frozen=True, slots=True)
class Archive:
    """A sealed bundle as it is stored."""

    id: UUID
    format: str
    ciphertext: bytes
    sealed_key: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class OpenedArchive:
    """A bundle after lawful unsealing. `tables` hold rows as stored, `keys` open their fields."""

    case_id: UUID
    minor_id: UUID
    sealed_at: datetime
    tables: Tables
    keys: tuple[RecordKey, ...]

    def readable(self) -> dict[str, list[Row]]:
        """Every row with its vault fields in the open."""
        return {
            name: [readable_row(name, row, self.keys) for row in rows]
            for name, rows in self.tables.items()
        }


def make_archive(
    archive_id: UUID,
    bundle: Bundle,
    *,
    case_key: RecordKey,
    minor_key: RecordKey,
    seal_key: X25519PublicKey,
) -> Archive:
    """Encrypt a bundle so that only the private half of `seal_key` opens it."""
    minor_sealed = minor_key.sealed_for(bundle.minor_id, seal_key)
    content = orjson.dumps(
        {
            "case_id": bundle.case_id,
            "minor_id": bundle.minor_id,
            "sealed_at": bundle.sealed_at,
            "tables": {name: _ordered(rows) for name, rows in bundle.tables.items()},
            "minor_key": base64.b64encode(minor_sealed).decode(),
        },
        option=orjson.OPT_SORT_KEYS,
        default=str,  # the driver's own identifiers
    )
    ciphertext = case_key.seal_bytes(FIELD, archive_id, zlib.compress(content, QUICK))
    return Archive(
        id=archive_id,
        format=FORMAT,
        ciphertext=ciphertext,
        sealed_key=case_key.sealed_for(bundle.case_id, seal_key),
        digest=digest_of(ciphertext),
    )


def open_archive(archive: Archive, case_id: UUID, seal_key: X25519PrivateKey) -> OpenedArchive:
    """Open an archive with the private seal key. Raises `ArchiveDamaged` or `VaultUnreadable`."""
    known = archive.format in {FORMAT, UNCOMPRESSED}
    if not known or digest_of(archive.ciphertext) != archive.digest:
        raise ArchiveDamaged
    case_key = unseal_key(case_id, archive.sealed_key, seal_key)
    opened = case_key.open_bytes(FIELD, archive.id, archive.ciphertext)
    content = orjson.loads(opened if archive.format == UNCOMPRESSED else zlib.decompress(opened))
    minor_id = UUID(content["minor_id"])
    minor_key = unseal_key(minor_id, base64.b64decode(content["minor_key"]), seal_key)
    return OpenedArchive(
        case_id=UUID(content["case_id"]),
        minor_id=minor_id,
        sealed_at=datetime.fromisoformat(content["sealed_at"]),
        tables=content["tables"],
        keys=(case_key, minor_key),
    )


def digest_of(ciphertext: bytes) -> bytes:
    """SHA-256 by which anybody, without a key, sees whether stored bytes have changed."""
    return hashlib.sha256(ciphertext).digest()


def readable_row(table: str, row: Row, keys: Sequence[RecordKey]) -> Row:
    """A row with every field in the open that one of `keys` opens."""
    shown = dict(row)
    for column, value in row.items():
        text = open_field(table, column, row, keys)
        shown[column] = value if text is None else text
    return shown


def open_field(table: str, column: str, row: Row, keys: Sequence[RecordKey]) -> str | None:
    """One vault field of a row in the open; None when it is none, or none of `keys` opens it.

    A field is bound to the id of its row, whatever the column of that id is called.
    """
    value = row[column]
    if not isinstance(value, str) or not value.startswith(BYTES_PREFIX):
        return None
    sealed = bytes.fromhex(value.removeprefix(BYTES_PREFIX))
    for row_id in _identifiers(row):
        for key in keys:
            try:
                content = key.open_bytes(f"{table}.{column}", row_id, sealed)
            except VaultUnreadable:
                continue
            return _as_text(content)
    return None


def _as_text(content: bytes) -> str:
    """A field's text; of a file that is no text, its bytes in base64."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return base64.b64encode(content).decode()


def _identifiers(row: Row) -> list[UUID]:
    """The row's own id first, then every other identifier it holds."""
    found = [row["id"]] if "id" in row else []
    found += [value for name, value in row.items() if name.endswith("_id") and value]
    return [UUID(value) for value in found]


def _ordered(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: orjson.dumps(row, option=orjson.OPT_SORT_KEYS))
