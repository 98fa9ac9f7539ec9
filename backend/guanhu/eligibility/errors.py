"""What screening refuses."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class FindingContradictsFacts(Refusal):
    """An answer goes against recorded facts where the law leaves no room.

    Facts: ``criterion``, ``suggested``, ``finding``. A subclass for each criterion names its rule.
    """

    code = "FINDING_CONTRADICTS_FACTS"


class ChapterContradicted(FindingContradictsFacts):
    """The chapter of the charge is a fact."""

    rule = "E-01"


class SentenceContradicted(FindingContradictsFacts):
    """The officer's own estimate says otherwise."""

    rule = "E-02"


class EvidenceContradicted(FindingContradictsFacts):
    """The officer's own finding on the evidence says otherwise."""

    rule = "E-03"


class RemorseContradicted(FindingContradictsFacts):
    """No sign of remorse is recorded."""

    rule = "E-04"


class MinorityContradicted(FindingContradictsFacts):
    """Birth date and dates of the acts say otherwise."""

    rule = "E-05"


class AgeContradicted(FindingContradictsFacts):
    """The age is not proven."""

    rule = "E-08"


class ResponsibilityContradicted(FindingContradictsFacts):
    """Birth date and dates of the acts say otherwise."""

    rule = "E-07"


class CriteriaMissing(Refusal):
    """Every criterion needs an answer and a reason. Facts: ``missing``."""

    code = "CRITERIA_MISSING"
    rule = "E-01"


class NotAssisting(Refusal):
    """Assisting information-network crime (287-2) is what the 2025 Opinion is about."""

    code = "OPINION_COVERS_THE_CHARGE"
    rule = "E-13"


class NoCrimeNoCondition(Refusal):
    """What is obviously minor is no crime: there is nothing to prosecute under conditions."""

    code = "NO_CRIME_NO_CONDITION"
    rule = "E-13"


class NotObviouslyMinor(Refusal):
    """Statutory non-prosecution is for what is obviously minor and no crime. Facts: ``gravity``."""

    code = "NOT_OBVIOUSLY_MINOR"
    rule = "E-03"


class NotMinor(Refusal):
    """Relative non-prosecution is for minor circumstances. Facts: ``gravity``."""

    code = "CIRCUMSTANCES_NOT_MINOR"
    rule = "E-03"


class EvidenceNotInsufficient(Refusal):
    """Want of evidence is found by a screening of the facts as they are. Facts: ``evidence``."""

    code = "EVIDENCE_NOT_INSUFFICIENT"
    rule = "E-03"


class EvidenceInsufficient(Refusal):
    """Where evidence is wanting nobody is found to have committed a minor crime (E-03)."""

    code = "EVIDENCE_INSUFFICIENT"
    rule = "E-03"


class ScreeningOutdated(Refusal):
    """Charges or age were changed after the last screening: nothing rests on it (E-01, E-03)."""

    code = "SCREENING_OUTDATED"
    rule = "E-01"


class PresumptionUnanswered(Refusal):
    """Relative non-prosecution is presumed; who departs from it says why.

    Facts: ``presumption``. A subclass for each presumption names its rule.
    """

    code = "PRESUMPTION_UNANSWERED"


class LeniencyUnanswered(PresumptionUnanswered):
    """A circumstance of item 10 and minor facts: generally not prosecuted."""

    rule = "E-13"


class MinorityOfFactsUnanswered(PresumptionUnanswered):
    """Minor circumstances: relative non-prosecution is preferred to a conditional one."""

    rule = "E-03"


class DirectNotConsidered(Refusal):
    """Direct non-prosecution is considered, with reasons, before a decision is proposed."""

    code = "DIRECT_NOT_CONSIDERED"
    rule = "E-13"


class TriageOutdated(Refusal):
    """Charges or age were changed after direct non-prosecution was considered."""

    code = "TRIAGE_OUTDATED"
    rule = "E-13"


class DirectComesFirst(Refusal):
    """The latest triage concluded that the case is not prosecuted directly. Facts: ``outcome``."""

    code = "DIRECT_COMES_FIRST"
    rule = "E-13"


class TriagedAsConditional(Refusal):
    """The latest triage concluded that the case goes on to a conditional decision."""

    code = "TRIAGED_AS_CONDITIONAL"
    rule = "E-13"
