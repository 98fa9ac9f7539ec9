"""Refusals about papers."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class DocumentPartMissing(Refusal):
    """What the paper has to say is neither on record nor given. Facts: ``part``, ``kind``.

    `part` is the name of a field of the form, or of a record: ``decision``, ``review``, …
    """

    code = "DOCUMENT_PART_MISSING"


class DocumentSourceWrong(Refusal):
    """The record named is not one this paper is made from. Facts: ``kind``."""

    code = "DOCUMENT_SOURCE_WRONG"


class NoEditableForm(Refusal):
    """This paper has no editable form. Facts: ``kind``."""

    code = "NO_EDITABLE_FORM"


class DocumentDamaged(RuntimeError):
    """The stored bytes are not those that were issued."""


class CharacterNotPrintable(Refusal):
    """Some characters have no picture in the faces and would print as boxes. Facts: ``count``."""

    code = "CHARACTER_NOT_PRINTABLE"
