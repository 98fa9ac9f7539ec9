"""Refusals about incidents, responses, holds and revocation."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class NotBeforeTheDecision(Refusal):
    """A missed crime lies before the decision, a new one after. Facts: ``decided_on``."""

    code = "NOT_BEFORE_THE_DECISION"
    rule = "R-02"


class NoSupervisionThen(Refusal):
    """A supervision rule can be breached while supervision lasts. Facts: ``ended_on``."""

    code = "NO_SUPERVISION_THEN"
    rule = "R-04"


class NotAMissedCheckIn(Refusal):
    """The source is a check-in of this file that was missed."""

    code = "NOT_A_MISSED_CHECK_IN"


class FindingMade(Refusal):
    """The incident has been decided on. Facts: ``finding``."""

    code = "FINDING_MADE"
    rule = "S-01"


class CrimeNotInvestigated(Refusal):
    """A crime is established by investigation: its organ and its document are named."""

    code = "CRIME_NOT_INVESTIGATED"
    rule = "R-12"


class CrimeIsNotExplained(Refusal):
    """An acceptable reason excuses a breach of the supervision rules, not a crime or violation."""

    code = "CRIME_IS_NOT_EXPLAINED"
    rule = "R-12"


class SeriousnessUnreasoned(Refusal):
    """Serious consequences are stated with their reason."""

    code = "SERIOUSNESS_UNREASONED"


class NothingToDecide(Refusal):
    """No reported incident waits for a finding."""

    code = "NOTHING_TO_DECIDE"


class NothingToDispute(Refusal):
    """The fact does not stand against anybody, or its dispute has been decided."""

    code = "NOTHING_TO_DISPUTE"


class AlreadyDisputed(Refusal):
    """The fact is disputed, and the dispute waits. Facts: ``since``."""

    code = "ALREADY_DISPUTED"


class NoOpenDispute(Refusal):
    """No dispute waits for a decision."""

    code = "NO_OPEN_DISPUTE"


class NoIncident(Refusal):
    """No incident is on record."""

    code = "NO_INCIDENT"


class ResponseNeedsFinding(Refusal):
    """From the warning upwards a response rests on a finding that stands. Facts: ``rung``."""

    code = "RESPONSE_NEEDS_FINDING"
    rule = "S-01"


class RungNotOnLadder(Refusal):
    """The office's ladder of responses does not have this rung. Facts: ``rung``."""

    code = "RUNG_NOT_ON_LADDER"


class NoRoomToExtend(Refusal):
    """The period has its longest length already, or is over. Facts: ``months``, ``most``."""

    code = "NO_ROOM_TO_EXTEND"
    rule = "P-04"


class NotUnderInvestigation(Refusal):
    """A hold waits for the investigation of a crime that is reported and not decided on."""

    code = "NOT_UNDER_INVESTIGATION"
    rule = "R-12"


class HoldStands(Refusal):
    """The file is on hold already. Facts: ``since``."""

    code = "HOLD_STANDS"
    rule = "R-12"


class NoHold(Refusal):
    """No hold stands."""

    code = "NO_HOLD"
    rule = "R-12"


class GroundDoesNotFit(Refusal):
    """The grounds are closed; a fact supports the one of its kind. Facts: ``ground``."""

    code = "GROUND_DOES_NOT_FIT"
    rule = "R-06"


class MinorBreachIsNoGround(Refusal):
    """A single breach without serious consequences is no ground for revocation."""

    code = "MINOR_BREACH_IS_NO_GROUND"
    rule = "R-06"


class BreachesTooFew(Refusal):
    """Several minor breaches are not yet repeated ones. Facts: ``count``, ``least``."""

    code = "BREACHES_TOO_FEW"
    rule = "R-05"


class CrimeNotEstablished(Refusal):
    """A crime is a ground once investigation has established it, not on anybody's note."""

    code = "CRIME_NOT_ESTABLISHED"
    rule = "R-12"


class FactNotEstablished(Refusal):
    """Only a fact the prosecutor has found counts."""

    code = "FACT_NOT_ESTABLISHED"
    rule = "S-01"


class FactDisputed(Refusal):
    """A disputed fact does not count until the dispute is decided. Facts: ``since``."""

    code = "FACT_DISPUTED"


