"""Which response the system proposes to a breach, and which a person may choose (R-07). Pure.

The ladder is practice, unconfirmed, and an office's to set. What is proposed decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.cases.facts import Milestones
from guanhu.incidents.errors import (
    MinorBreachIsNoGround,
    NoRoomToExtend,
    ResponseNeedsFinding,
    RungNotOnLadder,
)
from guanhu.incidents.facts import GroundStanding, IncidentFacts, ResponseFacts
from guanhu.incidents.rules import counts, grounds, period_in
from guanhu.kernel.errors import FactValue, Refusal
from guanhu.law.ladder import Ladder, Rung
from guanhu.law.rulebooks import rulebook

WITHOUT_FINDING: Final = frozenset({Rung.REMINDER, Rung.TALK})
"""Help needs no finding; what is held against somebody does (S-01)."""


class Because(StrEnum):
    """Why a rung is proposed, or none."""

    GROUND = "ground"
    FIRST = "first"
    NEXT = "next"
    TOP = "top"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The proposed rung with its rule and the dated facts it rests on; None: nothing to respond."""

    rung: Rung | None
    because: Because
    rule: str
    facts: Mapping[str, FactValue]


@dataclass(frozen=True, slots=True)
class Climb:
    """What stands when a response is weighed. `months` of the period, at `most` so many."""

    ladder: Ladder
    responses: Sequence[ResponseFacts]
    grounds: Sequence[GroundStanding]
    breaches: Sequence[IncidentFacts]
    months: int
    most: int
    period_over: bool

    @property
    def can_extend(self) -> bool:
        """Whether the period can still become longer (P-01, P-04)."""
        return self.months < self.most and not self.period_over


def climb_of(
    dates: Milestones,
    incidents: Sequence[IncidentFacts],
    responses: Sequence[ResponseFacts],
    today: date,
) -> Climb | None:
    """What stands in a file under its rulebook, or None before the decision."""
    period, book = period_in(dates), rulebook(dates.rulebook)
    if period is None or dates.probation_months is None:
        return None
    return Climb(
        ladder=book.response_ladder,
        responses=responses,
        grounds=grounds(incidents, period, book.repeated_breach.value),
        breaches=incidents,
        months=dates.probation_months,
        most=book.probation_most.value,
        period_over=today > period.ends_on,
    )


def suggest(incident: IncidentFacts, climb: Climb) -> Suggestion:
    """The rung the system proposes for an incident (R-07).

    A ground that stands leads to the proposal to revoke, under its own rule; otherwise the next
    rung above the highest one decided before the incident's response. Climbing alone never gets to
    revocation (R-06).
    """
    if not counts(incident):
        return Suggestion(None, Because.NOT_COUNTED, "S-01", {"state": incident.state})
    for ground in climb.grounds:
        if incident.id in ground.incident_ids:
            facts: dict[str, FactValue] = {
                "ground": ground.ground, "by": ground.by, "count": len(ground.incident_ids),
                "first_on": ground.first_on, "last_on": ground.last_on,
            }  # fmt: skip
            return Suggestion(Rung.REVOCATION_PROPOSAL, Because.GROUND, ground.rule, facts)
    return _next_rung(incident, climb)


def _next_rung(incident: IncidentFacts, climb: Climb) -> Suggestion:
    reachable = [
        rung for rung in climb.ladder.milder if rung is not Rung.EXTENSION or climb.can_extend
    ]
    facts: dict[str, FactValue] = {
        "happened_on": incident.happened_on,
        "count": sum(counts(each) for each in climb.breaches),
    }
    if not reachable:
        return Suggestion(None, Because.TOP, "R-07", facts)
    order = list(Rung)
    used = [each for each in climb.responses if each.rung is not None]
    if not used:
        return Suggestion(reachable[0], Because.FIRST, "R-07", facts)
    highest = max(used, key=lambda each: (order.index(each.rung), each.done_on))  # type: ignore[arg-type]
    facts |= {"last": highest.rung, "last_on": highest.done_on}
    above = [rung for rung in reachable if order.index(rung) > order.index(highest.rung)]  # type: ignore[arg-type]
    if above:
        return Suggestion(above[0], Because.NEXT, "R-07", facts)
    return Suggestion(reachable[-1], Because.TOP, "R-07", facts)


def refuse_response(
    rung: Rung | None, incident: IncidentFacts, climb: Climb, *, done_on: date, today: date
) -> Refusal | None:
    """Say why somebody cannot decide for `rung`, or None; None as a rung is always possible."""
    if done_on > today:
        return DateInFuture(field="doneOn")
    if done_on < incident.found_on:
        return DateBefore(field="doneOn", earliest=incident.found_on)
    if rung is None:
        return None
    if rung not in climb.ladder.rungs:
        return RungNotOnLadder(rung=rung)
    if rung not in WITHOUT_FINDING and not counts(incident):
        return ResponseNeedsFinding(rung=rung)
    if rung is Rung.EXTENSION and not climb.can_extend:
        return NoRoomToExtend(months=climb.months, most=climb.most)
    if rung is Rung.REVOCATION_PROPOSAL and not _part_of_ground(incident, climb.grounds):
        return MinorBreachIsNoGround()
    return None


def _part_of_ground(incident: IncidentFacts, grounds: Iterable[GroundStanding]) -> bool:
    return any(incident.id in ground.incident_ids for ground in grounds)
