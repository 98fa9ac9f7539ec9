"""The latest screening and triage, and the facts by which they are known to be outdated."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts
from guanhu.cases.tables import ActRow, CaseFileRow, ChargeRow
from guanhu.eligibility.facts import (
    ActFact,
    Evidence,
    ScreeningResult,
    ScreeningStanding,
    TriageOutcome,
    TriageStanding,
)
from guanhu.eligibility.repository import facts_index
from guanhu.eligibility.tables import ScreeningRow, TriageRow
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


def _latest(
    table: type[ScreeningRow | TriageRow], code: Any, at: Any, *more: Any
) -> ScalarSelect[Any]:
    """Code, whether the clock alone outdates it, and the facts it rests on."""
    return (
        select(
            func.jsonb_build_array(
                code,
                # The clock alone would miss a change within the same instant.
                at < CaseFileRow.charges_changed_at,
                func.encode(table.facts_index, "hex"),
                *more,
            )
        )
        .where(table.case_id == CaseFileRow.id)
        .order_by(at.desc(), table.id.desc())
        .limit(1)
        .correlate(CaseFileRow)
        .scalar_subquery()
    )


def _any(table: type[ScreeningRow | TriageRow]) -> ColumnElement[bool]:
    return select(table.id).where(table.case_id == CaseFileRow.id).correlate(CaseFileRow).exists()


def _standing(found: Any, page: CasePage, vault: Vault) -> ScreeningStanding:
    if found is None:
        return ScreeningStanding(None, outdated=False)
    screened, triaged, listed = found
    acts = [
        ActFact(None if on is None else date.fromisoformat(on), fen, code)  # type: ignore[arg-type]
        for code, on, fen in listed or ()
    ]
    now = facts_index(
        vault,
        acts,
        page.minor.birth_date,
        age_proven=page.minor.age_proof is not AgeProof.UNPROVEN,
    ).hex()
    triage = None
    if triaged is not None:
        outcome, older, index = triaged
        triage = TriageStanding(TriageOutcome(outcome), older or now != index)
    if screened is None:
        return ScreeningStanding(None, outdated=False, triage=triage)
    result, older, index, evidence = screened
    return ScreeningStanding(
        ScreeningResult(result), older or now != index, triage, Evidence(evidence)
    )


SCREENING: Final = GateFacts(
    "screening",
    Permission.DECISION_READ,
    select(
        func.jsonb_build_array(
            _latest(
                ScreeningRow, ScreeningRow.result, ScreeningRow.screened_at, ScreeningRow.evidence
            ),
            _latest(TriageRow, TriageRow.outcome, TriageRow.considered_at),
            _ACTS,
        )
    )
    # Nothing, the acts included, is given to whom neither is shown.
    .where(or_(_any(ScreeningRow), _any(TriageRow)))
    .correlate(CaseFileRow)
    .scalar_subquery(),
    _standing,
)
"""The latest screening and triage; a later change of the facts makes them outdated."""
