"""Which learning modules may suit a young person, with the grounds. Pure.

The roles stand in the module; means and needs are a design proposal (I), as the roles are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from guanhu.education.facts import Module
from guanhu.law.need_domains import NeedBand, NeedDomain
from guanhu.law.roles_in_chain import Means
from guanhu.plans.facts import Need
from guanhu.plans.recommending import Ground, Profile, grounds

M = Means
MODULE_MEANS: Final[Mapping[str, tuple[Means, ...]]] = {
    "TWO_CARDS": (M.BANK_CARD, M.PHONE_CARD, M.PAYMENT_CODE),
    "BEHIND_THE_SCRIPT": (M.PHONE_CALL, M.CHAT_GROUP, M.FALSE_LISTING),
}
MODULE_NEEDS: Final[Mapping[str, tuple[Need, ...]]] = {
    "BEHIND_THE_SCRIPT": (Need(NeedDomain.ATTITUDE_TO_OFFENCE, NeedBand.SOME),),
    "MAKING_AMENDS": (Need(NeedDomain.ATTITUDE_TO_OFFENCE, NeedBand.SOME),),
}


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
                means=MODULE_MEANS.get(module.code, ()),
                needs=MODULE_NEEDS.get(module.code, ()),
            ),
            module.code in there,
        )
        for module in offered
    ]
    return sorted((each for each in found if each.grounds), key=lambda each: -len(each.grounds))
