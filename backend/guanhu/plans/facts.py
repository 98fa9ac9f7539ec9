"""What the rules and the other rooms need to know about plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from guanhu.law.need_domains import NeedBand, NeedDomain
from guanhu.law.roles_in_chain import ChainRole, Means, Tier
from guanhu.protections.facts import StandingConsents


class PlanVersionState(StrEnum):
    """Where a version of a plan stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"


class ConditionCategory(StrEnum):
    """The statutory duties (CPL 283(3)) and the six kinds of optional measures (Rules 476)."""

    STATUTORY = "statutory"
    TREATMENT = "treatment"
    PUBLIC_WORK = "public_work"
    PROHIBITION = "prohibition"
    AMENDS = "amends"
    EDUCATION = "education"
    OTHER_PROHIBITION = "other_prohibition"


class ConditionChange(StrEnum):
    """What a version does to a condition, against the version it was copied from."""

    NONE = "none"
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class SlotType(StrEnum):
    """What a blank holds. Values travel as text: ISO dates, whole numbers, times as ``22:30``."""

    FEN = "fen"
    DATE = "date"
    HOURS = "hours"
    TIMES = "times"
    TIME_OF_DAY = "time_of_day"
    PLACE = "place"
    PERSON = "person"


class EvidenceKind(StrEnum):
    """What counts as evidence that a condition is kept."""

    CHECK_IN = "check_in"
    WRITTEN_REPORT = "written_report"
    ACCOUNT_STATEMENT = "account_statement"
    DEVICE_CHECK = "device_check"
    PAYMENT_RECEIPT = "payment_receipt"
    LETTER = "letter"
    ATTENDANCE_RECORD = "attendance_record"
    SERVICE_RECORD = "service_record"
    LEARNING_RECORD = "learning_record"
    PROFESSIONAL_REPORT = "professional_report"
    GUARDIAN_STATEMENT = "guardian_statement"
    SCHOOL_STATEMENT = "school_statement"


class SignOff(StrEnum):
    """Whose word closes a condition; formal findings stay the prosecutor's (S-01)."""

    OFFICER = "officer"
    SOCIAL_WORKER = "social_worker"


class GoalOwner(StrEnum):
    """Who brings a goal about."""

    MINOR = "minor"
    GUARDIAN = "guardian"
    SOCIAL_WORKER = "social_worker"
    OFFICER = "officer"
    SCHOOL = "school"


class GoalStatus(StrEnum):
    """Where a goal stands."""

    OPEN = "open"
    DONE = "done"
    REMOVED = "removed"


class AgreementParty(StrEnum):
    """Who is asked whether they agree with a plan (S-05)."""

    MINOR = "minor"
    LEGAL_REPRESENTATIVE = "legal_representative"
    SCHOOL = "school"
    SUPPORT_UNIT = "support_unit"


class Answer(StrEnum):
    """What a party answered; the last two need a reason."""

    YES = "yes"
    NO = "no"
    COULD_NOT_ANSWER = "could_not_answer"


class CheckInKind(StrEnum):
    """How contact is held. A self-report adds to human contact and never replaces it."""

    VISIT = "visit"
    OFFICE = "office"
    SCHOOL = "school"
    PHONE = "phone"
    VIDEO = "video"
    SELF_REPORT = "self_report"


class TeamDuty(StrEnum):
    """What a member of the support team is there for."""

    LEAD = "lead"
    SOCIAL_WORKER = "social_worker"
    MENTOR = "mentor"
    PSYCHOLOGIST = "psychologist"


