"""Up to three extra questions for the self-reports of one file."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import SupervisionNotLive
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.rules import status_on, supervision_is_live
from guanhu.checkins.self_reports import SelfReports
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, words
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSelfReportQuestions:
    """Set the extra questions; those put on record and due keep the ones they have."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    questions: tuple[str, ...] = items("The questions, in their order.", at_most=3, each=200)


@dataclass(frozen=True, slots=True)
class SetQuestions:
    """The set."""

    questions_id: UUID


async def set_self_report_questions(
    database: Database, clock: Clock, actor: Actor, command: SetSelfReportQuestions
) -> SetQuestions:
    """Set the extra questions of the self-reports to come.

    Raises `NotPermitted`, `NotVisible`, or the refusals `InvalidInput`, `SupervisionNotLive`.
    """
    actor.require(Permission.CHECK_IN_SCHEDULE)
    async with begin(database, clock, actor, command, SetQuestions) as work:
        if work.first_answer is not None:
            return work.first_answer
        file = await CaseRepository(work).lock(command.case_id)
        facts = milestones(file)
        if not supervision_is_live(facts, work.today):
            raise SupervisionNotLive(status=status_on(facts, work.today))
        set_id = await SelfReports(work).set_questions(file, command.questions)
        work.record(
            "checkins.questions_set", "case_file", file.id, case_id=file.id,
            count=len(command.questions),
        )  # fmt: skip
        return work.answer(SetQuestions(questions_id=set_id))
