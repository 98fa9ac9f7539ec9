"""What the rules need to know about hearing, proposing and deciding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from guanhu.eligibility.facts import ScreeningStanding, TriageOutcome
from guanhu.law.deadlines import DeadlineKind


class HearingStage(StrEnum):
    """Before which decision somebody is heard."""

    BEFORE_DECISION = "before_decision"
    BEFORE_FINAL_DECISION = "before_final_decision"
    BEFORE_REVOCATION = "before_revocation"


class OpinionParty(StrEnum):
    """Who is heard (D-01)."""

    POLICE = "police"
    VICTIM = "victim"
    MINOR = "minor"
    LEGAL_REPRESENTATIVE = "legal_representative"
    DEFENDER = "defender"


class Addressee(StrEnum):
    """On whom a decision is served (D-08, F-03)."""

    POLICE = "police"
    VICTIM = "victim"
    MINOR = "minor"
    LEGAL_REPRESENTATIVE = "legal_representative"
    DEFENDER = "defender"


FAMILY_PARTIES = frozenset({OpinionParty.MINOR, OpinionParty.LEGAL_REPRESENTATIVE})
"""Whose objection to the disposition leaves prosecution only (D-05)."""


class HearingMode(StrEnum):
    """How somebody was heard; the police opinion is written (D-02)."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    WRITTEN = "written"


class Stance(StrEnum):
    """Where a party stands."""

    SUPPORTS = "supports"
    NO_OBJECTION = "no_objection"
    OBJECTS = "objects"


class ObjectionKind(StrEnum):
    """To what a party objects: the disposition itself (D-05), or conditions and period (D-06)."""

    NONE = "none"
    DISPOSITION = "disposition"
    CONDITIONS = "conditions"


class ProposalState(StrEnum):
    """Where a proposal, or a proposed change of the period, stands."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    LAPSED = "lapsed"


class DecisionKind(StrEnum):
    """What was decided."""

    CONDITIONAL_NON_PROSECUTION = "conditional_non_prosecution"
    FINAL_NON_PROSECUTION = "final_non_prosecution"
    RELATIVE_NON_PROSECUTION = "relative_non_prosecution"
    STATUTORY_NON_PROSECUTION = "statutory_non_prosecution"
    EVIDENCE_NON_PROSECUTION = "evidence_non_prosecution"
    PROSECUTION = "prosecution"
    REVOCATION = "revocation"
    QUASHING = "quashing"


DIRECT_OF = {
    TriageOutcome.RELATIVE_NON_PROSECUTION: DecisionKind.RELATIVE_NON_PROSECUTION,
    TriageOutcome.STATUTORY_NON_PROSECUTION: DecisionKind.STATUTORY_NON_PROSECUTION,
    TriageOutcome.EVIDENCE_NON_PROSECUTION: DecisionKind.EVIDENCE_NON_PROSECUTION,
}
"""The direct non-prosecution a triage leads to (E-03, E-13)."""

DIRECT = frozenset(DIRECT_OF.values())
WITHOUT_RETURN = DIRECT | {DecisionKind.FINAL_NON_PROSECUTION}
"""Non-prosecution that ends the file, after a period or directly: announced, then sealed (P-14)."""

NON_PROSECUTION = WITHOUT_RETURN | {DecisionKind.CONDITIONAL_NON_PROSECUTION}
"""What police and victim may challenge, and what can be quashed (D-12, D-14, D-18)."""

CHALLENGED_FROM: Final[Mapping[tuple[DecisionKind, Addressee], DeadlineKind]] = {
    (DecisionKind.CONDITIONAL_NON_PROSECUTION, Addressee.POLICE): (
        DeadlineKind.POLICE_RECONSIDERATION
    ),
    (DecisionKind.CONDITIONAL_NON_PROSECUTION, Addressee.VICTIM): DeadlineKind.VICTIM_COMPLAINT,
    **{(kind, Addressee.VICTIM): DeadlineKind.VICTIM_COMPLAINT for kind in WITHOUT_RETURN},
    (DecisionKind.RELATIVE_NON_PROSECUTION, Addressee.MINOR): DeadlineKind.MINOR_COMPLAINT,
}
"""Whose right to challenge a decision runs from its receipt (D-12, D-14, D-17).

