"""Preview a paper, and issue it: from then on its files never change."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin, look_on_record
from guanhu.cases.facts import CaseSeen
from guanhu.cases.repository import CaseRepository
from guanhu.documents.facts import DocumentKind
from guanhu.documents.making import make, preview
from guanhu.documents.repository import DocumentRepository
from guanhu.documents.rules import blank_problems, document_number, office_word
from guanhu.documents.snapshot import Snapshot
from guanhu.documents.templates.registry import LATEST
from guanhu.documents.templates.template import Template
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import check, item, items, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.papers.gather import Gathering
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentBlankPart:
    """One blank that is filled in."""

    name: str = words("Name of the blank, as the form lists it.", at_most=40)
    value: str = words(
        "The text; a day as YYYY-MM-DD, a choice by its code.", at_most=8000, at_least=0,
        multiline=True,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewDocument:
    """See a paper as it would be issued, marked on every page."""

    case_id: UUID = item("The case file.")
    kind: DocumentKind = item("Which paper.")
    source_id: UUID | None = item(
        "The record it is made from, where the form names one.", default=None
    )
    blanks: tuple[DocumentBlankPart, ...] = items("What no record holds.", at_most=40, default=())
    office_word: str | None = words(
        "The office's word in the number, else formed from its name.", at_most=20, default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDocument:
    """Issue a paper."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    kind: DocumentKind = item("Which paper.")
    source_id: UUID | None = item(
        "The record it is made from, where the form names one.", default=None
    )
    blanks: tuple[DocumentBlankPart, ...] = items("What no record holds.", at_most=40, default=())
    office_word: str | None = words(
        "The office's word in the number, else formed from its name.", at_most=20, default=None
    )


@dataclass(frozen=True, slots=True)
class PreviewedDocument:
    """The PDF, marked 预览 on every page; kept nowhere."""

    pdf: bytes


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """The file with the paper issued."""

    case_file: UUID
    document: UUID


async def preview_document(
    database: Database, clock: Clock, actor: Actor, command: PreviewDocument
) -> PreviewedDocument:
    """Make the PDF without keeping it; the look stands in the trail, for it shows names.

    Raises what `issue_document` raises.
    """
    actor.require(Permission.DOCUMENT_ISSUE)
    check(command)
    template = _of_a_case(command.kind)
    given = checked_blanks(template, command.blanks)
    async with look_on_record(database, clock, actor) as work:
        case = await CaseRepository(work).get(command.case_id)
        snapshot = await Gathering(work, case, template).snapshot(given, command.source_id)
        pdf = await preview(with_number(work, template, snapshot, command.office_word, None))
        work.record(
            "documents.previewed", "case_file", case.id, case_id=case.id, kind=command.kind.value
        )
        return PreviewedDocument(pdf)


async def issue_document(
    database: Database, clock: Clock, actor: Actor, command: IssueDocument
) -> IssuedDocument:
    """Take the snapshot, give the number, make the files, keep them.

    Raises `NotPermitted`, `NotVisible`, or the refusals `InvalidInput`, `DocumentPartMissing`,
    `DocumentSourceWrong`, `CharacterNotPrintable`; then nothing is kept and no number is used.
    """
    actor.require(Permission.DOCUMENT_ISSUE)
    async with begin(database, clock, actor, command, IssuedDocument) as work:
        if work.first_answer is not None:
            return work.first_answer
        template = _of_a_case(command.kind)
        given = checked_blanks(template, command.blanks)
        cases, documents = CaseRepository(work), DocumentRepository(work)
        case: CaseSeen = cases.seen(await cases.lock(command.case_id))
        snapshot = await Gathering(work, case, template).snapshot(given, command.source_id)
        number = None
        if template.series is not None:
            number = await documents.next_number(template.series)
        numbered = with_number(work, template, snapshot, command.office_word, number)
        document_id = await documents.keep(
            case.id, numbered, await make(numbered), command.source_id
        )
        work.record(
            "documents.issued", "document", document_id, case_id=case.id, kind=command.kind.value,
            template=template.version,
        )  # fmt: skip
        return work.answer(IssuedDocument(case.id, document_id))


def _of_a_case(kind: DocumentKind) -> Template:
    """The latest template; a paper of the sealed register is issued by a command of its own."""
    template = LATEST[kind]
    if template.of_register:
        raise InvalidInput([Problem("kind", "OF_THE_REGISTER")])
    return template


def checked_blanks(
    template: Template, blanks: Sequence[DocumentBlankPart]
) -> list[tuple[str, str]]:
    """What was filled in, or `InvalidInput` with the path of each thing wrong."""
    given = [(blank.name, blank.value) for blank in blanks]
    problems = list(blank_problems(template.blanks, given))
    if problems:
        raise InvalidInput(problems)
    return given


def with_number(
    work: Look, template: Template, snapshot: Snapshot, word: str | None, number: int | None
) -> Snapshot:
    if template.series is None:
        return snapshot
    return dataclasses.replace(
        snapshot,
        number=document_number(
            (word or "").strip() or office_word(snapshot.office),
            template.series,
            work.today.year,
            number,
        ),
    )
