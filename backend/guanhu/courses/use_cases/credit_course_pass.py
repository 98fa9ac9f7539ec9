"""Say whose a pass from outside is, and what it counts for."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.repository import CaseRepository, milestones
from guanhu.cases.states import CaseAction
from guanhu.courses.crediting import complete, credited_to
from guanhu.courses.errors import CreditNotDecided, NoDuration, PassSettled
from guanhu.courses.facts import Subject
from guanhu.courses.keeping import CourseKeeping, NewEntry
from guanhu.courses.matching import inbox
from guanhu.courses.pass_facts import PassState
from guanhu.courses.passes import PassRepository
from guanhu.courses.rules import refuse_learned
from guanhu.education.facts import SessionMode
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.kernel.errors import InvalidInput, NotVisible, Problem
from guanhu.plumbing.database import Database

MOST_MINUTES = 6_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditCoursePass:
    """Match a pass with a young person, and credit it to one condition or refuse credit."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    pass_id: UUID = item("The pass.")
    case_id: UUID = item("Whose it is.")
    minutes: int | None = number(
        "How long it took, where the pass does not say.",
        at_least=1,
        at_most=MOST_MINUTES,
        default=None,
    )
    assignment_id: UUID | None = item(
        "Their assignment that it completes; it is credited there.", default=None
    )
    condition_id: UUID | None = item(
        "Condition of the plan in force it is credited to.", default=None
    )
    credited_minutes: int | None = number(
        "Minutes credited; all of them when left out, 0 refuses credit.",
        at_least=0,
        at_most=MOST_MINUTES,
        default=None,
    )
    no_credit_reason: str | None = words(
        "Why no credit is given.", at_most=250, multiline=True, default=None
    )


@dataclass(frozen=True, slots=True)
class CreditedCoursePass:
    """The case and the entry."""

    case_file: UUID
    learning_entry: UUID


async def credit_course_pass(
    database: Database, clock: Clock, actor: Actor, command: CreditCoursePass
) -> CreditedCoursePass:
    """Credit a pass (S44).

    Raises `NotPermitted`, `NotVisible` (pass or file), `PassSettled`, `NoDuration`,
    `CreditNotDecided`, `SupervisionNotLive`, `MoveNotAllowed`, and what crediting raises.
    """
    actor.require(Permission.OUTSIDE_LEARNING_MATCH)
    async with begin(database, clock, actor, command, CreditedCoursePass) as work:
        if work.first_answer is not None:
            return work.first_answer
        if command.assignment_id is not None and command.condition_id is not None:
            raise InvalidInput([Problem("conditionId", "NOT_EXPECTED")])
        cases, passes = CaseRepository(work), PassRepository(work)
        file = await cases.lock(command.case_id)
        row = await passes.lock(command.pass_id)
        if row.state != PassState.WAITING.value:
            raise PassSettled(state=PassState(row.state))
        listed = next((each for each in await inbox(work) if each.seen.id == row.id), None)
        if listed is None:
            raise NotVisible
        seen = listed.seen
        if seen.minutes is not None and command.minutes is not None:
            raise InvalidInput([Problem("minutes", "NOT_EXPECTED")])
        minutes = seen.minutes or command.minutes
        if minutes is None:
            raise NoDuration
        cases.act(file, CaseAction.RECORD_LEARNING)
        refusal = refuse_learned(milestones(file), seen.completed_on, work.today)
        if refusal is not None:
            raise refusal
        credited = None
        if command.assignment_id is None:
            credited = await credited_to(
                work, file.id, minutes=minutes, condition_id=command.condition_id,
                wanted=command.credited_minutes, reason=command.no_credit_reason,
            )  # fmt: skip
            if credited is None:
                raise CreditNotDecided
        else:
            await complete(
                work, command.assignment_id, file.id,
                subject=Subject(None, None, seen.course_name), on=seen.completed_on,
                minutes=minutes, how=SessionMode.OUTSIDE, wanted=command.credited_minutes,
                reason=command.no_credit_reason,
            )  # fmt: skip
        entry_id = await CourseKeeping(work).enter(
            NewEntry(
                file=file,
                how=SessionMode.OUTSIDE,
                subject=Subject(None, None, seen.course_name),
                learned_on=seen.completed_on,
                minutes=minutes,
                credited=credited,
                assignment_id=command.assignment_id,
                provider=row.provider,
            )
        )
        await passes.settle(row, PassState.MATCHED)
        work.record(
            "courses.pass_matched", "learning_entry", entry_id, case_id=file.id,
            provider=row.provider, minutes=minutes,
            credited=None if credited is None else credited.minutes,
        )  # fmt: skip
        return work.answer(CreditedCoursePass(case_file=file.id, learning_entry=entry_id))
