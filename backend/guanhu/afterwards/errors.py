"""Refusals about what follows a seal."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class NotAJudicialOrgan(Refusal):
    """A sealed non-prosecution opens to judicial organs only; others are refused (F-05).

    Nor is anybody else told whether there is something sealed.
    """

    code = "NOT_A_JUDICIAL_ORGAN"
    rule = "F-05"


class NotForACase(Refusal):
    """A judicial organ queries for a case it handles, which the application names (F-05)."""

    code = "NOT_FOR_A_CASE"
    rule = "F-05"


class NothingMatches(Refusal):
    """The line of the register is not that of the person or file asked about (F-09)."""

    code = "NOTHING_MATCHES"
    rule = "F-09"


class SomethingIsSealed(Refusal):
    """The register holds a line that matches: the answer permits or refuses (F-09).

    Facts: ``lines``.
    """

    code = "SOMETHING_IS_SEALED"
    rule = "F-09"


class OutsideScope(Refusal):
    """No more is permitted than was applied for, and no more read than was permitted (F-09)."""

    code = "OUTSIDE_SCOPE"
    rule = "F-09"


class QueryDecided(Refusal):
    """The query has been decided. Facts: ``on``."""

    code = "QUERY_DECIDED"


class QueryUndecided(Refusal):
    """A paper says what was decided; nothing was yet (F-09)."""

    code = "QUERY_UNDECIDED"
    rule = "F-09"


class NoQueryDecision(Refusal):
    """Where nothing is sealed, nothing is permitted or refused, so there is no such paper."""

    code = "NO_QUERY_DECISION"
    rule = "F-09"


class QueryDecisionIssued(Refusal):
    """A decision is put on paper once, under one number."""

    code = "QUERY_DECISION_ISSUED"


class QueryNotPermitted(Refusal):
    """Only what was permitted is undertaken for, read or opened (F-09)."""

    code = "QUERY_NOT_PERMITTED"
    rule = "F-09"


class UndertakingMissing(Refusal):
    """Whoever reads a sealed record has signed to keep it secret before (F-09)."""

    code = "UNDERTAKING_MISSING"
    rule = "F-09"


class CertificateGiven(Refusal):
    """The certificate was given. Facts: ``on``."""

    code = "CERTIFICATE_GIVEN"


# -- notices --------------------------------------------------------------------------------------


class NoticeReceived(Refusal):
    """The receipt of this notice is on record. Facts: ``on``."""

    code = "NOTICE_RECEIVED"


class NoticeNotReceived(Refusal):
    """Nobody can confirm a notice that they have not received."""

    code = "NOTICE_NOT_RECEIVED"


class NotAHolder(Refusal):
    """Only who holds a copy of the record says what became of it (F-06)."""

    code = "NOT_A_HOLDER"
    rule = "F-06"


class CopyConfirmed(Refusal):
    """What became of this copy is on record. Facts: ``on``."""

    code = "COPY_CONFIRMED"


class PoliceSealTheirs(Refusal):
    """The police seal their file; they neither return nor destroy it (F-04)."""

    code = "POLICE_SEAL_THEIRS"
    rule = "F-04"


# -- unsealing ------------------------------------------------------------------------------------


class NotAGround(Refusal):
    """A seal opens on its closed grounds only (F-13)."""

    code = "NOT_A_GROUND"
    rule = "F-13"


class PenaltyTooLow(Refusal):
    """The combined penalty does not reach what opens a seal (F-13). Facts: ``months``, ``limit``.

    Above five years under the Measures, unconfirmed; five years and more under the Rules.
    """

    code = "PENALTY_TOO_LOW"
    rule = "F-13"


class NotAsAMinor(Refusal):
    """Acts of an adult do not open what was sealed for a minor (F-13, the Measures)."""

    code = "NOT_AS_A_MINOR"
    rule = "F-13"


class UnsealingDecided(Refusal):
    """The proposal to unseal has been decided. Facts: ``on``."""

    code = "UNSEALING_DECIDED"


class UnsealingWaits(Refusal):
    """A proposal to unseal this file waits for its decision."""

    code = "UNSEALING_WAITS"


class NotToBeOpened(Refusal):
    """A sealed file opens on an approved unsealing of it, or for a permitted query (F-13)."""

    code = "NOT_TO_BE_OPENED"
    rule = "F-13"


# -- voluntary follow-up --------------------------------------------------------------------------


class FollowUpConsentMissing(Refusal):
    """Follow-up is voluntary: who is not of age needs the legal representative's consent (F-17)."""

    code = "FOLLOW_UP_CONSENT_MISSING"
    rule = "F-17"


class FollowUpRunning(Refusal):
    """A follow-up of this person is running (F-17)."""

    code = "FOLLOW_UP_RUNNING"
    rule = "F-17"


class FollowUpOver(Refusal):
    """The follow-up has ended; nothing is asked of the person any more (F-17)."""

    code = "FOLLOW_UP_OVER"
    rule = "F-17"
