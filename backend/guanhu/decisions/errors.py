"""Refusals about hearing, deciding, serving and the period."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class StageNotOpen(Refusal):
    """Nobody is heard before the final decision while the period runs. Facts: ``stage``."""

    code = "STAGE_NOT_OPEN"
    rule = "P-09"


class NothingToRevoke(Refusal):
    """Somebody is heard on a revocation while there is a decision that can be revoked."""

    code = "NOTHING_TO_REVOKE"
    rule = "R-08"


class StageIsOver(Refusal):
    """The decision before which somebody would be heard has been made. Facts: ``stage``."""

    code = "STAGE_IS_OVER"
    rule = "D-01"


class PoliceOpinionNotWritten(Refusal):
    """The police opinion is a written one."""

    code = "POLICE_OPINION_NOT_WRITTEN"
    rule = "D-02"


class PoliceOpinionNotApproved(Refusal):
    """The police opinion names who approved it."""

    code = "POLICE_OPINION_NOT_APPROVED"
    rule = "D-02"


class NoObjectionToAnswer(Refusal):
    """The record holds no standing objection to conditions or period."""

    code = "NO_OBJECTION_TO_ANSWER"
    rule = "D-06"


class AlreadyAnswered(Refusal):
    """The objection has been answered."""

    code = "ALREADY_ANSWERED"
    rule = "D-06"


class NoObjectionToWithdraw(Refusal):
    """The record holds no standing objection."""

    code = "NO_OBJECTION_TO_WITHDRAW"
    rule = "D-07"


class WithdrawnTooLate(Refusal):
    """An objection is withdrawn before the decision to prosecute, or not at all."""

    code = "WITHDRAWN_TOO_LATE"
    rule = "D-07"


class MustProsecute(Refusal):
    """The minor or the legal representative objects to the disposition. Facts: ``party``."""

    code = "MUST_PROSECUTE"
    rule = "D-05"


class NoDispositionObjection(Refusal):
    """Nobody whose objection leads to prosecution objects to the disposition."""

    code = "NO_DISPOSITION_OBJECTION"
    rule = "D-05"


class NotScreened(Refusal):
    """A proposal rests on a screening."""

    code = "NOT_SCREENED"
    rule = "E-01"


class NotEligible(Refusal):
    """The last screening did not find the case eligible. Facts: ``result``."""

    code = "NOT_ELIGIBLE"
    rule = "E-10"


class OpinionsMissing(Refusal):
    """Not everybody was heard, and no impossibility is recorded. Facts: ``missing``."""

    code = "OPINIONS_MISSING"
    rule = "D-01"


class ObjectionUnanswered(Refusal):
    """An objection to conditions or period is neither adopted nor explained. Facts: ``party``."""

    code = "OBJECTION_UNANSWERED"
    rule = "D-06"


class AlreadyClosed(Refusal):
    """The proposal was returned, approved or has lapsed. Facts: ``state``."""

    code = "PROPOSAL_CLOSED"


class AnotherKindProposed(Refusal):
    """What waits for approval is another decision. Facts: ``proposed``."""

    code = "ANOTHER_KIND_PROPOSED"


class NotAnAddressee(Refusal):
    """The decision is not served on this party. Facts: ``addressee``."""

    code = "NOT_AN_ADDRESSEE"
    rule = "D-08"


class AlreadyServed(Refusal):
    """Service on this addressee is recorded. Facts: ``addressee``."""

    code = "ALREADY_SERVED"
    rule = "D-08"


class EverythingServed(Refusal):
    """Service on every addressee is recorded."""

    code = "EVERYTHING_SERVED"
    rule = "D-08"


class AlreadyAnnounced(Refusal):
    """The decision has been announced. Facts: ``announced_on``."""

    code = "ALREADY_ANNOUNCED"


class NotFaceToFace(Refusal):
    """Minor and legal representative are both present. Facts: who was absent."""

    code = "NOT_FACE_TO_FACE"
    rule = "D-09"


class NotExplained(Refusal):
    """Period, rules and consequence of a breach are all explained. Facts: ``missing``."""

    code = "NOT_EXPLAINED"
    rule = "D-09"


class PeriodChangePending(Refusal):
    """Another change of the period waits for approval."""

    code = "PERIOD_CHANGE_PENDING"
    rule = "P-04"


class PeriodUnchanged(Refusal):
    """The period has this length already. Facts: ``months``."""

    code = "PERIOD_UNCHANGED"
    rule = "P-04"


class PeriodNotOver(Refusal):
    """The final decision does not precede the end of the period. Facts: ``ends_on``."""

    code = "PERIOD_NOT_OVER"
    rule = "P-12"


class VictimNotHeardAgain(Refusal):
    """The victim is heard again before the final decision, or the reason why not is recorded."""

    code = "VICTIM_NOT_HEARD_AGAIN"
    rule = "P-09"


class HeldForInvestigation(Refusal):
    """A crime is investigated, and the final decision waits. Facts: ``since``."""

    code = "HELD_FOR_INVESTIGATION"
    rule = "R-12"


class NoPeriod(Refusal):
    """There is no probation period."""

    code = "NO_PERIOD"
    rule = "P-02"


class VictimUnchanged(Refusal):
    """The file says so already. Facts: ``has_victim``."""

    code = "VICTIM_UNCHANGED"


class VictimOnRecord(Refusal):
    """The victim was informed, heard or served: that there is one is on record. Facts: ``by``."""

    code = "VICTIM_ON_RECORD"


class DecisionQuashed(Refusal):
    """Of a quashed decision nothing follows any more. Facts: ``on``."""

    code = "DECISION_QUASHED"
    rule = "D-18"


class NothingToApprove(Refusal):
    """Nothing waits for approval."""

    code = "NOTHING_TO_APPROVE"
