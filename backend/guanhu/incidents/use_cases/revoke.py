"""Propose to revoke, send back, or revoke: ground, hearing, another person's decision (R-08)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.states import CaseAction
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.keeping import CheckInKeeping
from guanhu.decisions.errors import AlreadyClosed, NoPeriod
from guanhu.decisions.facts import DecisionKind, ProposalState
from guanhu.decisions.issuing import issue
from guanhu.decisions.repository import DecisionRepository
from guanhu.incidents.errors import CorrectionNotRevocation, RevocationPending
from guanhu.incidents.facts import Ground
from guanhu.incidents.repository import IncidentRepository
from guanhu.incidents.rules import RULE_OF, period_in, refuse_ground, refuse_unheard
from guanhu.incidents.tables import RevocationIncidentRow, RevocationProposalRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, words
from guanhu.kernel.errors import ApproverIsAuthor, NotVisible, Refusal
from guanhu.kernel.ids import new_id
from guanhu.law.rulebooks import rulebook
from guanhu.plumbing.database import Database

MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeRevocation:
    """Propose to revoke the conditional decision on one of the four grounds."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    ground: Ground = item("The ground (R-01 to R-04).")
    incident_ids: tuple[UUID, ...] = items(
        "The established incidents it rests on.", at_least=1, at_most=MOST
    )
    reasons: str = words("Why.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class ProposedRevocation:
    """The file with the proposal."""

    case_file: UUID
    proposal_id: UUID


async def propose_revocation(
    database: Database, clock: Clock, actor: Actor, command: ProposeRevocation
) -> ProposedRevocation:
    """Propose; the ground stands and everybody was heard already now (R-08).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `RevocationPending`,
    `CorrectionNotRevocation`, those of `refuse_ground`, and `RevocationHearingMissing`.
    """
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, ProposedRevocation) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, incidents = CaseRepository(work), IncidentRepository(work)
        row = await cases.lock(command.case_id)
        if row.final_decided_on is not None:
            raise CorrectionNotRevocation(final_decided_on=row.final_decided_on)
        cases.act(row, CaseAction.PROPOSE_REVOCATION)
        if await incidents.submitted(row.id) is not None:
            raise RevocationPending
        chosen = set(command.incident_ids)
        refusal = await refuse_revocation(work, row, command.ground, chosen)
        if refusal is not None:
            raise refusal
        key, proposal_id = await incidents.key(row.id), new_id()
        await incidents.add(
            RevocationProposalRow(
                id=proposal_id, case_id=row.id, ground=command.ground.value,
                reasons=key.seal("revocation_proposals.reasons", proposal_id, command.reasons),
                state=ProposalState.SUBMITTED.value, author_id=actor.account_id,
                proposed_at=work.now,
            )
        )  # fmt: skip
        for incident_id in sorted(chosen):
            await incidents.add(
                RevocationIncidentRow(
                    id=new_id(), case_id=row.id, proposal_id=proposal_id, incident_id=incident_id
                )
            )
        cases.settle(row)
        # Not the ground: a violation of public security is told to nobody but its readers.
        work.record(
            "incidents.revocation_proposed", "revocation_proposal", proposal_id, case_id=row.id
        )
        return work.answer(ProposedRevocation(row.id, proposal_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRevocation:
    """Send a proposal to revoke back with feedback."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    proposal_id: UUID = item("The proposal.")
    feedback: str = words("What is missing or wrong.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class ReturnedRevocation:
    """The file; a ground that stands stays in sight."""

    case_file: UUID


async def return_revocation(
    database: Database, clock: Clock, actor: Actor, command: ReturnRevocation
) -> ReturnedRevocation:
    """Send back what somebody else proposed; the exchange is kept.

    Raises `NotPermitted`, `NotVisible`, or the refusals `AlreadyClosed`, `ApproverIsAuthor`,
    `MoveNotAllowed`.
    """
    actor.require(Permission.DECISION_APPROVE)
    async with begin(database, clock, actor, command, ReturnedRevocation) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, incidents = CaseRepository(work), IncidentRepository(work)
        row, proposal = await incidents.with_case(RevocationProposalRow, command.proposal_id)
        _raise_if_not_ours(proposal, actor)
        cases.act(row, CaseAction.RETURN_REVOCATION)
        key = await incidents.key(row.id)
        _close(proposal, ProposalState.RETURNED, work)
        proposal.feedback = key.seal("revocation_proposals.feedback", proposal.id, command.feedback)
        cases.settle(row)
        work.record(
            "incidents.revocation_returned", "revocation_proposal", proposal.id, case_id=row.id
        )
        return work.answer(ReturnedRevocation(row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveRevocation:
    """Approve a proposal: the conditional decision is revoked today."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    proposal_id: UUID = item("The proposal.")
    text: str = words("Text of the revocation.", at_most=20_000, multiline=True)


@dataclass(frozen=True, slots=True)
class ApprovedRevocation:
    """The file, revoked, with the decision that did it."""

    case_file: UUID
    decision_id: UUID


async def approve_revocation(
    database: Database, clock: Clock, actor: Actor, command: ApproveRevocation
) -> ApprovedRevocation:
    """Revoke, as somebody other than who proposed it; every gate is asked again (R-08).

    Supervision ends, each service starts its clock, and the review clock runs on from today (R-09).
    Raises `NotPermitted`, `NotVisible`, or the refusals `AlreadyClosed`, `ApproverIsAuthor`,
    `MoveNotAllowed`, and those of the proposal.
    """
    actor.require(Permission.DECISION_APPROVE)
    async with begin(database, clock, actor, command, ApprovedRevocation) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, incidents = CaseRepository(work), IncidentRepository(work)
        row, proposal = await incidents.with_case(RevocationProposalRow, command.proposal_id)
        _raise_if_not_ours(proposal, actor)
        # What was missed by today stays missed; only what was still to come is cancelled.
        await CheckInKeeping(work, row).note_missed()
        cases.act(row, CaseAction.APPROVE_REVOCATION)
        ground = Ground(proposal.ground)
        supporting = await incidents.supporting(proposal.id)
        refusal = await refuse_revocation(work, row, ground, supporting)
        if refusal is not None:
            raise refusal
        _close(proposal, ProposalState.APPROVED, work)
        row.revoked_on = work.today
        # A change of the period that still waits lapses with the period.
        change = await DecisionRepository(work).submitted_change(row.id)
        if change is not None:
            change.state, change.closed_at = ProposalState.LAPSED.value, work.now
        decision_id = await issue(
            work, row, kind=DecisionKind.REVOCATION, rule=RULE_OF[ground],
            author_id=proposal.author_id, text=command.text, period_months=None,
        )  # fmt: skip
        cases.settle(row)
        work.record("incidents.revoked", "decision", decision_id, case_id=row.id)
        return work.answer(ApprovedRevocation(row.id, decision_id))


async def refuse_revocation(
    look: Look, row: CaseFileRow, ground: Ground, chosen: Collection[UUID]
) -> Refusal | None:
    """The first gate before a revocation that does not hold now, or None; `NotVisible` if hidden.

    Asked at the proposal and again at the approval: a dispute may arrive between the two.
    """
    incidents = IncidentRepository(look)
    period, book = period_in(milestones(row)), rulebook(row.rulebook)
    if period is None:
        return NoPeriod()
    known = {incident.id: incident for incident in await incidents.facts(row.id)}
    if not set(chosen) <= set(known):
        raise NotVisible
    facts = [known[incident_id] for incident_id in sorted(chosen)]
    return refuse_ground(ground, facts, period, book.repeated_breach.value) or refuse_unheard(
        await incidents.heard(row.id), facts, book.revocation_hearings.value
    )


def _raise_if_not_ours(proposal: RevocationProposalRow, actor: Actor) -> None:
    if proposal.state != ProposalState.SUBMITTED.value:
        raise AlreadyClosed(state=ProposalState(proposal.state))
    if proposal.author_id == actor.account_id:
        raise ApproverIsAuthor


def _close(proposal: RevocationProposalRow, state: ProposalState, look: Look) -> None:
    proposal.state = state.value
    proposal.approver_id, proposal.closed_at = look.actor.account_id, look.now
