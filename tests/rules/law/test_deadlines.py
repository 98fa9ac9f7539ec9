"""What is due, until when, under which article, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanhu.api.gql.words import catalogue
from guanhu.kernel.basis import Verification
from guanhu.kernel.statutes import Statute
from guanhu.law import due, due_assessments, due_clock, due_conduct, due_orders
from guanhu.law.deadlines import Deadline, DeadlineKind, DeadlineState, Nature, explain
from guanhu.law.holidays import OFFICIAL_HOLIDAYS, OfficeHolidays
from guanhu.law.periods import ProbationPeriod, confirm_end, probation_period
from guanhu.law.rulebooks import rulebook, rulebook_for
from guanhu.law.steps import StepCode, step_sentence
from guanhu.law.stopwatch import ReviewClock, fast_track_limit, start_clock
from support.law_vectors import vectors

BOOK = rulebook("r2026_01")
OLD_BOOK = rulebook("r2019_12")
DAY = date(2026, 3, 2)
DECIDED = date(2026, 3, 20)


def a_stopped_clock() -> ReviewClock:
    stopped = start_clock(DAY, BOOK).suspend(DECIDED)
    assert isinstance(stopped, ReviewClock)
    return stopped


def a_period() -> ProbationPeriod:
    period = probation_period(DECIDED, 6, BOOK)
    assert isinstance(period, ProbationPeriod)
    return period


def one_of_each(day: date = DAY) -> list[Deadline]:
    """Every kind of deadline once, counted from `day` where it counts from one date."""
    cal = OFFICIAL_HOLIDAYS
    clock = start_clock(day, BOOK)
    made = [
        due.legal_aid_notice(day, BOOK, cal),
        due.legal_aid_assignment(day, BOOK, cal),
        due.rights_notice(day, due.Party.SUSPECT, BOOK, cal),
        due.rights_notice(day, due.Party.VICTIM, BOOK, cal),
        due.service_due(day, "police", BOOK, cal),
        due.final_service_due(day, "police", BOOK, cal),
        due.revocation_service_due(day, "police", BOOK, cal),
        due.supplementary_investigation(day, BOOK, cal),
        due.police_reconsideration(day, BOOK, cal),
        due.police_review_request(day, BOOK, cal),
        due.reconsideration_answer(day, BOOK, cal),
        due.police_review_answer(day, BOOK, cal),
        due.victim_complaint(day, BOOK, cal),
        due.minor_complaint(day, BOOK, cal),
        due.complaint_review(day, BOOK, cal),
        due.higher_complaint_review(day, BOOK, cal),
        due.recommendation_answer(day, BOOK, cal),
        due_orders.guidance_session(day, 1),
        due_orders.guardian_duty(day, 14),
        due_conduct.leave_return(day, 7),
        due_conduct.evidence_window(day, 5),
        due_orders.guidance_visit(day, BOOK),
        due_assessments.milestone_review(day, 77, 10),
        due.seal_due(day),
        due.police_seal(day, BOOK, cal),
        due.seal_query_decision(day, BOOK, cal),
        due.certificate_due(day, BOOK, cal),
        due_clock.custody_release(day),
        due_clock.review_limit(clock, BOOK, cal),
        due_clock.proposal_due(clock, BOOK, cal),
        due_clock.probation_end(a_period(), BOOK),
        due_clock.final_decision_due(a_stopped_clock(), a_period(), BOOK, cal),
        due_clock.prosecution_after_revocation(a_stopped_clock(), date(2026, 6, 1), BOOK, cal),
        due_clock.bail_end(day, BOOK),
        due_clock.residential_surveillance_end(day, BOOK),
    ]
    return [deadline for deadline in made if deadline is not None]


EXPECTED = {
    DeadlineKind.LEGAL_AID_NOTICE: (date(2026, 3, 5), "M-06", Statute.RULES, "460"),
    DeadlineKind.LEGAL_AID_ASSIGNMENT: (date(2026, 3, 5), "M-06", Statute.LAL, "36"),
    DeadlineKind.RIGHTS_NOTICE_SUSPECT: (date(2026, 3, 5), "M-07", Statute.CPL, "34(2)"),
    DeadlineKind.RIGHTS_NOTICE_VICTIM: (date(2026, 3, 5), "M-07", Statute.CPL, "46(2)"),
    DeadlineKind.SERVICE: (date(2026, 3, 5), "D-08", Statute.RULES, "471(1)"),
    DeadlineKind.FINAL_SERVICE: (date(2026, 3, 5), "F-03", Statute.RULES, "377"),
    DeadlineKind.REVOCATION_SERVICE: (date(2026, 3, 5), "R-08", Statute.RULES, "471"),
    DeadlineKind.POLICE_RECONSIDERATION: (
        date(2026, 3, 9),
        "D-12",
        Statute.POLICE_RULES,
        "330",
    ),
    DeadlineKind.POLICE_REVIEW_REQUEST: (date(2026, 3, 9), "D-12", Statute.POLICE_RULES, "330"),
    DeadlineKind.RECONSIDERATION_ANSWER: (date(2026, 4, 1), "D-13", Statute.RULES, "379(2)"),
    DeadlineKind.POLICE_REVIEW_ANSWER: (date(2026, 4, 1), "D-13", Statute.RULES, "380"),
    DeadlineKind.VICTIM_COMPLAINT: (date(2026, 3, 9), "D-14", Statute.CPL, "180"),
    DeadlineKind.MINOR_COMPLAINT: (date(2026, 3, 9), "D-17", Statute.CPL, "181"),
    DeadlineKind.COMPLAINT_REVIEW: (date(2026, 6, 2), "D-16", Statute.RULES, "386"),
    DeadlineKind.HIGHER_COMPLAINT_REVIEW: (date(2026, 6, 2), "D-16", Statute.RULES, "386"),
    DeadlineKind.RECOMMENDATION_ANSWER: (date(2026, 4, 2), "S-14", Statute.LPM, "114"),
    DeadlineKind.GUIDANCE_SESSION: (date(2026, 4, 2), "S-07", Statute.SHAPOTOU_ORDER, ""),
    DeadlineKind.GUARDIAN_DUTY: (date(2026, 3, 16), "S-02", Statute.CPL, "283(1)"),
    DeadlineKind.LEAVE_RETURN: (date(2026, 3, 9), "O-03", Statute.CPL, "283(3)(3)"),
    DeadlineKind.EVIDENCE_WINDOW: (date(2026, 3, 7), "R-07", Statute.PRACTICE, ""),
    DeadlineKind.GUIDANCE_VISIT: (date(2026, 9, 2), "S-09", Statute.ZHEJIANG_MEASURES, ""),
    DeadlineKind.MILESTONE_REVIEW: (date(2026, 5, 28), "S-06", Statute.RENSHOU_MEASURES, ""),
    DeadlineKind.SEAL: (date(2026, 3, 2), "F-04", Statute.RULES, "486"),
    DeadlineKind.POLICE_SEAL: (date(2026, 3, 5), "F-08", Statute.SEALING_MEASURES, "~12"),
    DeadlineKind.SEAL_QUERY_DECISION: (
        date(2026, 3, 5),
        "F-09",
        Statute.SEALING_MEASURES,
        "~16",
    ),
    DeadlineKind.CERTIFICATE: (date(2026, 3, 5), "F-10", Statute.SEALING_MEASURES, "~15"),
    DeadlineKind.CUSTODY_RELEASE: (date(2026, 3, 2), "D-10", Statute.PROVISIONS_2013, "34"),
    DeadlineKind.REVIEW_LIMIT: (date(2026, 4, 2), "P-11", Statute.CPL, "172"),
    DeadlineKind.SUPPLEMENTARY_INVESTIGATION: (date(2026, 4, 2), "T-07", Statute.CPL, "175"),
    DeadlineKind.PROPOSAL: (date(2026, 3, 18), "D-04", Statute.PROVISIONS_2013, "~33"),
    DeadlineKind.PROBATION_END: (date(2026, 9, 20), "P-02", Statute.CPL, "283(2)"),
    DeadlineKind.FINAL_DECISION: (date(2026, 10, 8), "P-11", Statute.CPL, "172"),
    DeadlineKind.PROSECUTION_AFTER_REVOCATION: (
        date(2026, 6, 15),  # 14 June is a Sunday
        "R-09",
        Statute.PROVISIONS_2013,
        "45(3)",
    ),
    DeadlineKind.BAIL_END: (date(2027, 3, 2), "P-13", Statute.CPL, "79"),
    DeadlineKind.RESIDENTIAL_SURVEILLANCE_END: (date(2026, 9, 2), "P-13", Statute.CPL, "79"),
}


def test_every_kind_has_its_day_rule_and_article() -> None:
    found = {
        made.what: (made.due_on, made.basis.rule, made.basis.statute, made.basis.article)
        for made in one_of_each()
    }

    assert found == EXPECTED
    assert set(found) == set(DeadlineKind)


def test_every_kind_has_a_title_in_both_languages() -> None:
    titles = catalogue("deadlines")

    assert set(titles) >= {kind.name for kind in DeadlineKind}
    assert all(
        titles[kind.name]["zh"].strip() and titles[kind.name]["en"].strip() for kind in DeadlineKind
    )


@pytest.mark.parametrize("vector", vectors("complaint_routes"))
def test_every_complaint_vector(vector: dict[str, Any]) -> None:
    # T-03: a paper posted before the end is in time.
    route = due.complaint_route(vector["served"], vector["complained"], BOOK, OFFICIAL_HOLIDAYS)

    assert route.value == vector["route"]


def test_a_complaint_a_day_too_late_goes_to_the_deciding_procuratorate() -> None:
    route = due.complaint_route(DAY, date(2026, 3, 10), BOOK, OFFICIAL_HOLIDAYS)

    assert route is due.ComplaintRoute.DECIDING_PROCURATORATE


def test_a_complex_complaint_has_six_months() -> None:
    made = due.complaint_review(DAY, BOOK, OFFICIAL_HOLIDAYS, complex_case=True)

    assert made.due_on == date(2026, 9, 2)


def test_only_unverified_sources_are_unconfirmed() -> None:
    unconfirmed = {made.what for made in one_of_each() if made.basis.unconfirmed}

    assert unconfirmed == {
        DeadlineKind.EVIDENCE_WINDOW,
        DeadlineKind.PROPOSAL,
        DeadlineKind.REVOCATION_SERVICE,
        DeadlineKind.POLICE_SEAL,
        DeadlineKind.SEAL_QUERY_DECISION,
        DeadlineKind.CERTIFICATE,
    }


def test_a_warning_is_no_duty() -> None:
    natures = {made.what: made.nature for made in one_of_each()}

    assert natures[DeadlineKind.PROPOSAL] is Nature.WARNING
    assert natures[DeadlineKind.SERVICE] is Nature.DUTY
    assert natures[DeadlineKind.VICTIM_COMPLAINT] is Nature.RIGHT
    assert natures[DeadlineKind.MINOR_COMPLAINT] is Nature.RIGHT
    assert natures[DeadlineKind.POLICE_SEAL] is Nature.OTHERS_DUTY
    assert natures[DeadlineKind.PROBATION_END] is Nature.LAPSE


def test_what_did_not_exist_under_an_older_rulebook_is_not_due() -> None:
    day = date(2020, 3, 2)

    assert due.police_seal(day, OLD_BOOK, OFFICIAL_HOLIDAYS) is None
    assert due.certificate_due(day, OLD_BOOK, OFFICIAL_HOLIDAYS) is None
    assert due.recommendation_answer(day, OLD_BOOK, OFFICIAL_HOLIDAYS) is None
    query = due.seal_query_decision(day, OLD_BOOK, OFFICIAL_HOLIDAYS)
    assert query.due_on == date(2020, 3, 9)
    assert query.basis.verification is Verification.V1


def test_the_stricter_of_two_limits_for_a_query_counts() -> None:
    over_the_holiday = due.seal_query_decision(date(2026, 9, 30), BOOK, OFFICIAL_HOLIDAYS)

    assert over_the_holiday.due_on == date(2026, 10, 8)
    assert over_the_holiday.basis.article == "484(2)"


def test_no_proposal_warning_where_the_limit_is_too_short_or_the_clock_stands() -> None:
    short = ReviewClock.start(DAY, fast_track_limit(BOOK))

    assert due_clock.proposal_due(short, BOOK, OFFICIAL_HOLIDAYS) is None
    assert due_clock.proposal_due(a_stopped_clock(), BOOK, OFFICIAL_HOLIDAYS) is None
    assert due_clock.review_limit(a_stopped_clock(), BOOK, OFFICIAL_HOLIDAYS) is None


def test_the_proposal_warning_never_shortens_the_lead() -> None:
    # D-04: a warning, never a bar.
    # Received 26 January: the limit ends on 26 February, 15 days before is 11 February.
    weekday = due_clock.proposal_due(start_clock(date(2026, 1, 26), BOOK), BOOK, OFFICIAL_HOLIDAYS)
    # Received 5 February: 5 March less 15 days is 18 February, inside the Spring Festival.
    festival = due_clock.proposal_due(start_clock(date(2026, 2, 5), BOOK), BOOK, OFFICIAL_HOLIDAYS)

    assert weekday is not None
    assert weekday.due_on == date(2026, 2, 11)
    assert festival is not None
    assert festival.due_on == date(2026, 2, 14)


def test_custody_keeps_the_review_limit_where_it_is() -> None:
    # Received 5 January; 5 February plus 15 days would be 20 February, in the Spring Festival.
    clock = start_clock(date(2026, 1, 5), BOOK).extend(date(2026, 2, 4), 15)
    assert isinstance(clock, ReviewClock)

    free = due_clock.review_limit(clock, BOOK, OFFICIAL_HOLIDAYS)
    held = due_clock.review_limit(clock, BOOK, OFFICIAL_HOLIDAYS, custody=True)

    assert free is not None
    assert held is not None
    assert free.due_on == date(2026, 2, 24)
    assert held.due_on == date(2026, 2, 20)


def test_the_limit_that_goes_on_after_the_period() -> None:
    resumed = a_stopped_clock().resume(date(2026, 9, 20))
    assert isinstance(resumed, ReviewClock)

    limit = due_clock.review_limit(resumed, BOOK, OFFICIAL_HOLIDAYS)

    assert limit is not None
    assert (limit.starts, limit.due_on) == (date(2026, 9, 20), date(2026, 10, 8))


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 3, 2), DeadlineState.OPEN),
        (date(2026, 3, 3), DeadlineState.DUE_SOON),
        (date(2026, 3, 5), DeadlineState.DUE_TODAY),
        (date(2026, 3, 6), DeadlineState.OVERDUE),
    ],
)
def test_where_a_deadline_stands(today: date, state: DeadlineState) -> None:
    assert due.legal_aid_notice(DAY, BOOK, OFFICIAL_HOLIDAYS).state_on(today) is state


def test_a_deadline_met_late_says_so() -> None:
    open_one = due.service_due(DAY, "police", BOOK, OFFICIAL_HOLIDAYS)
    in_time, too_late = open_one.done(date(2026, 3, 5)), open_one.done(date(2026, 3, 6))

    assert (in_time.late, too_late.late, open_one.late) == (False, True, False)
    assert too_late.state_on(date(2026, 4, 1)) is DeadlineState.DONE
    assert too_late.addressee == "police"


def test_a_deadline_is_not_done_before_the_day_it_was_met() -> None:
    made = due.service_due(DAY, "police", BOOK, OFFICIAL_HOLIDAYS).done(date(2026, 3, 4))

    assert made.state_on(date(2026, 3, 3)) is DeadlineState.DUE_SOON


def test_the_final_decision_explains_itself_in_chinese() -> None:
    made = due_clock.final_decision_due(a_stopped_clock(), a_period(), BOOK, OFFICIAL_HOLIDAYS)

    assert explain(made, "zh") == [
        "依据：《刑事诉讼法》第一百七十二条。",
        "审查期限自2026年3月2日至2026年3月20日已用18日，此后停止计算。",
        "期限共31日，剩余13日。",
        "自2026年9月20日（考验期届满）恢复计算，当日不计入。",
        "计13日，至2026年10月3日。",
        (
            "2026年10月3日是休息日，顺延至节假日后的第一个工作日2026年10月8日"
            "（《刑事诉讼法》第一百零五条第四款）。"
        ),
        "考验期不计入审查期限，依据2013年规定第四十条、第四十五条（二手来源，待确认）。",
    ]


def test_the_end_of_probation_explains_itself_in_english() -> None:
    period = confirm_end(a_period(), date(2026, 9, 19))
    assert isinstance(period, ProbationPeriod)

    assert explain(due_clock.probation_end(period, BOOK), "en") == [
        "Source: Criminal Procedure Law art. 283(2).",
        "The period runs from the day of the decision, 20 March 2026.",
        "Months counted: 6, to 20 September 2026 (the same day of the month).",
        (
            "Two readings: by months to 20 September 2026, sentence style to 19 September 2026;"
            " the period is over only after both."
        ),
        "The decision prints 19 September 2026.",
        "The holiday rule does not apply: it would lengthen a burden on the minor.",
    ]


def test_a_provisional_or_unconfirmed_deadline_says_so() -> None:
    provisional = due.service_due(date(2027, 3, 1), "police", BOOK, OFFICIAL_HOLIDAYS)
    unconfirmed = due.police_seal(DAY, BOOK, OFFICIAL_HOLIDAYS)

    assert unconfirmed is not None
    assert "provisional" in explain(provisional, "en")[-1]
    assert provisional.provisional is True
    assert "unconfirmed" in explain(unconfirmed, "en")[-1]
    assert "未经确认" in explain(unconfirmed, "zh")[-1]


def test_every_step_has_a_sentence_without_holes_in_both_languages() -> None:
    holidays = OfficeHolidays(extra_rest=frozenset({date(2026, 3, 18)}))
    overrun = start_clock(DAY, BOOK).suspend(date(2026, 4, 10))
    extended = start_clock(DAY, BOOK).extend(DAY, 15)
    assert isinstance(overrun, ReviewClock)
    assert isinstance(extended, ReviewClock)
    period = confirm_end(a_period(), date(2026, 9, 19))
    later_period = probation_period(date(2026, 4, 10), 6, BOOK)
    assert isinstance(period, ProbationPeriod)
    assert isinstance(later_period, ProbationPeriod)
    made = [
        *one_of_each(),
        *one_of_each(date(2027, 1, 29)),
        due_clock.proposal_due(start_clock(DAY, BOOK), BOOK, holidays),
        due_clock.final_decision_due(overrun, later_period, BOOK, holidays),
        due_clock.review_limit(extended, BOOK, holidays, custody=True),
        due_clock.probation_end(period, BOOK),
    ]
    steps = [told for deadline in made if deadline is not None for told in deadline.steps]

    assert {told.code for told in steps} == set(StepCode)
    for told in steps:
        zh, en = step_sentence(told, "zh"), step_sentence(told, "en")
        assert zh.endswith("。")
        assert en.endswith(".")
        assert "{" not in zh + en
        assert "_" not in zh + en


NOT_LIMITS = {
    DeadlineKind.SEAL,
    DeadlineKind.CUSTODY_RELEASE,
    DeadlineKind.GUIDANCE_SESSION,
    DeadlineKind.GUARDIAN_DUTY,
    DeadlineKind.LEAVE_RETURN,
    DeadlineKind.EVIDENCE_WINDOW,
    DeadlineKind.GUIDANCE_VISIT,
    DeadlineKind.MILESTONE_REVIEW,
}


@given(st.dates(date(2020, 1, 1), date(2032, 12, 31)))
def test_every_actors_deadline_falls_on_a_working_day_after_its_start(day: date) -> None:
    lapses = {Nature.LAPSE}
    book = rulebook_for(day)
    for made in one_of_each(day):
        # Sealing (F-04) and release from custody (D-10) are due at once, and what is asked of a
        # guardian is no limit of procedure: there is nothing that could move off a rest day.
        if made.nature in lapses or made.what in NOT_LIMITS:
            continue
        assert not OFFICIAL_HOLIDAYS.is_rest_day(made.due_on), made.what
        assert made.due_on > made.starts
    assert due_clock.bail_end(day, book).due_on - day >= timedelta(days=365)
