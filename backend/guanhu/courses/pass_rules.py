"""Reading what providers send, and whose a pass may be. Pure.

A provider's own form is a small JSON object; an xAPI statement (version 1.0.x) is taken in the
part that says who has done what: an agent by name or account, the verbs *completed* and *passed*,
an activity, a duration, a timestamp.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from guanhu.courses.pass_facts import Candidate, Known, Likeness, PassGiven, PassSeen
from guanhu.kernel.clock import office_date
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.kernel.masking import masked_name

LONGEST: Final = {
    "id": 200, "name": 60, "account": 200, "course_id": 500, "course_name": 200, "module": 40,
}  # fmt: skip
MOST_MINUTES: Final = 6_000
SKEW: Final = timedelta(minutes=5)
EARLIEST: Final = date(2000, 1, 1)
VERBS: Final = frozenset(
    {"http://adlnet.gov/expapi/verbs/completed", "http://adlnet.gov/expapi/verbs/passed"}
)
DURATION: Final = re.compile(
    r"P(?:(?P<weeks>\d{1,4})W|(?:(?P<days>\d{1,4})D)?"
    r"(?:T(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,6})M)?(?:(?P<seconds>\d{1,9})(?:[.,]\d+)?S)?)?)"
)
VERSION: Final = re.compile(r"1\.0(\.\d+)?")
SHORT_NAME: Final = 2
LONG_NAME: Final = 8


class Reader:
    """Collects every problem of one object; `path` is where the object stands."""

    def __init__(self, path: str = "") -> None:
        self.path = path
        self.problems: list[Problem] = []

    def wrong(self, name: str, code: str) -> None:
        self.problems.append(Problem(f"{self.path}{name}", code))

    def text(self, given: Any, name: str, longest: int, *, needed: bool = True) -> str | None:
        """A text without control characters, trimmed; None where it is absent or wrong."""
        if given is None:
            if needed:
                self.wrong(name, "REQUIRED")
            return None
        if not isinstance(given, str):
            self.wrong(name, "MALFORMED")
            return None
        text = given.strip()
        if not text:
            self.wrong(name, "REQUIRED")
        elif len(text) > longest:
            self.wrong(name, "TOO_LONG")
        elif any(unicodedata.category(each) in {"Cc", "Cs", "Co", "Cn"} for each in text):
            self.wrong(name, "FORBIDDEN_CHARACTER")
        else:
            return text
        return None

    def part(self, given: Any, name: str) -> dict[str, Any]:
        """An object within; an empty one where it is absent or wrong."""
        if isinstance(given, dict):
            return given
        self.wrong(name, "REQUIRED" if given is None else "MALFORMED")
        return {}

    def instant(self, given: Any, name: str, now: datetime) -> datetime | None:
        """An instant with its zone, not in the future and not before there were such courses."""
        text = self.text(given, name, 40)
        if text is None:
            return None
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            self.wrong(name, "MALFORMED")
            return None
        if found.tzinfo is None:
            self.wrong(name, "NO_TIME_ZONE")
        elif found > now + SKEW:
            self.wrong(name, "IN_FUTURE")
        elif found.date() < EARLIEST:
            self.wrong(name, "OUT_OF_RANGE")
        else:
            return min(found, now)
        return None

    def day(self, given: Any, name: str) -> date | None:
        if given is None:
            return None
        try:
            return date.fromisoformat(given)
        except (TypeError, ValueError):
            self.wrong(name, "MALFORMED")
            return None

    def duration(self, given: Any, name: str) -> int | None:
        """Whole minutes of an ISO 8601 duration; years and months have no fixed length."""
        if given is None:
            return None
        found = DURATION.fullmatch(given) if isinstance(given, str) else None
        if found is None or not any(found.groupdict().values()):
            self.wrong(name, "MALFORMED")
            return None
        parts = {unit: int(value) for unit, value in found.groupdict().items() if value}
        return self.minutes(int(timedelta(**parts).total_seconds()) // 60, name)

    def minutes(self, given: Any, name: str) -> int | None:
        """Minutes within what a course can take."""
        if given is None:
            return None
        if not isinstance(given, int) or isinstance(given, bool):
            self.wrong(name, "MALFORMED")
        elif not 1 <= given <= MOST_MINUTES:
            self.wrong(name, "OUT_OF_RANGE")
        else:
            return given
        return None


def read_pass(given: Any, now: datetime) -> PassGiven:
    """A pass in the form of the webhook; raises `InvalidInput` with every problem."""
    reader = Reader()
    top = reader.part(given, "")
    learner = reader.part(top.get("learner"), "learner")
    course = reader.part(top.get("course"), "course")
    external_id = reader.text(top.get("id"), "id", LONGEST["id"])
    name = reader.text(learner.get("name"), "learner.name", LONGEST["name"], needed=False)
    account = reader.text(
        learner.get("account"), "learner.account", LONGEST["account"], needed=False
    )
    if top.get("learner") == {} or (learner and name is account is None and not reader.problems):
        reader.wrong("learner.name", "REQUIRED")
    born = reader.day(learner.get("birthDate"), "learner.birthDate")
    course_id = reader.text(course.get("id"), "course.id", LONGEST["course_id"])
    course_name = reader.text(course.get("name"), "course.name", LONGEST["course_name"])
    module = reader.text(top.get("moduleCode"), "moduleCode", LONGEST["module"], needed=False)
    at = reader.instant(top.get("completedAt"), "completedAt", now)
    minutes = reader.minutes(top.get("minutes"), "minutes")
    for unknown in sorted(
        set(top) - {"id", "learner", "course", "completedAt", "minutes", "moduleCode"}
    ):
        reader.wrong(unknown[:40], "NOT_EXPECTED")
    if reader.problems or at is None:
        raise InvalidInput(reader.problems)
    return PassGiven(
        str(external_id), name, born, account, str(course_id), str(course_name), module, at, minutes
    )


def read_statements(given: Any, most: int, now: datetime) -> list[PassGiven]:
    """One xAPI statement or a list of them; all are taken or, with every problem, none."""
    listed = given if isinstance(given, list) else [given]
    if not 1 <= len(listed) <= most:
        raise InvalidInput([Problem("", "TOO_MANY" if listed else "TOO_FEW")])
    found: list[PassGiven] = []
    problems: list[Problem] = []
    for index, statement in enumerate(listed):
        reader = Reader(f"{index}." if isinstance(given, list) else "")
        taken = _statement(statement, reader, now)
        problems += reader.problems
        if taken is not None:
            found.append(taken)
    if len({each.external_id for each in found}) != len(found):
        problems.append(Problem("id", "REPEATED"))
    if problems:
        raise InvalidInput(problems)
    return found


def _statement(given: Any, reader: Reader, now: datetime) -> PassGiven | None:
    top = reader.part(given, "")
    external_id = reader.text(top.get("id"), "id", LONGEST["id"])
    if external_id is not None and not re.fullmatch(
        r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", external_id
    ):
        reader.wrong("id", "MALFORMED")
    actor = reader.part(top.get("actor"), "actor")
    if actor.get("objectType", "Agent") != "Agent":
        reader.wrong("actor.objectType", "NOT_ACCEPTED")
    name = reader.text(actor.get("name"), "actor.name", LONGEST["name"], needed=False)
    account = None
    if actor.get("account") is not None:
        part = reader.part(actor["account"], "actor.account")
        page = reader.text(part.get("homePage"), "actor.account.homePage", LONGEST["account"])
        who = reader.text(part.get("name"), "actor.account.name", LONGEST["name"])
        account = f"{who} ({page})"[: LONGEST["account"]]
    if name is None and account is None and not reader.problems:
        reader.wrong("actor.name", "REQUIRED")
    verb = reader.text(reader.part(top.get("verb"), "verb").get("id"), "verb.id", 200)
    if verb is not None and verb not in VERBS:
        reader.wrong("verb.id", "NOT_ACCEPTED")
    activity = reader.part(top.get("object"), "object")
    if activity.get("objectType", "Activity") != "Activity":
        reader.wrong("object.objectType", "NOT_ACCEPTED")
    course_id = reader.text(activity.get("id"), "object.id", LONGEST["course_id"])
    course_name = _name_of(activity.get("definition"), reader) or course_id
    result = top.get("result")
    result = {} if result is None else reader.part(result, "result")
    if result.get("success") is False or result.get("completion") is False:
        reader.wrong("result", "NOT_ACCEPTED")
    minutes = reader.duration(result.get("duration"), "result.duration")
    at = reader.instant(top.get("timestamp"), "timestamp", now)
    if reader.problems or at is None or external_id is None:
        return None
    return PassGiven(
        external_id.lower(), name, None, account, str(course_id),
        str(course_name)[: LONGEST["course_name"]], None, at, minutes,
    )  # fmt: skip


def _name_of(definition: Any, reader: Reader) -> str | None:
    """The activity's name, Chinese before English before any other language."""
    if definition is None:
        return None
    names = reader.part(definition, "object.definition").get("name")
    if names is None:
        return None
    names = reader.part(names, "object.definition.name")
    order = sorted(names, key=lambda tag: (not tag.startswith("zh"), not tag.startswith("en"), tag))
    path = "object.definition.name"
    return reader.text(names[order[0]], path, LONGEST["course_name"]) if order else None


