"""The social investigation: asked for, reported, reviewed (M-02, M-03, M-04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import orjson

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.ids import new_id
from guanhu.plumbing.database import Database
from guanhu.protections.facts import Investigator, ReportTopic, ReportVerdict
from guanhu.protections.repository import ProtectionRepository, investigation_facts
from guanhu.protections.rules import refuse_asking, refuse_day, refuse_report, refuse_review
from guanhu.protections.tables import InvestigationRow, ReportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class AskInvestigation:
    """Ask for a social investigation."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    investigator: Investigator = item("Who makes it.")
    entrusted_to: str | None = words("The organisation entrusted.", at_most=120, default=None)
    asked_on: date = item("Day on which it was asked for.")


@dataclass(frozen=True, slots=True)
class AskedInvestigation:
    """The file and the investigation."""

    case_file: UUID
    investigation_id: UUID


async def ask_investigation(
    database: Database, clock: Clock, actor: Actor, command: AskInvestigation
) -> AskedInvestigation:
    """Ask for an investigation of the minor's growth, the causes and the guardianship (M-02).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `EntrustedToNobody`,
    `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, AskedInvestigation) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, protections = CaseRepository(work), ProtectionRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.ASK_INVESTIGATION)
        # The police may have made theirs before the case was received.
        refusal = refuse_asking(
            command.investigator, named=command.entrusted_to is not None
        ) or refuse_day(
            "askedOn", command.asked_on,
            earliest=date.min if command.investigator is Investigator.POLICE else file.received_on,
            today=work.today,
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        key, investigation_id = await protections.key(file.id), new_id()
        await protections.add(
            InvestigationRow(
                id=investigation_id, case_id=file.id, investigator=command.investigator.value,
                entrusted_to=key.seal_optional(
                    "social_investigations.entrusted_to", investigation_id, command.entrusted_to
                ),
                asked_on=command.asked_on, asked_by=actor.account_id, asked_at=work.now,
            )
        )  # fmt: skip
        work.record(
            "protections.investigation_asked", "social_investigation", investigation_id,
            case_id=file.id, investigator=command.investigator.value,
        )  # fmt: skip
        return work.answer(AskedInvestigation(file.id, investigation_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTopics:
    """What a report says, topic by topic (M-03; SPC-Int art. 568)."""

    character: str | None = words("Character.", at_most=4000, multiline=True, default=None)
    family: str | None = words("Family.", at_most=4000, multiline=True, default=None)
    social_contacts: str | None = words(
        "Social contacts.", at_most=4000, multiline=True, default=None
    )
    growth: str | None = words("Growing up.", at_most=4000, multiline=True, default=None)
    causes: str | None = words("What led to the act.", at_most=4000, multiline=True, default=None)
    conduct: str | None = words(
        "Conduct before and after the act.", at_most=4000, multiline=True, default=None
    )
    guardianship: str | None = words(
        "Guardianship and education.", at_most=4000, multiline=True, default=None
    )

    def told(self) -> dict[str, str]:
        """The topics of which it says something."""
        said = ((topic.value, getattr(self, topic.value)) for topic in ReportTopic)
        return {topic: text for topic, text in said if text is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInvestigationReport:
    """Record a report, or a supplemented one."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    investigation_id: UUID = item("The investigation.")
    received_on: date = item("Day on which the report was received.")
    author: str = words("Who wrote it and answers for it (M-04).", at_most=120)
    topics: ReportTopics = item("What it says.")


@dataclass(frozen=True, slots=True)
class RecordedInvestigationReport:
    """The file and the report."""

    case_file: UUID
    report_id: UUID


async def record_investigation_report(
    database: Database, clock: Clock, actor: Actor, command: RecordInvestigationReport
) -> RecordedInvestigationReport:
    """Record a report with its author; an earlier one stays as it was (M-03, M-04).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NothingAsked`,
    `ReportHasNoTopic`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, RecordedInvestigationReport) as work:
        if work.first_answer is not None:
            return work.first_answer
        protections = ProtectionRepository(work)
        file, row = await protections.with_case(InvestigationRow, command.investigation_id)
        CaseRepository(work).act(file, CaseAction.RECORD_INVESTIGATION_REPORT)
        facts = investigation_facts(row, await protections.reports(row))
        told = command.topics.told()
        refusal = refuse_report(facts, command.received_on, told, work.today)
        if refusal is not None:
            raise refusal
        key, report_id = await protections.key(file.id), new_id()
        await protections.add(
            ReportRow(
                id=report_id, case_id=file.id, investigation_id=row.id,
                received_on=command.received_on,
                author=key.seal("investigation_reports.author", report_id, command.author),
                topics=key.seal(
                    "investigation_reports.topics", report_id, orjson.dumps(told).decode()
                ),
                recorded_by=actor.account_id, recorded_at=work.now,
            )
        )  # fmt: skip
        work.record(
            "protections.investigation_reported", "investigation_report", report_id,
            case_id=file.id,
        )  # fmt: skip
        return work.answer(RecordedInvestigationReport(file.id, report_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewInvestigation:
    """Accept a report as a reference, or ask for more."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    investigation_id: UUID = item("The investigation.")
    verdict: ReportVerdict = item("What the review came to.")
    note: str = words("Why, and what is to be supplemented.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class ReviewedInvestigation:
    """The file, its report reviewed."""

    case_file: UUID


async def review_investigation(
    database: Database, clock: Clock, actor: Actor, command: ReviewInvestigation
) -> ReviewedInvestigation:
    """Review the latest report; what is missing is supplemented in a new one (M-02).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NothingReported`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, ReviewedInvestigation) as work:
        if work.first_answer is not None:
            return work.first_answer
        protections = ProtectionRepository(work)
        file, row = await protections.with_case(InvestigationRow, command.investigation_id)
        CaseRepository(work).act(file, CaseAction.REVIEW_INVESTIGATION)
        reports = await protections.reports(row)
        refusal = refuse_review(investigation_facts(row, reports))
        if refusal is not None:
            raise refusal
        key, report = await protections.key(file.id), reports[-1]
        report.verdict, report.reviewed_by = command.verdict.value, actor.account_id
        report.note = key.seal("investigation_reports.note", report.id, command.note)
        work.record(
            "protections.investigation_reviewed", "investigation_report", report.id,
            case_id=file.id, verdict=command.verdict.value,
        )  # fmt: skip
        return work.answer(ReviewedInvestigation(file.id))
