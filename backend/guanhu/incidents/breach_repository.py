"""All SQL about recommendations after a breach."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select

from guanhu.cases.parts import CaseParts
from guanhu.cases.visibility import visible_case_ids
from guanhu.incidents.breach import BreachSeen
from guanhu.incidents.tables import BreachAnswerRow, BreachRecommendationRow
from guanhu.kernel.ids import new_id
from guanhu.law.ladder import Rung


class BreachRepository(CaseParts):
    """Recommendations in visible cases."""

    async def is_open(self, incident_id: UUID) -> bool:
        """Whether a recommendation about an incident is being written."""
        found = await self._session.scalar(
            select(BreachRecommendationRow.id).where(
                BreachRecommendationRow.incident_id == incident_id,
                BreachRecommendationRow.finished_on.is_(None),
            )
        )
        return found is not None

    async def answers(self, recommendation_id: UUID) -> dict[str, BreachAnswerRow]:
        """The answers of a recommendation by question."""
        rows = await self._session.scalars(
            select(BreachAnswerRow).where(BreachAnswerRow.recommendation_id == recommendation_id)
        )
        return {row.question: row for row in rows}

    async def answer(self, row: BreachRecommendationRow, question: str, said: str) -> None:
        """Keep an answer of an unfinished recommendation; a later one takes its place."""
        look, key = self._look, await self.key(row.case_id)
        known = (await self.answers(row.id)).get(question)
        if known is not None:
            known.answer = key.seal("breach_answers.answer", known.id, said)
            known.answered_by, known.answered_at = look.actor.account_id, look.now
            return
        answer_id = new_id()
        await self.add(
            BreachAnswerRow(
                id=answer_id, case_id=row.case_id, recommendation_id=row.id, question=question,
                answer=key.seal("breach_answers.answer", answer_id, said),
                answered_by=look.actor.account_id, answered_at=look.now,
            )
        )  # fmt: skip

    async def of_case(self, case_id: UUID) -> list[BreachSeen]:
        """Every recommendation of a visible case, the first one first."""
        visible = visible_case_ids(self._look)
        rows = (
            await self._session.scalars(
                select(BreachRecommendationRow)
                .where(
                    BreachRecommendationRow.case_id == case_id,
                    BreachRecommendationRow.case_id.in_(visible),
                )
                .order_by(BreachRecommendationRow.started_at, BreachRecommendationRow.id)
            )
        ).all()
        if not rows:
            return []
        key, said = await self.key(case_id), defaultdict[UUID, dict[str, str]](dict)
        for one in await self._session.scalars(
            select(BreachAnswerRow).where(
                BreachAnswerRow.case_id == case_id, BreachAnswerRow.case_id.in_(visible)
            )
        ):
            text = key.open("breach_answers.answer", one.id, one.answer)
            said[one.recommendation_id][one.question] = text
        return [
            BreachSeen(
                row.id, row.incident_id, said[row.id], None if row.rung is None else Rung(row.rung),
                row.next_appointment_on, row.started_by, row.started_at, row.finished_on,
            )
            for row in rows
        ]  # fmt: skip
