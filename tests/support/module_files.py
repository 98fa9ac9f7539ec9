"""Files of an own module, as an office sends them, and banks of questions in QTI 3."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from guanhu.education.module_catalogue import content_folders, files_of

CODE = "OWN_P330100_HABITS"


def own_files(*, code: str = CODE, version: int = 1, **change: str) -> dict[str, str]:
    """The files of the shipped module MONEY_SENSE as an office's own; `change` by file name."""
    (folder,) = [each for each in content_folders() if each.name == "money_sense"]
    files = dict(files_of(folder))
    module = files["module.yaml"]
    for key, value in (("code", code), ("version", version), ("number", 101)):
        module = re.sub(rf"^{key}:.*$", f"{key}: {value}", module, flags=re.MULTILINE)
    return files | {"module.yaml": module} | change


def zipped(files: Mapping[str, str | bytes], folder: str = "habits/") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{folder}{name}", content)
    return made.getvalue()


SPACE = 'xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"'


def qti_item(identifier: str, language: str, declared: str, body: str, more: str = "") -> str:
    """One item of QTI 3."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<qti-assessment-item {SPACE}'
        f' identifier="{identifier}" title="t" adaptive="false" time-dependent="false"'
        f' xml:lang="{language}">\n{declared}\n<qti-item-body>{body}</qti-item-body>\n{more}'
        "</qti-assessment-item>"
    )


def declared(*values: str, cardinality: str = "single", base: str = "identifier") -> str:
    """A response with its right answer."""
    inside = "".join(f"<qti-value>{each}</qti-value>" for each in values)
    return (
        f'<qti-response-declaration identifier="R" cardinality="{cardinality}" base-type="{base}">'
        f"<qti-correct-response>{inside}</qti-correct-response></qti-response-declaration>"
    )


def said(right: str, wrong: str) -> str:
    """What is said to a right and to a wrong answer."""
    return "".join(
        f'<qti-modal-feedback outcome-identifier="F" identifier="{name}" show-hide="show">'
        f"<qti-content-body><p>{text}</p></qti-content-body></qti-modal-feedback>"
        for name, text in (("correct", right), ("incorrect", wrong))
    )


def choices(tag: str, texts: Mapping[str, str]) -> str:
    return "".join(
        f'<{tag} identifier="{name}" match-max="1">{text}</{tag}>' for name, text in texts.items()
    )


def a_bank() -> dict[str, str]:
    """Five items in both languages: one of each kind, and one that only exists in English."""
    bank: dict[str, str] = {}
    for language in ("zh", "en"):
        zh = language == "zh"
        feedback = said("对，因为……" if zh else "Yes, because…", "再想想" if zh else "Think again")
        prompt = f"<qti-prompt>{'问题' if zh else 'Question'}</qti-prompt>"
        abc = {name: f"{'甲乙丙丁'['ABCD'.index(name)] if zh else name}" for name in "ABC"}
        simple = choices("qti-simple-choice", abc)
        four = choices("qti-simple-choice", abc | {"D": "丁" if zh else "D"})
        left = choices("qti-simple-associable-choice", abc)
        right = choices(
            "qti-simple-associable-choice",
            {f"R{name}": f"{'右' if zh else 'right '}{name}" for name in "ABC"},
        )
        unit = "元" if zh else "yuan"
        parts = {
            "one-of": (
                declared("B"),
                (
                    '<qti-choice-interaction response-identifier="R" max-choices="1">'
                    f"{prompt}{simple}</qti-choice-interaction>"
                ),
            ),
            "some_of": (
                declared("A", "C", cardinality="multiple"),
                (
                    '<qti-choice-interaction response-identifier="R" max-choices="0">'
                    f"{prompt}{four}</qti-choice-interaction>"
                ),
            ),
            "in_order": (
                declared("C", "A", "B", cardinality="ordered"),
                (
                    f'<qti-order-interaction response-identifier="R">{prompt}{simple}'
                    "</qti-order-interaction>"
                ),
            ),
            "pairs": (
                declared("A RA", "B RB", "C RC", cardinality="multiple", base="directedPair"),
                (
                    f'<qti-match-interaction response-identifier="R" max-associations="3">{prompt}'
                    f"<qti-simple-match-set>{left}</qti-simple-match-set>"
                    f"<qti-simple-match-set>{right}</qti-simple-match-set></qti-match-interaction>"
                ),
            ),
            "sum": (
                declared("600", base="integer"),
                (
                    f"<p>{'共多少' if zh else 'How much?'} <qti-text-entry-interaction"
                    f' response-identifier="R" data-unit="{unit}"/></p>'
                ),
            ),
        }
        for name, (response, body) in parts.items():
            bank[f"{name}_{language}.xml"] = qti_item(name, language, response, body, feedback)
    lone = qti_item("lone", "en", *parts["sum"], said("Yes", "No"))
    return bank | {"lone_en.xml": lone, "imsmanifest.xml": "<manifest/>"}
