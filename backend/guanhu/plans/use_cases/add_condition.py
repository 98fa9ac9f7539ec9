"""Add a condition from the catalogue to a plan that is being written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, number, words
from guanhu.kernel.errors import InvalidInput
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.contents import Opened
from guanhu.plans.desk import PlanDesk
from guanhu.plans.errors import RetiredCondition, UnknownCondition
from guanhu.plans.facts import CatalogueEntry
from guanhu.plans.rules import NewContent, refuse_addition
from guanhu.plans.slots import check_slots
from guanhu.plumbing.database import Database
from guanhu.protections.assessment_repository import AssessmentRepository
from guanhu.protections.facts import StandingConsents


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPart:
    """What is written into one blank: whole fen, ISO date, whole number, or a short text."""

    name: str = words("Name of the blank in the catalogue.", at_most=30)
    value: str = words("What is written into it.", at_most=120)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCondition:
    """Add a condition, with the reason why it is proportionate for this young person."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    plan_version_id: UUID = item("The draft.")
    expected_version: int = number("The version last seen.", at_least=1, at_most=10**6)
    code: str = words("Code in the condition catalogue.", at_most=40)
    slots: tuple[SlotPart, ...] = items("What is written into the blanks.", at_most=10)
    proportionality: str = words(
        "Why this, for this young person, and not less.", at_most=2000, multiline=True
    )


@dataclass(frozen=True, slots=True)
class AddedCondition:
    """The version and its new condition."""

    plan_version: UUID
    condition_id: UUID


async def add_condition(
    database: Database, clock: Clock, actor: Actor, command: AddCondition
) -> AddedCondition:
    """Add a condition to a draft.

    Raises `NotPermitted`, `NotVisible`, `StaleVersion`, `MoveNotAllowed`, `PlanMoveNotAllowed`,
    `UnknownCondition`, `RetiredCondition`, `InvalidInput` for the blanks, and what
    `refuse_addition` says.
    """
    actor.require(Permission.PLAN_WRITE)
    async with begin(database, clock, actor, command, AddedCondition) as work:
        if work.first_answer is not None:
            return work.first_answer
        desk = PlanDesk(work)
        opened = await desk.open(command.plan_version_id, command.expected_version)
        desk.require_editable(opened)
        entry = offered(command.code, work.today)
        new = await content(work, opened, entry, command)
        refusal = refuse_addition(entry, new, await desk.contents.conditions(opened))
        if refusal is not None:
            raise refusal
        condition_id = await desk.contents.add_condition(opened, entry, new)
        work.record(
            "plans.condition_added", "plan_condition", condition_id,
            case_id=opened.file.id, number=opened.row.number, condition=entry.code,
        )  # fmt: skip
        return work.answer(AddedCondition(plan_version=opened.row.id, condition_id=condition_id))


def offered(code: str, on: date) -> CatalogueEntry:
    """The entry offered on a day under a code; else `UnknownCondition` or `RetiredCondition`."""
    catalogue = conditions()
    entry = catalogue.find_offered(code, on)
    if entry is not None:
        return entry
    newest = catalogue.newest(code)
    if newest is None:
        raise UnknownCondition
    raise RetiredCondition(
        condition=newest.code, retired_on=newest.retired_on, replaced_by=newest.replaced_by
    )


class GivenContent(Protocol):
    """What adding and changing a condition have in common."""

    @property
    def slots(self) -> tuple[SlotPart, ...]: ...
    @property
    def proportionality(self) -> str: ...


async def content(
    look: Look, opened: Opened, entry: CatalogueEntry, command: GivenContent
) -> NewContent:
    """What a condition is to hold, checked; raises `InvalidInput`.

    The consents are those of the case, where the condition needs any (O-07).
    """
    given = [(slot.name.strip(), slot.value) for slot in command.slots]
    values, problems = check_slots(entry, given, today=look.today, last_day=opened.last_day)
    if problems:
        raise InvalidInput(problems)
    consents = StandingConsents(None, None)
    if entry.requires_consents:
        consents = await AssessmentRepository(look).standing(opened.file.id)
    return NewContent(
        slots=values,
        proportionality=command.proportionality.strip(),
        consents=consents,
    )
