"""Clocks that an event of a case started: which record, from which day, and the deadline it gives.

A case file keeps its started clocks beside its milestones, so that a list still is one statement
and an un-run job never hides a deadline. Nothing in them names anybody: codes, days, identifiers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from guanhu.kernel.calendar import HolidayCalendar
from guanhu.law import due, due_assessments, due_clock, due_conduct, due_orders
from guanhu.law.deadlines import Deadline, DeadlineKind
from guanhu.law.rulebook import Rulebook

Computed = Callable[["StartedClock", Rulebook, HolidayCalendar], Deadline | None]


@dataclass(frozen=True, slots=True)
class StartedClock:
    """One clock. `starts_on` is not counted (T-02); `done_on` is the day on which it was met.

    `record_id` is the record that started it. `detail` is what its kind needs besides: a code,
    or a number.
    """

    what: DeadlineKind
    starts_on: date
    record_id: UUID
    done_on: date | None = None
    detail: str = ""

    def deadline(self, rulebook: Rulebook, calendar: HolidayCalendar) -> Deadline | None:
        """What is due, or None where the rulebook does not know the duty yet."""
        found = COMPUTED[self.what](self, rulebook, calendar)
        return (
            None if found is None else replace(found.done(self.done_on), record_id=self.record_id)
        )

    def stored(self) -> dict[str, Any]:
        """The clock as plain JSON values."""
        return {
            "what": self.what.value,
            "starts": self.starts_on.isoformat(),
            "record": str(self.record_id),
            "done": None if self.done_on is None else self.done_on.isoformat(),
            "detail": self.detail,
        }

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> StartedClock:
        """The clock that `stored` wrote."""
        done = stored["done"]
        return cls(
            DeadlineKind(stored["what"]),
            date.fromisoformat(stored["starts"]),
            UUID(stored["record"]),
            None if done is None else date.fromisoformat(done),
            stored["detail"],
        )


COMPLEX: Final = "complex"
"""The detail of a complaint that is a complex one (D-16)."""

_K = DeadlineKind


def _plain(compute: Callable[[date, Rulebook, HolidayCalendar], Deadline | None]) -> Computed:
    return lambda clock, book, days: compute(clock.starts_on, book, days)


COMPUTED: Final[Mapping[DeadlineKind, Computed]] = {
    _K.LEGAL_AID_ASSIGNMENT: _plain(due.legal_aid_assignment),
    _K.SUPPLEMENTARY_INVESTIGATION: _plain(due.supplementary_investigation),
    _K.POLICE_RECONSIDERATION: _plain(due.police_reconsideration),
    _K.POLICE_REVIEW_REQUEST: _plain(due.police_review_request),
    _K.RECONSIDERATION_ANSWER: _plain(due.reconsideration_answer),
    _K.POLICE_REVIEW_ANSWER: _plain(due.police_review_answer),
    _K.VICTIM_COMPLAINT: _plain(due.victim_complaint),
    _K.MINOR_COMPLAINT: _plain(due.minor_complaint),
    _K.COMPLAINT_REVIEW: lambda clock, book, days: due.complaint_review(
        clock.starts_on, book, days, complex_case=clock.detail == COMPLEX
    ),
    _K.HIGHER_COMPLAINT_REVIEW: lambda clock, book, days: due.higher_complaint_review(
        clock.starts_on, book, days, complex_case=clock.detail == COMPLEX
    ),
    _K.SERVICE: lambda clock, book, days: due.service_due(
        clock.starts_on, clock.detail, book, days
    ),
    _K.REVOCATION_SERVICE: lambda clock, book, days: due.revocation_service_due(
        clock.starts_on, clock.detail, book, days
    ),
    _K.POLICE_SEAL: _plain(due.police_seal),
    _K.RECOMMENDATION_ANSWER: _plain(due.recommendation_answer),
    _K.GUIDANCE_SESSION: lambda clock, _, __: due_orders.guidance_session(
        clock.starts_on, int(clock.detail)
    ),
    _K.GUARDIAN_DUTY: lambda clock, _, __: due_orders.guardian_duty(
        clock.starts_on, int(clock.detail)
    ),
    _K.GUIDANCE_VISIT: lambda clock, book, _: due_orders.guidance_visit(clock.starts_on, book),
    _K.MILESTONE_REVIEW: lambda clock, _, __: due_assessments.milestone_review(
        clock.starts_on, *map(int, clock.detail.split("+"))
    ),
    _K.LEAVE_RETURN: lambda clock, _, __: due_conduct.leave_return(
        clock.starts_on, int(clock.detail)
    ),
    _K.EVIDENCE_WINDOW: lambda clock, _, __: due_conduct.evidence_window(
        clock.starts_on, int(clock.detail)
    ),
    _K.SEAL_QUERY_DECISION: _plain(due.seal_query_decision),
    _K.CERTIFICATE: _plain(due.certificate_due),
    _K.CUSTODY_RELEASE: lambda clock, _book, _days: due_clock.custody_release(clock.starts_on),
    _K.BAIL_END: lambda clock, book, _: due_clock.bail_end(clock.starts_on, book),
    _K.RESIDENTIAL_SURVEILLANCE_END: lambda clock, book, _: due_clock.residential_surveillance_end(
        clock.starts_on, book
    ),
}
"""How the deadline of a started clock is computed. A new kind is a new line here."""
