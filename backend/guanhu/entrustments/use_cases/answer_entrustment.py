"""Answer a request to assist: the asked office itself, or by hand for one outside (S-11, S-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.access.roles import Role
from guanhu.audit.work import Look, begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.entrustments.assisting import AssistingRepository
from guanhu.entrustments.errors import NotOfAssistingOffice
from guanhu.entrustments.facts import EntrustmentState
from guanhu.entrustments.repository import EntrustmentRepository
from guanhu.entrustments.rules import refuse_answer_by_hand, refuse_state, refuse_term
from guanhu.entrustments.tables import EntrustmentAnswerRow, EntrustmentRow
from guanhu.identity.directory import Directory
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.ids import new_id
from guanhu.plumbing.database import Database

UNANSWERED = frozenset({EntrustmentState.ASKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptEntrustment:
    """Accept a request to assist, and name who does it."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    entrustment_id: UUID = item("The request.")
    officer_id: UUID = item("The officer of the own office who answers for it.")
    worker_id: UUID | None = item("The social worker of the own office, if any.", default=None)
    starts_on: date = item("First day of assisting; today or later.")
    until: date = item("Last day of assisting.")
    answer: str | None = words("What is said with it.", at_most=4000, multiline=True, default=None)


@dataclass(frozen=True, slots=True)
class AcceptedEntrustment:
    """The accepted request."""

    entrustment_id: UUID


async def accept_entrustment(
    database: Database, clock: Clock, actor: Actor, command: AcceptEntrustment
) -> AcceptedEntrustment:
    """Accept; the part opens to those named on the first day and closes after the last.

    Raises `NotPermitted`, `NotVisible`, or the refusals `EntrustmentStateForbids`, `DateBefore`,
    `NotOfAssistingOffice`.
    """
    actor.require(Permission.ENTRUSTMENT_ANSWER)
    async with begin(database, clock, actor, command, AcceptedEntrustment) as work:
        if work.first_answer is not None:
            return work.first_answer
        assisting = AssistingRepository(work)
        request, key = await assisting.lock_asked(command.entrustment_id)
        refusal = refuse_state(request.facts, UNANSWERED, work.today, assisted=True) or refuse_term(
            command.starts_on, command.until, work.today
        )
        if refusal is not None:
            raise refusal
        await _require_colleague(work, "officerId", command.officer_id, Role.OFFICER)
        if command.worker_id is not None:
            await _require_colleague(work, "workerId", command.worker_id, Role.SOCIAL_WORKER)
        row_id = new_id()
        await assisting.add(
            EntrustmentAnswerRow(
                id=row_id, entrustment_id=request.facts.id, accepted=True, answered_on=work.today,
                answer=key.seal_optional("entrustment_answers.answer", row_id, command.answer),
                starts_on=command.starts_on, until=command.until,
                officer_id=command.officer_id, worker_id=command.worker_id,
                recorded_by=actor.account_id, recorded_at=work.now,
            ),
            request,
        )  # fmt: skip
        work.record(
            "entrustments.accepted", "entrustment", request.facts.id,
            case_id=request.case_id, office_id=request.owner_id,
            starts_on=command.starts_on.isoformat(), until=command.until.isoformat(),
        )  # fmt: skip
        return work.answer(AcceptedEntrustment(request.facts.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineEntrustment:
    """Decline a request to assist."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    entrustment_id: UUID = item("The request.")
    reason: str = words("Why the office cannot assist.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class DeclinedEntrustment:
    """The declined request, which the office no longer sees."""

    entrustment_id: UUID


async def decline_entrustment(
    database: Database, clock: Clock, actor: Actor, command: DeclineEntrustment
) -> DeclinedEntrustment:
    """Decline with the reason; another place can be asked then.

    Raises `NotPermitted`, `NotVisible`, or the refusal `EntrustmentStateForbids`.
    """
    actor.require(Permission.ENTRUSTMENT_ANSWER)
    async with begin(database, clock, actor, command, DeclinedEntrustment) as work:
        if work.first_answer is not None:
            return work.first_answer
        assisting = AssistingRepository(work)
        request, key = await assisting.lock_asked(command.entrustment_id)
        refusal = refuse_state(request.facts, UNANSWERED, work.today, assisted=True)
        if refusal is not None:
            raise refusal
        row_id = new_id()
        await assisting.add(
            EntrustmentAnswerRow(
                id=row_id, entrustment_id=request.facts.id, accepted=False, answered_on=work.today,
                answer=key.seal("entrustment_answers.answer", row_id, command.reason),
                recorded_by=actor.account_id, recorded_at=work.now,
            ),
            request,
        )  # fmt: skip
        work.record(
            "entrustments.declined", "entrustment", request.facts.id,
            case_id=request.case_id, office_id=request.owner_id,
        )  # fmt: skip
        return work.answer(DeclinedEntrustment(request.facts.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEntrustmentAnswer:
    """Write down what an office outside this system answered."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    entrustment_id: UUID = item("The request.")
    answered_on: date = item("Day on which the answer arrived.")
    accepted: bool = item("Whether the office assists.")
    answer: str = words("What it answered, and who assists there.", at_most=4000, multiline=True)
    starts_on: date | None = item("First day of assisting, if it does.", default=None)
    until: date | None = item("Last day of assisting, if it does.", default=None)


@dataclass(frozen=True, slots=True)
class RecordedEntrustmentAnswer:
    """The file with the answer."""

    case_file: UUID
    entrustment_id: UUID


async def record_entrustment_answer(
    database: Database, clock: Clock, actor: Actor, command: RecordEntrustmentAnswer
) -> RecordedEntrustmentAnswer:
    """Write the answer down by hand; an office of this system answers by itself.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`,
    `EntrustmentStateForbids` and those of `refuse_answer_by_hand`.
    """
    actor.require(Permission.ENTRUST)
    async with begin(database, clock, actor, command, RecordedEntrustmentAnswer) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, entrustments = CaseRepository(work), EntrustmentRepository(work)
        file, row = await entrustments.with_case(EntrustmentRow, command.entrustment_id)
        cases.act(file, CaseAction.RECORD_ENTRUSTMENT_ANSWER)
        facts = await entrustments.facts_of(row)
        refusal = refuse_answer_by_hand(
            facts,
            answered_on=command.answered_on,
            accepted=command.accepted,
            starts_on=command.starts_on,
            until=command.until,
            today=work.today,
        ) or refuse_state(facts, UNANSWERED, work.today, assisted=True)
        if refusal is not None:
            raise refusal
        key, row_id = await entrustments.key(file.id), new_id()
        await entrustments.add(
            EntrustmentAnswerRow(
                id=row_id, case_id=file.id, entrustment_id=row.id, accepted=command.accepted,
                answered_on=command.answered_on, starts_on=command.starts_on, until=command.until,
                answer=key.seal("entrustment_answers.answer", row_id, command.answer),
                recorded_by=actor.account_id, recorded_at=work.now,
            )
        )  # fmt: skip
        cases.settle(file)
        work.record(
            "entrustments.answer_recorded", "entrustment", row.id, case_id=file.id,
            accepted=command.accepted,
        )  # fmt: skip
        return work.answer(RecordedEntrustmentAnswer(file.id, row.id))


async def _require_colleague(look: Look, field: str, account_id: UUID, role: Role) -> None:
    found = await Directory(look).find(account_id)
    if found is None or found.role is not role or not found.active:
        raise NotOfAssistingOffice(field=field)
