"""The papers of one case, without what they say."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look
from guanhu.documents.facts import DocumentSeen
from guanhu.documents.register import RegisterPapers
from guanhu.documents.register import seen as of_register
from guanhu.documents.repository import DocumentRepository
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_documents(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[DocumentSeen]:
    """The papers of a visible case, first issued first; none of a hidden one."""
    actor.require(Permission.DOCUMENT_READ)
    async with look(database, clock, actor) as seen:
        return await DocumentRepository(seen).of_case(case_id)


async def read_document(
    database: Database, clock: Clock, actor: Actor, document_id: UUID
) -> DocumentSeen:
    """One visible paper, without what it says, or `NotVisible`."""
    actor.require(Permission.DOCUMENT_READ)
    async with look(database, clock, actor) as seen:
        found = await DocumentRepository(seen).one(document_id)
        if found is not None:
            return found
        return of_register(await RegisterPapers(seen).get(document_id))


async def read_query_document(
    database: Database, clock: Clock, actor: Actor, query_id: UUID
) -> DocumentSeen | None:
    """The answer to a query on paper; None until it is issued, and of a hidden query."""
    actor.require(Permission.DOCUMENT_READ)
    async with look(database, clock, actor) as seen:
        return await RegisterPapers(seen).of_query(query_id)


async def read_register_documents(
    database: Database, clock: Clock, actor: Actor, seal_order_id: UUID
) -> list[DocumentSeen]:
    """The papers about one line of the sealed register; none of a hidden one."""
    actor.require(Permission.DOCUMENT_READ)
    async with look(database, clock, actor) as seen:
        return await RegisterPapers(seen).of_order(seal_order_id)
