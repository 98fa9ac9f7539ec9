"""Deadlines of the review clock, the probation period and the compulsory measures."""

from __future__ import annotations

from datetime import date, timedelta

from guanhu.kernel.calendar import HolidayCalendar, is_settled, previous_working_day
from guanhu.law.deadlines import Deadline, DeadlineKind
from guanhu.law.due import entered, measured, moved
from guanhu.law.periods import ProbationPeriod, count_months, settle
from guanhu.law.register import rule
from guanhu.law.rulebook import EndReading, Parameter, Rulebook
from guanhu.law.steps import Event, Step, StepCode, step
from guanhu.law.stopwatch import ReviewClock


def review_limit(
    clock: ReviewClock, rulebook: Rulebook, calendar: HolidayCalendar, *, custody: bool = False
) -> Deadline | None:
    """The end of the review for prosecution, or None while the clock stands (P-11, T-07).

    `custody`: the suspect is detained, so no holiday lengthens the limit (T-04).
    """
    if clock.running_from is None or clock.limit_on is None:
        return None
    if clock.used_before:
        told: tuple[Step, ...] = (_left(clock, clock.running_from),)
        starts = clock.running_from
    else:
        starts = clock.received_on
        told = (step(StepCode.BEGINS, day=starts, event=Event.CASE_RECEIVED), *_granted(clock))
    count = settle(starts, clock.limit_on, calendar, custody=custody)
    if custody:
        told += (step(StepCode.CUSTODY),)
    return Deadline(
        DeadlineKind.REVIEW_LIMIT,
        rulebook.review_limit.basis,
        starts,
        count.due_on,
        (*told, *moved(count)),
        count.provisional,
    )


def _granted(clock: ReviewClock) -> tuple[Step, ...]:
    """The limit as the statute gives it, and what was added to it."""
    told: tuple[Step, ...] = ()
    ends = clock.received_on
    if clock.limit.months:
        by_months = count_months(ends, clock.limit.months)
        ends = by_months.ends
        told += (step(StepCode.MONTHS, months=clock.limit.months, ends=ends, how=by_months.how),)
    if clock.limit.days:
        ends += timedelta(days=clock.limit.days)
        told += (step(StepCode.DAYS, days=clock.limit.days, ends=ends),)
    extra = clock.granted_days - (ends - clock.received_on).days
    if extra:
        told += (step(StepCode.EXTENDED, days=extra, ends=ends + timedelta(days=extra)),)
    return told


def _left(clock: ReviewClock, on: date) -> Step:
    return step(StepCode.LEFT, granted=clock.granted_days, left=clock.left_days(on))


