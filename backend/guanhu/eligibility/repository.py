"""All SQL about screenings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from guanhu.audit.work import Look
from guanhu.cases.circumstances import CircumstancesRepository
from guanhu.cases.tables import ActRow, CaseFileRow, ChargeRow
from guanhu.cases.visibility import visible_case_ids
from guanhu.eligibility.facts import (
    ActFact,
    Conclusion,
    Criterion,
    Evidence,
    Finding,
    Remorse,
    ScreeningFacts,
    ScreeningResult,
    ScreeningStanding,
    TriageOutcome,
    TriageStanding,
)
from guanhu.eligibility.tables import ScreeningAnswerRow, ScreeningRow, TriageRow
from guanhu.kernel.ids import new_id
from guanhu.people.facts import AgeProof
from guanhu.people.repository import PeopleRepository
from guanhu.plumbing.vault import RecordKey, Vault


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """One answer as it is stored: the officer's, and what the facts suggest."""

    finding: Finding
    suggested: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class ScreeningSeen:
    """One screening with its answers in the order of the criteria."""

    id: UUID
    case_id: UUID
    screened_by: UUID
    screened_at: datetime
    screened_on: date
    expected_months: int
    expected_reason: str
    evidence: Evidence
    remorse: tuple[Remorse, ...]
    result: ScreeningResult
    because: tuple[str, ...]
    answers: tuple[tuple[Criterion, AnswerGiven], ...]


@dataclass(frozen=True, slots=True)
class NewScreening:
    """What a screening stores."""

    facts: ScreeningFacts
    expected_months: int
    expected_reason: str
    evidence: Evidence
    remorse: tuple[Remorse, ...]
    conclusion: Conclusion
    answers: Mapping[Criterion, AnswerGiven]
    rulebook: str


