"""Why an action is barred is what the command would answer."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from guanhu.cases.states import CaseAction
from guanhu.decisions.errors import NothingToApprove
from guanhu.decisions.facts import OpinionParty
from guanhu.incidents import errors
from guanhu.incidents.facts import Ground, HeardFacts
from guanhu.incidents.gates import GateFacts, Waiting, reasons
from guanhu.incidents.rules import TO_HEAR, grounds
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from rules.incidents.test_grounds import CRIME, DAY, PERIOD, incident

LI, CHEN = UUID(int=1001), UUID(int=1002)
HEARD = tuple(HeardFacts(party, DAY) for party in TO_HEAR)
A = CaseAction


def gates(**given: object) -> dict[CaseAction, type[Refusal]]:
    incidents = given.setdefault("incidents", (CRIME,))
    assert isinstance(incidents, tuple)
    plain = GateFacts(
        incidents=incidents, grounds=grounds(incidents, PERIOD, 3), heard=HEARD, waiting=None,
        held_since=None, period=PERIOD, repeated=3, parties=3, actor_id=LI,
    )  # fmt: skip
    facts = replace(plain, **given)  # type: ignore[arg-type]
    return {action: type(refusal) for action, refusal in reasons(facts) if refusal is not None}


def test_a_ground_heard_can_be_proposed() -> None:
    found = gates()

    assert A.PROPOSE_REVOCATION not in found
    assert found[A.APPROVE_REVOCATION] is found[A.RETURN_REVOCATION] is NothingToApprove
    assert found[A.APPROVE_OUTCOME_REVIEW] is errors.NewCrimeMeansRevocation


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"incidents": ()}, errors.NoGroundStands),
        ({"heard": HEARD[:2]}, errors.RevocationHearingMissing),
        (
            {"waiting": Waiting(LI, Ground.NEW_CRIME, frozenset({CRIME.id}))},
            errors.RevocationPending,
        ),
    ],
)
def test_why_nobody_can_propose(given: dict[str, object], expected: type[Refusal]) -> None:
    assert gates(**given)[A.PROPOSE_REVOCATION] is expected


def test_r08_who_proposed_does_not_approve() -> None:
    waiting = Waiting(LI, Ground.NEW_CRIME, frozenset({CRIME.id}))

    own, others = gates(waiting=waiting), gates(waiting=waiting, actor_id=CHEN)

    assert own[A.APPROVE_REVOCATION] is own[A.RETURN_REVOCATION] is ApproverIsAuthor
    assert {A.APPROVE_REVOCATION, A.RETURN_REVOCATION} & set(others) == set()


def test_an_approval_waits_for_the_dispute() -> None:
    disputed = replace(CRIME, disputed_on=DAY)
    waiting = Waiting(CHEN, Ground.NEW_CRIME, frozenset({CRIME.id}))

    found = gates(incidents=(disputed,), waiting=waiting)

    assert found[A.APPROVE_REVOCATION] is errors.FactDisputed
    assert A.DECIDE_DISPUTE not in found


def test_r12_a_hold_is_placed_once_and_lifted_once() -> None:
    reported = replace(CRIME, finding=None)

    assert A.PLACE_HOLD not in gates(incidents=(reported,))
    assert gates(incidents=(reported,))[A.LIFT_HOLD] is errors.NoHold
    held = gates(incidents=(reported,), held_since=DAY)
    assert held[A.PLACE_HOLD] is errors.HoldStands
    assert A.LIFT_HOLD not in held
    assert gates(incidents=(incident(),))[A.PLACE_HOLD] is errors.NotUnderInvestigation


def test_somebody_else_is_nobody_to_hear() -> None:
    police = HeardFacts(OpinionParty.POLICE, DAY)

    found = gates(heard=(police, *HEARD[1:]))

    assert found[A.PROPOSE_REVOCATION] is errors.RevocationHearingMissing
