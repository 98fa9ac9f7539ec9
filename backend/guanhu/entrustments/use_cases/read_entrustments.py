"""What the deciding office reads of its entrustments, and the other office of its part."""

from __future__ import annotations

from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look, look_on_record
from guanhu.entrustments.assisting import AssistingRepository
from guanhu.entrustments.facts import AssistedCase, EntrustmentSeen, RequestRead, RequestSeen
from guanhu.entrustments.repository import EntrustmentRepository
from guanhu.kernel.clock import Clock
from guanhu.plans.facts import Texts
from guanhu.plumbing.database import Database


async def read_case_entrustments(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[EntrustmentSeen]:
    """Every entrustment of one case, oldest first; nothing for a case that is hidden."""
    actor.require(Permission.ENTRUST)
    async with look(database, clock, actor) as seen:
        return await EntrustmentRepository(seen).of_case(case_id)


async def read_other_offices(
    database: Database, clock: Clock, actor: Actor, *, limit: int, offset: int
) -> tuple[list[tuple[UUID, Texts]], int]:
    """One page of the offices that can be asked, and how many there are."""
    actor.require(Permission.ENTRUST)
    async with look(database, clock, actor) as seen:
        return await EntrustmentRepository(seen).other_offices(limit, offset)


async def read_assistance(
    database: Database, clock: Clock, actor: Actor, *, limit: int, offset: int
) -> tuple[list[RequestSeen], int]:
    """One page of what the actor was asked or assists in today, and how many there are."""
    actor.require(Permission.ASSIST)
    async with look(database, clock, actor) as seen:
        return await AssistingRepository(seen).page(limit, offset)


async def read_assistance_request(
    database: Database, clock: Clock, actor: Actor, entrustment_id: UUID
) -> RequestRead:
    """One request with what it says; each look stands in the deciding office's trail (Q-06)."""
    actor.require(Permission.ASSIST)
    async with look_on_record(database, clock, actor) as seen:
        found = await AssistingRepository(seen).read(entrustment_id)
        seen.record(
            "entrustments.request_viewed", "entrustment", entrustment_id,
            case_id=found.request.case_id, office_id=found.request.owner_id,
        )  # fmt: skip
        return found


async def read_assisted_case(
    database: Database, clock: Clock, actor: Actor, entrustment_id: UUID
) -> AssistedCase:
    """The actor's part of one case; `NotVisible` before the first day and after the end (S-11).

    Each look stands in the trail of the deciding office (Minors-Net-Reg art. 36).
    """
    actor.require(Permission.ASSIST)
    async with look_on_record(database, clock, actor) as seen:
        found = await AssistingRepository(seen).case(entrustment_id)
        seen.record(
            "entrustments.part_viewed", "entrustment", entrustment_id,
            case_id=found.read.request.case_id, office_id=found.read.request.owner_id,
        )  # fmt: skip
        return found
