"""Recomputes the chain of the trail, independently of the database function that wrote it.

An entry's hash is SHA-256 over the previous entry's hash and the entry's own text; the first entry
builds on the SHA-256 of the office's id. Pure: no database, no clock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from guanhu.audit.facts import Head, Link, SignedHead

SEPARATOR: Final = "\x1f"
NO_CASE: Final = "-"
SIGNATURE_PURPOSE: Final = "guanhu trail head v1"
LOOKED_AT_CLOSELY: Final = 1_000
"""So many broken entries are compared with each other to tell moved ones from changed ones."""


class Flaw(StrEnum):
    """What may be wrong with a chain."""

    CHANGED = "changed"
    MISSING = "missing"
    MOVED = "moved"
    INSERTED = "inserted"
    UNLINKED = "unlinked"
    TRUNCATED = "truncated"
    HEAD_WRONG = "head_wrong"
    SIGNED_HEAD_CONTRADICTED = "signed_head_contradicted"
    SIGNATURE_INVALID = "signature_invalid"


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw: the entries `first` to `last` of an office; `other` is a second place in it."""

    flaw: Flaw
    first: int
    last: int
    other: int | None = None


def text_of(link: Link, *, seq: int | None = None) -> str:
    """The text an entry's hash is made from, as if it stood at `seq`."""
    at = link.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    place = link.seq if seq is None else seq
    case = NO_CASE if link.case_id is None else str(link.case_id)
    return SEPARATOR.join(
        (
            str(link.office_id), str(place), at, str(link.account_id), link.role, link.action,
            link.record_kind, str(link.record_id), case, link.details,
        )
    )  # fmt: skip


def hash_of(link: Link, *, seq: int | None = None) -> bytes:
    """The hash an entry must carry, built on the previous hash it names."""
    return hashlib.sha256(link.previous_hash + text_of(link, seq=seq).encode()).digest()


def beginning(office_id: UUID) -> bytes:
    """What the first entry of an office builds on."""
    return hashlib.sha256(str(office_id).encode()).digest()


