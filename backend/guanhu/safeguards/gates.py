"""Why a measure can be neither recorded nor ended now. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guanhu.cases.states import CaseAction
from guanhu.kernel.errors import Refusal
from guanhu.safeguards.facts import MeasureFacts
from guanhu.safeguards.rules import refuse_now


def reasons(measures: Sequence[MeasureFacts]) -> Iterator[tuple[CaseAction, Refusal | None]]:
    """Each action with the reason that bars it; None where nothing does."""
    record, end = refuse_now(measures)
    yield CaseAction.RECORD_MEASURE, record
    yield CaseAction.END_MEASURE, end
