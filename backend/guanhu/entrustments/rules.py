"""The rules of entrusting the inspection to another place. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from guanhu.access.roles import Role
from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.cases.states import UNDER_SUPERVISION, CaseStatus
from guanhu.checkins.errors import HappenedInFuture
from guanhu.checkins.facts import NoContactReason, Present, Topic
from guanhu.entrustments.errors import (
    AlreadyEntrusted,
    AnsweredByTheOffice,
    DepartureNotApproved,
    EntrustmentStateForbids,
    GroundHasNoApproval,
    LetterReceivedAlready,
    OfficeStaysOwner,
    OneOffice,
)
from guanhu.entrustments.facts import (
    Access,
    EntrustmentEnd,
    EntrustmentFacts,
    EntrustmentGround,
    EntrustmentState,
)
from guanhu.kernel.clock import office_date
from guanhu.kernel.errors import InvalidInput, Problem, Refusal

ASSISTED_IN: Final = UNDER_SUPERVISION | {CaseStatus.PERIOD_ENDED}
"""While somebody can assist: until the outcome review is handed in, for the letter comes last."""

OPEN: Final = frozenset(
    {EntrustmentState.ASKED, EntrustmentState.ACCEPTED, EntrustmentState.ACTIVE}
)

RULE_OF: Final = {
    EntrustmentGround.DEPARTURE: "S-11",
    EntrustmentGround.MOVE: "S-11",
    EntrustmentGround.OUT_OF_TOWN: "S-12",
}
"""The rule behind each ground. S-12 is unconfirmed: it opens a way and bars nobody."""


def state_on(found: EntrustmentFacts, today: date, *, assisted: bool) -> EntrustmentState:
    """Where an entrustment stands on a day (S-11).

    `assisted`: the case stands where somebody can assist. Nobody assists after the last day,
    whether anybody wrote the end down or not.
    """
    if found.accepted is False:
        return EntrustmentState.DECLINED
    if end_on(found, today, assisted=assisted) is not None:
        return EntrustmentState.ENDED
    if found.starts_on is None:
        return EntrustmentState.ASKED
    return EntrustmentState.ACTIVE if found.starts_on <= today else EntrustmentState.ACCEPTED


def end_on(found: EntrustmentFacts, today: date, *, assisted: bool) -> EntrustmentEnd | None:
    """How an entrustment that was not declined has ended by a day, or None (S-11)."""
    if found.accepted is False:
        return None
    if found.ended_on is not None:
        return EntrustmentEnd.ENDED_BY_OWNER
    if found.until is not None and today > found.until:
        return EntrustmentEnd.TERM_OVER
    return None if assisted else EntrustmentEnd.SUPERVISION_OVER


def access_on(found: EntrustmentFacts, today: date, *, assisted: bool, named: bool,
              role: Role) -> Access:  # fmt: skip
    """What somebody of the asked office sees of an entrustment on a day (S-11, S-12).

    `named`: the assisting office named this person. The database says the same in its own words:
    a test holds the two against each other.
    """
    state = state_on(found, today, assisted=assisted)
    if state is EntrustmentState.ACTIVE:
        mine = role is Role.SUPERVISOR or (
            named and role in {Role.OFFICER, Role.SOCIAL_WORKER}
        )  # fmt: skip
        return Access.PART if mine else Access.NOTHING
    waits = state in {EntrustmentState.ASKED, EntrustmentState.ACCEPTED}
    return Access.REQUEST if waits and role is Role.SUPERVISOR else Access.NOTHING


def refuse_ask(
    ground: EntrustmentGround,
    *,
    approved_on: date | None,
    decided_on: date,
    to_office: UUID | None,
    outside: bool,
    own_office: UUID,
    today: date,
) -> Refusal | None:
    """Say why another place cannot be asked so, or None.

    After an approved departure or move (S-11), approved since the decision, for before it nothing
    needed the approval (O-03); for a minor from elsewhere nothing had to be approved (S-12). One
    office is asked, and never the own one, which stays the owner (S-01).
    """
    if to_office == own_office:
        return OfficeStaysOwner()
    if (to_office is not None) is outside:
        return OneOffice()
    if ground is EntrustmentGround.OUT_OF_TOWN:
        return None if approved_on is None else GroundHasNoApproval()
    if approved_on is None:
        return DepartureNotApproved()
    return refuse_day("approvedOn", approved_on, decided_on, today)


def refuse_again(
    others: Iterable[EntrustmentFacts], today: date, *, assisted: bool
) -> Refusal | None:
    """Say that one place is asked or assists already, or None (S-11)."""
    for other in others:
        if state_on(other, today, assisted=assisted) in OPEN:
            return AlreadyEntrusted(since=other.asked_on)
    return None


def refuse_state(
    found: EntrustmentFacts,
    allowed: Collection[EntrustmentState],
    today: date,
    *,
    assisted: bool,
) -> Refusal | None:
    """Say that the entrustment does not stand where this can be done, or None."""
    state = state_on(found, today, assisted=assisted)
    return None if state in allowed else EntrustmentStateForbids(state=state)


def refuse_term(starts_on: date, until: date, earliest: date) -> Refusal | None:
    """Say why somebody cannot assist from a day until a day, or None; both inclusive."""
    if starts_on < earliest:
        return DateBefore(field="startsOn", earliest=earliest)
    return DateBefore(field="until", earliest=starts_on) if until < starts_on else None


def refuse_answer_by_hand(
    found: EntrustmentFacts,
    *,
    answered_on: date,
    accepted: bool,
    starts_on: date | None,
    until: date | None,
    today: date,
) -> Refusal | None:
    """Say why the answer of an office outside cannot be written down so, or None."""
    if found.to_office is not None:
        return AnsweredByTheOffice()
    late = refuse_day("answeredOn", answered_on, found.asked_on, today)
    if late is not None:
        return late
    days = (("startsOn", starts_on), ("until", until))
    if not accepted:
        wrong = [Problem(name, "NOT_ACCEPTED") for name, day in days if day is not None]
        return InvalidInput(wrong) if wrong else None
    if starts_on is None or until is None:
        return InvalidInput([Problem(name, "REQUIRED") for name, day in days if day is None])
    return refuse_term(starts_on, until, found.asked_on)


def refuse_letter_by_hand(
    found: EntrustmentFacts, *, sent_on: date, received_on: date, today: date, assisted: bool
) -> Refusal | None:
    """Say why a letter on paper cannot be written down, or None (S-11).

    Of an office of this system only what comes after its access ended.
    """
    state = state_on(found, today, assisted=assisted)
    if found.to_office is not None and state in OPEN:
        return AnsweredByTheOffice()
    if not found.accepted or found.answered_on is None:
        return EntrustmentStateForbids(state=state)
    return refuse_day("sentOn", sent_on, found.answered_on, today) or refuse_day(
        "receivedOn", received_on, sent_on, today
    )


def refuse_receipt(
    sent_on: date, known: date | None, received_on: date, today: date
) -> Refusal | None:
    """Say why a letter was not received on a day, or None."""
    if known is not None:
        return LetterReceivedAlready(on=known)
    return refuse_day("receivedOn", received_on, sent_on, today)


def refuse_contact(
    starts_on: date,
    *,
    happened_at: datetime,
    now: datetime,
    contact_made: bool,
    no_contact_reason: NoContactReason | None,
    present: Sequence[Present],
    topics: Sequence[Topic],
) -> Refusal | None:
    """Say why the assisting office cannot have had such a contact, or None; instants are aware.

    The form is held to what the deciding office's own log is held to.
    """
    problems = []
    if contact_made is (no_contact_reason is not None):
        code = "CONTRADICTS_CONTACT_MADE" if contact_made else "REQUIRED"
        problems.append(Problem("noContactReason", code))
    listed: tuple[tuple[str, Sequence[StrEnum]], ...] = (("present", present), ("topics", topics))
    problems += [
        Problem(path, "REPEATED") for path, given in listed if len(set(given)) < len(given)
    ]
    if problems:
        return InvalidInput(problems)
    if happened_at > now:
        return HappenedInFuture()
    if office_date(happened_at) < starts_on:
        return DateBefore(field="happenedAt", earliest=starts_on)
    return None


def refuse_day(field: str, day: date, earliest: date, today: date) -> Refusal | None:
    """Say that something that has happened lies ahead, or before what it follows; or None."""
    if day > today:
        return DateInFuture(field=field)
    return DateBefore(field=field, earliest=earliest) if day < earliest else None
