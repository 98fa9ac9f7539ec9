"""What the screening rules need to know, and what they answer with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guanhu.kernel.basis import LegalBasis
from guanhu.law.ages import AgeBand


class Criterion(StrEnum):
    """The criteria an officer answers one by one; each is a rule of the register."""

    E_01 = "e_01"
    E_02 = "e_02"
    E_03 = "e_03"
    E_04 = "e_04"
    E_05 = "e_05"
    E_06 = "e_06"
    E_07 = "e_07"

    @property
    def rule(self) -> str:
        """Id of the rule, e.g. `E-01`."""
        return self.value.upper().replace("_", "-")


class Finding(StrEnum):
    """The answer to one criterion."""

    MET = "met"
    NOT_MET = "not_met"
    UNCLEAR = "unclear"


class ScreeningResult(StrEnum):
    """What screening says. It never says that conditional non-prosecution must follow (E-10)."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    NEEDS_DECISION = "needs_decision"


class Evidence(StrEnum):
    """How the case stands against the conditions for prosecution (E-03)."""

    SUFFICIENT = "sufficient"
    INSUFFICIENT = "insufficient"
    NO_CRIME = "no_crime"
    MINOR_CIRCUMSTANCES = "minor_circumstances"


class Remorse(StrEnum):
    """Signs of remorse (E-04); the list is unconfirmed (N)."""

    PLEADED_GUILTY = "pleaded_guilty"
    APOLOGISED = "apologised"
    RESTITUTION = "restitution"
    FORGIVEN = "forgiven"
    SELF_SURRENDER = "self_surrender"
    MERITORIOUS_SERVICE = "meritorious_service"
    DISCONTINUED = "discontinued"


class Instead(StrEnum):
    """What the law has for the case when it is not conditional non-prosecution."""

    STATUTORY_NON_PROSECUTION = "statutory_non_prosecution"
    NON_PROSECUTION_FOR_WANT_OF_EVIDENCE = "non_prosecution_for_want_of_evidence"
    RELATIVE_NON_PROSECUTION = "relative_non_prosecution"
    CORRECTION_UNDER_PREVENTION_LAW = "correction_under_prevention_law"


class Gravity(StrEnum):
    """How the facts weigh, before any presumption (E-13)."""

    OBVIOUSLY_MINOR = "obviously_minor"
    MINOR = "minor"
    NOT_MINOR = "not_minor"


class Leniency(StrEnum):
    """The circumstances of item 10 of the 2025 Opinion; any one of them is enough (E-13)."""

    LURED = "lured"
    SHORT_AND_LITTLE_GAIN = "short_and_little_gain"
    PLEADS_GUILTY = "pleads_guilty"
    HELPED_TRACING = "helped_tracing"


class Strictness(StrEnum):
    """The circumstances of item 9 (1) to (8), each of which takes the presumption away (E-14)."""

    ORGANISED_TRADE = "organised_trade"
    USED_THE_WEAK = "used_the_weak"
    INSIDER = "insider"
    CROSS_BORDER = "cross_border"
    SPECIAL_TOOLS = "special_tools"
    DEEP_SYNTHESIS = "deep_synthesis"
    PENALISED_IN_2_YEARS = "penalised_in_2_years"
    CONVICTED_IN_5_YEARS = "convicted_in_5_years"


class Presumption(StrEnum):
    """What the law expects of a case so weighed, before a conditional decision (E-13)."""

    NO_CRIME = "no_crime"
    RELATIVE_NON_PROSECUTION = "relative_non_prosecution"
    NONE = "none"


