"""What rooms tell, as the parts of a snapshot."""

from __future__ import annotations

from guanhu.decisions.facts import OpinionSeen
from guanhu.documents import snapshot as say
from guanhu.incidents.facts import IncidentSeen, ResponseSeen
from guanhu.papers.words import CONTACTS, OWNERS
from guanhu.plans.facts import ConditionSeen, PlanSeen
from guanhu.plans.wording import sentence, title
from guanhu.reviews.facts import RatingSeen


def opinion_part(seen: OpinionSeen) -> say.OpinionPart:
    """One record of hearing."""
    return say.OpinionPart(
        party=seen.party.value,
        stage=seen.stage.value,
        heard_on=seen.heard_on,
        how=None if seen.how is None else seen.how.value,
        stance=None if seen.stance is None else seen.stance.value,
        objection=seen.objection.value,
        statement=seen.statement,
        approved_by=seen.approved_by,
        impossible_because=seen.impossible_because,
        explanation=seen.explanation,
    )


def plan_part(plan: PlanSeen) -> say.PlanPart:
    """The plan in force; the statutory duties stand in the paper by themselves."""
    every = plan.version.check_in_every_days
    return say.PlanPart(
        conditions=tuple(
            say.ConditionPart(
                title=title(condition, "zh"),
                sentence=sentence(condition, "zh", every_days=every),
            )
            for condition in plan.conditions
            if not _statutory(condition)
        ),
        goals=tuple(
            say.GoalPart(text=goal.text, owner=OWNERS[goal.owner], target_on=goal.target_on)
            for goal in plan.goals
        ),
        contact=CONTACTS[plan.version.check_in_kind],
        every_days=every,
    )


def _statutory(condition: ConditionSeen) -> bool:
    return condition.category.value == "statutory"


def incident_part(seen: IncidentSeen, responses: tuple[ResponseSeen, ...]) -> say.IncidentPart:
    """One fact with the responses to it."""
    return say.IncidentPart(
        kind=seen.facts.kind.value,
        duty=None if seen.duty is None else seen.duty.value,
        happened_on=seen.facts.happened_on,
        happened_until=seen.happened_until,
        text=seen.text,
        evidence=seen.evidence,
        responses=tuple(
            each.facts.rung.value
            for each in responses
            if each.facts.incident_id == seen.facts.id and each.facts.rung is not None
        ),
    )


def rating_part(seen: RatingSeen) -> say.RatingPart:
    """One rating under the title of what was rated."""
    subject = seen.subject
    text = ""
    if subject.condition is not None:
        text = title(subject.condition, "zh")
    elif subject.goal is not None:
        text = subject.goal.text
    return say.RatingPart(
        kind=subject.kind.value,
        subject=text,
        rating="" if seen.rating is None else seen.rating.value,
        evidence=seen.evidence or "",
    )
