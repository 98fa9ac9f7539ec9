"""What a template is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from guanhu.documents.errors import DocumentPartMissing
from guanhu.documents.facts import Blank, DocumentKind, Source
from guanhu.documents.paper import Paper
from guanhu.documents.snapshot import Snapshot


class Part(StrEnum):
    """A part of the record that a template reads."""

    CHARGES = "charges"
    CONDITIONAL = "conditional"
    FINAL = "final"
    DIRECT = "direct"
    NOT_PROSECUTED = "not_prosecuted"
    """Whichever non-prosecution ended the file: the final one, or a direct one."""
    PERIOD = "period"
    PLAN = "plan"
    SCREENING = "screening"
    OPINIONS = "opinions"
    ANNOUNCEMENT = "announcement"
    REVIEW = "review"
    INCIDENTS = "incidents"
    REVOCATION = "revocation"


@dataclass(frozen=True, slots=True)
class Template:
    """One version of one paper.

    `series` is the word between office and year in its number, None for papers without one.
    `source` names the record to be given with the command; `reads` what is loaded beside it. A
    paper `of_register` is about a line of the sealed register and not about a case.
    """

    kind: DocumentKind
    version: int
    zh: str
    en: str
    write: Callable[[Snapshot], Paper]
    blanks: tuple[Blank, ...] = ()
    reads: frozenset[Part] = frozenset()
    source: Source | None = None
    series: str | None = None
    editable: bool = False
    of_register: bool = False


def missing(snapshot: Snapshot, part: str) -> DocumentPartMissing:
    """The refusal that names what the paper cannot do without."""
    return DocumentPartMissing(kind=DocumentKind(snapshot.kind), part=part)


def blank(snapshot: Snapshot, name: str) -> str:
    """What was filled in; raises `DocumentPartMissing` where it was not."""
    value = (snapshot.blank(name) or "").strip()
    if not value:
        raise missing(snapshot, name)
    return value


def optional(snapshot: Snapshot, name: str) -> str | None:
    """What was filled in, or None."""
    return (snapshot.blank(name) or "").strip() or None
