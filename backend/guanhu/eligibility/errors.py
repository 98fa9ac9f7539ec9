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
