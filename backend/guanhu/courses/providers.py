"""Providers of courses outside: who may send passes to which office, and their secrets.

The file (``GUANHU_COURSE_PROVIDERS``) is YAML; a secret lies in a file of its own, named from
the folder of the first:

    - code: OPEN_COURSES
      office: P330100
      secret_file: open_courses.secret
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from guanhu.kernel.strict_yaml import FileRefused, read

CODE: Final = re.compile(r"[A-Z][A-Z0-9_]{1,39}")
LEAST_SECRET_BYTES: Final = 32
WINDOW: Final = timedelta(minutes=5)
"""How far the time of a signed request may lie from ours; outside of it it is a replay."""
NOBODY: Final = b"\x00" * LEAST_SECRET_BYTES


@dataclass(frozen=True, slots=True)
class Provider:
    """Who sends passes, and to which office."""

    code: str
    office_code: str
    secret: bytes = field(repr=False)


class Providers:
    """The providers of one process; without a file nobody may send anything."""

    def __init__(self, listed: Mapping[str, Provider] | None = None) -> None:
        self._by_code = dict(listed or {})

    def signed_by(
        self, code: str, stamp: str, signature: str, body: bytes, now: datetime
    ) -> Provider | None:
        """The provider that signed ``stamp.body`` within the window, or None.

        An unknown code takes as long as a wrong signature.
        """
        known = self._by_code.get(code)
        secret = NOBODY if known is None else known.secret
        expected = signature_of(secret, stamp, body)
        fits = hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace"))
        if not re.fullmatch(r"\d{1,12}", stamp):
            return None
        age = abs(now.timestamp() - int(stamp))
        return known if fits and age <= WINDOW.total_seconds() else None

    def known_by(self, code: str, password: str) -> Provider | None:
        """The provider whose secret `password` is, or None."""
        known = self._by_code.get(code)
        secret = NOBODY if known is None else known.secret
        fits = hmac.compare_digest(secret, password.encode("utf-8", "replace"))
        return known if fits else None


def signature_of(secret: bytes, stamp: str, body: bytes) -> str:
    """``sha256=`` and the hexadecimal HMAC-SHA256 of ``stamp``, a full stop and the body."""
    digest = hmac.new(secret, stamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={digest.hexdigest()}"


def read_providers(file: Path | None) -> Providers:
    """The providers a file lists; raises `FileRefused` (``file:line: reason``)."""
    if file is None:
        return Providers()
    found: dict[str, Provider] = {}
    for given in read(file.name, file.read_text(encoding="utf-8")).entries():
        parts = given.fields("code", "office", "secret_file")
        code = parts["code"].text()
        if not CODE.fullmatch(code):
            raise parts["code"].refuse("a code is upper case letters, digits and underscores")
        if code in found:
            raise parts["code"].refuse(f"{code} is given twice")
        try:
            secret = (file.parent / parts["secret_file"].text()).read_bytes().strip()
        except OSError as missing:
            raise parts["secret_file"].refuse("the file cannot be read") from missing
        if len(secret) < LEAST_SECRET_BYTES:
            raise parts["secret_file"].refuse(f"at least {LEAST_SECRET_BYTES} bytes are needed")
        found[code] = Provider(code, parts["office"].text(), secret)
    return Providers(found)


__all__ = ["FileRefused", "Provider", "Providers", "read_providers", "signature_of"]
