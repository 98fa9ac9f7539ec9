"""The compliance picture: a short list of dated facts with their sources. Pure.

No colour and no score (product.md §10). Each fact says whether it counts and, where it does not,
why: it is disputed, not decided, explained, or so old that it has aged out. The days after which it
ages out, and how many unexplained misses suggest asking a supervisor, are practice, unconfirmed
(R-07): settings of the rulebook the case was decided under.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from guanhu.checkins.facts import CheckInKind, CheckInSeen, CheckInStatus, MissedReason
from guanhu.incidents import outcomes
from guanhu.incidents.facts import IncidentFacts, IncidentKind, IncidentState
from guanhu.incidents.outcome_table import OutcomeTable
from guanhu.incidents.outcomes import OutcomeFacts, OutcomeState
from guanhu.law.periods import add_months
from guanhu.law.rulebook import Rulebook

MOST: Final = 50
"""The list is short: the latest facts, and how many there are in all."""

EXCUSING: Final = frozenset({MissedReason.ILLNESS, MissedReason.SCHOOL, MissedReason.FAMILY})
"""Reasons found at the review of a missed check-in that explain it."""


class FactSource(StrEnum):
    """Which record a fact was read from."""

    OUTCOME = "outcome"
    CHECK_IN = "check_in"
    INCIDENT = "incident"


class FactStanding(StrEnum):
    """Whether a fact counts, or why not."""

    COUNTS = "counts"
    DOES_NOT_COUNT = "does_not_count"
    """What was done as asked, or is explained."""
    UNDECIDED = "undecided"
    """A person has not looked yet."""
    DISPUTED = "disputed"
    AGED_OUT = "aged_out"


@dataclass(frozen=True, slots=True)
class PictureFact:
    """One dated fact; `code` says what it is, `ages_out_on` from when it no longer counts.

    `unexplained`: a miss without an acceptable reason. `about`: the check-in an outcome is about.
    """

    on: date
    source: FactSource
    record_id: UUID
    code: str
    standing: FactStanding
    ages_out_on: date
    unexplained: bool = False
    about: UUID | None = None


@dataclass(frozen=True, slots=True)
class Consult:
    """A suggestion to consult a supervisor, and the facts it rests on (R-07, S31)."""

    facts: tuple[PictureFact, ...]
    least: int
    ages_out_months: int


def from_outcomes(
    found: Iterable[OutcomeFacts], table: OutcomeTable, book: Rulebook, today: date
) -> list[PictureFact]:
    """What came of appointments; evidence still awaited says nothing yet."""
    facts = []
    for one in found:
        entry, state = outcomes.reads_as(one, table, today), outcomes.state_on(one, today)
        if state in (OutcomeState.AWAITS_EVIDENCE, OutcomeState.LAPSED):
            standing = FactStanding.UNDECIDED
        else:
            standing = FactStanding.COUNTS if entry.counts else FactStanding.DOES_NOT_COUNT
        missed = not entry.attended and entry.counts
        facts.append(
            _aged(FactSource.OUTCOME, one.held_on, one.id, entry.code, standing, book, today,
                  unexplained=missed, about=one.check_in_id)
        )  # fmt: skip
    return facts


def from_check_ins(
    found: Iterable[CheckInSeen], with_outcome: frozenset[UUID], book: Rulebook, today: date
) -> list[PictureFact]:
    """Check-ins kept and missed, but those whose outcome tells it already.

    A self-report is in addition to contact: given or not, it counts for nothing (S17).
    """
    facts = []
    for seen in found:
        if seen.id in with_outcome:
            continue
        given = seen.happened_at is not None
        if seen.kind is CheckInKind.SELF_REPORT:
            if not given and seen.status not in (CheckInStatus.MISSED, CheckInStatus.REVIEWED):
                continue
            code = "SELF_REPORT_GIVEN" if given else "SELF_REPORT_MISSED"
            standing, missed = FactStanding.DOES_NOT_COUNT, False
        elif given:
            code = "KEPT" if seen.contact_made else "WITHOUT_CONTACT"
            standing, missed = FactStanding.DOES_NOT_COUNT, False
        elif seen.status is CheckInStatus.MISSED:
            code, standing, missed = "MISSED", FactStanding.UNDECIDED, True
        elif seen.status is CheckInStatus.REVIEWED and seen.review is not None:
            missed = seen.review.reason not in EXCUSING
            code = "MISSED" if missed else "MISSED_EXPLAINED"
            standing = FactStanding.COUNTS if missed else FactStanding.DOES_NOT_COUNT
        else:
            continue
        facts.append(
            _aged(FactSource.CHECK_IN, seen.due_until, seen.id, code, standing, book, today,
                  unexplained=missed)
        )  # fmt: skip
    return facts


def from_incidents(
    found: Iterable[IncidentFacts], book: Rulebook, today: date
) -> list[PictureFact]:
    """Incidents by where they stand: a disputed one does not count until decided (N07).

    A crime does not age out: it is a ground of its own (R-01, R-02).
    """
    standing = {
        IncidentState.ESTABLISHED: FactStanding.COUNTS,
        IncidentState.REPORTED: FactStanding.UNDECIDED,
        IncidentState.DISPUTED: FactStanding.DISPUTED,
        IncidentState.EXPLAINED: FactStanding.DOES_NOT_COUNT,
    }
    return [
        _aged(FactSource.INCIDENT, one.happened_on, one.id, one.kind.name, standing[one.state],
              book, today, ages=one.kind is IncidentKind.SUPERVISION_BREACH)
        for one in found
        if one.state in standing
    ]  # fmt: skip


def _aged(
    source: FactSource,
    on: date,
    record_id: UUID,
    code: str,
    standing: FactStanding,
    book: Rulebook,
    today: date,
    *,
    unexplained: bool = False,
    about: UUID | None = None,
    ages: bool = True,
) -> PictureFact:
    ages_out_on = add_months(on, book.fact_ages_out.value)
    # What nobody has looked at ages too: whatever is found of it now, it would not count.
    old = ages and today >= ages_out_on
    if old and standing in (FactStanding.COUNTS, FactStanding.UNDECIDED):
        standing = FactStanding.AGED_OUT
    return PictureFact(on, source, record_id, code, standing, ages_out_on, unexplained, about)


def in_order(*parts: Iterable[PictureFact]) -> tuple[PictureFact, ...]:
    """Every fact, the latest first."""
    facts = [fact for part in parts for fact in part]
    return tuple(sorted(facts, key=lambda one: (one.on, one.source, str(one.record_id)),
                        reverse=True))  # fmt: skip


def consult(
    facts: Sequence[PictureFact], answered: Iterable[UUID], book: Rulebook
) -> Consult | None:
    """Suggest asking a supervisor from the second unexplained miss on (S31), or None.

    `answered` are the facts an officer has answered for. A new miss suggests it anew, and the
    outcome of one that was answered for is no new miss; the suggestion does nothing by itself.
    """
    missed = [
        one
        for one in facts
        if one.unexplained and one.standing in (FactStanding.COUNTS, FactStanding.UNDECIDED)
    ]
    known = frozenset(answered)
    new = any(one.record_id not in known and one.about not in known for one in missed)
    if len(missed) < book.consult_after.value or not new:
        return None
    return Consult(tuple(missed), book.consult_after.value, book.fact_ages_out.value)
