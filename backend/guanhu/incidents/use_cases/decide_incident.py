"""The prosecutor's finding on a reported fact (S-01)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.incidents.facts import IncidentFinding
from guanhu.incidents.repository import IncidentRepository, incident_facts
from guanhu.incidents.rules import refuse_finding
from guanhu.incidents.tables import IncidentRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideIncident:
    """Find a reported fact established, explained or not established."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    incident_id: UUID = item("The incident.")
    finding: IncidentFinding = item("What the prosecutor finds.")
    evidence: str = words("What the finding rests on.", at_most=8000, multiline=True)
    serious: bool = item("Whether the consequences are serious (R-03, R-04).", default=False)
    serious_reason: str | None = words(
        "Why they are serious.", at_most=4000, multiline=True, default=None
    )
    investigation: str | None = words(
        "Which organ established the crime, with its document (R-12).", at_most=2000,
        multiline=True, default=None,
    )  # fmt: skip
    to_prosecute: bool = item("Whether a missed crime has to be prosecuted (R-02).", default=False)


@dataclass(frozen=True, slots=True)
class DecidedIncident:
    """The file with the finding on record."""

    case_file: UUID
    incident_id: UUID


async def decide_incident(
    database: Database, clock: Clock, actor: Actor, command: DecideIncident
) -> DecidedIncident:
    """Find. It is made once; what is wrong with it is said by a dispute.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `FindingMade`,
    `SeriousnessUnreasoned`, `CrimeNotInvestigated`, `CrimeIsNotExplained`.
    """
    actor.require(Permission.INCIDENT_DECIDE)
    async with begin(database, clock, actor, command, DecidedIncident) as work:
        if work.first_answer is not None:
            return work.first_answer
        incidents = IncidentRepository(work)
        file, row = await incidents.with_case(IncidentRow, command.incident_id)
        move(status_on(milestones(file), work.today), CaseAction.DECIDE_INCIDENT)
        refusal = refuse_finding(
            incident_facts(row), command.finding, serious=command.serious,
            reasoned=command.serious_reason is not None,
            investigated=command.investigation is not None,
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        key = await incidents.key(file.id)
        row.finding, row.serious = command.finding.value, command.serious
        row.to_prosecute = command.to_prosecute
        row.evidence = key.seal("incidents.evidence", row.id, command.evidence)
        row.serious_reason = key.seal_optional(
            "incidents.serious_reason", row.id, command.serious_reason
        )
        row.investigation = key.seal_optional(
            "incidents.investigation", row.id, command.investigation
        )
        row.found_by, row.decided_on = actor.account_id, work.today
        work.record(
            "incidents.found", "incident", row.id, case_id=file.id, finding=command.finding.value
        )
        return work.answer(DecidedIncident(file.id, row.id))
