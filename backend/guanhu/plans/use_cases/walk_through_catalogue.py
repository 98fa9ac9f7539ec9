"""Walk a draft through a newer catalogue: one choice per condition; the rest stays to be asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Work, begin
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, number, words
from guanhu.kernel.errors import InvalidInput, Problem, Refusal
from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.contents import Opened
from guanhu.plans.desk import PlanDesk
from guanhu.plans.errors import CatalogueUnchanged
from guanhu.plans.evidence_repository import EvidenceRepository
from guanhu.plans.facts import CatalogueEntry
from guanhu.plans.ledger import asks_for_money, paid, refuse_total
from guanhu.plans.rules import (
    NewContent,
    refuse_addition,
    refuse_removal,
    refuse_without_consents,
)
from guanhu.plans.use_cases.add_condition import SlotPart
from guanhu.plans.walkthrough import (
    Difference,
    WalkChoice,
    answers_for,
    carried,
    differences,
    refuse_choice,
)
from guanhu.plumbing.database import Database
from guanhu.protections.assessment_repository import AssessmentRepository
from guanhu.protections.facts import StandingConsents


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkPart:
    """What is done with one condition. Blanks left out keep the answers that still fit."""

    condition_id: UUID = item("The condition in the draft.")
    choice: WalkChoice = item("Keep it, take the new wording, replace it, or take it out.")
    slots: tuple[SlotPart, ...] = items("What is written into the new blanks.", at_most=10)
    proportionality: str | None = words(
        "Why this, for this young person, and not less; needed for what replaces another.",
        at_most=2000,
        multiline=True,
        default=None,
    )
    note: str | None = words(
        "Why it goes; needed where removing it takes a note.",
        at_most=2000,
        multiline=True,
        default=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkThroughCatalogue:
    """Answer what a newer catalogue asks about a draft; all choices are made, or none."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    plan_version_id: UUID = item("The draft.")
    expected_version: int = number("The version last seen.", at_least=1, at_most=10**6)
    choices: tuple[WalkPart, ...] = items("One per condition.", at_least=1, at_most=60)


@dataclass(frozen=True, slots=True)
class WalkedThroughCatalogue:
    """The version, with what is still to be answered."""

    plan_version: UUID
    case_file: UUID


async def walk_through_catalogue(
    database: Database, clock: Clock, actor: Actor, command: WalkThroughCatalogue
) -> WalkedThroughCatalogue:
    """Apply one choice per condition to a draft; what is in force stays until an approval.

    Raises `NotPermitted`, `NotVisible`, `StaleVersion`, `MoveNotAllowed`, `PlanMoveNotAllowed`,
    `InvalidInput` for a condition named twice or not of this draft and for the blanks,
    `CatalogueUnchanged`, `LessThanPaid`, and what `refuse_choice`, `refuse_addition`,
    `refuse_removal` and `refuse_without_consents` say.
    """
    actor.require(Permission.PLAN_WRITE)
    async with begin(database, clock, actor, command, WalkedThroughCatalogue) as work:
        if work.first_answer is not None:
            return work.first_answer
        desk = PlanDesk(work)
        opened = await desk.open(command.plan_version_id, command.expected_version)
        desk.require_editable(opened)
        held = {each.id: each for each in await desk.contents.conditions(opened)}
        asked = {
            each.condition.id: each for each in differences(held.values(), conditions(), work.today)
        }
        _refuse_strangers(command, set(held))
        for place, part in enumerate(command.choices):
            found = asked.get(part.condition_id)
            if found is None:
                raise CatalogueUnchanged(condition=held[part.condition_id].code)
            await _apply(work, desk, opened, found, part, f"choices.{place}")
        await desk.contents.walked(opened)
        made = Counter(part.choice for part in command.choices)
        work.record(
            "plans.catalogue_walked", "plan_version", opened.row.id,
            case_id=opened.file.id, number=opened.row.number,
            kept=made[WalkChoice.KEEP], taken=made[WalkChoice.TAKE_NEW],
            replaced=made[WalkChoice.REPLACE], removed=made[WalkChoice.REMOVE],
        )  # fmt: skip
        return work.answer(
            WalkedThroughCatalogue(plan_version=opened.row.id, case_file=opened.file.id)
        )


def _refuse_strangers(command: WalkThroughCatalogue, held: set[UUID]) -> None:
    problems: list[Problem] = []
    seen: set[UUID] = set()
    for place, part in enumerate(command.choices):
        path = f"choices.{place}.conditionId"
        if part.condition_id not in held:
            problems.append(Problem(path, "NOT_OF_THIS_PLAN"))
        elif part.condition_id in seen:
            problems.append(Problem(path, "GIVEN_TWICE"))
        seen.add(part.condition_id)
    if problems:
        raise InvalidInput(problems)


async def _apply(
    work: Work[Any], desk: PlanDesk, opened: Opened, found: Difference, part: WalkPart, path: str
) -> None:
    refusal = refuse_choice(found, part.choice)
    if refusal is not None:
        raise refusal
    condition, contents = found.condition, desk.contents
    if part.choice is WalkChoice.KEEP:
        await contents.keep(condition.id, found.standing)
        return
    if part.choice is WalkChoice.TAKE_NEW and found.new is not None:
        new = await _content(work, opened, found, found.new, part, path)
        refusal = refuse_without_consents(found.new, new.consents) or await _less_than_paid(
            work, opened, found, found.new, new
        )
        if refusal is not None:
            raise refusal
        await contents.take_new(opened, condition.id, found.new, new)
        return
    if part.choice is WalkChoice.REPLACE and found.replacement is not None:
        if part.proportionality is None:
            raise InvalidInput([Problem(f"{path}.proportionality", "REQUIRED")])
        new = await _content(work, opened, found, found.replacement, part, path)
        refusal = refuse_addition(found.replacement, new, await contents.conditions(opened))
        if refusal is not None:
            raise refusal
        refusal = await _less_than_paid(work, opened, found, found.replacement, new)
        if refusal is not None:
            raise refusal
        money = asks_for_money(found.old) and asks_for_money(found.replacement)
        goes_on = condition.lineage_id if money else None
        await contents.put_in_place(opened, found.replacement, new, goes_on)
    agreed = await desk.somebody_agreed(opened)
    refusal = refuse_removal(condition, agreed=agreed, note=part.note)
    if refusal is not None:
        raise refusal
    await contents.take_out(opened, condition, part.note, agreed=agreed)


async def _less_than_paid(
    work: Work[Any], opened: Opened, found: Difference, entry: CatalogueEntry, new: NewContent
) -> Refusal | None:
    """One ledger goes on under the new words, so its total is never less than what was paid."""
    lineage_id = found.condition.lineage_id
    came_in = paid(await EvidenceRepository(work).entries(opened.file.id, lineage_id))
    return refuse_total(entry, new.slots, came_in)


async def _content(
    work: Work[Any],
    opened: Opened,
    found: Difference,
    entry: CatalogueEntry,
    part: WalkPart,
    path: str,
) -> NewContent:
    values, problems = answers_for(
        entry,
        [(slot.name.strip(), slot.value) for slot in part.slots],
        carried(found.condition, found.old, entry),
        today=work.today,
        last_day=opened.last_day,
    )
    if problems:
        raise InvalidInput([replace(each, path=f"{path}.{each.path}") for each in problems])
    consents = StandingConsents(None, None)
    if entry.requires_consents:
        consents = await AssessmentRepository(work).standing(opened.file.id)
    said = part.proportionality or found.condition.proportionality or ""
    return NewContent(slots=values, proportionality=said.strip(), consents=consents)
