"""What this room's reasons on the case page rest on, as parts of one statement."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts, listed
from guanhu.decisions.facts import (
    DecisionKind,
    HearingStage,
    ObjectionKind,
    OpinionFacts,
    OpinionParty,
    ProposalState,
    Proposed,
)
from guanhu.decisions.tables import OpinionRow, PeriodChangeRow, ProposalRow
from guanhu.plumbing.vault import Vault


def _opinions(found: Any, _page: CasePage, _vault: Vault) -> tuple[OpinionFacts, ...]:
    return tuple(
        OpinionFacts(
            HearingStage(stage), OpinionParty(party), ObjectionKind(objection), withdrawn, answered
        )
        for stage, party, objection, withdrawn, answered in found or ()
    )


def _proposed(found: Any, _page: CasePage, _vault: Vault) -> tuple[Proposed, ...]:
    return tuple(Proposed(UUID(author), DecisionKind(kind)) for author, kind in found or ())


def _authors(found: Any, _page: CasePage, _vault: Vault) -> tuple[UUID, ...]:
    return tuple(UUID(author) for (author,) in found or ())


OPINIONS: Final = GateFacts(
    "opinions",
    Permission.DECISION_READ,
    listed(
        OpinionRow.case_id,
        OpinionRow.stage,
        OpinionRow.party,
        OpinionRow.objection,
        OpinionRow.withdrawn_on.is_not(None),
        OpinionRow.adopted.is_not(None),
        order=(OpinionRow.recorded_at, OpinionRow.id),
    ),
    _opinions,
)
"""Every record of hearing, the first one first."""

PROPOSERS: Final = GateFacts(
    "proposers",
    Permission.DECISION_READ,
    listed(
        ProposalRow.case_id,
        ProposalRow.author_id,
        ProposalRow.kind,
        where=(ProposalRow.state == ProposalState.SUBMITTED.value,),
        order=(ProposalRow.proposed_at, ProposalRow.id),
    ),
    _proposed,
)
"""Who wrote the proposals nobody has decided on, and of what."""

CHANGE_PROPOSERS: Final = GateFacts(
    "change_proposers",
    Permission.DECISION_READ,
    listed(
        PeriodChangeRow.case_id,
        PeriodChangeRow.author_id,
        where=(PeriodChangeRow.state == ProposalState.SUBMITTED.value,),
        order=(PeriodChangeRow.proposed_at, PeriodChangeRow.id),
    ),
    _authors,
)
"""Who wrote the change of the period that waits; empty when none does."""
