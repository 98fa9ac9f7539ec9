"""The gates before the conditional and before the final decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from guanhu.decisions.facts import (
    Addressee,
    Explained,
    FinalFacts,
    HearingStage,
    ObjectionKind,
    OpinionFacts,
    OpinionParty,
    ProposalFacts,
    ServiceMode,
)
from guanhu.decisions.rules import (
    addressees,
    is_late,
    refuse_announcement,
    refuse_face_to_face,
    refuse_final_decision,
    refuse_proposal,
    refuse_prosecution,
    refuse_service_dates,
)
from guanhu.eligibility.facts import (
    ScreeningResult,
    ScreeningStanding,
    TriageOutcome,
    TriageStanding,
)
from guanhu.kernel.errors import facts_as_text
from guanhu.law.rulebooks import rulebook_for

TODAY = date(2026, 3, 20)
ENDS = date(2026, 9, 20)


def heard(
    party: OpinionParty,
    objection: ObjectionKind = ObjectionKind.NONE,
    *,
    stage: HearingStage = HearingStage.BEFORE_DECISION,
    withdrawn: bool = False,
    answered: bool = False,
) -> OpinionFacts:
    return OpinionFacts(stage, party, objection, withdrawn=withdrawn, answered=answered)


EVERYBODY = tuple(heard(party) for party in OpinionParty)

READY = ProposalFacts(
    screening=ScreeningStanding(
        ScreeningResult.ELIGIBLE,
        outdated=False,
        triage=TriageStanding(TriageOutcome.CONDITIONAL, outdated=False),
    ),
    has_victim=True,
    opinions=EVERYBODY,
    rulebook=rulebook_for(TODAY).id,
    today=TODAY,
    months=6,
)

MINOR, PARENT = OpinionParty.MINOR, OpinionParty.LEGAL_REPRESENTATIVE
DISPOSITION, CONDITIONS = ObjectionKind.DISPOSITION, ObjectionKind.CONDITIONS


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        pytest.param(READY, None, id="everything-is-there"),
        pytest.param(
            replace(READY, screening=ScreeningStanding(None, outdated=False)),
            ("NOT_SCREENED", "E-01"),
            id="no-screening",
        ),
        pytest.param(
            replace(READY, screening=ScreeningStanding(ScreeningResult.ELIGIBLE, outdated=True)),
            ("SCREENING_OUTDATED", "E-01"),
            id="charges-changed-since",
        ),
        pytest.param(
            replace(
                READY, screening=ScreeningStanding(ScreeningResult.NEEDS_DECISION, outdated=False)
            ),
            ("NOT_ELIGIBLE", "E-10"),
            id="needs-decision",
        ),
        pytest.param(
            replace(READY, opinions=EVERYBODY[1:]), ("OPINIONS_MISSING", "D-01"), id="no-police"
        ),
        pytest.param(
            replace(READY, opinions=(*EVERYBODY, heard(MINOR, DISPOSITION))),
            ("MUST_PROSECUTE", "D-05"),
            id="minor-objects",
        ),
        pytest.param(
            replace(READY, opinions=(*EVERYBODY, heard(PARENT, DISPOSITION))),
            ("MUST_PROSECUTE", "D-05"),
            id="legal-representative-objects",
        ),
        pytest.param(
            replace(READY, opinions=(*EVERYBODY, heard(MINOR, DISPOSITION, withdrawn=True))),
            None,
            id="objection-withdrawn",
        ),
        pytest.param(
            replace(READY, opinions=(*EVERYBODY, heard(OpinionParty.VICTIM, DISPOSITION))),
            None,
            id="victim-objects",
        ),
        pytest.param(
            replace(READY, opinions=(*EVERYBODY, heard(PARENT, CONDITIONS))),
            ("OBJECTION_UNANSWERED", "D-06"),
            id="conditions-unanswered",
        ),
        pytest.param(
            replace(READY, opinions=(*EVERYBODY, heard(PARENT, CONDITIONS, answered=True))),
            None,
            id="conditions-answered",
        ),
        pytest.param(replace(READY, months=5), ("PERIOD_OUT_OF_RANGE", "P-01"), id="five-months"),
        pytest.param(replace(READY, months=12), None, id="twelve-months"),
        pytest.param(
            replace(READY, months=13), ("PERIOD_OUT_OF_RANGE", "P-01"), id="thirteen-months"
        ),
    ],
)
def test_the_gate_before_a_conditional_decision(
    facts: ProposalFacts, answer: tuple[str, str] | None
) -> None:
    refusal = refuse_proposal(facts)

    assert (None if refusal is None else (refusal.code, refusal.rule)) == answer


def test_who_is_missing_is_named() -> None:
    refusal = refuse_proposal(replace(READY, opinions=(heard(MINOR), heard(PARENT))))

    assert refusal is not None
    assert facts_as_text(refusal.facts) == {"missing": "POLICE,VICTIM,DEFENDER"}


def test_a_victim_who_does_not_exist_is_not_missed() -> None:
    without = tuple(one for one in EVERYBODY if one.party is not OpinionParty.VICTIM)

    assert refuse_proposal(replace(READY, opinions=without, has_victim=False)) is None
    refusal = refuse_proposal(replace(READY, opinions=without))
    assert refusal is not None
    assert facts_as_text(refusal.facts) == {"missing": "VICTIM"}


def test_hearing_before_the_final_decision_does_not_count_before_the_first() -> None:
    later = heard(OpinionParty.POLICE, stage=HearingStage.BEFORE_FINAL_DECISION)

    refusal = refuse_proposal(replace(READY, opinions=(*EVERYBODY[1:], later)))

    assert refusal is not None
    assert facts_as_text(refusal.facts) == {"missing": "POLICE"}


def test_prosecution_on_this_path_needs_the_family_s_objection() -> None:
    refusal = refuse_prosecution((heard(OpinionParty.VICTIM, DISPOSITION),))

    assert refusal is not None
    assert (refusal.code, refusal.rule) == ("NO_DISPOSITION_OBJECTION", "D-05")
    assert refuse_prosecution((heard(MINOR, DISPOSITION),)) is None


AGAIN = heard(OpinionParty.VICTIM, stage=HearingStage.BEFORE_FINAL_DECISION)
OVER = FinalFacts(
    ends_on=ENDS, has_victim=True, opinions=(*EVERYBODY, AGAIN), today=date(2026, 9, 21)
)


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        pytest.param(OVER, None, id="over-and-heard"),
        pytest.param(
            replace(OVER, today=ENDS), ("PERIOD_NOT_OVER", "P-12"), id="later-reading-still-runs"
        ),
        pytest.param(
            replace(OVER, today=date(2026, 9, 19)), ("PERIOD_NOT_OVER", "P-12"), id="earlier"
        ),
        pytest.param(replace(OVER, ends_on=None), ("PERIOD_NOT_OVER", "P-12"), id="no-period"),
        pytest.param(
            replace(OVER, opinions=EVERYBODY),
            ("VICTIM_NOT_HEARD_AGAIN", "P-09"),
            id="heard-only-the-first-time",
        ),
        pytest.param(replace(OVER, opinions=EVERYBODY, has_victim=False), None, id="no-victim"),
    ],
)
def test_the_gate_before_the_final_decision(
    facts: FinalFacts, answer: tuple[str, str] | None
) -> None:
    refusal = refuse_final_decision(facts)

    assert (None if refusal is None else (refusal.code, refusal.rule)) == answer


@pytest.mark.parametrize(
    ("has_victim", "has_defender", "absent"),
    [
        pytest.param(True, True, set(), id="all-five"),
        pytest.param(False, True, {Addressee.VICTIM}, id="no-victim"),
        pytest.param(True, False, {Addressee.DEFENDER}, id="no-defender"),
        pytest.param(False, False, {Addressee.VICTIM, Addressee.DEFENDER}, id="neither"),
    ],
)
def test_on_whom_a_decision_is_served(
    *, has_victim: bool, has_defender: bool, absent: set[Addressee]
) -> None:
    found = addressees(has_victim=has_victim, has_defender=has_defender)

    assert set(found) == set(Addressee) - absent


@pytest.mark.parametrize(
    ("mode", "sent_on", "received_on", "late"),
    [
        pytest.param(ServiceMode.DIRECT, 22, 23, False, id="on-the-last-day"),
        pytest.param(ServiceMode.DIRECT, 22, 24, True, id="a-day-late"),
        pytest.param(ServiceMode.POST, 23, 27, False, id="posted-in-time"),
        pytest.param(ServiceMode.POST, 24, 27, True, id="posted-late"),
        pytest.param(ServiceMode.ENTRUSTED, 23, 27, True, id="entrusted-is-not-posted"),
    ],
)
def test_when_a_service_is_late(
    mode: ServiceMode, sent_on: int, received_on: int, *, late: bool
) -> None:
    # T-03: travel time is left out; T-09: the date of the receipt counts.
    found = is_late(
        mode,
        sent_on=date(2026, 3, sent_on),
        received_on=date(2026, 3, received_on),
        due_on=date(2026, 3, 23),
    )

    assert found is late


@pytest.mark.parametrize(
    ("sent_on", "received_on", "answer"),
    [
        pytest.param(date(2026, 3, 20), date(2026, 3, 20), None, id="same-day"),
        pytest.param(
            date(2026, 3, 19), date(2026, 3, 20), ("DATE_TOO_EARLY", "sentOn"), id="before-decided"
        ),
        pytest.param(
            date(2026, 3, 22),
            date(2026, 3, 21),
            ("DATE_TOO_EARLY", "receivedOn"),
            id="received-before-sent",
        ),
        pytest.param(
            date(2026, 3, 22), date(2026, 3, 26), ("DATE_IN_FUTURE", "receivedOn"), id="tomorrow"
        ),
    ],
)
def test_dates_of_a_service(
    sent_on: date, received_on: date, answer: tuple[str, str] | None
) -> None:
    refusal = refuse_service_dates(
        decided_on=TODAY, sent_on=sent_on, received_on=received_on, today=date(2026, 3, 25)
    )

    assert (None if refusal is None else (refusal.code, refusal.facts["field"])) == answer


def test_nothing_is_announced_before_it_is_decided_or_tomorrow() -> None:
    early = refuse_announcement(announced_on=date(2026, 3, 19), decided_on=TODAY, today=TODAY)
    late = refuse_announcement(announced_on=date(2026, 3, 21), decided_on=TODAY, today=TODAY)

    assert early is not None
    assert early.code == "DATE_TOO_EARLY"
    assert late is not None
    assert late.code == "DATE_IN_FUTURE"
    assert refuse_announcement(announced_on=TODAY, decided_on=TODAY, today=TODAY) is None


@pytest.mark.parametrize(
    ("minor", "parent", "explained", "answer"),
    [
        pytest.param(True, True, tuple(Explained), None, id="face-to-face"),
        pytest.param(
            False, True, tuple(Explained), ("NOT_FACE_TO_FACE", "D-09"), id="without-the-minor"
        ),
        pytest.param(
            True, False, tuple(Explained), ("NOT_FACE_TO_FACE", "D-09"), id="without-the-parent"
        ),
        pytest.param(
            True, True, (Explained.PERIOD,), ("NOT_EXPLAINED", "D-09"), id="rules-not-explained"
        ),
    ],
)
def test_a_conditional_decision_is_announced_face_to_face(
    *,
    minor: bool,
    parent: bool,
    explained: tuple[Explained, ...],
    answer: tuple[str, str] | None,
) -> None:
    refusal = refuse_face_to_face(
        minor_present=minor, legal_representative_present=parent, explained=explained
    )

    assert (None if refusal is None else (refusal.code, refusal.rule)) == answer
