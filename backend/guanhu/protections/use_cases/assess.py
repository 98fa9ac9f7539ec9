"""The psychological assessment and the two consents it needs (O-07, M-04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin, look
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, words
from guanhu.kernel.ids import new_id
from guanhu.plumbing.database import Database
from guanhu.protections.assessment_repository import AssessmentRepository, assessment_facts
from guanhu.protections.facts import CaseAssessments, ConsentForm, ConsentParty
from guanhu.protections.rules import (
    lapses,
    refuse_assessment,
    refuse_assessment_report,
    refuse_cancellation,
    refuse_consent,
    refuse_consent_withdrawal,
)
from guanhu.protections.tables import AssessmentConsentRow, AssessmentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAssessmentConsent:
    """Record that the minor, or the legal representative, consents to an assessment."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    party: ConsentParty = item("Whose consent.")
    given_on: date = item("Day on which it was given.")
    form: ConsentForm = item("How it was given.")
    given_by: str = words("Name of who gave it.", at_most=60)


@dataclass(frozen=True, slots=True)
class RecordedAssessmentConsent:
    """The file and the consent."""

    case_file: UUID
    consent_id: UUID


async def record_assessment_consent(
    database: Database, clock: Clock, actor: Actor, command: RecordAssessmentConsent
) -> RecordedAssessmentConsent:
    """Record a consent; each party's stands until it is withdrawn (O-07).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `ConsentStands`,
    `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, RecordedAssessmentConsent) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, assessments = CaseRepository(work), AssessmentRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.RECORD_ASSESSMENT_CONSENT)
        standing = await assessments.standing(file.id)
        refusal = refuse_consent(
            standing, command.party, command.given_on, received_on=file.received_on,
            withdrawn_on=await assessments.withdrawn_on(file.id, command.party),
            today=work.today,
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        key, consent_id = await assessments.key(file.id), new_id()
        await assessments.add(
            AssessmentConsentRow(
                id=consent_id, case_id=file.id, party=command.party.value,
                given_on=command.given_on, form=command.form.value,
                given_by=key.seal("assessment_consents.given_by", consent_id, command.given_by),
                recorded_by=actor.account_id, recorded_at=work.now,
            )
        )  # fmt: skip
        work.record(
            "protections.consent_recorded", "assessment_consent", consent_id, case_id=file.id,
            party=command.party.value,
        )  # fmt: skip
        return work.answer(RecordedAssessmentConsent(file.id, consent_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAssessmentConsent:
    """Record that a consent is withdrawn."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    consent_id: UUID = item("The consent.")
    withdrawn_on: date = item("Day of the withdrawal.")
    reason: str | None = words(
        "Why, if somebody said so; nobody has to.", at_most=2000, multiline=True, default=None
    )


@dataclass(frozen=True, slots=True)
class WithdrewAssessmentConsent:
    """The file; an assessment that was still to come has lapsed."""

    case_file: UUID


async def withdraw_assessment_consent(
    database: Database, clock: Clock, actor: Actor, command: WithdrawAssessmentConsent
) -> WithdrewAssessmentConsent:
    """Withdraw a consent, at any time and without a reason; what is still to come lapses (O-07).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `ConsentWithdrawn`,
    `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, WithdrewAssessmentConsent) as work:
        if work.first_answer is not None:
            return work.first_answer
        assessments = AssessmentRepository(work)
        file, consent = await assessments.with_case(AssessmentConsentRow, command.consent_id)
        CaseRepository(work).act(file, CaseAction.WITHDRAW_ASSESSMENT_CONSENT)
        refusal = refuse_consent_withdrawal(
            consent.given_on, consent.withdrawn_on, command.withdrawn_on, work.today
        )
        if refusal is not None:
            raise refusal
        key = await assessments.key(file.id)
        consent.withdrawn_on, consent.withdrawal_recorded_by = (
            command.withdrawn_on, actor.account_id,
        )  # fmt: skip
        consent.withdrawn_because = key.seal_optional(
            "assessment_consents.withdrawn_because", consent.id, command.reason
        )
        for row in await assessments.rows(file.id):
            if lapses(assessment_facts(row), command.withdrawn_on):
                row.lapsed_on = command.withdrawn_on
        work.record(
            "protections.consent_withdrawn", "assessment_consent", consent.id, case_id=file.id,
            party=consent.party,
        )  # fmt: skip
        return work.answer(WithdrewAssessmentConsent(file.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleAssessment:
    """Schedule a psychological assessment."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    scheduled_for: date = item("Day of the assessment.")
    assessor: str = words("The professional, or the institution, that assesses.", at_most=120)


