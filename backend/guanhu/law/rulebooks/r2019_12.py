"""From 30 December 2019: the procedure law of 2018 and the Rules of 2019."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from guanhu.kernel.basis import LegalBasis, Verification
from guanhu.kernel.statutes import Statute
from guanhu.law.ladder import Ladder, Rung
from guanhu.law.register import cited, rule
from guanhu.law.rulebook import Choice, EndReading, Parameter, Rulebook, Unit


def _days(value: int, basis: LegalBasis) -> Parameter:
    return Parameter(value, Unit.DAYS, basis)


def _months(value: int, basis: LegalBasis) -> Parameter:
    return Parameter(value, Unit.MONTHS, basis)


_NODES = rule("S-06").basis
_NODES_UNREAD = replace(_NODES, verification=Verification.N)
"""That there are two assessments was read of one place; every other number about them is ours."""
_REVIEW = cited("P-11", Statute.CPL, "172")

R2019_12: Final = Rulebook(
    id="r2019_12",
    in_force_from=date(2019, 12, 30),
    zh="2018年刑事诉讼法与2019年刑事诉讼规则",
    en="Procedure law of 2018 and Rules of 2019",
    probation_least=_months(6, rule("P-01").basis),
    probation_most=_months(12, rule("P-01").basis),
    # Neither reading is settled, so both count until somebody signs one off.
    end_reading=Choice(
        EndReading.BOTH, LegalBasis(Statute.SPC_INT, "202(1)", "T-05", Verification.I)
    ),
    expected_sentence_most=_months(12, rule("E-02").basis),
    review_limit=_months(1, _REVIEW),
    review_extension=_days(15, _REVIEW),
    fast_track_limit=_days(10, _REVIEW),
    fast_track_extension=_days(5, _REVIEW),
    supplements_most=Parameter(2, Unit.TIMES, cited("T-07", Statute.CPL, "175")),
    supplement=_months(1, cited("T-07", Statute.CPL, "175")),
    proposal_lead=_days(15, rule("D-04").basis),
    legal_aid_notice=_days(3, rule("M-06").basis),
    legal_aid_assignment=_days(3, cited("M-06", Statute.LAL, "36")),
    rights_notice=_days(3, rule("M-07").basis),
    service=_days(3, rule("D-08").basis),
    police_reconsideration=_days(7, rule("D-12").basis),
    police_review_request=_days(7, rule("D-12").basis),
    challenge_answer=_days(30, cited("D-13", Statute.RULES, "379(2)")),
    victim_complaint=_days(7, rule("D-14").basis),
    minor_complaint=_days(7, rule("D-17").basis),
    complaint_review=_months(3, rule("D-16").basis),
    complaint_review_complex=_months(6, rule("D-16").basis),
    bail_most=_months(12, rule("P-13").basis),
    residential_surveillance_most=_months(6, rule("P-13").basis),
    repeated_breach=Parameter(3, Unit.TIMES, rule("R-05").basis),
    # Minor, legal representative, defender: by analogy with the hearing before a decision.
    revocation_hearings=Parameter(3, Unit.TIMES, rule("R-08").basis),
    response_ladder=Ladder(tuple(Rung), rule("R-07").basis),
    # Neither number was read anywhere: starting values, which only prompt and show.
    consult_after=Parameter(2, Unit.TIMES, rule("R-07").basis),
    fact_ages_out=_months(6, rule("R-07").basis),
    assessment_nodes=Parameter(2, Unit.TIMES, _NODES),
    assessment_lead=_days(30, _NODES_UNREAD),
    assessment_window=_days(14, _NODES_UNREAD),
    pause_ill=_days(10, _NODES_UNREAD),
    pause_not_engaged=_days(5, _NODES_UNREAD),
    pause_system_down=_days(5, _NODES_UNREAD),
    seal_query=_days(7, rule("F-09").basis),
    unseal_from=_months(60, rule("F-13").basis),
)
