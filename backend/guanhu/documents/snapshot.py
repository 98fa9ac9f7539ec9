"""What a paper says, as data: the tree it is rendered from, and that tree as JSON.

A snapshot is taken once, when a paper is issued. Names stand in full: papers are served on people.
Dates are calendar dates, amounts fen. Texts are Chinese and ready to print, except enum codes.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson


@dataclass(frozen=True, slots=True, kw_only=True)
class MinorPart:
    """The young person; `sex` is one character."""

    name: str
    sex: str
    birth_date: date
    identity_number: str | None = None
    phone: str | None = None
    address: str | None = None
    school: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianPart:
    """One guardian; `relation` as printed."""

    name: str
    relation: str
    phone: str | None = None
    legal_representative: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPart:
    """One dated act."""

    occurred_on: date
    amount_fen: int
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargePart:
    """One offence: name, and number of the article (``266``, ``287-2``)."""

    offence: str
    article: str
    acts: tuple[ActPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPart:
    """A decision on record: `kind` is its code, `number` of its paper where one was issued."""

    kind: str
    decided_on: date
    text: str
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodPart:
    """The probation period as the decision prints it; both days are inclusive."""

    months: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionPart:
    """One condition of the plan in force, as a sentence."""

    title: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPart:
    """One goal of the plan in force."""

    text: str
    owner: str
    target_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """The plan in force: chosen conditions, goals, rhythm of contact in days."""

    conditions: tuple[ConditionPart, ...]
    goals: tuple[GoalPart, ...]
    contact: str
    every_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningPart:
    """The last screening: signs of remorse as printed, and why the sentence expected is low."""

    remorse: tuple[str, ...]
    expected_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionPart:
    """One record of hearing; `stage` is before which decision. Codes but for the texts."""

    party: str
    stage: str
    heard_on: date | None
    how: str | None
    stance: str | None
    objection: str
    statement: str | None
    approved_by: str | None
    impossible_because: str | None
    explanation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementPart:
    """The announcement of a decision."""

    announced_on: date
    minor_present: bool
    legal_representative_present: bool
    explained: tuple[str, ...]
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePart:
    """One service: addressee and mode are codes."""

    addressee: str
    mode: str
    sent_on: date
    received_on: date
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePart:
    """A change of the period's length."""

    old_months: int
    old_ends_on: date
    new_months: int
    new_ends_on: date
    reason: str
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPart:
    """Something established that happened in the period; `kind`, `duty`, `responses` are codes."""

    kind: str
    duty: str | None
    happened_on: date
    happened_until: date | None
    text: str
    evidence: str | None
    responses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationPart:
    """The decision to revoke: its ground as a code, and the facts it rests on."""

    ground: str
    decided_on: date
    text: str
    incidents: tuple[IncidentPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingPart:
    """How one duty, condition or goal went; kind and rating are codes."""

    kind: str
    subject: str
    rating: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationPart:
    """One view from outside the office; `by` is a code."""

    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPart:
    """The outcome review: the record in figures, ratings, views, and what is proposed."""

    check_ins_kept: int
    check_ins_missed: int
    modules_assigned: int
    modules_done: int
    ratings: tuple[RatingPart, ...]
    evaluations: tuple[EvaluationPart, ...]
    proposal: str
    reasons: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything one paper says. Parts that its kind does not use are None or empty."""

    kind: str
    template_version: int
    office: str
    issued_on: date
    case_number: str
    officer: str
    minor: MinorPart | None = None
    number: str | None = None
    higher_office: str | None = None
    received_on: date | None = None
    has_victim: bool = False
    has_defender: bool = False
    guardians: tuple[GuardianPart, ...] = ()
    charges: tuple[ChargePart, ...] = ()
    decision: DecisionPart | None = None
    period: PeriodPart | None = None
    plan: PlanPart | None = None
    screening: ScreeningPart | None = None
    opinions: tuple[OpinionPart, ...] = ()
    announcement: AnnouncementPart | None = None
    service: ServicePart | None = None
    change: ChangePart | None = None
    review: ReviewPart | None = None
    incidents: tuple[IncidentPart, ...] = ()
    revocation: RevocationPart | None = None
    blanks: tuple[tuple[str, str], ...] = ()
    """What a person filled in, by name; sorted."""

    def blank(self, name: str) -> str | None:
        """What was filled in under `name`."""
        return dict(self.blanks).get(name)


def as_json(snapshot: Snapshot) -> str:
    """The same snapshot gives the same text."""
    return orjson.dumps(dataclasses.asdict(snapshot), option=orjson.OPT_SORT_KEYS).decode()


def from_json(text: str) -> Snapshot:
    """What `as_json` wrote."""
    made: Snapshot = _part(Snapshot, orjson.loads(text))
    return made


def _part(wanted: type, given: dict[str, Any]) -> Any:
    hints = typing.get_type_hints(wanted)
    return wanted(**{name: _value(hints[name], value) for name, value in given.items()})


def _value(hint: Any, value: Any) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if value is None:
        return None
    if origin is types.UnionType:
        return _value(next(part for part in arguments if part is not type(None)), value)
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            return tuple(_value(arguments[0], each) for each in value)
        return tuple(_value(part, each) for part, each in zip(arguments, value, strict=True))
    if dataclasses.is_dataclass(hint):
        return _part(typing.cast("type", hint), value)
    if hint is date:
        return date.fromisoformat(value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    return value
