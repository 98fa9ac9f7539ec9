"""Dated rulebooks: chosen by date, never the latest."""

from __future__ import annotations

from datetime import date

import pytest

from guanhu.law.errors import NoRulebook, NotASetting
from guanhu.law.ladder import Ladder, Rung
from guanhu.law.rulebook import EndReading, Rulebook, Unit
from guanhu.law.rulebooks import RULEBOOKS, rulebook, rulebook_for


@pytest.mark.parametrize(
    ("on", "book"),
    [
        (date(2019, 12, 30), "r2019_12"),
        (date(2021, 5, 31), "r2019_12"),
        (date(2021, 6, 1), "r2021_06"),
        (date(2022, 5, 29), "r2021_06"),
        (date(2022, 5, 30), "r2022_05"),
        (date(2025, 12, 31), "r2022_05"),
        (date(2026, 1, 1), "r2026_01"),
        (date(2031, 1, 1), "r2026_01"),
    ],
)
def test_the_rulebook_in_force_on_a_day(on: date, book: str) -> None:
    assert rulebook_for(on).id == book
    assert rulebook(book) is rulebook_for(on)


def test_there_is_none_before_the_first() -> None:
    with pytest.raises(NoRulebook) as refused:
        rulebook_for(date(2019, 12, 29))

    assert refused.value.facts == {"on": date(2019, 12, 29), "first": date(2019, 12, 30)}


def test_an_unknown_id_is_an_error() -> None:
    with pytest.raises(KeyError):
        rulebook("r1999_01")


def test_they_stand_in_order_and_have_ids_of_their_own() -> None:
    starts = [book.in_force_from for book in RULEBOOKS]

    assert starts == sorted(set(starts))
    assert len({book.id for book in RULEBOOKS}) == len(RULEBOOKS)
    assert all(book.id == f"r{book.in_force_from:%Y_%m}" for book in RULEBOOKS)


def test_the_numbers_of_the_present_rulebook() -> None:
    # T-01: each counts something named.
    numbers = {
        name: (parameter.value, parameter.unit, parameter.basis.rule)
        for name, parameter in rulebook("r2026_01").parameters().items()
    }

    assert numbers == {
        "probation_least": (6, Unit.MONTHS, "P-01"),
        "probation_most": (12, Unit.MONTHS, "P-01"),
        "expected_sentence_most": (12, Unit.MONTHS, "E-02"),
        "review_limit": (1, Unit.MONTHS, "P-11"),
        "review_extension": (15, Unit.DAYS, "P-11"),
        "fast_track_limit": (10, Unit.DAYS, "P-11"),
        "fast_track_extension": (5, Unit.DAYS, "P-11"),
        "supplements_most": (2, Unit.TIMES, "T-07"),
        "supplement": (1, Unit.MONTHS, "T-07"),
        "proposal_lead": (15, Unit.DAYS, "D-04"),
        "legal_aid_notice": (3, Unit.DAYS, "M-06"),
        "legal_aid_assignment": (3, Unit.DAYS, "M-06"),
        "rights_notice": (3, Unit.DAYS, "M-07"),
        "service": (3, Unit.DAYS, "D-08"),
        "police_reconsideration": (7, Unit.DAYS, "D-12"),
        "police_review_request": (7, Unit.DAYS, "D-12"),
        "challenge_answer": (30, Unit.DAYS, "D-13"),
        "victim_complaint": (7, Unit.DAYS, "D-14"),
        "minor_complaint": (7, Unit.DAYS, "D-17"),
        "complaint_review": (3, Unit.MONTHS, "D-16"),
        "complaint_review_complex": (6, Unit.MONTHS, "D-16"),
        "bail_most": (12, Unit.MONTHS, "P-13"),
        "residential_surveillance_most": (6, Unit.MONTHS, "P-13"),
        "repeated_breach": (3, Unit.TIMES, "R-05"),
        "revocation_hearings": (3, Unit.TIMES, "R-08"),
        "consult_after": (2, Unit.TIMES, "R-07"),
        "fact_ages_out": (6, Unit.MONTHS, "R-07"),
        "assessment_nodes": (2, Unit.TIMES, "S-06"),
        "assessment_lead": (30, Unit.DAYS, "S-06"),
        "assessment_window": (14, Unit.DAYS, "S-06"),
        "pause_ill": (10, Unit.DAYS, "S-06"),
        "pause_not_engaged": (5, Unit.DAYS, "S-06"),
        "pause_system_down": (5, Unit.DAYS, "S-06"),
        "seal_query": (7, Unit.DAYS, "F-09"),
        "unseal_from": (60, Unit.MONTHS, "F-13"),
        "recommendation_answer": (1, Unit.MONTHS, "S-14"),
        "guidance_sessions": (1, Unit.TIMES, "S-07"),
        "guidance_minutes": (40, Unit.MINUTES, "S-07"),
        "guidance_course_most": (6, Unit.MONTHS, "S-09"),
        "guidance_visit": (6, Unit.MONTHS, "S-09"),
        "police_seal": (3, Unit.DAYS, "F-08"),
        "seal_query_working": (3, Unit.WORKING_DAYS, "F-09"),
        "certificate": (3, Unit.WORKING_DAYS, "F-10"),
        "unseal_above": (60, Unit.MONTHS, "F-13"),
    }