def signed_text(office_id: UUID, seq: int, head: bytes, at: datetime) -> bytes:
    """What is signed for one head; `at` is an aware instant."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return SEPARATOR.join(
        (SIGNATURE_PURPOSE, str(office_id), str(seq), head.hex(), moment)
    ).encode()


def sign(head: Head, at: datetime, signer: Ed25519PrivateKey) -> SignedHead:
    """A head signed at the instant `at`."""
    text = signed_text(head.office_id, head.seq, head.hash, at)
    return SignedHead(head.office_id, head.seq, head.hash, at, signer.sign(text))


@dataclass(slots=True)
class Verifier:
    """Reads one office's entries in the order of their numbers and tells what is wrong.

    `start` and `built_on` are the number and hash of the last entry already known to be right; a
    whole chain begins at number 0 with `beginning`. `signed` are the heads signed so far.
    """

    office_id: UUID
    start: int = 0
    built_on: bytes | None = None
    signed: tuple[SignedHead, ...] = ()
    last_seq: int = field(init=False)
    _previous: bytes = field(init=False)
    _previous_fits: bool = True
    _offset: int = 1
    _findings: list[Finding] = field(default_factory=list)
    _hashes: dict[int, bytes] = field(default_factory=dict)
    _broken: list[Link] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.built_on is None:
            self.built_on = beginning(self.office_id)
        self.last_seq = self.start
        self._previous = self.built_on
        self._hashes[self.start] = self.built_on

    def read(self, links: Iterable[Link]) -> None:
        """Take in the next entries, in ascending order."""
        signed_places = {head.seq for head in self.signed}
        for link in links:
            follows = link.seq == self.last_seq + 1
            if not follows:
                self._note(Flaw.MISSING, self.last_seq + 1, link.seq - 1)
            fits = hash_of(link) == link.hash
            if not fits:
                self._broken.append(link)
            elif follows and self._previous_fits and link.previous_hash != self._previous:
                self._note(Flaw.UNLINKED, link.seq, link.seq)
            if link.seq in signed_places:
                self._hashes[link.seq] = link.hash
            self.last_seq, self._previous, self._previous_fits = link.seq, link.hash, fits

    def finish(self, head: Head | None, public_key: Ed25519PublicKey) -> list[Finding]:
        """Every flaw found, by place; `head` is what the database says the last entry is."""
        moved = self._tell_moved_from_changed(head)
        self._compare_with_head(head, moved)
        for signed in self.signed:
            self._compare_with_signed(signed, public_key)
        return sorted(set(self._findings), key=lambda found: (found.first, found.flaw.value))

    def _tell_moved_from_changed(self, head: Head | None) -> dict[int, int]:
        """An entry whose hash fits another number was written there: where it stands → there."""
        candidates = {link.seq for link in self._broken[:LOOKED_AT_CLOSELY]}
        candidates |= {seq - 1 for seq in candidates} | {seq + 1 for seq in candidates}
        for gap in self._findings:
            if gap.flaw is Flaw.MISSING:
                candidates |= set(range(gap.first, min(gap.last, gap.first + 100) + 1))
        places = sorted(candidates)
        moved: dict[int, int] = {}
        for position, link in enumerate(self._broken):
            origin = self._origin(link, places if position < LOOKED_AT_CLOSELY else ())
            if origin is not None:
                moved[link.seq] = origin
        written = set(moved.values())
        broken = {link.seq for link in self._broken}
        for seq in sorted(broken):
            if seq in moved:
                self._note(Flaw.MOVED, seq, seq, moved[seq])
                # Shifted upwards, the last entry stands where nothing was ever written.
                shifted_up = seq == self.last_seq and moved[seq] < seq
                if seq not in written and head and seq <= head.seq and not shifted_up:
                    self._note(Flaw.MISSING, seq, seq)
            elif seq not in written:
                self._note(Flaw.CHANGED, seq, seq)
        self._name_inserted(moved)
        return moved

    def _origin(self, link: Link, places: Iterable[int]) -> int | None:
        # Entries shifted together moved by the same distance: that is tried first.
        for place in (link.seq + self._offset, *places):
            if place > 0 and place != link.seq and hash_of(link, seq=place) == link.hash:
                self._offset = place - link.seq
                return place
        return None

    def _name_inserted(self, moved: Mapping[int, int]) -> None:
        """What stands where a moved entry was written, and was not written there, was put in."""
        gaps = [found for found in self._findings if found.flaw is Flaw.MISSING]
        for origin in sorted(set(moved.values()) - set(moved)):
            in_a_gap = any(gap.first <= origin <= gap.last for gap in gaps)
            if self.start < origin <= self.last_seq and not in_a_gap:
                self._findings = [
                    found
                    for found in self._findings
                    if found.first != origin or found.flaw is not Flaw.UNLINKED
                ]
                self._note(Flaw.INSERTED, origin, origin)

    def _compare_with_head(self, head: Head | None, moved: Mapping[int, int]) -> None:
        if head is None:
            if self.last_seq > 0:
                self._note(Flaw.HEAD_WRONG, self.last_seq, self.last_seq)
        elif head.seq > self.last_seq:
            self._note(Flaw.TRUNCATED, self.last_seq + 1, head.seq)
        elif head.seq < self.last_seq:
            if self.last_seq not in moved:
                self._note(Flaw.INSERTED, head.seq + 1, self.last_seq)
        elif head.hash != self._previous and self.last_seq not in moved:
            self._note(Flaw.HEAD_WRONG, head.seq, head.seq)

    def _compare_with_signed(self, signed: SignedHead, public_key: Ed25519PublicKey) -> None:
        text = signed_text(signed.office_id, signed.seq, signed.hash, signed.signed_at)
        try:
            public_key.verify(signed.signature, text)
        except InvalidSignature:
            self._note(Flaw.SIGNATURE_INVALID, signed.seq, signed.seq)
            return
        if signed.seq > self.last_seq:
            self._note(Flaw.TRUNCATED, self.last_seq + 1, signed.seq)
        elif signed.seq >= self.start and self._hashes.get(signed.seq) != signed.hash:
            self._note(Flaw.SIGNED_HEAD_CONTRADICTED, signed.seq, signed.seq)

    def _note(self, flaw: Flaw, first: int, last: int, other: int | None = None) -> None:
        self._findings.append(Finding(flaw, first, last, other))
