"""Triage: is direct non-prosecution considered before a conditional one? Pure.

Source: law.md E-03, E-13, E-14. The presumption is general, not absolute (一般): the officer may
depart from it, and then says why.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from guanhu.eligibility.errors import (
    DirectComesFirst,
    DirectNotConsidered,
    EvidenceInsufficient,
    EvidenceNotInsufficient,
    LeniencyUnanswered,
    MinorityOfFactsUnanswered,
    NoCrimeNoCondition,
    NotAssisting,
    NotMinor,
    NotObviouslyMinor,
    ScreeningOutdated,
    TriagedAsConditional,
    TriageOutdated,
)
from guanhu.eligibility.facts import (
    Evidence,
    Gravity,
    Presumed,
    Presumption,
    TriageOutcome,
    TriageStanding,
    Weighed,
)
from guanhu.kernel.errors import InvalidInput, Problem, Refusal

ASSISTING: Final = "287-2"
"""The offence the 2025 Opinion is named after; which others are related, the officer says."""


def presumed(weighed: Weighed) -> Presumed:
    """What the law expects of the case before a conditional decision.

    Of assisting and related conduct: obviously minor is no crime; one circumstance of item 10 and
    minor facts are generally not prosecuted (E-13), unless a circumstance of item 9 stands (E-14).
    Of any conduct: minor circumstances prefer relative non-prosecution (E-03).
    """
    if weighed.gravity is Gravity.NOT_MINOR:
        return Presumed(Presumption.NONE, "E-13")
    if weighed.assisting:
        if weighed.gravity is Gravity.OBVIOUSLY_MINOR:
            return Presumed(Presumption.NO_CRIME, "E-13")
        if weighed.strictness:
            return Presumed(Presumption.NONE, "E-14")
        if weighed.leniency:
            return Presumed(Presumption.RELATIVE_NON_PROSECUTION, "E-13")
    return Presumed(Presumption.RELATIVE_NON_PROSECUTION, "E-03")


def refuse_triage(
    weighed: Weighed,
    outcome: TriageOutcome,
    *,
    charges: Collection[str],
    departs_because: str | None,
    evidence: Evidence | None = None,
    outdated: bool = False,
) -> Refusal | None:
    """Say why a triage cannot conclude like this, or None.

    `departs_because`: why the officer departs from a presumption; nothing else may carry it.
    `evidence`: as a screening of the facts as they are found it (E-03); `outdated`: there was a
    screening, of other facts.
    """
    if ASSISTING in charges and not weighed.assisting:
        return NotAssisting()
    presumption = presumed(weighed)
    departs = (
        presumption.what is Presumption.RELATIVE_NON_PROSECUTION
        and outcome is TriageOutcome.CONDITIONAL
    )
    if departs and departs_because is None:
        kind = LeniencyUnanswered if presumption.rule == "E-13" else MinorityOfFactsUnanswered
        return kind(presumption=presumption.what)
    if departs_because is not None and not departs:
        return InvalidInput([Problem("departsBecause", "NOTHING_TO_DEPART_FROM")])
    return _refuse_outcome(weighed, presumption.what, outcome) or refuse_evidence(
        outcome, evidence, outdated=outdated
    )


def _refuse_outcome(
    weighed: Weighed, presumption: Presumption, outcome: TriageOutcome
) -> Refusal | None:
    if presumption is Presumption.NO_CRIME and outcome is TriageOutcome.CONDITIONAL:
        return NoCrimeNoCondition()
    if (
        outcome is TriageOutcome.STATUTORY_NON_PROSECUTION
        and weighed.gravity is not Gravity.OBVIOUSLY_MINOR
    ):
        return NotObviouslyMinor(gravity=weighed.gravity)
    if outcome is TriageOutcome.RELATIVE_NON_PROSECUTION and weighed.gravity is Gravity.NOT_MINOR:
        return NotMinor(gravity=weighed.gravity)
    return None


def refuse_evidence(
    outcome: TriageOutcome, evidence: Evidence | None, *, outdated: bool = False
) -> Refusal | None:
    """Say why the evidence does not bear this outcome, or None (E-03).

    Evidence that is wanting leads to non-prosecution for want of it (CPL 175(4)), and never to a
    relative one, which finds a crime. Nor does a relative one rest on a screening that is
    `outdated`: what the evidence is worth is then not known.
    """
    wanting = evidence is Evidence.INSUFFICIENT
    if outcome is TriageOutcome.EVIDENCE_NON_PROSECUTION and not wanting:
        return EvidenceNotInsufficient(evidence=evidence)
    if outcome is not TriageOutcome.RELATIVE_NON_PROSECUTION:
        return None
    if outdated:
        return ScreeningOutdated()
    return EvidenceInsufficient() if wanting else None


def refuse_conditional(triage: TriageStanding | None) -> Refusal | None:
    """Say why a conditional decision comes too early, or None: direct ones come first (E-13)."""
    if triage is None:
        return DirectNotConsidered()
    if triage.outdated:
        return TriageOutdated()
    if triage.outcome is not TriageOutcome.CONDITIONAL:
        return DirectComesFirst(outcome=triage.outcome)
    return None


def refuse_direct(
    triage: TriageStanding | None, evidence: Evidence | None = None, *, outdated: bool = False
) -> Refusal | None:
    """Say why direct non-prosecution cannot be proposed or decided, or None (E-03, E-13)."""
    if triage is None:
        return DirectNotConsidered()
    if triage.outdated:
        return TriageOutdated()
    if triage.outcome is TriageOutcome.CONDITIONAL:
        return TriagedAsConditional()
    return refuse_evidence(triage.outcome, evidence, outdated=outdated)
