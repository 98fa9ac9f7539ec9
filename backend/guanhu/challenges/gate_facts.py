"""What this room's reasons on the case page rest on, as parts of one statement."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts, listed
from guanhu.challenges.facts import (
    ChallengeFacts,
    ChallengeKind,
    ChallengeOutcome,
    ChallengeState,
    Complainant,
)
from guanhu.challenges.tables import ChallengeRow, QuashingProposalRow
from guanhu.decisions.facts import ProposalState
from guanhu.plumbing.vault import Vault


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _challenges(found: Any, _page: CasePage, _vault: Vault) -> tuple[ChallengeFacts, ...]:
    return tuple(
        ChallengeFacts(
            id=UUID(challenge_id),
            decision_id=UUID(decision_id),
            kind=ChallengeKind(kind),
            state=ChallengeState.standing(answered_on, lapsed_on),
            made_on=date.fromisoformat(made_on),
            received_on=date.fromisoformat(received_on),
            reviewer_id=None if reviewer_id is None else UUID(reviewer_id),
            is_complex=is_complex,
            answered_on=_day(answered_on),
            outcome=None if outcome is None else ChallengeOutcome(outcome),
            answer_received_on=_day(answer_received_on),
            by=None if by is None else Complainant(by),
        )
        for (
            challenge_id, decision_id, kind, made_on, received_on, reviewer_id, is_complex,
            answered_on, lapsed_on, outcome, answer_received_on, by,
        ) in found or ()
    )  # fmt: skip


def _author(found: Any, _page: CasePage, _vault: Vault) -> UUID | None:
    return UUID(found[0][0]) if found else None


CHALLENGES: Final = GateFacts(
    "challenges",
    Permission.DECISION_READ,
    listed(
        ChallengeRow.case_id,
        ChallengeRow.id,
        ChallengeRow.decision_id,
        ChallengeRow.kind,
        ChallengeRow.made_on,
        ChallengeRow.received_on,
        ChallengeRow.reviewer_id,
        ChallengeRow.complex_because.is_not(None),
        ChallengeRow.answered_on,
        ChallengeRow.lapsed_on,
        ChallengeRow.outcome,
        ChallengeRow.answer_received_on,
        ChallengeRow.complainant,
        order=(ChallengeRow.made_on, ChallengeRow.recorded_at, ChallengeRow.id),
    ),
    _challenges,
)
"""Every challenge of the case's decisions, oldest first."""

QUASHING_PROPOSER: Final = GateFacts(
    "quashing_proposer",
    Permission.DECISION_READ,
    listed(
        QuashingProposalRow.case_id,
        QuashingProposalRow.author_id,
        where=(QuashingProposalRow.state == ProposalState.SUBMITTED.value,),
        order=(QuashingProposalRow.proposed_at, QuashingProposalRow.id),
    ),
    _author,
)
"""Who wrote the proposal to quash that waits; None when none does."""
