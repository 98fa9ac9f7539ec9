"""Schedule the milestone reviews of a period."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import SupervisionNotLive
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import supervision_is_live
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.law.rulebooks import rulebook
from guanhu.milestones.errors import MilestonesScheduled
from guanhu.milestones.repository import MilestoneRepository
from guanhu.milestones.rules import window
from guanhu.plumbing.database import Database

NODES_MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleMilestones:
    """Schedule the milestone reviews of a period, spread evenly over it.

    How many is a local matter (S-06); left out, it is the number of the rulebook.
    """

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    nodes: int | None = number(
        "How many reviews; left out: two (S-06).", at_least=1, at_most=NODES_MOST, default=None
    )


@dataclass(frozen=True, slots=True)
class ScheduledMilestones:
    """The case file and how many reviews it has."""

    case_file: UUID
    nodes: int


async def schedule_milestones(
    database: Database, clock: Clock, actor: Actor, command: ScheduleMilestones
) -> ScheduledMilestones:
    """Schedule the reviews once; when the period changes, they move with it.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `SupervisionNotLive`,
    `MilestonesScheduled`.
    """
    actor.require(Permission.REVIEW_WRITE)
    async with begin(database, clock, actor, command, ScheduledMilestones) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, reviews = CaseRepository(work), MilestoneRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.SCHEDULE_MILESTONES)
        facts = milestones(file)
        if not supervision_is_live(facts, work.today):
            raise SupervisionNotLive(on=work.today)
        assert facts.decided_on is not None  # noqa: S101 - supervision runs from the decision
        assert facts.probation_ends_on is not None  # noqa: S101
        if await reviews.rows(file.id):
            raise MilestonesScheduled
        book = rulebook(facts.rulebook)
        nodes = command.nodes or book.assessment_nodes.value
        period = (facts.decided_on, facts.probation_ends_on)
        await reviews.schedule(
            file, [window(each, nodes, period, book, work.today) for each in range(1, nodes + 1)]
        )
        cases.settle(file)
        work.record("milestones.scheduled", "case_file", file.id, case_id=file.id, nodes=nodes)
        return work.answer(ScheduledMilestones(file.id, nodes))
