"""A learner of a rehearsal: goes through lessons, and takes tests knowing so many answers.

What is right is read from the module and the paper's seed past the walls, as nobody can through
the API; everything else goes through it.
"""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import psycopg

from guanhu.education.attempt_facts import AttemptKind
from guanhu.education.module_catalogue import modules
from guanhu.education.module_facts import QuestionKind
from guanhu.education.papers import KEYS, Sheet, draw

Send = Callable[[str, str, str, dict[str, Any]], Awaitable[Any]]
"""Actor, operation, document, variables → what the operation answers."""

LESSONS: Final = "LESSONS"
EVERYTHING: Final = 1_000
REFUSED: Final = "... on Refused { code }"
STARTED: Final = f"""mutation($input: StartAttemptInput!) {{ startAttempt(input: $input) {{
  __typename ... on StartAttemptSuccess {{ attempt {{ id }} }} {REFUSED} }} }}"""
ANSWERED: Final = f"""mutation($input: AnswerQuestionInput!) {{ answerQuestion(input: $input) {{
  __typename {REFUSED} }} }}"""
FINISHED: Final = f"""mutation($input: FinishAttemptInput!) {{ finishAttempt(input: $input) {{
  __typename ... on FinishAttemptSuccess {{
    attempt {{ id kind number asked right passed finishedAt }} }} {REFUSED} }} }}"""
LEARNING: Final = """query($id: UUID!) { learning(id: $id) { next
  module { lessons { blocks { situation } } }
  situations { id start scenes { id choices { id } } } } }"""
DECIDED: Final = f"""mutation($input: DecideSituationInput!) {{ decideSituation(input: $input) {{
  __typename ... on DecideSituationSuccess {{
    learning {{ situations {{ id scenes {{ id choices {{ id next }} }} }} }} }} {REFUSED} }} }}"""
READ: Final = f"""mutation($input: ReadLessonInput!) {{ readLesson(input: $input) {{
  __typename ... on ReadLessonSuccess {{ learning {{ id next }} }} {REFUSED} }} }}"""


async def learn(send: Send, owner_url: str, actor: str, what: str, given: Mapping[str, Any]) -> Any:
    """Take a test or go through the lessons of ``assignmentId``; the last answer there was.

    `what` is a kind of test or ``LESSONS``. ``right`` says how many questions are known, from the
    first on; all of them when left out. The first refusal ends it and is the answer.
    """
    assignment = str(given["assignmentId"])
    if what == LESSONS:
        return await _read(send, actor, assignment)
    known = int(given.get("right", EVERYTHING))
    begun = await _do(send, actor, "startAttempt", STARTED, assignmentId=assignment, kind=what)
    if "attempt" not in begun:
        return begun
    attempt = begun["attempt"]["id"]
    for number, sheet in enumerate(paper_of(owner_url, attempt)):
        answered = await _do(
            send, actor, "answerQuestion", ANSWERED,
            attemptId=attempt, questionId=sheet.question.id, **said(sheet, right=number < known),
        )  # fmt: skip
        if "code" in answered:
            return answered
    return await _do(send, actor, "finishAttempt", FINISHED, attemptId=attempt)


def paper_of(owner_url: str, attempt_id: str) -> tuple[Sheet, ...]:
    """The paper of an attempt, read past the walls."""
    with psycopg.connect(owner_url) as owner:
        found = owner.execute(
            "SELECT s.module_code, s.module_version, a.kind, a.seed FROM attempts a"
            " JOIN assignments s ON s.id = a.assignment_id WHERE a.id = %s",
            [attempt_id],
        ).fetchone()
    if found is None:
        raise LookupError(attempt_id)
    code, version, kind, seed = found
    return draw(seed, modules().entry(code, version), AttemptKind(kind))


def said(sheet: Sheet, *, right: bool) -> dict[str, Any]:
    """What to send so that the question is answered rightly, or wrongly."""
    question = sheet.question
    match question.kind:
        case QuestionKind.NUMBER:
            return {"amount": (question.answer or 0) + (0 if right else question.tolerance + 1)}
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            keys = [KEYS[n] for n, each in enumerate(sheet.choices) if each.correct is right]
            return {"picked": keys[: None if right else 1]}
        case QuestionKind.ORDER:
            shown = [each.id for each in sheet.items]
            keys = [KEYS[shown.index(each.id)] for each in question.items]
            return {"picked": keys if right else [*keys[1:], keys[0]]}
        case QuestionKind.MATCH:
            shown = [each.id for each in sheet.rights]
            keys = [KEYS[shown.index(each.id)] for each in sheet.lefts]
            return {"picked": keys if right else [*keys[1:], keys[0]]}
        case QuestionKind.CHAT:
            return {"picked": _replies(sheet, right=right)}


def _replies(sheet: Sheet, *, right: bool) -> list[str]:
    """A right reply in each turn; a wrong answer has a wrong one where there is one."""
    keys: list[str] = []
    spoilt = right
    for turn in sheet.turns:
        wrong = [KEYS[n] for n, each in enumerate(turn.replies) if not each.correct]
        good = [KEYS[n] for n, each in enumerate(turn.replies) if each.correct]
        keys.append(good[0] if spoilt or not wrong else wrong[0])
        spoilt = spoilt or bool(wrong)
    return keys


async def _read(send: Send, actor: str, assignment: str) -> Any:
    """Every lesson, its situations decided by the first choice of each scene."""
    given = await send(actor, "learning", LEARNING, {"id": assignment})
    if "code" in given:
        return given
    starts = {each["id"]: each["start"] for each in given["situations"]}
    answer: Any = given
    for number, lesson in enumerate(given["module"]["lessons"], start=1):
        for name in [block["situation"] for block in lesson["blocks"] if block["situation"]]:
            answer = await _decide(send, actor, assignment, name, starts[name], given)
            if "code" in answer:
                return answer
        answer = await _do(send, actor, "readLesson", READ, assignmentId=assignment, lesson=number)
        if "code" in answer:
            return answer
    return answer


async def _decide(
    send: Send, actor: str, assignment: str, name: str, start: str, given: Any
) -> Any:
    at, answer = start, given
    while at is not None:
        scene = _named(_named(given["situations"], name)["scenes"], at)
        choice = scene["choices"][0]["id"]
        answer = await _do(
            send, actor, "decideSituation", DECIDED,
            assignmentId=assignment, situation=name, scene=at, choice=choice,
        )  # fmt: skip
        if "code" in answer:
            return answer
        seen = _named(answer["learning"]["situations"], name)
        at = _named(_named(seen["scenes"], at)["choices"], choice)["next"]
    return answer


def _named(parts: Any, name: str) -> Any:
    return next(each for each in parts if each["id"] == name)


async def _do(send: Send, actor: str, name: str, document: str, **given: Any) -> Any:
    given["idempotencyKey"] = uuid.uuid4().hex
    return await send(actor, name, document, {"input": given})
