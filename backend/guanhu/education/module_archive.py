"""A module as one zip, in and out. Pure.

What comes in is a stranger's file: names are taken only in the form a module has, so nothing can
point elsewhere; sizes are counted while reading and not believed; nothing is unpacked to disk.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from guanhu.kernel.strict_yaml import FileRefused

LARGEST_ZIP: Final = 2_000_000
LARGEST_FILE: Final = 200_000
LARGEST_WHOLE: Final = 1_000_000
MOST_ENTRIES: Final = 40
NAME: Final = re.compile(
    r"(?:(?P<folder>[a-z0-9_]{1,60})/)?"
    r"(?P<file>module\.yaml|situations\.yaml|questions\.yaml|lessons/[1-9]\.(?:zh|en)\.md)"
)
FOLDER: Final = re.compile(r"[a-z0-9_]{1,60}/(?:lessons/)?|lessons/")
ENCRYPTED: Final = 0x1
DAY_OF_ALL: Final = (1980, 1, 1, 0, 0, 0)
"""The time in every entry: the same module gives the same bytes."""


def files_in(archive: bytes) -> dict[str, str]:
    """The files of a module by their name in it; `FileRefused` (``file:line: reason``)."""
    if len(archive) > LARGEST_ZIP:
        raise FileRefused(f"archive:1: more than {LARGEST_ZIP} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            return _files(opened)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as broken:
        raise FileRefused("archive:1: this is no zip that can be read") from broken


def _files(opened: zipfile.ZipFile) -> dict[str, str]:
    entries = opened.infolist()
    if len(entries) > MOST_ENTRIES:
        raise FileRefused(f"archive:1: more than {MOST_ENTRIES} entries")
    found: dict[str, str] = {}
    folders: set[str] = set()
    whole = 0
    for entry in entries:
        if FOLDER.fullmatch(entry.filename) and entry.is_dir():
            continue
        name = NAME.fullmatch(entry.filename)
        if name is None:
            shown = re.sub(r"[^\w./-]", "?", entry.filename)[:60]
            raise FileRefused(f"{shown}:1: a module has no such file")
        if entry.flag_bits & ENCRYPTED:
            raise FileRefused(f"{entry.filename}:1: an encrypted file cannot be read")
        mode = entry.external_attr >> 16
        if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            raise FileRefused(f"{entry.filename}:1: a link is no file")
        file = name["file"]
        if file in found:
            raise FileRefused(f"{entry.filename}:1: the file is there twice")
        folders.add(name["folder"] or "")
        content = _content(opened, entry)
        whole += len(content)
        if whole > LARGEST_WHOLE:
            raise FileRefused(f"archive:1: unpacked it is more than {LARGEST_WHOLE} bytes")
        found[file] = _text(entry.filename, content)
    if len(folders) > 1:
        raise FileRefused("archive:1: one archive holds one module")
    return found


def _content(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """At most one byte more than is allowed is ever unpacked, whatever the entry claims."""
    with opened.open(entry) as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise FileRefused(f"{entry.filename}:1: more than {LARGEST_FILE} bytes")
    return content


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as broken:
        line = content[: broken.start].count(b"\n") + 1
        raise FileRefused(f"{name}:{line}: the file is not UTF-8") from broken


def archive_of(folder: str, files: Mapping[str, str]) -> bytes:
    """The zip of a module; the same files give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", DAY_OF_ALL)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            opened.writestr(entry, files[name])
    return made.getvalue()
