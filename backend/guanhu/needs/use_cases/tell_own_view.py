"""A guardian or the young person says, through the own page, how things are."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.law.need_domains import NeedDomain
from guanhu.needs.facts import Teller
from guanhu.needs.repository import NeedsRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class TellOwnView:
    """Say how one sees a part of life, while the needs are being assessed."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The own case.")
    domain: NeedDomain = item("Which part of life.")
    text: str = words("In one's own words.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class ToldOwnView:
    """The view."""

    view_id: UUID


async def tell_own_view(
    database: Database, clock: Clock, actor: Actor, command: TellOwnView
) -> ToldOwnView:
    """Add an own view to the assessment that is being written; earlier ones stay.

    A family sees nothing of the assessment, so the view is laid into it by the system.
    Raises `NotPermitted`, `NotVisible`, `NobodyAsks` while no assessment is being written.
    """
    actor.require(Permission.FAMILY_TELL)
    async with begin(database, clock, actor, command, ToldOwnView) as work:
        if work.first_answer is not None:
            return work.first_answer
        case = await CaseRepository(work).get(command.case_id)
        minor = actor.role is Role.YOUNG_PERSON
        guardian_id = None if minor else await NeedsRepository(work).own_guardian(case.minor_id)
        teller = Teller.MINOR if minor else Teller.GUARDIAN
        async with work.as_system() as system:
            needs = NeedsRepository(system)
            await CaseRepository(system).lock(case.id)
            view_id = await needs.tell(
                await needs.being_written(case.id),
                domain=command.domain,
                teller=teller,
                guardian_id=guardian_id,
                text=command.text.strip(),
                told_on=work.today,
                by=actor.account_id,
            )
        work.record(
            "needs.view_told", "needs_view", view_id,
            case_id=case.id, domain=command.domain.name, teller=teller.name,
        )  # fmt: skip
        return work.answer(ToldOwnView(view_id))
