"""Refusals about investigation, legal aid, attendance, the closed hearing and the plea."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class EntrustedToNobody(Refusal):
    """Whoever is entrusted with an investigation is named, and nobody else is (M-02)."""

    code = "ENTRUSTED_TO_NOBODY"
    rule = "M-02"


class NothingReported(Refusal):
    """No report of an investigation waits for review."""

    code = "NOTHING_REPORTED"
    rule = "M-02"


class NothingAsked(Refusal):
    """No investigation was asked for that still waits for its report."""

    code = "NOTHING_ASKED"
    rule = "M-02"


class ReportHasNoTopic(Refusal):
    """A report says something on at least one of its topics (M-03)."""

    code = "REPORT_HAS_NO_TOPIC"
    rule = "M-03"


class LegalAidNotNotified(Refusal):
    """The agency assigns a lawyer once it was told that there is no defender (M-06)."""

    code = "LEGAL_AID_NOT_NOTIFIED"
    rule = "M-06"


class LawyerAlreadyAssigned(Refusal):
    """The lawyer whom the agency assigned is on record. Facts: ``on``."""

    code = "LAWYER_ALREADY_ASSIGNED"
    rule = "M-06"


class ConsentStands(Refusal):
    """This party's consent to an assessment is on record and stands. Facts: ``on``."""

    code = "CONSENT_STANDS"
    rule = "O-07"


class ConsentWithdrawn(Refusal):
    """This consent to an assessment was withdrawn. Facts: ``on``."""

    code = "CONSENT_WITHDRAWN"
    rule = "O-07"


class NoConsentStands(Refusal):
    """Nobody's consent to an assessment stands, so none can be withdrawn."""

    code = "NO_CONSENT_STANDS"
    rule = "O-07"


class AssessmentNeedsConsents(Refusal):
    """A psychological assessment needs both consents (O-07). Facts: ``missing``, by name."""

    code = "ASSESSMENT_NEEDS_CONSENTS"
    rule = "O-07"


class AssessmentLapsed(Refusal):
    """A consent was withdrawn before the assessment took place. Facts: ``on``."""

    code = "ASSESSMENT_LAPSED"
    rule = "O-07"


class AssessmentReported(Refusal):
    """The report of this assessment is on record. Facts: ``on``."""

    code = "ASSESSMENT_REPORTED"
    rule = "M-04"


class AssessmentCancelled(Refusal):
    """The assessment was cancelled. Facts: ``on``."""

    code = "ASSESSMENT_CANCELLED"
    rule = "O-07"


class NothingScheduled(Refusal):
    """No psychological assessment waits for its report."""

    code = "NOTHING_SCHEDULED"
    rule = "O-07"


class NoReasonForAbsence(Refusal):
    """Why the legal representative was not there, and the reason, are on record (M-05)."""

    code = "NO_REASON_FOR_ABSENCE"
    rule = "M-05"


class RepresentativeNotNotified(Refusal):
    """The legal representative is notified, unless nobody could reach them (M-05)."""

    code = "REPRESENTATIVE_NOT_NOTIFIED"
    rule = "M-05"


class PleaNeedsBoth(Refusal):
    """A plea is signed with the legal representative and the defender present (D-11)."""

    code = "PLEA_NEEDS_BOTH"
    rule = "D-11"


class NoObjectionToPlea(Refusal):
    """No signature is needed only where the legal representative or the defender objects (D-11)."""

    code = "NO_OBJECTION_TO_PLEA"
    rule = "D-11"