The minor complains of a relative non-prosecution, and of no other decision (D-17). The limit of
D-12 is that of the conditional decision; the complaint of CPL 180 lies against every other
non-prosecution as well.
"""


class ServiceMode(StrEnum):
    """How a paper reached its addressee (T-09)."""

    DIRECT = "direct"
    ADULT_RECIPIENT = "adult_recipient"
    LEFT = "left"
    POST = "post"
    ENTRUSTED = "entrusted"


class FinalMeasureKind(StrEnum):
    """What may come with non-prosecution (F-02)."""

    ADMONITION = "admonition"
    STATEMENT_OF_REPENTANCE = "statement_of_repentance"
    APOLOGY = "apology"
    COMPENSATION = "compensation"
    ADMINISTRATIVE_OPINION = "administrative_opinion"
    RELEASE_OF_SEIZURES = "release_of_seizures"
    CONFISCATION_OPINION = "confiscation_opinion"


class Explained(StrEnum):
    """What is explained at the announcement (D-09)."""

    PERIOD = "period"
    RULES = "rules"
    CONSEQUENCE = "consequence"


@dataclass(frozen=True, slots=True)
class OpinionFacts:
    """One record of hearing, as far as a rule asks."""

    stage: HearingStage
    party: OpinionParty
    objection: ObjectionKind
    withdrawn: bool
    answered: bool


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """What stands before a conditional decision; `months` is None while nothing is proposed."""

    screening: ScreeningStanding
    has_victim: bool
    opinions: tuple[OpinionFacts, ...]
    rulebook: str
    today: date
    months: int | None
    away_since: date | None = None
    """With the police for supplementary investigation since that day (T-07)."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal that waits, as far as a gate asks."""

    author_id: UUID
    kind: DecisionKind


@dataclass(frozen=True, slots=True)
class FinalFacts:
    """What stands before the final decision; `ends_on` is the later reading of the period's end.

    `held_since`: a crime is investigated since that day, and the decision waits (R-12).
    """

    ends_on: date | None
    has_victim: bool
    opinions: tuple[OpinionFacts, ...]
    today: date
    held_since: date | None = None


@dataclass(frozen=True, slots=True)
class OpinionSeen:
    """One record of hearing with its texts."""

    id: UUID
    stage: HearingStage
    party: OpinionParty
    heard_on: date | None
    how: HearingMode | None
    stance: Stance | None
    objection: ObjectionKind
    statement: str | None
    approved_by: str | None
    impossible_because: str | None
    withdrawn_on: date | None
    adopted: bool | None
    explanation: str | None
    recorded_by: UUID
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ProposalSeen:
    """One proposal with its texts; a direct non-prosecution has no period."""

    id: UUID
    kind: DecisionKind
    period_months: int | None
    reasons: str
    state: ProposalState
    author_id: UUID
    proposed_at: datetime
    approver_id: UUID | None
    closed_at: datetime | None
    feedback: str | None


@dataclass(frozen=True, slots=True)
class ServiceSeen:
    """One service; `late` is told, never hidden."""

    id: UUID
    addressee: Addressee
    mode: ServiceMode
    sent_on: date
    received_on: date
    due_on: date
    late: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class AnnouncementSeen:
    """The announcement of one decision."""

    id: UUID
    announced_on: date
    minor_present: bool
    legal_representative_present: bool
    explained: tuple[Explained, ...]
    place: str | None


@dataclass(frozen=True, slots=True)
class DecisionSeen:
    """One decision with everything that followed it; `text` only for the prosecution."""

    id: UUID
    case_id: UUID
    kind: DecisionKind
    decided_on: date
    period_months: int | None
    basis_rule: str
    author_id: UUID
    approver_id: UUID | None
    text: str | None
    addressees: tuple[Addressee, ...]
    services: tuple[ServiceSeen, ...]
    announcement: AnnouncementSeen | None


@dataclass(frozen=True, slots=True)
class FinalMeasureSeen:
    """One measure beside the final decision, on record (F-02)."""

    id: UUID
    kind: FinalMeasureKind
    done_on: date
    note: str | None
    recorded_by: UUID


@dataclass(frozen=True, slots=True)
class VictimCorrectionSeen:
    """One correction of what the file says of a victim; `has_victim` is what it says since."""

    id: UUID
    has_victim: bool
    reason: str
    corrected_by: UUID
    corrected_at: datetime


@dataclass(frozen=True, slots=True)
class PeriodChangeSeen:
    """One proposed or made change of the period's length (P-04, P-05)."""

    id: UUID
    state: ProposalState
    old_months: int
    old_ends_on: date
    new_months: int
    new_ends_on: date
    reason: str
    author_id: UUID
    proposed_at: datetime
    approver_id: UUID | None
    closed_at: datetime | None
    feedback: str | None


@dataclass(frozen=True, slots=True)
class CaseDecisions:
    """What the prosecution sees of one case, oldest first."""

    opinions: tuple[OpinionSeen, ...]
    proposals: tuple[ProposalSeen, ...]
    period_changes: tuple[PeriodChangeSeen, ...]
