"""Why a case stands where it stands."""

from __future__ import annotations

from guanhu.api.gql.case_base import once
from guanhu.api.gql.context import Context
from guanhu.api.gql.why import Why, why_of
from guanhu.api.gql.words import sentence
from guanhu.audit.facts import TrailSeen
from guanhu.cases.clock import period_of
from guanhu.cases.facts import CaseSeen, CaseStatus
from guanhu.cases.history import EVENTS, LedHere, led_here
from guanhu.cases.use_cases.read_timeline import read_timeline
from guanhu.law.due_clock import probation_end
from guanhu.law.rulebooks import rulebook
from guanhu.law.steps import step_sentence, value_text

BY_ITSELF = frozenset({CaseStatus.RECEIVED, CaseStatus.PERIOD_ENDED})
"""Statuses for which nobody's deed has to be looked up."""


async def why_status(context: Context, case: CaseSeen) -> Why:
    """The move that led to the status, from the case's trail as the caller may follow it."""

    async def load() -> list[TrailSeen]:
        if case.status in BY_ITSELF:
            return []
        return await read_timeline(
            context.database, context.clock, context.actor, case.id,
            limit=len(EVENTS), only=tuple(EVENTS),
        )  # fmt: skip

    trail: list[TrailSeen] = await once(context, ("status_why", case.id), load)
    found = led_here(case.status, case.milestones, trail)
    facts = {"status": case.status, "since": found.since, "event": found.event}
    return why_of(found.rule, facts, lambda language: status_steps(case, found, language))


def status_steps(case: CaseSeen, found: LedHere, language: str) -> list[str]:
    """How the case came to its status, one sentence a step; `language` is "zh" or "en"."""
    if found.since is None:
        return [sentence("why", "NOT_YOURS_TO_FOLLOW", language)]
    day = value_text(found.since, language)
    if found.event is not None:
        event = sentence("timeline", found.event, language)
        return [sentence("why", "SINCE_EVENT", language).format(day=day, event=event)]
    period = period_of(case.milestones)
    if case.status is CaseStatus.PERIOD_ENDED and period is not None:
        end = probation_end(period, rulebook(case.milestones.rulebook))
        said = sentence("why", "PERIOD_OVER", language).format(day=day)
        return [*(step_sentence(step, language) for step in end.steps), said]
    return [sentence("why", "RECEIVED_ON", language).format(day=day)]
