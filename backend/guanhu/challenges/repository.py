"""All SQL about challenges and proposals to quash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from guanhu.cases.parts import CaseParts
from guanhu.cases.visibility import visible_case_ids
from guanhu.challenges.facts import (
    CaseChallenges,
    ChallengeFacts,
    ChallengeKind,
    ChallengeOutcome,
    ChallengeSeen,
    ChallengeState,
    Complainant,
    QuashingSeen,
)
from guanhu.challenges.tables import ChallengeRow, QuashingProposalRow
from guanhu.decisions.facts import ProposalState
from guanhu.law.due import ComplaintRoute
from guanhu.plumbing.vault import RecordKey

CaseRow = TypeVar("CaseRow", ChallengeRow, QuashingProposalRow)


class ChallengeRepository(CaseParts):
    """What was brought against the decisions of visible cases."""

    async def open_rows(self, case_id: UUID) -> list[ChallengeRow]:
        """Challenges nobody has answered."""
        rows = await self._rows(ChallengeRow, case_id)
        return [row for row in rows if challenge_facts(row).state is ChallengeState.OPEN]

    # -- facts --------------------------------------------------------------------------------

    async def facts(self, case_id: UUID) -> tuple[ChallengeFacts, ...]:
        """Every challenge of a case as far as a rule asks."""
        return tuple(challenge_facts(row) for row in await self._rows(ChallengeRow, case_id))

    async def submitted(self, case_id: UUID) -> QuashingProposalRow | None:
        """The proposal to quash that waits for approval, if any."""
        rows = await self._rows(QuashingProposalRow, case_id)
        return next((row for row in rows if row.state == ProposalState.SUBMITTED.value), None)

    # -- reading ------------------------------------------------------------------------------

    async def of_case(self, case_id: UUID) -> CaseChallenges:
        """Everything about one case, oldest first."""
        challenges = await self._rows(ChallengeRow, case_id)
        quashings = await self._rows(QuashingProposalRow, case_id)
        if not (challenges or quashings):
            return CaseChallenges((), ())
        key = await self.key(case_id)
        return CaseChallenges(
            tuple(
                _challenge(row, key)
                for row in sorted(challenges, key=lambda row: (row.made_on, row.recorded_at))
            ),
            tuple(
                _quashing(row, key) for row in sorted(quashings, key=lambda row: row.proposed_at)
            ),
        )

    async def _rows(self, table: type[CaseRow], case_id: UUID) -> Sequence[CaseRow]:
        found = await self._session.scalars(
            select(table).where(
                table.case_id == case_id, table.case_id.in_(visible_case_ids(self._look))
            )
        )
        return found.all()


def challenge_facts(row: ChallengeRow) -> ChallengeFacts:
    """A challenge as far as a rule asks."""
    return ChallengeFacts(
        id=row.id,
        decision_id=row.decision_id,
        kind=ChallengeKind(row.kind),
        state=ChallengeState.standing(row.answered_on, row.lapsed_on),
        made_on=row.made_on,
        received_on=row.received_on,
        reviewer_id=row.reviewer_id,
        is_complex=row.complex_because is not None,
        answered_on=row.answered_on,
        outcome=None if row.outcome is None else ChallengeOutcome(row.outcome),
        answer_received_on=row.answer_received_on,
        by=None if row.complainant is None else Complainant(row.complainant),
    )


def _challenge(row: ChallengeRow, key: RecordKey) -> ChallengeSeen:
    return ChallengeSeen(
        facts=challenge_facts(row),
        last_day=row.last_day,
        late=row.late,
        route=None if row.route is None else ComplaintRoute(row.route),
        grounds=key.open("challenges.grounds", row.id, row.grounds),
        complex_because=key.open_optional(
            "challenges.complex_because", row.id, row.complex_because
        ),
        complainant=None if row.complainant is None else Complainant(row.complainant),
        answer=key.open_optional("challenges.answer", row.id, row.answer),
        assigned_by=row.assigned_by,
        answered_by=row.answered_by,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
    )


def _quashing(row: QuashingProposalRow, key: RecordKey) -> QuashingSeen:
    return QuashingSeen(
        id=row.id,
        decision_id=row.decision_id,
        reasons=key.open("quashing_proposals.reasons", row.id, row.reasons),
        state=ProposalState(row.state),
        author_id=row.author_id,
        proposed_at=row.proposed_at,
        approver_id=row.approver_id,
        closed_at=row.closed_at,
        feedback=key.open_optional("quashing_proposals.feedback", row.id, row.feedback),
    )
