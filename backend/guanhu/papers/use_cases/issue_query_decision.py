"""The answer to a query about a sealed record, as a paper (F-05, F-09; Rules art. 484)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.errors import QueryNotPermitted
from guanhu.afterwards.queries import QueryRepository
from guanhu.audit.work import Look, begin, look_on_record
from guanhu.documents.facts import DocumentKind
from guanhu.documents.making import make, preview
from guanhu.documents.register import RegisterPapers
from guanhu.documents.repository import DocumentRepository
from guanhu.documents.snapshot import Snapshot
from guanhu.documents.templates.registry import LATEST
from guanhu.documents.templates.template import Template
from guanhu.identity.directory import Directory
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import check, item, items, words
from guanhu.papers.repository import PapersRepository
from guanhu.papers.use_cases.issue_document import (
    DocumentBlankPart,
    PreviewedDocument,
    checked_blanks,
    with_number,
)
from guanhu.plumbing.database import Database
from guanhu.sealing.repository import SealingRepository

TEMPLATE = LATEST[DocumentKind.QUERY_DECISION]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewQueryDecision:
    """See the answer to a query as it would be issued."""

    seal_order_id: UUID = item("The line of the sealed register.")
    blanks: tuple[DocumentBlankPart, ...] = items("What it says.", at_most=40, default=())
    office_word: str | None = words(
        "The office's word in the number, else formed from its name.", at_most=20, default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueQueryDecision:
    """Issue the answer to a query about a sealed record."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    seal_order_id: UUID = item("The line of the sealed register.")
    blanks: tuple[DocumentBlankPart, ...] = items("What it says.", at_most=40, default=())
    office_word: str | None = words(
        "The office's word in the number, else formed from its name.", at_most=20, default=None
    )


@dataclass(frozen=True, slots=True)
class IssuedQueryDecision:
    """The line of the register with the paper issued."""

    seal_order: UUID
    document: UUID


async def preview_query_decision(
    database: Database, clock: Clock, actor: Actor, command: PreviewQueryDecision
) -> PreviewedDocument:
    """Make the PDF without keeping it; a supervisor decides about queries (F-09)."""
    actor.require(Permission.DECISION_APPROVE)
    check(command)
    async with look_on_record(database, clock, actor) as work:
        order = await SealingRepository(work).get(command.seal_order_id)
        await _require_permission(work, order.id, command.blanks)
        snapshot = await register_snapshot(work, TEMPLATE, command.blanks)
        pdf = await preview(with_number(work, TEMPLATE, snapshot, command.office_word, None))
        work.record("documents.previewed", "seal_order", order.id, kind=TEMPLATE.kind.value)
        return PreviewedDocument(pdf)


async def issue_query_decision(
    database: Database, clock: Clock, actor: Actor, command: IssueQueryDecision
) -> IssuedQueryDecision:
    """Issue it: permission or refusal, with its reasons; the sealed file is not touched.

    Raises `NotPermitted`, `NotVisible` (no such order), or the refusals `QueryNotPermitted` (a
    permission that the register of queries does not hold), `InvalidInput`, `DocumentPartMissing`,
    `CharacterNotPrintable`.
    """
    actor.require(Permission.DECISION_APPROVE)
    async with begin(database, clock, actor, command, IssuedQueryDecision) as work:
        if work.first_answer is not None:
            return work.first_answer
        order = await SealingRepository(work).get(command.seal_order_id)
        await _require_permission(work, order.id, command.blanks)
        snapshot = await register_snapshot(work, TEMPLATE, command.blanks)
        number = await DocumentRepository(work).next_number(TEMPLATE.series or "")
        numbered = with_number(work, TEMPLATE, snapshot, command.office_word, number)
        document_id = await RegisterPapers(work).keep(order.id, numbered, await make(numbered))
        work.record(
            "documents.issued", "document", document_id, kind=TEMPLATE.kind.value,
            template=TEMPLATE.version,
        )  # fmt: skip
        return work.answer(IssuedQueryDecision(order.id, document_id))


async def _require_permission(
    work: Look, order_id: UUID, blanks: Sequence[DocumentBlankPart]
) -> None:
    """A paper that permits rests on a query that was permitted for this line (F-05, F-09)."""
    grants = any(blank.name == "verdict" and blank.value.strip() == "grant" for blank in blanks)
    if grants and not await QueryRepository(work).permits(order_id):
        raise QueryNotPermitted


async def register_snapshot(
    work: Look, template: Template, blanks: Sequence[DocumentBlankPart]
) -> Snapshot:
    """What a paper about a line of the register says: what was filled in, and the office.

    Raises `InvalidInput`.
    """
    given = checked_blanks(template, blanks)
    office, higher = await PapersRepository(work).office()
    decider = await Directory(work).find(work.actor.account_id)
    return Snapshot(
        kind=template.kind.value,
        template_version=template.version,
        office=office,
        higher_office=higher,
        issued_on=work.today,
        case_number="",
        officer="" if decider is None else decider.display_name or "",
        blanks=tuple(sorted((name, value.strip()) for name, value in given if value.strip())),
    )
