"""Hear somebody, or record why that was impossible; answer or withdraw an objection (D-01…D-07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import NoVictim
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction
from guanhu.decisions.facts import HearingMode, HearingStage, ObjectionKind, OpinionParty, Stance
from guanhu.decisions.repository import DecisionRepository, opinion_facts
from guanhu.decisions.rules import (
    Hearing,
    refuse_answer,
    refuse_hearing,
    refuse_stage,
    refuse_withdrawal,
)
from guanhu.decisions.tables import OpinionRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.ids import new_id
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class HearOpinion:
    """Record what somebody said before a decision."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    stage: HearingStage = item("Before which decision.")
    party: OpinionParty = item("Who was heard.")
    heard_on: date = item("Day of the hearing; of the written opinion for the police.")
    how: HearingMode = item("How; the police opinion is written (D-02).")
    stance: Stance = item("Where the party stands.")
    objection: ObjectionKind = item("To what the party objects.", default=ObjectionKind.NONE)
    statement: str = words("What was said.", at_most=8000, multiline=True)
    approved_by: str | None = words(
        "Who of the police approved the written opinion (D-02).", at_most=60, default=None
    )


@dataclass(frozen=True, slots=True)
class HeardOpinion:
    """The file with the record of hearing."""

    case_file: UUID
    opinion_id: UUID


async def hear_opinion(
    database: Database, clock: Clock, actor: Actor, command: HearOpinion
) -> HeardOpinion:
    """Store one record of hearing."""
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, HeardOpinion) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, decisions = CaseRepository(work), DecisionRepository(work)
        row = await cases.lock(command.case_id)
        status = status_on(milestones(row), work.today)
        hearing = Hearing(
            command.stage, command.party, command.heard_on, command.how, command.stance,
            command.objection, approved=command.approved_by is not None,
        )  # fmt: skip
        refusal = refuse_stage(
            command.stage, status, row.probation_ends_on, command.heard_on,
            decided_on=row.decided_on,
        ) or refuse_hearing(hearing, received_on=row.received_on, today=work.today)  # fmt: skip
        if refusal is not None:
            raise refusal
        cases.act(row, _action(command.stage))
        if command.party is OpinionParty.VICTIM and not row.has_victim:
            raise NoVictim
        if command.party is OpinionParty.DEFENDER and not row.has_defender:
            # Whoever was heard as defender is on the case from now on, and is served too (M-06).
            cases.add_defender(row, command.heard_on)
            cases.settle(row)
        key, opinion_id = await decisions.key(row.id), new_id()
        await decisions.add(
            OpinionRow(
                id=opinion_id, case_id=row.id, stage=command.stage.value,
                party=command.party.value, heard_on=command.heard_on, how=command.how.value,
                stance=command.stance.value, objection=command.objection.value,
                statement=key.seal("opinions.statement", opinion_id, command.statement),
                approved_by=key.seal_optional(
                    "opinions.approved_by", opinion_id, command.approved_by
                ),
                account_id=actor.account_id, recorded_at=work.now,
            )
        )  # fmt: skip
        work.record(
            "decisions.opinion_heard", "opinion", opinion_id, case_id=row.id,
            party=command.party.value, stance=command.stance.value,
        )  # fmt: skip
        return work.answer(HeardOpinion(row.id, opinion_id))


