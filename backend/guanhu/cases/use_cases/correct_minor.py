"""Correct a minor's identity: at once by the office, or on request with a second person's yes.

Old and new stand in the register of corrections with the reason; the trail names the fields only.
The use cases stand in this room because *whose* minor it is follows from the case file.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin, look_on_record
from guanhu.cases.errors import DateInFuture
from guanhu.cases.repository import CaseRepository
from guanhu.cases.use_cases.open_case import MinorPart
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, number, words
from guanhu.kernel.errors import ApproverIsAuthor, NothingChanged, StaleVersion
from guanhu.people.corrections import Asked, CorrectionKeeping
from guanhu.people.errors import CorrectionClosed, CorrectionWaiting
from guanhu.people.facts import (
    CorrectionAsker,
    CorrectionSeen,
    CorrectionState,
    NewMinor,
    changed_fields,
)
from guanhu.people.keeping import PeopleKeeping
from guanhu.people.repository import PeopleRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectMinor:
    """Correct a minor's identity; the whole part is given as it should stand."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file the minor belongs to.")
    expected_version: int = number(
        "Version of the minor the caller saw.", at_least=1, at_most=2**31 - 1
    )
    minor: MinorPart = item("The identity as it should stand.")
    reason: str = words("Why it is corrected.", at_most=500)


@dataclass(frozen=True, slots=True)
class CorrectedMinor:
    """The minor as corrected."""

    minor: UUID
    case_file: UUID


