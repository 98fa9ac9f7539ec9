"""The sentences people are told, in their language.

They lie in ``words/notices.<room>.yaml``, one for each cause, as ``cause: {zh: …, en: …}``. A
sentence names days and numbers (``{due}``) and nothing else: never a case, an offence or a person,
for it may be read on a locked telephone by whoever stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from guanhu.notifications.facts import NoticeLanguage
from guanhu.outbox.facts import Cause

OUTSIDE: Final = "outside"
SUBJECT: Final = "subject"


class SentenceMissing(LookupError):
    """A cause has no sentence, or its sentence names what it was not given."""


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Every sentence: key → language → text; a key given twice is an error."""
    found: dict[str, Mapping[str, str]] = {}
    folder = files("guanhu.notifications").joinpath("words")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".yaml"):
            continue
        for key, texts in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            if key in found:
                message = f"{file.name}: {key} is given twice"
                raise ValueError(message)
            found[key] = texts
    return found


def sentence(cause: Cause, facts: Mapping[str, str | int], language: NoticeLanguage) -> str:
    """What is told about a cause; raises `SentenceMissing`."""
    try:
        text = sentences()[cause.value][language.value]
        return text.format_map({name: _shown(value, language) for name, value in facts.items()})
    except KeyError as missing:
        raise SentenceMissing(f"{cause.value}: {missing.args[0]}") from None


def outside(said: str, url: str, language: NoticeLanguage) -> str:
    """The same with where to read on, for what leaves the product."""
    return sentences()[OUTSIDE][language.value].format(said=said, url=url)


def subject(language: NoticeLanguage) -> str:
    """The subject of an e-mail: that there is something, and no more."""
    return sentences()[SUBJECT][language.value]


def _shown(value: str | int, language: NoticeLanguage) -> str:
    if isinstance(value, int):
        return str(value)
    day = date.fromisoformat(value)
    if language is NoticeLanguage.ZH:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B} {day.year}"
