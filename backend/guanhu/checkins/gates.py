"""Why nothing can be logged or reviewed on a case now. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from guanhu.cases.states import CaseAction
from guanhu.checkins.errors import NoCheckInDue, NothingMissed
from guanhu.checkins.facts import ToDo
from guanhu.kernel.errors import Refusal


def reasons(to_do: ToDo) -> Iterator[tuple[CaseAction, Refusal | None]]:
    """Each action with the reason that bars it; None where nothing does."""
    yield CaseAction.LOG_CHECK_IN, None if to_do.due else NoCheckInDue()
    yield CaseAction.REVIEW_MISSED_CHECK_IN, None if to_do.missed else NothingMissed()
