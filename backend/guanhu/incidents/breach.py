"""A recommendation after a breach: its questions, its preview, and what it ends with (S38). Pure.

It is a worker's input (S-01). Somebody under eighteen is asked nothing that only adults are asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final
from uuid import UUID

from guanhu.cases.errors import DateBefore
from guanhu.incidents.errors import (
    QuestionNotAsked,
    RecommendationFinished,
    RungNotOnLadder,
    TasksIncomplete,
)
from guanhu.kernel.calendar import age_on
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.kernel.strict_yaml import read
from guanhu.law.ladder import Ladder, Rung
from guanhu.plans.facts import Texts

FILE: Final = "breach_questions.yaml"
ADULT_AT: Final = 18


class AskedOf(StrEnum):
    """Who is asked a question."""

    EVERYONE = "everyone"
    MINOR = "minor"
    ADULT = "adult"


@dataclass(frozen=True, slots=True)
class BreachQuestion:
    """One task of a recommendation."""

    code: str
    asked_of: AskedOf
    title: Texts


@dataclass(frozen=True, slots=True)
class BreachSeen:
    """One recommendation with its answers by question.

    Finished with `rung` None: nothing more is recommended, and `next_appointment_on` is the day on
    which they meet next.
    """

    id: UUID
    incident_id: UUID
    answers: dict[str, str]
    rung: Rung | None
    next_appointment_on: date | None
    started_by: UUID
    started_at: datetime
    finished_on: date | None


def asked(questions: Iterable[BreachQuestion], born: date, on: date) -> list[BreachQuestion]:
    """The questions for somebody born on a day: those of adults from the eighteenth birthday on."""
    other = AskedOf.MINOR if age_on(born, on) >= ADULT_AT else AskedOf.ADULT
    return [one for one in questions if one.asked_of is not other]


def refuse_answer(
    code: str, questions: Iterable[BreachQuestion], *, finished: bool
) -> Refusal | None:
    """Say why a question is not answered here, or None."""
    if finished:
        return RecommendationFinished()
    return None if code in {one.code for one in questions} else QuestionNotAsked()


def open_tasks(questions: Iterable[BreachQuestion], answered: Collection[str]) -> list[str]:
    """Questions that wait for their answer; the preview is offered once there is none."""
    return [one.code for one in questions if one.code not in answered]


def refuse_finish(
    rung: Rung | None,
    next_appointment_on: date | None,
    *,
    waiting: Collection[str],
    finished: bool,
    ladder: Ladder,
    today: date,
) -> Refusal | None:
    """Say why a recommendation cannot end so, or None.

    Where nothing more is recommended the next appointment is named; elsewhere the officer decides.
    """
    if finished:
        return RecommendationFinished()
    if waiting:
        return TasksIncomplete(missing=",".join(waiting))
    if rung is not None and rung not in ladder.rungs:
        return RungNotOnLadder(rung=rung)
    if (rung is None) is (next_appointment_on is None):
        code = "REQUIRED" if rung is None else "NOT_WITH_A_RESPONSE"
        return InvalidInput([Problem("nextAppointmentOn", code)])
    if next_appointment_on is not None and next_appointment_on < today:
        return DateBefore(field="nextAppointmentOn", earliest=today)
    return None


def read_questions(file: str, content: str) -> tuple[BreachQuestion, ...]:
    """The questions of one file; `FileRefused` (``file:line: reason``) when anything is wrong."""
    found: list[BreachQuestion] = []
    for given in read(file, content).entries():
        part = given.fields("code", "asked_of", "title")
        title = part["title"].fields("zh", "en")
        one = BreachQuestion(
            part["code"].text(),
            part["asked_of"].member(AskedOf),
            Texts(title["zh"].text(), title["en"].text()),
        )
        if one.code in {known.code for known in found}:
            raise given.refuse(f"{one.code} is given twice")
        found.append(one)
    return tuple(found)


@cache
def breach_questions() -> tuple[BreachQuestion, ...]:
    """The questions shipped with the program, read once."""
    file = files("guanhu.incidents").joinpath("catalogue").joinpath(FILE)
    return read_questions(FILE, file.read_text(encoding="utf-8"))
