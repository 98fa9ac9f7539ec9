"""Issuing decisions: the one place that writes one. A decision is never changed afterwards."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from guanhu.audit.work import Look
from guanhu.cases.repository import CaseRepository
from guanhu.cases.tables import CaseFileRow
from guanhu.decisions.facts import WITHOUT_RETURN, DecisionKind, FinalFacts
from guanhu.decisions.repository import DecisionRepository
from guanhu.decisions.rules import addressees, refuse_final_decision
from guanhu.decisions.tables import DecisionRow
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from guanhu.kernel.ids import new_id
from guanhu.law.deadlines import DeadlineKind


async def issue(
    look: Look,
    row: CaseFileRow,
    *,
    kind: DecisionKind,
    rule: str,
    author_id: UUID,
    text: str,
    period_months: int | None,
    ordered_on: date | None = None,
) -> UUID:
    """Write one decision of today, approved by the actor; answers its id.

    Prosecution under D-05 leaves nothing to weigh: who decides it stands alone, as its author; so
    does who records what a higher procuratorate ordered, on `ordered_on` (D-18).
    Any other raises `ApproverIsAuthor` where the actor wrote it. The number of services missing is
    set on the locked case `row` (D-08, F-03); of a revocation, each starts a clock (R-08).
    """
    alone = kind is DecisionKind.PROSECUTION or ordered_on is not None
    if author_id == look.actor.account_id and not alone:
        raise ApproverIsAuthor
    decisions = DecisionRepository(look)
    key, decision_id = await decisions.key(row.id), new_id()
    # On whom a quashing is served, and by when, no rule of the register says.
    quashing = kind is DecisionKind.QUASHING
    served_on = (
        () if quashing else addressees(has_victim=row.has_victim, has_defender=row.has_defender)
    )
    await decisions.add(
        DecisionRow(
            id=decision_id,
            case_id=row.id,
            kind=kind.value,
            decided_on=ordered_on or look.today,
            period_months=period_months,
            basis_rule=rule,
            author_id=author_id,
            approver_id=None if alone else look.actor.account_id,
            text=key.seal("decisions.text", decision_id, text),
            addressees=[addressee.value for addressee in served_on],
            decided_at=look.now,
        )
    )
    if kind is DecisionKind.CONDITIONAL_NON_PROSECUTION:
        row.services_missing = len(served_on)
    elif kind in WITHOUT_RETURN:
        row.final_services_missing = len(served_on)
    elif kind is DecisionKind.REVOCATION:
        for addressee in served_on:
            CaseRepository(look).start_clock(
                row, DeadlineKind.REVOCATION_SERVICE, look.today, decision_id,
                detail=addressee.value,
            )  # fmt: skip
    return decision_id


async def refuse_final_now(look: Look, row: CaseFileRow) -> Refusal | None:
    """Why the final decision cannot be made now (P-09, P-12), or None."""
    return refuse_final_decision(
        FinalFacts(
            ends_on=row.probation_ends_on,
            has_victim=row.has_victim,
            opinions=await DecisionRepository(look).opinion_facts(row.id),
            today=look.today,
            held_since=row.held_since,
        )
    )


async def issue_final_decision(look: Look, row: CaseFileRow, *, author_id: UUID, text: str) -> UUID:
    """Issue final non-prosecution (P-10) on a locked case; raises the gate's refusal.

    Sets `final_decided_on`; the caller moves the status and settles the row.
    """
    refusal = await refuse_final_now(look, row)
    if refusal is not None:
        raise refusal
    row.final_decided_on = look.today
    return await issue(
        look, row, kind=DecisionKind.FINAL_NON_PROSECUTION, rule="P-10", author_id=author_id,
        text=text, period_months=None,
    )  # fmt: skip