async def correct_minor(
    database: Database, clock: Clock, actor: Actor, command: CorrectMinor
) -> CorrectedMinor:
    """Replace a minor's identity fields, unless nothing would change (S26).

    Raises `NotPermitted`, `NotVisible`, or the refusals `DateInFuture`, `NothingChanged`,
    `StaleVersion`.
    """
    actor.require(Permission.PEOPLE_WRITE)
    async with begin(database, clock, actor, command, CorrectedMinor) as work:
        if work.first_answer is not None:
            return work.first_answer
        row = await CaseRepository(work).lock(command.case_id)
        if command.minor.birth_date > work.today:
            raise DateInFuture(field="birthDate")
        people, wanted = PeopleRepository(work), _wanted(command.minor)
        before = await people.as_registered(row.minor_id)
        changed = changed_fields(before, wanted)
        if not changed:
            raise NothingChanged
        await PeopleKeeping(work).correct(row.minor_id, wanted, command.expected_version)
        asked = Asked(
            row.id, row.minor_id, row.office_id, command.expected_version, CorrectionAsker.OFFICE,
            before, wanted, command.reason,
        )  # fmt: skip
        await CorrectionKeeping(work).add(asked, CorrectionState.APPLIED)
        work.record(
            "people.minor_corrected", "minor", row.minor_id, case_id=row.id,
            fields=",".join(changed),
        )  # fmt: skip
        return work.answer(CorrectedMinor(minor=row.minor_id, case_file=row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMinorCorrection:
    """Ask for a correction of a minor's identity, for the family or the office (Q-09)."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file the minor belongs to.")
    expected_version: int = number(
        "Version of the minor the request rests on.", at_least=1, at_most=2**31 - 1
    )
    asked_by: CorrectionAsker = item("Who asks.")
    minor: MinorPart = item("The identity as it should stand.")
    reason: str = words("Why it should be corrected.", at_most=500)


@dataclass(frozen=True, slots=True)
class RequestedMinorCorrection:
    """The request."""

    correction_id: UUID
    case_file: UUID


async def request_minor_correction(
    database: Database, clock: Clock, actor: Actor, command: RequestMinorCorrection
) -> RequestedMinorCorrection:
    """Put a correction up for a second person's decision; one waits at a time (S79).

    Raises `NotPermitted`, `NotVisible`, or the refusals `DateInFuture`, `StaleVersion`,
    `CorrectionWaiting`, `NothingChanged`.
    """
    actor.require(Permission.PEOPLE_WRITE)
    async with begin(database, clock, actor, command, RequestedMinorCorrection) as work:
        if work.first_answer is not None:
            return work.first_answer
        row = await CaseRepository(work).lock(command.case_id)
        if command.minor.birth_date > work.today:
            raise DateInFuture(field="birthDate")
        people, wanted = PeopleRepository(work), _wanted(command.minor)
        version = (await people.minors([row.minor_id]))[row.minor_id].version
        if version != command.expected_version:
            raise StaleVersion(current_version=version)
        corrections = CorrectionKeeping(work)
        if await corrections.waiting(row.minor_id) is not None:
            raise CorrectionWaiting
        before = await people.as_registered(row.minor_id)
        changed = changed_fields(before, wanted)
        if not changed:
            raise NothingChanged
        asked = Asked(
            row.id, row.minor_id, row.office_id, version, command.asked_by,
            before, wanted, command.reason,
        )  # fmt: skip
        correction_id = await corrections.add(asked, CorrectionState.SUBMITTED)
        work.record(
            "people.correction_requested", "minor_correction", correction_id, case_id=row.id,
            fields=",".join(changed), by=command.asked_by.value,
        )  # fmt: skip
        return work.answer(RequestedMinorCorrection(correction_id, row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveMinorCorrection:
    """Approve a requested correction."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    correction_id: UUID = item("The request.")


@dataclass(frozen=True, slots=True)
class ApprovedMinorCorrection:
    """The minor as corrected."""

    minor: UUID
    case_file: UUID


async def approve_minor_correction(
    database: Database, clock: Clock, actor: Actor, command: ApproveMinorCorrection
) -> ApprovedMinorCorrection:
    """Apply a requested correction, by somebody other than its author (S79).

    Raises `NotPermitted`, `NotVisible`, or the refusals `CorrectionClosed`, `ApproverIsAuthor`,
    `StaleVersion` when the minor was changed after the request.
    """
    actor.require(Permission.PEOPLE_CORRECTION_DECIDE)
    async with begin(database, clock, actor, command, ApprovedMinorCorrection) as work:
        if work.first_answer is not None:
            return work.first_answer
        corrections = CorrectionKeeping(work)
        case_id = await corrections.case_of(command.correction_id)
        row = await CaseRepository(work).lock(case_id)
        request = await corrections.get(command.correction_id)
        if request.state != CorrectionState.SUBMITTED.value:
            raise CorrectionClosed(state=CorrectionState(request.state))
        if request.author_id == actor.account_id:
            raise ApproverIsAuthor
        wanted = await corrections.wanted(request)
        await PeopleKeeping(work).correct(request.minor_id, wanted, request.expected_version)
        await corrections.close(request, CorrectionState.APPROVED, None)
        work.record(
            "people.correction_approved", "minor_correction", request.id, case_id=row.id,
            fields=",".join(request.fields),
        )  # fmt: skip
        return work.answer(ApprovedMinorCorrection(request.minor_id, row.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseMinorCorrection:
    """Refuse a requested correction, in writing and with reasons (Q-09)."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    correction_id: UUID = item("The request.")
    reason: str = words("Why it is refused; told to whoever asked.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class RefusedMinorCorrection:
    """The file, its minor unchanged."""

    case_file: UUID


async def refuse_minor_correction(
    database: Database, clock: Clock, actor: Actor, command: RefuseMinorCorrection
) -> RefusedMinorCorrection:
    """Refuse a request; the reasons are kept (Minors-Net-Reg art. 34).

    Raises `NotPermitted`, `NotVisible`, or the refusals `CorrectionClosed`, `ApproverIsAuthor`.
    """
    actor.require(Permission.PEOPLE_CORRECTION_DECIDE)
    async with begin(database, clock, actor, command, RefusedMinorCorrection) as work:
        if work.first_answer is not None:
            return work.first_answer
        corrections = CorrectionKeeping(work)
        case_id = await corrections.case_of(command.correction_id)
        row = await CaseRepository(work).lock(case_id)
        request = await corrections.get(command.correction_id)
        if request.state != CorrectionState.SUBMITTED.value:
            raise CorrectionClosed(state=CorrectionState(request.state))
        if request.author_id == actor.account_id:
            raise ApproverIsAuthor
        await corrections.close(request, CorrectionState.REFUSED, command.reason)
        work.record("people.correction_refused", "minor_correction", request.id, case_id=row.id)
        return work.answer(RefusedMinorCorrection(row.id))


async def read_minor_corrections(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> list[CorrectionSeen]:
    """The register of corrections of a case's minor, with old and new; on record (Q-06)."""
    actor.require(Permission.MINOR_IDENTITY_READ)
    async with look_on_record(database, clock, actor) as seen:
        case = await CaseRepository(seen).get(case_id)
        found = await CorrectionKeeping(seen).of_case(case.id)
        seen.record("people.corrections_viewed", "minor", case.minor_id, case_id=case.id)
        return found


def _wanted(part: MinorPart) -> NewMinor:
    return NewMinor(
        name=part.name.strip(), birth_date=part.birth_date, sex=part.sex,
        school_status=part.school_status, age_proof=part.age_proof,
        identity_number=part.identity_number, phone=part.phone, address=part.address,
        school=part.school,
    )  # fmt: skip
