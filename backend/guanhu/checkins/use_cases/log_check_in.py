"""Log a check-in: the field form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Work, begin
from guanhu.cases.errors import SupervisionNotLive
from guanhu.cases.repository import milestones
from guanhu.cases.rules import status_on, supervision_is_live
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.errors import ConditionNotInForce
from guanhu.checkins.facts import (
    CheckInKind,
    CheckInStatus,
    ConcernLevel,
    NoContactReason,
    Present,
    Topic,
)
from guanhu.checkins.keeping import CheckInKeeping, NewRecord
from guanhu.checkins.repository import CheckInRepository
from guanhu.checkins.rules import Attempt, is_late, refuse_log
from guanhu.checkins.standing import marks_of
from guanhu.checkins.tables import CheckInRow
from guanhu.files.facts import AttachedTo
from guanhu.files.repository import AttachmentRepository
from guanhu.kernel.clock import Clock, office_date
from guanhu.kernel.commands import item, items, words
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.plans.repository import PlanRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCheckIn:
    """Log what was found at one check-in."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    check_in_id: UUID = item("The check-in.")
    happened_at: datetime = item("When contact happened; not when it is entered.")
    how: CheckInKind = item("How contact was really made.")
    present: tuple[Present, ...] = items("Who was there.", at_most=10)
    contact_made: bool = item("Whether the young person was reached.")
    topics: tuple[Topic, ...] = items("What was talked about.", at_most=20)
    conditions_evidenced: tuple[UUID, ...] = items(
        "Conditions of the plan in force that this gives evidence for.", at_most=60
    )
    concern_level: ConcernLevel = item("How worried the writer is; it can only rise later.")
    note: str = words("What was found.", at_most=8000, multiline=True)
    no_contact_reason: NoContactReason | None = item("Why nobody was reached.", default=None)
    next_step: str | None = words("What comes next.", at_most=1000, multiline=True, default=None)
    private_addendum: str | None = words(
        "Only the writer and the supervisor read this.", at_most=4000, multiline=True, default=None
    )
    attachment_ids: tuple[UUID, ...] = items(
        "Files uploaded to this case that belong to the record.", at_most=20, default=()
    )


@dataclass(frozen=True, slots=True)
class LoggedCheckIn:
    """The check-in."""

    check_in: UUID


async def log_check_in(
    database: Database, clock: Clock, actor: Actor, command: LogCheckIn
) -> LoggedCheckIn:
    """Log one check-in on a case file the actor can see.

    Raises `NotPermitted`, `NotVisible`, or the refusal the rules give.
    """
    actor.require(Permission.CHECK_IN_LOG)
    async with begin(database, clock, actor, command, LoggedCheckIn) as work:
        if work.first_answer is not None:
            return work.first_answer
        refusal: Refusal | None = refuse_form(command)
        if refusal is not None:
            raise refusal
        check_ins = CheckInRepository(work)
        file, row = await check_ins.lock(command.check_in_id)
        refusal = _refuse(work, file, row, check_ins.status_of(row, file), command)
        if refusal is not None:
            raise refusal
        await _require_conditions(work, file.id, command.conditions_evidenced)
        late = is_late(marks_of(row), command.happened_at)
        await CheckInKeeping(work, file).record(row, _record(command, late=late))
        await AttachmentRepository(work).attach(
            file.id, command.attachment_ids, AttachedTo.CHECK_IN, row.id, "attachmentIds"
        )
        work.record(
            "checkins.logged", "check_in", row.id, case_id=file.id,
            contact=command.contact_made, late=late, concern=command.concern_level.value,
        )  # fmt: skip
        return work.answer(LoggedCheckIn(check_in=row.id))


def refuse_form(command: LogCheckIn) -> Refusal | None:
    """Say what is contradictory in the form itself, or None."""
    problems = []
    if not command.contact_made and command.no_contact_reason is None:
        problems.append(Problem("noContactReason", "REQUIRED"))
    if command.contact_made and command.no_contact_reason is not None:
        problems.append(Problem("noContactReason", "CONTRADICTS_CONTACT_MADE"))
    for path, given in (
        ("present", command.present),
        ("topics", command.topics),
        ("conditionsEvidenced", command.conditions_evidenced),
        ("attachmentIds", command.attachment_ids),
    ):
        if len(set(given)) != len(given):
            problems.append(Problem(path, "REPEATED"))
    return InvalidInput(problems) if problems else None


def _refuse(
    work: Work[LoggedCheckIn],
    file: CaseFileRow,
    row: CheckInRow,
    status: CheckInStatus,
    command: LogCheckIn,
) -> Refusal | None:
    facts = milestones(file)
    if status is not CheckInStatus.RECORDED and not supervision_is_live(facts, work.today):
        return SupervisionNotLive(status=status_on(facts, work.today))
    attempt = Attempt(
        marks=marks_of(row),
        status=status,
        kind=CheckInKind(row.kind),
        recorded_on=None if row.recorded_at is None else office_date(row.recorded_at),
        superseded_by=row.superseded_by,
    )
    return refuse_log(attempt, how=command.how, happened_at=command.happened_at, now=work.now)


async def _require_conditions(
    work: Work[LoggedCheckIn], case_id: UUID, wanted: tuple[UUID, ...]
) -> None:
    if not wanted:
        return
    plan = await PlanRepository(work).in_force(case_id)
    known = set() if plan is None else {condition.id for condition in plan.conditions}
    unknown = set(wanted) - known
    if unknown:
        raise ConditionNotInForce(count=len(unknown))


def _record(command: LogCheckIn, *, late: bool) -> NewRecord:
    return NewRecord(
        happened_at=command.happened_at,
        late=late,
        how=command.how,
        present=command.present,
        contact_made=command.contact_made,
        no_contact_reason=command.no_contact_reason,
        topics=command.topics,
        conditions=command.conditions_evidenced,
        concern_level=command.concern_level,
        note=command.note,
        next_step=command.next_step,
        private_addendum=command.private_addendum,
    )
