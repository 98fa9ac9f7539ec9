"""What happens to the review for prosecution before the decision (T-07, P-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin, look
from guanhu.cases.errors import DateInFuture
from guanhu.cases.facts import ReviewEventSeen
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.reviewing import ReviewEventRepository
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.review_events import ReviewEvent, ReviewEventKind, away_since, refuse_event
from guanhu.law.rulebooks import rulebook
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReviewEvent:
    """Record what happened to the review: the clock is counted anew."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    kind: ReviewEventKind = item("What happened.")
    happened_on: date = item("Day on which it happened.")
    reason: str = words("Why, and on which paper.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class RecordedReviewEvent:
    """The file with its clock counted anew."""

    case_file: UUID
    event_id: UUID


async def record_review_event(
    database: Database, clock: Clock, actor: Actor, command: RecordReviewEvent
) -> RecordedReviewEvent:
    """Record an extension, a supplementary investigation or a change of jurisdiction (T-07).

    While the case is with the police the clock stands and their month is watched. Raises
    `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `DateInFuture`, `CaseIsAway`,
    `CaseIsNotAway`, `AlreadyExtended`, `TooManySupplements`, `ClockOutOfOrder`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, RecordedReviewEvent) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, reviewing = CaseRepository(work), ReviewEventRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.RECORD_REVIEW_EVENT)
        facts, event = milestones(file), ReviewEvent(command.kind, command.happened_on)
        refusal = (
            DateInFuture(field="happenedOn")
            if event.on > work.today
            else refuse_event(
                facts.received_on, facts.review_events, event, rulebook(facts.rulebook)
            )
        )
        if refusal is not None:
            raise refusal
        if away_since(facts.review_events) is not None:
            sent = await reviewing.last(file.id, ReviewEventKind.SENT_BACK)
            assert sent is not None  # noqa: S101 - the milestone was written with its record
            cases.finish_clock(file, DeadlineKind.SUPPLEMENTARY_INVESTIGATION, sent, event.on)
        event_id = await reviewing.record(file, event, command.reason)
        if event.kind is ReviewEventKind.SENT_BACK:
            cases.start_clock(file, DeadlineKind.SUPPLEMENTARY_INVESTIGATION, event.on, event_id)
        cases.settle(file)
        work.record(
            "cases.review_event_recorded", "review_event", event_id, case_id=file.id,
            kind=event.kind.value,
        )  # fmt: skip
        return work.answer(RecordedReviewEvent(file.id, event_id))


async def read_review_events(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[ReviewEventSeen]:
    """What happened to the review of a visible case, in the order of recording; `NotPermitted`."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        return await ReviewEventRepository(seen).seen(case_id)
