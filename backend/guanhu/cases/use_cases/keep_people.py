"""Add a guardian, end or block a guardianship: always within one case.

The use cases stand in this room because *whose* minor it is follows from the case file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import DateInFuture
from guanhu.cases.repository import CaseRepository
from guanhu.cases.use_cases.open_case import GuardianPart
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.people.errors import EndBeforeStart
from guanhu.people.keeping import PeopleKeeping
from guanhu.people.repository import NewGuardian, PeopleRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class AddGuardian:
    """Add a guardian to the minor of a case."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    guardian: GuardianPart = item("The guardian.")
    valid_from: date = item("First day of the guardianship.")


@dataclass(frozen=True, slots=True)
class AddedGuardian:
    """The file with the new guardian."""

    case_file: UUID
    guardian_id: UUID


async def add_guardian(
    database: Database, clock: Clock, actor: Actor, command: AddGuardian
) -> AddedGuardian:
    """Add a guardian and the guardianship."""
    actor.require(Permission.PEOPLE_WRITE)
    async with begin(database, clock, actor, command, AddedGuardian) as work:
        if work.first_answer is not None:
            return work.first_answer
        row = await CaseRepository(work).lock(command.case_id)
        if command.valid_from > work.today:
            raise DateInFuture(field="validFrom")
        part = command.guardian
        guardian_id = await PeopleRepository(work).link_guardian(
            row.minor_id,
            NewGuardian(
                part.name, part.phone, part.relation, part.legal_representative, command.valid_from
            ),
        )
        work.record("people.guardian_added", "guardian", guardian_id, case_id=row.id)
        return work.answer(AddedGuardian(case_file=row.id, guardian_id=guardian_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class EndGuardianship:
    """End a guardianship after its last day."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    guardianship_id: UUID = item("The guardianship.")
    last_day: date = item("Last day it is valid.")


@dataclass(frozen=True, slots=True)
class EndedGuardianship:
    """The file with the guardianship ended."""

    case_file: UUID


async def end_guardianship(
    database: Database, clock: Clock, actor: Actor, command: EndGuardianship
) -> EndedGuardianship:
    """End a guardianship; from the day after, the guardian sees nothing of the case."""
    actor.require(Permission.PEOPLE_WRITE)
    async with begin(database, clock, actor, command, EndedGuardianship) as work:
        if work.first_answer is not None:
            return work.first_answer
        row = await CaseRepository(work).lock(command.case_id)
        keeping = PeopleKeeping(work)
        began = await keeping.began(row.minor_id, command.guardianship_id)
        if command.last_day < began:
            raise EndBeforeStart
        await keeping.end(command.guardianship_id, command.last_day)
        work.record(
            "people.guardianship_ended", "guardianship", command.guardianship_id, case_id=row.id
        )
        return work.answer(EndedGuardianship(case_file=row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockGuardian:
    """Cut a guardian's access at once: co-offender or alleged abuser (Q-11)."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    guardianship_id: UUID = item("The guardianship.")
    reason: str = words("Why the guardian may see nothing.", at_most=500)


@dataclass(frozen=True, slots=True)
class BlockedGuardian:
    """The file with the guardian blocked."""

    case_file: UUID


async def block_guardian(
    database: Database, clock: Clock, actor: Actor, command: BlockGuardian
) -> BlockedGuardian:
    """Block a guardian; effective with the next request."""
    actor.require(Permission.PEOPLE_WRITE)
    async with begin(database, clock, actor, command, BlockedGuardian) as work:
        if work.first_answer is not None:
            return work.first_answer
        row = await CaseRepository(work).lock(command.case_id)
        keeping = PeopleKeeping(work)
        await keeping.began(row.minor_id, command.guardianship_id)
        await keeping.block(row.minor_id, command.guardianship_id, command.reason)
        work.record(
            "people.guardian_blocked", "guardianship", command.guardianship_id, case_id=row.id
        )
        return work.answer(BlockedGuardian(case_file=row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnblockGuardian:
    """Give a blocked guardian access again."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    guardianship_id: UUID = item("The guardianship.")


@dataclass(frozen=True, slots=True)
class UnblockedGuardian:
    """The file with the guardian's access restored."""

    case_file: UUID


async def unblock_guardian(
    database: Database, clock: Clock, actor: Actor, command: UnblockGuardian
) -> UnblockedGuardian:
    """Lift a block."""
    actor.require(Permission.PEOPLE_WRITE)
    async with begin(database, clock, actor, command, UnblockedGuardian) as work:
        if work.first_answer is not None:
            return work.first_answer
        row = await CaseRepository(work).lock(command.case_id)
        keeping = PeopleKeeping(work)
        await keeping.began(row.minor_id, command.guardianship_id)
        await keeping.unblock(command.guardianship_id)
        work.record(
            "people.guardian_unblocked", "guardianship", command.guardianship_id, case_id=row.id
        )
        return work.answer(UnblockedGuardian(case_file=row.id))
