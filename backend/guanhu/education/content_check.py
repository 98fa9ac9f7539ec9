"""What a shipped module must be beyond being readable. Pure.

Reading a folder refuses what would break a lesson or a test; here stands what makes a module one
of ours: how many questions and of which kinds, how long the sentences are, how long it takes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final

from guanhu.education.module_facts import Block, Module, QuestionKind
from guanhu.plans.facts import Texts

PRE: Final = 5
BANK: Final = 20
POST: Final = 10
LESSONS: Final = range(3, 6)
AIMS: Final = range(3, 6)
SCENES: Final = range(2, 5)
LEAST_KINDS: Final = 4
LEAST_CHATS: Final = 2
MOST_SINGLES: Final = 9
LESSON_LENGTH: Final = range(330, 801)
"""Chinese characters of one lesson."""
SHORT_ZH: Final = 25
LONGEST_ZH: Final = 60
AVERAGE_EN: Final = 15
LONGEST_EN: Final = 32
CHARACTERS_A_MINUTE: Final = 300
SECONDS_A_QUESTION: Final = 45
SECONDS_A_SCENE: Final = 60
MINUTES: Final = range(25, 61)
TALK: Final = 10
"""Minutes of talking that may be added."""

_HAN: Final = re.compile(r"[一-鿿]")
_ZH_END: Final = re.compile(r"[。！？；…]+|\n+")
_ZH_SKIP: Final = re.compile(r"[\s“”‘’「」『』，、：（）《》〈〉—·.,:;!?()\"'-]")
_EN_END: Final = re.compile(r"(?<=[.!?;])[\"”’')]*\s+|\n+")
_EN_WORD: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9,.'’%/-]*")
_WORD: Final = re.compile(r"[A-Za-z]{3}")
_TAG: Final = re.compile(r"<[a-zA-Z/!]")


def findings(module: Module) -> list[str]:
    """What is wrong with a module that can be read; each says where."""
    found = [*_shape(module), *_questions(module), *_length(module), *_reading(module)]
    return [f"{module.code}: {each}" for each in found]


def expected_minutes(module: Module) -> int:
    """How long a module takes: its lessons, its two tests, its situations; at least 25."""
    characters = sum(_han(_plain(block)) for lesson in module.lessons for block in lesson.zh)
    seconds = (
        characters * 60 // CHARACTERS_A_MINUTE
        + SECONDS_A_QUESTION * (len(module.pre) + module.post)
        + SECONDS_A_SCENE * sum(len(each.scenes) for each in module.situations)
    )
    return max(MINUTES[0], min(round(seconds / 60), MINUTES[-1]))


def sentences(text: str, language: str) -> list[int]:
    """How long each sentence is: characters without marks in Chinese, words in English."""
    parts = (_ZH_END if language == "zh" else _EN_END).split(text)
    if language == "zh":
        lengths = [len(_ZH_SKIP.sub("", part)) for part in parts]
    else:
        lengths = [len(_EN_WORD.findall(part)) for part in parts]
    return [length for length in lengths if length]


def every_text(part: Any, where: str = "") -> Iterator[tuple[str, Texts]]:
    """Every text in both languages in a part of a module, with the place it stands in."""
    if isinstance(part, Texts):
        yield where, part
    elif isinstance(part, tuple):
        for number, each in enumerate(part, start=1):
            name = getattr(each, "id", None) or number
            yield from every_text(each, f"{where}[{name}]")
    elif is_dataclass(part):
        for each in fields(part):
            yield from every_text(getattr(part, each.name), f"{where}.{each.name}".lstrip("."))


def _shape(module: Module) -> Iterator[str]:
    if len(module.lessons) not in LESSONS:
        yield f"lessons: 3 to 5, there are {len(module.lessons)}"
    if len(module.aims) not in AIMS:
        yield f"aims: 3 to 5, there are {len(module.aims)}"
    if len(module.situations) < 2:  # noqa: PLR2004 - at least two to decide
        yield f"situations: at least two, there are {len(module.situations)}"
    for each in module.situations:
        if len(each.scenes) not in SCENES:
            yield f"situations[{each.id}]: 2 to 4 scenes, there are {len(each.scenes)}"
    if not module.articles:
        yield "articles: at least one"


def _questions(module: Module) -> Iterator[str]:
    if len(module.pre) != PRE:
        yield f"pre: {PRE} questions, there are {len(module.pre)}"
    if len(module.bank) != BANK:
        yield f"bank: {BANK} questions, there are {len(module.bank)}"
    if module.post != POST:
        yield f"post: {POST}, not {module.post}"
    kinds = Counter(each.kind for each in module.bank)
    if len(kinds) < LEAST_KINDS:
        yield f"bank: at least {LEAST_KINDS} kinds, there are {len(kinds)}"
    if kinds[QuestionKind.CHAT] < LEAST_CHATS:
        yield f"bank: at least {LEAST_CHATS} chats, there are {kinds[QuestionKind.CHAT]}"
    if kinds[QuestionKind.SINGLE] > MOST_SINGLES:
        yield f"bank: at most {MOST_SINGLES} single, there are {kinds[QuestionKind.SINGLE]}"
    for each in module.bank:
        if each.hint is None:
            yield f"bank[{each.id}]: a hint is missing"


def _length(module: Module) -> Iterator[str]:
    for number, lesson in enumerate(module.lessons, start=1):
        length = sum(_han(_plain(block)) for block in lesson.zh)
        if length not in LESSON_LENGTH:
            yield (
                f"lessons/{number}.zh.md: {LESSON_LENGTH[0]} to {LESSON_LENGTH[-1]} Chinese"
                f" characters, there are {length}"
            )
    least = expected_minutes(module)
    most = min(least + TALK, MINUTES[-1])
    if not least <= module.minutes <= most:
        yield f"minutes: {least} to {most} as counted, not {module.minutes}"


def _reading(module: Module) -> Iterator[str]:
    lengths: dict[str, list[int]] = {"zh": [], "en": []}
    for number, lesson in enumerate(module.lessons, start=1):
        for language, found in lengths.items():
            for block in lesson.blocks(language):
                found.extend(sentences(_plain(block), language))
                yield from _too_long(f"lessons/{number}.{language}.md", _plain(block), language)
    zh, en = lengths["zh"], lengths["en"]
    if sum(length < SHORT_ZH for length in zh) * 2 < len(zh):
        yield f"lessons: most Chinese sentences stay under {SHORT_ZH} characters"
    if sum(en) >= AVERAGE_EN * len(en):
        average = sum(en) / max(len(en), 1)
        yield f"lessons: under {AVERAGE_EN} words a sentence in English, not {average:.1f}"
    for part in ("title", "summary", "aims", "situations", "pre", "bank"):
        for where, texts in every_text(getattr(module, part), part):
            yield from _both_languages(where, texts)


def _both_languages(where: str, texts: Texts) -> Iterator[str]:
    for language in ("zh", "en"):
        text = texts.text(language)
        yield from _too_long(where, text, language)
        if _TAG.search(text):
            yield f"{where}: HTML has no place in a text"
    if not _HAN.search(texts.zh) and _WORD.search(texts.zh):
        yield f"{where}: the Chinese text is not Chinese"
    if _HAN.search(texts.en):
        yield f"{where}: the English text has Chinese characters"


def _too_long(where: str, text: str, language: str) -> Iterator[str]:
    most = LONGEST_ZH if language == "zh" else LONGEST_EN
    unit = "characters" if language == "zh" else "words"
    for length in sentences(text, language):
        if length > most:
            start = " ".join(text.split())[:30]
            yield f"{where}: a sentence of {length} {unit} ({language}), at most {most}: {start}…"


def _plain(block: Block) -> str:
    return "\n".join("".join(run.text for run in line) for line in block.lines)


def _han(text: str) -> int:
    return len(_HAN.findall(text))
