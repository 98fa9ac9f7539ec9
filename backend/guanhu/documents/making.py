"""Snapshot → paper → files. The same snapshot and template version give the same bytes."""

from __future__ import annotations

import asyncio

from guanhu.documents.editable import as_docx
from guanhu.documents.errors import CharacterNotPrintable
from guanhu.documents.faces import unprintable
from guanhu.documents.paper import Paper
from guanhu.documents.repository import Made
from guanhu.documents.snapshot import Snapshot
from guanhu.documents.templates.registry import template_of
from guanhu.documents.typesetting import as_pdf


def paper_of(snapshot: Snapshot) -> Paper:
    """The paper; raises `DocumentPartMissing`, `CharacterNotPrintable`."""
    paper = template_of(snapshot.kind, snapshot.template_version).write(snapshot)
    boxes = unprintable(paper.texts())
    if boxes:
        raise CharacterNotPrintable(count=len(boxes))
    return paper


async def make(snapshot: Snapshot) -> Made:
    """The files of a paper."""
    template, paper = (
        template_of(snapshot.kind, snapshot.template_version),
        paper_of(snapshot),
    )
    pdf = await asyncio.to_thread(as_pdf, paper)
    return Made(pdf, await asyncio.to_thread(as_docx, paper) if template.editable else None)


async def preview(snapshot: Snapshot) -> bytes:
    """The PDF as it would be issued, every page marked 预览."""
    return await asyncio.to_thread(as_pdf, paper_of(snapshot), preview=True)
