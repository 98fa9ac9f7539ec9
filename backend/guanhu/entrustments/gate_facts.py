"""What this room's reasons on the case page rest on, as parts of one statement."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, select

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts, listed
from guanhu.entrustments.facts import EntrustmentFacts
from guanhu.entrustments.tables import EntrustmentAnswerRow, EntrustmentLetterRow, EntrustmentRow
from guanhu.plumbing.vault import Vault


def _entrustments(found: Any, _page: CasePage, _vault: Vault) -> tuple[EntrustmentFacts, ...]:
    return tuple(
        EntrustmentFacts(
            id=UUID(row_id),
            to_office=None if to_office is None else UUID(to_office),
            asked_on=date.fromisoformat(asked_on),
            answered_on=_day(answered_on),
            accepted=accepted,
            starts_on=_day(starts_on),
            until=_day(until),
            ended_on=_day(ended_on),
        )
        for row_id, to_office, asked_on, ended_on, answered_on, accepted, starts_on, until in found
        or ()
    )


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)


def _waits(found: Any, _page: CasePage, _vault: Vault) -> bool:
    return bool(found)


def _answered(column: Any) -> ColumnElement[Any]:
    """One column of the answer to an entrustment."""
    return (
        select(column)
        .where(EntrustmentAnswerRow.entrustment_id == EntrustmentRow.id)
        .correlate(EntrustmentRow)
        .scalar_subquery()
    )


ENTRUSTMENTS: Final = GateFacts(
    "entrustments",
    Permission.ENTRUST,
    listed(
        EntrustmentRow.case_id,
        EntrustmentRow.id,
        EntrustmentRow.to_office_id,
        EntrustmentRow.asked_on,
        EntrustmentRow.ended_on,
        _answered(EntrustmentAnswerRow.answered_on),
        _answered(EntrustmentAnswerRow.accepted),
        _answered(EntrustmentAnswerRow.starts_on),
        _answered(EntrustmentAnswerRow.until),
        order=(EntrustmentRow.asked_on, EntrustmentRow.id),
    ),
    _entrustments,
)
"""Every entrustment as far as a rule asks, oldest first."""

LETTER_WAITS: Final = GateFacts(
    "entrustment_letters",
    Permission.ENTRUST,
    listed(
        EntrustmentLetterRow.case_id,
        EntrustmentLetterRow.id,
        where=(EntrustmentLetterRow.received_on.is_(None),),
        order=(EntrustmentLetterRow.written_at, EntrustmentLetterRow.id),
    ),
    _waits,
)
"""Whether a letter about the result waits to be received."""
