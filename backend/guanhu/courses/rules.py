"""What may be recorded about learning in person and elsewhere, and what is credited. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from guanhu.cases.errors import DateInFuture, SupervisionNotLive
from guanhu.cases.facts import Milestones
from guanhu.cases.rules import supervision_is_live
from guanhu.courses.errors import CreditDecided, NoDuration, PlaceClosed, SessionNotHeld
from guanhu.courses.facts import Credited, PlaceStatus
from guanhu.education.errors import CreditTooHigh, NoCreditNeedsReason, NothingToCredit
from guanhu.kernel.clock import office_date
from guanhu.kernel.errors import InvalidInput, Problem, Refusal

MINUTES_OF_AN_HOUR: Final = 60


def refuse_session(facts: Milestones, starts_at: datetime) -> Refusal | None:
    """Say why a young person has no place in a session that begins then, or None.

    Education is owed while supervision is live (CPL 283(3)(4)), so it lies within the period.
    """
    on = office_date(starts_at)
    return None if supervision_is_live(facts, on) else SupervisionNotLive(on=on)


def refuse_attendance(
    status: PlaceStatus, starts_at: datetime, minutes: int | None, now: datetime
) -> Refusal | None:
    """Say why attendance may not be recorded, or None.

    What was attended for so many `minutes` has lasted as long by `now`; None is a place missed.
    """
    if status is not PlaceStatus.PLANNED:
        return PlaceClosed(status=status)
    if now < starts_at + timedelta(minutes=minutes or 0):
        return SessionNotHeld(on=office_date(starts_at))
    return None


def refuse_learned(facts: Milestones, learned_on: date, today: date) -> Refusal | None:
    """Say why learning of a day is not recorded, or None; what is entered late counts (S46)."""
    if learned_on > today:
        return DateInFuture(field="learnedOn")
    if not supervision_is_live(facts, learned_on):
        return SupervisionNotLive(on=learned_on)
    return None


def duration(hours: int | None, minutes: int | None) -> int | NoDuration:
    """Minutes in all, of hours or minutes or both; without either `NoDuration` (S46)."""
    total = (hours or 0) * MINUTES_OF_AN_HOUR + (minutes or 0)
    return total or NoDuration()


def decide_credit(
    *,
    minutes: int,
    condition_id: UUID | None,
    wanted: int | None,
    reason: str | None,
    path: str = "",
) -> Credited | Refusal | None:
    """What is credited of `minutes` spent, None where nothing was decided yet, or a refusal.

    With a condition `wanted` None credits all of them. Credit is refused by 0 and a reason, or by
    a reason without a condition (S44). `path` is where the input stands in the command.
    """
    if condition_id is None:
        if wanted:
            return NothingToCredit()
        if reason is None:
            return None if wanted is None else NoCreditNeedsReason()
        return Credited(None, 0, reason)
    credited = minutes if wanted is None else wanted
    if credited > minutes:
        return CreditTooHigh(minutes=minutes)
    if credited == 0:
        return NoCreditNeedsReason() if reason is None else Credited(condition_id, 0, reason)
    if reason is not None:
        return InvalidInput([Problem(f"{path}noCreditReason", "NOT_EXPECTED")])
    return Credited(condition_id, credited, None)


def refuse_credit(credited: Credited | None, *, completes: bool) -> Refusal | None:
    """Say why an entry's credit may not be decided, or None.

    What was granted is never taken away; what `completes` an assignment is credited there.
    """
    return CreditDecided() if completes or credited is not None else None