def _action(stage: HearingStage) -> CaseAction:
    """Before a revocation people are heard on other grounds than before a decision (R-08)."""
    before_revocation = stage is HearingStage.BEFORE_REVOCATION
    return CaseAction.HEAR_BEFORE_REVOCATION if before_revocation else CaseAction.HEAR_OPINION


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordImpossibility:
    """Record why somebody cannot be heard."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    stage: HearingStage = item("Before which decision.")
    party: OpinionParty = item("Who cannot be heard.")
    reason: str = words("Why it is impossible.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class RecordedImpossibility:
    """The file with the reason on record."""

    case_file: UUID
    opinion_id: UUID


async def record_impossibility(
    database: Database, clock: Clock, actor: Actor, command: RecordImpossibility
) -> RecordedImpossibility:
    """Store why a party is not heard; it counts as heard for the gate (D-01, N02)."""
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, RecordedImpossibility) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, decisions = CaseRepository(work), DecisionRepository(work)
        row = await cases.lock(command.case_id)
        status = status_on(milestones(row), work.today)
        refusal = refuse_stage(
            command.stage, status, row.probation_ends_on, None, decided_on=row.decided_on
        )
        if refusal is not None:
            raise refusal
        cases.act(row, _action(command.stage))
        if command.party is OpinionParty.VICTIM and not row.has_victim:
            raise NoVictim
        key, opinion_id = await decisions.key(row.id), new_id()
        await decisions.add(
            OpinionRow(
                id=opinion_id, case_id=row.id, stage=command.stage.value,
                party=command.party.value, objection=ObjectionKind.NONE.value,
                impossible_because=key.seal(
                    "opinions.impossible_because", opinion_id, command.reason
                ),
                account_id=actor.account_id, recorded_at=work.now,
            )
        )  # fmt: skip
        work.record(
            "decisions.impossibility_recorded", "opinion", opinion_id, case_id=row.id,
            party=command.party.value,
        )  # fmt: skip
        return work.answer(RecordedImpossibility(row.id, opinion_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerObjection:
    """Adopt an objection to conditions or period, or explain why not (D-06)."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    opinion_id: UUID = item("The record of hearing that holds the objection.")
    adopted: bool = item("Whether the view is adopted.")
    explanation: str = words("What was adopted, or why not.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class AnsweredObjection:
    """The file with the answer on record."""

    case_file: UUID


async def answer_objection(
    database: Database, clock: Clock, actor: Actor, command: AnswerObjection
) -> AnsweredObjection:
    """Record the answer to one objection."""
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, AnsweredObjection) as work:
        if work.first_answer is not None:
            return work.first_answer
        decisions = DecisionRepository(work)
        row, opinion = await decisions.with_case(OpinionRow, command.opinion_id)
        CaseRepository(work).act(row, CaseAction.HEAR_OPINION)
        refusal = refuse_answer(opinion_facts(opinion))
        if refusal is not None:
            raise refusal
        key = await decisions.key(row.id)
        opinion.adopted = command.adopted
        opinion.explanation = key.seal("opinions.explanation", opinion.id, command.explanation)
        work.record(
            "decisions.objection_answered", "opinion", opinion.id, case_id=row.id,
            adopted=command.adopted,
        )  # fmt: skip
        return work.answer(AnsweredObjection(row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawObjection:
    """Record that an objection was withdrawn (D-07)."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    opinion_id: UUID = item("The record of hearing that holds the objection.")
    withdrawn_on: date = item("Day of the withdrawal.")


@dataclass(frozen=True, slots=True)
class WithdrawnObjection:
    """The file without the objection."""

    case_file: UUID


async def withdraw_objection(
    database: Database, clock: Clock, actor: Actor, command: WithdrawObjection
) -> WithdrawnObjection:
    """Withdraw an objection; only before the decision to prosecute (D-07)."""
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, WithdrawnObjection) as work:
        if work.first_answer is not None:
            return work.first_answer
        decisions = DecisionRepository(work)
        row, opinion = await decisions.with_case(OpinionRow, command.opinion_id)
        refusal = refuse_withdrawal(
            opinion_facts(opinion), heard_on=opinion.heard_on, withdrawn_on=command.withdrawn_on,
            status=status_on(milestones(row), work.today), today=work.today,
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        CaseRepository(work).act(row, CaseAction.HEAR_OPINION)
        opinion.withdrawn_on = command.withdrawn_on
        work.record("decisions.objection_withdrawn", "opinion", opinion.id, case_id=row.id)
        return work.answer(WithdrawnObjection(row.id))