class ScreeningRepository:
    """Screenings of visible cases."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._session = look.session

    async def recorded_facts(self, case_id: UUID, minor_id: UUID) -> ScreeningFacts:
        """What is on record: charges, dated acts, birth date and its proof."""
        charges = await CircumstancesRepository(self._look).charges(case_id)
        minor = (await PeopleRepository(self._look).minors([minor_id]))[minor_id]
        return ScreeningFacts(
            charges=tuple(charge.offence_code for charge in charges),
            acts=tuple(
                ActFact(act.occurred_on, act.amount_fen, charge.offence_code)
                for charge in charges
                for act in charge.acts
            ),
            born=minor.birth_date,
            age_proven=minor.age_proof is not AgeProof.UNPROVEN,
            expected_months=None,
            evidence=None,
            remorse=None,
        )

    async def considered_facts(self, case_id: UUID, minor_id: UUID) -> ScreeningFacts:
        """What is on record, with what the officer found in the latest screening, if any."""
        recorded = await self.recorded_facts(case_id, minor_id)
        found = await self._session.execute(
            select(ScreeningRow.expected_months, ScreeningRow.evidence, ScreeningRow.remorse)
            .where(*self._of(case_id))
            .order_by(ScreeningRow.screened_at.desc(), ScreeningRow.id.desc())
            .limit(1)
        )
        latest = found.one_or_none()
        if latest is None:
            return recorded
        months, evidence, remorse = latest
        return replace(
            recorded,
            expected_months=months,
            evidence=Evidence(evidence),
            remorse=frozenset(Remorse(one) for one in remorse),
        )

    async def store(self, case_id: UUID, new: NewScreening) -> UUID:
        """Keep one screening beside the earlier ones."""
        look, screening_id = self._look, new_id()
        key = await look.keys.of(case_id)
        self._session.add(
            ScreeningRow(
                id=screening_id,
                office_id=look.actor.office_id,
                case_id=case_id,
                account_id=look.actor.account_id,
                screened_at=look.now,
                screened_on=look.today,
                rulebook=new.rulebook,
                expected_months=new.expected_months,
                expected_reason=key.seal(
                    "screenings.expected_reason", screening_id, new.expected_reason
                ),
                evidence=new.evidence.value,
                remorse=[remorse.value for remorse in new.remorse],
                result=new.conclusion.result.value,
                because=list(new.conclusion.because),
                facts_index=facts_index(
                    look.vault, new.facts.acts, new.facts.born, age_proven=new.facts.age_proven
                ),
            )
        )
        await self._session.flush()
        for criterion, answer in new.answers.items():
            answer_id = new_id()
            self._session.add(
                ScreeningAnswerRow(
                    id=answer_id,
                    office_id=look.actor.office_id,
                    case_id=case_id,
                    screening_id=screening_id,
                    criterion=criterion.value,
                    finding=answer.finding.value,
                    suggested=answer.suggested.value,
                    reason=key.seal("screening_answers.reason", answer_id, answer.reason),
                )
            )
        await self._session.flush()
        return screening_id

    async def standing(
        self, case_id: UUID, born: date, *, age_proven: bool, charges_changed_at: datetime
    ) -> ScreeningStanding:
        """The latest screening and triage as a gate asks for them, in three statements."""
        now = await self._facts_index_now(case_id, born, age_proven=age_proven)
        triage = await self._triage(case_id, now, charges_changed_at)
        found = await self._session.execute(
            select(
                ScreeningRow.result,
                ScreeningRow.evidence,
                ScreeningRow.screened_at,
                ScreeningRow.facts_index,
            )
            .where(*self._of(case_id))
            .order_by(ScreeningRow.screened_at.desc(), ScreeningRow.id.desc())
            .limit(1)
        )
        latest = found.one_or_none()
        if latest is None:
            return ScreeningStanding(None, outdated=False, triage=triage)
        result, evidence, screened_at, facts_index = latest
        # The clock alone would miss a change within the same instant, and a corrected birth date.
        outdated = screened_at < charges_changed_at or facts_index != now
        return ScreeningStanding(ScreeningResult(result), outdated, triage, Evidence(evidence))

    async def _triage(
        self, case_id: UUID, facts_now: bytes, charges_changed_at: datetime
    ) -> TriageStanding | None:
        found = await self._session.execute(
            select(TriageRow.outcome, TriageRow.considered_at, TriageRow.facts_index)
            .where(
                TriageRow.case_id == case_id, TriageRow.case_id.in_(visible_case_ids(self._look))
            )
            .order_by(TriageRow.considered_at.desc(), TriageRow.id.desc())
            .limit(1)
        )
        latest = found.one_or_none()
        if latest is None:
            return None
        outcome, considered_at, facts_index = latest
        outdated = considered_at < charges_changed_at or facts_index != facts_now
        return TriageStanding(TriageOutcome(outcome), outdated)

    async def all(self, case_id: UUID) -> list[ScreeningSeen]:
        """Every screening of a visible case, the latest first."""
        rows = (
            await self._session.scalars(
                select(ScreeningRow)
                .where(*self._of(case_id))
                .order_by(ScreeningRow.screened_at.desc(), ScreeningRow.id.desc())
            )
        ).all()
        if not rows:
            return []
        found = await self._session.scalars(
            select(ScreeningAnswerRow)
            .where(
                ScreeningAnswerRow.case_id == case_id,
                ScreeningAnswerRow.screening_id.in_([row.id for row in rows]),
            )
            .order_by(ScreeningAnswerRow.criterion)
        )
        answers: dict[UUID, list[ScreeningAnswerRow]] = defaultdict(list)
        for answer in found:
            answers[answer.screening_id].append(answer)
        key = await self._look.keys.of(case_id)
        return [_seen(row, answers[row.id], key) for row in rows]

    def _of(self, case_id: UUID) -> tuple[ColumnElement[bool], ...]:
        return (
            ScreeningRow.case_id == case_id,
            ScreeningRow.case_id.in_(visible_case_ids(self._look)),
        )

    async def _facts_index_now(self, case_id: UUID, born: date, *, age_proven: bool) -> bytes:
        found = await self._session.execute(
            select(ChargeRow.offence_code, ActRow.occurred_on, ActRow.amount_fen)
            .outerjoin(ActRow, ActRow.charge_id == ChargeRow.id)
            .where(ChargeRow.case_id == case_id)
        )
        acts = [ActFact(on, fen, code) for code, on, fen in found]
        return facts_index(self._look.vault, acts, born, age_proven=age_proven)


def facts_index(
    vault: Vault, acts: Iterable[ActFact], born: date | None, *, age_proven: bool
) -> bytes:
    """By which a screening knows the facts it rests on again; tells nothing without the key."""
    told = sorted(f"{act.charge} {act.occurred_on} {act.amount_fen}" for act in acts)
    return vault.blind_index("screenings.facts", "\n".join([str(born), str(age_proven), *told]))


def _seen(
    row: ScreeningRow, answers: Iterable[ScreeningAnswerRow], key: RecordKey
) -> ScreeningSeen:
    return ScreeningSeen(
        id=row.id,
        case_id=row.case_id,
        screened_by=row.account_id,
        screened_at=row.screened_at,
        screened_on=row.screened_on,
        expected_months=row.expected_months,
        expected_reason=key.open("screenings.expected_reason", row.id, row.expected_reason),
        evidence=Evidence(row.evidence),
        remorse=tuple(Remorse(remorse) for remorse in row.remorse),
        result=ScreeningResult(row.result),
        because=tuple(row.because),
        answers=tuple(
            (
                Criterion(answer.criterion),
                AnswerGiven(
                    Finding(answer.finding),
                    Finding(answer.suggested),
                    key.open("screening_answers.reason", answer.id, answer.reason),
                ),
            )
            for answer in answers
        ),
    )


async def screening_now(look: Look, row: CaseFileRow) -> ScreeningStanding:
    """The latest screening and triage of a file, as the gates before a decision ask for them."""
    minor = (await PeopleRepository(look).minors([row.minor_id]))[row.minor_id]
    return await ScreeningRepository(look).standing(
        row.id,
        minor.birth_date,
        age_proven=minor.age_proof is not AgeProof.UNPROVEN,
        charges_changed_at=row.charges_changed_at,
    )
