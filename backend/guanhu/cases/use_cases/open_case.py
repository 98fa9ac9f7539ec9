"""Open a case file: the minor, the guardians, the charges with dated acts, the involvement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.cases.errors import (
    DateBefore,
    DateInFuture,
    NoLegalRepresentative,
)
from guanhu.cases.intake import CaseIntake
from guanhu.cases.use_cases.parts import (
    ChargePart,
    InvolvementPart,
    new_charge,
    new_involvement,
    refuse_charges,
)
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, words
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.people.errors import MinorAlreadyKnown
from guanhu.people.facts import AgeProof, NewMinor, Relation, SchoolStatus, Sex
from guanhu.people.repository import NewGuardian, PeopleRepository
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class MinorPart:
    """A young person who is not registered yet."""

    name: str = words("Full name as in the identity document.", at_most=60)
    birth_date: date = item("Date of birth.")
    sex: Sex = item("Sex as stated in the identity document.")
    school_status: SchoolStatus = item("Where the young person learns or works now.")
    age_proof: AgeProof = item("How the birth date is proven (law.md E-08).")
    identity_number: str | None = words("Identity number.", at_most=30, default=None)
    phone: str | None = words("Telephone number.", at_most=30, default=None)
    address: str | None = words("Home address.", at_most=200, default=None)
    school: str | None = words("School or employer.", at_most=120, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianPart:
    """One guardian, in office from the day the case is opened."""

    name: str = words("Full name.", at_most=60)
    relation: Relation = item("Relation to the minor.")
    legal_representative: bool = item("Whether this is the legal representative (CPL art. 108).")
    phone: str | None = words("Telephone number.", at_most=30, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """Open a case file for a registered minor (`minor_id`) or a new one (`minor`), never both."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_number: str = words("Number of the case in the office.", at_most=60)
    received_on: date = item("Day the case was received for review.")
    guardians: tuple[GuardianPart, ...] = items("Guardians of a new minor.", at_most=6)
    charges: tuple[ChargePart, ...] = items("Charges.", at_least=1, at_most=10)
    involvement: InvolvementPart = item("Status and role in the crime.")
    has_victim: bool = item("Whether there is a victim to be heard (D-01).", default=True)
    has_defender: bool = item("Whether the minor already has a defender (M-06).", default=False)
    minor_id: UUID | None = item("A minor found by search.", default=None)
    minor: MinorPart | None = item("A minor who is not registered yet.", default=None)


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """The new file and its minor."""

    case_file: UUID
    minor: UUID


async def open_case(
    database: Database, clock: Clock, actor: Actor, command: OpenCase
) -> OpenedCase:
    """Open a case file owned by the officer who receives it.

    Raises `NotPermitted`, `NotVisible` (minor_id), or the refusals named in the body.
    """
    actor.require(Permission.CASE_OPEN)
    async with begin(database, clock, actor, command, OpenedCase) as work:
        if work.first_answer is not None:
            return work.first_answer
        refusal = refuse_intake(command, today=work.today)
        if refusal is not None:
            raise refusal
        people = PeopleRepository(work)
        intake = CaseIntake(work)
        if command.minor is not None:
            minor_id = await _register(people, command.minor)
        else:
            assert command.minor_id is not None  # noqa: S101 - refuse_intake saw to it
            known = await people.identity(command.minor_id)
            if _before_birth(command, known.birth_date):
                raise DateBefore(field="occurredOn")
            minor_id = known.id
        case_id = await intake.open(
            minor_id=minor_id,
            case_number=command.case_number.strip(),
            received_on=command.received_on,
            has_victim=command.has_victim,
            has_defender=command.has_defender,
            charges=[new_charge(part) for part in command.charges],
            involvement=new_involvement(command.involvement),
        )
        for guardian in command.guardians:
            await people.link_guardian(
                minor_id,
                NewGuardian(
                    guardian.name, guardian.phone, guardian.relation,
                    guardian.legal_representative, work.today,
                ),
            )  # fmt: skip
        work.record("cases.opened", "case_file", case_id, case_id=case_id)
        return work.answer(OpenedCase(case_file=case_id, minor=minor_id))


def refuse_intake(command: OpenCase, *, today: date) -> Refusal | None:
    """Say why the intake cannot be stored, or None. `today` is the office's date."""
    if (command.minor is None) == (command.minor_id is None):
        return InvalidInput([Problem("minor", "EXACTLY_ONE_OF_MINOR_AND_MINOR_ID")])
    if command.minor is not None and not any(g.legal_representative for g in command.guardians):
        return NoLegalRepresentative()
    if command.received_on > today:
        return DateInFuture(field="receivedOn")
    if command.minor is not None and command.minor.birth_date > today:
        return DateInFuture(field="birthDate")
    refusal = refuse_charges(command.charges, received_on=command.received_on)
    if refusal is not None:
        return refusal
    if command.minor is not None and _before_birth(command, command.minor.birth_date):
        return DateBefore(field="occurredOn")
    return None


def _before_birth(command: OpenCase, born: date) -> bool:
    return any(act.occurred_on <= born for charge in command.charges for act in charge.acts)


async def _register(people: PeopleRepository, part: MinorPart) -> UUID:
    if part.identity_number and await people.identity_is_known(part.identity_number):
        raise MinorAlreadyKnown
    return await people.register(
        NewMinor(
            name=part.name, birth_date=part.birth_date, sex=part.sex,
            school_status=part.school_status, age_proof=part.age_proof,
            identity_number=part.identity_number, phone=part.phone, address=part.address,
            school=part.school,
        )
    )  # fmt: skip
