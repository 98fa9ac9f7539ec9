"""A young person's own self-report: in addition to human contact, never in its place."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin, look
from guanhu.cases.errors import SupervisionNotLive
from guanhu.cases.repository import milestones
from guanhu.cases.rules import status_on, supervision_is_live
from guanhu.checkins.errors import ConditionNotInForce
from guanhu.checkins.facts import (
    CheckInKind,
    CheckInStatus,
    Mood,
    OwnAnswer,
    OwnCheckIn,
    SelfReportSeen,
)
from guanhu.checkins.repository import CheckInRepository
from guanhu.checkins.rules import Attempt, is_late, refuse_self_report
from guanhu.checkins.self_reports import NewSelfReport, SelfReports
from guanhu.checkins.standing import marks_of
from guanhu.checkins.tables import CheckInRow
from guanhu.drafts.facts import DraftForm
from guanhu.drafts.repository import DraftRepository
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, items, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plans.repository import PlanRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnConditionPart:
    """How one condition goes."""

    condition_id: UUID = item("A condition of the plan in force.")
    answer: OwnAnswer = item("Yes, partly, or not yet.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveSelfReport:
    """Say how things are."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    check_in_id: UUID = item("The self-report that is asked for.")
    mood: Mood = item("How things are.")
    help_wanted: bool = item("Whether help is wanted.")
    want_to_talk: bool = item("Whether somebody should call.")
    conditions: tuple[OwnConditionPart, ...] = items("Each condition in force.", at_most=60)
    help_with: str | None = words("What with.", at_most=2000, multiline=True, default=None)
    proud_of: str | None = words("Proud of.", at_most=2000, multiline=True, default=None)
    extra_answers: tuple[str, ...] = items(
        "Answers to the extra questions, in their order; empty where one was left out.",
        at_most=3,
        each=1000,
        free=True,
        default=(),
    )


@dataclass(frozen=True, slots=True)
class GaveSelfReport:
    """The check-in."""

    check_in_id: UUID


async def give_self_report(
    database: Database, clock: Clock, actor: Actor, command: GiveSelfReport
) -> GaveSelfReport:
    """Store the signed-in young person's self-report, once (S07); late inside grace (S08).

    Raises `NotPermitted`, `NotVisible`, or the refusals `InvalidInput`, `NotASelfReport`,
    `AlreadyRecorded`, `SelfReportClosed`, `SupervisionNotLive`, `ConditionNotInForce`.
    """
    actor.require(Permission.SELF_REPORT_GIVE)
    async with begin(database, clock, actor, command, GaveSelfReport) as work:
        if work.first_answer is not None:
            return work.first_answer
        case_id = await SelfReports(work).require_own(command.check_in_id)
        # A family writes nothing of a check-in by itself: its row is closed to it.
        async with work.as_system() as system:
            check_ins = CheckInRepository(system)
            file, row = await check_ins.lock(command.check_in_id)
            attempt = attempt_of(row, check_ins.status_of(row, file))
            refusal = refuse_self_report(attempt)
            if refusal is not None:
                raise refusal
            facts = milestones(file)
            if not supervision_is_live(facts, work.today):
                raise SupervisionNotLive(status=status_on(facts, work.today))
            reports = SelfReports(system)
            await _check(PlanRepository(system), command, case_id)
            if len(command.extra_answers) > len(await reports.questions_of(row)):
                raise InvalidInput([Problem("extraAnswers", "TOO_MANY")])
            await reports.store(
                row,
                NewSelfReport(
                    mood=command.mood,
                    help_wanted=command.help_wanted,
                    help_with=command.help_with,
                    want_to_talk=command.want_to_talk,
                    proud_of=command.proud_of,
                    conditions={each.condition_id: each.answer for each in command.conditions},
                    extra_answers=[said.strip() or None for said in command.extra_answers],
                ),
                by=actor.account_id,
                late=is_late(marks_of(row), work.now),
            )
            late = row.late
        await DraftRepository(work).submitted(DraftForm.SELF_REPORT, command.check_in_id)
        await tell(
            work, Cause.SELF_REPORT_GIVEN, command.check_in_id, Audience.LEAD_WORKER,
            case_id=case_id,
        )  # fmt: skip
        work.record(
            "checkins.self_report_given", "check_in", command.check_in_id, case_id=case_id,
            late=late,
        )  # fmt: skip
        return work.answer(GaveSelfReport(check_in_id=command.check_in_id))


async def read_own_self_reports(database: Database, clock: Clock, actor: Actor) -> list[OwnCheckIn]:
    """The self-reports the signed-in young person is or was asked for."""
    actor.require(Permission.SELF_REPORT_GIVE)
    async with look(database, clock, actor) as seen:
        return await SelfReports(seen).asked()


async def read_self_reports(
    database: Database, clock: Clock, actor: Actor, check_in_ids: list[UUID]
) -> dict[UUID, SelfReportSeen]:
    """What young people said, for staff on the case."""
    actor.require(Permission.CHECK_IN_READ)
    async with look(database, clock, actor) as seen:
        return await SelfReports(seen).given(check_in_ids)


def attempt_of(row: CheckInRow, status: CheckInStatus) -> Attempt:
    """What the rules ask of a locked check-in."""
    return Attempt(
        marks=marks_of(row),
        status=status,
        kind=CheckInKind(row.kind),
        recorded_on=None if row.recorded_at is None else office_date(row.recorded_at),
        superseded_by=row.superseded_by,
    )


async def _check(plans: PlanRepository, command: GiveSelfReport, case_id: UUID) -> None:
    wanted = [each.condition_id for each in command.conditions]
    if len(set(wanted)) != len(wanted):
        raise InvalidInput([Problem("conditions", "REPEATED")])
    plan = await plans.in_force(case_id)
    known = set() if plan is None else {condition.id for condition in plan.conditions}
    if set(wanted) - known:
        raise ConditionNotInForce(count=len(set(wanted) - known))
