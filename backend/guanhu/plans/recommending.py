"""What may suit a young person: suggestions with their grounds; none attaches itself (O-06). Pure.

Which measure suits which role is a design proposal (law.md §6, I): a suggestion, never a rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from guanhu.law.need_domains import BANDS_IN_ORDER, NeedBand, NeedDomain
from guanhu.law.roles_in_chain import ChainRole, Means, Tier
from guanhu.plans.facts import CatalogueEntry, Need

Fact = ChainRole | Tier | Means | NeedDomain


class SuggestionGround(StrEnum):
    """What a suggestion rests on."""

    ROLE = "role"
    TIER = "tier"
    MEANS = "means"
    NEED = "need"


@dataclass(frozen=True, slots=True)
class Profile:
    """The facts suggestions rest on. `needs`: the bands of the latest completed assessment."""

    chain_role: ChainRole
    tier: Tier
    means: tuple[Means, ...]
    needs: Mapping[NeedDomain, NeedBand]


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason: the fact it uses, and the band where the fact is a need."""

    kind: SuggestionGround
    fact: Fact
    band: NeedBand | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A condition with the grounds it is suggested on. `there`: the plan holds it already."""

    entry: CatalogueEntry
    grounds: tuple[Ground, ...]
    there: bool


def grounds(
    profile: Profile,
    *,
    roles: Collection[ChainRole] = (),
    means: Collection[Means] = (),
    tiers: Collection[Tier] = (),
    needs: Iterable[Need] = (),
) -> tuple[Ground, ...]:
    """Why something suits, or nothing. A tier strengthens a ground and is none by itself."""
    found = [
        *(
            [Ground(SuggestionGround.ROLE, profile.chain_role)]
            if profile.chain_role in roles
            else []
        ),
        *(Ground(SuggestionGround.MEANS, used) for used in profile.means if used in means),
        *(
            Ground(SuggestionGround.NEED, need.domain, profile.needs[need.domain])
            for need in needs
            if _reaches(profile.needs.get(need.domain), need.at_least)
        ),
    ]
    if found and profile.tier in tiers:
        found.append(Ground(SuggestionGround.TIER, profile.tier))
    return tuple(found)


def suggest(
    profile: Profile, offered: Sequence[CatalogueEntry], there: Collection[str]
) -> list[Suggestion]:
    """The conditions that suit, most grounds first; duties are attached anyway and left out."""
    found = [
        Suggestion(
            entry,
            grounds(
                profile,
                roles=entry.roles,
                means=entry.means,
                tiers=entry.tiers,
                needs=entry.needs,
            ),
            entry.code in there,
        )
        for entry in offered
        if not entry.statutory
    ]
    return sorted((each for each in found if each.grounds), key=lambda each: -len(each.grounds))


def _reaches(band: NeedBand | None, at_least: NeedBand) -> bool:
    return band is not None and BANDS_IN_ORDER.index(band) >= BANDS_IN_ORDER.index(at_least)
