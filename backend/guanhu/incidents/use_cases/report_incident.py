"""Write down what happened: input for the prosecutor, and no finding (S-01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.checkins.facts import CheckInStatus
from guanhu.checkins.repository import CheckInRepository
from guanhu.decisions.errors import NoPeriod
from guanhu.incidents.errors import AlreadyReported, NotAMissedCheckIn, OutcomeDoesNotCount
from guanhu.incidents.facts import BreachedDuty, IncidentKind, IncidentSource
from guanhu.incidents.leave_repository import LeaveRepository
from guanhu.incidents.outcome_repository import OutcomeRepository
from guanhu.incidents.outcome_table import outcomes
from guanhu.incidents.outcomes import counts
from guanhu.incidents.repository import IncidentRepository
from guanhu.incidents.rules import is_restricted, period_in, refuse_report
from guanhu.incidents.tables import IncidentRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import InvalidInput, NotVisible, Problem
from guanhu.kernel.ids import new_id
from guanhu.law.rulebooks import rulebook_for
from guanhu.people.repository import PeopleRepository
from guanhu.plumbing.database import Database

MISSED = frozenset({CheckInStatus.MISSED, CheckInStatus.REVIEWED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIncident:
    """Write down what happened in a case."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    kind: IncidentKind = item("What kind of thing it is.")
    duty: BreachedDuty | None = item(
        "Which supervision rule, for a breach of those (O-01 to O-05).", default=None
    )
    happened_on: date = item("Day it happened, or began.")
    happened_until: date | None = item("Last day, where it lasted: an absence.", default=None)
    found_on: date = item("Day it became known.")
    facts: str = words("What happened.", at_most=8000, multiline=True)
    source: IncidentSource = item("Where it is known from.")
    check_in_id: UUID | None = item("The missed check-in, where that is the source.", default=None)
    absence_id: UUID | None = item(
        "The recorded absence without approval, where that is the source (O-03).", default=None
    )
    outcome_id: UUID | None = item(
        "The recorded outcome of an appointment, where that is the source.", default=None
    )


@dataclass(frozen=True, slots=True)
class ReportedIncident:
    """The file with the incident on record."""

    case_file: UUID
    incident_id: UUID


async def report_incident(
    database: Database, clock: Clock, actor: Actor, command: ReportIncident
) -> ReportedIncident:
    """Report an incident; a worker's report is input, the finding is the prosecutor's (S-01, R-12).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `DateInFuture`,
    `DateBefore`, `NotBeforeTheDecision`, `NoSupervisionThen`, `NotAMissedCheckIn`,
    `AlreadyReported`, `OutcomeDoesNotCount`.
    """
    actor.require(Permission.INCIDENT_REPORT)
    async with begin(database, clock, actor, command, ReportedIncident) as work:
        if work.first_answer is not None:
            return work.first_answer
        incidents = IncidentRepository(work)
        row = await CaseRepository(work).lock(command.case_id)
        dates = milestones(row)
        move(status_on(dates, work.today), CaseAction.REPORT_INCIDENT)
        period = period_in(dates)
        if period is None:
            raise NoPeriod
        minor = (await PeopleRepository(work).minors([row.minor_id]))[row.minor_id]
        refusal = refuse_report(
            command.kind, command.duty,
            happened_on=command.happened_on, happened_until=command.happened_until,
            found_on=command.found_on, period=period, born=minor.birth_date, today=work.today,
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        await _check_source(work, command)
        await _check_absence(work, command)
        await _check_outcome(work, command)
        key, incident_id = await incidents.key(row.id), new_id()
        await incidents.add(
            IncidentRow(
                id=incident_id, case_id=row.id, kind=command.kind.value,
                duty=None if command.duty is None else command.duty.value,
                happened_on=command.happened_on, happened_until=command.happened_until,
                found_on=command.found_on, source=command.source.value,
                facts=key.seal("incidents.facts", incident_id, command.facts),
                check_in_id=command.check_in_id, absence_id=command.absence_id,
                outcome_id=command.outcome_id,
                serious=False, to_prosecute=False,
                restricted=is_restricted(command.kind, rulebook_for(work.today)),
                reported_by=actor.account_id, reported_at=work.now,
            )
        )  # fmt: skip
        # Not even the kind: a violation of public security is told to nobody but its readers.
        work.record("incidents.reported", "incident", incident_id, case_id=row.id)
        return work.answer(ReportedIncident(row.id, incident_id))


async def _check_source(look: Look, command: ReportIncident) -> None:
    """A check-in as the source is one of this file, was missed, and is reported once."""
    is_check_in = command.source is IncidentSource.CHECK_IN
    if is_check_in is not (command.check_in_id is not None):
        raise InvalidInput([Problem("checkInId", "DOES_NOT_MATCH_SOURCE")])
    if command.check_in_id is None:
        return
    seen = await CheckInRepository(look).get(command.check_in_id)
    if seen.case_id != command.case_id:
        raise NotVisible
    if seen.status not in MISSED or seen.happened_at is not None:
        raise NotAMissedCheckIn
    if await OutcomeRepository(look).check_in_is_reported(seen.id):
        raise AlreadyReported


async def _check_absence(look: Look, command: ReportIncident) -> None:
    """A recorded absence becomes one breach of the duty to ask first, and only once (O-03)."""
    if command.absence_id is None:
        return
    leaves = LeaveRepository(look)
    absence = await leaves.absence(command.case_id, command.absence_id)
    if await leaves.is_reported(absence.id):
        raise AlreadyReported
    last = absence.from_on if command.happened_until is None else command.happened_until
    checks = (
        ("source", command.source is IncidentSource.ABSENCE),
        ("duty", command.duty is BreachedDuty.LEAVING),
        ("happenedOn", command.happened_on == absence.from_on),
        ("happenedUntil", last == absence.until),
    )
    wrong = [Problem(name, "DOES_NOT_MATCH_SOURCE") for name, fits in checks if not fits]
    if wrong:
        raise InvalidInput(wrong)


async def _check_outcome(look: Look, command: ReportIncident) -> None:
    """An outcome that counts becomes one breach, by a person's hand and only once (S-01)."""
    if (command.source is IncidentSource.OUTCOME) is not (command.outcome_id is not None):
        raise InvalidInput([Problem("outcomeId", "DOES_NOT_MATCH_SOURCE")])
    if command.outcome_id is None:
        return
    repository = OutcomeRepository(look)
    row = await repository.find(command.case_id, command.outcome_id)
    if not counts(repository.facts(row, outcomes()), look.today):
        raise OutcomeDoesNotCount
    if await repository.is_reported(row):
        raise AlreadyReported
    checks = (
        ("kind", command.kind is IncidentKind.SUPERVISION_BREACH),
        ("happenedOn", command.happened_on == row.held_on),
    )
    wrong = [Problem(name, "DOES_NOT_MATCH_SOURCE") for name, fits in checks if not fits]
    if wrong:
        raise InvalidInput(wrong)
