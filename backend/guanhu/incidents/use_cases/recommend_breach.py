"""Recommend what follows a breach, question by question: input for the officer (S38, S-01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin, look
from guanhu.cases.facts import CaseSeen
from guanhu.cases.repository import milestones
from guanhu.cases.rules import status_on
from guanhu.cases.states import CaseAction, move
from guanhu.incidents.breach import (
    BreachQuestion,
    BreachSeen,
    asked,
    breach_questions,
    open_tasks,
    refuse_answer,
    refuse_finish,
)
from guanhu.incidents.breach_repository import BreachRepository
from guanhu.incidents.errors import NotABreach, RecommendationOpen
from guanhu.incidents.facts import IncidentKind
from guanhu.incidents.tables import BreachRecommendationRow, IncidentRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.ids import new_id
from guanhu.law.ladder import Rung
from guanhu.law.rulebooks import rulebook
from guanhu.people.repository import PeopleRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRecommendation:
    """Begin a recommendation about a breach of the supervision rules."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    incident_id: UUID = item("The breach.")


@dataclass(frozen=True, slots=True)
class StartedRecommendation:
    """The file with the recommendation, its questions open."""

    case_file: UUID
    recommendation_id: UUID


async def start_recommendation(
    database: Database, clock: Clock, actor: Actor, command: StartRecommendation
) -> StartedRecommendation:
    """Begin; what is asked follows from the age of the day.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `NotABreach`,
    `RecommendationOpen`.
    """
    actor.require(Permission.INCIDENT_REPORT)
    async with begin(database, clock, actor, command, StartedRecommendation) as work:
        if work.first_answer is not None:
            return work.first_answer
        repository = BreachRepository(work)
        file, incident = await repository.with_case(IncidentRow, command.incident_id)
        move(status_on(milestones(file), work.today), CaseAction.RECOMMEND_AFTER_BREACH)
        if incident.kind != IncidentKind.SUPERVISION_BREACH.value:
            raise NotABreach
        if await repository.is_open(incident.id):
            raise RecommendationOpen
        row_id = new_id()
        await repository.add(
            BreachRecommendationRow(
                id=row_id, case_id=file.id, incident_id=incident.id,
                started_by=actor.account_id, started_at=work.now,
            )
        )  # fmt: skip
        work.record(
            "incidents.recommendation_started", "breach_recommendation", row_id, case_id=file.id
        )
        return work.answer(StartedRecommendation(file.id, row_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBreachQuestion:
    """Answer one question of a recommendation; a later answer takes its place."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    recommendation_id: UUID = item("The recommendation.")
    question: str = words("Code of the question.", at_most=40)
    answer: str = words("The answer.", at_most=4000, multiline=True)


@dataclass(frozen=True, slots=True)
class AnsweredBreachQuestion:
    """The file with the answer."""

    case_file: UUID
    recommendation_id: UUID


async def answer_breach_question(
    database: Database, clock: Clock, actor: Actor, command: AnswerBreachQuestion
) -> AnsweredBreachQuestion:
    """Answer; a question for adults is no question for somebody under eighteen.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `QuestionNotAsked`,
    `RecommendationFinished`.
    """
    actor.require(Permission.INCIDENT_REPORT)
    async with begin(database, clock, actor, command, AnsweredBreachQuestion) as work:
        if work.first_answer is not None:
            return work.first_answer
        repository = BreachRepository(work)
        file, row = await repository.with_case(BreachRecommendationRow, command.recommendation_id)
        move(status_on(milestones(file), work.today), CaseAction.RECOMMEND_AFTER_BREACH)
        finished = row.finished_on is not None
        refusal = refuse_answer(
            command.question, await _questions(work, file.minor_id), finished=finished
        )
        if refusal is not None:
            raise refusal
        await repository.answer(row, command.question, command.answer)
        work.record(
            "incidents.recommendation_answered", "breach_recommendation", row.id, case_id=file.id
        )
        return work.answer(AnsweredBreachQuestion(file.id, row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishRecommendation:
    """Hand a recommendation to the officer."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    recommendation_id: UUID = item("The recommendation.")
    rung: Rung | None = item("The response; left out: nothing more.", default=None)
    next_appointment_on: date | None = item(
        "Day of the next appointment; needed where nothing more is recommended.", default=None
    )


@dataclass(frozen=True, slots=True)
class FinishedRecommendation:
    """The file with the recommendation; the officer decides on a response."""

    case_file: UUID
    recommendation_id: UUID


async def finish_recommendation(
    database: Database, clock: Clock, actor: Actor, command: FinishRecommendation
) -> FinishedRecommendation:
    """Finish, once every question is answered; it decides nothing (S-01).

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `TasksIncomplete`,
    `RecommendationFinished`, `RungNotOnLadder`, `InvalidInput`, `DateBefore`.
    """
    actor.require(Permission.INCIDENT_REPORT)
    async with begin(database, clock, actor, command, FinishedRecommendation) as work:
        if work.first_answer is not None:
            return work.first_answer
        repository = BreachRepository(work)
        file, row = await repository.with_case(BreachRecommendationRow, command.recommendation_id)
        move(status_on(milestones(file), work.today), CaseAction.RECOMMEND_AFTER_BREACH)
        questions = await _questions(work, file.minor_id)
        refusal = refuse_finish(
            command.rung, command.next_appointment_on,
            waiting=open_tasks(questions, await repository.answers(row.id)),
            finished=row.finished_on is not None,
            ladder=rulebook(file.rulebook).response_ladder, today=work.today,
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        row.rung = None if command.rung is None else command.rung.value
        row.next_appointment_on, row.finished_on = command.next_appointment_on, work.today
        work.record(
            "incidents.recommendation_finished", "breach_recommendation", row.id, case_id=file.id,
            rung=row.rung,
        )  # fmt: skip
        return work.answer(FinishedRecommendation(file.id, row.id))


async def read_recommendations(
    database: Database, clock: Clock, actor: Actor, case: CaseSeen
) -> tuple[list[BreachSeen], list[BreachQuestion]]:
    """The recommendations of a visible case, and what is asked today."""
    actor.require(Permission.INCIDENT_READ)
    async with look(database, clock, actor) as seen:
        found = await BreachRepository(seen).of_case(case.id)
        return found, await _questions(seen, case.minor_id) if found else []


async def _questions(look: Look, minor_id: UUID) -> list[BreachQuestion]:
    born = (await PeopleRepository(look).minors([minor_id]))[minor_id].birth_date
    return asked(breach_questions(), born, look.today)
