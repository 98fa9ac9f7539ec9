"""What this room's reasons on the case page rest on, as a part of one statement."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from guanhu.access.permissions import Permission
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import GateFacts
from guanhu.cases.tables import CaseFileRow
from guanhu.plans.facts import ConditionCategory, ConditionChange, PlanVersionState
from guanhu.plans.tables import PlanConditionRow, PlanGoalRow, PlanVersionRow
from guanhu.plumbing.vault import Vault
from guanhu.reviews.facts import OutcomeProposal, RatingSubject, ReviewState
from guanhu.reviews.gates import Rateable, ReviewStanding
from guanhu.reviews.tables import OutcomeOpinionRow, OutcomeRatingRow, OutcomeReviewRow


def _in_force(row: Any, kind: ColumnElement[str] | str, *shown: Any) -> ScalarSelect[Any]:
    """What the plan in force asks to be rated, in its order."""
    subject = func.jsonb_build_array(kind, row.id, row.lineage_id)
    return (
        select(func.jsonb_agg(aggregate_order_by(subject, row.position)))
        .join_from(row, PlanVersionRow, PlanVersionRow.id == row.plan_version_id)
        .where(
            PlanVersionRow.case_id == CaseFileRow.id,
            PlanVersionRow.state == PlanVersionState.IN_FORCE.value,
            *shown,
        )
        .correlate(CaseFileRow)
        .scalar_subquery()
    )


_CONDITIONS = _in_force(
    PlanConditionRow,
    case(
        (
            PlanConditionRow.category == ConditionCategory.STATUTORY.value,
            RatingSubject.DUTY.value,
        ),
        else_=RatingSubject.CONDITION.value,
    ),
    PlanConditionRow.dropped.is_(False),
    PlanConditionRow.change != ConditionChange.REMOVED.value,
)
_GOALS = _in_force(PlanGoalRow, RatingSubject.GOAL.value, PlanGoalRow.removed.is_(False))
_RATED = (
    select(
        func.jsonb_agg(
            func.jsonb_build_array(OutcomeRatingRow.subject_kind, OutcomeRatingRow.lineage_id)
        )
    )
    .where(OutcomeRatingRow.review_id == OutcomeReviewRow.id)
    .correlate(OutcomeReviewRow)
    .scalar_subquery()
)
_OPINION = (
    select(
        func.jsonb_build_array(
            OutcomeOpinionRow.proposal, OutcomeOpinionRow.assembled["missed_unreviewed"]
        )
    )
    .where(OutcomeOpinionRow.review_id == OutcomeReviewRow.id)
    .order_by(OutcomeOpinionRow.number.desc())
    .limit(1)
    .correlate(OutcomeReviewRow)
    .scalar_subquery()
)


def _review(found: Any, _page: CasePage, _vault: Vault) -> ReviewStanding | None:
    if found is None:
        return None
    review_id, state, author_id, opinion, conditions, goals, rated = found
    proposal, missed = opinion or (None, None)
    return ReviewStanding(
        id=UUID(review_id),
        state=ReviewState(state),
        author_id=UUID(author_id),
        proposal=None if proposal is None else OutcomeProposal(proposal),
        missed_then=missed,
        subjects=tuple(
            Rateable(RatingSubject(kind), UUID(one), UUID(lineage))
            for kind, one, lineage in (*(conditions or ()), *(goals or ()))
        ),
        rated=frozenset((kind, UUID(lineage)) for kind, lineage in rated or ()),
    )


REVIEW: Final = GateFacts(
    "review",
    Permission.REVIEW_READ,
    select(
        func.jsonb_build_array(
            OutcomeReviewRow.id,
            OutcomeReviewRow.state,
            OutcomeReviewRow.author_id,
            _OPINION,
            _CONDITIONS,
            _GOALS,
            _RATED,
        )
    )
    .where(OutcomeReviewRow.case_id == CaseFileRow.id)
    .correlate(CaseFileRow)
    .scalar_subquery(),
    _review,
)
"""The outcome review with its latest opinion, what it must rate, and what it has rated."""
