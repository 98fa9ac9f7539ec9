"""A second person confirms or declines that an older entry be taken back (product.md §5)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.repository import CheckInRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.notes.repository import FieldNoteRepository
from guanhu.notes.tables import RetractionRow
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database
from guanhu.retractions.asking import leads
from guanhu.retractions.errors import TargetNotVisible
from guanhu.retractions.facts import EntryKind
from guanhu.retractions.repository import RetractionRepository
from guanhu.retractions.rules import refuse_settling
from guanhu.retractions.taking_back import TakingBack
from guanhu.retractions.use_cases.retract_check_in_record import take_record_back
from guanhu.retractions.use_cases.retract_field_note import record_move, require_target


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmRetraction:
    """Confirm that an entry is taken back, or moved."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    retraction_id: UUID = item("The proposal.")


@dataclass(frozen=True, slots=True)
class ConfirmedRetraction:
    """The file and the retraction."""

    case_file: UUID
    retraction_id: UUID


async def confirm_retraction(
    database: Database, clock: Clock, actor: Actor, command: ConfirmRetraction
) -> ConfirmedRetraction:
    """Carry out what somebody else proposed.

    Raises `NotPermitted`, `NotVisible`, or the refusals `RetractionSettled`, `SecondPersonNeeded`,
    `NotYourEntry`, `TargetNotVisible`, `DecisionRestsOnIt`, and those of a note that is moved.
    """
    actor.require(Permission.RETRACTION_SETTLE)
    async with begin(database, clock, actor, command, ConfirmedRetraction) as work:
        if work.first_answer is not None:
            return work.first_answer
        retractions = RetractionRepository(work)
        case_id, target_id = await retractions.files_of(command.retraction_id)
        # Both files in the order of their ids, as everybody locks several.
        cases = [case_id] if target_id is None else [case_id, target_id]
        files = await CaseRepository(work).lock_visible(cases)
        file, row = await _lock(work, command.retraction_id)
        if target_id is not None and target_id not in files:
            raise TargetNotVisible
        if EntryKind(row.entry_kind) is EntryKind.CHECK_IN:
            _file, check_in = await CheckInRepository(work).lock(row.record_id)
            await take_record_back(work, file, check_in, row)
        else:
            target = None if target_id is None else files[target_id]
            await _take_note_back(work, file, row, target)
        await _tell_proposer(work, file, row)
        return work.answer(ConfirmedRetraction(file.id, row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineRetraction:
    """Leave an entry where it is."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    retraction_id: UUID = item("The proposal.")
    reason: str = words("Why it stays.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class DeclinedRetraction:
    """The file and the retraction."""

    case_file: UUID
    retraction_id: UUID


async def decline_retraction(
    database: Database, clock: Clock, actor: Actor, command: DeclineRetraction
) -> DeclinedRetraction:
    """Decline what somebody else proposed; the entry stands as it was.

    Raises `NotPermitted`, `NotVisible`, or the refusals `RetractionSettled`, `SecondPersonNeeded`,
    `NotYourEntry`.
    """
    actor.require(Permission.RETRACTION_SETTLE)
    async with begin(database, clock, actor, command, DeclinedRetraction) as work:
        if work.first_answer is not None:
            return work.first_answer
        file, row = await _lock(work, command.retraction_id)
        async with work.as_system() as system:
            await TakingBack(system, file, actor.account_id).decline(row, command.reason)
        await _tell_proposer(work, file, row)
        work.record("retractions.declined", row.entry_kind, row.record_id, case_id=file.id)
        return work.answer(DeclinedRetraction(file.id, row.id))


async def _lock(work: Look, retraction_id: UUID) -> tuple[CaseFileRow, RetractionRow]:
    """A proposal behind the lock of its file; refused for whoever may not settle it."""
    file, row = await RetractionRepository(work).with_case(RetractionRow, retraction_id)
    refusal = refuse_settling(
        work.actor.account_id,
        proposed_by=row.proposed_by,
        settled_at=row.settled_at,
        leads_the_case=leads(work, file),
    )
    if refusal is not None:
        raise refusal
    return file, row


async def _take_note_back(
    work: Look, file: CaseFileRow, row: RetractionRow, target: CaseFileRow | None
) -> None:
    _file, note = await FieldNoteRepository(work).lock(row.record_id)
    if target is not None:
        await require_target(work, note, target)
    moved_id = None
    async with work.as_system() as system:
        taking = TakingBack(system, file, work.actor.account_id)
        if target is None:
            await taking.retract_note(row, note)
        else:
            moved_id = await taking.move_note(row, note, target)
    if target is None or moved_id is None:
        work.record("retractions.retracted", "field_note", note.id, case_id=file.id)
    else:
        record_move(work, file, note, target, moved_id)


async def _tell_proposer(work: Look, file: CaseFileRow, row: RetractionRow) -> None:
    await tell(
        work, Cause.RETRACTION_SETTLED, row.id, Audience.ACCOUNT,
        case_id=file.id, account_id=row.proposed_by,
    )  # fmt: skip
