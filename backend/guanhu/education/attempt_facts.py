"""What an attempt is made of: its kind, and the steps of the log it can be told from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Learner(StrEnum):
    """Who works through an assigned module."""

    YOUNG_PERSON = "young_person"
    GUARDIAN = "guardian"


class AttemptKind(StrEnum):
    """Which test is taken."""

    PRE = "pre"
    POST = "post"
    DELAYED = "delayed"


class StepKind(StrEnum):
    """What a learner did; each is one line of the log, which only grows."""

    STARTED = "started"
    ANSWERED = "answered"
    HINT = "hint"
    PAUSED = "paused"
    FINISHED = "finished"
    LESSON_READ = "lesson_read"
    DECIDED = "decided"
    STILL_THERE = "still_there"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the log. `number` counts within the assignment, from 1.

    `part` is the question, ``lesson/1`` or ``situation/scene``; `right` is set for an answer.
    `device` is the sign-in it came from.
    """

    number: int
    kind: StepKind
    at: datetime
    attempt_id: UUID | None = None
    part: str | None = None
    right: bool | None = None
    device: UUID | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AttemptSeen:
    """One attempt. Instants are UTC. `right` and `passed` are set once it is finished."""

    id: UUID
    case_id: UUID
    assignment_id: UUID
    kind: AttemptKind
    number: int
    seed: int
    account_id: UUID
    started_at: datetime
    finished_at: datetime | None
    asked: int
    right: int | None
    passed: bool | None
    active_seconds: int | None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer by the ids of the module, not by what was shown: what the log keeps.

    `picked`: of SINGLE and MULTIPLE the choices, of ORDER the items in the order given, of MATCH
    ``left=right`` for each pair, of CHAT one reply for each turn. `amount` is that of NUMBER.
    """

    picked: tuple[str, ...] = ()
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What the rules ask of an assignment when somebody learns. `passed_on` None: not passed yet.

    `allowed` is how often the post-test may fail before the worker decides, with what was granted.
    """

    learner: Learner
    open: bool
    results_shown: bool
    allowed: int
    failed: int
    completed: bool
    delayed_due_on: date | None
    others_done: bool
