"""One case file with everything its page shows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look, look_on_record
from guanhu.cases.facts import CaseSeen
from guanhu.cases.repository import CaseRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import NotVisible
from guanhu.people.facts import GuardianSeen, MinorIdentity, MinorSeen
from guanhu.people.repository import PeopleRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case file, its minor (masked) and the guardians."""

    case: CaseSeen
    minor: MinorSeen
    guardians: list[GuardianSeen]


async def read_case_file(database: Database, clock: Clock, actor: Actor, case_id: UUID) -> CasePage:
    """Read one case file; `NotVisible` when it is hidden, absent or sealed.

    A reader who is not on the case leaves a trail entry (S64; Minors-Net-Reg art. 36).
    """
    actor.require(Permission.CASE_READ)
    async with look_on_record(database, clock, actor) as seen:
        case = await CaseRepository(seen).get(case_id)
        people = PeopleRepository(seen)
        minors = await people.minors([case.minor_id])
        guardians = await people.guardians(case.minor_id)
        if case.officer_id != actor.account_id and actor.role_name == "supervisor":
            seen.record("cases.viewed", "case_file", case_id, case_id=case_id)
        return CasePage(case, minors[case.minor_id], guardians)


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
