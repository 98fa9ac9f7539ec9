"""One case file with everything its page shows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import glance, look, look_on_record
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import Asked, GateFacts
from guanhu.cases.page import find_page
from guanhu.cases.repository import CaseRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import NotVisible
from guanhu.people.facts import MinorIdentity, MinorSeen
from guanhu.people.repository import PeopleRepository
from guanhu.plumbing.database import Database


async def read_case_file(database: Database, clock: Clock, actor: Actor, case_id: UUID) -> CasePage:
    """Read one case file; `NotVisible` when it is hidden, absent or sealed.

    A reader who is not on the case leaves a trail entry (S64; Minors-Net-Reg art. 36).
    """
    actor.require(Permission.CASE_READ)
    return (await read_case_with_gates(database, clock, actor, case_id, ())).page


async def read_case_with_gates(
    database: Database,
    clock: Clock,
    actor: Actor,
    case_id: UUID,
    parts: tuple[GateFacts[Any], ...],
) -> Asked:
    """The same with the facts behind what may be done now, all in one statement.

    Raises `NotPermitted` unless the actor may read each part too.
    """
    actor.require(Permission.CASE_READ)
    for part in parts:
        actor.require(part.needs)
    if actor.role_name == "supervisor":
        async with look_on_record(database, clock, actor) as seen:
            asked = await find_page(seen, case_id, parts)
            if asked is not None and asked.page.case.officer_id != actor.account_id:
                seen.record("cases.viewed", "case_file", case_id, case_id=case_id)
    else:
        asked = await find_page(glance(database, clock, actor), case_id, parts)
    if asked is None:
        raise NotVisible
    return asked


async def read_minor_identity(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> MinorIdentity:
    """Read the identity fields of a case's minor; every such read is a trail entry (Q-06)."""
    actor.require(Permission.MINOR_IDENTITY_READ)
    async with look_on_record(database, clock, actor) as seen:
        case = await CaseRepository(seen).get(case_id)
        identity = await PeopleRepository(seen).identity(case.minor_id)
        seen.record("people.identity_viewed", "minor", case.minor_id, case_id=case_id)
        return identity


async def read_minor(database: Database, clock: Clock, actor: Actor, minor_id: UUID) -> MinorSeen:
    """One minor, masked; `NotVisible` when hidden."""
    actor.require(Permission.CASE_READ)
    async with look(database, clock, actor) as seen:
        found = await PeopleRepository(seen).minors([minor_id])
        if minor_id not in found:
            raise NotVisible
        return found[minor_id]


async def find_minors(
    database: Database,
    clock: Clock,
    actor: Actor,
    name: str | None,
    identity_number: str | None,
) -> list[MinorSeen]:
    """Search before create: exact name or identity number, among minors the actor may see."""
    actor.require(Permission.PEOPLE_WRITE)
    async with look(database, clock, actor) as seen:
        return list(await PeopleRepository(seen).find(name, identity_number))
