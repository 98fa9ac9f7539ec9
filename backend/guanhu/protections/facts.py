"""What the rules need to know about what protects a minor before a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Investigator(StrEnum):
    """Who makes a social investigation (M-02)."""

    POLICE = "police"
    PROCURATORATE = "procuratorate"
    ENTRUSTED = "entrusted"


class InvestigationState(StrEnum):
    """Where an investigation stands; computed from its latest report."""

    ASKED = "asked"
    REPORTED = "reported"
    TO_SUPPLEMENT = "to_supplement"
    ACCEPTED = "accepted"

    @classmethod
    def after(cls, reported: bool, verdict: ReportVerdict | None) -> InvestigationState:  # noqa: FBT001
        """Where it stands when its latest report got this verdict."""
        if not reported:
            return cls.ASKED
        if verdict is None:
            return cls.REPORTED
        return cls.ACCEPTED if verdict is ReportVerdict.ACCEPTED else cls.TO_SUPPLEMENT


class ReportVerdict(StrEnum):
    """What the review of a report came to; a report is a reference and decides nothing (M-02)."""

    ACCEPTED = "accepted"
    SUPPLEMENT = "supplement"


class ReportTopic(StrEnum):
    """What a report speaks of (M-03; SPC-Int art. 568)."""

    CHARACTER = "character"
    FAMILY = "family"
    SOCIAL_CONTACTS = "social_contacts"
    GROWTH = "growth"
    CAUSES = "causes"
    CONDUCT = "conduct"
    GUARDIANSHIP = "guardianship"


class Attendee(StrEnum):
    """Who was at the minor's side (M-05)."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    ADULT_RELATIVE = "adult_relative"
    SCHOOL = "school"
    UNIT = "unit"
    COMMITTEE = "committee"
    PROTECTION_ORGANISATION = "protection_organisation"
    NOBODY = "nobody"
    """Against the law; recorded all the same, and shown."""


class AbsenceGround(StrEnum):
    """Why the legal representative was not there (M-05)."""

    NOT_REACHABLE = "not_reachable"
    UNABLE = "unable"
    CO_OFFENDER = "co_offender"


class ClosedHearingGround(StrEnum):
    """Why a closed hearing was held (D-03)."""

    POLICE_OBJECT = "police_object"
    VICTIM_OBJECTS = "victim_objects"
    LARGE_DISPUTE = "large_dispute"


class PleaOutcome(StrEnum):
    """How a plea stands (D-11)."""

    SIGNED = "signed"
    NO_SIGNATURE_NEEDED = "no_signature_needed"
    """The legal representative or the defender objects; leniency is not affected."""


class PleaObjector(StrEnum):
    """Who objects to a plea (D-11)."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    DEFENDER = "defender"


@dataclass(frozen=True, slots=True)
class InvestigationFacts:
    """One investigation as far as a rule asks; `reported_on` is the day of its latest report."""

    id: UUID
    asked_on: date
    reported_on: date | None
    state: InvestigationState


@dataclass(frozen=True, slots=True)
class ReportSeen:
    """One report, with who wrote it (M-04) and what its review came to."""

    id: UUID
    received_on: date
    author: str
    topics: tuple[tuple[ReportTopic, str], ...]
    verdict: ReportVerdict | None
    note: str | None
    reviewed_by: UUID | None
    recorded_by: UUID
    recorded_at: datetime

    @property
    def missing(self) -> tuple[ReportTopic, ...]:
        """Topics of which it says nothing (M-03)."""
        told = {topic for topic, _ in self.topics}
        return tuple(topic for topic in ReportTopic if topic not in told)


@dataclass(frozen=True, slots=True)
class InvestigationSeen:
    """One investigation with its reports, the latest last."""

    facts: InvestigationFacts
    by: Investigator
    entrusted_to: str | None
    asked_by: UUID
    reports: tuple[ReportSeen, ...]


@dataclass(frozen=True, slots=True)
class AttendanceSeen:
    """Who attended one interrogation."""

    id: UUID
    interrogated_on: date
    attendee: Attendee
    name: str | None
    notified_on: date | None
    ground: AbsenceGround | None
    reason: str | None
    refused_because: str | None
    recorded_by: UUID
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ClosedHearingSeen:
    """One closed hearing."""

    id: UUID
    held_on: date
    ground: ClosedHearingGround
    conclusion: str
    recorded_by: UUID
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class PleaSeen:
    """One plea document, or why none is needed."""

    id: UUID
    on: date
    outcome: PleaOutcome
    objector: PleaObjector | None
    note: str | None
    recorded_by: UUID
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class LegalAidSeen:
    """The lawyer whom the legal-aid agency assigned; `late` is told, never hidden (M-06)."""

    id: UUID
    assigned_on: date
    lawyer: str
    knows_minors: bool
    due_on: date
    late: bool
    recorded_by: UUID
    recorded_at: datetime


class ConsentParty(StrEnum):
    """Whose consent a psychological assessment needs: both (O-07)."""

    MINOR = "minor"
    LEGAL_REPRESENTATIVE = "legal_representative"


class ConsentForm(StrEnum):
    """How a consent was given."""

    WRITTEN = "written"
    ORAL_RECORDED = "oral_recorded"
    """Said, and taken down in a record."""


class AssessmentState(StrEnum):
    """Where a psychological assessment stands."""

    SCHEDULED = "scheduled"
    REPORTED = "reported"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class StandingConsents:
    """Days of the consents that stand (O-07); None: not given, or withdrawn."""

    minor_on: date | None
    representative_on: date | None

    def of(self, party: ConsentParty) -> date | None:
        """The day of one party's consent."""
        return self.minor_on if party is ConsentParty.MINOR else self.representative_on

    @property
    def missing(self) -> tuple[ConsentParty, ...]:
        """Whose consent does not stand."""
        return tuple(party for party in ConsentParty if self.of(party) is None)


@dataclass(frozen=True, slots=True)
class AssessmentFacts:
    """One assessment as far as a rule asks."""

    id: UUID
    scheduled_for: date
    reported_on: date | None
    lapsed_on: date | None
    cancelled_on: date | None = None

    @property
    def state(self) -> AssessmentState:
        """Where it stands."""
        if self.cancelled_on is not None:
            return AssessmentState.CANCELLED
        if self.lapsed_on is not None:
            return AssessmentState.LAPSED
        if self.reported_on is not None:
            return AssessmentState.REPORTED
        return AssessmentState.SCHEDULED


@dataclass(frozen=True, slots=True)
class ConsentSeen:
    """One consent, with its withdrawal."""

    id: UUID
    party: ConsentParty
    given_on: date
    form: ConsentForm
    given_by: str
    withdrawn_on: date | None
    withdrawn_because: str | None
    recorded_by: UUID
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class AssessmentSeen:
    """One assessment with its report."""

    facts: AssessmentFacts
    assessor: str
    author: str | None
    report: str | None
    cancelled_because: str | None
    recorded_by: UUID
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class CaseAssessments:
    """Consents and assessments of one case, each oldest first."""

    consents: tuple[ConsentSeen, ...]
    assessments: tuple[AssessmentSeen, ...]


@dataclass(frozen=True, slots=True)
class CaseProtections:
    """Everything of one case, each oldest first."""

    investigations: tuple[InvestigationSeen, ...]
    attendances: tuple[AttendanceSeen, ...]
    closed_hearings: tuple[ClosedHearingSeen, ...]
    pleas: tuple[PleaSeen, ...]
    legal_aid: LegalAidSeen | None