def candidates(wanted: PassSeen, known: Iterable[Known]) -> tuple[Candidate, ...]:
    """Whose a pass may be, the likeliest first. A suggestion: nothing follows from it (S44)."""
    found = [(each, reasons) for each in known if (reasons := likeness(wanted, each))]
    found.sort(key=lambda pair: (_rank(pair[1]), pair[0].case_number))
    return tuple(
        Candidate(each.case_id, each.case_number, masked_name(each.name), reasons)
        for each, reasons in found
    )


def likeness(wanted: PassSeen, known: Known) -> tuple[Likeness, ...]:
    """Why a pass may be one young person's; empty where neither name nor birth date speaks."""
    found: list[Likeness] = []
    if wanted.name is not None:
        one, other = _plain(wanted.name), _plain(known.name)
        if one == other:
            found.append(Likeness.SAME_NAME)
        elif _similar(one, other):
            found.append(Likeness.SIMILAR_NAME)
    if wanted.birth_date is not None and wanted.birth_date == known.birth_date:
        found.append(Likeness.SAME_BIRTH_DATE)
    if found and wanted.module_code is not None and wanted.module_code in known.modules:
        found.append(Likeness.MODULE_ASSIGNED)
    return tuple(found)


def same_name(one: str | None, other: str) -> bool:
    """Whether a pass carries somebody's name, however it is spaced."""
    return one is not None and _plain(one) == _plain(other)


def completed_on(given: PassGiven) -> date:
    """The office's calendar date of completion."""
    return office_date(given.completed_at)


def _rank(reasons: Sequence[Likeness]) -> tuple[bool, int]:
    return Likeness.SAME_NAME not in reasons, -len(reasons)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _similar(one: str, other: str) -> bool:
    """One character other, more or fewer, or the same ones in another order.

    Of two characters one is the surname: one in common says nothing.
    """
    longest = max(len(one), len(other))
    if longest <= SHORT_NAME:
        return False
    if sorted(one) == sorted(other):
        return True
    return _distance_within(one, other, 2 if longest >= LONG_NAME else 1)


def _distance_within(one: str, other: str, limit: int) -> bool:
    """Whether `limit` insertions, deletions or replacements make one text the other."""
    if abs(len(one) - len(other)) > limit:
        return False
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1] <= limit
