"""Refusals about outcome reviews."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class OutcomeReviewExists(Refusal):
    """A file has one outcome review; it is edited, not begun again. Facts: ``review_id``."""

    code = "OUTCOME_REVIEW_EXISTS"


class NoOutcomeReview(Refusal):
    """There is no outcome review yet."""

    code = "NO_OUTCOME_REVIEW"
    rule = "P-08"


class ReviewNotEditable(Refusal):
    """A submitted or approved review is not edited. Facts: ``state``."""

    code = "REVIEW_NOT_EDITABLE"


class ReviewNotSubmitted(Refusal):
    """Only a submitted review is returned or approved. Facts: ``state``."""

    code = "REVIEW_NOT_SUBMITTED"


class NotASubject(Refusal):
    """The condition or goal is not part of the plan in force."""

    code = "NOT_A_SUBJECT"


class RatingsMissing(Refusal):
    """Every condition, duty and goal is rated first. Facts: ``count``, ``missing`` (kind:id, …)."""

    code = "RATINGS_MISSING"
    rule = "P-08"


class MissedNotReviewed(Refusal):
    """A missed check-in is looked into before it counts. Facts: ``count``."""

    code = "MISSED_NOT_REVIEWED"
    rule = "P-08"


class PeriodStillRunning(Refusal):
    """The opinion follows the end of the period, by both readings. Facts: ``ends_on``."""

    code = "PERIOD_STILL_RUNNING"
    rule = "P-12"


class NoRevocationGround(Refusal):
    """Without a recorded ground for revocation there is no discretion: non-prosecution."""

    code = "NO_REVOCATION_GROUND"
    rule = "P-10"


class RevocationFirst(Refusal):
    """Prosecution follows a revocation: the proposal to revoke is what gets approved."""

    code = "REVOCATION_FIRST"
    rule = "R-08"


class EvaluationOfAnother(Refusal):
    """A social worker writes down the social worker's view. Facts: ``by``."""

    code = "EVALUATION_OF_ANOTHER"
