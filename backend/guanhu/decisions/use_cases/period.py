"""The period after the decision: its printed end, and changes of its length (P-04, P-05, A-1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.clock import period_of
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.states import CaseAction
from guanhu.cases.tables import CaseFileRow
from guanhu.decisions.errors import AlreadyClosed, NoPeriod, PeriodChangePending, PeriodUnchanged
from guanhu.decisions.facts import ProposalState
from guanhu.decisions.repository import DecisionRepository
from guanhu.decisions.tables import PeriodChangeRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.kernel.errors import ApproverIsAuthor
from guanhu.kernel.ids import new_id
from guanhu.law.periods import ProbationPeriod, change_period, confirm_end
from guanhu.law.rulebooks import rulebook
from guanhu.milestones.repository import MilestoneRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPeriodEnd:
    """Confirm the last day that the decision prints; one of the two readings (A-1)."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    printed_end: date = item("Last day as printed.")


@dataclass(frozen=True, slots=True)
class ConfirmedPeriodEnd:
    """The file with the confirmed end."""

    case_file: UUID


async def confirm_period_end(
    database: Database, clock: Clock, actor: Actor, command: ConfirmPeriodEnd
) -> ConfirmedPeriodEnd:
    """Store the printed end; a day that is neither reading is refused."""
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, ConfirmedPeriodEnd) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases = CaseRepository(work)
        row = await cases.lock(command.case_id)
        cases.act(row, CaseAction.CONFIRM_PERIOD_END)
        confirmed = confirm_end(_period(row), command.printed_end)
        if not isinstance(confirmed, ProbationPeriod):
            raise confirmed
        row.printed_end = command.printed_end
        cases.settle(row)
        work.record("decisions.period_end_confirmed", "case_file", row.id, case_id=row.id)
        return work.answer(ConfirmedPeriodEnd(row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposePeriodChange:
    """Propose another total length of the period."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    total_months: int = number("Total length in months.", at_least=-1000, at_most=1000)
    reason: str = words("Why.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class ProposedPeriodChange:
    """The file with the proposed change."""

    case_file: UUID
    period_change_id: UUID


async def propose_period_change(
    database: Database, clock: Clock, actor: Actor, command: ProposePeriodChange
) -> ProposedPeriodChange:
    """Propose a change within 6 to 12 months in total (P-04)."""
    actor.require(Permission.DECISION_WRITE)
    async with begin(database, clock, actor, command, ProposedPeriodChange) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, decisions = CaseRepository(work), DecisionRepository(work)
        row = await cases.lock(command.case_id)
        cases.act(row, CaseAction.PROPOSE_PERIOD_CHANGE)
        if await decisions.submitted_change(row.id) is not None:
            raise PeriodChangePending
        period = _period(row)
        if command.total_months == period.months:
            raise PeriodUnchanged(months=period.months)
        changed = change_period(period, command.total_months, rulebook(row.rulebook), work.today)
        if not isinstance(changed, ProbationPeriod):
            raise changed
        key, change_id = await decisions.key(row.id), new_id()
        await decisions.add(
            PeriodChangeRow(
                id=change_id, case_id=row.id, state=ProposalState.SUBMITTED.value,
                old_months=period.months, old_ends_on=period.ends_same_day,
                new_months=changed.months, new_ends_on=changed.ends_same_day,
                reason=key.seal("period_changes.reason", change_id, command.reason),
                author_id=actor.account_id, proposed_at=work.now,
            )
        )  # fmt: skip
        work.record(
            "decisions.period_change_proposed", "period_change", change_id, case_id=row.id,
            months=changed.months,
        )  # fmt: skip
        return work.answer(ProposedPeriodChange(row.id, change_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovePeriodChange:
    """Approve a change of the period's length."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    period_change_id: UUID = item("The proposed change.")


@dataclass(frozen=True, slots=True)
class ApprovedPeriodChange:
    """The file with its new period."""

    case_file: UUID


async def approve_period_change(
    database: Database, clock: Clock, actor: Actor, command: ApprovePeriodChange
) -> ApprovedPeriodChange:
    """Change the period; the printed end has to be confirmed anew (P-05).

    Milestone reviews that are still to be held move with it.
    """
    actor.require(Permission.DECISION_APPROVE)
    async with begin(database, clock, actor, command, ApprovedPeriodChange) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, decisions = CaseRepository(work), DecisionRepository(work)
        row, change = await decisions.with_case(PeriodChangeRow, command.period_change_id)
        if change.state != ProposalState.SUBMITTED.value:
            raise AlreadyClosed(state=ProposalState(change.state))
        if change.author_id == actor.account_id:
            raise ApproverIsAuthor
        cases.act(row, CaseAction.APPROVE_PERIOD_CHANGE)
        changed = change_period(_period(row), change.new_months, rulebook(row.rulebook), work.today)
        if not isinstance(changed, ProbationPeriod):
            raise changed
        row.probation_months = changed.months
        row.probation_ends_on = changed.ends_same_day
        row.printed_end = None
        change.state = ProposalState.APPROVED.value
        change.approver_id, change.closed_at = actor.account_id, work.now
        await MilestoneRepository(work).move_with_period(row)
        cases.settle(row)
        work.record(
            "decisions.period_changed", "period_change", change.id, case_id=row.id,
            months=changed.months,
        )  # fmt: skip
        return work.answer(ApprovedPeriodChange(row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPeriodChange:
    """Send a proposed change of the period back."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    period_change_id: UUID = item("The proposed change.")
    feedback: str = words("Why.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class ReturnedPeriodChange:
    """The file with its period unchanged."""

    case_file: UUID


async def return_period_change(
    database: Database, clock: Clock, actor: Actor, command: ReturnPeriodChange
) -> ReturnedPeriodChange:
    """Refuse a change; the exchange is kept."""
    actor.require(Permission.DECISION_APPROVE)
    async with begin(database, clock, actor, command, ReturnedPeriodChange) as work:
        if work.first_answer is not None:
            return work.first_answer
        decisions = DecisionRepository(work)
        row, change = await decisions.with_case(PeriodChangeRow, command.period_change_id)
        if change.state != ProposalState.SUBMITTED.value:
            raise AlreadyClosed(state=ProposalState(change.state))
        if change.author_id == actor.account_id:
            raise ApproverIsAuthor
        key = await decisions.key(row.id)
        change.state = ProposalState.RETURNED.value
        change.approver_id, change.closed_at = actor.account_id, work.now
        change.feedback = key.seal("period_changes.feedback", change.id, command.feedback)
        row.version += 1
        work.record("decisions.period_change_returned", "period_change", change.id, case_id=row.id)
        return work.answer(ReturnedPeriodChange(row.id))


def _period(row: CaseFileRow) -> ProbationPeriod:
    period = period_of(milestones(row))
    if period is None:
        raise NoPeriod
    return period
