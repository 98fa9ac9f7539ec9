"""From the YAML files of ``plans/catalogue/`` to catalogue entries, or a refusal with its line."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from typing import Any, Final

from guanhu.kernel.strict_yaml import Given, read
from guanhu.law.need_domains import NeedBand, NeedDomain
from guanhu.law.register import RULES
from guanhu.law.roles_in_chain import ChainRole, Means, Tier
from guanhu.plans.facts import (
    CatalogueEntry,
    ConditionCategory,
    EvidenceKind,
    Need,
    SignOff,
    Slot,
    SlotType,
    Texts,
)

CODE: Final = re.compile(r"[A-Z][A-Z0-9_]{2,39}")
SLOT_NAME: Final = re.compile(r"[a-z][a-z0-9_]{1,29}")
FROM_PLAN: Final = frozenset({"every_days"})
"""Blanks that the plan fills, not the condition: the rhythm of check-ins in days (O-02)."""

NUMBERS: Final = frozenset({SlotType.FEN, SlotType.HOURS, SlotType.TIMES})


def read_entries(file: str, content: str) -> list[CatalogueEntry]:
    """Every entry of one file; `FileRefused` (``file:line: reason``) when anything is wrong."""
    return [_entry(given) for given in read(file, content).entries()]


def together(files: Iterable[tuple[str, str]]) -> list[CatalogueEntry]:
    """The entries of several files (name, content); no version of a code twice."""
    found: dict[tuple[str, int], tuple[Given, CatalogueEntry]] = {}
    for file, content in files:
        for given in read(file, content).entries():
            entry = _entry(given)
            if (entry.code, entry.version) in found:
                raise given.refuse(f"{entry.code} version {entry.version} is given twice")
            found[(entry.code, entry.version)] = (given, entry)
    for given, entry in found.values():
        _refuse_broken_history(given, entry, {key: each for key, (_, each) in found.items()})
    return [entry for _, entry in found.values()]


def texts(given: Given) -> Texts:
    """A text in both languages; neither may be missing."""
    found = given.fields("zh", "en")
    return Texts(found["zh"].text(), found["en"].text())


def _entry(given: Given) -> CatalogueEntry:
    found = given.fields(
        "code", "version", "category", "rule", "title", "wording", "plain", "evidence",
        "sign_off", "roles", "proportionality",
        optional=(
            "slots", "check_every_days", "requires_consents", "retired_on", "retired_why",
            "replaced_by", "means", "tiers", "needs",
        ),
    )  # fmt: skip
    code = found["code"].text()
    if not CODE.fullmatch(code):
        raise found["code"].refuse("a code is upper case letters, digits and underscores")
    if found["rule"].text() not in RULES:
        raise found["rule"].refuse(f"{found['rule'].text()} is not in the register of rules")
    slots = tuple(_slot(part) for part in found["slots"].entries()) if "slots" in found else ()
    wording, plain = texts(found["wording"]), texts(found["plain"])
    _refuse_blanks(found["wording"], wording, slots, every=True)
    _refuse_blanks(found["plain"], plain, slots, every=False)
    _refuse_slots(found.get("slots", given), slots)
    roles = found["roles"].members(ChainRole)
    if not roles:
        raise found["roles"].refuse("at least one role is needed")
    evidence = found["evidence"].members(EvidenceKind)
    if not evidence:
        raise found["evidence"].refuse("at least one kind of evidence is needed")
    return CatalogueEntry(
        code=code,
        version=found["version"].number(at_least=1),
        category=found["category"].member(ConditionCategory),
        rule=found["rule"].text(),
        title=texts(found["title"]),
        wording=wording,
        plain=plain,
        slots=slots,
        evidence=evidence,
        sign_off=found["sign_off"].member(SignOff),
        check_every_days=found["check_every_days"].number(at_least=1)
        if "check_every_days" in found
        else None,
        roles=roles,
        requires_consents="requires_consents" in found and found["requires_consents"].flag(),
        proportionality=texts(found["proportionality"]),
        **_suggested_for(found),
        **_retirement(found),
    )


def _suggested_for(found: Mapping[str, Given]) -> dict[str, Any]:
    needs = tuple(_need(part) for part in found["needs"].entries()) if "needs" in found else ()
    domains = [need.domain for need in needs]
    if len(set(domains)) != len(domains):
        raise found["needs"].refuse("a domain is given twice")
    return {
        "means": found["means"].members(Means) if "means" in found else (),
        "tiers": found["tiers"].members(Tier) if "tiers" in found else (),
        "needs": needs,
    }


def _need(given: Given) -> Need:
    found = given.fields("domain", "at_least")
    band = found["at_least"].member(NeedBand)
    if band is NeedBand.NONE:
        raise found["at_least"].refuse("NONE is no need")
    return Need(found["domain"].member(NeedDomain), band)


def _retirement(found: Mapping[str, Given]) -> dict[str, Any]:
    """`retired_on` alone: superseded by a newer version. With `retired_why`: the code is gone."""
    for name in ("retired_why", "replaced_by"):
        if name in found and "retired_on" not in found:
            raise found[name].refuse(f"{name} needs retired_on")
    if "replaced_by" in found and "retired_why" not in found:
        raise found["replaced_by"].refuse("replaced_by needs retired_why")
    return {
        "retired_on": found["retired_on"].day() if "retired_on" in found else None,
        "retired_why": texts(found["retired_why"]) if "retired_why" in found else None,
        "replaced_by": found["replaced_by"].text() if "replaced_by" in found else None,
    }


def _slot(given: Given) -> Slot:
    found = given.fields("name", "type", "label", optional=("at_least", "at_most", "not_before"))
    name = found["name"].text()
    if not SLOT_NAME.fullmatch(name) or name in FROM_PLAN:
        raise found["name"].refuse(f"{name} cannot be the name of a blank")
    kind = found["type"].member(SlotType)
    limits = {key: found[key] for key in ("at_least", "at_most") if key in found}
    if limits and kind not in NUMBERS:
        raise given.refuse(f"{kind.name} takes no limits")
    return Slot(
        name=name,
        type=kind,
        label=texts(found["label"]),
        at_least=limits["at_least"].number() if "at_least" in limits else None,
        at_most=limits["at_most"].number() if "at_most" in limits else None,
        not_before=found["not_before"].text() if "not_before" in found else None,
    )


def _refuse_slots(given: Given, slots: tuple[Slot, ...]) -> None:
    names = [slot.name for slot in slots]
    if len(set(names)) != len(names):
        raise given.refuse("a blank is declared twice")
    dates = {slot.name for slot in slots if slot.type is SlotType.DATE}
    for slot in slots:
        if slot.not_before is not None and not {slot.name, slot.not_before} <= dates:
            raise given.refuse(f"{slot.name}: not_before needs two dates")


def _refuse_blanks(given: Given, found: Texts, slots: tuple[Slot, ...], *, every: bool) -> None:
    """Both languages use declared blanks only; the formal wording (`every`) uses all of them."""
    declared = {slot.name for slot in slots}
    for language in ("zh", "en"):
        try:
            used = {
                name for _, name, _, _ in string.Formatter().parse(found.text(language))
                if name is not None
            }  # fmt: skip
        except ValueError as wrong:
            raise given.refuse(f"{language}: {wrong}") from wrong
        strange = used - declared - FROM_PLAN
        if strange:
            raise given.refuse(f"{language}: undeclared blank {', '.join(sorted(strange))}")
        unused = declared - used
        if every and unused:
            raise given.refuse(f"{language}: unused blank {', '.join(sorted(unused))}")


def _refuse_broken_history(
    given: Given, entry: CatalogueEntry, found: Mapping[tuple[str, int], CatalogueEntry]
) -> None:
    """Codes are retired, never renamed; every version a plan may hold stays in the files."""
    code, version = entry.code, entry.version
    before, after = found.get((code, version - 1)), found.get((code, version + 1))
    if version > 1 and before is None:
        raise given.refuse(f"{code} version {version} stands without version {version - 1}")
    if before is not None and before.retired_why is not None:
        raise given.refuse(f"{code} was retired for good; a retired code is not used again")
    if after is not None and entry.retired_on is None:
        raise given.refuse(f"{code}: two versions are current; retire the older one")
    if after is None and entry.retired_on is not None and entry.retired_why is None:
        raise given.refuse(f"{code} is retired without retired_why")
    if entry.replaced_by is not None and (
        entry.replaced_by == code or (entry.replaced_by, 1) not in found
    ):
        raise given.refuse(f"{code}: replaced_by names no other condition")
    if entry.statutory and entry.retired_why is not None:
        raise given.refuse(f"{code}: a statutory duty is not retired by the catalogue")
