"""Queries about sealed records and certificates, as rules and readers see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from guanhu.decisions.facts import ServiceMode
from guanhu.sealing.facts import SealScope


class ApplicantKind(StrEnum):
    """Who applies for a query (F-05)."""

    COURT = "court"
    PROCURATORATE = "procuratorate"
    INVESTIGATING_ORGAN = "investigating_organ"
    BANK = "bank"
    SCHOOL = "school"
    EMPLOYER = "employer"
    OTHER_UNIT = "other_unit"


JUDICIAL: Final = frozenset(
    {ApplicantKind.COURT, ApplicantKind.PROCURATORATE, ApplicantKind.INVESTIGATING_ORGAN}
)
"""Judicial organs; the wider exception of PJDL 59(2) is not applied (F-05, A-5)."""


class QueryVerdict(StrEnum):
    """How a query was answered (F-09)."""

    PERMITTED = "permitted"
    REFUSED = "refused"
    NOTHING_SEALED = "nothing_sealed"


@dataclass(frozen=True, slots=True)
class QueryFacts:
    """A query as far as a rule asks."""

    applicant_kind: ApplicantKind
    names_a_case: bool
    received_on: date
    recorded_by: UUID
    scope: frozenset[SealScope]
    verdict: QueryVerdict | None = None
    decided_on: date | None = None
    permitted: frozenset[SealScope] = frozenset()

    @property
    def is_judicial(self) -> bool:
        """Whether a judicial organ asks (F-05)."""
        return self.applicant_kind in JUDICIAL


@dataclass(frozen=True, slots=True)
class QueryUndertakingSeen:
    """Who signed to keep secret what is read, and when (F-09)."""

    id: UUID
    person: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class QueryReadingSeen:
    """One reading under a permitted query, by one who had signed (F-09)."""

    id: UUID
    undertaking_id: UUID
    read_on: date
    scope: tuple[SealScope, ...]
    recorded_by: UUID


@dataclass(frozen=True, slots=True)
class QueryAnswerSeen:
    """What was decided. `seal_order_id` only where something was permitted."""

    verdict: QueryVerdict
    seal_order_id: UUID | None
    scope: tuple[SealScope, ...]
    reason: str
    decided_on: date
    decided_by: UUID


@dataclass(frozen=True, slots=True)
class QuerySeen:
    """One query of the register with what came of it."""

    id: UUID
    applicant_kind: ApplicantKind
    applicant: str
    handled_case: str | None
    received_on: date
    person: str
    identity_number: str | None
    queried_case_number: str | None
    reason: str
    legal_basis: str
    scope: tuple[SealScope, ...]
    recorded_by: UUID
    answer: QueryAnswerSeen | None
    undertakings: tuple[QueryUndertakingSeen, ...] = ()
    readings: tuple[QueryReadingSeen, ...] = ()

    @property
    def facts(self) -> QueryFacts:
        """As far as a rule asks."""
        answer = self.answer
        return QueryFacts(
            self.applicant_kind,
            self.handled_case is not None,
            self.received_on,
            self.recorded_by,
            frozenset(self.scope),
            None if answer is None else answer.verdict,
            None if answer is None else answer.decided_on,
            frozenset() if answer is None else frozenset(answer.scope),
        )


class CertificateAsker(StrEnum):
    """Who may ask for the certificate of no criminal record (F-10)."""

    MINOR = "minor"
    LEGAL_REPRESENTATIVE = "legal_representative"


class CertificateIssuer(StrEnum):
    """Which organ gave it; the procuratorate coordinates with the others (F-10)."""

    PROCURATORATE = "procuratorate"
    POLICE = "police"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class CertificateSeen:
    """One certificate asked for on a line of the register."""

    id: UUID
    seal_order_id: UUID
    asked_by: CertificateAsker
    asked_on: date
    purpose: str | None
    issued_on: date | None
    issued_by: CertificateIssuer | None
    document_id: UUID | None
    recorded_by: UUID


# -- notices --------------------------------------------------------------------------------------


class NoticeRecipient(StrEnum):
    """Who is told that a record was sealed (F-06, F-08)."""

    MINOR = "minor"
    LEGAL_REPRESENTATIVE = "legal_representative"
    POLICE = "police"
    SCHOOL = "school"
    SOCIAL_AGENCY = "social_agency"
    APPROPRIATE_ADULT = "appropriate_adult"
    OTHER_HOLDER = "other_holder"


OWED: Final = (
    NoticeRecipient.MINOR,
    NoticeRecipient.LEGAL_REPRESENTATIVE,
    NoticeRecipient.POLICE,
)
"""Who gets a notice of every seal: the person's side and the police (F-08). No name is kept."""

HOLDERS: Final = frozenset(NoticeRecipient) - {
    NoticeRecipient.MINOR,
    NoticeRecipient.LEGAL_REPRESENTATIVE,
}
"""Who holds a copy of the record, and says what became of it (F-06, A-7)."""


class CopyFate(StrEnum):
    """What became of a holder's copy (F-08; A-7 for agencies)."""

    SEALED = "sealed"
    RETURNED = "returned"
    DESTROYED = "destroyed"


