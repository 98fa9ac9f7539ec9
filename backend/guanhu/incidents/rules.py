"""When a fact counts, when facts are a ground, and what stands before a revocation. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.cases.facts import Milestones
from guanhu.decisions.facts import OpinionParty
from guanhu.incidents.errors import (
    AlreadyDisputed,
    BreachesTooFew,
    CrimeIsNotExplained,
    CrimeNotEstablished,
    CrimeNotInvestigated,
    FactDisputed,
    FactNotEstablished,
    FindingMade,
    GroundDoesNotFit,
    GroundOutsidePeriod,
    MinorBreachIsNoGround,
    MissedCrimeMeansRevocation,
    NewCrimeMeansRevocation,
    NoSupervisionThen,
    NotBeforeTheDecision,
    NothingToDispute,
    NotToBeProsecuted,
    NotUnderInvestigation,
    RevocationHearingMissing,
    SeriousnessUnreasoned,
)
from guanhu.incidents.facts import (
    CRIMES,
    BreachedDuty,
    Ground,
    GroundBy,
    GroundStanding,
    HeardFacts,
    IncidentFacts,
    IncidentFinding,
    IncidentKind,
    IncidentPath,
    IncidentState,
    Period,
)
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.law.rulebook import Rulebook

RULE_OF: Final[Mapping[Ground, str]] = {
    Ground.NEW_CRIME: "R-01",
    Ground.MISSED_CRIME: "R-02",
    Ground.PUBLIC_SECURITY: "R-03",
    Ground.SUPERVISION_RULES: "R-04",
}
"""Each of the closed grounds with its rule (R-01, R-02, R-03, R-04; R-06)."""

KIND_OF: Final[Mapping[Ground, IncidentKind]] = {
    Ground.NEW_CRIME: IncidentKind.NEW_CRIME,
    Ground.MISSED_CRIME: IncidentKind.MISSED_CRIME,
    Ground.PUBLIC_SECURITY: IncidentKind.PUBLIC_SECURITY,
    Ground.SUPERVISION_RULES: IncidentKind.SUPERVISION_BREACH,
}

TO_HEAR: Final = (OpinionParty.MINOR, OpinionParty.LEGAL_REPRESENTATIVE, OpinionParty.DEFENDER)
"""Who is heard before a revocation (R-08), in the order in which an office may shorten it."""


def period_in(dates: Milestones) -> Period | None:
    """The period of a file, or None before the decision."""
    if dates.decided_on is None or dates.probation_ends_on is None:
        return None
    return Period(dates.decided_on, dates.probation_ends_on, dates.final_decided_on)


# --- recording ------------------------------------------------------------------------------


def refuse_report(
    kind: IncidentKind,
    duty: BreachedDuty | None,
    *,
    happened_on: date,
    happened_until: date | None,
    found_on: date,
    period: Period,
    born: date,
    today: date,
) -> Refusal | None:
    """Say why an incident cannot have been like this, or None.

    A missed crime lies before the decision (R-02), everything else on or after its day, for the
    period runs from it (P-02). A breach of the supervision rules lies within the period (R-04).
    """
    if (duty is not None) is not (kind is IncidentKind.SUPERVISION_BREACH):
        return InvalidInput([Problem("duty", "DOES_NOT_MATCH_KIND")])
    return _refuse_days(happened_on, happened_until, found_on, born, today) or _refuse_place(
        kind, happened_on, period
    )


def _refuse_days(
    happened_on: date, happened_until: date | None, found_on: date, born: date, today: date
) -> Refusal | None:
    last = happened_on if happened_until is None else happened_until
    if happened_on < born:
        return DateBefore(field="happenedOn", earliest=born)
    for name, day in (("happenedOn", happened_on), ("happenedUntil", last), ("foundOn", found_on)):
        if day > today:
            return DateInFuture(field=name)
    if last < happened_on:
        return DateBefore(field="happenedUntil", earliest=happened_on)
    return DateBefore(field="foundOn", earliest=happened_on) if found_on < happened_on else None


def _refuse_place(kind: IncidentKind, happened_on: date, period: Period) -> Refusal | None:
    if kind is IncidentKind.MISSED_CRIME:
        if happened_on >= period.decided_on:
            return NotBeforeTheDecision(decided_on=period.decided_on)
        return None
    if happened_on < period.decided_on:
        return DateBefore(field="happenedOn", earliest=period.decided_on)
    if kind is IncidentKind.SUPERVISION_BREACH and happened_on > period.ends_on:
        return NoSupervisionThen(ended_on=period.ends_on)
    return None


def refuse_finding(
    incident: IncidentFacts,
    finding: IncidentFinding,
    *,
    serious: bool,
    reasoned: bool,
    investigated: bool,
) -> Refusal | None:
    """Say why the prosecutor cannot find so, or None.

    A crime is established by investigation and never by a note (R-12); findings are the
    prosecutor's (S-01).
    """
    if incident.finding is not None:
        return FindingMade(finding=incident.finding)
    if serious and (finding is not IncidentFinding.ESTABLISHED or incident.kind in CRIMES):
        return InvalidInput([Problem("serious", "DOES_NOT_MATCH_FINDING")])
    if serious and not reasoned:
        return SeriousnessUnreasoned()
    if (
        finding is IncidentFinding.EXPLAINED
        and incident.kind is not IncidentKind.SUPERVISION_BREACH
    ):
        return CrimeIsNotExplained()
    if finding is IncidentFinding.ESTABLISHED and incident.kind in CRIMES and not investigated:
        return CrimeNotInvestigated()
    return None


def refuse_dispute(incident: IncidentFacts) -> Refusal | None:
    """Say why a fact cannot be disputed, or None: it is reported or established, and once."""
    if incident.state is IncidentState.DISPUTED:
        return AlreadyDisputed(since=incident.disputed_on)
    decided = incident.dispute_accepted is not None
    if decided or incident.state not in (IncidentState.REPORTED, IncidentState.ESTABLISHED):
        return NothingToDispute()
    return None


def refuse_hold(incident: IncidentFacts) -> Refusal | None:
    """Say why nothing waits for this incident, or None: only a crime is investigated (R-12)."""
    if incident.kind not in CRIMES or incident.finding is not None:
        return NotUnderInvestigation()
    return None


def is_restricted(kind: IncidentKind, book: Rulebook) -> bool:
    """Whether a record is for the prosecution alone: a minor's violation is itself sealed (R-13).

    `book` is the one in force on the day of the record: whatever rules the case was decided under,
    the sealing of violations begins with its own law.
    """
    return kind is IncidentKind.PUBLIC_SECURITY and book.violations_sealed_by is not None


# --- what counts ----------------------------------------------------------------------------


def counts(incident: IncidentFacts) -> bool:
    """Whether a fact stands against the minor: found, and not disputed or explained (S-01)."""
    return incident.state is IncidentState.ESTABLISHED


def within(incident: IncidentFacts, period: Period) -> bool:
    """Whether it lies where a ground must (R-10).

    A missed crime is one from before the decision, found in the period; anything else happened in
    the period, by the later reading of its end (A-1), whenever it was found.
    """
    first, last = period.decided_on, period.ends_on
    if incident.kind is IncidentKind.MISSED_CRIME:
        return incident.happened_on < first <= incident.found_on <= last
    return first <= incident.happened_on <= last


def path_of(incident: IncidentFacts, period: Period) -> IncidentPath:
    """Where a fact can lead: revocation, correction, or proceedings of its own (R-10)."""
    final_on = period.final_decided_on
    if within(incident, period):
        return IncidentPath.REVOCATION if final_on is None else IncidentPath.CORRECTION
    missed = incident.kind is IncidentKind.MISSED_CRIME
    if missed and final_on is not None and incident.found_on >= final_on:
        return IncidentPath.CORRECTION
    return IncidentPath.OTHER_PROCEEDINGS


def grounds(
    incidents: Iterable[IncidentFacts], period: Period, repeated: int
) -> tuple[GroundStanding, ...]:
    """Every ground that stands on facts that count; none after the final decision (R-10).

    `repeated` breaches of one kind are repeated ones: an unconfirmed reading (R-05) that only ever
    lets somebody propose. R-01, R-02, R-03, R-04; the list is closed (R-06).
    """
    if period.final_decided_on is not None:
        return ()
    standing = [each for each in incidents if counts(each) and within(each, period)]
    return tuple(_standing(standing, repeated))


def _standing(incidents: Sequence[IncidentFacts], repeated: int) -> Iterator[GroundStanding]:
    for ground, kind in KIND_OF.items():
        mine = [each for each in incidents if each.kind is kind]
        by = GroundBy.CRIME
        if ground is Ground.MISSED_CRIME:
            mine = [each for each in mine if each.to_prosecute]
        elif kind not in CRIMES:
            by = GroundBy.REPEATED if len(mine) >= repeated else GroundBy.SERIOUS
            mine = mine if by is GroundBy.REPEATED else [each for each in mine if each.serious]
        if mine:
            days = sorted(each.happened_on for each in mine)
            ids = tuple(each.id for each in mine)
            yield GroundStanding(ground, RULE_OF[ground], by, ids, days[0], days[-1])


def refuse_ground(
    ground: Ground, chosen: Sequence[IncidentFacts], period: Period, repeated: int
) -> Refusal | None:
    """Say why these facts are not this ground, or None."""
    for incident in chosen:
        refusal = _refuse_fact(ground, incident, period)
        if refusal is not None:
            return refusal
    if KIND_OF[ground] in CRIMES or any(incident.serious for incident in chosen):
        return None
    if len(chosen) >= repeated:
        return None
    if len(chosen) == 1:
        return MinorBreachIsNoGround()
    return BreachesTooFew(count=len(chosen), least=repeated)


def _refuse_fact(ground: Ground, incident: IncidentFacts, period: Period) -> Refusal | None:
    if incident.kind is not KIND_OF[ground]:
        return GroundDoesNotFit(ground=ground)
    if incident.state is IncidentState.DISPUTED:
        return FactDisputed(since=incident.disputed_on)
    if not counts(incident):
        return CrimeNotEstablished() if incident.kind in CRIMES else FactNotEstablished()
    if not within(incident, period):
        return GroundOutsidePeriod(
            happened_on=incident.happened_on,
            found_on=incident.found_on,
            ends_on=period.ends_on,
        )
    if ground is Ground.MISSED_CRIME and not incident.to_prosecute:
        return NotToBeProsecuted()
    return None


# --- the revocation -------------------------------------------------------------------------


def refuse_unheard(
    heard: Iterable[HeardFacts], chosen: Collection[IncidentFacts], parties: int
) -> Refusal | None:
    """Say who was not heard on these facts, or None (R-08).

    Somebody is heard on a fact once it is known: on the day the last of them was found, or later.
    `parties` is the office's setting: how many of `TO_HEAR`, unconfirmed.
    """
    known_on = max(incident.found_on for incident in chosen)
    spoken = {each.party for each in heard if each.on >= known_on}
    missing = [party.name for party in TO_HEAR[:parties] if party not in spoken]
    return RevocationHearingMissing(missing=",".join(missing)) if missing else None


def refuse_non_prosecution(standing: Iterable[GroundStanding]) -> Refusal | None:
    """Say why the final decision cannot be non-prosecution: R-01 and R-02 leave no choice."""
    for ground in standing:
        if ground.ground is Ground.NEW_CRIME:
            return NewCrimeMeansRevocation()
        if ground.ground is Ground.MISSED_CRIME:
            return MissedCrimeMeansRevocation()
    return None
