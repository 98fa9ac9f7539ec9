"""What a field note has to fulfil. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from guanhu.cases.errors import DateBefore
from guanhu.checkins.errors import HappenedInFuture
from guanhu.checkins.facts import NoContactReason
from guanhu.kernel.clock import office_date
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.notes.errors import FollowUpNotYours


@dataclass(frozen=True, slots=True)
class PartGiven:
    """What of one person's part can contradict itself."""

    case_id: UUID
    contact_made: bool
    no_contact_reason: NoContactReason | None
    has_note: bool
    lists: tuple[tuple[str, Sequence[object]], ...]


def refuse_form(parts: Sequence[PartGiven], *, has_shared: bool) -> Refusal | None:
    """Say what is contradictory in the form itself, field by field, or None."""
    problems = list(_problems(parts, has_shared=has_shared))
    return InvalidInput(problems) if problems else None


def _problems(parts: Sequence[PartGiven], *, has_shared: bool) -> Iterator[Problem]:
    if has_shared and len(parts) == 1:
        yield Problem("shared", "ONLY_OF_A_GROUP")
    met = set[UUID]()
    for index, part in enumerate(parts):
        path = f"parts.{index}"
        if part.case_id in met:
            yield Problem(f"{path}.caseId", "REPEATED")
        met.add(part.case_id)
        if not part.has_note and not has_shared:
            yield Problem(f"{path}.note", "REQUIRED")
        if not part.contact_made and part.no_contact_reason is None:
            yield Problem(f"{path}.noContactReason", "REQUIRED")
        if part.contact_made and part.no_contact_reason is not None:
            yield Problem(f"{path}.noContactReason", "CONTRADICTS_CONTACT_MADE")
        for name, given in part.lists:
            if len(set(given)) != len(given):
                yield Problem(f"{path}.{name}", "REPEATED")


def refuse_when(
    happened_at: datetime, now: datetime, received_on: Sequence[date]
) -> Refusal | None:
    """Say why contact cannot have been then: it lies ahead, or before a file was received."""
    if happened_at > now:
        return HappenedInFuture(field="happenedAt")
    earliest = max(received_on)
    if office_date(happened_at) < earliest:
        return DateBefore(field="happenedAt", earliest=earliest)
    return None


def refuse_resolver(
    account_id: UUID, *, asked_by: UUID, writer_id: UUID, officer_id: UUID
) -> Refusal | None:
    """Say that a follow-up is not this person's to resolve, or None (S53)."""
    return None if account_id in {asked_by, writer_id, officer_id} else FollowUpNotYours()
