"""Questions of a QTI 3 bank as questions of a module. Pure.

An item of QTI (1EdTech, Question and Test Interoperability 3.0) is in one language, a question of
a module in two: items with the same identifier, one in Chinese and one in English (``xml:lang``),
make one question. Taken are choice, order, match and numeric text-entry interactions, one to an
item. What right or wrong says stands in ``qti-feedback-inline`` of a choice, or in a
``qti-modal-feedback`` named by the choice, or by ``correct`` and ``incorrect``. What a
number counts stands in ``data-unit``.

The files are a stranger's: no document type, no entities, no network, no huge trees.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from lxml import etree  # type: ignore[import-untyped]

from guanhu.education.question_reader import question
from guanhu.kernel.strict_yaml import FileRefused, read

NAMESPACE: Final = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
LANGUAGES: Final = ("zh", "en")
LARGEST: Final = 1_000_000
LARGEST_WHOLE: Final = 8_000_000
MOST_FILES: Final = 500
MOST_ITEMS: Final = 200
ITEM: Final = "qti-assessment-item"
KINDS: Final = {
    "qti-choice-interaction": "choice",
    "qti-order-interaction": "order",
    "qti-match-interaction": "match",
    "qti-text-entry-interaction": "number",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """An item that was not taken over: where, and why."""

    item: str
    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a bank: questions as a module's file writes them, and what was refused."""

    questions: list[dict[str, Any]]
    refused: list[Refused]


@dataclass(slots=True)
class Item:
    """One item in one language; `parts` are its choices by identifier, in order."""

    identifier: str
    language: str
    file: str
    line: int
    kind: str = ""
    asks: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    correct: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    unit: str = ""


class ItemRefused(ValueError):
    """Why an item cannot be taken over."""

    def __init__(self, node: Any, reason: str) -> None:
        super().__init__(reason)
        self.line = int(node.sourceline or 1)
        self.reason = reason


def questions_of(content: bytes) -> Taken:
    """The questions of one item file, or of a zip of them.

    Raises `FileRefused` when the whole of it cannot be read.
    """
    items: dict[str, dict[str, Item]] = {}
    refused: list[Refused] = []
    for file, text in _files(content):
        for node in _items(file, text):
            name = _identifier(node)
            try:
                item = _item(file, node)
            except ItemRefused as wrong:
                refused.append(Refused(name, file, wrong.line, wrong.reason))
                continue
            known = items.setdefault(item.identifier, {})
            if item.language in known:
                refused.append(Refused(name, file, item.line, "the item is there twice"))
            else:
                known[item.language] = item
    if len(items) > MOST_ITEMS:
        raise FileRefused(f"bank:1: more than {MOST_ITEMS} items")
    made: list[dict[str, Any]] = []
    failed = {each.item for each in refused}
    for name, both in items.items():
        if name in failed:
            continue
        first = next(iter(both.values()))
        try:
            made.append(_question(both))
        except FileRefused as wrong:
            reason = str(wrong).partition(": ")[2] or str(wrong)
            refused.append(Refused(name, first.file, first.line, reason))
    return Taken(made, refused)


# -- reading files --------------------------------------------------------------------------------


def _files(content: bytes) -> Iterable[tuple[str, bytes]]:
    if not content.startswith(b"PK"):
        yield "item.xml", content
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            entries = [each for each in opened.infolist() if each.filename.endswith(".xml")]
            if len(entries) > MOST_FILES:
                raise FileRefused(f"bank:1: more than {MOST_FILES} files")
            whole = 0
            for index, entry in enumerate(entries):
                with opened.open(entry) as file:
                    text = file.read(LARGEST + 1)
                whole += len(text)
                if len(text) > LARGEST or whole > LARGEST_WHOLE:
                    raise FileRefused("bank:1: unpacked it is too large")
                shown = re.sub(r"[^\w.-]", "_", entry.filename.rsplit("/", 1)[-1])[:60]
                yield shown or f"{index}.xml", text
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as broken:
        raise FileRefused("bank:1: this is no zip that can be read") from broken


def _items(file: str, text: bytes) -> list[Any]:
    """The items of one file; a manifest or a test holds none."""
    if len(text) > LARGEST:
        raise FileRefused(f"{file}:1: more than {LARGEST} bytes")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as broken:
        raise FileRefused(
            f"{file}:{broken.lineno or 1}: this is no XML that can be read"
        ) from broken
    if root.getroottree().docinfo.doctype:
        raise FileRefused(f"{file}:1: a document type is not taken")
    return [node for node in root.iter() if _tag(node) == ITEM]


