"""The review-for-prosecution clock as a stop-watch (T-07, P-06, P-11).

It starts on receipt, stops on the day of the decision, and goes on when the probation period has
run out or the decision is revoked. Supplementary investigation and a change of jurisdiction give a
whole new limit. That probation does not count comes from the 2013 Provisions, arts 40 and 45(3),
which later Rules neither repeat nor repeal (law.md A-3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from guanhu.law.errors import ClockOutOfOrder, TooManySupplements
from guanhu.law.periods import add_months
from guanhu.law.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class ReviewLimit:
    """How long a review may take: whole months plus days."""

    months: int
    days: int

    def ends(self, starts: date) -> date:
        """The last day of the limit, the starting day not counted."""
        return add_months(starts, self.months) + timedelta(days=self.days)


class RestartReason(StrEnum):
    """What gives a whole new limit."""

    SUPPLEMENTARY_INVESTIGATION = "supplementary_investigation"
    CHANGE_OF_JURISDICTION = "change_of_jurisdiction"


class ClockStep(StrEnum):
    """What can happen to the clock."""

    EXTEND = "extend"
    SUSPEND = "suspend"
    RESUME = "resume"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class ReviewClock:
    """The clock after everything that has happened to it; each step gives a new value.

    While a probation period runs it stands, and no day is used (P-06).

    `received_on` began the limit that runs now; `granted_days` is the whole of it. `used_before`
    are days used up to the last stop. `running_from` is the day from which days are used, itself
    not counted, or None while the clock stands; `last_step_on` the day of the latest step.
    """

    received_on: date
    limit: ReviewLimit
    granted_days: int
    used_before: int
    running_from: date | None
    last_step_on: date
    supplements: int = 0
    supplements_most: int = 2

    @classmethod
    def start(cls, received_on: date, limit: ReviewLimit, supplements_most: int = 2) -> Self:
        """A clock that runs from the day the case was received."""
        granted = (limit.ends(received_on) - received_on).days
        return cls(
            received_on,
            limit,
            granted,
            used_before=0,
            running_from=received_on,
            last_step_on=received_on,
            supplements_most=supplements_most,
        )

    def used_days(self, on: date) -> int:
        """Days of the limit used by the end of `on`; never less than at the latest step."""
        if self.running_from is None:
            return self.used_before
        return self.used_before + max((on - self.running_from).days, 0)

    def left_days(self, on: date) -> int:
        """Days of the limit left after `on`; negative once it is overrun."""
        return self.granted_days - self.used_days(on)

    @property
    def limit_on(self) -> date | None:
        """The last day by the number of days alone, or None while the clock stands."""
        if self.running_from is None:
            return None
        return self.running_from + timedelta(days=self.granted_days - self.used_before)

    def extend(self, on: date, days: int) -> Self | ClockOutOfOrder:
        """A major or complex case gets `days` more while the limit still runs."""
        if self.limit_on is None or not self.last_step_on <= on <= self.limit_on or days < 1:
            return self._out_of_order(ClockStep.EXTEND, on)
        return replace(self, granted_days=self.granted_days + days, last_step_on=on)

    def suspend(self, on: date) -> Self | ClockOutOfOrder:
        """The clock stops on the day of the decision, which is used up itself."""
        if self.running_from is None or on < self.last_step_on:
            return self._out_of_order(ClockStep.SUSPEND, on)
        return replace(self, used_before=self.used_days(on), running_from=None, last_step_on=on)

    def resume(self, on: date) -> Self | ClockOutOfOrder:
        """The clock goes on from the day of expiry or revocation, itself not counted."""
        if self.running_from is not None or on < self.last_step_on:
            return self._out_of_order(ClockStep.RESUME, on)
        return replace(self, running_from=on, last_step_on=on)

    def restart(
        self, on: date, reason: RestartReason
    ) -> Self | ClockOutOfOrder | TooManySupplements:
        """A whole new limit from the day the case came back or was taken over."""
        if on < self.last_step_on:
            return self._out_of_order(ClockStep.RESTART, on)
        supplements = self.supplements
        if reason is RestartReason.SUPPLEMENTARY_INVESTIGATION:
            if supplements >= self.supplements_most:
                return TooManySupplements(most=self.supplements_most)
            supplements += 1
        fresh = self.start(on, self.limit, self.supplements_most)
        return replace(fresh, supplements=supplements)

    def _out_of_order(self, step: ClockStep, on: date) -> ClockOutOfOrder:
        return ClockOutOfOrder(step=step, on=on, last=self.last_step_on)


def ordinary_limit(rulebook: Rulebook) -> ReviewLimit:
    """One month. Source: CPL art. 172 (P-11)."""
    return ReviewLimit(months=rulebook.review_limit.value, days=0)


def fast_track_limit(rulebook: Rulebook) -> ReviewLimit:
    """Ten days, where the fast-track procedure applies. Source: CPL art. 172 (P-11)."""
    return ReviewLimit(months=0, days=rulebook.fast_track_limit.value)


def start_clock(received_on: date, rulebook: Rulebook) -> ReviewClock:
    """The ordinary review clock of a case received on this day."""
    return ReviewClock.start(received_on, ordinary_limit(rulebook), rulebook.supplements_most.value)
