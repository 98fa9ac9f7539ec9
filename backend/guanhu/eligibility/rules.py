"""Screening: one computed finding per criterion, and what they come to together. Pure.

The officer answers each criterion; these rules suggest, and refuse an answer only where the
recorded facts leave no room. Source: law.md E-01 to E-11.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from guanhu.eligibility.errors import (
    AgeContradicted,
    ChapterContradicted,
    EvidenceContradicted,
    FindingContradictsFacts,
    MinorityContradicted,
    RemorseContradicted,
    ResponsibilityContradicted,
    SentenceContradicted,
)
from guanhu.eligibility.facts import (
    ActFact,
    BandTotal,
    Conclusion,
    Criterion,
    CriterionFinding,
    Evidence,
    Finding,
    Instead,
    Reason,
    ReasonCode,
    Screening,
    ScreeningFacts,
    ScreeningResult,
)
from guanhu.kernel.basis import LegalBasis
from guanhu.kernel.calendar import age_on, reaches_age_on
from guanhu.law.ages import (
    AGE_OF_EXCEPTIONAL_RESPONSIBILITY,
    AGE_OF_FULL_RESPONSIBILITY,
    AGE_OF_MAJORITY,
    AgeBand,
    age_band,
)
from guanhu.law.offences import offence
from guanhu.law.register import rule
from guanhu.law.rulebook import Rulebook

FIXED_BY_FACTS: Final = frozenset({Criterion.E_01, Criterion.E_02, Criterion.E_05, Criterion.E_07})
"""Answered by an article, an own estimate or two dates: any other answer is a mistake."""

CONTRADICTIONS: Final[Mapping[Criterion, type[FindingContradictsFacts]]] = {
    Criterion.E_01: ChapterContradicted,
    Criterion.E_02: SentenceContradicted,
    Criterion.E_03: EvidenceContradicted,
    Criterion.E_04: RemorseContradicted,
    Criterion.E_05: MinorityContradicted,
    Criterion.E_06: AgeContradicted,
    Criterion.E_07: ResponsibilityContradicted,
}

_BETTER: Final = {Finding.NOT_MET: 0, Finding.UNCLEAR: 1, Finding.MET: 2}


@dataclass(frozen=True, slots=True)
class _Aged:
    """An act and the full years of age on its day; whether one answers for it at that age."""

    act: ActFact
    age: int
    responsible: bool

    @property
    def as_minor(self) -> bool:
        return AGE_OF_EXCEPTIONAL_RESPONSIBILITY <= self.age < AGE_OF_MAJORITY

    @property
    def as_adult(self) -> bool:
        return self.age >= AGE_OF_MAJORITY


def _aged(facts: ScreeningFacts, born: date) -> tuple[_Aged, ...]:
    """Every act with the age at it. Raises `ValueError` for an act before the birth."""
    aged = []
    for act in sorted(facts.acts, key=lambda act: act.occurred_on):
        known = offence(act.charge)
        answers_from = AGE_OF_FULL_RESPONSIBILITY if known is None else known.min_age
        age = age_on(born, act.occurred_on)
        aged.append(_Aged(act, age, responsible=age >= answers_from))
    return tuple(aged)


def _found(
    criterion: Criterion,
    finding: Finding,
    code: ReasonCode,
    basis: LegalBasis | None = None,
    **facts: str | int | date,
) -> CriterionFinding:
    reason = Reason(code, tuple(facts.items()))
    return CriterionFinding(criterion, finding, reason, basis or rule(criterion.rule).basis)


def _chapter(charges: tuple[str, ...]) -> CriterionFinding:
    """E-01: every charge that counts stands in chapter 4, 5 or 6."""
    here = Criterion.E_01
    if not charges:
        return _found(here, Finding.UNCLEAR, ReasonCode.NO_CHARGE)
    for code in charges:
        known = offence(code)
        if known is not None and not known.eligible_chapter:
            return _found(
                here,
                Finding.NOT_MET,
                ReasonCode.CHAPTER_EXCLUDED,
                charge=code,
                chapter=known.chapter,
            )
    for code in charges:
        if offence(code) is None:
            return _found(here, Finding.UNCLEAR, ReasonCode.OFFENCE_NOT_IN_TABLE, charge=code)
    return _found(here, Finding.MET, ReasonCode.CHAPTER_ALLOWED, charges=", ".join(charges))


def _sentence(months: int | None, charges: int, rulebook: Rulebook) -> CriterionFinding:
    """E-02 and E-11: the combined expected sentence is one year or less, one year included."""
    here, most = Criterion.E_02, rulebook.expected_sentence_most
    if months is None:
        return _found(here, Finding.UNCLEAR, ReasonCode.SENTENCE_NOT_ESTIMATED)
    if months > most.value:
        return _found(
            here,
            Finding.NOT_MET,
            ReasonCode.SENTENCE_TOO_LONG,
            most.basis,
            months=months,
            most=most.value,
        )
    several = charges > 1
    code = ReasonCode.COMBINED_SENTENCE_WITHIN if several else ReasonCode.SENTENCE_WITHIN
    return _found(here, Finding.MET, code, most.basis, months=months, most=most.value)


def _evidence(evidence: Evidence | None) -> CriterionFinding:
    """E-03: the case is fit for prosecution, and nothing milder comes first."""
    here, sources = Criterion.E_03, rule("E-03").articles
    if evidence is None:
        return _found(here, Finding.UNCLEAR, ReasonCode.EVIDENCE_NOT_ASSESSED)
    if evidence is Evidence.INSUFFICIENT:
        return _found(here, Finding.NOT_MET, ReasonCode.EVIDENCE_INSUFFICIENT, sources[2])
    if evidence is Evidence.NO_CRIME:
        return _found(here, Finding.NOT_MET, ReasonCode.NO_CRIME, sources[3])
    if evidence is Evidence.MINOR_CIRCUMSTANCES:
        return _found(here, Finding.UNCLEAR, ReasonCode.RELATIVE_FIRST, sources[4])
    return _found(here, Finding.MET, ReasonCode.EVIDENCE_SUFFICIENT)


def _remorse(facts: ScreeningFacts) -> CriterionFinding:
    """E-04: at least one sign of remorse."""
    here = Criterion.E_04
    if facts.remorse is None:
        return _found(here, Finding.UNCLEAR, ReasonCode.REMORSE_NOT_CONSIDERED)
    if not facts.remorse:
        return _found(here, Finding.NOT_MET, ReasonCode.NO_REMORSE)
    return _found(here, Finding.MET, ReasonCode.REMORSE_SHOWN, count=len(facts.remorse))


def _dated(criterion: Criterion, acts: tuple[_Aged, ...] | None) -> CriterionFinding | None:
    """What is said where the birth date or every act is missing; None when there is enough."""
    if acts is None:
        return _found(criterion, Finding.UNCLEAR, ReasonCode.BIRTH_DATE_UNKNOWN)
    if not acts:
        return _found(criterion, Finding.UNCLEAR, ReasonCode.NO_DATED_ACTS)
    return None


def _minority(acts: tuple[_Aged, ...] | None) -> CriterionFinding:
    """E-05: at least 14 and under 18 at the act; acts on both sides of 18 need a person (E-09)."""
    here = Criterion.E_05
    missing = _dated(here, acts)
    if missing is not None or acts is None:
        return missing or _found(here, Finding.UNCLEAR, ReasonCode.BIRTH_DATE_UNKNOWN)
    minor = [aged for aged in acts if aged.as_minor]
    adult = [aged for aged in acts if aged.as_adult]
    if minor and adult:
        return _found(
            here,
            Finding.UNCLEAR,
            ReasonCode.BOTH_SIDES_OF_18,
            rule("E-09").basis,
            before=len(minor),
            after=len(adult),
        )
    if minor:
        return _found(here, Finding.MET, ReasonCode.MINOR_AT_THE_ACT, age=minor[-1].age)
    code = ReasonCode.ADULT_AT_THE_ACT if adult else ReasonCode.UNDER_14
    return _found(here, Finding.NOT_MET, code, age=acts[-1].age)


def _age_counted(facts: ScreeningFacts) -> CriterionFinding:
    """E-06 and E-08: the age is counted from a proven birth date."""
    here = Criterion.E_06
    if facts.born is None:
        return _found(here, Finding.UNCLEAR, ReasonCode.BIRTH_DATE_UNKNOWN)
    if not facts.age_proven:
        return _found(here, Finding.UNCLEAR, ReasonCode.AGE_NOT_PROVEN, rule("E-08").basis)
    return _found(
        here,
        Finding.MET,
        ReasonCode.AGE_COUNTED,
        sixteen=reaches_age_on(facts.born, AGE_OF_FULL_RESPONSIBILITY),
        eighteen=reaches_age_on(facts.born, AGE_OF_MAJORITY),
    )


def _responsibility(acts: tuple[_Aged, ...] | None) -> CriterionFinding:
    """E-07 and E-09: only acts from the age of responsibility count."""
    here = Criterion.E_07
    missing = _dated(here, acts)
    if missing is not None or acts is None:
        return missing or _found(here, Finding.UNCLEAR, ReasonCode.BIRTH_DATE_UNKNOWN)
    too_young = [aged for aged in acts if not aged.responsible]
    counted = [aged for aged in acts if aged.responsible and not aged.as_adult]
    if too_young and not counted:
        # Acts as an adult may remain; they are no ground for a measure reserved to minors.
        return _found(here, Finding.NOT_MET, ReasonCode.NOT_RESPONSIBLE, age=too_young[-1].age)
    if too_young:
        return _found(
            here,
            Finding.MET,
            ReasonCode.LATER_ACTS_COUNT,
            rule("E-09").basis,
            counted=len(acts) - len(too_young),
            left_out=len(too_young),
        )
    return _found(here, Finding.MET, ReasonCode.RESPONSIBLE, age=acts[0].age)


def _counted_charges(facts: ScreeningFacts, acts: tuple[_Aged, ...] | None) -> tuple[str, ...]:
    """The charges with an act one answers for, or with none recorded; all when that leaves none."""
    if acts is None:
        return facts.charges
    dated = {aged.act.charge for aged in acts}
    answered = {aged.act.charge for aged in acts if aged.responsible}
    kept = tuple(code for code in facts.charges if code not in dated or code in answered)
    return kept or facts.charges


def band_totals(facts: ScreeningFacts) -> tuple[BandTotal, ...]:
    """Acts and amounts by charge and age band, in the order of charges (E-09)."""
    if facts.born is None:
        return ()
    sums: dict[tuple[str, AgeBand], tuple[int, int]] = {}
    for act in facts.acts:
        key = (act.charge, age_band(facts.born, act.occurred_on))
        acts, amount = sums.get(key, (0, 0))
        sums[key] = (acts + 1, amount + act.amount_fen)
    return tuple(
        BandTotal(code, band, *sums[code, band])
        for code in facts.charges
        for band in AgeBand
        if (code, band) in sums
    )


def counts_as_minor(total: BandTotal) -> bool:
    """Whether one answers for acts in this band, and as a minor (E-07, E-09)."""
    known = offence(total.charge)
    answers_from = AGE_OF_FULL_RESPONSIBILITY if known is None else known.min_age
    if total.band is AgeBand.FROM_14_TO_15:
        return answers_from < AGE_OF_FULL_RESPONSIBILITY
    return total.band is AgeBand.FROM_16_TO_17


def conclude(answers: Mapping[Criterion, Finding]) -> Conclusion:
    """What answers to the criteria come to; a missing answer counts as unclear (E-10)."""
    given = {criterion: answers.get(criterion, Finding.UNCLEAR) for criterion in Criterion}
    for finding, result in (
        (Finding.NOT_MET, ScreeningResult.NOT_ELIGIBLE),
        (Finding.UNCLEAR, ScreeningResult.NEEDS_DECISION),
    ):
        because = tuple(criterion.rule for criterion in Criterion if given[criterion] is finding)
        if because:
            return Conclusion(result, because)
    return Conclusion(ScreeningResult.ELIGIBLE, ())


def _instead(facts: ScreeningFacts, responsibility: CriterionFinding) -> Instead | None:
    if facts.evidence is Evidence.NO_CRIME:
        return Instead.STATUTORY_NON_PROSECUTION
    if responsibility.finding is Finding.NOT_MET:
        return Instead.CORRECTION_UNDER_PREVENTION_LAW
    if facts.evidence is Evidence.INSUFFICIENT:
        return Instead.NON_PROSECUTION_FOR_WANT_OF_EVIDENCE
    if facts.evidence is Evidence.MINOR_CIRCUMSTANCES:
        return Instead.RELATIVE_NON_PROSECUTION
    return None


def screen(facts: ScreeningFacts, rulebook: Rulebook) -> Screening:
    """The computed screening under one rulebook. Raises `ValueError` for an act before birth."""
    acts = None if facts.born is None else _aged(facts, facts.born)
    charges = _counted_charges(facts, acts)
    responsibility = _responsibility(acts)
    findings = (
        _chapter(charges),
        _sentence(facts.expected_months, len(charges), rulebook),
        _evidence(facts.evidence),
        _remorse(facts),
        _minority(acts),
        _age_counted(facts),
        responsibility,
    )
    conclusion = conclude({found.criterion: found.finding for found in findings})
    return Screening(
        conclusion.result,
        conclusion.because,
        findings,
        band_totals(facts),
        _instead(facts, responsibility),
        rulebook.id,
    )


def contradiction(
    screening: Screening, criterion: Criterion, finding: Finding
) -> FindingContradictsFacts | None:
    """The refusal of an officer's answer that the recorded facts rule out, or None.

    Where facts settle a criterion the answer is theirs; elsewhere it may be stricter than the
    suggestion but never milder, except that an officer may settle what is merely unclear. An age
    that is not proven stays unproven (E-08).
    """
    suggested = screening.of(criterion).finding
    if finding is suggested:
        return None
    if suggested is Finding.UNCLEAR:
        refused = criterion is Criterion.E_06 and finding is Finding.MET
    elif criterion in FIXED_BY_FACTS:
        refused = True
    else:
        refused = _BETTER[finding] > _BETTER[suggested]
    if not refused:
        return None
    return CONTRADICTIONS[criterion](criterion=criterion, suggested=suggested, finding=finding)


def flipped(before: Screening, after: Screening) -> tuple[Criterion, ...]:
    """The criteria whose finding differs between two screenings, e.g. after a changed charge."""
    return tuple(
        criterion
        for criterion in Criterion
        if before.of(criterion).finding is not after.of(criterion).finding
    )