def _tag(node: Any) -> str:
    """The name of an element of QTI 3; empty for anything else."""
    if not isinstance(node.tag, str):
        return ""
    space, _, name = node.tag.rpartition("}")
    return str(name) if space == f"{{{NAMESPACE}" else ""


def _identifier(node: Any) -> str:
    plain = re.sub(r"[^a-z0-9_]", "_", str(node.get("identifier", "")).lower())[:36]
    return plain if plain[:1].isalpha() else f"q_{plain}"


# -- one item -------------------------------------------------------------------------------------


def _item(file: str, node: Any) -> Item:
    language = str(node.get(LANG) or "")[:2].lower()
    if language not in LANGUAGES:
        raise ItemRefused(node, "xml:lang must say zh or en")
    interactions = [each for each in node.iter() if _tag(each).endswith("-interaction")]
    if len(interactions) != 1:
        raise ItemRefused(node, f"one interaction is needed, there are {len(interactions)}")
    (interaction,) = interactions
    kind = KINDS.get(_tag(interaction))
    if kind is None:
        raise ItemRefused(interaction, f"{_tag(interaction)} is not taken")
    item = Item(_identifier(node), language, file, int(node.sourceline or 1), kind)
    item.correct = _correct(node, interaction)
    item.said = _modal(node)
    body = next((each for each in node if _tag(each) == "qti-item-body"), None)
    if body is None:
        raise ItemRefused(node, "qti-item-body is missing")
    item.asks = _prompt(body, interaction)
    if not item.asks:
        raise ItemRefused(interaction, "the question asks nothing")
    _read_parts(node, interaction, item)
    if kind == "choice":
        item.kind = "multiple" if _several(node, interaction) else "single"
    return item


def _read_parts(node: Any, interaction: Any, item: Item) -> None:
    """What there is to choose, to order or to match, or what is counted."""
    if item.kind == "match":
        sets = [each for each in interaction if _tag(each) == "qti-simple-match-set"]
        if len(sets) != 2:  # noqa: PLR2004 - what belongs to what
            raise ItemRefused(interaction, "two sets are needed")
        item.parts = _choices(sets[0], "qti-simple-associable-choice", item)
        item.others = _choices(sets[1], "qti-simple-associable-choice", item)
    elif item.kind == "number":
        if _declared(node, interaction).get("base-type") not in {"integer", "float"}:
            raise ItemRefused(interaction, "an answer in words is not taken")
        item.unit = str(interaction.get("data-unit") or "").strip()
        if not item.unit:
            raise ItemRefused(interaction, "data-unit must say what is counted")
    else:
        item.parts = _choices(interaction, "qti-simple-choice", item)


def _choices(parent: Any, tag: str, item: Item) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in parent:
        if _tag(each) != tag:
            continue
        name = _identifier(each)
        if name in found:
            raise ItemRefused(each, f"{name} is there twice")
        found[name] = _words(each, without={"qti-feedback-inline"})
        inline = [part for part in each.iter() if _tag(part) == "qti-feedback-inline"]
        if inline:
            item.said[name] = _words(inline[0])
    return found


def _declared(node: Any, interaction: Any) -> Any:
    wanted = interaction.get("response-identifier")
    for each in node:
        if _tag(each) == "qti-response-declaration" and each.get("identifier") == wanted:
            return each
    raise ItemRefused(interaction, "its response is not declared")


def _several(node: Any, interaction: Any) -> bool:
    return bool(_declared(node, interaction).get("cardinality") == "multiple")


def _correct(node: Any, interaction: Any) -> list[str]:
    declared = _declared(node, interaction)
    values = [
        "".join(each.itertext()).strip()
        for part in declared
        if _tag(part) == "qti-correct-response"
        for each in part
        if _tag(each) == "qti-value"
    ]
    if not values:
        raise ItemRefused(declared, "qti-correct-response is missing")
    return values


def _modal(node: Any) -> dict[str, str]:
    """Feedback by what names it."""
    return {_identifier(each): _words(each) for each in node if _tag(each) == "qti-modal-feedback"}


def _prompt(body: Any, interaction: Any) -> str:
    """The prompt of the interaction, after whatever text stands around it."""
    inside = [_words(each) for each in interaction if _tag(each) == "qti-prompt"]
    around = _words(body, without={_tag(interaction)})
    return " ".join(part for part in (around, *inside) if part)


