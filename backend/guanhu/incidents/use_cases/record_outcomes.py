"""Record what came of a group session: each appointment for itself, in one command (S34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Work, begin
from guanhu.incidents.outcomes import OutcomeAbout
from guanhu.incidents.use_cases.record_outcome import RecordOutcome, keep_outcome
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, told, words
from guanhu.kernel.errors import InvalidInput, NotVisible, Problem, Refusal
from guanhu.plumbing.database import Database

MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeOfOnePart:
    """What came of one appointment of one young person."""

    case_id: UUID = item("The case file.")
    about: OutcomeAbout = item("What kind of appointment it was.")
    check_in_id: UUID | None = item("The check-in, where it is one.", default=None)
    condition_id: UUID | None = item("The condition of the plan, where it is one.", default=None)
    held_on: date = item("Its day.")
    outcome: str = words("Code of the table of outcomes.", at_most=40)
    absence_kind: str | None = words(
        "Which kind of absence, where the outcome has kinds.", at_most=40, default=None
    )
    note: str = words("What happened, and which session it was.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutcomes:
    """Record what came of many appointments: what one is refused stops no other."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    items: tuple[OutcomeOfOnePart, ...] = items(
        "One for each appointment.", at_least=1, at_most=MOST
    )


@dataclass(frozen=True, slots=True)
class OutcomeSaved:
    """What became of one appointment of a command about many: saved, or why not."""

    index: int = told("Its place in what was given, from 0.")
    case_id: UUID = told("The case file that was named.")
    check_in_id: UUID | None = told("The check-in that was named.")
    outcome_id: UUID | None = told("The outcome, when it was saved.")
    code: str | None = told("Code of the refusal, when it was not.")
    field: str | None = told("The field that is wrong, where the input was.")
    problem: str | None = told("What is wrong with it: a stable code.")


@dataclass(frozen=True, slots=True)
class RecordedOutcomes:
    """One answer for each appointment, in the order given, and how many were saved and refused."""

    items: tuple[OutcomeSaved, ...] = told("What became of each appointment, in the order given.")
    saved: int = told("How many were saved.")
    refused: int = told("How many were refused.")


async def record_outcomes(
    database: Database, clock: Clock, actor: Actor, command: RecordOutcomes
) -> RecordedOutcomes:
    """Record the outcomes of a group session; those that are refused are told one by one (S34).

    Raises `NotPermitted`, or the refusal `InvalidInput` (an appointment named twice: nothing is
    written). For each appointment: `NotVisible` and what `record_outcome` refuses, told by code.
    """
    actor.require(Permission.INCIDENT_REPORT)
    async with begin(database, clock, actor, command, RecordedOutcomes) as work:
        if work.first_answer is not None:
            return work.first_answer
        _require_once(command)
        # Always in the same order, so that two who lock many files never wait in a circle.
        by_file = sorted(enumerate(command.items), key=lambda one: (one[1].case_id, one[0]))
        answers = [await _keep(work, index, part) for index, part in by_file]
        saved = sum(each.outcome_id is not None for each in answers)
        if not saved:
            work.leave_no_trace()
        in_order = tuple(sorted(answers, key=lambda each: each.index))
        return work.answer(RecordedOutcomes(in_order, saved, len(answers) - saved))


async def _keep(work: Work[RecordedOutcomes], index: int, part: OutcomeOfOnePart) -> OutcomeSaved:
    one = RecordOutcome(
        idempotency_key="one-of-many",  # of the whole command: this part is not claimed by itself
        case_id=part.case_id,
        about=part.about,
        check_in_id=part.check_in_id,
        condition_id=part.condition_id,
        held_on=part.held_on,
        outcome=part.outcome,
        absence_kind=part.absence_kind,
        note=part.note,
    )
    code = field = problem = None
    outcome_id = None
    try:
        outcome_id = await keep_outcome(work, one)
    except (Refusal, NotVisible) as refused:
        code = refused.code
        if isinstance(refused, InvalidInput):
            field, problem = refused.problems[0].path, refused.problems[0].code
    return OutcomeSaved(index, part.case_id, part.check_in_id, outcome_id, code, field, problem)


def _require_once(command: RecordOutcomes) -> None:
    """One appointment has one outcome; a second line about it is a slip of whoever ticked."""
    met = set[tuple[object, ...]]()
    problems = []
    for index, part in enumerate(command.items):
        named = (part.case_id, part.about, part.check_in_id, part.condition_id, part.held_on)
        if named in met:
            problems.append(Problem(f"items.{index}", "REPEATED"))
        met.add(named)
    if problems:
        raise InvalidInput(problems)
