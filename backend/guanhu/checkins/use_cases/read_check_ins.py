"""Reading check-ins: one, those of a case, a page of the list, remarks and addenda."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import glance, look
from guanhu.checkins.changes import changes_of
from guanhu.checkins.entered import who_entered
from guanhu.checkins.facts import ChangeSeen, CheckInSeen, ContactCounts, RemarkSeen
from guanhu.checkins.filtering import CheckInFilter
from guanhu.checkins.reaching import unreached_since
from guanhu.checkins.repository import CheckInRepository, CheckInSort
from guanhu.checkins.rules import Between, refuse_between
from guanhu.identity.directory import AccountSeen
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def read_check_in(
    database: Database, clock: Clock, actor: Actor, check_in_id: UUID
) -> CheckInSeen:
    """One check-in; `NotVisible` when hidden or absent."""
    actor.require(Permission.CHECK_IN_READ)
    return await CheckInRepository(glance(database, clock, actor)).get(check_in_id)


async def read_check_ins_of_case(
    database: Database, clock: Clock, actor: Actor, case_id: UUID, limit: int
) -> list[CheckInSeen]:
    """The check-ins of one case, the latest window first."""
    actor.require(Permission.CHECK_IN_READ)
    async with look(database, clock, actor) as seen:
        return await CheckInRepository(seen).of_case(case_id, limit)


async def list_check_ins(
    database: Database,
    clock: Clock,
    actor: Actor,
    wanted: CheckInFilter,
    *,
    sort: CheckInSort,
    descending: bool,
    limit: int,
    offset: int,
) -> tuple[list[CheckInSeen], int]:
    """One page of the check-ins the actor may see, and how many match in all.

    Raises `NotPermitted`, or `InvalidInput` where the days of the filter make no sense (S35).
    """
    actor.require(Permission.CHECK_IN_READ)
    async with look(database, clock, actor) as seen:
        refusal = refuse_between(
            [
                Between(wanted.begins, wanted.ends, "filter.from", "filter.to", past_only=False),
                Between(
                    wanted.happened_from, wanted.happened_to,
                    "filter.happenedFrom", "filter.happenedTo", past_only=True,
                ),
            ],
            seen.today,
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        return await CheckInRepository(seen).page(
            wanted, sort=sort, descending=descending, limit=limit, offset=offset
        )


async def count_check_ins(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> ContactCounts:
    """Check-ins of one case as they stand today."""
    actor.require(Permission.CHECK_IN_READ)
    async with look(database, clock, actor) as seen:
        return await CheckInRepository(seen).counts(case_id)


async def read_unreached(
    database: Database, clock: Clock, actor: Actor, case_ids: Iterable[UUID]
) -> dict[UUID, date]:
    """By case, since when nothing reaches the young person (S04)."""
    actor.require(Permission.CHECK_IN_READ)
    async with look(database, clock, actor) as seen:
        return await unreached_since(seen, list(case_ids))


async def read_remarks(
    database: Database, clock: Clock, actor: Actor, check_in_ids: Iterable[UUID]
) -> dict[UUID, list[RemarkSeen]]:
    """Later remarks of many check-ins."""
    actor.require(Permission.CHECK_IN_READ)
    async with look(database, clock, actor) as seen:
        return await CheckInRepository(seen).remarks(check_in_ids)


async def read_changes(
    database: Database, clock: Clock, actor: Actor, check_in_ids: Iterable[UUID]
) -> dict[UUID, list[ChangeSeen]]:
    """Reviews, excuses and moves of many check-ins."""
    actor.require(Permission.CHECK_IN_READ)
    async with look(database, clock, actor) as seen:
        return await changes_of(seen, check_in_ids)


async def read_who_entered(
    database: Database, clock: Clock, actor: Actor, check_in_ids: Iterable[UUID]
) -> dict[UUID, AccountSeen]:
    """Who entered each of many check-ins, also where somebody of an assisting office did."""
    actor.require(Permission.CHECK_IN_READ)
    async with look(database, clock, actor) as seen:
        return await who_entered(seen, check_in_ids)


async def read_addenda(
    database: Database, clock: Clock, actor: Actor, check_in_ids: Iterable[UUID]
) -> dict[UUID, str]:
    """Private addenda of many check-ins: only those the actor wrote or supervises."""
    actor.require(Permission.CHECK_IN_READ)
    async with look(database, clock, actor) as seen:
        return await CheckInRepository(seen).addenda(check_in_ids)
