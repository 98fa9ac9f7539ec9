"""End a membership of the support team: from the day after, the worker sees nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.people.errors import EndBeforeStart
from guanhu.plans.errors import MembershipEnded
from guanhu.plans.teams import TeamRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTeamMembership:
    """Name the last day of a membership, today, earlier or later."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    member_id: UUID = item("The membership.")
    until: date = item("The last day on which it holds.")
    reason: str = words("Why it ends.", at_most=1000, multiline=True)


@dataclass(frozen=True, slots=True)
class EndedTeamMembership:
    """The case and the membership."""

    case_file: UUID
    member_id: UUID


async def end_team_membership(
    database: Database, clock: Clock, actor: Actor, command: EndTeamMembership
) -> EndedTeamMembership:
    """End a membership; a day named earlier may be brought forward, never put off.

    Raises `NotPermitted`, `NotVisible`, `EndBeforeStart`, `MembershipEnded`. Allowed whatever the
    case's status: taking access away must never wait.
    """
    actor.require(Permission.TEAM_APPOINT)
    async with begin(database, clock, actor, command, EndedTeamMembership) as work:
        if work.first_answer is not None:
            return work.first_answer
        team = TeamRepository(work)
        file = await CaseRepository(work).lock(await team.case_of(command.member_id))
        member = await team.get(command.member_id)
        if member.last_day is not None and command.until >= member.last_day:
            raise MembershipEnded(last_day=member.last_day)
        if command.until < member.valid_from:
            raise EndBeforeStart
        await team.end(member.id, last_day=command.until, reason=command.reason)
        work.record(
            "plans.team_membership_ended", "team_member", member.id,
            case_id=file.id, duty=member.duty.name,
        )  # fmt: skip
        return work.answer(EndedTeamMembership(case_file=file.id, member_id=member.id))
