"""Record what came of an appointment; settle what evidence was awaited for (R-07, S-01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.checkins.facts import CheckInSeen
from guanhu.checkins.repository import CheckInRepository
from guanhu.decisions.errors import NoPeriod
from guanhu.incidents.errors import OutcomeOnRecord
from guanhu.incidents.outcome_repository import OutcomeRepository
from guanhu.incidents.outcome_table import outcomes
from guanhu.incidents.outcomes import (
    OutcomeAbout,
    find_entry,
    refuse_outcome,
    refuse_settlement,
)
from guanhu.incidents.rules import period_in
from guanhu.incidents.tables import OutcomeRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import InvalidInput, NotVisible, Problem, Refusal
from guanhu.kernel.ids import new_id
from guanhu.law.deadlines import DeadlineKind
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutcome:
    """Record what came of a check-in, a session, or a duty of a condition."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    about: OutcomeAbout = item("What kind of appointment it was.")
    check_in_id: UUID | None = item("The check-in, where it is one.", default=None)
    condition_id: UUID | None = item("The condition of the plan, where it is one.", default=None)
    held_on: date = item("Its day.")
    outcome: str = words("Code of the table of outcomes.", at_most=40)
    absence_kind: str | None = words(
        "Which kind of absence, where the outcome has kinds.", at_most=40, default=None
    )
    note: str = words("What happened, and which session it was.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class RecordedOutcome:
    """The file with the outcome."""

    case_file: UUID
    outcome_id: UUID


async def record_outcome(
    database: Database, clock: Clock, actor: Actor, command: RecordOutcome
) -> RecordedOutcome:
    """Record an outcome: input, and no finding (S-01). Awaited evidence starts its window.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `InvalidInput`,
    `OutcomeUnknown`, `OutcomeRetired`, `DateInFuture`, `DateBefore`, `NotYetHeld`,
    `OutcomeContradicted`, `OutcomeOnRecord`.
    """
    actor.require(Permission.INCIDENT_REPORT)
    async with begin(database, clock, actor, command, RecordedOutcome) as work:
        if work.first_answer is not None:
            return work.first_answer
        return work.answer(RecordedOutcome(command.case_id, await keep_outcome(work, command)))


async def keep_outcome(look: Look, command: RecordOutcome) -> UUID:
    """Store one outcome, alone or as one of many; answers its id. Refuses before it writes."""
    cases, repository = CaseRepository(look), OutcomeRepository(look)
    file = await cases.lock(command.case_id)
    dates = milestones(file)
    move(status_on(dates, look.today), CaseAction.RECORD_OUTCOME)
    period = period_in(dates)
    if period is None:
        raise NoPeriod
    check_in = await _source(look, repository, command)
    entry = find_entry(outcomes(), command.outcome, command.absence_kind, look.today)
    if isinstance(entry, Refusal):
        raise entry
    refusal = refuse_outcome(
        entry, command.held_on, period=period, check_in=check_in, today=look.today
    )
    if refusal is not None:
        raise refusal
    if check_in is not None and await repository.has_outcome(check_in.id):
        raise OutcomeOnRecord
    key, outcome_id = await repository.key(file.id), new_id()
    until = None
    if entry.evidence_days is not None:
        until = look.today + timedelta(days=entry.evidence_days)
        cases.start_clock(
            file, DeadlineKind.EVIDENCE_WINDOW, look.today, outcome_id,
            detail=str(entry.evidence_days),
        )  # fmt: skip
        cases.settle(file)
    await repository.add(
        OutcomeRow(
            id=outcome_id, case_id=file.id, about=command.about.value,
            check_in_id=command.check_in_id, condition_id=command.condition_id,
            held_on=command.held_on, code=entry.code, version=entry.version,
            absence_kind=command.absence_kind,
            note=key.seal("outcomes.note", outcome_id, command.note), evidence_until=until,
            recorded_by=look.actor.account_id, recorded_at=look.now,
        )
    )  # fmt: skip
    look.record(
        "incidents.outcome_recorded", "outcome", outcome_id, case_id=file.id,
        outcome=entry.code,
    )  # fmt: skip
    return outcome_id


async def _source(
    look: Look, repository: OutcomeRepository, command: RecordOutcome
) -> CheckInSeen | None:
    """The check-in it is about, if it is; a check-in or condition of another case is hidden."""
    given = (
        ("checkInId", command.check_in_id, command.about is OutcomeAbout.CHECK_IN),
        ("conditionId", command.condition_id, command.about is OutcomeAbout.CONDITION),
    )
    wrong = [
        Problem(name, "REQUIRED" if value is None else "DOES_NOT_MATCH_ABOUT")
        for name, value, needed in given
        if (value is not None) is not needed
    ]
    if wrong:
        raise InvalidInput(wrong)
    if command.condition_id is not None and not await repository.has_condition(
        command.case_id, command.condition_id
    ):
        raise NotVisible
    if command.condition_id is not None and await repository.has_outcome_of(
        command.condition_id, command.held_on
    ):
        raise OutcomeOnRecord
    if command.check_in_id is None:
        return None
    seen = await CheckInRepository(look).get(command.check_in_id)
    if seen.case_id != command.case_id:
        raise NotVisible
    return seen


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleOutcome:
    """Say what an absence was, for which evidence was awaited."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    outcome_id: UUID = item("The outcome.")
    outcome: str = words("Code of the table: acceptable, or unexplained.", at_most=40)
    absence_kind: str | None = words(
        "Which kind of absence, where the outcome has kinds.", at_most=40, default=None
    )
    reason: str = words("What it rests on.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class SettledOutcome:
    """The file with the settled outcome."""

    case_file: UUID
    outcome_id: UUID


async def settle_outcome(
    database: Database, clock: Clock, actor: Actor, command: SettleOutcome
) -> SettledOutcome:
    """Look at the evidence, or at its absence, as a person; before or after its days (S-01).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `OutcomeUnknown`,
    `OutcomeRetired`, `InvalidInput`, `EvidenceNotPending`.
    """
    actor.require(Permission.INCIDENT_DECIDE)
    async with begin(database, clock, actor, command, SettledOutcome) as work:
        if work.first_answer is not None:
            return work.first_answer
        repository = OutcomeRepository(work)
        file, row = await repository.with_case(OutcomeRow, command.outcome_id)
        move(status_on(milestones(file), work.today), CaseAction.SETTLE_OUTCOME)
        entry = find_entry(outcomes(), command.outcome, command.absence_kind, work.today)
        if isinstance(entry, Refusal):
            raise entry
        refusal = refuse_settlement(repository.facts(row, outcomes()), entry, work.today)
        if refusal is not None:
            raise refusal
        key, cases = await repository.key(file.id), CaseRepository(work)
        row.settled_code, row.settled_version = entry.code, entry.version
        row.settled_kind, row.settled_on = command.absence_kind, work.today
        row.settled_by = actor.account_id
        row.settlement = key.seal("outcomes.settlement", row.id, command.reason)
        cases.finish_clock(file, DeadlineKind.EVIDENCE_WINDOW, row.id, work.today)
        cases.settle(file)
        work.record(
            "incidents.outcome_settled", "outcome", row.id, case_id=file.id, outcome=entry.code
        )
        return work.answer(SettledOutcome(file.id, row.id))