def proposal_due(
    clock: ReviewClock, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline | None:
    """Propose period and plan so long before the review limit ends (D-04): a warning, unconfirmed.

    Counted back from the limit by days alone, and from a rest day to the working day before it, so
    that the lead is never shorter. None while the clock stands, or when the limit is too short.
    """
    if clock.limit_on is None:
        return None
    lead = rulebook.proposal_lead
    raw = clock.limit_on - timedelta(days=lead.value)
    due_on = previous_working_day(raw, calendar)
    if due_on <= clock.received_on:
        return None
    told: tuple[Step, ...] = (
        step(StepCode.BEFORE, limit=clock.limit_on, days=lead.value, ends=raw),
    )
    if due_on != raw:
        told += (step(StepCode.WORKING_DAY_BEFORE, raw=raw, due=due_on),)
    passed = [raw - timedelta(days=n) for n in range((raw - due_on).days + 1)]
    told += entered(passed, calendar)
    provisional = not all(is_settled(day, calendar) for day in passed)
    if provisional:
        told += (step(StepCode.PROVISIONAL, year=raw.year),)
    return Deadline(DeadlineKind.PROPOSAL, lead.basis, clock.received_on, due_on, told, provisional)


def probation_end(period: ProbationPeriod, rulebook: Rulebook) -> Deadline:
    """The last day of the probation period (P-01, P-02, A-1); no holiday ever moves it (A-2)."""
    del rulebook  # the period carries the reading it was computed with
    by_months = count_months(period.start, period.months)
    told: tuple[Step, ...] = (
        step(StepCode.PERIOD_FROM, day=period.start),
        step(StepCode.MONTHS, months=period.months, ends=by_months.ends, how=by_months.how),
    )
    if period.reading is EndReading.BOTH:
        told += (
            step(
                StepCode.READINGS,
                same_day=period.ends_same_day,
                day_before=period.ends_day_before,
            ),
        )
    if period.printed_end is not None:
        told += (step(StepCode.PRINTED, day=period.printed_end),)
    told += (step(StepCode.NOT_MOVED),)
    return Deadline(
        DeadlineKind.PROBATION_END,
        rule("P-02").basis,
        period.start,
        period.last_day,
        told,
        provisional=False,
    )


def final_decision_due(
    clock: ReviewClock, period: ProbationPeriod, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline:
    """Decide finally in what is left of the review limit after the period (P-06, P-11).

    `clock` is the one that stopped on the decision; a running one raises `ValueError`.
    """
    return _in_the_rest(
        DeadlineKind.FINAL_DECISION,
        clock,
        period.last_day,
        Event.PROBATION_OVER,
        rulebook,
        calendar,
    )


def prosecution_after_revocation(
    clock: ReviewClock,
    revoked_on: date,
    rulebook: Rulebook,
    calendar: HolidayCalendar,
    *,
    custody: bool = False,
) -> Deadline:
    """Prosecute in what is left of the review limit after the revocation (R-09).

    `clock` is the one that stopped on the decision; a running one raises `ValueError`.
    `custody`: the suspect is detained, so no holiday lengthens the limit (T-04).
    """
    return _in_the_rest(
        DeadlineKind.PROSECUTION_AFTER_REVOCATION,
        clock,
        revoked_on,
        Event.REVOCATION,
        rulebook,
        calendar,
        custody=custody,
    )


def _in_the_rest(
    what: DeadlineKind,
    stopped: ReviewClock,
    resumes_on: date,
    event: Event,
    rulebook: Rulebook,
    calendar: HolidayCalendar,
    *,
    custody: bool = False,
) -> Deadline:
    if stopped.running_from is not None or resumes_on < stopped.last_step_on:
        message = "the review clock does not stand, or stands since a later day"
        raise ValueError(message)
    left = stopped.left_days(resumes_on)
    # A limit overrun before the decision leaves nothing: the day itself is then the last one,
    # because no final decision precedes the end of the period (P-12).
    count = settle(resumes_on, resumes_on + timedelta(days=max(left, 0)), calendar, custody=custody)
    told = [
        step(
            StepCode.USED,
            received=stopped.received_on,
            stopped=stopped.last_step_on,
            used=stopped.used_before,
        ),
        step(StepCode.LEFT, granted=stopped.granted_days, left=max(left, 0)),
    ]
    if left < 0:
        told.append(step(StepCode.OVERRUN, days=-left))
    told += [
        step(StepCode.RESUMES, day=resumes_on, event=event),
        step(StepCode.DAYS, days=max(left, 0), ends=count.raw_end),
        *((step(StepCode.CUSTODY),) if custody else ()),
        *moved(count),
        step(StepCode.CLOCK_SOURCE),
    ]
    basis = rulebook.review_limit.basis if event is Event.PROBATION_OVER else rule("R-09").basis
    return Deadline(what, basis, resumes_on, count.due_on, tuple(told), count.provisional)


def custody_release(decided_on: date) -> Deadline:
    """Release whoever is in custody, or change the measure, after the decision (D-10): at once.

    `decided_on` is the day of the conditional decision, or the first day of a later custody.
    """
    told = step(StepCode.AT_ONCE, day=decided_on, event=Event.DECISION)
    return Deadline(
        DeadlineKind.CUSTODY_RELEASE,
        rule("D-10").basis,
        decided_on,
        decided_on,
        (told, step(StepCode.CUSTODY)),
        provisional=False,
    )


def bail_end(began_on: date, rulebook: Rulebook) -> Deadline:
    """The longest day of bail (P-13); holidays never lengthen a measure."""
    return _measure_end(DeadlineKind.BAIL_END, began_on, Event.BAIL_BEGAN, rulebook.bail_most)


def residential_surveillance_end(began_on: date, rulebook: Rulebook) -> Deadline:
    """The longest day of residential surveillance (P-13); holidays never lengthen a measure."""
    return _measure_end(
        DeadlineKind.RESIDENTIAL_SURVEILLANCE_END,
        began_on,
        Event.SURVEILLANCE_BEGAN,
        rulebook.residential_surveillance_most,
    )


def _measure_end(what: DeadlineKind, began_on: date, event: Event, most: Parameter) -> Deadline:
    ends, told = measured(began_on, most)
    steps = (step(StepCode.BEGINS, day=began_on, event=event), told, step(StepCode.NOT_MOVED))
    return Deadline(what, most.basis, began_on, ends, steps, provisional=False)
