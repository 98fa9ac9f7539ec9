"""Consider direct non-prosecution before a conditional one (E-13, E-14)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.eligibility.facts import Gravity, Leniency, Strictness, TriageOutcome, Weighed
from guanhu.eligibility.repository import ScreeningRepository, screening_now
from guanhu.eligibility.triage import presumed, refuse_triage
from guanhu.eligibility.triage_repository import TriageRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTriage:
    """Weigh a case and say which decision it goes on to; the latest triage counts."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    gravity: Gravity = item("How the facts weigh.")
    assisting: bool = item(
        "Whether this is assisting information-network crime or a related offence (E-13)."
    )
    leniency: tuple[Leniency, ...] = items("Circumstances of item 10 (E-13).", at_most=4)
    strictness: tuple[Strictness, ...] = items("Circumstances of item 9 (E-14).", at_most=8)
    outcome: TriageOutcome = item("Which decision the case goes on to.")
    reason: str = words("Why.", at_most=4000, multiline=True)
    departs_because: str | None = words(
        "Why not relative non-prosecution, where the law presumes it.",
        at_most=4000, multiline=True, default=None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecordedTriage:
    """The triage, and what was presumed (NO_CRIME, RELATIVE_NON_PROSECUTION or NONE)."""

    case_file: UUID
    triage_id: UUID
    presumption: str


async def record_triage(
    database: Database, clock: Clock, actor: Actor, command: RecordTriage
) -> RecordedTriage:
    """Keep what was considered, on the charges as they stand.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NotAssisting`,
    `PresumptionUnanswered`, `NoCrimeNoCondition`, `NotObviouslyMinor`, `NotMinor`,
    `EvidenceNotInsufficient`, `EvidenceInsufficient`, `ScreeningOutdated`.
    """
    actor.require(Permission.SCREENING_WRITE)
    async with begin(database, clock, actor, command, RecordedTriage) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases = CaseRepository(work)
        row = await cases.lock(command.case_id)
        cases.act(row, CaseAction.RECORD_TRIAGE)
        facts = await ScreeningRepository(work).recorded_facts(row.id, row.minor_id)
        weighed = Weighed(
            command.gravity, command.assisting,
            frozenset(command.leniency), frozenset(command.strictness),
        )  # fmt: skip
        standing = await screening_now(work, row)
        refusal = refuse_triage(
            weighed, command.outcome, charges=facts.charges,
            departs_because=command.departs_because, evidence=standing.evidence_now,
            outdated=standing.outdated,
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        presumption = presumed(weighed)
        triage_id = await TriageRepository(work).store(
            row.id, facts, weighed, presumption, command.outcome, command.reason,
            command.departs_because,
        )  # fmt: skip
        work.record(
            "eligibility.triaged", "triage", triage_id, case_id=row.id,
            outcome=command.outcome.value,
        )  # fmt: skip
        return work.answer(RecordedTriage(row.id, triage_id, presumption.what.name))
