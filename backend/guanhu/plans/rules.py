"""What may be done with a plan. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from guanhu.cases.errors import DateBefore, DateInFuture
from guanhu.kernel.errors import ApproverIsAuthor, Refusal
from guanhu.law.need_domains import NeedBand, NeedDomain
from guanhu.plans.errors import (
    AnswerNeedsReason,
    ConditionAlreadyThere,
    ConditionRemoved,
    ConditionUnchanged,
    ConsentMissing,
    EvidenceKindNotAccepted,
    GoalMarkNeedsNote,
    GoalRemoved,
    GoalUnchanged,
    NeedNotFound,
    NotYoursToSignOff,
    OwnEvidence,
    RemovalNeedsNote,
    SelfReportAlone,
    StatutoryDutyStays,
)
from guanhu.plans.evidence_facts import (
    EvidenceSeen,
)
from guanhu.plans.facts import (
    AgreementParty,
    AgreementSeen,
    Answer,
    CatalogueEntry,
    CheckInKind,
    ConditionCategory,
    ConditionChange,
    ConditionSeen,
    EvidenceKind,
    GoalSeen,
    GoalStatus,
    SignOff,
    SlotType,
    StepSeen,
)
from guanhu.protections.facts import StandingConsents

WHO_MUST_AGREE: Final = frozenset({AgreementParty.MINOR, AgreementParty.LEGAL_REPRESENTATIVE})

PERSONAL: Final = frozenset({SlotType.FEN, SlotType.DATE, SlotType.PERSON})
"""Blanks that differ by themselves from one young person to the next; O-06 looks past them."""


@dataclass(frozen=True, slots=True)
class NewContent:
    """What a condition is to hold: answers to its blanks, reason, consents."""

    slots: Mapping[str, str]
    proportionality: str
    consents: StandingConsents


def refuse_rhythm(kind: CheckInKind) -> Refusal | None:
    """A plan's rhythm is human contact; a self-report may only be added to it (product.md §5)."""
    return SelfReportAlone() if kind is CheckInKind.SELF_REPORT else None


def refuse_reviewer(reviewer: UUID, writers: Collection[UUID]) -> Refusal | None:
    """Whoever wrote in a version neither approves it nor sends it back."""
    return ApproverIsAuthor() if reviewer in writers else None


def refuse_addition(
    entry: CatalogueEntry, new: NewContent, there: Sequence[ConditionSeen]
) -> Refusal | None:
    """Say why a condition may not be added, or None."""
    if entry.statutory:
        return StatutoryDutyStays(condition=entry.code)
    same = (
        condition.code == entry.code and dict(condition.slots) == dict(new.slots)
        for condition in there
        if condition.change is not ConditionChange.REMOVED
    )
    if any(same):
        return ConditionAlreadyThere(condition=entry.code)
    return refuse_without_consents(entry, new.consents)


def refuse_change(
    entry: CatalogueEntry, condition: ConditionSeen, new: NewContent
) -> Refusal | None:
    """Say why a condition may not be changed, or None."""
    if entry.statutory:
        return StatutoryDutyStays(condition=entry.code)
    if condition.change is ConditionChange.REMOVED:
        return ConditionRemoved(condition=entry.code)
    unchanged = (
        dict(condition.slots) == dict(new.slots)
        and condition.proportionality == new.proportionality
        and condition.consents == new.consents
    )
    if unchanged:
        return ConditionUnchanged(condition=entry.code)
    return refuse_without_consents(entry, new.consents)


def refuse_removal(condition: ConditionSeen, *, agreed: bool, note: str | None) -> Refusal | None:
    """Say why a condition may not be taken out, or None.

    `agreed`: somebody has said yes to this version. What was agreed, or held in the version before,
    goes with a note only and stays to be seen (scenario S20).
    """
    if condition.category is ConditionCategory.STATUTORY:
        return StatutoryDutyStays(condition=condition.code)
    if condition.change is ConditionChange.REMOVED:
        return ConditionRemoved(condition=condition.code)
    if note is None and needs_note(condition, agreed=agreed):
        return RemovalNeedsNote(condition=condition.code)
    return None