class NotToBeProsecuted(Refusal):
    """A missed crime is a ground where it has to be prosecuted."""

    code = "NOT_TO_BE_PROSECUTED"
    rule = "R-02"


class GroundOutsidePeriod(Refusal):
    """A ground exists, or a missed crime is found, within the period. Facts: the days."""

    code = "GROUND_OUTSIDE_PERIOD"
    rule = "R-10"


class CorrectionNotRevocation(Refusal):
    """After the final decision nothing is revoked: a wrong one is quashed. Facts: the day."""

    code = "CORRECTION_NOT_REVOCATION"
    rule = "R-10"


class NoGroundStands(Refusal):
    """No ground for revocation stands on established facts."""

    code = "NO_GROUND_STANDS"
    rule = "R-06"


class RevocationHearingMissing(Refusal):
    """Not everybody was heard on the facts, and no impossibility is recorded. Facts: who."""

    code = "REVOCATION_HEARING_MISSING"
    rule = "R-08"


class RevocationPending(Refusal):
    """A proposal to revoke waits for its approval."""

    code = "REVOCATION_PENDING"
    rule = "R-08"


class NewCrimeMeansRevocation(Refusal):
    """A new crime in the period is established: revocation must follow, not the final decision."""

    code = "NEW_CRIME_MEANS_REVOCATION"
    rule = "R-01"


class MissedCrimeMeansRevocation(Refusal):
    """A missed crime is established: revocation must follow, not the final decision."""

    code = "MISSED_CRIME_MEANS_REVOCATION"
    rule = "R-02"


class AlreadyReported(Refusal):
    """What somebody wrote down becomes an incident once."""

    code = "ALREADY_REPORTED"


class OutcomeUnknown(Refusal):
    """No such outcome is in the table."""

    code = "OUTCOME_UNKNOWN"


class OutcomeRetired(Refusal):
    """The outcome was used once and is offered no more."""

    code = "OUTCOME_RETIRED"


class NotYetHeld(Refusal):
    """Nothing has come of an appointment that lies ahead (S29). Facts: ``due_from``."""

    code = "NOT_YET_HELD"


class OutcomeContradicted(Refusal):
    """What is on record about the check-in says otherwise. Facts: ``status``."""

    code = "OUTCOME_CONTRADICTED"


class OutcomeOnRecord(Refusal):
    """The check-in, or the duty of a condition on its day, has its outcome."""

    code = "OUTCOME_ON_RECORD"


class EvidenceNotPending(Refusal):
    """No evidence is awaited. Facts: ``state``."""

    code = "EVIDENCE_NOT_PENDING"


class OutcomeDoesNotCount(Refusal):
    """An outcome that does not count is reported as nothing."""

    code = "OUTCOME_DOES_NOT_COUNT"
    rule = "S-01"


class ResponseNotForOutcome(Refusal):
    """The table of outcomes does not have this response for it (unconfirmed). Facts: ``rung``."""

    code = "RESPONSE_NOT_FOR_OUTCOME"


class NothingToConsult(Refusal):
    """No suggestion to consult a supervisor waits for an answer."""

    code = "NOTHING_TO_CONSULT"


class QuestionNotAsked(Refusal):
    """No such question, or not one for this person: adults are asked other things (S38)."""

    code = "QUESTION_NOT_ASKED"


class RecommendationFinished(Refusal):
    """The recommendation has gone to the officer."""

    code = "RECOMMENDATION_FINISHED"


class TasksIncomplete(Refusal):
    """Every question is answered before the recommendation ends. Facts: ``missing``."""

    code = "TASKS_INCOMPLETE"


class NotABreach(Refusal):
    """A recommendation is about a breach of the supervision rules."""

    code = "NOT_A_BREACH"


class RecommendationOpen(Refusal):
    """A recommendation about this breach is being written."""

    code = "RECOMMENDATION_OPEN"


class NoIncentive(Refusal):
    """The change eases nothing. Facts: ``before``, ``after``."""

    code = "NO_INCENTIVE"


class IncentiveOnRecord(Refusal):
    """The change was named as an incentive before."""

    code = "INCENTIVE_ON_RECORD"
