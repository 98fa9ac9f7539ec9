"""Complete a needs assessment; from then on it is only amended."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.needs.facts import AssessmentSeen, NeedsState, Teller
from guanhu.needs.repository import NeedsRepository
from guanhu.needs.rules import refuse_completion, refuse_not_draft
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteNeedsAssessment:
    """Complete a draft. One that amends an earlier assessment takes a change and a reason."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    assessment_id: UUID = item("The draft.")
    expected_version: int = number("The version last seen.", at_least=1, at_most=10**6)
    reason: str | None = words(
        "Why the assessment before is amended.", at_most=2000, multiline=True, default=None
    )
    minor_not_heard: str | None = words(
        "Why there is no view of the young person's own.",
        at_most=2000,
        multiline=True,
        default=None,
    )
    guardian_not_heard: str | None = words(
        "Why there is no view of a guardian's own.", at_most=2000, multiline=True, default=None
    )


@dataclass(frozen=True, slots=True)
class CompletedNeedsAssessment:
    """The assessment and its case."""

    needs_assessment: UUID
    case_file: UUID


async def complete_needs_assessment(
    database: Database, clock: Clock, actor: Actor, command: CompleteNeedsAssessment
) -> CompletedNeedsAssessment:
    """Complete an assessment (scenario S26 where it amends one).

    Raises `NotPermitted`, `NotVisible`, `StaleVersion`, `NeedsNotDraft`, `NeedsIncomplete`,
    `OwnViewMissing`, `NothingChanged`, `AmendmentNeedsReason`, `InvalidInput` for a reason why
    somebody was not heard who was.
    """
    actor.require(Permission.NEEDS_WRITE)
    async with begin(database, clock, actor, command, CompletedNeedsAssessment) as work:
        if work.first_answer is not None:
            return work.first_answer
        needs = NeedsRepository(work)
        file, row = await needs.open(command.assessment_id, command.expected_version)
        refusal = refuse_not_draft(NeedsState(row.state))
        if refusal is not None:
            raise refusal
        draft = (await needs.with_before(row.id))[-1]
        await needs.silence(row, _not_heard(command, draft))
        *before, draft = await needs.with_before(row.id)
        refusal = refuse_completion(draft, before[0] if before else None, command.reason)
        if refusal is not None:
            raise refusal
        await needs.complete(row, None if row.amends_id is None else command.reason)
        work.record(
            "needs.completed", "needs_assessment", row.id,
            case_id=file.id, number=row.number, amends=row.amends_id is not None,
        )  # fmt: skip
        return work.answer(CompletedNeedsAssessment(row.id, file.id))


def _not_heard(command: CompleteNeedsAssessment, draft: AssessmentSeen) -> dict[Teller, str]:
    """Why each who gave no view did not: as said now, else as said in the assessment before."""
    heard = {view.teller for view in draft.views}
    said = {
        Teller.MINOR: ("minorNotHeard", command.minor_not_heard),
        Teller.GUARDIAN: ("guardianNotHeard", command.guardian_not_heard),
    }
    problems = [
        Problem(path, "NOT_EXPECTED")
        for teller, (path, why) in said.items()
        if teller in heard and why is not None
    ]
    if problems:
        raise InvalidInput(problems)
    reasons = {teller: why or draft.not_heard.get(teller) for teller, (_, why) in said.items()}
    return {
        teller: why.strip()
        for teller, why in reasons.items()
        if why is not None and teller not in heard
    }
