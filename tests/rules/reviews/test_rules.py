"""When an outcome review can be edited, submitted, returned and approved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from guanhu.access.roles import Role
from guanhu.incidents.errors import MissedCrimeMeansRevocation, NewCrimeMeansRevocation
from guanhu.incidents.facts import Ground, GroundBy, GroundStanding
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from guanhu.reviews import errors
from guanhu.reviews.facts import (
    DEFAULT_OUTCOME,
    Evaluator,
    OutcomeProposal,
    RatingSubject,
    ReviewState,
    Subject,
)
from guanhu.reviews.rules import (
    Submission,
    refuse_approval,
    refuse_closing,
    refuse_edit,
    refuse_evaluation,
    refuse_submission,
    unrated,
)

LI, WANG = UUID(int=1), UUID(int=2)
READY = Submission(
    state=ReviewState.DRAFT,
    ends_on=date(2026, 9, 2),
    today=date(2026, 9, 3),
    unrated=(),
    missed_unreviewed=0,
    proposal=OutcomeProposal.NON_PROSECUTION,
    grounds=(),
)
DAY = date(2026, 5, 1)
BREACHES = GroundStanding(
    Ground.SUPERVISION_RULES, "R-04", GroundBy.SERIOUS, (UUID(int=9),), DAY, DAY
)
CRIME = GroundStanding(Ground.NEW_CRIME, "R-01", GroundBy.CRIME, (UUID(int=9),), DAY, DAY)
MISSED = GroundStanding(Ground.MISSED_CRIME, "R-02", GroundBy.CRIME, (UUID(int=9),), DAY, DAY)
GOAL = Subject(RatingSubject.GOAL, UUID(int=7), UUID(int=8), None, None, 14)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(READY, None, id="ready"),
        pytest.param(replace(READY, state=ReviewState.RETURNED), None, id="returned-comes-again"),
        pytest.param(
            replace(READY, state=ReviewState.SUBMITTED), errors.ReviewNotEditable, id="submitted"
        ),
        pytest.param(
            replace(READY, state=ReviewState.APPROVED), errors.ReviewNotEditable, id="approved"
        ),
        pytest.param(
            replace(READY, today=date(2026, 9, 2)), errors.PeriodStillRunning, id="last-day"
        ),
        pytest.param(replace(READY, unrated=(GOAL,)), errors.RatingsMissing, id="unrated"),
        pytest.param(replace(READY, missed_unreviewed=1), errors.MissedNotReviewed, id="missed"),
        pytest.param(
            replace(READY, proposal=OutcomeProposal.PROSECUTION),
            errors.NoRevocationGround,
            id="prosecution-without-ground",
        ),
        pytest.param(
            replace(READY, proposal=OutcomeProposal.PROSECUTION, grounds=(BREACHES,)),
            None,
            id="prosecution-with-ground",
        ),
        pytest.param(replace(READY, grounds=(BREACHES,)), None, id="weighed-and-not-revoked"),
        pytest.param(
            replace(READY, grounds=(CRIME,)), NewCrimeMeansRevocation, id="a-crime-leaves-no-choice"
        ),
        pytest.param(
            replace(READY, grounds=(MISSED,)), MissedCrimeMeansRevocation, id="nor-a-missed-crime"
        ),
    ],
)
def test_the_opinion_is_given_on_a_whole_record(
    facts: Submission, expected: type[Refusal] | None
) -> None:
    refusal = refuse_submission(facts)

    assert (None if refusal is None else type(refusal)) is expected


def test_without_a_ground_the_law_leaves_one_outcome() -> None:
    assert DEFAULT_OUTCOME is OutcomeProposal.NON_PROSECUTION
    assert errors.NoRevocationGround.rule == "P-10"


def test_a_rating_follows_its_lineage_through_versions() -> None:
    renewed = replace(GOAL, id=UUID(int=9))

    assert unrated([renewed], {("goal", UUID(int=8))}) == []
    assert unrated([renewed], {("condition", UUID(int=8)), ("goal", UUID(int=7))}) == [renewed]


@pytest.mark.parametrize("state", list(ReviewState))
def test_only_drafts_and_returned_reviews_are_edited(state: ReviewState) -> None:
    editable = state in {ReviewState.DRAFT, ReviewState.RETURNED}

    assert (refuse_edit(state) is None) is editable


@pytest.mark.parametrize(
    ("state", "actor", "expected"),
    [
        (ReviewState.SUBMITTED, WANG, None),
        (ReviewState.SUBMITTED, LI, ApproverIsAuthor),
        (ReviewState.DRAFT, WANG, errors.ReviewNotSubmitted),
        (ReviewState.RETURNED, WANG, errors.ReviewNotSubmitted),
        (ReviewState.APPROVED, WANG, errors.ReviewNotSubmitted),
    ],
)
def test_somebody_else_closes_what_was_submitted(
    state: ReviewState, actor: UUID, expected: type[Refusal] | None
) -> None:
    refusal = refuse_closing(state, LI, actor)

    assert (None if refusal is None else type(refusal)) is expected


@pytest.mark.parametrize(
    ("role", "by", "refused"),
    [
        (Role.SOCIAL_WORKER, Evaluator.SOCIAL_WORKER, False),
        (Role.SOCIAL_WORKER, Evaluator.GUARDIAN, True),
        (Role.SOCIAL_WORKER, Evaluator.SCHOOL, True),
        (Role.OFFICER, Evaluator.SCHOOL, False),
    ],
)
def test_a_worker_speaks_for_social_work_only(
    role: Role,
    by: Evaluator,
    refused: bool,  # noqa: FBT001
) -> None:
    assert (refuse_evaluation(by, role) is not None) is refused


def test_prosecution_comes_by_revocation_and_nothing_else() -> None:
    """R-08, R-01, R-02."""
    proposed = OutcomeProposal

    refused = [
        refuse_approval(proposed.PROSECUTION, (BREACHES,)),
        refuse_approval(proposed.NON_PROSECUTION, (CRIME,)),
        refuse_approval(proposed.NON_PROSECUTION, (BREACHES, MISSED)),
    ]

    assert [type(refusal) for refusal in refused] == [
        errors.RevocationFirst, NewCrimeMeansRevocation, MissedCrimeMeansRevocation,
    ]  # fmt: skip
    assert refuse_approval(proposed.NON_PROSECUTION, (BREACHES,)) is None
