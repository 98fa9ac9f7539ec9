"""The sentence of a condition, formal and plain, from the catalogue version it was written with."""

from __future__ import annotations

from guanhu.plans.condition_catalogue import conditions
from guanhu.plans.facts import CatalogueEntry, ConditionSeen, Texts
from guanhu.plans.slots import shown_slots


def entry_of(condition: ConditionSeen) -> CatalogueEntry:
    """The catalogue version a condition was written with; it never changes afterwards."""
    return conditions().entry(condition.code, condition.catalogue_version)


def title(condition: ConditionSeen, language: str) -> str:
    """The short name of a condition."""
    return entry_of(condition).title.text(language)


def sentence(condition: ConditionSeen, language: str, *, every_days: int) -> str:
    """The formal sentence; `every_days` is the plan's rhythm of check-ins."""
    entry = entry_of(condition)
    return _filled(entry, entry.wording, condition, language, every_days)


def plain_wording(condition: ConditionSeen, language: str, *, every_days: int) -> str:
    """The same for a fifteen-year-old."""
    entry = entry_of(condition)
    return _filled(entry, entry.plain, condition, language, every_days)


def _filled(
    entry: CatalogueEntry, texts: Texts, condition: ConditionSeen, language: str, every_days: int
) -> str:
    blanks = shown_slots(entry, condition.slots, language)
    return texts.text(language).format(**blanks, every_days=every_days)