@dataclass(frozen=True, slots=True)
class Texts:
    """A text in both languages; Chinese is the source."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        """The text; `language` is "zh" or "en"."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Slot:
    """One blank of a condition. Limits are inclusive and hold for FEN, HOURS and TIMES.

    `not_before` names another DATE slot that must not lie after this one.
    """

    name: str
    type: SlotType
    label: Texts
    at_least: int | None = None
    at_most: int | None = None
    not_before: str | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A need a condition answers: the domain, and the band from which it does."""

    domain: NeedDomain
    at_least: NeedBand


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One version of one condition of the catalogue. `check_every_days` None: once, when due.

    `proportionality`: what whoever chooses it should weigh. `roles`, `means`, `tiers` and `needs`
    say when it is suggested (law.md §6, I). `retired_why`: the code is retired for good, on
    `retired_on`; `replaced_by` names the code to look at instead.
    """

    code: str
    version: int
    category: ConditionCategory
    rule: str
    title: Texts
    wording: Texts
    plain: Texts
    slots: tuple[Slot, ...]
    evidence: tuple[EvidenceKind, ...]
    sign_off: SignOff
    check_every_days: int | None
    roles: tuple[ChainRole, ...]
    requires_consents: bool
    retired_on: date | None
    proportionality: Texts
    means: tuple[Means, ...] = ()
    tiers: tuple[Tier, ...] = ()
    needs: tuple[Need, ...] = ()
    retired_why: Texts | None = None
    replaced_by: str | None = None

    @property
    def statutory(self) -> bool:
        return self.category is ConditionCategory.STATUTORY


@dataclass(frozen=True, slots=True)
class ConditionSeen:
    """A condition of one version. `lineage_id` is the same through all versions of the plan."""

    id: UUID
    lineage_id: UUID
    plan_version_id: UUID
    case_id: UUID
    code: str
    catalogue_version: int
    category: ConditionCategory
    slots: Mapping[str, str]
    proportionality: str | None
    change: ConditionChange
    removal_note: str | None
    consents: StandingConsents
    kept_against: str | None = None


@dataclass(frozen=True, slots=True)
class StepSeen:
    """A step towards a goal of one version, with its latest mark."""

    id: UUID
    lineage_id: UUID
    goal_id: UUID
    text: str
    owner: GoalOwner
    target_on: date
    status: GoalStatus
    note: str | None
    marked_at: datetime | None


@dataclass(frozen=True, slots=True)
class GoalSeen:
    """A goal of one version with its latest mark. `need_id`: the finding that raised it."""

    id: UUID
    lineage_id: UUID
    plan_version_id: UUID
    case_id: UUID
    text: str
    owner: GoalOwner
    target_on: date
    status: GoalStatus
    note: str | None
    marked_at: datetime | None
    need_id: UUID | None
    steps: tuple[StepSeen, ...]


@dataclass(frozen=True, slots=True)
class AgreementSeen:
    """One answer of one party. `current`: the party's latest, given to the content as it is now."""

    id: UUID
    plan_version_id: UUID
    party: AgreementParty
    answer: Answer
    reason: str | None
    answered_on: date
    current: bool


@dataclass(frozen=True, slots=True)
class FeedbackSeen:
    """One remark of the conversation between author and approver."""

    id: UUID
    plan_version_id: UUID
    by: UUID
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often contact is held: parameters of the plan, no statutory numbers (O-02).

    `window_days` ≥ 1 counts the first day. `self_report_every_days` None: no self-reports.
    """

    kind: CheckInKind
    every_days: int
    window_days: int
    grace_days: int
    self_report_every_days: int | None


@dataclass(frozen=True, slots=True)
class PlanVersionSeen:
    """One version of a case's plan. Instants are UTC; `until` is None while in force."""

    id: UUID
    case_id: UUID
    number: int
    state: PlanVersionState
    version: int
    parent_id: UUID | None
    author_id: UUID
    writers: tuple[UUID, ...]
    approver_id: UUID | None
    reason: str | None
    check_in_kind: CheckInKind
    check_in_every_days: int
    rhythm: Rhythm
    in_force_from: datetime | None
    in_force_until: datetime | None
    changed_by: UUID
    changed_at: datetime
    last_change: str
    content_number: int


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """A version with what it contains; removed conditions are marked, not left out."""

    version: PlanVersionSeen
    conditions: list[ConditionSeen]
    goals: list[GoalSeen]


@dataclass(frozen=True, slots=True)
class MemberSeen:
    """A member of the support team. `last_day` is inclusive; None while open.

    `notes_from`: a worker reads no note of an earlier day (S61). `withdrawn`: access ended at once,
    with a hand-over of the file.
    """

    id: UUID
    case_id: UUID
    account_id: UUID
    duty: TeamDuty
    valid_from: date
    last_day: date | None
    end_reason: str | None
    notes_from: date | None = None
    withdrawn: bool = False
