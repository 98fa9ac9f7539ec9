"""What this room's reasons on the case page rest on, as parts of one statement."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts, listed
from guanhu.cases.tables import CaseTransferRow
from guanhu.handover.facts import OpenTransfer, TransferState
from guanhu.kernel.clock import office_date
from guanhu.plumbing.vault import Vault


def _open(found: Any, _page: CasePage, _vault: Vault) -> OpenTransfer | None:
    if not found:
        return None
    ((transfer_id, to_account, offered_at),) = found
    since = office_date(datetime.fromisoformat(offered_at))
    return OpenTransfer(UUID(transfer_id), UUID(to_account), since)


OPEN_TRANSFER: Final = GateFacts(
    "open_transfer",
    Permission.TRANSFER_OFFER,
    listed(
        CaseTransferRow.case_id,
        CaseTransferRow.id,
        CaseTransferRow.to_account_id,
        CaseTransferRow.offered_at,
        where=(CaseTransferRow.state == TransferState.OFFERED.value,),
        order=(CaseTransferRow.offered_at,),
    ),
    _open,
)
"""The offer that waits for its answer; there is one at most."""
