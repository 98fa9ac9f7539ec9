"""Answer the suggestion to consult a supervisor: ask, or decline with the reason (R-07, S31)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.incidents.errors import NothingToConsult
from guanhu.incidents.outcome_repository import OutcomeRepository
from guanhu.incidents.tables import ConsultationRow
from guanhu.incidents.use_cases.read_picture import picture_in
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.ids import new_id
from guanhu.outbox.facts import Audience, Cause
from guanhu.outbox.telling import tell
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSuggestion:
    """Consult a supervisor as suggested, or decline with the reason."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    consult: bool = item("Whether a supervisor is consulted.")
    reason: str = words("What is asked, or why not.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class AnsweredSuggestion:
    """The file with the answer; the suggestion comes again with a new fact only."""

    case_file: UUID
    consultation_id: UUID


async def answer_suggestion(
    database: Database, clock: Clock, actor: Actor, command: AnswerSuggestion
) -> AnsweredSuggestion:
    """A person decides; not to escalate is kept with its reason, and with the settings of the day.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NothingToConsult`.
    """
    actor.require(Permission.INCIDENT_DECIDE)
    async with begin(database, clock, actor, command, AnsweredSuggestion) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, repository = CaseRepository(work), OutcomeRepository(work)
        file = await cases.lock(command.case_id)
        move(status_on(milestones(file), work.today), CaseAction.ANSWER_SUGGESTION)
        found = (await picture_in(work, cases.seen(file))).suggestion
        if found is None:
            raise NothingToConsult
        key, answer_id = await repository.key(file.id), new_id()
        await repository.add(
            ConsultationRow(
                id=answer_id, case_id=file.id, asked=command.consult,
                reason=key.seal("consultations.reason", answer_id, command.reason),
                facts=[fact.record_id for fact in found.facts], least=found.least,
                ages_out_months=found.ages_out_months, decided_by=actor.account_id,
                decided_at=work.now,
            )
        )  # fmt: skip
        if command.consult:
            await tell(
                work, Cause.CONSULTATION_ASKED, answer_id, Audience.SUPERVISORS,
                case_id=file.id, count=len(found.facts),
            )  # fmt: skip
        work.record(
            "incidents.suggestion_answered", "consultation", answer_id, case_id=file.id,
            consult=command.consult,
        )  # fmt: skip
        return work.answer(AnsweredSuggestion(file.id, answer_id))
