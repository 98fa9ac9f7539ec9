"""The deadlines of a case file, computed from its milestones. Pure.

A file is read under the rulebook it stores, never under the latest one, and under the holidays it
stores: the official calendar with what the office's administrator added.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from guanhu.cases.facts import Milestones
from guanhu.cases.states import BEFORE_DECISION, BEFORE_THE_END, NOT_PROSECUTED, CaseStatus
from guanhu.law.deadlines import Deadline, DeadlineKind, DeadlineState, Nature
from guanhu.law.due import (
    Party,
    final_service_due,
    legal_aid_notice,
    rights_notice,
    seal_due,
    service_due,
)
from guanhu.law.due_clock import (
    final_decision_due,
    probation_end,
    proposal_due,
    prosecution_after_revocation,
    review_limit,
)
from guanhu.law.periods import ProbationPeriod, confirm_end, probation_period
from guanhu.law.review_events import clock_after
from guanhu.law.rulebook import Rulebook
from guanhu.law.rulebooks import rulebook
from guanhu.law.stopwatch import ReviewClock

REMEMBERED: Final = 20_000
FIRST_DUTIES: Final = BEFORE_DECISION - {CaseStatus.INELIGIBLE}
RUNNING: Final = frozenset({CaseStatus.DECIDED, CaseStatus.ON_PROBATION, CaseStatus.PERIOD_ENDED})
OVER_WITH_DECISION: Final = frozenset(
    {
        DeadlineKind.CUSTODY_RELEASE,
        DeadlineKind.POLICE_RECONSIDERATION,
        DeadlineKind.POLICE_REVIEW_REQUEST,
        DeadlineKind.VICTIM_COMPLAINT,
        DeadlineKind.MINOR_COMPLAINT,
    }
)
"""What a decision asks for or opens as long as it stands (D-10, D-12, D-14, D-17)."""
OVER_WITH_SUPERVISION: Final = frozenset(
    {DeadlineKind.MILESTONE_REVIEW, DeadlineKind.LEAVE_RETURN, DeadlineKind.EVIDENCE_WINDOW}
)
"""What is owed until the outcome review is handed in, and by nobody later (S-06, O-03)."""
REVIEWED_IN: Final = BEFORE_THE_END - {CaseStatus.OPINION_GIVEN}
"""Where a milestone review can still be held, late or not (S-06)."""
WATCHED: Final = frozenset({Nature.DUTY, Nature.OTHERS_DUTY, Nature.WARNING})


def deadlines(facts: Milestones, today: date) -> list[Deadline]:
    """Every deadline the file has or had at its stage, open ones first, earliest due first."""
    found = _all(facts)
    done = DeadlineState.DONE
    return sorted(found, key=lambda one: (one.state_on(today) is done, one.due_on, one.what))


def next_deadline(facts: Milestones, today: date) -> Deadline | None:
    """The open deadline that is due first; an overdue duty stays first until it is done.

    The end of a period is not a duty: once past, it no longer counts as next. Nor does the end of
    somebody else's right, which asks nothing of the office. An overdue warning stays first only
    until a duty comes near: nothing ends in law with it, and nobody may ever act on it.
    """
    warned = None
    for one in deadlines(facts, today):
        state = one.state_on(today)
        if state is DeadlineState.DONE:
            break
        overdue = state is DeadlineState.OVERDUE
        if warned is not None:
            if one.nature is Nature.DUTY and state is not DeadlineState.OPEN:
                return one
        elif overdue and one.nature is Nature.WARNING:
            warned = one
        elif one.nature in WATCHED or (not overdue and one.nature is not Nature.RIGHT):
            return one
    return warned


def next_due(facts: Milestones, today: date) -> date | None:
    """The day on which `next_deadline` is due: kept on the file for sorting."""
    found = next_deadline(facts, today)
    return None if found is None else found.due_on


def period_of(facts: Milestones) -> ProbationPeriod | None:
    """The probation period with both readings and the printed end; None before the decision."""
    if facts.decided_on is None or facts.probation_months is None:
        return None
    book = rulebook(facts.rulebook)
    period = probation_period(facts.decided_on, facts.probation_months, book)
    assert isinstance(period, ProbationPeriod)  # noqa: S101 - checked before it was stored
    if facts.printed_end is None:
        return period
    confirmed = confirm_end(period, facts.printed_end)
    assert isinstance(confirmed, ProbationPeriod)  # noqa: S101 - checked before it was stored
    return confirmed


def review_clock(facts: Milestones) -> ReviewClock:
    """The review clock after what happened to the review; the decision has not stopped it here."""
    return clock_after(facts.received_on, facts.review_events, rulebook(facts.rulebook))


@lru_cache(maxsize=REMEMBERED)
def _all(facts: Milestones) -> tuple[Deadline, ...]:
    book = rulebook(facts.rulebook)
    found = (
        *_early(facts, book),
        *_before_decision(facts, book),
        *_after_decision(facts, book),
        *_started(facts, book),
        *_sealing(facts),
    )
    if facts.status is not CaseStatus.CLOSED:
        return found
    # A closed file asks for nothing more; what was done on it stays told.
    return tuple(one for one in found if one.done_on is not None)


def _started(facts: Milestones, book: Rulebook) -> Iterator[Deadline]:
    """What the started clocks give; a decision revoked or quashed asks for nothing more (D-10).

    What belongs to supervision is owed until the outcome review is handed in (S-06, O-03).
    """
    fallen = facts.revoked_on is not None or facts.quashed_on is not None
    over = facts.status not in REVIEWED_IN
    for clock in facts.clocks:
        if fallen and clock.what in OVER_WITH_DECISION and clock.done_on is None:
            continue
        if over and clock.what in OVER_WITH_SUPERVISION and clock.done_on is None:
            continue
        found = clock.deadline(book, facts.holidays)
        if found is not None:
            yield found


def _early(facts: Milestones, book: Rulebook) -> Iterator[Deadline]:
    """Notices within three days of receipt (M-06, M-07).

    One that was given stays, late or not, when a defender has come.
    """
    received, days = facts.received_on, facts.holidays
    if not facts.has_defender or facts.legal_aid_notified_on is not None:
        yield legal_aid_notice(received, book, days).done(facts.legal_aid_notified_on)
    yield rights_notice(received, Party.SUSPECT, book, days).done(facts.suspect_informed_on)
    if facts.has_victim:
        yield rights_notice(received, Party.VICTIM, book, days).done(facts.victim_informed_on)


def _before_decision(facts: Milestones, book: Rulebook) -> Iterator[Deadline]:
    """The review limit and, as a warning, the day by which to propose (D-04, T-07)."""
    if facts.status not in FIRST_DUTIES:
        return
    clock = review_clock(facts)
    if facts.status is not CaseStatus.PROPOSED:
        proposal = proposal_due(clock, book, facts.holidays)
        if proposal is not None:
            yield proposal
    limit = review_limit(clock, book, facts.holidays, custody=facts.in_custody)
    if limit is not None:
        yield limit


def _after_decision(facts: Milestones, book: Rulebook) -> Iterator[Deadline]:
    """Service, the end of the period, and the final decision in what is left of the review."""
    period = period_of(facts)
    # Of a quashed decision nothing is due any more (D-18).
    if facts.quashed_on is not None:
        return
    if period is None or facts.decided_on is None:
        # Decided directly, without a period (E-13); served like any non-prosecution (F-03).
        if facts.final_decided_on is not None and facts.final_services_missing:
            yield final_service_due(facts.final_decided_on, "", book, facts.holidays)
        return
    if facts.services_missing:
        yield service_due(facts.decided_on, "", book, facts.holidays)
    if facts.status in RUNNING:
        yield probation_end(period, book)
    if facts.revoked_on is not None:
        yield from _after_revocation(facts, facts.decided_on, facts.revoked_on, book)
    elif facts.final_decided_on is None:
        clock = review_clock(facts).suspend(facts.decided_on)
        # A decision after the review limit ran out leaves nothing to count with; the limit
        # itself was shown as overdue until then.
        if isinstance(clock, ReviewClock):
            yield final_decision_due(clock, period, book, facts.holidays)
    elif facts.final_services_missing:
        yield final_service_due(facts.final_decided_on, "", book, facts.holidays)


def _sealing(facts: Milestones) -> Iterator[Deadline]:
    """The duty to seal, from the day on which the non-prosecution took effect (F-04, P-14)."""
    if facts.status in NOT_PROSECUTED and facts.final_announced_on is not None:
        yield seal_due(facts.final_announced_on)


def _after_revocation(
    facts: Milestones, decided_on: date, revoked_on: date, book: Rulebook
) -> Iterator[Deadline]:
    """Prosecution in what is left of the review, from the day of the revocation (R-09, P-06)."""
    clock = review_clock(facts).suspend(decided_on)
    if facts.status is CaseStatus.REVOKED and isinstance(clock, ReviewClock):
        yield prosecution_after_revocation(
            clock, revoked_on, book, facts.holidays, custody=facts.in_custody
        )
