"""What the rules need to know about what happened in the period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from guanhu.decisions.facts import OpinionParty, ProposalState
from guanhu.law.ladder import Rung


class IncidentKind(StrEnum):
    """What kind of thing happened; each kind can support one ground."""

    NEW_CRIME = "new_crime"
    MISSED_CRIME = "missed_crime"
    """Another crime from before the decision (漏罪)."""
    PUBLIC_SECURITY = "public_security"
    SUPERVISION_BREACH = "supervision_breach"


CRIMES = frozenset({IncidentKind.NEW_CRIME, IncidentKind.MISSED_CRIME})


class BreachedDuty(StrEnum):
    """Which supervision rule was breached (O-01 to O-05)."""

    OBEYING = "obeying"
    REPORTING = "reporting"
    LEAVING = "leaving"
    """Leaving the city or county, or moving home, without prior approval (O-03)."""
    EDUCATION = "education"
    CONDITION = "condition"


class IncidentSource(StrEnum):
    """Where the fact comes from."""

    CHECK_IN = "check_in"
    ABSENCE = "absence"
    OUTCOME = "outcome"
    """What came of an appointment."""
    POLICE = "police"
    FAMILY = "family"
    SCHOOL = "school"
    WORKER = "worker"
    OTHER = "other"


class IncidentFinding(StrEnum):
    """What the prosecutor found (S-01)."""

    ESTABLISHED = "established"
    EXPLAINED = "explained"
    """It happened, for a reason that is accepted; it counts against nobody."""
    NOT_ESTABLISHED = "not_established"


class IncidentState(StrEnum):
    """Where a fact stands."""

    REPORTED = "reported"
    ESTABLISHED = "established"
    EXPLAINED = "explained"
    NOT_ESTABLISHED = "not_established"
    DISPUTED = "disputed"
    """Disputed and not decided: it stops counting until then."""
    WITHDRAWN = "withdrawn"
    """The dispute was accepted."""


class DisputedBy(StrEnum):
    """Who disputes a fact; the officer writes it down on their behalf."""

    MINOR = "minor"
    LEGAL_REPRESENTATIVE = "legal_representative"
    DEFENDER = "defender"


class Ground(StrEnum):
    """The four grounds for revocation; the list is closed (R-06)."""

    NEW_CRIME = "new_crime"
    MISSED_CRIME = "missed_crime"
    PUBLIC_SECURITY = "public_security"
    SUPERVISION_RULES = "supervision_rules"


class GroundBy(StrEnum):
    """What makes facts a ground."""

    CRIME = "crime"
    SERIOUS = "serious"
    REPEATED = "repeated"


class IncidentPath(StrEnum):
    """Where a fact can lead (R-10)."""

    REVOCATION = "revocation"
    OTHER_PROCEEDINGS = "other_proceedings"
    """Outside the period: dealt with in proceedings of its own."""
    CORRECTION = "correction"
    """After the final decision: a wrong non-prosecution is quashed (D-18)."""


@dataclass(frozen=True, slots=True)
class Period:
    """The period of a file: first day, later reading of the last one, and the final decision."""

    decided_on: date
    ends_on: date
    final_decided_on: date | None


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """One incident, as far as a rule asks. `to_prosecute` only means something for a missed crime.

    `disputed_on` with `dispute_accepted` None: the dispute waits for its decision.
    """

    id: UUID
    kind: IncidentKind
    happened_on: date
    found_on: date
    finding: IncidentFinding | None
    serious: bool
    to_prosecute: bool
    disputed_on: date | None
    dispute_accepted: bool | None

    @property
    def state(self) -> IncidentState:
        """Where the fact stands; a waiting dispute is shown before everything else."""
        if self.disputed_on is not None and self.dispute_accepted is None:
            return IncidentState.DISPUTED
        if self.dispute_accepted:
            return IncidentState.WITHDRAWN
        return IncidentState.REPORTED if self.finding is None else IncidentState(self.finding)


@dataclass(frozen=True, slots=True)
class GroundStanding:
    """A ground that stands on established facts; the first two leave no discretion (R-01, R-02)."""

    ground: Ground
    rule: str
    by: GroundBy
    incident_ids: tuple[UUID, ...]
    first_on: date
    last_on: date

    @property
    def mandatory(self) -> bool:
        """Whether revocation must follow."""
        return self.by is GroundBy.CRIME


@dataclass(frozen=True, slots=True)
class ResponseFacts:
    """One decided response; `rung` is None where somebody decided not to respond further."""

    incident_id: UUID
    rung: Rung | None
    done_on: date


@dataclass(frozen=True, slots=True)
class HeardFacts:
    """Who was heard before a revocation, or why that was impossible, and on which day."""

    party: OpinionParty
    on: date


@dataclass(frozen=True, slots=True)
class IncidentSeen:
    """One incident with its texts; those of the finding are None outside the prosecution."""

    facts: IncidentFacts
    case_id: UUID
    duty: BreachedDuty | None
    happened_until: date | None
    text: str
    source: IncidentSource
    source_id: UUID | None
    restricted: bool
    reported_by: UUID
    reported_at: datetime
    serious_reason: str | None
    evidence: str | None
    investigation: str | None
    found_by: UUID | None
    decided_on: date | None
    disputed_by: DisputedBy | None
    dispute: str | None
    dispute_decided_on: date | None
    dispute_explanation: str | None


@dataclass(frozen=True, slots=True)
class ResponseSeen:
    """A response with its reason, and what the system had proposed."""

    id: UUID
    facts: ResponseFacts
    proposed: Rung | None
    reason: str
    served_on: date | None
    decided_by: UUID
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class HoldSeen:
    """A hold while a crime is investigated."""

    id: UUID
    incident_id: UUID
    reason: str
    since: date
    placed_by: UUID
    lifted_on: date | None
    lift_reason: str | None


@dataclass(frozen=True, slots=True)
class RevocationSeen:
    """A proposal to revoke; the exchange about it is kept."""

    id: UUID
    ground: Ground
    incident_ids: tuple[UUID, ...]
    reasons: str
    state: ProposalState
    author_id: UUID
    proposed_at: datetime
    approver_id: UUID | None
    closed_at: datetime | None
    feedback: str | None


@dataclass(frozen=True, slots=True)
class CaseIncidents:
    """What a reader may see of one case, oldest first."""

    incidents: tuple[IncidentSeen, ...]
    responses: tuple[ResponseSeen, ...]
    holds: tuple[HoldSeen, ...]
    revocations: tuple[RevocationSeen, ...]
