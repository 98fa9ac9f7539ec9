"""Screen a case: one answer and one reason per criterion (E-01…E-07)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.eligibility.errors import CriteriaMissing
from guanhu.eligibility.facts import Criterion, Evidence, Finding, Remorse, ScreeningResult
from guanhu.eligibility.repository import AnswerGiven, NewScreening, ScreeningRepository
from guanhu.eligibility.rules import conclude, contradiction, screen
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, number, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.law.rulebooks import rulebook
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionAnswerPart:
    """The officer's answer to one criterion."""

    criterion: Criterion = item("Which criterion.")
    finding: Finding = item("Met, not met, or unclear.")
    reason: str = words("Why.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordScreening:
    """Screen a case; every screening is kept, the latest counts."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    expected_months: int = number(
        "Combined sentence to be expected, in months (E-02, E-11).", at_least=0, at_most=600
    )
    expected_reason: str = words("Why this sentence is expected.", at_most=2000, multiline=True)
    evidence: Evidence = item("Whether the conditions for prosecution are met (E-03).")
    remorse: tuple[Remorse, ...] = items("Signs of remorse found (E-04).", at_most=10)
    answers: tuple[CriterionAnswerPart, ...] = items("One per criterion.", at_least=1, at_most=7)


@dataclass(frozen=True, slots=True)
class RecordedScreening:
    """The screening and its result (ELIGIBLE, NOT_ELIGIBLE or NEEDS_DECISION)."""

    case_file: UUID
    screening_id: UUID
    result: str


async def record_screening(
    database: Database, clock: Clock, actor: Actor, command: RecordScreening
) -> RecordedScreening:
    """Store the answers beside what the facts suggest.

    Raises `CriteriaMissing`, or `FindingContradictsFacts` where the law leaves no room.
    """
    actor.require(Permission.SCREENING_WRITE)
    async with begin(database, clock, actor, command, RecordedScreening) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, screenings = CaseRepository(work), ScreeningRepository(work)
        row = await cases.lock(command.case_id)
        given = {answer.criterion: answer for answer in command.answers}
        if len(given) < len(command.answers):
            raise InvalidInput([Problem("answers", "REPEATED_CRITERION")])
        missing = [criterion.name for criterion in Criterion if criterion not in given]
        if missing:
            raise CriteriaMissing(missing=",".join(missing))
        facts = replace(
            await screenings.recorded_facts(row.id, row.minor_id),
            expected_months=command.expected_months,
            evidence=command.evidence,
            remorse=frozenset(command.remorse),
        )
        suggested = screen(facts, rulebook(row.rulebook))
        for criterion, answer in given.items():
            refusal = contradiction(suggested, criterion, answer.finding)
            if refusal is not None:
                raise refusal
        conclusion = conclude({c: answer.finding for c, answer in given.items()})
        out = conclusion.result is ScreeningResult.NOT_ELIGIBLE
        cases.act(row, CaseAction.FIND_INELIGIBLE if out else CaseAction.RECORD_SCREENING)
        cases.settle(row)
        screening_id = await screenings.store(
            row.id,
            NewScreening(
                facts=facts,
                expected_months=command.expected_months,
                expected_reason=command.expected_reason,
                evidence=command.evidence,
                remorse=command.remorse,
                conclusion=conclusion,
                answers={
                    c: AnswerGiven(answer.finding, suggested.of(c).finding, answer.reason)
                    for c, answer in given.items()
                },
                rulebook=row.rulebook,
            ),
        )
        result = conclusion.result.name
        work.record(
            "eligibility.screened", "screening", screening_id, case_id=row.id, result=result
        )
        return work.answer(RecordedScreening(row.id, screening_id, result))
