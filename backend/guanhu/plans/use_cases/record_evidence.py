"""Enter a piece of evidence for a condition of the plan in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.files.facts import AttachedTo
from guanhu.files.repository import AttachmentRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, words
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.evidence_repository import EvidenceRepository
from guanhu.plans.facts import EvidenceKind
from guanhu.plans.rules import refuse_evidence, refuse_past_day
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEvidence:
    """Enter evidence that a condition is kept, or is not: what, of which day, from whom."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    condition_id: UUID = item("The condition, in the version in force.")
    kind: EvidenceKind = item("One of the kinds the condition takes.")
    happened_on: date = item("Day of what it shows.")
    source: str = words("Where it comes from.", at_most=500)
    note: str | None = words("What it shows.", at_most=2000, multiline=True, default=None)
    attachment_ids: tuple[UUID, ...] = items("Uploaded files of the case.", at_most=10, default=())


@dataclass(frozen=True, slots=True)
class RecordedEvidence:
    """The file and the evidence."""

    case_file: UUID
    evidence_id: UUID


async def record_evidence(
    database: Database, clock: Clock, actor: Actor, command: RecordEvidence
) -> RecordedEvidence:
    """Enter a piece of evidence; somebody else looks at it (`assess_evidence`).

    Raises `NotPermitted`, `NotVisible`, `MoveNotAllowed`, `ConditionNotHeldNow`,
    `EvidenceKindNotAccepted`, `DateInFuture`, `DateBefore` (before the decision), `InvalidInput`
    for a file that is not there or belongs to something else.
    """
    actor.require(Permission.EVIDENCE_ENTER)
    async with begin(database, clock, actor, command, RecordedEvidence) as work:
        if work.first_answer is not None:
            return work.first_answer
        found = EvidenceRepository(work)
        file, condition = await found.open_condition(command.condition_id)
        CaseRepository(work).act(file, CaseAction.RECORD_EVIDENCE)
        entry = conditions().entry(condition.code, condition.catalogue_version)
        refusal = refuse_evidence(entry, command.kind) or refuse_past_day(
            "happenedOn", command.happened_on, since=file.decided_on, today=work.today
        )
        if refusal is not None:
            raise refusal
        evidence_id = await found.enter(
            condition,
            kind=command.kind,
            happened_on=command.happened_on,
            source=command.source.strip(),
            note=None if command.note is None else command.note.strip(),
        )
        await AttachmentRepository(work).attach(
            file.id, command.attachment_ids, AttachedTo.EVIDENCE, evidence_id, "attachmentIds"
        )
        work.record(
            "plans.evidence_recorded", "condition_evidence", evidence_id,
            case_id=file.id, condition=condition.code, kind=command.kind.name,
        )  # fmt: skip
        return work.answer(RecordedEvidence(file.id, evidence_id))