class NoticeState(StrEnum):
    """Where a notice stands."""

    SENT = "sent"
    RECEIVED = "received"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class NoticeSeen:
    """One notice of a seal; `recipient` is the name of a holder other than the police."""

    id: UUID
    seal_order_id: UUID
    recipient_kind: NoticeRecipient
    recipient: str | None
    mode: ServiceMode
    sent_on: date
    received_on: date | None
    confirmed_on: date | None
    confirmed_as: CopyFate | None
    recorded_by: UUID

    @property
    def state(self) -> NoticeState:
        """Sent until its receipt is on record; a holder then says what became of the copy."""
        if self.confirmed_on is not None:
            return NoticeState.CONFIRMED
        return NoticeState.SENT if self.received_on is None else NoticeState.RECEIVED


# -- unsealing ------------------------------------------------------------------------------------


class UnsealGround(StrEnum):
    """On what a seal is asked to be opened (F-13). The list is closed: OTHER is never a ground."""

    NEW_CRIME = "new_crime"
    MISSED_CRIME = "missed_crime"
    RETRIAL = "retrial"
    OTHER = "other"


class UnsealVerdict(StrEnum):
    """What was decided about an unsealing."""

    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class UnsealClaim:
    """What an unsealing rests on: a court's judgment over several crimes, or a retrial.

    `combined_months` is the combined penalty, `as_a_minor` whether all its acts were committed as
    a minor; both are of crimes only.
    """

    ground: UnsealGround
    judged_on: date
    combined_months: int | None = None
    as_a_minor: bool | None = None


@dataclass(frozen=True, slots=True)
class UnsealingSeen:
    """One proposal to unseal, with what was decided."""

    id: UUID
    seal_order_id: UUID
    claim: UnsealClaim
    judgment: str
    proposed_on: date
    proposed_by: UUID
    verdict: UnsealVerdict | None
    reason: str | None
    decided_on: date | None
    decided_by: UUID | None


# -- voluntary follow-up --------------------------------------------------------------------------


class UndertakingPerson(StrEnum):
    """Who learned the data, and keeps it secret (F-18)."""

    SOCIAL_WORKER = "social_worker"
    APPROPRIATE_ADULT = "appropriate_adult"
    SCHOOL_STAFF = "school_staff"
    INVESTIGATOR = "investigator"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SecrecySeen:
    """One undertaking of somebody who learned the data in the proceedings (F-18)."""

    id: UUID
    person_kind: UndertakingPerson
    person: str
    signed_on: date
    recorded_by: UUID


class FollowUpEnd(StrEnum):
    """Why a follow-up ended (F-17)."""

    WITHDRAWN_BY_MINOR = "withdrawn_by_minor"
    WITHDRAWN_BY_REPRESENTATIVE = "withdrawn_by_representative"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Consent:
    """Who agreed to follow-up, and when; `until` as agreed, the law sets no length (F-17)."""

    of_age: bool
    minor_on: date
    representative_on: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class FollowUpNoteSeen:
    """One contact of a follow-up: situation and need."""

    id: UUID
    happened_on: date
    situation: str
    need: str | None
    recorded_by: UUID


@dataclass(frozen=True, slots=True)
class FollowUpSeen:
    """One follow-up with its notes, oldest first."""

    id: UUID
    seal_order_id: UUID
    consent: Consent
    begun_by: UUID
    ended_on: date | None
    ended_because: FollowUpEnd | None
    notes: tuple[FollowUpNoteSeen, ...] = ()


class RegisterStatus(StrEnum):
    """Where a line of the register stands (law.md §7): the file itself is gone."""

    SEALED = "sealed"
    FOLLOW_UP = "follow_up"
    UNSEALED = "unsealed"


@dataclass(frozen=True, slots=True)
class AfterSealing:
    """What followed one seal, each kind from the first on."""

    certificates: tuple[CertificateSeen, ...] = ()
    notices: tuple[NoticeSeen, ...] = ()
    unsealings: tuple[UnsealingSeen, ...] = ()
    undertakings: tuple[SecrecySeen, ...] = ()
    follow_ups: tuple[FollowUpSeen, ...] = ()

    @property
    def owed(self) -> tuple[NoticeRecipient, ...]:
        """Who has no receipt of the notice that every seal owes them (F-08)."""
        had = {each.recipient_kind for each in self.notices if each.received_on is not None}
        return tuple(kind for kind in OWED if kind not in had)

    @property
    def running(self) -> FollowUpSeen | None:
        """The follow-up that is running, if any (F-17)."""
        return next((each for each in self.follow_ups if each.ended_on is None), None)

    @property
    def status(self) -> RegisterStatus:
        """Unsealed, in voluntary follow-up, or sealed."""
        if any(each.verdict is UnsealVerdict.APPROVED for each in self.unsealings):
            return RegisterStatus.UNSEALED
        return RegisterStatus.SEALED if self.running is None else RegisterStatus.FOLLOW_UP
