"""Why this room's actions on a case are refused now. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from guanhu.cases.states import CaseAction
from guanhu.challenges.errors import (
    NotAnswered,
    NothingToAnswer,
    NothingToAssign,
    QuashingPending,
    ReviewerMissing,
)
from guanhu.challenges.facts import ChallengeFacts, ChallengeKind, ChallengeState
from guanhu.decisions.errors import NothingToApprove
from guanhu.kernel.errors import ApproverIsAuthor, Refusal

Gate = tuple[CaseAction, Refusal | None]


def reasons(
    challenges: Sequence[ChallengeFacts], waiting_author: UUID | None, actor_id: UUID
) -> Iterator[Gate]:
    """Each action with the reason that bars it; None where nothing does.

    `waiting_author` wrote the proposal to quash that waits.
    """
    waiting = [each for each in challenges if each.state is ChallengeState.OPEN]
    asked = [each for each in waiting if each.kind is ChallengeKind.RECONSIDERATION]
    yield CaseAction.ASSIGN_REVIEWER, None if asked else NothingToAssign()
    unassigned = bool(waiting) and all(
        each.kind is ChallengeKind.RECONSIDERATION and each.reviewer_id is None for each in waiting
    )
    barred = ReviewerMissing() if unassigned else None
    yield CaseAction.ANSWER_CHALLENGE, barred if waiting else NothingToAnswer()
    on_the_way = any(
        each.answered_on is not None and each.answer_received_on is None for each in challenges
    )
    yield CaseAction.RECORD_ANSWER_RECEIPT, None if on_the_way else NotAnswered()
    if waiting_author is None:
        yield CaseAction.RETURN_QUASHING, NothingToApprove()
        yield CaseAction.APPROVE_QUASHING, NothingToApprove()
        return
    own = ApproverIsAuthor() if waiting_author == actor_id else None
    yield CaseAction.PROPOSE_QUASHING, QuashingPending()
    yield CaseAction.RETURN_QUASHING, own
    yield CaseAction.APPROVE_QUASHING, own
