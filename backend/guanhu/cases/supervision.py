"""Whether supervision is live, as SQL over `CaseFileRow`: the twin of `cases.rules`.

No other room asks a status or a period whether supervision is live; each uses the predicate of
`cases.rules` on facts, or this one in a statement.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_

from guanhu.cases.states import AFTER_DECISION, UNDER_SUPERVISION
from guanhu.cases.tables import CaseFileRow

SUPERVISED: Final = tuple(sorted(status.value for status in UNDER_SUPERVISION))
RUN_OUT: Final = tuple(sorted(status.value for status in AFTER_DECISION))


def supervision_live(on: date | ColumnElement[date]) -> ColumnElement[bool]:
    """`supervision_is_live` as SQL: false, never null, where there is no period.

    A running period is stored as running after its last day, too; the days tell it is over (A-1).
    """
    first_day, last_day = CaseFileRow.decided_on, CaseFileRow.probation_ends_on
    return and_(
        CaseFileRow.status.in_(SUPERVISED),
        first_day.is_not(None),
        last_day.is_not(None),
        first_day <= on,
        last_day >= on,
    )


def supervision_stopped_sql() -> ColumnElement[bool]:
    """`supervision_stopped` as SQL."""
    return and_(*(CaseFileRow.status != status for status in RUN_OUT))
