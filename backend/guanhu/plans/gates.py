"""Why no plan can be drafted or approved on a case now. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from guanhu.cases.states import CaseAction
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from guanhu.plans.errors import NoPlanInForce, NoPlanSubmitted, NothingOwed, PlanVersionOpen
from guanhu.plans.facts import CatalogueEntry, ConditionChange, PlanVersionState
from guanhu.plans.ledger import asks_for_money
from guanhu.plans.rules import refuse_consentless
from guanhu.protections.facts import StandingConsents


@dataclass(frozen=True, slots=True)
class OpenVersion:
    """The version of a plan that is neither in force nor given up."""

    id: UUID
    number: int
    state: PlanVersionState
    writers: frozenset[UUID]
    contents: tuple[tuple[CatalogueEntry, ConditionChange], ...]


def money_reasons(
    held: Sequence[CatalogueEntry] | None,
) -> Iterator[tuple[CaseAction, Refusal | None]]:
    """`held`: what the version in force holds; None while there is none."""
    if held is None:
        yield CaseAction.RECORD_EVIDENCE, NoPlanInForce()
        yield CaseAction.RECORD_PAYMENT, NoPlanInForce()
    elif not any(asks_for_money(entry) for entry in held):
        yield CaseAction.RECORD_PAYMENT, NothingOwed()


def reasons(
    version: OpenVersion | None, consents: StandingConsents, actor_id: UUID
) -> Iterator[tuple[CaseAction, Refusal | None]]:
    """Each action with the reason that bars it; None where nothing does.

    `consents`: those of the case to a psychological assessment (O-07).
    """
    if version is None:
        yield CaseAction.APPROVE_PLAN, NoPlanSubmitted()
        return
    yield CaseAction.DRAFT_PLAN, PlanVersionOpen(plan_version=version.id, number=version.number)
    if version.state is not PlanVersionState.SUBMITTED:
        yield CaseAction.APPROVE_PLAN, NoPlanSubmitted()
    elif actor_id in version.writers:
        yield CaseAction.APPROVE_PLAN, ApproverIsAuthor()
    else:
        yield CaseAction.APPROVE_PLAN, refuse_consentless(version.contents, consents)
