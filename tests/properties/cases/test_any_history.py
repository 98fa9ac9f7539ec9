"""Properties of a case's life: random people try random actions on random days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from guanhu.audit.facts import TrailSeen
from guanhu.cases.clock import deadlines, period_of
from guanhu.cases.facts import CaseStatus, Milestones
from guanhu.cases.history import EVENTS, led_here
from guanhu.cases.rules import status_on, supervision_is_live
from guanhu.cases.states import MOVES, CaseAction, move
from guanhu.decisions.facts import (
    FinalFacts,
    HearingStage,
    ObjectionKind,
    OpinionFacts,
    OpinionParty,
)
from guanhu.decisions.rules import refuse_final_decision
from guanhu.kernel.clock import office_date
from guanhu.kernel.errors import Refusal
from guanhu.law.deadlines import DeadlineKind, Nature
from guanhu.law.holidays import OFFICIAL_HOLIDAYS
from guanhu.law.periods import ProbationPeriod, change_period, probation_period
from guanhu.law.rulebooks import rulebook
from guanhu.law.stopwatch import ReviewClock, start_clock
from support.received import received

NOBODY = UUID(int=0)
HEARD = OpinionFacts(
    HearingStage.BEFORE_FINAL_DECISION,
    OpinionParty.VICTIM,
    ObjectionKind.NONE,
    withdrawn=False,
    answered=False,
)
ACTIONS = sorted({action for _, action in MOVES} | {CaseAction.APPROVE_PERIOD_CHANGE})


@dataclass(frozen=True, slots=True)
class Tried:
    """An action on a day; `months` for whatever needs a length."""

    on: date
    action: CaseAction
    months: int


ENDINGS = {
    DeadlineKind.PROBATION_END,
    DeadlineKind.FINAL_DECISION,
    DeadlineKind.PROSECUTION_AFTER_REVOCATION,
}


def _stopped(facts: Milestones) -> object:
    """The review clock as the decision stopped it, or why it cannot stop."""
    assert facts.decided_on is not None
    return start_clock(facts.received_on, rulebook(facts.rulebook)).suspend(facts.decided_on)


def _revoked_for_good(facts: Milestones, on: date) -> None:
    """R-09: a revoked file waits for its prosecution and for nothing of the period."""
    if facts.revoked_on is None:
        return
    assert not supervision_is_live(facts, on)
    left = {due.what for due in deadlines(facts, on)} & ENDINGS
    awaited = facts.status is CaseStatus.REVOKED and isinstance(_stopped(facts), ReviewClock)
    assert left == ({DeadlineKind.PROSECUTION_AFTER_REVOCATION} if awaited else set())


def _quashed_for_good(facts: Milestones, on: date) -> None:
    """D-18: a quashed file waits for its prosecution, and for nothing the decision asked."""
    if facts.quashed_on is None:
        return
    assert facts.status in {CaseStatus.QUASHED, CaseStatus.PROSECUTED, CaseStatus.CLOSED}
    assert facts.revoked_on is None
    assert not supervision_is_live(facts, on)
    left = {due.what for due in deadlines(facts, on)}
    assert not left & (ENDINGS | {DeadlineKind.SERVICE, DeadlineKind.FINAL_SERVICE})
    assert DeadlineKind.SEAL not in left


def after(facts: Milestones, tried: Tried) -> Milestones:
    """The file after an action, as the use cases put the rules together; or raises `Refusal`."""
    to = move(status_on(facts, tried.on), tried.action)
    facts = replace(facts, status=CaseStatus.ON_PROBATION if to is CaseStatus.PERIOD_ENDED else to)
    book = rulebook(facts.rulebook)
    match tried.action:
        case CaseAction.APPROVE_PROPOSAL:
            return _with(
                replace(facts, decided_on=tried.on, services_missing=5),
                probation_period(tried.on, tried.months, book),
            )
        case CaseAction.APPROVE_PERIOD_CHANGE:
            period = period_of(facts)
            assert period is not None
            return _with(facts, change_period(period, tried.months, book, tried.on))
        case CaseAction.RECORD_ANNOUNCEMENT:
            return replace(facts, announced_on=tried.on)
        case CaseAction.APPROVE_OUTCOME_REVIEW:
            final = FinalFacts(facts.probation_ends_on, True, (HEARD,), tried.on)  # noqa: FBT003
            refusal = refuse_final_decision(final)
            if refusal is not None:
                raise refusal
            return replace(facts, final_decided_on=tried.on, final_services_missing=5)
        case CaseAction.ANNOUNCE_FINAL_DECISION | CaseAction.QUASH_FOR_MINOR:
            undone = tried.action is CaseAction.QUASH_FOR_MINOR
            return replace(facts, final_announced_on=None if undone else tried.on)
        case CaseAction.APPROVE_REVOCATION:
            return replace(facts, revoked_on=tried.on)
        case CaseAction.APPROVE_QUASHING | CaseAction.RECORD_QUASHING_ORDER:
            return replace(facts, quashed_on=tried.on)
        case CaseAction.ANNOUNCE_REVOCATION:
            return replace(facts, revocation_announced_on=tried.on)
        case _:
            return facts


def _with(facts: Milestones, period: ProbationPeriod | Refusal) -> Milestones:
    if isinstance(period, Refusal):
        raise period
    return replace(facts, probation_months=period.months, probation_ends_on=period.ends_same_day)


def entry(tried: Tried, seq: int) -> TrailSeen | None:
    names = [name for name, actions in EVENTS.items() if tried.action in actions]
    if not names:
        return None
    at = datetime.combine(tried.on, time(2), UTC)
    return TrailSeen(seq, at, NOBODY, None, "officer", names[0], "case_file", NOBODY, NOBODY, {})


def steps(start: date) -> st.SearchStrategy[list[Tried]]:
    """The ordinary path in its order, with anything at all in between, days going forward."""
    path = [
        CaseAction.RECORD_SCREENING, CaseAction.PROPOSE_DECISION, CaseAction.APPROVE_PROPOSAL,
        CaseAction.RECORD_ANNOUNCEMENT, CaseAction.APPROVE_PERIOD_CHANGE,
        CaseAction.SUBMIT_OUTCOME_REVIEW, CaseAction.APPROVE_OUTCOME_REVIEW,
        CaseAction.ANNOUNCE_FINAL_DECISION, CaseAction.SEAL,
    ]  # fmt: skip
    one = st.tuples(st.sampled_from(ACTIONS), st.integers(0, 250), st.integers(4, 14))
    ordinary = st.tuples(
        *(st.tuples(st.just(a), st.integers(0, 250), st.integers(6, 12)) for a in path)
    ).map(list)
    wild = st.lists(one, max_size=10)

    def dated(parts: tuple[list[tuple[CaseAction, int, int]], ...]) -> list[Tried]:
        ordered, extra = parts
        found, on = [], start
        for number in range(max(len(ordered), len(extra))):
            for each in (*ordered[number : number + 1], *extra[number : number + 1]):
                on += timedelta(days=each[1])
                found.append(Tried(on, each[0], each[2]))
        return found

    return st.tuples(ordinary, wild).map(dated)


@given(st.dates(date(2022, 6, 1), date(2030, 1, 1)).flatmap(steps))
@settings(max_examples=60)
def test_whatever_is_tried_the_law_holds_and_the_history_tells_it_again(
    tried: list[Tried],
) -> None:
    """P-01, P-12: the period stays in range and no final decision precedes its end."""
    start = received(tried[0].on)
    facts, done, trail = start, list[Tried](), list[TrailSeen]()
    for one in tried:
        before, was = facts, status_on(facts, one.on)
        try:
            facts = after(facts, one)
        except Refusal:
            assert facts is before
            continue
        done.append(one)
        is_now = status_on(facts, one.on)
        noted = entry(one, len(trail) + 1)
        if noted is not None:
            trail.insert(0, noted)
        period = period_of(facts)
        if period is not None:
            assert 6 <= period.months <= 12
            assert facts.probation_ends_on == period.ends_same_day
        if facts.final_decided_on is not None:
            assert period is not None
            assert facts.final_decided_on > period.last_day
            assert facts.revoked_on is None
        _revoked_for_good(facts, one.on)
        _quashed_for_good(facts, one.on)
        for due in deadlines(facts, one.on):
            # Sealing is due at once (F-04): no limit is counted that could move.
            if due.nature is not Nature.LAPSE and due.what is not DeadlineKind.SEAL:
                assert not OFFICIAL_HOLIDAYS.is_rest_day(due.due_on)
        if is_now is not was and is_now is not CaseStatus.PERIOD_ENDED:
            told = led_here(is_now, facts, trail)
            assert (told.since, told.rule) == (one.on, MOVES[was, one.action].rule)

    again = start
    for one in done:
        again = after(again, one)
    last = tried[-1].on
    assert again == facts
    assert status_on(again, last) is status_on(facts, last)
    assert [office_date(noted.at) for noted in trail] == sorted(
        (office_date(noted.at) for noted in trail), reverse=True
    )
