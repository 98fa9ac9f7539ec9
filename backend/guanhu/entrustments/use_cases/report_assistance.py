"""The result is reported by letter, and the letter received (S-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction
from guanhu.entrustments.assisting import AssistingRepository
from guanhu.entrustments.repository import EntrustmentRepository
from guanhu.entrustments.rules import ASSISTED_IN, refuse_letter_by_hand, refuse_receipt
from guanhu.entrustments.tables import EntrustmentLetterRow, EntrustmentRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.ids import new_id
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAssistance:
    """Report the result of assisting by letter."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    entrustment_id: UUID = item("The entrustment.")
    text: str = words("The letter about the result.", at_most=20_000, multiline=True)


@dataclass(frozen=True, slots=True)
class ReportedAssistance:
    """The letter, sent today."""

    entrustment_id: UUID
    letter_id: UUID


async def report_assistance(
    database: Database, clock: Clock, actor: Actor, command: ReportAssistance
) -> ReportedAssistance:
    """Send a letter; findings stay those of the deciding procuratorate (S-01, S-11).

    Raises `NotPermitted` or `NotVisible`.
    """
    actor.require(Permission.ENTRUSTMENT_REPORT)
    async with begin(database, clock, actor, command, ReportedAssistance) as work:
        if work.first_answer is not None:
            return work.first_answer
        assisting = AssistingRepository(work)
        request, key = await assisting.lock_assisted(command.entrustment_id)
        row_id = new_id()
        await assisting.add(
            EntrustmentLetterRow(
                id=row_id, entrustment_id=request.facts.id, sent_on=work.today,
                text=key.seal("entrustment_letters.text", row_id, command.text),
                written_by=actor.account_id, written_at=work.now,
            ),
            request,
        )  # fmt: skip
        work.record(
            "entrustments.reported", "entrustment_letter", row_id,
            case_id=request.case_id, office_id=request.owner_id,
        )  # fmt: skip
        return work.answer(ReportedAssistance(request.facts.id, row_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEntrustmentLetter:
    """Write down a letter on paper about the result of assisting."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    entrustment_id: UUID = item("The entrustment.")
    sent_on: date = item("Day of the letter.")
    received_on: date = item("Day on which it arrived.")
    text: str = words("What it says.", at_most=20_000, multiline=True)


@dataclass(frozen=True, slots=True)
class RecordedEntrustmentLetter:
    """The file with the letter."""

    case_file: UUID
    letter_id: UUID


async def record_entrustment_letter(
    database: Database, clock: Clock, actor: Actor, command: RecordEntrustmentLetter
) -> RecordedEntrustmentLetter:
    """Write down a letter of an office outside, or one that came after the access had ended.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed` and those of
    `refuse_letter_by_hand`.
    """
    actor.require(Permission.ENTRUST)
    async with begin(database, clock, actor, command, RecordedEntrustmentLetter) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, entrustments = CaseRepository(work), EntrustmentRepository(work)
        file, row = await entrustments.with_case(EntrustmentRow, command.entrustment_id)
        cases.act(file, CaseAction.RECORD_ENTRUSTMENT_LETTER)
        refusal = refuse_letter_by_hand(
            await entrustments.facts_of(row),
            sent_on=command.sent_on,
            received_on=command.received_on,
            today=work.today,
            assisted=status_on(milestones(file), work.today) in ASSISTED_IN,
        )
        if refusal is not None:
            raise refusal
        key, row_id = await entrustments.key(file.id), new_id()
        await entrustments.add(
            EntrustmentLetterRow(
                id=row_id, case_id=file.id, entrustment_id=row.id, sent_on=command.sent_on,
                text=key.seal("entrustment_letters.text", row_id, command.text),
                written_by=actor.account_id, written_at=work.now,
                received_on=command.received_on, received_by=actor.account_id,
            )
        )  # fmt: skip
        cases.settle(file)
        work.record("entrustments.letter_recorded", "entrustment_letter", row_id, case_id=file.id)
        return work.answer(RecordedEntrustmentLetter(file.id, row_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveEntrustmentLetter:
    """Write down that the assisting office's letter was received."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    letter_id: UUID = item("The letter.")
    received_on: date = item("Day on which it was received.")


@dataclass(frozen=True, slots=True)
class ReceivedEntrustmentLetter:
    """The file with the letter."""

    case_file: UUID
    letter_id: UUID


async def receive_entrustment_letter(
    database: Database, clock: Clock, actor: Actor, command: ReceiveEntrustmentLetter
) -> ReceivedEntrustmentLetter:
    """Receive a letter; it stays as it was written.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`,
    `LetterReceivedAlready`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.ENTRUST)
    async with begin(database, clock, actor, command, ReceivedEntrustmentLetter) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, entrustments = CaseRepository(work), EntrustmentRepository(work)
        file, row = await entrustments.with_case(EntrustmentLetterRow, command.letter_id)
        cases.act(file, CaseAction.RECEIVE_ENTRUSTMENT_LETTER)
        refusal = refuse_receipt(row.sent_on, row.received_on, command.received_on, work.today)
        if refusal is not None:
            raise refusal
        row.received_on, row.received_by = command.received_on, actor.account_id
        cases.settle(file)
        work.record("entrustments.letter_received", "entrustment_letter", row.id, case_id=file.id)
        return work.answer(ReceivedEntrustmentLetter(file.id, row.id))
