"""The screening run again at a change of charges: what it rested on before and after, and flips.

What is stored are the facts of both sides, sealed, for birth date and days of acts are among them;
the findings and their reasons are computed from these under the file's rulebook whenever they are
read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

import orjson
from sqlalchemy import select

from guanhu.cases.parts import CaseParts
from guanhu.cases.visibility import visible_case_ids
from guanhu.eligibility.facts import (
    ActFact,
    Criterion,
    CriterionFinding,
    Evidence,
    Remorse,
    Screening,
    ScreeningFacts,
)
from guanhu.eligibility.rules import flipped, screen
from guanhu.eligibility.tables import RescreeningRow
from guanhu.kernel.ids import new_id
from guanhu.law.rulebook import Rulebook

FIELD = "rescreenings.facts"


@dataclass(frozen=True, slots=True)
class Flip:
    """A criterion whose computed answer changed, with both findings and their reasons."""

    criterion: Criterion
    before: CriterionFinding
    after: CriterionFinding


@dataclass(frozen=True, slots=True)
class Rescreening:
    """Both computed screenings and the charges they rest on (offence codes)."""

    charges_before: tuple[str, ...]
    charges_after: tuple[str, ...]
    before: Screening
    after: Screening

    @classmethod
    def of(cls, before: ScreeningFacts, after: ScreeningFacts, rulebook: Rulebook) -> Self:
        """Screen both sides under one rulebook. Raises `ValueError` for an act before birth."""
        return cls(before.charges, after.charges, screen(before, rulebook), screen(after, rulebook))

    @property
    def flips(self) -> tuple[Flip, ...]:
        """What flipped, in the order of the criteria (law.md §3, TC-T8)."""
        return tuple(
            Flip(criterion, self.before.of(criterion), self.after.of(criterion))
            for criterion in flipped(self.before, self.after)
        )


@dataclass(frozen=True, slots=True)
class RescreeningSeen:
    """One rescreening on record."""

    id: UUID
    changed_by: UUID
    changed_at: datetime
    changed_on: date
    reason: str
    found: Rescreening


class RescreeningRepository(CaseParts):
    """Rescreenings of visible cases."""

    async def store(
        self, case_id: UUID, before: ScreeningFacts, after: ScreeningFacts, reason: str
    ) -> UUID:
        """Keep the facts of both sides, and why the charges changed."""
        look, row_id = self._look, new_id()
        key = await self.key(case_id)
        told = orjson.dumps({"before": _told(before), "after": _told(after)}).decode()
        return await self.add(
            RescreeningRow(
                id=row_id, case_id=case_id, account_id=look.actor.account_id,
                changed_at=look.now, changed_on=look.today, facts=key.seal(FIELD, row_id, told),
                reason=key.seal("rescreenings.reason", row_id, reason),
            )
        )  # fmt: skip

    async def all(self, case_id: UUID, rulebook: Rulebook) -> list[RescreeningSeen]:
        """Every rescreening of a visible case, the latest first."""
        rows = (
            await self._session.scalars(
                select(RescreeningRow)
                .where(
                    RescreeningRow.case_id == case_id,
                    RescreeningRow.case_id.in_(visible_case_ids(self._look)),
                )
                .order_by(RescreeningRow.changed_at.desc(), RescreeningRow.id.desc())
            )
        ).all()
        if not rows:
            return []
        key = await self.key(case_id)
        seen = []
        for row in rows:
            told = orjson.loads(key.open(FIELD, row.id, row.facts))
            found = Rescreening.of(_facts(told["before"]), _facts(told["after"]), rulebook)
            seen.append(
                RescreeningSeen(
                    id=row.id,
                    changed_by=row.account_id,
                    changed_at=row.changed_at,
                    changed_on=row.changed_on,
                    reason=key.open("rescreenings.reason", row.id, row.reason),
                    found=found,
                )
            )
        return seen


def _told(facts: ScreeningFacts) -> dict[str, Any]:
    return {
        "charges": facts.charges,
        "acts": [[act.occurred_on, act.amount_fen, act.charge] for act in facts.acts],
        "born": facts.born,
        "age_proven": facts.age_proven,
        "expected_months": facts.expected_months,
        "evidence": facts.evidence,
        "remorse": None if facts.remorse is None else sorted(facts.remorse),
    }


def _facts(told: dict[str, Any]) -> ScreeningFacts:
    remorse: Iterable[str] | None = told["remorse"]
    return ScreeningFacts(
        charges=tuple(told["charges"]),
        acts=tuple(ActFact(date.fromisoformat(on), fen, code) for on, fen, code in told["acts"]),
        born=None if told["born"] is None else date.fromisoformat(told["born"]),
        age_proven=told["age_proven"],
        expected_months=told["expected_months"],
        evidence=None if told["evidence"] is None else Evidence(told["evidence"]),
        remorse=None if remorse is None else frozenset(Remorse(one) for one in remorse),
    )
