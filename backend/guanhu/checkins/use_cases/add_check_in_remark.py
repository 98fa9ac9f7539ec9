"""Add a later remark to a recorded or reviewed check-in; what was written stays as it was."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.checkins.errors import CheckInNotRecorded
from guanhu.checkins.facts import CheckInStatus, ConcernLevel
from guanhu.checkins.keeping import CheckInKeeping
from guanhu.checkins.repository import CheckInRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.plumbing.database import Database

REMARKED = frozenset({CheckInStatus.RECORDED, CheckInStatus.REVIEWED})


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCheckInRemark:
    """Add a remark; its concern level can raise that of the check-in, never lower it."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    check_in_id: UUID = item("The recorded or reviewed check-in.")
    note: str = words("The remark.", at_most=4000, multiline=True)
    concern_level: ConcernLevel = item("How worried the writer is now.")
    sensitive: bool = item(
        "Whether what is written here is not to be shown to the family; once yes, always yes.",
        default=False,
    )


@dataclass(frozen=True, slots=True)
class AddedCheckInRemark:
    """The check-in and the remark."""

    check_in: UUID
    remark_id: UUID


async def add_check_in_remark(
    database: Database, clock: Clock, actor: Actor, command: AddCheckInRemark
) -> AddedCheckInRemark:
    """Add a remark to a recorded or reviewed check-in; sensitivity only rises (S11).

    Raises `NotPermitted`, `NotVisible`, or the refusal `CheckInNotRecorded`.
    """
    actor.require(Permission.CHECK_IN_LOG)
    async with begin(database, clock, actor, command, AddedCheckInRemark) as work:
        if work.first_answer is not None:
            return work.first_answer
        check_ins = CheckInRepository(work)
        file, row = await check_ins.lock(command.check_in_id)
        status = check_ins.status_of(row, file)
        if status not in REMARKED:
            raise CheckInNotRecorded(status=status)
        remark_id = await CheckInKeeping(work, file).remark(
            row, command.note, command.concern_level, sensitive=command.sensitive
        )
        work.record(
            "checkins.remarked", "check_in", row.id, case_id=file.id,
            concern=command.concern_level.value,
        )  # fmt: skip
        return work.answer(AddedCheckInRemark(check_in=row.id, remark_id=remark_id))
