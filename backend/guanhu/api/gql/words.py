"""Texts the server itself speaks, in both languages, by stable key.

Room catalogues lie in ``api/words/*.yaml`` as ``KEY: {zh: …, en: …}``; zh is the source and a test
fails when en lacks a key, or when a refusal, deadline or timeline code has no sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from guanhu.kernel.yaml_text import load
from guanhu.law.deadlines import Deadline


@cache
def catalogue(name: str) -> Mapping[str, Mapping[str, str]]:
    """One catalogue: key → language → text. Names: ``refusals``, ``deadlines``, ``timeline``…

    A catalogue may be spread over files ``<name>.<room>.yaml``; a key given twice is an error.
    """
    found: dict[str, Mapping[str, str]] = {}
    folder = files("guanhu.api").joinpath("words")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.split(".")[0] != name or not file.name.endswith(".yaml"):
            continue
        for key, texts in load(file.read_text(encoding="utf-8")).items():
            if key in found:
                message = f"{file.name}: {key} is given twice"
                raise ValueError(message)
            found[key] = texts
    return found


def sentence(name: str, key: str, language: str) -> str:
    """A text by catalogue, key and language (``zh`` or ``en``); the key itself when missing."""
    texts = catalogue(name).get(key)
    return key if texts is None else texts[language]


def refusal_sentence(code: str, language: str) -> str:
    """A refusal code as one sentence."""
    return sentence("refusals", code, language)


def deadline_title(deadline: Deadline, language: str) -> str:
    """What is due, in words; with whom it concerns, where each addressee has a date of its own."""
    said = sentence("deadlines", deadline.what.name, language)
    if not deadline.addressee:
        return said
    party = sentence("parties", deadline.addressee.upper(), language)
    return f"{said}（{party}）" if language == "zh" else f"{said} ({party})"
