"""What this room's reasons on the case page rest on, as a part of one statement."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import and_, func, select

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import TODAY, GateFacts
from guanhu.cases.tables import CaseFileRow
from guanhu.checkins.facts import CheckInKind, CheckInStatus, ToDo
from guanhu.checkins.standing import status_sql
from guanhu.checkins.tables import CheckInRow
from guanhu.plumbing.vault import Vault

_status = status_sql(TODAY)
_missed = _status == CheckInStatus.MISSED.value
_human = CheckInRow.kind != CheckInKind.SELF_REPORT.value


def _to_do(found: Any, _page: CasePage, _vault: Vault) -> ToDo:
    return ToDo(*found)


TO_DO: Final = GateFacts(
    "to_do",
    Permission.CHECK_IN_READ,
    select(
        func.jsonb_build_array(
            func.count().filter(_status == CheckInStatus.DUE.value),
            func.count().filter(_missed),
            func.count().filter(and_(_missed, _human)),
        )
    )
    .select_from(CheckInRow)
    .where(CheckInRow.case_id == CaseFileRow.id)
    .correlate(CaseFileRow)
    .scalar_subquery(),
    _to_do,
)
"""How many check-ins are due and how many missed ones wait for a review."""
