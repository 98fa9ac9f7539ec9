"""Quash a wrong non-prosecution: by this office, or as the next-higher one ordered (D-18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin
from guanhu.cases.clock import OVER_WITH_DECISION
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.cases.tables import CaseFileRow
from guanhu.challenges.errors import NothingToQuash, QuashingPending
from guanhu.challenges.repository import ChallengeRepository
from guanhu.challenges.rules import quashing_action, refuse_order
from guanhu.challenges.tables import QuashingProposalRow
from guanhu.challenges.use_cases.answer import clock_of
from guanhu.checkins.keeping import CheckInKeeping
from guanhu.decisions.errors import AlreadyClosed
from guanhu.decisions.facts import DecisionKind, ProposalState
from guanhu.decisions.issuing import issue
from guanhu.decisions.repository import DecisionRepository
from guanhu.decisions.tables import DecisionRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.errors import ApproverIsAuthor
from guanhu.kernel.ids import new_id
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeQuashing:
    """Propose to quash the non-prosecution that stands in a case."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    reasons: str = words("Why the decision was wrong.", at_most=8000, multiline=True)


@dataclass(frozen=True, slots=True)
class ProposedQuashing:
    """The file with the proposal."""

    case_file: UUID
    proposal_id: UUID


async def propose_quashing(
    database: Database, clock: Clock, actor: Actor, command: ProposeQuashing
) -> ProposedQuashing:
    """Propose; what stands is the final decision once made, and before it the conditional one.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `QuashingPending`,
    `NothingToQuash`.
    """
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, ProposedQuashing) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, challenges = CaseRepository(work), ChallengeRepository(work)
        row = await cases.lock(command.case_id)
        cases.act(row, CaseAction.PROPOSE_QUASHING)
        if await challenges.submitted(row.id) is not None:
            raise QuashingPending
        decision = await _standing(work, row)
        key, proposal_id = await challenges.key(row.id), new_id()
        await challenges.add(
            QuashingProposalRow(
                id=proposal_id, case_id=row.id, decision_id=decision.id,
                reasons=key.seal("quashing_proposals.reasons", proposal_id, command.reasons),
                state=ProposalState.SUBMITTED.value, author_id=actor.account_id,
                proposed_at=work.now,
            )
        )  # fmt: skip
        work.record(
            "challenges.quashing_proposed", "quashing_proposal", proposal_id, case_id=row.id
        )
        return work.answer(ProposedQuashing(row.id, proposal_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnQuashing:
    """Send a proposal to quash back with feedback."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    proposal_id: UUID = item("The proposal.")
    feedback: str = words("What is missing or wrong.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class ReturnedQuashing:
    """The file; the decision stands."""

    case_file: UUID


async def return_quashing(
    database: Database, clock: Clock, actor: Actor, command: ReturnQuashing
) -> ReturnedQuashing:
    """Send back what somebody else proposed; the exchange is kept.

    Raises `NotPermitted`, `NotVisible`, or the refusals `AlreadyClosed`, `ApproverIsAuthor`,
    `MoveNotAllowed`.
    """
    actor.require(Permission.DECISION_APPROVE)
    async with begin(database, clock, actor, command, ReturnedQuashing) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, challenges = CaseRepository(work), ChallengeRepository(work)
        row, proposal = await challenges.with_case(QuashingProposalRow, command.proposal_id)
        _raise_if_not_ours(proposal, actor)
        cases.act(row, CaseAction.RETURN_QUASHING)
        key = await challenges.key(row.id)
        _close(proposal, ProposalState.RETURNED, work)
        proposal.feedback = key.seal("quashing_proposals.feedback", proposal.id, command.feedback)
        work.record(
            "challenges.quashing_returned", "quashing_proposal", proposal.id, case_id=row.id
        )
        return work.answer(ReturnedQuashing(row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveQuashing:
    """Approve a proposal: the non-prosecution is quashed today."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    proposal_id: UUID = item("The proposal.")
    text: str = words("Text of the decision.", at_most=20_000, multiline=True)


@dataclass(frozen=True, slots=True)
class ApprovedQuashing:
    """The file, quashed: what follows is prosecution, or the review after the minor's complaint."""

    case_file: UUID
    decision_id: UUID


async def approve_quashing(
    database: Database, clock: Clock, actor: Actor, command: ApproveQuashing
) -> ApprovedQuashing:
    """Quash, as somebody else than who proposed it; the quashed decision never changes (D-18).

    On the minor's own complaint the file goes back to its review, to be screened anew (D-17).

    Raises `NotPermitted`, `NotVisible`, or the refusals `AlreadyClosed`, `ApproverIsAuthor`,
    `MoveNotAllowed`, `NothingToQuash`.
    """
    actor.require(Permission.DECISION_APPROVE)
    async with begin(database, clock, actor, command, ApprovedQuashing) as work:
        if work.first_answer is not None:
            return work.first_answer
        challenges = ChallengeRepository(work)
        row, proposal = await challenges.with_case(QuashingProposalRow, command.proposal_id)
        _raise_if_not_ours(proposal, actor)
        _close(proposal, ProposalState.APPROVED, work)
        action = quashing_action(proposal.decision_id, await challenges.facts(row.id))
        decision_id = await _quash(work, row, action, proposal.author_id, command.text, None)
        work.record("challenges.quashed", "decision", decision_id, case_id=row.id)
        return work.answer(ApprovedQuashing(row.id, decision_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordQuashingOrder:
    """Record that a higher procuratorate quashed the decision."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    ordered_on: date = item("Day of the order.")
    text: str = words("Its number and its reasons.", at_most=20_000, multiline=True)


@dataclass(frozen=True, slots=True)
class RecordedQuashingOrder:
    """The file, quashed; what follows is prosecution."""

    case_file: UUID
    decision_id: UUID


async def record_quashing_order(
    database: Database, clock: Clock, actor: Actor, command: RecordQuashingOrder
) -> RecordedQuashingOrder:
    """Record an order from above: it leaves nothing to weigh, so nobody here approves it.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NothingToQuash`,
    `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.DECISION_APPROVE)
    async with begin(database, clock, actor, command, RecordedQuashingOrder) as work:
        if work.first_answer is not None:
            return work.first_answer
        row = await CaseRepository(work).lock(command.case_id)
        waiting = await ChallengeRepository(work).submitted(row.id)
        if waiting is not None:
            waiting.state, waiting.closed_at = ProposalState.LAPSED.value, work.now
        decision_id = await _quash(
            work, row, CaseAction.RECORD_QUASHING_ORDER, actor.account_id, command.text,
            command.ordered_on,
        )  # fmt: skip
        work.record("challenges.quashed_above", "decision", decision_id, case_id=row.id)
        return work.answer(RecordedQuashingOrder(row.id, decision_id))


async def _quash(
    look: Look,
    row: CaseFileRow,
    action: CaseAction,
    author_id: UUID,
    text: str,
    ordered_on: date | None,
) -> UUID:
    """Quash what stands on a locked file: supervision ends, and what waited on it lapses."""
    cases, decisions = CaseRepository(look), DecisionRepository(look)
    # What was missed by today stays missed; only what was still to come is cancelled.
    await CheckInKeeping(look, row).note_missed()
    cases.act(row, action)
    standing = await _standing(look, row)
    if ordered_on is not None:
        refusal = refuse_order(standing.decided_on, ordered_on, look.today)
        if refusal is not None:
            raise refusal
    if action is CaseAction.QUASH_FOR_MINOR:
        _review_anew(look, row)
    else:
        row.quashed_on = ordered_on or look.today
    change = await decisions.submitted_change(row.id)
    if change is not None:
        change.state, change.closed_at = ProposalState.LAPSED.value, look.now
    for challenge in await ChallengeRepository(look).open_rows(row.id):
        challenge.lapsed_on = look.today
        cases.drop_clock(row, clock_of(challenge), challenge.id)
    decision_id = await issue(
        look, row, kind=DecisionKind.QUASHING, rule="D-18", author_id=author_id, text=text,
        period_months=None, ordered_on=ordered_on,
    )  # fmt: skip
    cases.settle(row)
    return decision_id


def _review_anew(look: Look, row: CaseFileRow) -> None:
    """Take the direct decision off the file: what it asked for, and what it rested on (D-17).

    The review limit goes on counting from the receipt: nothing in the register lengthens it.
    """
    row.final_decided_on = row.final_announced_on = None
    row.final_services_missing = 0
    CaseRepository(look).drop_open_clocks(row, OVER_WITH_DECISION)
    # Screening and triage of before are outdated, so both are made again (E-03, E-13).
    row.charges_changed_at = look.now


async def _standing(look: Look, row: CaseFileRow) -> DecisionRow:
    decision = await DecisionRepository(look).non_prosecution(row.id)
    if decision is None:
        raise NothingToQuash
    return decision


def _raise_if_not_ours(proposal: QuashingProposalRow, actor: Actor) -> None:
    if proposal.state != ProposalState.SUBMITTED.value:
        raise AlreadyClosed(state=ProposalState(proposal.state))
    if proposal.author_id == actor.account_id:
        raise ApproverIsAuthor


def _close(proposal: QuashingProposalRow, state: ProposalState, look: Look) -> None:
    proposal.state = state.value
    proposal.approver_id, proposal.closed_at = look.actor.account_id, look.now
