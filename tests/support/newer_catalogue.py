"""A newer condition catalogue, given as files: the shipped one with some entries told anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guanhu.plans.catalogue_reader import together
from guanhu.plans.catalogue_review import reviewed_lines
from guanhu.plans.condition_catalogue import SHIPPED, read_newer, use


@contextmanager
def newer_catalogue(folder: Path, *, retired: dict[str, str], added: str = "") -> Iterator[None]:
    """Go by a catalogue in `folder`: `retired` gives lines added to an entry's version 1 by code.

    `added`: a file of further entries. Everything is read, and refused, as at the start.
    """
    shutil.copytree(str(SHIPPED), folder, dirs_exist_ok=True)
    for file in folder.glob("*.yaml"):
        content = file.read_text("utf-8")
        for code, lines in retired.items():
            content = content.replace(
                f"- code: {code}\n  version: 1\n", f"- code: {code}\n  version: 1\n{lines}"
            )
        file.write_text(content, encoding="utf-8")
    if added:
        (folder / "9_newer.yaml").write_text(added, encoding="utf-8")
    files = sorted(folder.glob("*.yaml"))
    entries = together((file.name, file.read_text("utf-8")) for file in files)
    (folder / "reviewed.txt").write_text(reviewed_lines(entries), encoding="utf-8")
    use(read_newer(folder))
    try:
        yield
    finally:
        use(None)