def needs_note(condition: ConditionSeen, *, agreed: bool) -> bool:
    """Whether taking the condition out leaves something to explain."""
    return agreed or condition.change is not ConditionChange.ADDED


def refuse_consentless(
    conditions: Iterable[tuple[CatalogueEntry, ConditionChange]], consents: StandingConsents
) -> Refusal | None:
    """Say why a version cannot come into force, or None: a consent may be withdrawn before (O-07).

    `conditions`: what it holds; what was taken out of it asks for nothing.
    """
    held = (entry for entry, change in conditions if change is not ConditionChange.REMOVED)
    refusals = (refuse_without_consents(entry, consents) for entry in held)
    return next((refusal for refusal in refusals if refusal is not None), None)


def refuse_without_consents(entry: CatalogueEntry, consents: StandingConsents) -> Refusal | None:
    """A psychological assessment needs the minor's and the representative's consent (O-07)."""
    if not entry.requires_consents:
        return None
    if consents.minor_on is None:
        return ConsentMissing(missing="MINOR")
    if consents.representative_on is None:
        return ConsentMissing(missing="LEGAL_REPRESENTATIVE")
    return None


def refuse_mark(
    goal: GoalSeen | StepSeen, status: GoalStatus, note: str | None, *, may_go_quietly: bool
) -> Refusal | None:
    """Say why a goal, or a step, may not be marked so, or None.

    `may_go_quietly`: the goal was added in a draft nobody has agreed to yet.
    """
    if goal.status is GoalStatus.REMOVED:
        return GoalRemoved()
    if goal.status is status:
        return GoalUnchanged()
    if status is GoalStatus.REMOVED and note is None and not may_go_quietly:
        return GoalMarkNeedsNote()
    return None


def refuse_past_day(field: str, day: date, *, since: date | None, today: date) -> Refusal | None:
    """What has happened under a plan lies between the decision (`since`) and today."""
    if day > today:
        return DateInFuture(field=field)
    if since is not None and day < since:
        return DateBefore(field=field, earliest=since)
    return None


def refuse_evidence(entry: CatalogueEntry, kind: EvidenceKind) -> Refusal | None:
    """A condition takes the kinds of evidence its catalogue entry names."""
    if kind not in entry.evidence:
        return EvidenceKindNotAccepted(condition=entry.code, kind=kind)
    return None


def refuse_look(
    entry: CatalogueEntry, evidence: EvidenceSeen, by: UUID, *, prosecution: bool
) -> Refusal | None:
    """Evidence is looked at by a second person of the role that signs the condition off (S-01).

    `prosecution`: officer or supervisor; they may also say what a social worker may.
    """
    if by == evidence.entered_by:
        return OwnEvidence()
    if entry.sign_off is SignOff.OFFICER and not prosecution:
        return NotYoursToSignOff(condition=entry.code, sign_off=entry.sign_off)
    return None


def refuse_need(need: tuple[NeedDomain, NeedBand] | None) -> Refusal | None:
    """A goal is raised by something that was found: a need, or a strength to build on."""
    return NeedNotFound() if need is None or need[1] is NeedBand.NONE else None


def refuse_answer(answer: Answer, reason: str | None) -> Refusal | None:
    """No, and could not answer, are stored with a reason (scenario S19)."""
    if answer is not Answer.YES and reason is None:
        return AnswerNeedsReason(answer=answer)
    return None


def is_agreed(agreements: Sequence[AgreementSeen]) -> bool:
    """Whether minor and legal representative both say yes to the content as it stands."""
    yes = {
        agreement.party
        for agreement in agreements
        if agreement.current and agreement.answer is Answer.YES
    }
    return yes >= WHO_MUST_AGREE


def likeness(conditions: Sequence[tuple[CatalogueEntry, Mapping[str, str]]]) -> str:
    """A text equal for plans with the same optional conditions, leaving out what is personal.

    Co-offenders need conditions of their own (O-06); sums, dates and names differ by themselves
    and would hide that two plans are copies.
    """
    parts = sorted(
        f"{entry.code}:"
        + ",".join(
            f"{slot.name}={slots[slot.name]}" for slot in entry.slots if slot.type not in PERSONAL
        )
        for entry, slots in conditions
        if not entry.statutory
    )
    return "\n".join(parts)
