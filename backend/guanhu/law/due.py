"""The functions that compute deadlines: plain dates, a rulebook and a calendar in, values out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from guanhu.kernel.calendar import (
    HolidayCalendar,
    add_working_days,
    is_settled,
)
from guanhu.law.deadlines import Deadline, DeadlineKind
from guanhu.law.periods import DayCount, count_months, settle
from guanhu.law.register import rule
from guanhu.law.rulebook import Parameter, Rulebook, Unit
from guanhu.law.steps import Event, Step, StepCode, step


class Party(StrEnum):
    """Whose rights a notice tells."""

    SUSPECT = "suspect"
    VICTIM = "victim"


def measured(starts: date, parameter: Parameter) -> tuple[date, Step]:
    """The last day by the number alone, and the step that says so."""
    if parameter.unit is Unit.MONTHS:
        counted = count_months(starts, parameter.value)
        told = step(StepCode.MONTHS, months=parameter.value, ends=counted.ends, how=counted.how)
        return counted.ends, told
    if parameter.unit is not Unit.DAYS:
        message = f"not a number of days or months: {parameter.unit}"
        raise ValueError(message)
    ends = starts + timedelta(days=parameter.value)
    return ends, step(StepCode.DAYS, days=parameter.value, ends=ends)


def moved(count: DayCount) -> tuple[Step, ...]:
    """The steps that tell what holidays did to a limit."""
    told: tuple[Step, ...] = ()
    if count.due_on != count.raw_end:
        told += (step(StepCode.HOLIDAY, raw=count.raw_end, due=count.due_on),)
    if count.entered is not None:
        told += (step(StepCode.ENTERED, day=count.entered),)
    if count.provisional:
        told += (step(StepCode.PROVISIONAL, year=count.due_on.year),)
    return told


def entered(passed: Iterable[date], calendar: HolidayCalendar) -> tuple[Step, ...]:
    """The step that tells that a notice entered by hand decided what one of the days is."""
    first = next((day for day in passed if calendar.is_entered(day)), None)
    return () if first is None else (step(StepCode.ENTERED, day=first),)


def counted(
    what: DeadlineKind,
    starts: date,
    event: Event,
    parameter: Parameter,
    calendar: HolidayCalendar,
) -> Deadline:
    """A deadline of so many days or months after an event, moved off rest days (T-02, T-04, T-05).

    Source: that of the parameter.
    """
    raw_end, told = measured(starts, parameter)
    count = settle(starts, raw_end, calendar)
    steps = (step(StepCode.BEGINS, day=starts, event=event), told, *moved(count))
    return Deadline(what, parameter.basis, starts, count.due_on, steps, count.provisional)


def legal_aid_notice(received_on: date, rulebook: Rulebook, calendar: HolidayCalendar) -> Deadline:
    """Tell the legal-aid agency that there is no defender (M-06)."""
    return counted(
        DeadlineKind.LEGAL_AID_NOTICE,
        received_on,
        Event.CASE_RECEIVED,
        rulebook.legal_aid_notice,
        calendar,
    )


def legal_aid_assignment(
    notified_on: date, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline:
    """The agency names a lawyer (M-06)."""
    return counted(
        DeadlineKind.LEGAL_AID_ASSIGNMENT,
        notified_on,
        Event.LEGAL_AID_NOTIFIED,
        rulebook.legal_aid_assignment,
        calendar,
    )


def rights_notice(
    received_on: date, whose: Party, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline:
    """Tell the suspect of the right to a defender, or the victim of that to an agent (M-07)."""
    suspect = whose is Party.SUSPECT
    made = counted(
        DeadlineKind.RIGHTS_NOTICE_SUSPECT if suspect else DeadlineKind.RIGHTS_NOTICE_VICTIM,
        received_on,
        Event.CASE_RECEIVED,
        rulebook.rights_notice,
        calendar,
    )
    return made if suspect else replace(made, basis=rule("M-07").articles[1])


def service_due(
    decided_on: date, addressee: str, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline:
    """Serve the conditional decision on one addressee (D-08)."""
    made = counted(DeadlineKind.SERVICE, decided_on, Event.DECISION, rulebook.service, calendar)
    return replace(made, addressee=addressee)


def final_service_due(
    decided_on: date, addressee: str, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline:
    """Serve the final decision on one addressee, within the days of D-08 (F-03)."""
    made = counted(
        DeadlineKind.FINAL_SERVICE, decided_on, Event.FINAL_DECISION, rulebook.service, calendar
    )
    return replace(made, addressee=addressee, basis=rule("F-03").basis)


def revocation_service_due(
    revoked_on: date, addressee: str, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline:
    """Serve the revocation on one addressee, within the days of D-08 (R-08, by analogy)."""
    made = counted(
        DeadlineKind.REVOCATION_SERVICE, revoked_on, Event.REVOCATION, rulebook.service, calendar
    )
    return replace(made, addressee=addressee or None, basis=rule("R-08").basis)


def police_reconsideration(
    served_on: date, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline:
    """Until when the police may ask for reconsideration (D-12)."""
    return counted(
        DeadlineKind.POLICE_RECONSIDERATION,
        served_on,
        Event.DECISION_SERVED,
        rulebook.police_reconsideration,
        calendar,
    )


def police_review_request(
    answer_served_on: date, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline:
    """Until when the police may ask the next level for review (D-12)."""
    return counted(
        DeadlineKind.POLICE_REVIEW_REQUEST,
        answer_served_on,
        Event.RECONSIDERATION_SERVED,
        rulebook.police_review_request,
        calendar,
    )


def supplementary_investigation(
    sent_on: date, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline:
    """The police finish a supplementary investigation within one month (T-07)."""
    return counted(
        DeadlineKind.SUPPLEMENTARY_INVESTIGATION,
        sent_on,
        Event.SENT_BACK,
        rulebook.supplement,
        calendar,
    )


def reconsideration_answer(
    received_on: date, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline:
    """Another prosecutor of the office answers the police (D-13)."""
    return counted(
        DeadlineKind.RECONSIDERATION_ANSWER,
        received_on,
        Event.RECONSIDERATION_RECEIVED,
        rulebook.challenge_answer,
        calendar,
    )


def police_review_answer(
    received_on: date, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline:
    """The next-higher procuratorate answers the police (D-13)."""
    made = counted(
        DeadlineKind.POLICE_REVIEW_ANSWER,
        received_on,
        Event.POLICE_REVIEW_RECEIVED,
        rulebook.challenge_answer,
        calendar,
    )
    return replace(made, basis=rule("D-13").articles[2])


def victim_complaint(served_on: date, rulebook: Rulebook, calendar: HolidayCalendar) -> Deadline:
    """Until when the victim may complain to the next-higher procuratorate (D-14)."""
    return counted(
        DeadlineKind.VICTIM_COMPLAINT,
        served_on,
        Event.DECISION_SERVED,
        rulebook.victim_complaint,
        calendar,
    )


def minor_complaint(served_on: date, rulebook: Rulebook, calendar: HolidayCalendar) -> Deadline:
    """Until when the minor may complain of a relative non-prosecution (D-17)."""
    return counted(
        DeadlineKind.MINOR_COMPLAINT,
        served_on,
        Event.DECISION_SERVED,
        rulebook.minor_complaint,
        calendar,
    )


class ComplaintRoute(StrEnum):
    """Who examines a complaint: the victim's by its day (D-14), the minor's always here (D-17)."""

    NEXT_HIGHER_PROCURATORATE = "next_higher_procuratorate"
    DECIDING_PROCURATORATE = "deciding_procuratorate"


def complaint_route(
    served_on: date, complained_on: date, rulebook: Rulebook, calendar: HolidayCalendar
) -> ComplaintRoute:
    """Who examines a complaint made on this day, by the postmark if posted (D-14, T-03)."""
    last_day = victim_complaint(served_on, rulebook, calendar).due_on
    if complained_on <= last_day:
        return ComplaintRoute.NEXT_HIGHER_PROCURATORATE
    return ComplaintRoute.DECIDING_PROCURATORATE


def complaint_review(
    filed_on: date, rulebook: Rulebook, calendar: HolidayCalendar, *, complex_case: bool = False
) -> Deadline:
    """Finish the review of a complaint: 3 months, 6 if complex (D-16)."""
    limit = rulebook.complaint_review_complex if complex_case else rulebook.complaint_review
    return counted(DeadlineKind.COMPLAINT_REVIEW, filed_on, Event.COMPLAINT_FILED, limit, calendar)


def higher_complaint_review(
    filed_on: date, rulebook: Rulebook, calendar: HolidayCalendar, *, complex_case: bool = False
) -> Deadline:
    """The same limit where the next-higher procuratorate examines (D-14, D-16): others' duty."""
    made = complaint_review(filed_on, rulebook, calendar, complex_case=complex_case)
    return replace(made, what=DeadlineKind.HIGHER_COMPLAINT_REVIEW)


