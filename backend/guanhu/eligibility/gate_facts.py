"""The latest screening, and the facts by which it is known to be outdated, as one part."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts
from guanhu.cases.tables import ActRow, CaseFileRow, ChargeRow
from guanhu.eligibility.facts import ActFact, ScreeningResult, ScreeningStanding
from guanhu.eligibility.repository import facts_index
from guanhu.eligibility.tables import ScreeningRow
from guanhu.people.facts import AgeProof
from guanhu.plumbing.vault import Vault

_ACTS = (
    select(
        func.jsonb_agg(
            func.jsonb_build_array(ChargeRow.offence_code, ActRow.occurred_on, ActRow.amount_fen)
        )
    )
    .select_from(ChargeRow)
    .outerjoin(ActRow, ActRow.charge_id == ChargeRow.id)
    .where(ChargeRow.case_id == CaseFileRow.id)
    .correlate(CaseFileRow)
    .scalar_subquery()
)


def _standing(found: Any, page: CasePage, vault: Vault) -> ScreeningStanding:
    if found is None:
        return ScreeningStanding(None, outdated=False)
    result, older, index, listed = found
    acts = [
        ActFact(None if on is None else date.fromisoformat(on), fen, code)  # type: ignore[arg-type]
        for code, on, fen in listed or ()
    ]
    now = facts_index(
        vault,
        acts,
        page.minor.birth_date,
        age_proven=page.minor.age_proof is not AgeProof.UNPROVEN,
    )
    return ScreeningStanding(ScreeningResult(result), older or now != bytes.fromhex(index))


SCREENING: Final = GateFacts(
    "screening",
    Permission.DECISION_READ,
    select(
        func.jsonb_build_array(
            ScreeningRow.result,
            # The clock alone would miss a change within the same instant.
            ScreeningRow.screened_at < CaseFileRow.charges_changed_at,
            func.encode(ScreeningRow.facts_index, "hex"),
            _ACTS,
        )
    )
    .where(ScreeningRow.case_id == CaseFileRow.id)
    .order_by(ScreeningRow.screened_at.desc(), ScreeningRow.id.desc())
    .limit(1)
    .correlate(CaseFileRow)
    .scalar_subquery(),
    _standing,
)
"""The latest screening as a gate asks for it; a later change of the facts makes it outdated."""
