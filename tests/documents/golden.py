"""Golden texts and digests of the papers. Run as a script: writes them anew, to be read.

`tests/data/papers/<kind>.txt` is the text of the PDF, page by page. `digests.txt` holds one line
per template version and one per layout: what a version says may never change once it was used, so
a changed line is a mistake, and a new version is a new line.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Final

import orjson
from pypdf import PdfReader

from guanhu.documents.facts import DocumentKind
from guanhu.documents.paper import Paper
from guanhu.documents.templates.registry import ALL, LATEST
from guanhu.documents.typesetting import LAYOUT, as_pdf
from support.papers import a_snapshot, variants

DATA: Final = Path(__file__).parents[1] / "data" / "papers"
DIGESTS: Final = DATA / "digests.txt"


def paper(kind: DocumentKind) -> Paper:
    return LATEST[kind].write(a_snapshot(kind))


def text_of(pdf: bytes) -> str:
    """The text of a PDF, one line per line, pages apart."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "\f\n".join(page.extract_text().strip() + "\n" for page in pages)


def digests() -> dict[str, str]:
    """Template version, or layout → SHA-256 of all it says on the believable snapshots."""
    found = {
        f"{kind.value} {version}": _digest(
            orjson.dumps([template.write(each).plain() for each in variants(kind)])
        )
        for (kind, version), template in ALL.items()
    }
    return found | {"layout 1": _digest(LAYOUT.read_bytes())}


def read_digests() -> dict[str, str]:
    lines = DIGESTS.read_text(encoding="utf-8").splitlines()
    return {name: digest for name, _, digest in (line.rpartition(" ") for line in lines)}


def write() -> None:
    for kind in DocumentKind:
        (DATA / f"{kind.value}.txt").write_text(text_of(as_pdf(paper(kind))), encoding="utf-8")
    lines = [f"{name} {digest}" for name, digest in sorted(digests().items())]
    DIGESTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    write()
