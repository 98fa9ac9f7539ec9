"""Take back what was logged at a check-in: it is due, or missed, as it was before."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.facts import CheckInKind
from guanhu.checkins.keeping import CheckInKeeping
from guanhu.checkins.repository import CheckInRepository
from guanhu.checkins.tables import CheckInRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import NotVisible
from guanhu.law.deadlines import DeadlineKind
from guanhu.notes.tables import RetractionRow
from guanhu.plumbing.database import Database
from guanhu.retractions.asking import refuse_asking, tell_second_person
from guanhu.retractions.entries import whole_record
from guanhu.retractions.errors import NothingRecorded, OwnWordsStay
from guanhu.retractions.facts import EntryFacts, EntryKind
from guanhu.retractions.repository import RetractionRepository
from guanhu.retractions.rules import needs_second_person, refuse_resting
from guanhu.retractions.taking_back import TakingBack


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractCheckInRecord:
    """Take back what was logged at one check-in."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    check_in_id: UUID = item("The logged check-in.")
    reason: str = words("Why; it stays in the file.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class RetractedCheckInRecord:
    """The check-in, the retraction, and whether it is done; else somebody else confirms it."""

    check_in: UUID
    retraction_id: UUID
    done: bool


async def retract_check_in_record(
    database: Database, clock: Clock, actor: Actor, command: RetractCheckInRecord
) -> RetractedCheckInRecord:
    """Retract a record: at once within a day, later when a second person confirms.

    The outcome that was recorded of the check-in goes with it. Raises `NotPermitted`, `NotVisible`,
    or the refusals `NothingRecorded`, `OwnWordsStay`, `NotYourEntry`, `RetractionPending`,
    `DecisionRestsOnIt`.
    """
    actor.require(Permission.ENTRY_RETRACT)
    async with begin(database, clock, actor, command, RetractedCheckInRecord) as work:
        if work.first_answer is not None:
            return work.first_answer
        check_ins = CheckInRepository(work)
        file, row = await check_ins.lock(command.check_in_id)
        entry = entry_of(row)
        if (await check_ins.get(row.id)).record is None:
            raise NotVisible  # hidden from a worker whose assignment began later (S61)
        await refuse_asking(work, file, row.id, entry)
        done = not needs_second_person(entry, work.now)
        async with work.as_system() as system:
            retractions = RetractionRepository(system)
            outcome = await retractions.outcome_of(row.id)
            refusal = refuse_resting(await retractions.resting(file, row.id, outcome))
            if refusal is not None:
                raise refusal
            proposal = await TakingBack(system, file, actor.account_id).propose(
                EntryKind.CHECK_IN, row.id, entry, command.reason
            )
        if done:
            await take_record_back(work, file, row, proposal)
        else:
            await tell_second_person(work, file, proposal.id)
            work.record("retractions.proposed", "check_in", row.id, case_id=file.id)
        return work.answer(RetractedCheckInRecord(row.id, proposal.id, done))


def entry_of(row: CheckInRow) -> EntryFacts:
    """Who logged a check-in and when; a young person's own report is no entry of staff."""
    if row.recorded_at is None or row.recorded_by is None:
        raise NothingRecorded
    if CheckInKind(row.kind) is CheckInKind.SELF_REPORT and row.contact_made is None:
        raise OwnWordsStay
    return EntryFacts(row.recorded_by, row.recorded_at)


async def take_record_back(
    work: Look, file: CaseFileRow, row: CheckInRow, proposal: RetractionRow
) -> None:
    """Carry it out; the file is locked. Raises the refusal `DecisionRestsOnIt`."""
    entry, happened_at = entry_of(row), row.happened_at
    assert happened_at is not None  # noqa: S101 - it was logged
    cases = CaseRepository(work)
    async with work.as_system() as system:
        retractions = RetractionRepository(system)
        outcome = await retractions.outcome_of(row.id)
        refusal = refuse_resting(await retractions.resting(file, row.id, outcome))
        if refusal is not None:
            raise refusal
        outcome_id = None if outcome is None else outcome.id
        kept = await whole_record(system, row, entry.author_id, happened_at, outcome)
        taking = TakingBack(system, file, work.actor.account_id)
        await taking.retract_record(proposal, row, kept)
        if outcome_id is not None:
            cases.drop_clock(file, DeadlineKind.EVIDENCE_WINDOW, outcome_id)
            cases.settle(file)
    # Its days may be over: nobody reached the young person then, until a person looks into it.
    await CheckInKeeping(work, file).note_missed()
    work.record("retractions.retracted", "check_in", row.id, case_id=file.id)
    if outcome_id is not None:
        work.record("retractions.outcome_taken_back", "outcome", outcome_id, case_id=file.id)
