"""Milestone reviews in the schema."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LegalBasis
from guanhu.api.gql.case_base import CaseBase, gate
from guanhu.api.gql.commands import enum_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.cases.errors import SupervisionNotLive
from guanhu.cases.gate_facts import Asked, Gate
from guanhu.milestones import facts
from guanhu.milestones.gate_facts import MILESTONES
from guanhu.milestones.gates import reasons
from guanhu.milestones.rules import supervised_on
from guanhu.milestones.states import state_on
from guanhu.milestones.use_cases.conclude_milestone import complete_milestone, exempt_milestone
from guanhu.milestones.use_cases.evaluate_milestone import evaluate_milestone, give_own_evaluation
from guanhu.milestones.use_cases.pause_milestone import pause_milestone
from guanhu.milestones.use_cases.read_milestones import read_milestone, read_milestones
from guanhu.milestones.use_cases.schedule_milestones import schedule_milestones

MilestoneState = enum_type(facts.MilestoneState)
MilestoneEvaluator = enum_type(facts.MilestoneEvaluator)
PauseReason = enum_type(facts.PauseReason)
Following = enum_type(facts.Following)


@strawberry.type(description="One pause of a milestone review.")
class MilestonePause:
    """Wraps a pause."""

    seen: strawberry.Private[facts.PauseSeen]

    @strawberry.field(description="Why it waited.")
    def reason(self) -> PauseReason:  # type: ignore[valid-type]
        return self.seen.reason

    @strawberry.field(description="By how many days it moved the due day.")
    def days(self) -> int:
        return self.seen.days

    @strawberry.field(description="Its first day.")
    def paused_on(self) -> date:
        return self.seen.paused_on

    @strawberry.field(description="What happened.")
    def note(self) -> str:
        return self.seen.note

    @strawberry.field(description="Who paused it.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.paused_by)


@strawberry.type(description="How somebody sees the young person's time up to a milestone.")
class MilestoneEvaluation:
    """Wraps an evaluation."""

    seen: strawberry.Private[facts.PartSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Whose view it is.")
    def by(self) -> MilestoneEvaluator:  # type: ignore[valid-type]
        return self.seen.by

    @strawberry.field(description="The evaluation.")
    def text(self) -> str:
        return self.seen.text

    @strawberry.field(description="When it was written down.")
    def recorded_at(self) -> datetime:
        return self.seen.recorded_at

    @strawberry.field(description="Who wrote it down.")
    async def recorded_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.recorded_by)


@strawberry.type(description="How a milestone review ended.")
class MilestoneConclusion:
    """Wraps a conclusion."""

    seen: strawberry.Private[facts.ConclusionSeen]

    @strawberry.field(description="The findings; of an exempted review, the reason.")
    def text(self) -> str:
        return self.seen.text

    @strawberry.field(description="What follows, a proposal at most; null when exempted.")
    def following(self) -> Following | None:  # type: ignore[valid-type]
        return self.seen.following

    @strawberry.field(description="Why an evaluation is missing, where one is.")
    def missing_because(self) -> str | None:
        return self.seen.missing_because

    @strawberry.field(description="When it was concluded.")
    def concluded_at(self) -> datetime:
        return self.seen.concluded_at

    @strawberry.field(description="Who concluded it.")
    async def by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.concluded_by)


@strawberry.type(description="A window in the period in which everybody looks back.")
class MilestoneReview:
    """Wraps a milestone review as staff see it."""

    seen: strawberry.Private[facts.MilestoneSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="The case file.")
    def case_id(self) -> UUID:
        return self.seen.case_id

    @strawberry.field(description="Which of the reviews, from 1.")
    def number(self) -> int:
        return self.seen.number

    @strawberry.field(description="How many were scheduled.")
    def nodes(self) -> int:
        return self.seen.nodes

    @strawberry.field(description="Where it stands today; computed, whether or not jobs ran.")
    def state(self) -> MilestoneState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(description="First day of the window.")
    def opens_on(self) -> date:
        return self.seen.opens_on

    @strawberry.field(description="Last day, with the days its pauses gave.")
    def due_on(self) -> date:
        return self.seen.due_on

    @strawberry.field(description="Last day of its latest pause.")
    def paused_until(self) -> date | None:
        return self.seen.paused_until

    @strawberry.field(description="Day on which it was held.")
    def completed_on(self) -> date | None:
        return self.seen.completed_on

    @strawberry.field(description="Whether it is overdue, or was held after its last day.")
    def late(self) -> bool:
        return self.seen.late

    @strawberry.field(description="Every pause, the first one first.")
    def pauses(self) -> list[MilestonePause]:
        return [MilestonePause(seen=each) for each in self.seen.pauses]

    @strawberry.field(description="What each said, side by side, the first one first.")
    def evaluations(self) -> list[MilestoneEvaluation]:
        return [MilestoneEvaluation(seen=each) for each in self.seen.parts]

    @strawberry.field(description="How it ended; for the prosecution only.")
    def conclusion(self) -> MilestoneConclusion | None:
        found = self.seen.conclusion
        return None if found is None else MilestoneConclusion(seen=found)

    @strawberry.field(description="What such reviews rest on: the practice of one place.")
    def basis(self) -> LegalBasis | None:
        return LegalBasis.of_rule("S-06")


@strawberry.type(description="What a family sees of a milestone review: its days.")
class FamilyReview:
    """Wraps a milestone review as a family sees it."""

    seen: strawberry.Private[facts.MilestoneSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Where it stands today.")
    def state(self) -> MilestoneState:  # type: ignore[valid-type]
        return self.seen.state

    @strawberry.field(description="First day of the window.")
    def opens_on(self) -> date:
        return self.seen.opens_on

    @strawberry.field(description="Last day.")
    def due_on(self) -> date:
        return self.seen.due_on

    @strawberry.field(description="What the signed-in guardian wrote, the first text first.")
    def own_evaluations(self) -> list[str]:
        return [each.text for each in self.seen.parts]


@strawberry.type(description="The milestone reviews of a case file.")
class CaseMilestonesPart(CaseBase):
    """What the milestones room adds to the case page."""

    @strawberry.field(description="The milestone reviews in their order; none before scheduling.")
    async def milestone_reviews(self, info: Info) -> list[MilestoneReview]:
        context = info.context
        actor = context.actor
        if not (actor.may(Permission.REVIEW_READ) or actor.may(Permission.REVIEW_EVALUATE)):
            return []
        found = await read_milestones(context.database, context.clock, actor, self.page.case.id)
        return [MilestoneReview(seen=each) for each in found]


@gate(Permission.CASE_READ, MILESTONES)
def refused_milestone_actions(asked: Asked) -> Iterable[Gate]:
    """Why nothing can be done about the milestone reviews of a case now."""
    supervised = supervised_on(asked.page.case.milestones, asked.today)
    states = [state_on(marks, supervised, asked.today) for marks in asked[MILESTONES]]
    live = supervised is facts.Supervised.LIVE
    return reasons(states, None if live else SupervisionNotLive(on=asked.today))


async def load_milestone(context: Context, milestone_id: UUID) -> MilestoneReview:
    """A milestone review for an answer."""
    seen = await read_milestone(context.database, context.clock, context.actor, milestone_id)
    return MilestoneReview(seen=seen)


record("milestone", MilestoneReview, load_milestone, "The milestone review as it stands now.")

MUTATIONS = (
    (schedule_milestones, "Schedule the milestone reviews of a period."),
    (evaluate_milestone, "Write down how officer, worker, guardian or school see it."),
    (give_own_evaluation, "A guardian's own evaluation at a milestone."),
    (pause_milestone, "Pause a milestone review for a reason of the list."),
    (exempt_milestone, "Let a milestone review fall away, with the reason."),
    (complete_milestone, "Complete a milestone review with findings."),
)
