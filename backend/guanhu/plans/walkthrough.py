"""An old plan against a newer catalogue: what changed, and what may be chosen. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guanhu.kernel.errors import Problem, Refusal
from guanhu.plans.condition_catalogue import ConditionCatalogue
from guanhu.plans.errors import ChoiceNotOffered, StatutoryDutyStays
from guanhu.plans.facts import CatalogueEntry, ConditionChange, ConditionSeen, Texts
from guanhu.plans.slots import check_slots


class CatalogueChangeKind(StrEnum):
    """What the catalogue did to a condition since the version a plan holds."""

    RETIRED = "retired"
    REPLACED = "replaced"
    REWORDED = "reworded"
    BLANKS_CHANGED = "blanks_changed"
    TERMS_CHANGED = "terms_changed"


class WalkChoice(StrEnum):
    """What is done with one condition of the plan."""

    KEEP = "keep"
    TAKE_NEW = "take_new"
    REPLACE = "replace"
    REMOVE = "remove"


K, C = CatalogueChangeKind, WalkChoice


@dataclass(frozen=True, slots=True)
class Difference:
    """One condition of a plan, and how the catalogue stands to it today.

    `new`: the newer version of the same code. `replacement`: what took a retired code's place.
    `standing`: the catalogue's side in one word, kept with the answer to keep the condition, so
    that a later change asks again. `answered`: it was kept, knowing exactly this.
    """

    condition: ConditionSeen
    kinds: tuple[CatalogueChangeKind, ...]
    old: CatalogueEntry
    new: CatalogueEntry | None
    replacement: CatalogueEntry | None
    retired_why: Texts | None
    standing: str
    answered: bool

    @property
    def choices(self) -> tuple[WalkChoice, ...]:
        """A statutory duty is kept or read in its new words; it never goes (O-01)."""
        duty = self.old.statutory
        offered = {
            C.KEEP: True,
            C.TAKE_NEW: self.new is not None,
            C.REPLACE: self.replacement is not None and not duty,
            C.REMOVE: not duty,
        }
        return tuple(choice for choice, may in offered.items() if may)


def differences(
    conditions: Iterable[ConditionSeen], catalogue: ConditionCatalogue, on: date
) -> list[Difference]:
    """The conditions that the catalogue of a day tells otherwise; removed ones are past asking."""
    found = (
        _difference(condition, catalogue, on)
        for condition in conditions
        if condition.change is not ConditionChange.REMOVED
    )
    return [each for each in found if each is not None]


def _difference(
    condition: ConditionSeen, catalogue: ConditionCatalogue, on: date
) -> Difference | None:
    old = catalogue.entry(condition.code, condition.catalogue_version)
    newest = catalogue.newest(condition.code) or old
    new = catalogue.find_offered(condition.code, on)
    replacement = None
    if new is None:
        replacement = _in_its_place(newest, catalogue, on)
        kinds: tuple[CatalogueChangeKind, ...] = (
            (K.RETIRED,) if replacement is None else (K.RETIRED, K.REPLACED)
        )
    elif new.version > old.version:
        kinds = _reworded(old, new)
    else:
        return None
    standing = f"{newest.version}:retired" if new is None else f"{new.version}"
    return Difference(
        condition=condition,
        kinds=kinds,
        old=old,
        new=new,
        replacement=replacement,
        retired_why=newest.retired_why if new is None else None,
        standing=standing,
        answered=condition.kept_against == standing,
    )


def _in_its_place(
    entry: CatalogueEntry, catalogue: ConditionCatalogue, on: date
) -> CatalogueEntry | None:
    passed: set[str] = set()
    code = entry.replaced_by
    while code is not None and code not in passed:
        passed.add(code)
        found = catalogue.find_offered(code, on)
        if found is not None:
            return found
        newest = catalogue.newest(code)
        code = None if newest is None else newest.replaced_by
    return None


def _reworded(old: CatalogueEntry, new: CatalogueEntry) -> tuple[CatalogueChangeKind, ...]:
    said = (old.title, old.wording, old.plain) != (new.title, new.wording, new.plain)
    terms = [
        (entry.category, entry.rule, entry.evidence, entry.sign_off, entry.check_every_days,
         entry.requires_consents)
        for entry in (old, new)
    ]  # fmt: skip
    found = {
        K.REWORDED: said,
        K.BLANKS_CHANGED: old.slots != new.slots,
        K.TERMS_CHANGED: terms[0] != terms[1],
    }
    return tuple(kind for kind, is_so in found.items() if is_so)


def refuse_choice(found: Difference, choice: WalkChoice) -> Refusal | None:
    """Say why a choice cannot be made, or None. Removals have rules of their own."""
    if choice in found.choices:
        return None
    if found.old.statutory:
        return StatutoryDutyStays(condition=found.old.code)
    return ChoiceNotOffered(condition=found.old.code, choice=choice)


def carried(condition: ConditionSeen, old: CatalogueEntry, new: CatalogueEntry) -> dict[str, str]:
    """The answers that fit a blank of the same name and type in the new version."""
    types = {slot.name: slot.type for slot in old.slots}
    return {
        slot.name: condition.slots[slot.name]
        for slot in new.slots
        if types.get(slot.name) is slot.type and slot.name in condition.slots
    }


def answers_for(
    new: CatalogueEntry,
    given: list[tuple[str, str]],
    kept: Mapping[str, str],
    *,
    today: date,
    last_day: date | None,
) -> tuple[dict[str, str], list[Problem]]:
    """The blanks of the new version from what was given now and what the plan held already.

    A day the plan held already may have passed; a day written now may not. Paths of what was given
    read ``slots.<position>.value``, of what was held ``slots.<name>``.
    """
    written = {name for name, _ in given}
    held = [(name, value) for name, value in kept.items() if name not in written]
    values, problems = check_slots(new, [*given, *held], today=today, last_day=last_day)
    told: list[Problem] = []
    for problem in problems:
        position = problem.path.split(".")[1]
        if not position.isdecimal() or int(position) < len(given):
            told.append(problem)
        elif problem.code != "DATE_IN_PAST":
            told.append(Problem(f"slots.{held[int(position) - len(given)][0]}", problem.code))
    return values, told
