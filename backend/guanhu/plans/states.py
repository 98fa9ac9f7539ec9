"""The life of one version of a plan, as a table of moves."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from guanhu.plans.errors import PlanMoveNotAllowed
from guanhu.plans.facts import PlanVersionState


class PlanAction(StrEnum):
    """What may be done to a version."""

    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    DISCARD = "discard"
    SUPERSEDE = "supersede"
    AGREE = "agree"


S = PlanVersionState
A = PlanAction

PLAN_MOVES: Final[Mapping[tuple[PlanVersionState, PlanAction], PlanVersionState]] = {
    (S.DRAFT, A.EDIT): S.DRAFT,
    (S.RETURNED, A.EDIT): S.RETURNED,
    (S.DRAFT, A.SUBMIT): S.SUBMITTED,
    (S.RETURNED, A.SUBMIT): S.SUBMITTED,
    (S.SUBMITTED, A.APPROVE): S.IN_FORCE,
    (S.SUBMITTED, A.RETURN): S.RETURNED,
    (S.DRAFT, A.DISCARD): S.DISCARDED,
    (S.RETURNED, A.DISCARD): S.DISCARDED,
    (S.IN_FORCE, A.SUPERSEDE): S.SUPERSEDED,
    (S.DRAFT, A.AGREE): S.DRAFT,
    (S.RETURNED, A.AGREE): S.RETURNED,
    (S.SUBMITTED, A.AGREE): S.SUBMITTED,
    (S.IN_FORCE, A.AGREE): S.IN_FORCE,
}

OPEN: Final = frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED})
"""A version somebody is still working on; a case has one at most."""

EFFECTIVE: Final = frozenset({S.IN_FORCE, S.SUPERSEDED})
"""A version that is or was in force."""


def plan_move(state: PlanVersionState, action: PlanAction) -> PlanVersionState:
    """The state after `action`, or `PlanMoveNotAllowed`."""
    after = PLAN_MOVES.get((state, action))
    if after is None:
        raise PlanMoveNotAllowed(state=state, action=action)
    return after
