"""Appoint somebody to the support team of a case: from that day a worker sees the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.audit.work import begin
from guanhu.cases.errors import DateBefore
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.identity.directory import Directory
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plans.errors import AccountNotSuitable, AlreadyOnTeam
from guanhu.plans.facts import TeamDuty
from guanhu.plans.teams import TeamRepository
from guanhu.plumbing.database import Database

SUITABLE = frozenset({Role.SOCIAL_WORKER, Role.OFFICER})


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointTeamMember:
    """Put an active social worker or officer of the office on the team."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    account_id: UUID = item("Whom.")
    duty: TeamDuty = item("What for.")
    valid_from: date = item("First day.")
    hide_earlier_notes: bool = item(
        "Whether notes of the days before the first one stay hidden from a social worker.",
        default=False,
    )


@dataclass(frozen=True, slots=True)
class AppointedTeamMember:
    """The case and the membership."""

    case_file: UUID
    member_id: UUID


async def appoint_team_member(
    database: Database, clock: Clock, actor: Actor, command: AppointTeamMember
) -> AppointedTeamMember:
    """Appoint a member.

    Raises `NotPermitted`, `NotVisible`, `MoveNotAllowed`, `AccountNotSuitable` (one answer for
    absent, elsewhere, inactive and other roles), `DateBefore`, `AlreadyOnTeam`.
    """
    actor.require(Permission.TEAM_APPOINT)
    async with begin(database, clock, actor, command, AppointedTeamMember) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, team = CaseRepository(work), TeamRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.APPOINT_TEAM_MEMBER)
        account = await Directory(work).find(command.account_id)
        if account is None or not account.active or account.role not in SUITABLE:
            raise AccountNotSuitable
        if command.valid_from < file.received_on:
            raise DateBefore(field="from", earliest=file.received_on)
        since = await team.overlapping(file.id, account.id, command.valid_from)
        if since is not None:
            raise AlreadyOnTeam(since=since)
        member_id = await team.add(
            file,
            account_id=account.id,
            duty=command.duty,
            start=command.valid_from,
            notes_from=command.valid_from if command.hide_earlier_notes else None,
        )
        work.record(
            "plans.team_member_appointed", "team_member", member_id,
            case_id=file.id, duty=command.duty.name,
        )  # fmt: skip
        return work.answer(AppointedTeamMember(case_file=file.id, member_id=member_id))
