"""Which learning modules may suit a young person, with the grounds. Pure.

Roles, means and needs stand in the module; they are a design proposal (I).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from guanhu.education.module_facts import Module
from guanhu.plans.recommending import Ground, Profile, grounds


@dataclass(frozen=True, slots=True)
class ModuleSuggestion:
    """A module with the grounds it is suggested on. `there`: it stands assigned or completed."""

    module: Module
    grounds: tuple[Ground, ...]
    there: bool


def suggest_modules(
    profile: Profile, offered: Sequence[Module], there: Collection[str]
) -> list[ModuleSuggestion]:
    """The modules that suit, most grounds first."""
    found = [
        ModuleSuggestion(
            module,
            grounds(
                profile,
                roles=module.roles,
                means=module.means,
                needs=module.needs,
            ),
            module.code in there,
        )
        for module in offered
    ]
    return sorted((each for each in found if each.grounds), key=lambda each: -len(each.grounds))
