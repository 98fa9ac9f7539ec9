"""Propose a conditional decision; approve it or send it back; decide to prosecute (D-04, D-05)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.states import CaseAction
from guanhu.cases.tables import CaseFileRow
from guanhu.decisions.errors import AlreadyClosed, AnotherKindProposed
from guanhu.decisions.facts import DecisionKind, ProposalFacts, ProposalState
from guanhu.decisions.issuing import issue
from guanhu.decisions.repository import DecisionRepository
from guanhu.decisions.rules import refuse_proposal, refuse_prosecution, return_action
from guanhu.decisions.tables import ProposalRow
from guanhu.eligibility.repository import screening_now
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from guanhu.kernel.ids import new_id
from guanhu.law.periods import ProbationPeriod, probation_period
from guanhu.law.review_events import away_since
from guanhu.law.rulebooks import rulebook
from guanhu.plumbing.database import Database
from guanhu.safeguards.repository import MeasureRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeDecision:
    """Propose conditional non-prosecution with a period."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    # The range of the law is a rule with its article, not a limit of the form.
    period_months: int = number("Length of the period in months.", at_least=-1000, at_most=1000)
    reasons: str = words("Why.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class ProposedDecision:
    """The file with its proposal."""

    case_file: UUID
    proposal_id: UUID


async def propose_decision(
    database: Database, clock: Clock, actor: Actor, command: ProposeDecision
) -> ProposedDecision:
    """Propose; every gate before a decision holds already now."""
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, ProposedDecision) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, decisions = CaseRepository(work), DecisionRepository(work)
        row = await cases.lock(command.case_id)
        cases.act(row, CaseAction.PROPOSE_DECISION)
        refusal = await refuse_now(work, row, command.period_months)
        if refusal is not None:
            raise refusal
        key, proposal_id = await decisions.key(row.id), new_id()
        await decisions.add(
            ProposalRow(
                id=proposal_id, case_id=row.id,
                kind=DecisionKind.CONDITIONAL_NON_PROSECUTION.value,
                period_months=command.period_months,
                reasons=key.seal("proposals.reasons", proposal_id, command.reasons),
                state=ProposalState.SUBMITTED.value, author_id=actor.account_id,
                proposed_at=work.now,
            )
        )  # fmt: skip
        cases.settle(row)
        work.record(
            "decisions.proposed", "proposal", proposal_id, case_id=row.id,
            months=command.period_months,
        )  # fmt: skip
        return work.answer(ProposedDecision(row.id, proposal_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnProposal:
    """Send a proposal back with feedback."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    proposal_id: UUID = item("The proposal.")
    feedback: str = words("What is missing or wrong.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class ReturnedProposal:
    """The file, under review again."""

    case_file: UUID


async def return_proposal(
    database: Database, clock: Clock, actor: Actor, command: ReturnProposal
) -> ReturnedProposal:
    """Send back what somebody proposed; the exchange is kept."""
    actor.require(Permission.DECISION_APPROVE)
    async with begin(database, clock, actor, command, ReturnedProposal) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, decisions = CaseRepository(work), DecisionRepository(work)
        row, proposal = await decisions.with_case(ProposalRow, command.proposal_id)
        if proposal.state != ProposalState.SUBMITTED.value:
            raise AlreadyClosed(state=ProposalState(proposal.state))
        if proposal.author_id == actor.account_id:
            raise ApproverIsAuthor
        # A direct proposal may come from a file that is not eligible, and returns there (E-13).
        cases.act(row, return_action(await screening_now(work, row)))
        key = await decisions.key(row.id)
        proposal.state = ProposalState.RETURNED.value
        proposal.approver_id, proposal.closed_at = actor.account_id, work.now
        proposal.feedback = key.seal("proposals.feedback", proposal.id, command.feedback)
        cases.settle(row)
        work.record("decisions.proposal_returned", "proposal", proposal.id, case_id=row.id)
        return work.answer(ReturnedProposal(row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveProposal:
    """Approve a proposal: the conditional decision is made today (P-02)."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    proposal_id: UUID = item("The proposal.")
    text: str = words("Text of the decision.", at_most=20_000, multiline=True)


@dataclass(frozen=True, slots=True)
class ApprovedProposal:
    """The file with its decision."""

    case_file: UUID
    decision_id: UUID


async def approve_proposal(
    database: Database, clock: Clock, actor: Actor, command: ApproveProposal
) -> ApprovedProposal:
    """Decide; every gate is asked again, for an objection may have come since the proposal."""
    actor.require(Permission.DECISION_APPROVE)
    async with begin(database, clock, actor, command, ApprovedProposal) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, decisions = CaseRepository(work), DecisionRepository(work)
        row, proposal = await decisions.with_case(ProposalRow, command.proposal_id)
        if proposal.state != ProposalState.SUBMITTED.value:
            raise AlreadyClosed(state=ProposalState(proposal.state))
        if proposal.author_id == actor.account_id:
            raise ApproverIsAuthor
        months = proposal.period_months
        if months is None:
            raise AnotherKindProposed(proposed=DecisionKind(proposal.kind))
        cases.act(row, CaseAction.APPROVE_PROPOSAL)
        refusal = await refuse_now(work, row, months)
        if refusal is not None:
            raise refusal
        period = probation_period(work.today, months, rulebook(row.rulebook))
        assert isinstance(period, ProbationPeriod)  # noqa: S101 - refuse_now saw to it
        proposal.state = ProposalState.APPROVED.value
        proposal.approver_id, proposal.closed_at = actor.account_id, work.now
        row.decided_on = work.today
        row.probation_months = period.months
        row.probation_ends_on = period.ends_same_day
        decision_id = await issue(
            work, row, kind=DecisionKind.CONDITIONAL_NON_PROSECUTION, rule="E-10",
            author_id=proposal.author_id, text=command.text, period_months=period.months,
        )  # fmt: skip
        await MeasureRepository(work).decided(row)
        cases.settle(row)
        work.record(
            "decisions.decided", "decision", decision_id, case_id=row.id, months=period.months
        )
        return work.answer(ApprovedProposal(row.id, decision_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideToProsecute:
    """Prosecute: for an objection (D-05), or after a revocation or a quashing (R-09, D-18)."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    reason: str = words("Reason.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class DecidedToProsecute:
    """The file, prosecuted."""

    case_file: UUID
    decision_id: UUID


async def decide_to_prosecute(
    database: Database, clock: Clock, actor: Actor, command: DecideToProsecute
) -> DecidedToProsecute:
    """Decide to prosecute: with an unwithdrawn objection to the disposition (D-05), or after a
    revocation or a quashing, which leave nothing else (R-09, D-18).

    A proposal that still waits lapses. Withdrawing the objection comes too late from now (D-07).
    """
    actor.require(Permission.DECISION_APPROVE)
    async with begin(database, clock, actor, command, DecidedToProsecute) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, decisions = CaseRepository(work), DecisionRepository(work)
        row = await cases.lock(command.case_id)
        cases.act(row, CaseAction.DECIDE_TO_PROSECUTE)
        rule = _prosecution_rule(row)
        refusal = refuse_prosecution(await decisions.opinion_facts(row.id))
        if refusal is not None and rule == "D-05":
            raise refusal
        for proposal in await decisions.submitted_proposals(row.id):
            proposal.state = ProposalState.LAPSED.value
            proposal.closed_at = work.now
        decision_id = await issue(
            work, row, kind=DecisionKind.PROSECUTION, rule=rule,
            author_id=actor.account_id, text=command.reason, period_months=None,
        )  # fmt: skip
        cases.settle(row)
        work.record("decisions.prosecution_decided", "decision", decision_id, case_id=row.id)
        return work.answer(DecidedToProsecute(row.id, decision_id))


def _prosecution_rule(row: CaseFileRow) -> str:
    if row.quashed_on is not None:
        return "D-18"
    return "D-05" if row.revoked_on is None else "R-09"


async def refuse_now(look: Look, row: CaseFileRow, months: int | None) -> Refusal | None:
    """The first gate before a conditional decision that does not hold now, or None."""
    return refuse_proposal(
        ProposalFacts(
            screening=await screening_now(look, row),
            has_victim=row.has_victim,
            opinions=await DecisionRepository(look).opinion_facts(row.id),
            rulebook=row.rulebook,
            today=look.today,
            months=months,
            away_since=away_since(milestones(row).review_events),
        )
    )
