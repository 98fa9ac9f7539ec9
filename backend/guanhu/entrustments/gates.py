"""Why this room's actions on a case are refused now. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from guanhu.cases.states import CaseAction
from guanhu.entrustments.errors import NoEntrustmentThere, NoLetterWaiting
from guanhu.entrustments.facts import EntrustmentFacts, EntrustmentState
from guanhu.entrustments.rules import OPEN, refuse_again, state_on
from guanhu.kernel.errors import Refusal

Gate = tuple[CaseAction, Refusal | None]


def reasons(
    found: Sequence[EntrustmentFacts], *, letter_waits: bool, today: date, assisted: bool
) -> Iterator[Gate]:
    """Each action on an entrustment with the reason that bars it; None where nothing does."""
    A, S = CaseAction, EntrustmentState  # noqa: N806
    none = NoEntrustmentThere()
    states = [(each, state_on(each, today, assisted=assisted)) for each in found]
    running = any(state in OPEN for _each, state in states)
    outside_waits = any(
        each.to_office is None and state is S.ASKED for each, state in states
    )  # fmt: skip
    by_hand = any(
        each.accepted and (each.to_office is None or state not in OPEN) for each, state in states
    )
    yield A.ASK_ENTRUSTMENT, refuse_again(found, today, assisted=assisted)
    yield A.RECORD_ENTRUSTMENT_ANSWER, None if outside_waits else none
    yield A.RECORD_ENTRUSTMENT_LETTER, None if by_hand else none
    yield A.RECEIVE_ENTRUSTMENT_LETTER, None if letter_waits else NoLetterWaiting()
    yield A.END_ENTRUSTMENT, None if running else none