def recommendation_answer(
    served_on: date, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline | None:
    """The unit answers a recommendation in writing (S-14); None before that duty existed."""
    if rulebook.recommendation_answer is None:
        return None
    return counted(
        DeadlineKind.RECOMMENDATION_ANSWER,
        served_on,
        Event.RECOMMENDATION_SENT,
        rulebook.recommendation_answer,
        calendar,
    )


def seal_due(effective_on: date) -> Deadline:
    """Seal the record once the non-prosecution has taken effect: at once (F-04, P-14).

    No number of days stands in the law, so nothing is counted and nothing moves off a rest day.
    """
    at_once = step(StepCode.AT_ONCE, day=effective_on, event=Event.NON_PROSECUTION_EFFECTIVE)
    basis = rule("F-04").basis
    return Deadline(
        DeadlineKind.SEAL, basis, effective_on, effective_on, (at_once,), provisional=False
    )


def police_seal(served_on: date, rulebook: Rulebook, calendar: HolidayCalendar) -> Deadline | None:
    """The police seal their file after the notice (F-08, unconfirmed); None before the Measures."""
    if rulebook.police_seal is None:
        return None
    return counted(
        DeadlineKind.POLICE_SEAL,
        served_on,
        Event.SEAL_NOTICE_SERVED,
        rulebook.police_seal,
        calendar,
    )


def _in_working_days(
    what: DeadlineKind, starts: date, event: Event, parameter: Parameter, calendar: HolidayCalendar
) -> Deadline:
    due_on = add_working_days(starts, parameter.value, calendar)
    passed = [starts + timedelta(days=n + 1) for n in range((due_on - starts).days)]
    provisional = not all(is_settled(day, calendar) for day in passed)
    steps: tuple[Step, ...] = (
        step(StepCode.BEGINS, day=starts, event=event),
        step(StepCode.WORKING_DAYS, days=parameter.value, ends=due_on),
        *entered(passed, calendar),
    )
    if provisional:
        steps += (step(StepCode.PROVISIONAL, year=due_on.year),)
    return Deadline(what, parameter.basis, starts, due_on, steps, provisional)


def certificate_due(
    asked_on: date, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline | None:
    """Issue the certificate of no criminal record (F-10, unconfirmed); None before the Measures."""
    if rulebook.certificate is None:
        return None
    return _in_working_days(
        DeadlineKind.CERTIFICATE, asked_on, Event.CERTIFICATE_ASKED, rulebook.certificate, calendar
    )


def seal_query_decision(
    received_on: date, rulebook: Rulebook, calendar: HolidayCalendar
) -> Deadline:
    """Decide a query about a sealed record (F-09).

    Seven days, or three working days under the Measures; the earlier one counts (A-4), so that
    whichever is right has been kept.
    """
    event = Event.QUERY_RECEIVED
    what = DeadlineKind.SEAL_QUERY_DECISION
    by_days = counted(what, received_on, event, rulebook.seal_query, calendar)
    if rulebook.seal_query_working is None:
        return by_days
    by_working_days = _in_working_days(
        what, received_on, event, rulebook.seal_query_working, calendar
    )
    chosen = min(by_days, by_working_days, key=lambda made: made.due_on)
    choice = step(StepCode.EARLIER_OF, first=by_days.due_on, second=by_working_days.due_on)
    return replace(chosen, steps=(*chosen.steps, choice))
