"""Pause a milestone review for a reason of the closed list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.law.rulebooks import rulebook
from guanhu.milestones.facts import MilestoneAct, PauseReason, Window
from guanhu.milestones.repository import MilestoneRepository, marks_of, window_of
from guanhu.milestones.rules import pause_days, paused
from guanhu.milestones.states import refuse
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseMilestone:
    """Pause a review; the days follow from the reason, and nobody types a date."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    milestone_id: UUID = item("The milestone review.")
    reason: PauseReason = item("Why it waits.")
    note: str = words("What happened.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class PausedMilestone:
    """The review and its file."""

    milestone: UUID
    case_file: UUID


async def pause_milestone(
    database: Database, clock: Clock, actor: Actor, command: PauseMilestone
) -> PausedMilestone:
    """Pause a review that is due. What is overdue is not cured, and no pause stacks on another.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `PauseReachesEnd`, and
    what the table of `milestones.states` refuses.
    """
    actor.require(Permission.REVIEW_WRITE)
    async with begin(database, clock, actor, command, PausedMilestone) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, reviews = CaseRepository(work), MilestoneRepository(work)
        file, row = await reviews.lock(command.milestone_id)
        cases.act(file, CaseAction.PAUSE_MILESTONE)
        facts = milestones(file)
        refusal = refuse(marks_of(row), reviews.state_of(row, facts), MilestoneAct.PAUSE)
        if refusal is not None:
            raise refusal
        days = pause_days(command.reason, rulebook(facts.rulebook))
        found = paused(window_of(row), days, facts.probation_ends_on or date.max, work.today)
        if not isinstance(found, Window):
            raise found
        gained = found.paused_days - row.paused_days
        reviews.put(file, row, found)
        await reviews.pause(row, command.reason, gained, command.note)
        cases.settle(file)
        work.record(
            "milestones.paused", "milestone_review", row.id, case_id=file.id,
            reason=command.reason.value, days=gained,
        )  # fmt: skip
        return work.answer(PausedMilestone(row.id, file.id))
