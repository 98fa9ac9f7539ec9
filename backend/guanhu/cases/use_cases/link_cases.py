"""Link files that belong together: joint crime, or linked files (guiding case 105)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import TooFewCases
from guanhu.cases.facts import LinkKind
from guanhu.cases.intake import CaseIntake
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCases:
    """Put several files into one group."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_ids: tuple[UUID, ...] = items("The case files.", at_least=2, at_most=50)
    kind: LinkKind = item("Joint crime or linked only.")


@dataclass(frozen=True, slots=True)
class LinkedCases:
    """The first of the linked files."""

    case_file: UUID


async def link_cases(
    database: Database, clock: Clock, actor: Actor, command: LinkCases
) -> LinkedCases:
    """Link files the actor may see; a file one may not see is `NotVisible`."""
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, LinkedCases) as work:
        if work.first_answer is not None:
            return work.first_answer
        wanted = sorted(set(command.case_ids))
        if len(wanted) < 2:  # noqa: PLR2004 - a pair
            raise TooFewCases
        cases = CaseRepository(work)
        # Locked in one order, so that two links at once cannot wait for each other.
        for case_id in wanted:
            cases.act(await cases.lock(case_id), CaseAction.LINK_CASES)
        await CaseIntake(work).link(wanted, command.kind)
        for case_id in wanted:
            work.record(
                "cases.linked", "case_file", case_id, case_id=case_id, kind=command.kind.value
            )
        return work.answer(LinkedCases(case_file=command.case_ids[0]))