def test_only_what_was_not_read_in_the_statute_is_a_setting() -> None:
    settings = {
        name
        for name, parameter in rulebook("r2026_01").parameters().items()
        if parameter.is_setting
    }

    assert settings == {
        "proposal_lead",
        "repeated_breach",
        "revocation_hearings",
        "consult_after",
        "fact_ages_out",
        "assessment_nodes",
        "assessment_lead",
        "assessment_window",
        "pause_ill",
        "pause_not_engaged",
        "pause_system_down",
        "guidance_sessions",
        "guidance_minutes",
        "guidance_course_most",
        "guidance_visit",
        "police_seal",
        "seal_query_working",
        "certificate",
        "unseal_above",
    }


def test_an_unconfirmed_number_can_be_set() -> None:
    book = rulebook("r2026_01")

    changed = book.with_setting("repeated_breach", 4)

    assert isinstance(changed, Rulebook)
    assert changed.repeated_breach.value == 4
    assert changed.repeated_breach.basis == book.repeated_breach.basis
    assert book.repeated_breach.value == 3


def test_a_number_of_the_statute_cannot() -> None:
    refused = rulebook("r2026_01").with_setting("probation_most", 18)

    assert isinstance(refused, NotASetting)
    assert refused.facts == {"name": "probation_most"}


def test_settings_are_known_and_positive() -> None:
    book = rulebook("r2026_01")
    with pytest.raises(KeyError):
        book.with_setting("patience", 4)
    with pytest.raises(ValueError, match="at least 1"):
        book.with_setting("repeated_breach", 0)


def test_both_readings_of_the_end_hold_until_one_is_signed_off() -> None:
    book = rulebook("r2026_01")

    assert book.end_reading.value is EndReading.BOTH
    assert book.end_reading.basis.unconfirmed
    assert book.with_end_reading(EndReading.SAME_DAY).end_reading.value is EndReading.SAME_DAY


def test_sealed_violations_belong_to_2026() -> None:
    assert rulebook("r2022_05").violations_sealed_by is None
    sealed_by = rulebook("r2026_01").violations_sealed_by
    assert sealed_by is not None
    assert sealed_by.citation("en") == "Public Security Administration Punishments Law art. 136"


def test_r07_the_ladder_is_unconfirmed_and_an_office_sets_its_own() -> None:
    book = rulebook("r2026_01")
    shorter = Ladder((Rung.WARNING, Rung.REVOCATION_PROPOSAL), book.response_ladder.basis)

    assert book.response_ladder.rungs == tuple(Rung)
    assert book.response_ladder.basis.rule == "R-07"
    assert book.response_ladder.basis.unconfirmed
    assert book.with_ladder(shorter).response_ladder.milder == (Rung.WARNING,)
    for rungs in ((Rung.REVOCATION_PROPOSAL, Rung.WARNING), (Rung.WARNING,)):
        with pytest.raises(ValueError, match="a ladder climbs"):
            Ladder(rungs, book.response_ladder.basis)
