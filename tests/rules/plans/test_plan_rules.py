"""Moves of a version, and what makes two plans alike."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from guanhu.kernel.errors import ApproverIsAuthor
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.errors import ConsentMissing, PlanMoveNotAllowed, RemovalNeedsNote
from guanhu.plans.facts import (
    AgreementParty,
    AgreementSeen,
    Answer,
    CatalogueEntry,
    CheckInKind,
    ConditionChange,
    ConditionSeen,
    PlanVersionState,
)
from guanhu.plans.rules import (
    is_agreed,
    likeness,
    refuse_removal,
    refuse_reviewer,
    refuse_rhythm,
    refuse_without_consents,
)
from guanhu.plans.states import PlanAction, plan_move
from guanhu.protections.facts import StandingConsents

TODAY = date(2026, 3, 2)
S, A = PlanVersionState, PlanAction

MOVES = {
    S.DRAFT: {A.EDIT: S.DRAFT, A.SUBMIT: S.SUBMITTED, A.DISCARD: S.DISCARDED, A.AGREE: S.DRAFT},
    S.SUBMITTED: {A.APPROVE: S.IN_FORCE, A.RETURN: S.RETURNED, A.AGREE: S.SUBMITTED},
    S.RETURNED: {
        A.EDIT: S.RETURNED, A.SUBMIT: S.SUBMITTED, A.DISCARD: S.DISCARDED, A.AGREE: S.RETURNED,
    },
    S.IN_FORCE: {A.SUPERSEDE: S.SUPERSEDED, A.AGREE: S.IN_FORCE},
    S.SUPERSEDED: {},
    S.DISCARDED: {},
}  # fmt: skip


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("action", list(A))
def test_every_pair_of_state_and_action(state: S, action: A) -> None:
    wanted = MOVES[state].get(action)

    if wanted is None:
        with pytest.raises(PlanMoveNotAllowed):
            plan_move(state, action)
    else:
        assert plan_move(state, action) is wanted


@pytest.mark.parametrize("kind", list(CheckInKind))
def test_only_a_self_report_is_no_rhythm(kind: CheckInKind) -> None:
    assert (refuse_rhythm(kind) is not None) is (kind is CheckInKind.SELF_REPORT)


def test_nobody_reviews_what_they_wrote_in() -> None:
    author, helper, reviewer = uuid4(), uuid4(), uuid4()

    assert isinstance(refuse_reviewer(helper, [author, helper]), ApproverIsAuthor)
    assert refuse_reviewer(reviewer, [author, helper]) is None


def entry(code: str) -> CatalogueEntry:
    found = conditions().find_offered(code, TODAY)
    assert found is not None
    return found


def held(change: ConditionChange) -> ConditionSeen:
    return ConditionSeen(
        id=UUID(int=1), lineage_id=UUID(int=1), plan_version_id=UUID(int=2), case_id=UUID(int=3),
        code="NO_CARD_TRADE", catalogue_version=1, category=entry("NO_CARD_TRADE").category,
        slots={}, proportionality="适当", change=change, removal_note=None,
        consents=StandingConsents(None, None),
    )  # fmt: skip


@pytest.mark.parametrize("change", [ConditionChange.NONE, ConditionChange.CHANGED])
def test_inherited_condition_goes_with_a_note(change: ConditionChange) -> None:
    assert isinstance(refuse_removal(held(change), agreed=False, note=None), RemovalNeedsNote)
    assert refuse_removal(held(change), agreed=False, note="完成") is None


def test_added_condition_goes_freely_until_somebody_agrees() -> None:
    added = held(ConditionChange.ADDED)

    assert refuse_removal(added, agreed=False, note=None) is None
    assert isinstance(refuse_removal(added, agreed=True, note=None), RemovalNeedsNote)


def test_only_the_assessment_needs_consents() -> None:
    nobody = StandingConsents(None, None)

    refused = [
        each.code
        for each in conditions().offered(TODAY)
        if isinstance(refuse_without_consents(each, nobody), ConsentMissing)
    ]
    assert refused == ["PSYCHOLOGICAL_ASSESSMENT"]


def agreement(party: AgreementParty, answer: Answer, *, current: bool = True) -> AgreementSeen:
    return AgreementSeen(uuid4(), uuid4(), party, answer, None, TODAY, current)


def test_agreed_when_minor_and_representative_both_say_yes_now() -> None:
    minor = agreement(AgreementParty.MINOR, Answer.YES)
    parent = agreement(AgreementParty.LEGAL_REPRESENTATIVE, Answer.YES)
    old = agreement(AgreementParty.LEGAL_REPRESENTATIVE, Answer.YES, current=False)
    no = agreement(AgreementParty.LEGAL_REPRESENTATIVE, Answer.NO)

    assert is_agreed([minor, parent])
    assert not is_agreed([])
    assert not is_agreed([minor])
    assert not is_agreed([minor, old])
    assert not is_agreed([minor, no])


def test_likeness_looks_past_sums_dates_names_and_order() -> None:
    work = entry("PUBLIC_WORK")
    one = {"hours": "20", "place": "图书馆", "until": "2026-06-30"}
    two = one | {"until": "2026-07-30"}
    three = one | {"hours": "30"}
    contact = entry("NO_CONTACT")
    li = {"persons": "李某", "until": "2026-06-30"}
    chen = {"persons": "陈某", "until": "2026-05-30"}
    duty = entry("REPORT_ACTIVITIES")

    assert likeness([(work, one), (contact, li)]) == likeness([(contact, chen), (work, two)])
    assert likeness([(work, one)]) != likeness([(work, three)])
    assert likeness([(duty, {}), (work, one)]) == likeness([(work, one)])
    assert likeness([(duty, {})]) == ""
