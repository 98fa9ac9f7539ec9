"""One rule of the product's register, and how its sources are written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from guanhu.kernel.basis import LegalBasis, Verification
from guanhu.kernel.statutes import STATUTES, Statute

_BY_SHORT_NAME: Final[dict[str, Statute]] = {
    info.short: statute for statute, info in STATUTES.items()
}
_CODES: Final[dict[str, Verification]] = {code.name: code for code in Verification}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of law.md §1: what it says, where it stands, and how far that was verified.

    `verification` speaks for the rule's main statement; `also` lists weaker codes that hold for
    details of it. `articles` has at least one entry and the first is what the product cites.
    """

    id: str
    zh: str
    en: str
    articles: tuple[LegalBasis, ...]
    verification: Verification
    also: tuple[Verification, ...] = ()

    @property
    def basis(self) -> LegalBasis:
        """The source the product cites for this rule."""
        return self.articles[0]

    @property
    def unconfirmed(self) -> bool:
        """Whether a juvenile prosecutor still has to confirm the main statement."""
        return self.verification.unconfirmed

    def statement(self, language: str) -> str:
        """The rule in one or two sentences; `language` is "zh" or "en"."""
        return self.zh if language == "zh" else self.en


def entry(rule_id: str, codes: str, sources: str, zh: str, en: str) -> Rule:
    """A rule from its compact form.

    `codes`: verification codes, the main one first, e.g. `V1 N`. `sources`: short name and article
    separated by semicolons, with `@CODE` where a source was verified less well than the rule, e.g.
    `CPL 282(1); 2017 Guidelines ~181@N`. Unknown names and codes raise `KeyError`.
    """
    main, *others = (_CODES[code] for code in codes.split())
    articles = tuple(_source(rule_id, text.strip(), main) for text in sources.split(";"))
    return Rule(rule_id, zh, en, articles, main, tuple(others))


def _source(rule_id: str, text: str, main: Verification) -> LegalBasis:
    cited, _, code = text.partition("@")
    verification = _CODES[code] if code else main
    if cited in _BY_SHORT_NAME:
        return LegalBasis(_BY_SHORT_NAME[cited], "", rule_id, verification)
    name, place = cited, ""
    while name and name not in _BY_SHORT_NAME:
        name, _, last = name.rpartition(" ")
        place = f"{last} {place}".strip()
    return LegalBasis(_BY_SHORT_NAME[name], place, rule_id, verification)
