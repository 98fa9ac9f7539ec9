"""The answer to a query about a sealed record, as a paper (F-05, F-09; Rules art. 484).

It says what the register of queries holds and nothing else: who asked, for what, and what was
decided. It belongs to the query and not to a line of the sealed register, so that having one tells
nobody whether there is a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.errors import NoQueryDecision, QueryDecisionIssued, QueryUndecided
from guanhu.afterwards.facts import QuerySeen, QueryVerdict
from guanhu.afterwards.queries import QueryRepository
from guanhu.audit.work import Look, begin, look_on_record
from guanhu.documents.facts import DocumentKind
from guanhu.documents.making import make, preview
from guanhu.documents.register import RegisterPapers
from guanhu.documents.repository import DocumentRepository
from guanhu.documents.snapshot import Snapshot
from guanhu.documents.templates.registry import LATEST
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import check, item, words
from guanhu.papers.register_snapshot import register_snapshot
from guanhu.papers.use_cases.issue_document import PreviewedDocument, with_number
from guanhu.papers.words import SCOPES
from guanhu.plumbing.database import Database

TEMPLATE = LATEST[DocumentKind.QUERY_DECISION]
SAID: Final = {QueryVerdict.PERMITTED: "grant", QueryVerdict.REFUSED: "refuse"}
"""Verdicts that are a decision; that nothing is sealed permits and refuses nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewQueryDecision:
    """See the answer to a query as it would be issued."""

    query_id: UUID = item("The query, decided.")
    office_word: str | None = words(
        "The office's word in the number, else formed from its name.", at_most=20, default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueQueryDecision:
    """Issue the answer to a query about a sealed record."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    query_id: UUID = item("The query, decided.")
    office_word: str | None = words(
        "The office's word in the number, else formed from its name.", at_most=20, default=None
    )


@dataclass(frozen=True, slots=True)
class IssuedQueryDecision:
    """The query with the paper issued."""

    seal_query: UUID
    document: UUID


async def preview_query_decision(
    database: Database, clock: Clock, actor: Actor, command: PreviewQueryDecision
) -> PreviewedDocument:
    """Make the PDF without keeping it; a supervisor decides about queries (F-09)."""
    actor.require(Permission.SEAL_QUERY_DECIDE)
    check(command)
    async with look_on_record(database, clock, actor) as work:
        query = await QueryRepository(work).get(command.query_id)
        snapshot = await _snapshot(work, query)
        pdf = await preview(with_number(work, TEMPLATE, snapshot, command.office_word, None))
        work.record("documents.previewed", "seal_query", query.id, kind=TEMPLATE.kind.value)
        return PreviewedDocument(pdf)


async def issue_query_decision(
    database: Database, clock: Clock, actor: Actor, command: IssueQueryDecision
) -> IssuedQueryDecision:
    """Issue it once: permission or refusal, with its reasons; the sealed file is not touched.

    Raises `NotPermitted`, `NotVisible`, or the refusals `QueryUndecided`, `NoQueryDecision`,
    `QueryDecisionIssued`, `CharacterNotPrintable`.
    """
    actor.require(Permission.SEAL_QUERY_DECIDE)
    async with begin(database, clock, actor, command, IssuedQueryDecision) as work:
        if work.first_answer is not None:
            return work.first_answer
        queries, papers = QueryRepository(work), RegisterPapers(work)
        await queries.lock(command.query_id)
        query = await queries.get(command.query_id)
        snapshot = await _snapshot(work, query)
        if await papers.of_query(query.id) is not None:
            raise QueryDecisionIssued
        number = await DocumentRepository(work).next_number(TEMPLATE.series or "")
        numbered = with_number(work, TEMPLATE, snapshot, command.office_word, number)
        document_id = await papers.keep_answer(query.id, numbered, await make(numbered))
        work.record(
            "documents.issued", "document", document_id, kind=TEMPLATE.kind.value,
            template=TEMPLATE.version,
        )  # fmt: skip
        return work.answer(IssuedQueryDecision(query.id, document_id))


async def _snapshot(work: Look, query: QuerySeen) -> Snapshot:
    """What the paper says; raises `QueryUndecided` or `NoQueryDecision`."""
    answer = query.answer
    if answer is None:
        raise QueryUndecided
    if answer.verdict not in SAID:
        raise NoQueryDecision
    said = {
        "verdict": SAID[answer.verdict],
        "applicant": query.applicant,
        "applied_on": query.received_on.isoformat(),
        "person": query.person,
        "reason": query.reason,
        "basis": query.legal_basis,
    }
    if answer.verdict is QueryVerdict.PERMITTED:
        said["scope"] = "、".join(SCOPES[part] for part in answer.scope)
    else:
        said["refusal_reason"] = answer.reason
    return await register_snapshot(work, TEMPLATE, sorted(said.items()))
