"""Refusals about challenges and quashing."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class NotOpenToChallenge(Refusal):
    """Police and victim challenge a non-prosecution, and no other decision. Facts: ``kind``."""

    code = "NOT_OPEN_TO_CHALLENGE"
    rule = "D-13"


class AlreadyRequested(Refusal):
    """The police have asked for this once already. Facts: ``received_on``."""

    code = "ALREADY_REQUESTED"
    rule = "D-12"


class ReviewBeforeReconsideration(Refusal):
    """The next level reviews what was maintained on reconsideration, and nothing before that."""

    code = "REVIEW_BEFORE_RECONSIDERATION"
    rule = "D-12"


class NoComplaintOfTheMinor(Refusal):
    """The minor complains of a relative non-prosecution only (D-17). Facts: ``kind``."""

    code = "NO_COMPLAINT_OF_THE_MINOR"
    rule = "D-17"


class AlreadyComplex(Refusal):
    """The complaint is reviewed as a complex one already."""

    code = "ALREADY_COMPLEX"
    rule = "D-16"


class NotAComplaint(Refusal):
    """Only the review of a complaint has a longer limit for a complex case. Facts: ``kind``."""

    code = "NOT_A_COMPLAINT"
    rule = "D-16"


class NotAReconsideration(Refusal):
    """Somebody is assigned to a reconsideration by this office, and to nothing else."""

    code = "NOT_A_RECONSIDERATION"
    rule = "D-13"


class ReviewerIsHandler(Refusal):
    """A reconsideration is answered by another prosecutor than who handled the case."""

    code = "REVIEWER_IS_HANDLER"
    rule = "D-13"


class ReviewerMissing(Refusal):
    """Nobody has been assigned to the reconsideration yet."""

    code = "REVIEWER_MISSING"
    rule = "D-13"


class NotAProsecutor(Refusal):
    """The reviewer is an active officer or supervisor of the office."""

    code = "NOT_A_PROSECUTOR"
    rule = "D-13"


class ChallengeClosed(Refusal):
    """The challenge was answered, or lapsed with the decision. Facts: ``state``."""

    code = "CHALLENGE_CLOSED"


class NotAnswered(Refusal):
    """What was not answered reached nobody yet."""

    code = "NOT_ANSWERED"


class ReceiptRecorded(Refusal):
    """The receipt of the answer is on record. Facts: ``on``."""

    code = "RECEIPT_RECORDED"


class NothingToAnswer(Refusal):
    """No challenge waits for an answer."""

    code = "NOTHING_TO_ANSWER"


class NothingToAssign(Refusal):
    """No reconsideration waits for somebody to answer it."""

    code = "NOTHING_TO_ASSIGN"


class QuashingPending(Refusal):
    """A proposal to quash waits for its approval."""

    code = "QUASHING_PENDING"
    rule = "D-18"


class NothingToQuash(Refusal):
    """There is no non-prosecution that could be quashed."""

    code = "NOTHING_TO_QUASH"
    rule = "D-18"