@dataclass(frozen=True, slots=True)
class ScheduledAssessment:
    """The file and the assessment."""

    case_file: UUID
    assessment_id: UUID


async def schedule_assessment(
    database: Database, clock: Clock, actor: Actor, command: ScheduleAssessment
) -> ScheduledAssessment:
    """Schedule an assessment; without both consents there is none (O-07).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`,
    `AssessmentNeedsConsents`, `DateBefore`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, ScheduledAssessment) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, assessments = CaseRepository(work), AssessmentRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.SCHEDULE_ASSESSMENT)
        refusal = refuse_assessment(await assessments.standing(file.id), command.scheduled_for)
        if refusal is not None:
            raise refusal
        key, assessment_id = await assessments.key(file.id), new_id()
        await assessments.add(
            AssessmentRow(
                id=assessment_id, case_id=file.id, scheduled_for=command.scheduled_for,
                assessor=key.seal("assessments.assessor", assessment_id, command.assessor),
                recorded_by=actor.account_id, recorded_at=work.now,
            )
        )  # fmt: skip
        work.record(
            "protections.assessment_scheduled", "assessment", assessment_id, case_id=file.id
        )
        return work.answer(ScheduledAssessment(file.id, assessment_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAssessmentReport:
    """Record the report of an assessment."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    assessment_id: UUID = item("The assessment.")
    reported_on: date = item("Day on which the report was received.")
    author: str = words("Who wrote it and answers for it (M-04).", at_most=120)
    report: str = words("What it says.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class RecordedAssessmentReport:
    """The file with the report."""

    case_file: UUID


async def record_assessment_report(
    database: Database, clock: Clock, actor: Actor, command: RecordAssessmentReport
) -> RecordedAssessmentReport:
    """Record the report with its author (M-04); of one that lapsed there is none (O-07).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `AssessmentLapsed`,
    `AssessmentReported`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, RecordedAssessmentReport) as work:
        if work.first_answer is not None:
            return work.first_answer
        assessments = AssessmentRepository(work)
        file, row = await assessments.with_case(AssessmentRow, command.assessment_id)
        CaseRepository(work).act(file, CaseAction.RECORD_ASSESSMENT_REPORT)
        refusal = refuse_assessment_report(assessment_facts(row), command.reported_on, work.today)
        if refusal is not None:
            raise refusal
        key = await assessments.key(file.id)
        row.reported_on = command.reported_on
        row.author = key.seal("assessments.author", row.id, command.author)
        row.report = key.seal("assessments.report", row.id, command.report)
        work.record("protections.assessment_reported", "assessment", row.id, case_id=file.id)
        return work.answer(RecordedAssessmentReport(file.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelAssessment:
    """Cancel a scheduled assessment; one that is moved is cancelled and scheduled anew."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    assessment_id: UUID = item("The assessment.")
    on: date = item("Day on which it was cancelled.")
    reason: str = words("Why.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class CancelledAssessment:
    """The file without the assessment."""

    case_file: UUID


async def cancel_assessment(
    database: Database, clock: Clock, actor: Actor, command: CancelAssessment
) -> CancelledAssessment:
    """Cancel what waits, with the reason; the consents stand (O-07).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `AssessmentCancelled`,
    `AssessmentLapsed`, `AssessmentReported`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, CancelledAssessment) as work:
        if work.first_answer is not None:
            return work.first_answer
        assessments = AssessmentRepository(work)
        file, row = await assessments.with_case(AssessmentRow, command.assessment_id)
        CaseRepository(work).act(file, CaseAction.CANCEL_ASSESSMENT)
        refusal = refuse_cancellation(
            assessment_facts(row), command.on, scheduled_on=office_date(row.recorded_at),
            today=work.today,
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        key = await assessments.key(file.id)
        row.cancelled_on, row.cancelled_by = command.on, actor.account_id
        row.cancelled_because = key.seal("assessments.cancelled_because", row.id, command.reason)
        work.record("protections.assessment_cancelled", "assessment", row.id, case_id=file.id)
        return work.answer(CancelledAssessment(file.id))


async def read_assessments(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> CaseAssessments:
    """Consents and assessments of a visible case, oldest first; `NotPermitted`."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        return await AssessmentRepository(seen).of_case(case_id)
