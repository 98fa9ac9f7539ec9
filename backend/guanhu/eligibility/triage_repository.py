"""All SQL about triage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from guanhu.cases.parts import CaseParts
from guanhu.cases.visibility import visible_case_ids
from guanhu.eligibility.facts import (
    Gravity,
    Leniency,
    Presumed,
    Presumption,
    ScreeningFacts,
    Strictness,
    TriageOutcome,
    Weighed,
)
from guanhu.eligibility.repository import facts_index
from guanhu.eligibility.tables import TriageRow
from guanhu.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class TriageSeen:
    """One triage with its reasons."""

    id: UUID
    case_id: UUID
    considered_by: UUID
    considered_at: datetime
    considered_on: date
    weighed: Weighed
    presumed: Presumed
    outcome: TriageOutcome
    reason: str
    departs_because: str | None


class TriageRepository(CaseParts):
    """Triages of visible cases."""

    async def store(
        self,
        case_id: UUID,
        facts: ScreeningFacts,
        weighed: Weighed,
        presumption: Presumed,
        outcome: TriageOutcome,
        reason: str,
        departs_because: str | None,
    ) -> UUID:
        """Keep one triage beside the earlier ones, with the facts it rests on."""
        look, triage_id = self._look, new_id()
        key = await self.key(case_id)
        return await self.add(
            TriageRow(
                id=triage_id, case_id=case_id, account_id=look.actor.account_id,
                considered_at=look.now, considered_on=look.today,
                gravity=weighed.gravity.value, assisting=weighed.assisting,
                leniency=sorted(one.value for one in weighed.leniency),
                strictness=sorted(one.value for one in weighed.strictness),
                presumption=presumption.what.value, presumption_rule=presumption.rule,
                outcome=outcome.value,
                reason=key.seal("triages.reason", triage_id, reason),
                departs_because=key.seal_optional(
                    "triages.departs_because", triage_id, departs_because
                ),
                facts_index=facts_index(
                    look.vault, facts.acts, facts.born, age_proven=facts.age_proven
                ),
            )
        )  # fmt: skip

    async def all(self, case_id: UUID) -> list[TriageSeen]:
        """Every triage of a visible case, the latest first."""
        rows = (
            await self._session.scalars(
                select(TriageRow)
                .where(
                    TriageRow.case_id == case_id,
                    TriageRow.case_id.in_(visible_case_ids(self._look)),
                )
                .order_by(TriageRow.considered_at.desc(), TriageRow.id.desc())
            )
        ).all()
        if not rows:
            return []
        key = await self.key(case_id)
        return [
            TriageSeen(
                id=row.id,
                case_id=row.case_id,
                considered_by=row.account_id,
                considered_at=row.considered_at,
                considered_on=row.considered_on,
                weighed=Weighed(
                    Gravity(row.gravity),
                    row.assisting,
                    frozenset(Leniency(one) for one in row.leniency),
                    frozenset(Strictness(one) for one in row.strictness),
                ),
                presumed=Presumed(Presumption(row.presumption), row.presumption_rule),
                outcome=TriageOutcome(row.outcome),
                reason=key.open("triages.reason", row.id, row.reason),
                departs_because=key.open_optional(
                    "triages.departs_because", row.id, row.departs_because
                ),
            )
            for row in rows
        ]