class TriageOutcome(StrEnum):
    """What the officer concludes: which decision the case goes on to."""

    STATUTORY_NON_PROSECUTION = "statutory_non_prosecution"
    RELATIVE_NON_PROSECUTION = "relative_non_prosecution"
    EVIDENCE_NON_PROSECUTION = "evidence_non_prosecution"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A case as the officer weighs it.

    `assisting`: assisting information-network crime or a related offence, which the 2025 Opinion
    is about.
    """

    gravity: Gravity
    assisting: bool
    leniency: frozenset[Leniency]
    strictness: frozenset[Strictness]


@dataclass(frozen=True, slots=True)
class Presumed:
    """A presumption and the rule it rests on, or which takes it away."""

    what: Presumption
    rule: str


@dataclass(frozen=True, slots=True)
class TriageStanding:
    """The latest triage as a gate asks for it; `outdated` as of a screening."""

    outcome: TriageOutcome
    outdated: bool


@dataclass(frozen=True, slots=True)
class ActFact:
    """One dated act under one charge (offence code); `amount_fen` in fen."""

    occurred_on: date
    amount_fen: int
    charge: str


@dataclass(frozen=True, slots=True)
class ScreeningFacts:
    """The case as far as screening looks at it.

    `charges`: offence codes. `expected_months`: the combined sentence expected for all charges, in
    months of imprisonment; None, like `born`, `evidence` and `remorse`, when not known or not yet
    considered. An empty `remorse` says that none was found.
    """

    charges: tuple[str, ...]
    acts: tuple[ActFact, ...]
    born: date | None
    age_proven: bool
    expected_months: int | None
    evidence: Evidence | None
    remorse: frozenset[Remorse] | None


class ReasonCode(StrEnum):
    """Why a criterion is answered as it is."""

    NO_CHARGE = "no_charge"
    OFFENCE_NOT_IN_TABLE = "offence_not_in_table"
    CHAPTER_EXCLUDED = "chapter_excluded"
    CHAPTER_ALLOWED = "chapter_allowed"
    SENTENCE_NOT_ESTIMATED = "sentence_not_estimated"
    SENTENCE_TOO_LONG = "sentence_too_long"
    SENTENCE_WITHIN = "sentence_within"
    COMBINED_SENTENCE_WITHIN = "combined_sentence_within"
    EVIDENCE_NOT_ASSESSED = "evidence_not_assessed"
    EVIDENCE_SUFFICIENT = "evidence_sufficient"
    EVIDENCE_INSUFFICIENT = "evidence_insufficient"
    NO_CRIME = "no_crime"
    RELATIVE_FIRST = "relative_first"
    REMORSE_NOT_CONSIDERED = "remorse_not_considered"
    NO_REMORSE = "no_remorse"
    REMORSE_SHOWN = "remorse_shown"
    BIRTH_DATE_UNKNOWN = "birth_date_unknown"
    NO_DATED_ACTS = "no_dated_acts"
    UNDER_14 = "under_14"
    ADULT_AT_THE_ACT = "adult_at_the_act"
    BOTH_SIDES_OF_18 = "both_sides_of_18"
    MINOR_AT_THE_ACT = "minor_at_the_act"
    AGE_NOT_PROVEN = "age_not_proven"
    AGE_COUNTED = "age_counted"
    NOT_RESPONSIBLE = "not_responsible"
    LATER_ACTS_COUNT = "later_acts_count"
    RESPONSIBLE = "responsible"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason and the facts it used, by name."""

    code: ReasonCode
    facts: tuple[tuple[str, str | int | date], ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionFinding:
    """The computed answer to one criterion."""

    criterion: Criterion
    finding: Finding
    reason: Reason
    basis: LegalBasis


@dataclass(frozen=True, slots=True)
class BandTotal:
    """Acts and amount (fen) of one charge in one age band (E-09)."""

    charge: str
    band: AgeBand
    acts: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A result and the rules it rests on: those not met, or else those unclear."""

    result: ScreeningResult
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Screening:
    """The computed screening: a suggestion, never a decision.

    `findings` has one entry for each criterion, in order; `totals` is empty without a birth date.
    """

    result: ScreeningResult
    because: tuple[str, ...]
    findings: tuple[CriterionFinding, ...]
    totals: tuple[BandTotal, ...]
    instead: Instead | None
    rulebook: str

    def of(self, criterion: Criterion) -> CriterionFinding:
        """The finding on one criterion."""
        return self.findings[tuple(Criterion).index(criterion)]


@dataclass(frozen=True, slots=True)
class ScreeningStanding:
    """The latest screening as a gate asks for it.

    `result` is None when there is none; `outdated` when charges, acts, birth date or its proof
    were changed after it. `triage` is None while no direct non-prosecution was considered.
    `evidence`: as the screening found it (E-03).
    """

    result: ScreeningResult | None
    outdated: bool
    triage: TriageStanding | None = None
    evidence: Evidence | None = None

    @property
    def evidence_now(self) -> Evidence | None:
        """How the evidence stands; None where no screening of the facts as they are says so."""
        return None if self.outdated else self.evidence
