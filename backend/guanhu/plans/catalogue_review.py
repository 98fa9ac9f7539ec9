"""The reviewed fingerprints of the condition catalogue: a text never changes under its version.

``reviewed.txt`` beside the catalogue holds one line per version of a condition: code, version and
the digest of what a plan made from it says and asks for. Whoever rewords a condition adds a version
and its line; a line that changes, or goes, is what a reviewer looks for. Advice for whoever chooses
(the proportionality note, what it is suggested for) and the retirement are not part of the digest:
no plan holds them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

import orjson

from guanhu.kernel.strict_yaml import FileRefused
from guanhu.plans.facts import CatalogueEntry, Slot, Texts

REVIEWED: Final = "reviewed.txt"
PARTS: Final = 3


def digest(entry: CatalogueEntry) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of what the version says and asks for."""
    said = [
        entry.category.value, entry.rule,
        *(_texts(text) for text in (entry.title, entry.wording, entry.plain)),
        [_slot(slot) for slot in entry.slots],
        [kind.value for kind in entry.evidence],
        entry.sign_off.value, entry.check_every_days, entry.requires_consents,
    ]  # fmt: skip
    return hashlib.sha256(orjson.dumps(said)).hexdigest()[:16]


def reviewed_lines(entries: Iterable[CatalogueEntry]) -> str:
    """The file as it has to read for `entries`."""
    lines = sorted((entry.code, entry.version, digest(entry)) for entry in entries)
    return "".join(f"{code} {version} {found}\n" for code, version, found in lines)


def refuse_unreviewed(
    entries: Iterable[CatalogueEntry], content: str, *, complete: bool = True
) -> None:
    """Raise `FileRefused` when a version is changed or gone against the reviewed file.

    `complete`: the file lists every version, so that a new one is refused too.
    """
    here = {(entry.code, entry.version): digest(entry) for entry in entries}
    known: set[tuple[str, int]] = set()
    for number, line in enumerate(content.splitlines(), start=1):
        parts = line.split()
        where = f"{REVIEWED}:{number}"
        if len(parts) != PARTS or not parts[1].isdecimal():
            message = f"{where}: code, version and digest are needed"
            raise FileRefused(message)
        code, version = parts[0], int(parts[1])
        if (code, version) not in here:
            message = (
                f"{where}: {code} version {version} has left the catalogue;"
                " retire it, plans may hold it"
            )
            raise FileRefused(message)
        if here[(code, version)] != parts[2]:
            message = f"{where}: {code} version {version} reads differently now; add a version"
            raise FileRefused(message)
        known.add((code, version))
    new = sorted(set(here) - known)
    if new and complete:
        code, version = new[0]
        message = f"{REVIEWED}: {code} version {version} is not reviewed yet"
        raise FileRefused(message)


def _texts(text: Texts) -> list[str]:
    return [text.zh, text.en]


def _slot(slot: Slot) -> list[object]:
    return [
        slot.name, slot.type.value, _texts(slot.label),
        slot.at_least, slot.at_most, slot.not_before,
    ]  # fmt: skip
