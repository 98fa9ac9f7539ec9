"""Non-prosecution without a period: proposed by one, decided by another (E-03, E-13)."""

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
from guanhu.decisions.facts import DIRECT, DIRECT_OF, DecisionKind, ProposalState
from guanhu.decisions.issuing import issue
from guanhu.decisions.repository import DecisionRepository
from guanhu.decisions.rules import refuse_direct_proposal
from guanhu.decisions.tables import ProposalRow
from guanhu.eligibility.repository import screening_now
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import ApproverIsAuthor
from guanhu.kernel.ids import new_id
from guanhu.law.review_events import away_since
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeDirectDecision:
    """Propose the direct non-prosecution that the latest triage concluded."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    reasons: str = words("Why.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class ProposedDirectDecision:
    """The file with its proposal."""

    case_file: UUID
    proposal_id: UUID


async def propose_direct_decision(
    database: Database, clock: Clock, actor: Actor, command: ProposeDirectDecision
) -> ProposedDirectDecision:
    """Propose whichever direct non-prosecution was concluded (E-03, E-13).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `CaseIsAway`,
    `DirectNotConsidered`, `TriageOutdated`, `TriagedAsConditional`, `EvidenceNotInsufficient`,
    `EvidenceInsufficient`, `ScreeningOutdated`.
    """
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, ProposedDirectDecision) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, decisions = CaseRepository(work), DecisionRepository(work)
        row = await cases.lock(command.case_id)
        cases.act(row, CaseAction.PROPOSE_DIRECT)
        kind = await _concluded(work, row)
        key, proposal_id = await decisions.key(row.id), new_id()
        await decisions.add(
            ProposalRow(
                id=proposal_id, case_id=row.id, kind=kind.value, period_months=None,
                reasons=key.seal("proposals.reasons", proposal_id, command.reasons),
                state=ProposalState.SUBMITTED.value, author_id=actor.account_id,
                proposed_at=work.now,
            )
        )  # fmt: skip
        cases.settle(row)
        work.record(
            "decisions.direct_proposed", "proposal", proposal_id, case_id=row.id, kind=kind.value
        )
        return work.answer(ProposedDirectDecision(row.id, proposal_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveDirectDecision:
    """Approve it: non-prosecution is decided today, without a period."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    proposal_id: UUID = item("The proposal.")
    text: str = words("Text of the decision.", at_most=20_000, multiline=True)


@dataclass(frozen=True, slots=True)
class ApprovedDirectDecision:
    """The file with its decision."""

    case_file: UUID
    decision_id: UUID


async def approve_direct_decision(
    database: Database, clock: Clock, actor: Actor, command: ApproveDirectDecision
) -> ApprovedDirectDecision:
    """Decide, as somebody else than who proposed it; what follows is service and announcement.

    Raises `NotPermitted`, `NotVisible`, or the refusals `AlreadyClosed`, `ApproverIsAuthor`,
    `AnotherKindProposed`, `MoveNotAllowed`, and those of the proposal, for a later triage or a
    changed charge may have overtaken it.
    """
    actor.require(Permission.DECISION_APPROVE)
    async with begin(database, clock, actor, command, ApprovedDirectDecision) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, decisions = CaseRepository(work), DecisionRepository(work)
        row, proposal = await decisions.with_case(ProposalRow, command.proposal_id)
        if proposal.state != ProposalState.SUBMITTED.value:
            raise AlreadyClosed(state=ProposalState(proposal.state))
        if proposal.author_id == actor.account_id:
            raise ApproverIsAuthor
        kind = DecisionKind(proposal.kind)
        if kind not in DIRECT:
            raise AnotherKindProposed(proposed=kind)
        cases.act(row, CaseAction.APPROVE_DIRECT)
        if await _concluded(work, row) is not kind:
            raise AnotherKindProposed(proposed=kind)
        proposal.state = ProposalState.APPROVED.value
        proposal.approver_id, proposal.closed_at = actor.account_id, work.now
        row.final_decided_on = work.today
        decision_id = await issue(
            work, row, kind=kind, rule=RULE[kind], author_id=proposal.author_id,
            text=command.text, period_months=None,
        )  # fmt: skip
        cases.settle(row)
        work.record(
            "decisions.direct_decided", "decision", decision_id, case_id=row.id, kind=kind.value
        )
        return work.answer(ApprovedDirectDecision(row.id, decision_id))


RULE = {
    DecisionKind.RELATIVE_NON_PROSECUTION: "E-13",
    DecisionKind.STATUTORY_NON_PROSECUTION: "E-03",
    DecisionKind.EVIDENCE_NON_PROSECUTION: "E-03",
}


async def _concluded(look: Look, row: CaseFileRow) -> DecisionKind:
    """The decision that the latest triage leads to; raises why there is none."""
    screening = await screening_now(look, row)
    triage = screening.triage
    refusal = refuse_direct_proposal(screening, away_since(milestones(row).review_events))
    if refusal is not None or triage is None:
        raise refusal or AssertionError("a triage that does not stand was let through")
    return DIRECT_OF[triage.outcome]
