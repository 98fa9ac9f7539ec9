"""End a milestone review: completed with findings, or exempted with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.clock import period_of
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.rulebooks import rulebook
from guanhu.milestones.facts import Following, MilestoneAct
from guanhu.milestones.repository import MilestoneRepository, marks_of
from guanhu.milestones.rules import refuse_following, refuse_missing
from guanhu.milestones.states import refuse
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteMilestone:
    """Complete a review today. What follows is a proposal at most; a person decides (S-06)."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    milestone_id: UUID = item("The milestone review.")
    findings: str = words("What was found.", at_most=8000, multiline=True)
    following: Following = item("What follows.")
    missing_because: str | None = words(
        "Why officer, worker, guardian or school gave no evaluation, where one did not.",
        at_most=2000,
        multiline=True,
        default=None,
    )


@dataclass(frozen=True, slots=True)
class CompletedMilestone:
    """The review and its file."""

    milestone: UUID
    case_file: UUID


async def complete_milestone(
    database: Database, clock: Clock, actor: Actor, command: CompleteMilestone
) -> CompletedMilestone:
    """Complete a review, in time or late; it is final.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `PartsMissing`, what the
    table of `milestones.states` refuses, and what bars another length of the period (P-01, P-04).
    """
    actor.require(Permission.REVIEW_WRITE)
    async with begin(database, clock, actor, command, CompletedMilestone) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, reviews = CaseRepository(work), MilestoneRepository(work)
        file, row = await reviews.lock(command.milestone_id)
        cases.act(file, CaseAction.COMPLETE_MILESTONE)
        facts = milestones(file)
        refusal = (
            refuse(marks_of(row), reviews.state_of(row, facts), MilestoneAct.COMPLETE)
            or refuse_missing(await reviews.evaluators(row.id), command.missing_because)
            or refuse_following(
                command.following, period_of(facts), rulebook(facts.rulebook), work.today
            )
        )
        if refusal is not None:
            raise refusal
        row.completed_on = work.today
        await reviews.conclude(
            row,
            command.findings,
            following=command.following,
            missing_because=command.missing_because,
        )
        cases.finish_clock(file, DeadlineKind.MILESTONE_REVIEW, row.id, work.today)
        cases.settle(file)
        work.record(
            "milestones.completed", "milestone_review", row.id, case_id=file.id,
            following=command.following.value, late=work.today > row.due_on,
        )  # fmt: skip
        return work.answer(CompletedMilestone(row.id, file.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptMilestone:
    """Let a review fall away, with the reason."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    milestone_id: UUID = item("The milestone review.")
    reason: str = words("Why it is not held.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class ExemptedMilestone:
    """The review and its file."""

    milestone: UUID
    case_file: UUID


async def exempt_milestone(
    database: Database, clock: Clock, actor: Actor, command: ExemptMilestone
) -> ExemptedMilestone:
    """Exempt a review that is not overdue; an exempted one is not exempted again.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed` and what the table of
    `milestones.states` refuses.
    """
    actor.require(Permission.REVIEW_WRITE)
    async with begin(database, clock, actor, command, ExemptedMilestone) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, reviews = CaseRepository(work), MilestoneRepository(work)
        file, row = await reviews.lock(command.milestone_id)
        cases.act(file, CaseAction.EXEMPT_MILESTONE)
        state = reviews.state_of(row, milestones(file))
        refusal = refuse(marks_of(row), state, MilestoneAct.EXEMPT)
        if refusal is not None:
            raise refusal
        row.exempted_on = work.today
        await reviews.conclude(row, command.reason)
        cases.drop_clock(file, DeadlineKind.MILESTONE_REVIEW, row.id)
        cases.settle(file)
        work.record("milestones.exempted", "milestone_review", row.id, case_id=file.id)
        return work.answer(ExemptedMilestone(row.id, file.id))
