"""The lawyer whom the legal-aid agency assigns (M-06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository, holidays_of
from guanhu.cases.states import CaseAction
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.ids import new_id
from guanhu.law.deadlines import DeadlineKind
from guanhu.law.due import legal_aid_assignment
from guanhu.law.rulebooks import rulebook
from guanhu.plumbing.database import Database
from guanhu.protections.errors import LegalAidNotNotified
from guanhu.protections.repository import ProtectionRepository
from guanhu.protections.rules import refuse_assignment
from guanhu.protections.tables import LegalAidRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLegalAidAssignment:
    """Record that the legal-aid agency assigned a lawyer (M-06)."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    assigned_on: date = item("Day on which the agency assigned the lawyer.")
    lawyer: str = words("Name of the lawyer.", at_most=60)
    knows_minors: bool = item("Whether the lawyer is familiar with minors, as the agency says.")


@dataclass(frozen=True, slots=True)
class RecordedLegalAidAssignment:
    """The file, with its defender; `late` is told, never hidden."""

    case_file: UUID
    assignment_id: UUID
    late: bool


async def record_legal_aid_assignment(
    database: Database, clock: Clock, actor: Actor, command: RecordLegalAidAssignment
) -> RecordedLegalAidAssignment:
    """Record it (M-06): the lawyer is the defender from now on, heard (D-01) and served (D-08).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `LegalAidNotNotified`,
    `LawyerAlreadyAssigned`, `DateInFuture`, `DateBefore`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, RecordedLegalAidAssignment) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, protections = CaseRepository(work), ProtectionRepository(work)
        file = await cases.lock(command.case_id)
        cases.act(file, CaseAction.RECORD_LEGAL_AID_ASSIGNMENT)
        notified_on = file.legal_aid_notified_on
        refusal = refuse_assignment(
            notified_on, await protections.assigned_on(file.id),
            assigned_on=command.assigned_on, today=work.today,
        )  # fmt: skip
        if refusal is not None or notified_on is None:
            raise refusal or LegalAidNotNotified
        due = legal_aid_assignment(notified_on, rulebook(file.rulebook), holidays_of(file))
        late = command.assigned_on > due.due_on
        key, assignment_id = await protections.key(file.id), new_id()
        await protections.add(
            LegalAidRow(
                id=assignment_id, case_id=file.id, assigned_on=command.assigned_on,
                lawyer=key.seal("legal_aid_assignments.lawyer", assignment_id, command.lawyer),
                knows_minors=command.knows_minors, due_on=due.due_on, late=late,
                recorded_by=actor.account_id, recorded_at=work.now,
            )
        )  # fmt: skip
        if not file.has_defender:
            cases.add_defender(file, command.assigned_on)
        else:
            cases.finish_clock(
                file, DeadlineKind.LEGAL_AID_ASSIGNMENT, file.id, command.assigned_on
            )
        cases.settle(file)
        work.record(
            "protections.lawyer_assigned", "legal_aid_assignment", assignment_id,
            case_id=file.id, late=late,
        )  # fmt: skip
        return work.answer(RecordedLegalAidAssignment(file.id, assignment_id, late))