def _words(node: Any, without: frozenset[str] | set[str] = frozenset()) -> str:
    """The text of an element without what is within some others; spaces as one."""
    parts: list[str] = []

    def walk(part: Any) -> None:
        if not isinstance(part.tag, str) or _tag(part) in without:
            return
        parts.append(part.text or "")
        for each in part:
            walk(each)
            parts.append(each.tail or "")

    parts.append(node.text or "")
    for each in node:
        walk(each)
        parts.append(each.tail or "")
    return " ".join("".join(parts).split())


# -- two languages to one question ----------------------------------------------------------------


def _question(both: Mapping[str, Item]) -> dict[str, Any]:
    """A question as ``questions.yaml`` writes it, read once as such; `FileRefused` otherwise."""
    missing = [language for language in LANGUAGES if language not in both]
    if missing:
        raise FileRefused(f"bank:1: the item is missing in {missing[0]}")
    zh, en = both["zh"], both["en"]
    if (zh.kind, zh.correct, list(zh.parts), list(zh.others)) != (
        en.kind, en.correct, list(en.parts), list(en.others),
    ):  # fmt: skip
        raise FileRefused("bank:1: the two languages differ in more than words")
    made: dict[str, Any] = {
        "id": zh.identifier, "kind": zh.kind, "asks": {"zh": zh.asks, "en": en.asks},
    }  # fmt: skip
    made |= {"single": _of_choices, "multiple": _of_choices, "order": _of_order,
             "match": _of_pairs, "number": _of_number}[zh.kind](zh, en)  # fmt: skip
    text = yaml.safe_dump(made, allow_unicode=True, sort_keys=False)
    question(read(zh.file, text))
    return made


def _of_choices(zh: Item, en: Item) -> dict[str, Any]:
    right = {_plain(each) for each in zh.correct}
    choices = []
    for name, text in zh.parts.items():
        said = {
            language: item.said.get(name)
            or item.said.get("correct" if name in right else "incorrect")
            for language, item in (("zh", zh), ("en", en))
        }
        if not all(said.values()):
            raise FileRefused(f"bank:1: {name} has no feedback")
        choice: dict[str, Any] = {"id": name, "text": {"zh": text, "en": en.parts[name]}}
        if name in right:
            choice["correct"] = True
        choices.append(choice | {"feedback": said})
    return {"choices": choices}


def _of_order(zh: Item, en: Item) -> dict[str, Any]:
    order = [_plain(each) for each in zh.correct]
    if sorted(order) != sorted(zh.parts):
        raise FileRefused("bank:1: the right order does not name every choice once")
    items = [{"id": name, "text": {"zh": zh.parts[name], "en": en.parts[name]}} for name in order]
    return {"items": items, "feedback": _right_and_wrong(zh, en)}


def _of_pairs(zh: Item, en: Item) -> dict[str, Any]:
    pairs = []
    for each in zh.correct:
        left, _, right = each.partition(" ")
        one, other = _plain(left), _plain(right)
        if one not in zh.parts or other not in zh.others:
            raise FileRefused("bank:1: a pair names what is not there")
        pairs.append(
            {
                "id": one,
                "left": {"zh": zh.parts[one], "en": en.parts[one]},
                "right": {"zh": zh.others[other], "en": en.others[other]},
            }
        )
    if len(pairs) != len(zh.parts):
        raise FileRefused("bank:1: everything on the left belongs to one thing on the right")
    return {"pairs": pairs, "feedback": _right_and_wrong(zh, en)}


def _of_number(zh: Item, en: Item) -> dict[str, Any]:
    if len(zh.correct) != 1 or not re.fullmatch(r"\d{1,10}(\.0+)?", zh.correct[0]):
        raise FileRefused("bank:1: the answer is one whole number")
    return {
        "answer": int(zh.correct[0].split(".")[0]),
        "unit": {"zh": zh.unit, "en": en.unit},
        "feedback": _right_and_wrong(zh, en),
    }


def _right_and_wrong(zh: Item, en: Item) -> dict[str, Any]:
    made = {
        ours: {"zh": zh.said.get(theirs), "en": en.said.get(theirs)}
        for ours, theirs in (("right", "correct"), ("wrong", "incorrect"))
    }
    if not all(text for each in made.values() for text in each.values()):
        raise FileRefused("bank:1: qti-modal-feedback for correct and incorrect is needed")
    return made


def _plain(identifier: str) -> str:
    plain = re.sub(r"[^a-z0-9_]", "_", identifier.lower())[:36]
    return plain if plain[:1].isalpha() else f"q_{plain}"
